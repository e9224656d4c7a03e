"""A consult without a name: asked by one professional, answered once by another."""

from uuid import uuid4

import pytest
from tests.integration.superuser import ask as vraag_database, count
from tests.integration.tegelijk import run_tegelijk
from tests.verhaal import make_medewerker

from kring.dossier.actions.consult import ConsultFout, answer, ask, load_consulten
from kring.stelsel.velden import HOOGSTENS_TEKENS
from kring.toegang import actions as toegang_actions, klok
from kring.toegang.deur import GeenToegang


VRAAG = "Een kind van zes wil niet naar huis. Wat vraag ik eerst?"


@pytest.fixture(scope="module")
def vrager():
    return make_medewerker("Fatima")


@pytest.fixture(scope="module")
def meedenker():
    return make_medewerker("Meral", partij="veilig_thuis", mandaten=("rvt_meedoen",))


def find(consult, door):
    return next(rij for rij in load_consulten(door=door, op=klok.nu()) if rij.id == consult)


def test_asked_answered_and_read(vrager, meedenker):
    consult = ask(door=vrager, vraag=VRAAG, op=klok.nu())
    open_ = find(consult, meedenker)
    assert (open_.vraag, open_.vrager, open_.van_mij, open_.antwoord) == (
        VRAAG,
        "Fatima",
        False,
        "",
    )
    answer(door=meedenker, consult=consult, antwoord="Vraag het kind zelf.", op=klok.nu())
    klaar = find(consult, vrager)
    assert (klaar.antwoord, klaar.beantwoorder, klaar.van_mij) == (
        "Vraag het kind zelf.",
        "Meral",
        True,
    )


def test_what_waits_for_an_answer_stands_first(vrager, meedenker):
    beantwoord = ask(door=vrager, vraag="Eerste vraag.", op=klok.nu())
    answer(door=meedenker, consult=beantwoord, antwoord="Ja.", op=klok.nu())
    open_ = ask(door=vrager, vraag="Tweede vraag.", op=klok.nu())
    volgorde = [rij.id for rij in load_consulten(door=vrager, op=klok.nu())]
    assert volgorde.index(open_) < volgorde.index(beantwoord)


def test_it_is_locked_and_logged(vrager):
    consult = ask(door=vrager, vraag=VRAAG, op=klok.nu())
    ((inhoud,),) = vraag_database("SELECT vraag FROM dossier_consult WHERE id = %s", consult)
    assert b"kind" not in bytes(inhoud)
    assert count("toegang_logregel", handeling="consult_gevraagd", objecten=str(consult)) == 1


def test_only_who_joins_the_team_answers(vrager):
    consult = ask(door=vrager, vraag=VRAAG, op=klok.nu())
    for wie in (vrager, make_medewerker("Piet", mandaten=("rvt_meedoen",))):
        with pytest.raises(GeenToegang):
            answer(door=wie, consult=consult, antwoord="Zo.", op=klok.nu())


def test_answered_once_also_in_the_same_moment(vrager, meedenker):
    consult = ask(door=vrager, vraag=VRAAG, op=klok.nu())
    stuk = """
from uuid import UUID
from kring.dossier.actions.consult import ConsultFout, answer
from kring.toegang import klok
try:
    answer(door=UUID(%r), consult=UUID(%r), antwoord="Antwoord.", op=klok.nu())
    print("beantwoord")
except ConsultFout as fout:
    print(fout)
"""
    uit = run_tegelijk(*[stuk % (str(meedenker), str(consult))] * 3)
    assert sorted(uit)[:2] == ["Deze vraag is al beantwoord. Kijk op de lijst."] * 2
    assert sorted(uit)[2] == "beantwoord"


@pytest.mark.parametrize(
    ("tekst", "melding"), [("  ", "zonder namen"), ("x" * (HOOGSTENS_TEKENS + 1), "Kort hem in")]
)
def test_a_text_that_cannot_be_taken(vrager, tekst, melding):
    with pytest.raises(ConsultFout, match=melding):
        ask(door=vrager, vraag=tekst, op=klok.nu())


def test_not_for_a_family_or_a_closed_account():

    gezinslid = uuid4()
    toegang_actions.create_gezinslid(id=gezinslid)
    for wie in (gezinslid, uuid4()):
        with pytest.raises(GeenToegang):
            ask(door=wie, vraag=VRAAG, op=klok.nu())
        with pytest.raises(GeenToegang):
            load_consulten(door=wie, op=klok.nu())
