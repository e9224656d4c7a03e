"""Reading worked cases: what a file may hold, how one case goes on from another, and names for keys."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.fabriek_stelsel import RVT, STELSELS, stelsel_van

from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.scenario import (
    InvalidScenario,
    find_scenarios,
    load_scenario,
    make_handelend,
    make_voorstel,
    resolve_waarden,
    run_scenario,
    verwachte_dag,
)
from kring.stelsel.zaak import Actorsoort


BASIS = """\
titel: Een vraag
varianten: [rvt]
regels: [M01]
begin: 2026-06-01
mensen:
  joost: {partij: lokaal_team, mandaten: [gezinswerk, teamleiding]}
  anna: {partij: gezin, lid: anna}
leden: [anna]
regio: {naam: Gezin Anna}
stappen:
  - door: joost
    dag: 0
    stap: neem_in_beeld
    als: begin
    waarden: {deur: gezin, vraag: Help., leden: [{lid: anna, rol: ouder, geboren: 1990-01-01}]}
  - {door: joost, dag: 1, stap: benoem_vast_gezicht, als: benoemd, waarden: {vast_gezicht: joost, vervanger: joost, reden: Omdat.}, geweigerd: [functie_botst]}
  - {door: anna, dag: 2 14:30, stap: geef_eigen_cijfer, als: cijfer, waarden: {cijfer: 3, waarom: Moe.}}
"""
VERDER = """\
titel: Hoe het verder ging
varianten: [rvt]
vooraf: {bestand: basis, tot: begin}
mensen:
  henk: {partij: lokaal_team, mandaten: [gezinswerk], skj: nee}
  corv: {partij: systeem}
leden: [bo]
regio: {gemeente: Voorbeeldstad}
stappen:
  - {door: henk, dag: 3, stap: schrijf_notitie, waarden: {tekst: Gebeld.}}
