"""Two people, or one person twice, in the same moment: nothing is lost, doubled or quietly overwritten."""

from uuid import uuid4

import pytest
from tests.integration.superuser import ask, count
from tests.integration.tegelijk import run_tegelijk
from tests.verhaal import begin_verhaal, make_medewerker

from kring.dossier.actions import Nieuw, Opdracht, StapGeweigerd, neem_in_beeld, take_stap
from kring.gezinnen import actions as gezinnen
from kring.toegang import klok
from kring.toegang.kluis import sleutelbos


KOP = """
from uuid import UUID
from kring.dossier.actions import Opdracht, Verouderd, take_stap
from kring.toegang import klok
"""
NOTITIE = (
    KOP
    + """
genomen = take_stap(Opdracht(
    gezin=UUID(%r), stap="schrijf_notitie", door=UUID(%r), op=klok.nu(), waarden={"tekst": %r}, sleutel=%r))
print(genomen is not None)
"""
)
AFSCHALEN = (
    KOP
    + """
try:
    take_stap(Opdracht(
        gezin=UUID(%r), stap="herzie_plan", door=UUID(%r), op=klok.nu(),
        waarden={"reden": "Er is iets veranderd en daarom kijken wij er weer naar."}, sleutel=%r, gezien=%d))
    print("genomen")
except Verouderd as fout:
    print("verouderd", *fout.sinds)
"""
)


@pytest.fixture(scope="module")
def verhaal():
    return begin_verhaal("stel_plan_vast")


def volgnummers(verhaal):
    vraag = "SELECT volgnummer FROM dossier_gebeurtenis WHERE gezin_id = %s ORDER BY 1"
    return [nummer for (nummer,) in ask(vraag, verhaal.gezin)]


def test_a_double_submit_is_done_once(verhaal):
    stuk = NOTITIE % (
        str(verhaal.gezin),
        str(verhaal.actor("fatima")),
        "Gebeld met school.",
        "dubbel",
    )
    assert sorted(run_tegelijk(*[stuk] * 4)) == ["False", "False", "False", "True"]
    assert count("dossier_gebeurtenis", gezin_id=verhaal.gezin, sleutel="dubbel") == 1


def test_notes_of_two_people_at_once_are_both_kept(verhaal):
    stukken = [
        NOTITIE % (str(verhaal.gezin), str(verhaal.actor(wie)), f"Van {wie}.", f"samen {wie} {nr}")
        for wie in ("fatima", "henk")
        for nr in (1, 2)
    ]
    assert run_tegelijk(*stukken) == ["True"] * 4
    assert volgnummers(verhaal) == list(range(1, len(volgnummers(verhaal)) + 1))


def test_two_people_who_move_the_case_at_once():
    """One of the two acted on what is no longer so, and hears what happened in between."""
    verhaal = begin_verhaal("stel_plan_vast")
    gezien = volgnummers(verhaal)[-1]
    stukken = [
        AFSCHALEN % (str(verhaal.gezin), str(verhaal.actor(wie)), wie, gezien)
        for wie in ("fatima", "henk")
    ]
    uit = sorted(run_tegelijk(*stukken))
    assert uit == ["genomen", "verouderd Plan herzien"]
    assert count("dossier_gebeurtenis", gezin_id=verhaal.gezin, stap="herzie_plan") == 1


def test_a_text_of_ten_megabytes_is_refused_in_words(verhaal):
    voor = volgnummers(verhaal)
    opdracht = Opdracht(
        gezin=verhaal.gezin, stap="schrijf_notitie", door=verhaal.actor("fatima"), op=klok.nu(),
        waarden={"tekst": "x" * 10_000_000}, sleutel="lang",
    )  # fmt: skip
    with pytest.raises(StapGeweigerd) as geweigerd:
        take_stap(opdracht)
    (weigering,) = geweigerd.value.weigeringen
    assert weigering.veld == "tekst"
    assert "10000000 tekens, er passen er 100000; kort hem in" in weigering.melding
    assert volgnummers(verhaal) == voor


def aanmelding(door):
    leden = [{"lid": str(uuid4()), "rol": "ouder", "voornaam": "Vera"}]
    return Nieuw(
        stap="neem_in_beeld", door=door, op=klok.nu(), naam="Gezin Vermeer",
        waarden={"deur": "gezin", "vraag": "Hulp bij het opvoeden.", "leden": leden},
    )  # fmt: skip


def test_a_question_at_the_door_sent_twice_is_one_case():
    joost, sleutel = make_medewerker("Joost"), uuid4()
    nieuw = aanmelding(joost)
    assert neem_in_beeld(nieuw, sleutel) == neem_in_beeld(nieuw, sleutel) == sleutel
    assert count("dossier_dossier", gezin_id=sleutel) == 1


def test_a_question_at_the_door_sent_twice_at_once_is_one_case():
    joost, sleutel = make_medewerker("Joost"), uuid4()
    stuk = f"""
from uuid import UUID, uuid4
from kring.dossier.actions import Nieuw, neem_in_beeld
from kring.toegang import klok
leden = [{{"lid": str(uuid4()), "rol": "ouder", "voornaam": "Vera"}}]
print(neem_in_beeld(Nieuw(
    stap="neem_in_beeld", door=UUID({str(joost)!r}), op=klok.nu(), naam="Gezin Vermeer",
    waarden={{"deur": "gezin", "vraag": "Hulp bij het opvoeden.", "leden": leden}}), UUID({str(sleutel)!r})))
"""
    assert run_tegelijk(*[stuk] * 3) == [str(sleutel)] * 3
    assert count("dossier_dossier", gezin_id=sleutel) == 1
    assert sleutelbos().exists(sleutel)


def test_a_question_broken_off_half_way_can_be_sent_again(monkeypatch):
    joost, sleutel = make_medewerker("Joost"), uuid4()
    with monkeypatch.context() as kapot:
        kapot.setattr(gezinnen, "save_personen", interrupt)
        with pytest.raises(KeyboardInterrupt):
            neem_in_beeld(aanmelding(joost), sleutel)
    assert count("dossier_dossier", gezin_id=sleutel) == 0
    assert neem_in_beeld(aanmelding(joost), sleutel) == sleutel
    assert count("dossier_dossier", gezin_id=sleutel) == 1


def interrupt(*args, **kwargs):
    raise KeyboardInterrupt
