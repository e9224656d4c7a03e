"""The one clock of the shell: views, commands and jobs read it once and pass the moment down."""

from datetime import UTC, datetime, timedelta
from functools import cache

from django.db import connections

from kring.stelsel.kalender import AMSTERDAM
from kring.toegang.rollen import INLOG


def nu() -> datetime:
    """This moment in the Netherlands; in a demo or test with the shift that its database has too."""
    return (datetime.now(UTC) + verschuiving()).astimezone(AMSTERDAM)  # noqa: TID251


@cache
def verschuiving() -> timedelta:
    """How far this installation's clock stands from the real one: nothing, outside demo and tests."""
    with connections[INLOG].cursor() as cursor:
        cursor.execute("SELECT verschuiving FROM kring.klok")
        return cursor.fetchone()[0]
