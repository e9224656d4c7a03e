"""The motor and the fold: what a taken stap leaves behind, and its proof."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.fabriek_stelsel import RVT, STELSELS, load_klein, stelsel_van
from tests.gevallen import MotorVertolker
from tests.unit.stelsel.zaken import NU, actor, gebeurd, lid, stand, taken, voorstel

from kring.stelsel.begrippen import Eenheid, Toegangseffect
from kring.stelsel.fold import OnbekendeStap, fold
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.motor import MOTORVERSIE
from kring.stelsel.scenario import load_scenario
from kring.stelsel.zaak import Gezag, Stand


STELSEL = stelsel_van(RVT)
JOOST = actor("joost", "lokaal_team", "gezinswerk", "teamleiding")
VRAAG = {
    "deur": "gezin",
    "vraag": "Het gaat niet goed.",
    "leden": [{"lid": "anna", "rol": "ouder", "geboren": "1990"}, {"lid": "jip", "rol": "kind"}],
}


@pytest.fixture
def begin():
    return taken(STELSEL, Stand(), voorstel("neem_in_beeld", JOOST, id_="eerste", **VRAAG))


def test_receipt_says_everything_that_was_decided_and_nothing_that_was_said(begin):
    bewijs = begin.bewijs
    tekst = json.dumps(VRAAG, sort_keys=True, ensure_ascii=False)

    assert (bewijs.gebeurtenis, bewijs.volgnummer, bewijs.stap) == ("eerste", 1, "neem_in_beeld")
    assert (bewijs.toestand_voor, bewijs.toestand_na, bewijs.op) == ("", "T0", NU)
    assert (bewijs.door, bewijs.partij, bewijs.bevoegdheid) == ("joost", "lokaal_team", "regie")
    assert (bewijs.variant, bewijs.versie) == (RVT, STELSEL.variant.versie)
    assert (bewijs.vingerafdruk, bewijs.motorversie) == (STELSEL.vingerafdruk, MOTORVERSIE)
    assert "jeugdwet 2.3" in bewijs.artikelen
    assert bewijs.invoer == hashlib.sha256(tekst.encode()).hexdigest()
    assert "Het gaat niet goed" not in str(bewijs)


def test_taken_stap_tells_who_stores_it_what_follows(begin):
    assert begin.beleggingen == {"zicht_op_veiligheid": "joost", "ontvanger": "joost"}
    assert [effect.soort for effect in begin.toegang] == ["werkverdeling"]
    assert (begin.ontheffingen, begin.beeindigt_toegang) == (frozenset(), frozenset())
    assert begin.gebeurtenis.dag == date(2026, 6, 1)


def test_grant_follows_the_choice_that_was_made():
    bas = actor("bas", "veilig_thuis", "rvt_meedoen")
    waarden = {"medewerker": "bas", "niveau": "duo", "vraag": "Ga mee.", "tot": "2026-07-01"}

    duo = taken(STELSEL, stand(), voorstel("zet_rvt_in", bas, **waarden))

    assert duo.toegang == (
        Toegangseffect(soort="rvt_duo", aan="medewerker", tot="tot", alleen_bij="niveau=duo"),
    )


def test_reasons_that_weigh_a_warning_away_stand_in_the_receipt():
    wens = voorstel("schrijf_notitie", JOOST, tekst="Ja.", afwegingen={"R34": "Omdat het moet."})

    assert taken(STELSEL, stand(), wens).bewijs.afgewogen == ("R34",)


def test_stand_of_a_case_that_has_yet_to_begin_is_empty():
    leeg = Stand()

    assert (leeg.volgnummer, leeg.laatste("doel"), leeg.gebeurtenis("g1")) == (0, None, None)
    assert leeg.houders("vast_gezicht") == ()


def test_wrong_variant_cannot_fold_a_case():
    with pytest.raises(OnbekendeStap, match="stap bestaat niet in rvt"):
        fold(STELSEL, [gebeurd("notitie")])


def test_fold_goes_on_from_an_earlier_stand_without_changing_it(begin):
    notitie = taken(STELSEL, begin.stand, voorstel("schrijf_notitie", JOOST, id_="n", tekst="Ja."))

    assert begin.stand.volgnummer == 1
    assert notitie.stand == fold(STELSEL, [begin.gebeurtenis, notitie.gebeurtenis])
    assert notitie.stand.feiten("in_beeld_gekomen", "notitie") == notitie.stand.gebeurtenissen


def test_person_who_was_completed_is_the_person_as_last_described(begin):
    rij = {"lid": "jip", "rol": "pleegkind", "geboren": "2020-02", "huishouden": "bij oma"}
    wens = voorstel("leg_gezinsleden_vast", JOOST, id_="l", leden=[rij], bron="Paspoort")
    jip = taken(STELSEL, begin.stand, wens).stand.leden["jip"]

    assert (jip.rol, str(jip.geboren), jip.huishouden) == ("pleegkind", "2020-02", "bij oma")


def test_gezag_ends_for_the_child_it_was_meant_for_and_only_once():
    van = date(2020, 1, 1)
    rechten = tuple(Gezag(ouder=o, kind=k, van=van) for o in ("anna", "dirk") for k in ("jip", "bo"))  # fmt: skip
    zaak = replace(stand(leden=[lid(n) for n in ("anna", "dirk", "jip", "bo")]), gezag=rechten)

    def end(zaak, per, id_):
        wens = voorstel("beeindig_gezag", JOOST, id_=id_, ouder="anna", kind="jip", per=per, hoe="beschikking")  # fmt: skip
        return taken(STELSEL, zaak, wens).stand

    een = end(zaak, "2026-07-01", "e1")
    twee = end(een, "2027-01-01", "e2")

    assert een.ouders_met_gezag(date(2026, 6, 30), "jip") == {"anna", "dirk"}
    assert een.ouders_met_gezag(date(2026, 7, 1), "jip") == {"dirk"}
    assert een.ouders_met_gezag(date(2026, 7, 1)) == {"anna", "dirk"}
    assert twee.gezag == een.gezag


def test_term_starts_from_a_day_or_a_moment_in_the_fact_and_not_without_one(tmp_path):
    in_uren = ("gedeeld/regels.yaml", "aantal: 1, eenheid: week, atw: ja", "aantal: 24, eenheid: uur")  # fmt: skip
    moment = ("gedeeld/stappen.yaml", "tot: {naam: Tot, soort: dag, verplicht: nee}", "tot: {naam: Tot, soort: moment, verplicht: nee}")  # fmt: skip
    vanaf = ("gedeeld/stappen.yaml", "[{termijn: week}, {termijn: dag, tot: tot}]", "[{termijn: week, vanaf: tot}]")  # fmt: skip
    stelsel = load_klein(tmp_path, in_uren, moment, vanaf)
    wie = actor("piet", "team", "werk")

    def started(**tot):
        wens = voorstel("begin", wie, leden=[{"lid": "a", "rol": "ouder"}], **tot)
        return taken(stelsel, Stand(), wens).stand.termijnen

    (loopt,) = started(tot="2026-10-24T12:00+02:00")
    assert stelsel.termijnen["week"].eenheid is Eenheid.UUR
    assert (loopt.start, loopt.einde) == (date(2026, 10, 24), date(2026, 10, 25))
    assert loopt.einde_moment == datetime(2026, 10, 25, 11, tzinfo=AMSTERDAM)
    assert started() == ()


def test_term_is_late_from_the_moment_it_is_over():
    scenario = load_scenario(STELSELS / "varianten/rvt/scenarios/gezin-bakker.yaml")
    motor = MotorVertolker(STELSEL, scenario)
    motor.take(scenario.stappen[0])
    (beoordeling,) = motor.stand.lopende("vt_beoordeling")
    middernacht = beoordeling.einde_moment

    assert not beoordeling.is_te_laat(middernacht - timedelta(seconds=1))
    assert beoordeling.is_te_laat(middernacht)
    gestopt = replace(beoordeling, gestopt_op=middernacht - timedelta(seconds=1))
    assert not gestopt.is_te_laat(middernacht + timedelta(days=9))


def test_minors_are_who_may_be_minor():
    vandaag = date(2026, 6, 1)
    mensen = [lid("kind"), lid("ouder", "ouder"), lid("baby", "ongeboren_kind")]

    assert [m.id for m in stand(leden=mensen).minderjarigen(vandaag)] == ["kind", "baby"]


def test_persons_in_a_field_are_one_or_more_or_none():
    feit = gebeurd("f", een="a", meer=["a", "b"], leeg=[])

    assert [feit.leden(v) for v in ("een", "meer", "leeg", "weg")] == [{"a"}, {"a", "b"}, set(), set()]  # fmt: skip


def test_single_uitspraak_is_found_through_the_gebeurtenis_it_stands_in():
    zaak = stand(gebeurd("uitspraken", 1, id_="u"))

    assert zaak.gebeurtenis("u/uitspraken.0") is zaak.gebeurtenis("u")
