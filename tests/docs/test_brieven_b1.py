"""The words of letters pass the B1 gate, speak to the right reader, and promise nothing unknown."""

import re

import pytest
from wordfreq import zipf_frequency

from kring.config.plaatsen import projectmap
from kring.koppelingen.berichten.brieven import KIND, SJABLONEN, VOLWASSENE, make_brief
from kring.stelsel.laden import load_stelsel
from kring.stelsel.leesbaarheid import check_b1


NAMEN = sorted(
    pad.name.removesuffix(".yaml") for pad in SJABLONEN.iterdir() if pad.name.endswith("yaml")
)
GEVALLEN = [(naam, lezer) for naam in NAMEN for lezer in (VOLWASSENE, KIND)]
# What people type is theirs; easy sentences stand in for it.
GETYPT = dict.fromkeys(
    ("toelichting", "wat", "waarom", "gevolg", "wie_beslist", "rechten", "vrijwillig"),
    "Oma is erbij als papa de kinderen haalt.",
)
GEGEVENS = {
    **GETYPT, "naam": "Fatima", "organisatie": "Gemeente", "team": "Wijkteam", "telefoon": "0600000042",
    "dag": "2026-01-05", "voor": "2026-02-24",
}  # fmt: skip


def words(naam, lezer, **anders):
    aan = {"naam": "Samira Yildiz", "kind": lezer == KIND, "adres": {}}
    brief = make_brief(naam, {**GEGEVENS, "aan": aan, **anders})
    delen = [f"{deel['kop']}.\n\n{deel['tekst']}" for deel in brief["delen"]]
    return "\n\n".join([f"{brief['onderwerp']}.", f"{brief['kern']}", *delen])


@pytest.fixture(scope="module")
def woorden():
    return load_stelsel(projectmap() / "stelsels", "rvt").woorden


@pytest.mark.parametrize(("naam", "lezer"), GEVALLEN)
def test_every_letter_passes_the_b1_gate(naam, lezer, woorden):
    tekst = words(naam, lezer)
    fouten = check_b1(tekst, frequentie=lambda w: zipf_frequency(w, "nl"), woorden=woorden)
    assert not fouten, "\n".join(map(str, fouten))


@pytest.mark.parametrize(("naam", "lezer"), GEVALLEN)
def test_an_adult_is_u_and_a_child_is_je(naam, lezer):
    wrong = r"\b(?:je|jij|jou|jouw)\b" if lezer == VOLWASSENE else r"\b(?:u|uw)\b"
    assert not re.search(wrong, words(naam, lezer), re.IGNORECASE)


@pytest.mark.parametrize(("naam", "lezer"), GEVALLEN)
def test_no_number_is_promised_that_is_not_there(naam, lezer):
    assert "0600000042" in words(naam, lezer)
    zonder = words(naam, lezer, telefoon="")
    assert "nummer" not in zonder
    assert "Bel " not in zonder


@pytest.mark.parametrize(("naam", "lezer"), GEVALLEN)
def test_the_main_message_names_a_day_in_words(naam, lezer):
    brief = make_brief(naam, {**GEGEVENS, "aan": {"naam": "", "kind": lezer == KIND, "adres": {}}})
    assert re.search(r"\b(?:maandag 5 januari|dinsdag 24 februari) 2026\b", brief["kern"])
