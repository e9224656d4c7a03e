"""What counts as one visit in the list of who looked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from kring.portaal.bezoeken import BEZOEK, count_bezoeken


NU = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTEN = st.lists(st.integers(0, 1440), max_size=200)


def looks(minuten):
    return [NU + timedelta(minutes=minuut) for minuut in minuten]


@pytest.mark.parametrize(
    ("minuten", "aantal"),
    [
        ([], 0),
        ([0], 1),
        ([0, 0, 1, 29], 1),
        ([0, 30], 2),
        # Somebody who works in the file all morning comes in again every half hour.
        ([0, 20, 40, 60, 80], 3),
        ([80, 0], 2),
    ],
)
def test_looks_within_half_an_hour_are_one_visit(minuten, aantal):
    assert count_bezoeken(looks(minuten)) == aantal


@given(MINUTEN)
def test_visits_are_no_more_than_the_looks_and_no_more_than_fit_in_the_time(minuten):
    momenten = looks(minuten)
    aantal = count_bezoeken(momenten)
    assert min(len(momenten), 1) <= aantal <= len(set(momenten))
    if momenten:
        assert aantal <= (max(momenten) - min(momenten)) // BEZOEK + 1
    assert count_bezoeken(momenten * 3) == aantal