"""


@pytest.fixture
def write(tmp_path):
    def schrijf(naam, tekst, *wijzigingen):
        for oud, nieuw in wijzigingen:
            assert oud in tekst
            tekst = tekst.replace(oud, nieuw)
        pad = tmp_path / f"{naam}.yaml"
        pad.write_text(tekst, encoding="utf-8")
        return pad

    return schrijf


def test_case_is_read_with_its_people_and_steps(write):
    scenario = load_scenario(write("basis", BASIS))

    assert (scenario.id, scenario.titel, scenario.bestand) == ("basis", "Een vraag", "basis.yaml")
    assert (scenario.begin, scenario.regels, scenario.vooraf) == (date(2026, 6, 1), ("M01",), 0)
    assert scenario.regio == {"naam": "Gezin Anna"}
    begin, botst, cijfer = scenario.stappen
    assert begin.op == datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM)
    assert cijfer.op == datetime(2026, 6, 3, 14, 30, tzinfo=AMSTERDAM)
    assert (begin.geweigerd, botst.geweigerd) == (None, ("functie_botst",))


def test_case_can_begin_on_another_day(write):
    scenario = load_scenario(write("basis", BASIS), begin=date(2027, 1, 1))

    assert scenario.stappen[0].op.date() == date(2027, 1, 1)
    assert verwachte_dag(scenario, "+3") == date(2027, 1, 4)
    assert verwachte_dag(scenario, "2026-12-31") == date(2026, 12, 31)
    assert verwachte_dag(scenario, "-1") == date(2026, 12, 31)


def test_case_goes_on_from_another_one_up_to_a_named_stap(write):
    write("basis", BASIS)

    scenario = load_scenario(write("verder", VERDER))

    assert [stap.stap for stap in scenario.stappen] == ["neem_in_beeld", "schrijf_notitie"]
    assert (scenario.vooraf, scenario.begin) == (1, date(2026, 6, 1))
    assert (scenario.titel, scenario.regels) == ("Hoe het verder ging", ())
    assert set(scenario.mensen) == {"joost", "anna", "henk", "corv"}
    assert scenario.leden == ("anna", "bo")
    assert scenario.regio == {"naam": "Gezin Anna", "gemeente": "Voorbeeldstad"}
    # A stap without a name is called after its place in the whole case.
    assert scenario.stappen[-1].als == "stap 2"


def test_earlier_case_may_itself_go_on_from_another_one(write):
    write("basis", BASIS)
    write("verder", VERDER, ("stap: schrijf_notitie,", "stap: schrijf_notitie, als: notitie,"))
    derde = "titel: Slot\nvarianten: [rvt]\nvooraf: {bestand: verder, tot: notitie}\nbegin: 2026-07-01\nstappen: []\n"

    scenario = load_scenario(write("slot", derde))

    assert (scenario.vooraf, scenario.begin) == (2, date(2026, 7, 1))
    assert len(scenario.stappen) == 2


def test_keys_follow_from_names_and_differ_between_cases(write):
    write("basis", BASIS)
    een, twee = load_scenario(write("basis", BASIS)), load_scenario(write("verder", VERDER))

    assert een.sleutel("anna") == load_scenario(write("basis", BASIS)).sleutel("anna")
    assert een.sleutel("anna") != twee.sleutel("anna")


FOUT = {
    "no YAML": ([("titel: Een vraag", "titel: [")], "dit is geen scenario"),
    "part missing": ([("leden: [anna]\n", "")], "dit is geen scenario"),
    "unknown part": ([("titel:", "titels: x\ntitel:")], "basis.yaml: titels hoort hier niet"),
    "unknown part of a stap": ([("als: cijfer", "aals: cijfer")], "stap 3: aals hoort hier niet"),
    "unknown expectation": ([("als: cijfer", "als: cijfer, verwacht: {weer: mooi}")], "dit is geen scenario"),
    "no day": ([("dag: 2 14:30", "dag: morgen")], "dit is geen scenario"),
    "nobody": ([("door: anna", "door: bo")], "basis.yaml: bo staat niet bij mensen"),
    "one name twice": ([("als: cijfer", "als: begin")], "basis.yaml: twee stappen heten begin"),
    "goes on from nothing": ([("begin: 2026-06-01\n", "vooraf: {bestand: weg, tot: x}\n")], "dit is geen scenario"),
    "goes on from itself": ([("begin: 2026-06-01\n", "vooraf: {bestand: basis, tot: x}\n")], "vooraf gaat rond (basis.yaml → basis.yaml)"),
}  # fmt: skip


@pytest.mark.parametrize(("wijzigingen", "melding"), FOUT.values(), ids=FOUT)
def test_file_that_is_no_case_is_refused_by_name(write, wijzigingen, melding):
    with pytest.raises(InvalidScenario) as fout:
        load_scenario(write("basis", BASIS, *wijzigingen))

    assert melding in str(fout.value)
    assert "basis.yaml" in str(fout.value)


def test_place_to_go_on_from_must_exist(write):
    write("basis", BASIS)

    with pytest.raises(InvalidScenario, match=r"verder\.yaml: in basis heet geen enkele stap eind"):
        load_scenario(write("verder", VERDER, ("tot: begin", "tot: eind")))


def test_refused_try_may_have_the_name_of_the_stap_that_succeeds(write):
    twee_keer = ("als: cijfer", "als: benoemd")

    assert load_scenario(write("basis", BASIS, twee_keer)).stappen[2].als == "benoemd"


@pytest.mark.parametrize(
    ("tijd", "utc"), [("02:30+02:00", "00:30"), ("02:30+01:00", "01:30"), ("02:30", "00:30")]
)
def test_hour_that_comes_twice_is_told_apart_by_its_offset(write, tijd, utc):
    wijziging = ("dag: 2 14:30", f"dag: 2026-10-25 {tijd}")

    op = load_scenario(write("basis", BASIS, wijziging)).stappen[2].op

    assert op.tzinfo is AMSTERDAM
    assert op.astimezone(UTC).strftime("%H:%M") == utc


def test_people_act_as_professional_family_or_system(write):
    write("basis", BASIS)
    scenario = load_scenario(write("verder", VERDER))

    joost, anna, henk, corv = (make_handelend(scenario, n) for n in ("joost", "anna", "henk", "corv"))  # fmt: skip

    assert [h.soort for h in (joost, anna, corv)] == [
        Actorsoort.MEDEWERKER,
        Actorsoort.GEZINSLID,
        Actorsoort.SYSTEEM,
    ]
    assert [bool(h.registraties) for h in (joost, anna, henk, corv)] == [True, False, False, False]
    assert anna.lid == scenario.sleutel("anna") == anna.id
    assert {m.mandaat for m in joost.mandaten} == {"gezinswerk", "teamleiding"}


def test_names_become_keys_and_days_become_dates(write):
    stelsel = stelsel_van(RVT)
    scenario = load_scenario(write("basis", BASIS))
    stap = scenario.stappen[1]

    def resolved(naam, **waarden):
        wens = replace(stap, stap=naam, waarden=waarden)
        return resolve_waarden(stelsel, scenario, wens, str.upper)

    gezag = resolved("leg_gezag_vast", ouder="anna", kinderen=["bo"], vanaf="+3", hoe="brp")
    assert gezag == {"ouder": "ANNA", "kinderen": ["BO"], "vanaf": "2026-06-04", "hoe": "brp"}
    klopt = resolved("zeg_klopt_niet", van="", bij="plan/regel.0", vreemd="+3")
    assert klopt == {"van": "", "bij": "PLAN/regel.0", "vreemd": "+3"}
    rijen = resolved("beantwoord_veilig_genoeg", oordelen=[{"lid": "anna", "antwoord": "ja"}])
    assert rijen == {"oordelen": [{"lid": "ANNA", "antwoord": "ja"}]}
    fout = resolved("leg_gezag_vast", kinderen="bo")
    assert fout == {"kinderen": "bo"}


def test_case_runs_on_the_motor_and_a_refusal_changes_nothing(write):
    stelsel = stelsel_van(RVT)
    scenario = load_scenario(write("basis", BASIS))

    begin, botst, cijfer = run_scenario(stelsel, scenario)

    assert [len(g.weigeringen) > 0 for g in (begin, botst, cijfer)] == [False, True, False]
    assert botst.stand is begin.stand
    assert cijfer.stand.volgnummer == 2
    voorstel = make_voorstel(stelsel, scenario, scenario.stappen[0])
    assert voorstel.id == scenario.sleutel("begin")


def test_every_file_of_the_repository_is_found_in_a_fixed_order():
    gevonden = find_scenarios(STELSELS)

    assert list(gevonden) == sorted(gevonden)
    assert {pad.parent.parent.name for pad in gevonden} >= {"rvt", "estafette-2020"}
