"""Visits: what somebody looks at in one go counts once. The log itself keeps every look."""

from collections.abc import Iterable
from datetime import datetime, timedelta


BEZOEK = timedelta(minutes=30)


def count_bezoeken(momenten: Iterable[datetime]) -> int:
    """How many visits these looks of one person are: a visit is a look with all of the half hour after it."""
    aantal, einde = 0, None
    for moment in sorted(momenten):
        if einde is None or moment >= einde:
            aantal, einde = aantal + 1, moment + BEZOEK
    return aantal
