"""What a melding says, line by line, and what stays with Veilig Thuis."""

import pytest

from kring.koppelingen.corv.gezin import find_mensen
from kring.koppelingen.corv.invoer import make_waarden
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.koppelingen.corv.regels import LANGSTE


@pytest.fixture
def waarden(take):
    def make(naam, *vervangingen):
        bericht = take(naam, *vervangingen)
        melding = as_vt_melding(bericht=bericht)
        return make_waarden(bericht=bericht, melding=melding, mensen=find_mensen(melding))

    return make


def lines(waarden, soort):
    return [(rij["bron"], rij["tekst"]) for rij in waarden["uitspraken"] if rij["soort"] == soort]


def test_what_the_sender_saw_is_a_feit(waarden):
    feiten = [tekst for _, tekst in lines(waarden("melding-gezin"), "feit")]
    assert any(tekst.startswith("Een bewoner belde over een ruzie") for tekst in feiten)
    assert "Aangifte: Moeder doet geen aangifte" in feiten
    assert "Eerder geregistreerd: 2025-12-02 overlast, buren gesproken" in feiten


def test_free_text_is_a_vermoeden(waarden):
    vermoedens = [tekst for _, tekst in lines(waarden("melding-gezin"), "vermoeden")]
    assert vermoedens[0].startswith("De kinderen slapen sinds een week bij oma.")
    assert "Stond achter de deur." in vermoedens


def test_what_a_member_said_is_the_opinion_of_that_member(waarden):
    gemaakt = waarden("melding-gezin")
    moeder = gemaakt["leden"][1]["lid"]
    mening = next(rij for rij in gemaakt["uitspraken"] if rij["bron"] == "Iris Kwelder")
    assert mening["soort"] == "mening"
    assert mening["tekst"] == "Moeder schrikt, en wil wel praten."
    assert mening["over"] == [moeder]


def test_a_judgement_of_the_sender_is_an_opinion(waarden):
    meningen = dict(lines(waarden("melding-gezin"), "mening"))
    assert meningen["Politie"] == "Geweld om eer: Niet gebleken"


def test_what_the_reader_found_odd_is_a_line(waarden):
    odd = [tekst for bron, tekst in lines(waarden("melding-onvolledig"), "feit") if bron == "Kring"]
    assert any("Dit kan geen BSN zijn" in tekst for tekst in odd)
    assert any("Deze datum bestaat niet" in tekst for tekst in odd)


def test_unknown_and_not_allowed_are_two_facts(waarden):
    teksten = "\n".join(tekst for _, tekst in lines(waarden("melding-klein"), "feit"))
    assert "locatie incident: de melder mag dit niet zeggen" in teksten
    assert "datum incident: is nagegaan, en blijft onbekend" in teksten


def test_no_line_tells_who_reported(waarden):
    gemaakt = waarden("melding-onvolledig")
    zichtbaar = str([gemaakt["uitspraken"], gemaakt["leden"], gemaakt["besproken_met_gezin"]])
    for geheim in ("Verzonnen", "0600000015", "Duinrand', 'bron", "DR-2026"):
        assert geheim not in zichtbaar
    assert "Genoemd als melder: Verzonnen." in gemaakt["gegevens_melder"]
    assert "telefoon: 0600000015" in gemaakt["gegevens_melder"]


def test_a_professional_is_kept_whole_in_one_line(waarden):
    rol = ("<JZ:jeugzorgrol>grootouder", "<JZ:jeugzorgrol>onderwijsgevende")
    gemaakt = waarden("melding-gezin", rol)
    (tekst,) = (
        t for _, t in lines(gemaakt, "feit") if t.startswith("Genoemd als onderwijsgevende")
    )
    assert "vreemdelingennummer: 9990000077" in tekst
    assert len(gemaakt["leden"]) == 2


def test_no_bsn_stands_in_any_line(waarden):
    assert "9999123" not in str(waarden("melding-gezin"))
    assert "9999123" not in str(waarden("melding-onvolledig"))


def test_what_the_family_was_told(waarden):
    verteld = waarden("melding-gezin")["besproken_met_gezin"]
    assert "Verteld aan Iris Kwelder, mondeling, op 14 maart 2026." in verteld
    assert "Verteld aan de vader van Mees, telefonisch. Er kwam geen reactie." in verteld


def test_second_mention_says_what_differs(waarden):
    bsn = ("<BG:inp.bsn>999912343</BG:inp.bsn>", "<BG:inp.bsn>999912355</BG:inp.bsn>")
    teksten = "\n".join(tekst for _, tekst in lines(waarden("melding-gezin", bsn), "feit"))
    assert "ook genoemd: Iris Kwelder" in teksten
    assert "ook genoemde geboortedatum: 1992-02-11" in teksten


def test_a_very_long_text_goes_on_in_a_next_line(waarden):
    lang = "woord " * 40_000
    gemaakt = waarden("melding-gezin", ("Een bewoner belde over een ruzie op de trap.", lang))
    delen = [tekst for _, tekst in lines(gemaakt, "feit") if "woord" in tekst]
    assert [len(deel) for deel in delen[:2]] == [LANGSTE, LANGSTE]
    assert "".join(delen).count("woord") == 40_000


@pytest.mark.parametrize(
    ("zender", "soort"),
    [
        ("Politie Eenheid X", "politie"),
        ("Stichting Halt", "halt"),
        ("Schalthof Jeugd", "professional"),
    ],
)
def test_who_reports_by_the_name_of_the_organisation(waarden, zender, soort):
    gemaakt = waarden(
        "melding-gezin",
        ("<StUF:organisatie>Politie Eenheid Duinrand", f"<StUF:organisatie>{zender}"),
        ("<ZKN:naam>Politie Eenheid Duinrand", f"<ZKN:naam>{zender}"),
    )
    assert gemaakt["soort_melder"] == soort
    assert gemaakt["melder"] == zender
