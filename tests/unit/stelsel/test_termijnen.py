"""Terms against a slow count by hand, over every start day of twenty years and every term of the model.

The slow count knows the holidays from an almanac, walks day by day, and shares no code with the model.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, strategies as st
from tests.fabriek_stelsel import RVT, stelsel_van
from tests.unit.stelsel.almanak import PASEN, holidays

from kring.stelsel.begrippen import Eenheid, Grondslag, Status, Termijn, Termijnsoort, Vertrouwen
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.termijnen import einde_dag, einde_moment, verlengd_tot


EERSTE, LAATSTE = date(2020, 1, 1), date(2039, 12, 31)
DAG = timedelta(days=1)
TERMIJNEN = stelsel_van(RVT).termijnen
IN_DAGEN = sorted(
    naam
    for naam, t in TERMIJNEN.items()
    if t.eenheid is not Eenheid.UUR and t.soort is not Termijnsoort.AFGESPROKEN
)


def termijn(aantal, eenheid, *, atw=False, soort=Termijnsoort.BESLISTERMIJN, **anders):
    bron = (Grondslag(tekst="t", artikel="1", status=Status.WET, vertrouwen=Vertrouwen.EIGEN),)
    return Termijn(id="t", wat="T", soort=soort, termijn="", start="", bron=bron, aantal=aantal, eenheid=Eenheid(eenheid), atw=atw, **anders)  # fmt: skip


@cache
def free_days():
    return frozenset(dag for jaar in PASEN for dag in holidays(jaar))


def works(dag):
    return dag.isoweekday() < 6 and dag not in free_days()


def days_in_month(jaar, maand):
    return 29 if maand == 2 and jaar % 4 == 0 else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[maand - 1]  # fmt: skip


def months_on(dag, maanden):
    """One month at a time on a wall calendar, keeping the day of the month in mind."""
    jaar, maand = dag.year, dag.month
    for _ in range(abs(maanden)):
        maand += 1 if maanden > 0 else -1
        if maand in (0, 13):
            jaar, maand = (jaar - 1, 12) if maand == 0 else (jaar + 1, 1)
    return date(jaar, maand, min(dag.day, days_in_month(jaar, maand)))


def slow_end(termijn, start):
    """The last day, counted as a clerk would with a calendar on the wall."""
    aantal, eenheid = termijn.aantal, termijn.eenheid
    if termijn.soort is Termijnsoort.UITERLIJK_VOORAF:
        return months_on(start, -aantal)
    einde = start
    if eenheid is Eenheid.WERKDAG:
        while aantal:
            einde += DAG
            aantal -= works(einde)
        return einde
    if eenheid in (Eenheid.MAAND, Eenheid.JAAR):
        einde = months_on(start, aantal * (12 if eenheid is Eenheid.JAAR else 1))
    else:
        einde = start + DAG * aantal * (7 if eenheid is Eenheid.WEEK else 1)
    return by_the_act(termijn, start, einde) if termijn.atw else einde


def by_the_act(termijn, start, einde):
    """Algemene termijnenwet art. 4 (not for long terms), 2 (two working days) and 1 (no free day)."""
    te_lang = {Eenheid.DAG: 90, Eenheid.WEEK: 12, Eenheid.MAAND: 3}.get(termijn.eenheid, 0)
    if termijn.aantal > te_lang:
        return einde
    if termijn.eenheid is not Eenheid.DAG or termijn.aantal >= 3:
        dagen = [start + DAG * n for n in range(1, (einde - start).days + 1)]
        while sum(map(works, dagen)) < 2:
            einde += DAG
            dagen.append(einde)
    while not works(einde):
        einde += DAG
    return einde


@pytest.mark.parametrize("naam", IN_DAGEN)
def test_every_term_of_the_model_ends_where_a_clerk_ends_it(naam):
    gezocht = TERMIJNEN[naam]
    for n in range((LAATSTE - EERSTE).days + 1):
        start = EERSTE + DAG * n
        assert einde_dag(gezocht, start) == slow_end(gezocht, start), start


@given(
    st.integers(1, 100), st.sampled_from(["dag", "week", "maand", "jaar", "werkdag"]),
    st.booleans(), st.dates(EERSTE, date(2030, 12, 31)),
)  # fmt: skip
def test_any_term_ends_where_a_clerk_ends_it(aantal, eenheid, atw, start):
    gezocht = termijn(min(aantal, 3) if eenheid == "jaar" else aantal, eenheid, atw=atw)

    assert einde_dag(gezocht, start) == slow_end(gezocht, start)


BEKEND = [
    # Four weeks that end on Good Friday run on to the Tuesday after Easter (art. 1).
    (termijn(4, "week", atw=True), "2026-03-06", "2026-04-07"),
    (termijn(4, "week"), "2026-03-06", "2026-04-03"),
    # Three days over Christmas hold two working days (art. 2): 28 and 29 December.
    (termijn(3, "dag", atw=True), "2026-12-24", "2026-12-29"),
    (termijn(2, "dag", atw=True), "2026-12-24", "2026-12-28"),
    # Koningsdag on Saturday 26 April 2025; in 2026 on Monday the 27th.
    (termijn(2, "week", atw=True), "2025-04-12", "2025-04-28"),
    (termijn(2, "week", atw=True), "2026-04-13", "2026-04-28"),
    # Longer than 90 days, twelve weeks, three months, or in years: the act is silent (art. 4).
    (termijn(90, "dag", atw=True), "2026-01-03", "2026-04-07"),
    (termijn(91, "dag", atw=True), "2026-01-03", "2026-04-04"),
    (termijn(12, "week", atw=True), "2026-01-10", "2026-04-07"),
    (termijn(13, "week", atw=True), "2026-01-10", "2026-04-11"),
    (termijn(3, "maand", atw=True), "2026-01-04", "2026-04-07"),
    (termijn(4, "maand", atw=True), "2026-01-03", "2026-05-03"),
    (termijn(1, "jaar", atw=True), "2025-04-05", "2026-04-05"),
    # A month has no 31st: the last day; and counting back from there.
    (termijn(1, "maand"), "2026-01-31", "2026-02-28"),
    (termijn(2, "maand", soort=Termijnsoort.UITERLIJK_VOORAF), "2026-12-31", "2026-10-31"),
    (termijn(2, "maand", soort=Termijnsoort.UITERLIJK_VOORAF), "2026-04-30", "2026-02-28"),
    (termijn(5, "werkdag", soort=Termijnsoort.UITERLIJK_VOORAF), "2026-05-08", "2026-04-30"),
]  # fmt: skip


@pytest.mark.parametrize(("gezocht", "start", "einde"), BEKEND)
def test_known_terms(gezocht, start, einde):
    assert einde_dag(gezocht, date.fromisoformat(start)) == date.fromisoformat(einde)


@given(st.sampled_from(IN_DAGEN), st.dates(EERSTE, LAATSTE), st.times())
def test_term_is_over_at_midnight_in_the_netherlands(naam, dag, tijd):
    gezocht = TERMIJNEN[naam]
    moment = einde_moment(gezocht, datetime.combine(dag, tijd, AMSTERDAM))

    assert moment.utcoffset() is not None
    assert (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    assert moment.date() - DAG == einde_dag(gezocht, dag)


UREN = [
    # Clocks go back in the night of 24 on 25 October 2026: a day of twenty-five hours.
    ("2026-10-24T12:00+02:00", 24, "2026-10-25T11:00+01:00"),
    ("2026-10-25T02:30+02:00", 1, "2026-10-25T02:30+01:00"),
    # And forward on 29 March: twenty-three.
    ("2026-03-28T12:00+01:00", 24, "2026-03-29T13:00+02:00"),
    ("2026-03-29T01:30+01:00", 1, "2026-03-29T03:30+02:00"),
]


@pytest.mark.parametrize(("start", "uren", "einde"), UREN)
def test_hours_run_on_through_a_change_of_the_clock(start, uren, einde):
    begin = datetime.fromisoformat(start).astimezone(AMSTERDAM)

    gevonden = einde_moment(termijn(uren, "uur", atw=True), begin)

    assert gevonden.astimezone(UTC) == datetime.fromisoformat(einde).astimezone(UTC)


def test_only_what_counts_in_days_has_a_last_day():
    with pytest.raises(ValueError, match="telt niet in dagen"):
        einde_dag(termijn(24, "uur"), EERSTE)
    with pytest.raises(ValueError, match="telt niet in dagen"):
        einde_dag(TERMIJNEN["monitoring"], EERSTE)


def test_extension_is_counted_from_the_last_day():
    informeren = TERMIJNEN["vt_informeren"]
    ots = TERMIJNEN["ots_max"]

    # Two weeks after Tuesday 21 April is Bevrijdingsdag: the day after.
    assert verlengd_tot(informeren, date(2026, 4, 21)) == date(2026, 5, 6)
    assert verlengd_tot(ots, date(2028, 2, 29)) == date(2029, 2, 28)
    with pytest.raises(ValueError, match="kan niet verlengd worden"):
        verlengd_tot(TERMIJNEN["beroep"], EERSTE)
