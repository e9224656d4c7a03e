"""Looks past every policy, to see what really stands in the database."""

from typing import Any

from tests.deurwerk import superuser


def ask(vraag: str, *waarden: Any) -> list[tuple]:
    """The rows of a query, as the superuser, in the database of this test process."""
    with superuser() as verbinding:
        return verbinding.execute(vraag, waarden).fetchall()


def count(tabel: str, **kolommen: Any) -> int:
    """How many rows have these values."""
    waar = " AND ".join(f"{kolom} = %s" for kolom in kolommen) or "true"
    vraag = f"SELECT count(*) FROM {tabel} WHERE {waar}"  # noqa: S608  names from the tests
    return ask(vraag, *kolommen.values())[0][0]
