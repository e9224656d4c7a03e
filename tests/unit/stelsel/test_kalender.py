"""The calendar against tables that were written down by hand, and every day of twenty years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st
from tests.unit.stelsel.almanak import PASEN, holidays

from kring.stelsel.kalender import (
    AMSTERDAM,
    add_jaren,
    add_maanden,
    add_werkdagen,
    dag_in_woorden,
    dag_van,
    feestdagen,
    is_eerder,
    is_werkdag,
)


JAREN = sorted(PASEN)
DAGEN = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def day(tekst):
    return date.fromisoformat(tekst)


@pytest.mark.parametrize("jaar", JAREN)
def test_holidays_are_those_of_the_act_and_no_others(jaar):
    assert feestdagen(jaar) == holidays(jaar)


def test_every_day_of_twenty_years_is_a_working_day_or_not():
    for n in range((date(2041, 1, 1) - date(2020, 1, 1)).days):
        dag = date(2020, 1, 1) + timedelta(days=n)
        assert is_werkdag(dag) is (dag.isoweekday() < 6 and dag not in holidays(dag.year)), dag


def test_known_days():
    assert not is_werkdag(day("2026-04-03"))  # Goede Vrijdag
    assert is_werkdag(day("2026-05-15"))  # the Friday after Ascension: no holiday of the act
    assert not is_werkdag(day("2025-04-26"))  # Koningsdag on a Saturday
    assert is_werkdag(day("2025-04-28"))
    assert is_werkdag(day("2026-12-24"))


@given(DAGEN, st.integers(0, 40))
def test_working_days_are_counted_one_by_one(dag, aantal):
    einde = add_werkdagen(dag, aantal)

    tussen = [dag + timedelta(days=n) for n in range(1, (einde - dag).days + 1)]
    assert sum(map(is_werkdag, tussen)) == aantal
    assert not aantal or is_werkdag(einde)


@given(DAGEN, st.integers(1, 40))
def test_working_days_can_be_counted_back(dag, aantal):
    begin = add_werkdagen(dag, -aantal)

    assert sum(is_werkdag(begin + timedelta(days=n)) for n in range((dag - begin).days)) == aantal
    assert is_werkdag(begin)


@pytest.mark.parametrize(
    ("dag", "maanden", "einde"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
        ("2026-10-31", 2, "2026-12-31"), ("2026-05-05", 0, "2026-05-05"),
    ],
)  # fmt: skip
def test_month_later_is_the_same_day_or_the_last(dag, maanden, einde):
    assert add_maanden(day(dag), maanden) == day(einde)


@given(DAGEN, st.integers(-60, 60))
def test_months_land_in_the_month_that_was_meant(dag, maanden):
    einde = add_maanden(dag, maanden)

    assert (einde.year * 12 + einde.month) - (dag.year * 12 + dag.month) == maanden
    assert einde.day == dag.day or (einde + timedelta(days=1)).day == 1


def test_leap_day_has_its_birthday_on_28_february():
    assert add_jaren(day("2012-02-29"), 14) == day("2026-02-28")
    assert add_jaren(day("2012-02-29"), 16) == day("2028-02-29")


def test_last_month_of_the_calendar_is_no_special_case():
    assert add_maanden(day("9998-12-31"), 12) == day("9999-12-31")


def test_day_is_the_day_in_the_netherlands():
    assert dag_van(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == day("2026-07-01")
    assert dag_van(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == day("2026-12-31")


def test_hour_that_comes_twice_has_an_order():
    zomer = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    winter = datetime(2026, 10, 25, 2, 10, tzinfo=AMSTERDAM, fold=1)

    assert is_eerder(zomer, winter)
    assert not is_eerder(winter, zomer)
    assert not is_eerder(zomer, zomer.astimezone(UTC))


def test_day_is_written_as_a_letter_writes_it():
    assert dag_in_woorden(day("2026-11-24")) == "dinsdag 24 november 2026"
