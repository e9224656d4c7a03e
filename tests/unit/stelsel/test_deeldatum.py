"""Dates of which a part is unknown, and ages that follow: certain, impossible, or not known."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from kring.stelsel.deeldatum import Deeldatum, InvalidDeeldatum, is_minstens
from kring.stelsel.kalender import add_jaren


GOED = {"2026": ("2026-01-01", "2026-12-31"), "2028-02": ("2028-02-01", "2028-02-29"), "2026-09-01": ("2026-09-01", "2026-09-01"), "2026-12": ("2026-12-01", "2026-12-31")}  # fmt: skip


@pytest.mark.parametrize(("tekst", "grenzen"), GOED.items())
def test_part_of_a_date_lies_between_its_first_and_last_day(tekst, grenzen):
    datum = Deeldatum.parse(tekst)

    assert (datum.vroegst().isoformat(), datum.laatst().isoformat()) == grenzen
    assert str(datum) == tekst


@pytest.mark.parametrize(
    "tekst",
    ["", "26", "2026-", "2026-1-1-1", "2026-13", "2026-00", "2026-02-30", "2026-02-00", "jaar", "0000", "2026-09-1x", "-2026"],
)  # fmt: skip
def test_what_is_no_date_is_refused(tekst):
    with pytest.raises(InvalidDeeldatum):
        Deeldatum.parse(tekst)


def test_day_without_a_month_cannot_be():
    with pytest.raises(InvalidDeeldatum, match="een dag zonder maand"):
        Deeldatum(2026, None, 3)


@pytest.mark.parametrize("tekst", ["9999", "9999-12", "9999-12-31"])
def test_last_year_of_the_calendar_has_a_last_day(tekst):
    assert Deeldatum.parse(tekst).laatst() == date(9999, 12, 31)


LEEFTIJDEN = [
    # geboren, jaren, op, at least that old
    ("2014-03-01", 12, "2026-02-28", False), ("2014-03-01", 12, "2026-03-01", True),
    ("2012-02-29", 14, "2026-02-27", False), ("2012-02-29", 14, "2026-02-28", True),
    ("2014", 12, "2025-12-31", False), ("2014", 12, "2026-01-01", None), ("2014", 12, "2026-12-31", True), ("2014", 12, "2026-12-30", None),
    ("2014-05", 12, "2026-04-30", False), ("2014-05", 12, "2026-05-30", None), ("2014-05", 12, "2026-05-31", True),
]  # fmt: skip


@pytest.mark.parametrize(("geboren", "jaren", "op", "antwoord"), LEEFTIJDEN)
def test_age_is_certain_impossible_or_not_known(geboren, jaren, op, antwoord):
    assert is_minstens(Deeldatum.parse(geboren), jaren, date.fromisoformat(op)) is antwoord


def test_nothing_known_about_the_birth_says_nothing_about_the_age():
    assert is_minstens(None, 18, date(2026, 1, 1)) is None


@given(st.dates(date(1920, 1, 1), date(2030, 1, 1)), st.integers(0, 30), st.dates(date(2020, 1, 1), date(2040, 1, 1)))  # fmt: skip
def test_whole_date_gives_a_certain_age_and_a_part_never_contradicts_it(geboren, jaren, op):
    heel = is_minstens(Deeldatum(geboren.year, geboren.month, geboren.day), jaren, op)

    assert heel is (add_jaren(geboren, jaren) <= op)
    for deel in (Deeldatum(geboren.year), Deeldatum(geboren.year, geboren.month)):
        assert is_minstens(deel, jaren, op) in (heel, None)
