"""Break-glass: for who may, for a few hours, logged, looked at by another, and silent about families."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.integration.superuser import ask, count
from tests.verhaal import begin_verhaal, make_medewerker

from kring.dossier.actions import Opdracht, StapGeweigerd, open_nood, take_stap
from kring.dossier.queries.gezin import load_dossier
from kring.toegang import klok
from kring.toegang.actions import reset_clock, set_clock
from kring.toegang.deur import GeenToegang, binnen, open_dossier


REDEN = "Er belt een buurman: hij hoort nu gegil en breekgeluid."


@pytest.fixture(scope="module")
def verhaal():
    return begin_verhaal("stel_plan_vast")


@pytest.fixture
def henny():
    """May open in an emergency, and has nothing to do with this family."""
    return make_medewerker("Henny")


def breek(gezin, door, **anders):
    velden = {"op": klok.nu(), "reden": REDEN, "sleutel": str(uuid4()), **anders}
    open_nood(gezin=gezin, door=door, **velden)


def levend(gezin, actor):
    vraag = (
        "SELECT soort, tot - van FROM toegang_toegang WHERE gezin_id = %s AND actor_id = %s"
        " AND tot > now() ORDER BY soort"
    )
    return ask(vraag, gezin, actor)


def test_it_opens_for_four_hours_and_no_longer(verhaal, henny):
    with pytest.raises(GeenToegang):
        open_dossier(actor=henny, gezin=verhaal.gezin)
    breek(verhaal.gezin, henny)
    assert levend(verhaal.gezin, henny) == [("nood", timedelta(hours=4))]
    deur = open_dossier(actor=henny, gezin=verhaal.gezin)
    assert deur.doel == "nood"
    with binnen(deur):
        assert load_dossier(deur).gezin_id == verhaal.gezin
    try:
        set_clock(klok.nu() + timedelta(hours=4, seconds=1), echt=klok.nu())
        with pytest.raises(GeenToegang):
            open_dossier(actor=henny, gezin=verhaal.gezin)
    finally:
        reset_clock()


def test_it_stands_in_the_case_and_in_the_log(verhaal, henny):
    breek(verhaal.gezin, henny)
    assert (
        count("dossier_gebeurtenis", gezin_id=verhaal.gezin, stap="open_nood", auteur_id=henny) == 1
    )
    log = {"gezin_id": verhaal.gezin, "actor_id": henny}
    assert count("toegang_logregel", handeling="nood_geopend", toegestaan=True, **log) == 1
    assert count("toegang_logregel", handeling="open_nood", **log) == 1


def test_the_same_request_again_gives_nothing_more(verhaal, henny):
    for _ in range(3):
        breek(verhaal.gezin, henny, sleutel=f"zelfde {henny}")
    assert levend(verhaal.gezin, henny) == [("nood", timedelta(hours=4))]
    assert count("dossier_gebeurtenis", gezin_id=verhaal.gezin, auteur_id=henny) == 1


def test_the_reason_is_nowhere_readable_without_the_key(verhaal, henny):
    breek(verhaal.gezin, henny)
    redenen = ask("SELECT reden FROM toegang_toegang WHERE actor_id = %s", henny)
    assert len(redenen) == 2
    assert all(len(reden) > 20 and "buurman" not in reden for (reden,) in redenen)


@pytest.mark.parametrize(
    ("wie", "reden", "codes"),
    [
        ({"mandaten": ("rechten",)}, REDEN, {"mandaat"}),
        ({"partij": "raad", "mandaten": ("toets",)}, REDEN, {"bevoegdheid"}),
        ({}, "kort", {"veld"}),
        ({"mandaten": ()}, "", {"mandaat", "veld"}),
    ],
)
def test_who_may_not_hears_every_reason_and_nothing_about_the_family(verhaal, wie, reden, codes):
    door = make_medewerker("Piet", **wie)
    for gezin in (verhaal.gezin, uuid4()):
        with pytest.raises(StapGeweigerd) as geweigerd:
            breek(gezin, door, reden=reden)
        assert {weigering.code for weigering in geweigerd.value.weigeringen} == codes
    assert levend(verhaal.gezin, door) == []
    assert count("toegang_logregel", actor_id=door, handeling="open_nood", toegestaan=False) == 2


def test_an_unknown_family_and_a_closed_one_are_the_same_answer(henny):
    gesloten = begin_verhaal("sluit_af", dagen_geleden=150)
    for gezin in (uuid4(), gesloten.gezin):
        with pytest.raises(GeenToegang) as antwoord:
            breek(gezin, henny)
        assert str(antwoord.value) == ""
    assert levend(gesloten.gezin, henny) == []
    assert count("dossier_gebeurtenis", gezin_id=gesloten.gezin, auteur_id=henny) == 0


def test_a_second_person_looks_at_it_and_only_at_that(verhaal, henny):
    nakijker = make_medewerker("Ina", mandaten=("nakijken",))
    breek(verhaal.gezin, henny)
    assert [soort for soort, _ in levend(verhaal.gezin, nakijker)] == ["nood_nakijken"]
    vraag = "SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s AND stap = 'open_nood' AND auteur_id = %s"
    ((nood,),) = ask(vraag, verhaal.gezin, henny)
    beoordeel(verhaal.gezin, nakijker, nood)
    assert levend(verhaal.gezin, nakijker) == []
    assert count("dossier_termijn", gebeurtenis_id=nood, gestopt_op=None) == 0


def test_nobody_looks_at_the_own_opening(verhaal):
    zelf = make_medewerker("Bo", mandaten=("gezinswerk", "nakijken"))
    breek(verhaal.gezin, zelf)
    vraag = "SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s AND auteur_id = %s"
    ((nood,),) = ask(vraag, verhaal.gezin, zelf)
    with pytest.raises(StapGeweigerd, match="M11"):
        beoordeel(verhaal.gezin, zelf, nood)


def beoordeel(gezin, door, nood):
    waarden = {"bij": str(nood), "oordeel": "terecht", "reden": "Er was gevaar."}
    take_stap(
        Opdracht(
            gezin=gezin, stap="beoordeel_nood", door=door, op=klok.nu(), waarden=waarden,
            sleutel=str(uuid4()), doel="nood",
        )
    )  # fmt: skip
