"""Answers of people as values: days as people write them, numbers, rows, and keys of our own making."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.fabriek_stelsel import stelsel_van

from kring.dossier.formulier import (
    HOOGSTENS_RIJEN,
    Keuzes,
    add_rij,
    make_invoer,
    own_leden,
    parse_dag,
    parse_waarden,
)


VANDAAG = date(2026, 11, 24)
HIER = UUID(int=1)


@pytest.fixture(scope="module")
def stelsel():
    return stelsel_van("rvt")


@pytest.mark.parametrize(
    ("typte", "dag"),
    [
        ("24-11-2026", "2026-11-24"), ("24/11/2026", "2026-11-24"), ("24.11.2026", "2026-11-24"),
        ("24 nov 2026", "2026-11-24"), ("24 november 2026", "2026-11-24"), ("1 mrt 2027", "2027-03-01"),
        ("1 maart 2027", "2027-03-01"), ("24-11-26", "2026-11-24"), ("24-11", "2026-11-24"), ("1 mei", "2026-05-01"),
        ("vandaag", "2026-11-24"), (" Morgen ", "2026-11-25"), ("gisteren", "2026-11-23"), ("29-2-2028", "2028-02-29"),
        ("2026-11-24", "2026-11-24"),
    ],
)  # fmt: skip
def test_a_day_as_people_write_it(typte, dag):
    assert parse_dag(typte, VANDAAG) == dag


@pytest.mark.parametrize(
    "typte",
    ["31-02-2027", "29-2-2027", "0-1-2027", "1-13-2027", "3-2016", "1-1-99999", f"1-1-{'9' * 5000}", "²-1-2027", "1-²-2027",
     "volgende week", "", "24", "a-b-c", "-", "1--2"],
)  # fmt: skip
def test_what_is_no_day_stays_as_it_was_written(typte):
    assert parse_dag(typte, VANDAAG) == typte


@pytest.mark.parametrize(
    ("typte", "deel"),
    [("9-3-2013", "2013-03-09"), ("2013", "2013"), ("2013-03", "2013-03"), ("9-3-13", "9-3-13"), ("9 maart", "9 maart"),
     ("31-2-2013", "31-2-2013"), ("03-2013", "03-2013"), ("12013", "12013")],
)  # fmt: skip
def test_of_a_birth_date_nothing_is_guessed(stelsel, typte, deel):
    feit = stelsel.feitsoorten["gezinsleden_vastgelegd"]
    waarden = parse_waarden(feit, {"leden.0.geboren": [typte]}, VANDAAG)
    assert waarden["leden"][0]["geboren"] == deel


@pytest.mark.parametrize(
    ("typte", "getal"),
    [("5", 5), ("-5", -5), (" 7 ", 7), ("٣", 3), ("--1", "--1"), ("1.5", "1.5"), ("²", "²"), ("-", "-"), ("9" * 10, "9" * 10)],
)  # fmt: skip
def test_a_number_is_one_that_somebody_means(stelsel, typte, getal):
    waarden = parse_waarden(stelsel.feitsoorten["veiligheidscijfer"], {"cijfer": [typte]}, VANDAAG)
    assert waarden["cijfer"] == getal


def test_rows_keep_their_order_and_there_is_an_end_to_them(stelsel):
    feit = stelsel.feitsoorten["uitspraken"]
    post = {
        f"uitspraken.{nummer}.tekst": [f"zin {nummer}"] for nummer in (10, 2, 700, *range(100, 200))
    }
    rijen = parse_waarden(feit, post, VANDAAG)["uitspraken"]
    assert [rij["tekst"] for rij in rijen[:3]] == ["zin 2", "zin 10", "zin 100"]
    assert len(rijen) == HOOGSTENS_RIJEN


@pytest.mark.parametrize("veld", ["tekst", "bestaat_niet", ""])
def test_only_a_table_gets_one_more_row(stelsel, veld):
    waarden = {"tekst": "een zin"}
    assert add_rij(stelsel.feitsoorten["notitie"], waarden, veld) == waarden
    rijen = add_rij(
        stelsel.feitsoorten["uitspraken"], {"uitspraken": [{"tekst": "x"}]}, "uitspraken"
    )
    assert rijen["uitspraken"] == [{"tekst": "x"}, {}]


@pytest.mark.parametrize(
    ("feit", "veld", "eerste"),
    [
        ("notitie", "voor", "Geen antwoord"),
        ("veiligheidscijfer", "van", "Dit is mijn eigen cijfer"),
        ("veiligheidscijfer", "cijfer", "0"),
    ],
)
def test_what_may_stay_empty_can_be_emptied_again(stelsel, feit, veld, eerste):
    keuzes = Keuzes(leden={"finn": "Finn (7)"})
    soort = stelsel.feitsoorten[feit]
    leeg = {vraag.naam: vraag for vraag in make_invoer(soort, {}, keuzes)}[veld]
    gekozen = {veld: leeg.opties[-1].waarde}
    vol = {vraag.naam: vraag for vraag in make_invoer(soort, gekozen, keuzes)}[veld]
    assert leeg.opties[0].naam == eerste
    assert leeg.opties[0].gekozen == (eerste != "0")
    assert [optie.gekozen for optie in vol.opties].index(True) == len(vol.opties) - 1
    assert leeg.gekozen == ""
    assert parse_waarden(soort, {veld: [""]}, VANDAAG) == {}


def test_a_new_person_gets_a_key_of_our_own_wherever_it_is_named(stelsel):
    feit = stelsel.feitsoorten["melding_ontvangen"]
    vreemd, bekend = str(uuid4()), str(uuid4())
    waarden = {
        "melder": vreemd,
        "leden": [{"lid": vreemd, "voornaam": vreemd}, {"lid": bekend}],
        "uitspraken": [{"tekst": "x", "over": [vreemd, bekend]}, {"tekst": "y"}],
    }
    eigen = own_leden(feit, waarden, [bekend], HIER)
    nieuw = eigen["leden"][0]["lid"]
    assert UUID(nieuw).version == 5
    assert nieuw != vreemd
    assert eigen["leden"][1]["lid"] == bekend
    assert eigen["uitspraken"] == [{"tekst": "x", "over": [nieuw, bekend]}, {"tekst": "y"}]
    assert (eigen["melder"], eigen["leden"][0]["voornaam"]) == (vreemd, vreemd)
    assert own_leden(feit, waarden, [bekend], HIER) == eigen
    assert own_leden(feit, waarden, [bekend], UUID(int=2))["leden"][0]["lid"] != nieuw


def test_a_fact_without_new_people_stays_as_it_is(stelsel):
    waarden = {"tekst": "een zin", "voor": "dossier"}
    assert own_leden(stelsel.feitsoorten["notitie"], waarden, (), HIER) == waarden


def test_a_day_that_fits_is_a_day_and_one_that_does_not_is_shown_as_text(stelsel):
    feit = stelsel.feitsoorten["afspraak"]
    vormen = {}
    for dag in ("2026-12-01", "", None, "31-02-2027"):
        invoer = {v.naam: v for v in make_invoer(feit, {"voor": dag} if dag else {}, Keuzes())}
        vormen[dag] = invoer["voor"].vorm
    assert vormen == {"2026-12-01": "dag", "": "dag", None: "dag", "31-02-2027": "regel"}
