"""Every kind of field takes what fits and says in Dutch what does not, never with a crash."""

from datetime import date

import pytest
from hypothesis import given, strategies as st
from tests.fabriek_stelsel import stelsel_van
from tests.unit.stelsel.zaken import gebeurd, lid, stand, veld

from kring.stelsel.begrippen import Doelgroep, Feitsoort, Ligging, Veldsoort, Zichtbaarheid
from kring.stelsel.velden import HOOGSTENS_REGEL, HOOGSTENS_RIJEN, HOOGSTENS_TEKENS, check_waarden


OP = date(2026, 6, 1)
ZAAK = stand(gebeurd("doel", 1, id_="g1", oordelen=[{"lid": "finn"}], doel="Rust."), gebeurd("notitie", 2, id_="g2"), leden=[lid("finn"), lid("lotte")])  # fmt: skip
TEKST, REGEL, GETAL, DAG, DEELDATUM, MOMENT, KEUZE, KEUZES, LID, LEDEN, MEDEWERKER, PARTIJ, VERWIJZING, RIJEN, NIEUW_LID = Veldsoort  # fmt: skip


def feit(*velden):
    zicht = Zichtbaarheid(categorie="werk", portaal=Doelgroep.NIEMAND)
    return Feitsoort(id="f", naam="F", uitspraak="feit", zicht=zicht, bron=(), velden=velden)


def fault(soort, waarde, **anders):
    """What is said about one value; empty when it fits."""
    fouten = check_waarden(feit(veld(soort, **anders)), {"v": waarde}, ZAAK, OP)
    return "; ".join(fout.melding for fout in fouten)


