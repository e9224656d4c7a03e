"""Whether the database is what the code expects: row security, roles, policies, functions, rights.

Compares with what the server itself makes of the expected statements, in a transaction that is undone.
"""

from typing import Any

from django.db import connections, transaction

from kring.toegang.controle import beleid, functies, rechten, rollen, tabellen
from kring.toegang.controle.afwijking import ONTBREEKT, Afwijking
from kring.toegang.rollen import BEHEER


__all__ = ["Afwijking", "check", "check_all"]
GRONDSLAG = (tabellen.check, rollen.check)
DELEN = (beleid.check, functies.check, rechten.check)


def check() -> tuple[Afwijking, ...]:
    """Everything that is not as it should be, through the connection of the owner."""
    with transaction.atomic(using=BEHEER), connections[BEHEER].cursor() as cursor:
        return check_all(cursor)


def check_all(cursor: Any) -> tuple[Afwijking, ...]:
    """The same on an open transaction, which is left as it was."""
    cursor.execute("SAVEPOINT controle")
    try:
        # What the server says of a policy depends on the path; the same one for both sides.
        cursor.execute("SET LOCAL search_path = public, pg_temp")
        gevonden = [afwijking for deel in GRONDSLAG for afwijking in deel(cursor)]
        # Without its tables and roles there is nothing to compare the rest with.
        if not any(afwijking.soort == ONTBREEKT for afwijking in gevonden):
            gevonden += [afwijking for deel in DELEN for afwijking in deel(cursor)]
        return tuple(gevonden)
    finally:
        cursor.execute("ROLLBACK TO SAVEPOINT controle")
