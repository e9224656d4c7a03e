"""Why the database did not do what a verb asked: unreachable, not made ready, or the wrong keys."""

import psycopg


# Long enough for a database on the other side of the country.
WACHT_SECONDEN = 10
# There when `kring migreer` has been.
KENMERK = "toegang_actor"
ONBEREIKBAAR = (
    "Kring kan niet bij de database van DATABASE_URL ({reden}). Kijk of de server draait, en of "
    "adres, naam en wachtwoord kloppen."
)
LEEG = "De database is nog niet klaargezet voor deze versie. Doe eerst: kring migreer"
VREEMD = (
    "De hoofdsleutel in {map_} past niet bij deze database: een rol van Kring kan niet inloggen. "
    "Zet de goede hoofdsleutel terug, of wijs met KRING_SLEUTELS de goede map aan."
)


def explain_storing(url: str) -> str:
    """What is wrong with the database and what to do; empty when it is none of the known things."""
    try:
        with psycopg.connect(url, connect_timeout=WACHT_SECONDEN) as eigenaar:
            rij = eigenaar.execute("SELECT to_regclass(%s)", [KENMERK]).fetchone()
    except psycopg.OperationalError as fout:
        return ONBEREIKBAAR.format(reden=_reden(fout))
    if rij == (None,):
        return LEEG
    if not _deuren_open():
        from django.conf import settings

        return VREEMD.format(map_=settings.KRING_SLEUTELS)
    return ""


def _reden(fout: psycopg.OperationalError) -> str:
    """The reason in one line. The driver names host, port and user in it, never the password."""
    return " ".join(str(fout).split()).removeprefix("connection failed: ")


def _deuren_open() -> bool:
    """Whether every door of the product can log in."""
    from django.db import connections
    from django.db.utils import OperationalError

    from kring.toegang.rollen import ROLLEN

    try:
        for rol in ROLLEN:
            connections[rol.alias].ensure_connection()
    except OperationalError:
        return False
    return True
