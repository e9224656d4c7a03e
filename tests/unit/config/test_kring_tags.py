"""How a page says a day."""

from datetime import UTC, date, datetime

import pytest

from kring.config.templatetags.kring_tags import weekdag


@pytest.mark.parametrize(
    ("dag", "vandaag", "woorden"),
    [
        ("2026-11-24", date(2026, 11, 30), "dinsdag 24 november"),
        ("2027-09-04", date(2026, 11, 30), "zaterdag 4 september 2027"),
        ("2025-12-31", date(2026, 1, 1), "woensdag 31 december 2025"),
        # In the Netherlands the year is over an hour earlier.
        ("2027-01-01", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "vrijdag 1 januari"),
    ],
)
def test_a_day_of_another_year_is_said_with_that_year(dag, vandaag, woorden):
    assert weekdag(dag, vandaag) == woorden