PAST = [
    (TEKST, "Woorden\nop twee regels", {}), (TEKST, "x" * HOOGSTENS_TEKENS, {}), (TEKST, "12345", {"minstens": 5}),
    (REGEL, "x" * HOOGSTENS_REGEL, {}),
    (GETAL, 0, {"minstens": 0, "hoogstens": 10}), (GETAL, 10, {"minstens": 0, "hoogstens": 10}), (GETAL, -5, {}),
    (DAG, "2026-06-01", {"ligt": Ligging.VERLEDEN}), (DAG, "2026-06-01", {"ligt": Ligging.TOEKOMST}), (DAG, "1900-01-01", {}), (DAG, "2200-12-31", {}),
    (DEELDATUM, "2010", {}), (DEELDATUM, "2010-05", {}), (DEELDATUM, "2010-05-31", {}),
    (DEELDATUM, "2026", {"ligt": Ligging.VERLEDEN}), (DEELDATUM, "2026-06", {"ligt": Ligging.VERLEDEN}), (DEELDATUM, "2026-06-01", {"ligt": Ligging.VERLEDEN}), (DEELDATUM, "2026", {"ligt": Ligging.TOEKOMST}),
    (MOMENT, "2026-06-01T10:00+02:00", {}),
    (KEUZE, "ja", {}), (KEUZES, ["ja", "nee"], {}), (KEUZES, ("nee",), {}),
    (LID, "finn", {}), (LEDEN, ["finn", "lotte"], {}),
    (MEDEWERKER, "wie dan ook", {}), (PARTIJ, "gi", {}), (NIEUW_LID, "sleutel", {}),
    (VERWIJZING, "g1", {}), (VERWIJZING, "g1/oordelen.0", {}), (VERWIJZING, "g2/", {"naar": frozenset({"uitspraak"})}),
    (RIJEN, [{"tekst": "a"}, {"tekst": "b"}], {"minstens": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("soort", "waarde", "anders"), PAST)
def test_value_that_fits(soort, waarde, anders):
    assert fault(soort, waarde, **anders) == ""


PAST_NIET = [
    (TEKST, 7, {}, "dit is geen tekst; typ hier woorden"), (TEKST, "a\0b", {}, "dit is geen tekst"), (TEKST, "a\ud800b", {}, "dit is geen tekst"),
    (TEKST, "  \n", {}, "vul dit in"), (TEKST, "x" * (HOOGSTENS_TEKENS + 1), {}, "er passen er 100000; kort hem in"),
    (TEKST, "  abcd  ", {"minstens": 5}, "de tekst is te kort: schrijf minstens 5 tekens"),
    (REGEL, "x" * (HOOGSTENS_REGEL + 1), {}, "er passen er 300"), (REGEL, ["a"], {}, "dit is geen tekst"),
    (GETAL, "7", {}, "dit is geen heel getal"), (GETAL, True, {}, "dit is geen heel getal"), (GETAL, 1.5, {}, "dit is geen heel getal"),
    (GETAL, 11, {"minstens": 0, "hoogstens": 10}, "kies een getal van 0 tot en met 10"), (GETAL, -1, {"minstens": 0, "hoogstens": 10}, "kies een getal"),
    (DAG, "2026-02-30", {}, "dit is geen bestaande dag"), (DAG, 20260601, {}, "dit is geen bestaande dag"), (DAG, "1 juni", {}, "dit is geen bestaande dag"),
    (DAG, "20260601", {}, "dit is geen bestaande dag"), (DAG, "2026-W23-1", {}, "dit is geen bestaande dag"),
    (DAG, "2026-06-02", {"ligt": Ligging.VERLEDEN}, "deze dag moet nog komen"), (DAG, "2026-05-31", {"ligt": Ligging.TOEKOMST}, "deze dag is al geweest"),
    (DAG, "1899-12-31", {}, "het jaar 1899 klopt niet"), (DAG, "2201-01-01", {}, "het jaar 2201 klopt niet"),
    (DEELDATUM, "2010-13", {}, "deze datum bestaat niet: 2010-13"), (DEELDATUM, 2010, {}, "dit is geen datum"), (DEELDATUM, "9999", {}, "het jaar 9999 klopt niet"),
    (DEELDATUM, "2035", {"ligt": Ligging.VERLEDEN}, "deze dag moet nog komen"), (DEELDATUM, "2026-07", {"ligt": Ligging.VERLEDEN}, "deze dag moet nog komen"), (DEELDATUM, "2026-06-02", {"ligt": Ligging.VERLEDEN}, "deze dag moet nog komen"), (DEELDATUM, "2026-05", {"ligt": Ligging.TOEKOMST}, "deze dag is al geweest"),
    (MOMENT, "2026-06-01T10:00", {}, "dit is geen bestaand moment"), (MOMENT, 5, {}, "dit is geen bestaand moment"), (MOMENT, "2026-06-01 10:00+02:00", {}, "dit is geen bestaand moment"),
    (KEUZE, "misschien", {}, "kies uit: Ja, Nee"), (KEUZE, ["ja"], {}, "kies uit: Ja, Nee"), (KEUZES, "ja", {}, "kies uit: Ja, Nee"), (KEUZES, ["ja", "x"], {}, "kies uit"), (KEUZES, [{}], {}, "kies uit"),
    (LID, "onbekend", {}, "kies iemand uit dit gezin"), (LID, ["finn"], {}, "kies iemand"), (LEDEN, "finn", {}, "kies iemand"), (LEDEN, ["finn", 3], {}, "kies iemand"),
    (MEDEWERKER, 3, {}, "Veld: de sleutel ontbreekt"), (PARTIJ, ["gi"], {}, "Veld: de sleutel ontbreekt"), (NIEUW_LID, {}, {}, "Veld: de sleutel ontbreekt"),
    (VERWIJZING, "g2", {}, "Veld: dit staat niet in dit dossier"), (VERWIJZING, "g9", {}, "dit staat niet"), (VERWIJZING, "g1/oordelen.1", {}, "dit staat niet"), (VERWIJZING, "g1/oordelen.x", {}, "dit staat niet"), (VERWIJZING, "g1/doel", {}, "dit staat niet"), (VERWIJZING, "g1/weg.0", {}, "dit staat niet"), (VERWIJZING, ["g1"], {}, "dit staat niet"),
    (RIJEN, "tekst", {}, "Veld: hier hoort een lijst van regels"), (RIJEN, ["a"], {}, "hier hoort een lijst van regels"), (RIJEN, 5, {}, "hier hoort een lijst van regels"),
    (RIJEN, [{"tekst": "a"}], {"minstens": 2}, "Veld: vul minstens 2 regels in"), (RIJEN, [{"tekst": "a"}] * (HOOGSTENS_RIJEN + 1), {}, "meer dan 200 regels; leg de rest apart vast"),
]  # fmt: skip


@pytest.mark.parametrize(("soort", "waarde", "anders", "melding"), PAST_NIET)
def test_value_that_does_not_fit_is_told_in_dutch(soort, waarde, anders, melding):
    assert melding in fault(soort, waarde, **anders)


@pytest.mark.parametrize("leeg", [None, "", [], ()])
def test_empty_value_is_missed_only_where_it_must_be_filled_in(leeg):
    assert fault(TEKST, leeg) == "vul dit in"
    assert fault(TEKST, leeg, verplicht=False) == ""


def test_every_fault_comes_at_once_with_its_field():
    rijen = veld(RIJEN, id="rijen")
    fouten = check_waarden(
        feit(veld(TEKST, id="a"), veld(GETAL, id="b"), rijen),
        {"b": "x", "rijen": [{"tekst": "goed"}, {"tekst": "", "extra": 1}], "vreemd": 2},
        ZAAK,
        OP,
    )

    assert {fout.veld for fout in fouten} == {"a", "b", "rijen.1.tekst", "rijen.1.extra", "vreemd"}
    assert "het veld vreemd hoort hier niet; haal het weg" in {fout.melding for fout in fouten}


@pytest.mark.parametrize("variant", ["rvt", "estafette-2020"])
def test_only_a_child_that_is_not_born_yet_has_a_birth_date_to_come(variant):
    soorten = [soort for soort in stelsel_van(variant).feitsoorten.values() if brengt_leden(soort)]
    assert len(soorten) >= 2
    for soort in soorten:
        for rol, fouten in (("kind", {"leden.0.geboren"}), ("ouder", {"leden.0.geboren"}), ("ongeboren_kind", set())):  # fmt: skip
            rij = {"lid": "nieuw", "rol": rol, "geboren": "2035"}
            gevonden = {fout.veld for fout in check_waarden(soort, {"leden": [rij]}, ZAAK, OP)}
            assert gevonden & {"leden.0.geboren"} == fouten, (soort.id, rol)


def brengt_leden(soort):
    return any(sub.soort is NIEUW_LID for v in soort.velden for sub in v.velden)


@pytest.mark.parametrize("klaar", [("klaar", "g1", True), ("klaar", "g2", False), ("iets anders", "g1", False), ("klaar", None, False)])  # fmt: skip
def test_what_is_finished_is_not_finished_again(klaar):
    soort, bij, geweigerd = klaar
    zaak = stand(gebeurd("doel", 1, id_="g1"), gebeurd(soort, 2, bij=bij))
    wijst = veld(VERWIJZING, niet_na=frozenset({"klaar"}))
    fouten = check_waarden(feit(wijst), {"v": "g1"}, zaak, OP)
    melding = "Veld: dit is al afgerond; kies iets dat nog open is"
    assert [fout.melding for fout in fouten] == ([melding] if geweigerd else [])


def test_a_message_of_a_system_is_not_refused_for_an_odd_date():
    soort = feit(veld(DEELDATUM, ligt=Ligging.VERLEDEN))
    assert check_waarden(soort, {"v": "2035"}, ZAAK, OP)
    assert not check_waarden(soort, {"v": "2035"}, ZAAK, OP, bericht=True)


def test_person_whom_the_same_fact_brings_in_is_known_to_its_other_fields():
    leden = veld(RIJEN, id="leden", velden=(veld(NIEUW_LID, id="lid"),))
    soort = feit(leden, veld(LEDEN, id="over"))

    assert not check_waarden(soort, {"leden": [{"lid": "oma"}], "over": ["oma"]}, ZAAK, OP)
    assert check_waarden(soort, {"leden": [{"lid": ""}], "over": ["oma"]}, ZAAK, OP)


WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["finn", "g1", "ja", "2026-06-01"]),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.sampled_from(["v", "tekst", "lid"]), deel, max_size=3),
)  # fmt: skip


@given(st.sampled_from(list(Veldsoort)), WAARDEN)
def test_no_value_whatever_makes_a_check_fall_over(soort, waarde):
    assert isinstance(fault(soort, waarde), str)


@given(WAARDEN)
def test_no_value_makes_a_field_with_new_people_fall_over(waarde):
    leden = veld(RIJEN, id="leden", velden=(veld(NIEUW_LID, id="lid"), veld(LID, id="met")))

    check_waarden(feit(leden), {"leden": waarde}, ZAAK, OP)
