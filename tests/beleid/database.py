"""The same tree as real row policies, for any moment and any request: twins of the tables in a schema
of their own, with the real roles, and facts about the request that a test may set.

The policies of the tables that a policy looks at are there as well, because a sub-query in a policy
runs with the rights of the reader. The product itself is not touched, and not weakened.
"""

# ruff: noqa: S608  the SQL is put together of names in the policy

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from kring.stelsel.beleid import BELEID, as_sql
from kring.stelsel.beleid.regels import MOTOR
from kring.toegang.rollen import ROLNAAM
from tests.beleid.oordeel import visible
from tests.beleid.werelden import DEUREN, Geval, Vraag, Wereld, kolommen, tabellen_van
from tests.deurwerk import als, superuser


SCHEMA = "proef"
SOORT = {"ik": "uuid", "gezin": "uuid", "doel": "text", "vandaag": "date", "nu": "timestamptz"}
FEIT = """CREATE FUNCTION proef.{naam}() RETURNS {soort} LANGUAGE sql STABLE
    RETURN nullif(current_setting('proef.{naam}', true), '')::{soort}"""
LIJST = """CREATE FUNCTION proef.lijst() RETURNS boolean LANGUAGE sql STABLE
    RETURN coalesce(current_setting('proef.lijst', true) = 'True', false)"""
ZET = "SELECT " + ", ".join(f"set_config('proef.{naam}', %s, false)" for naam in (*SOORT, "lijst"))
# Room for the rows of one world, and keys of one world, before those of the next.
RIJEN, SLEUTELS = 1000, 1 << 64


class Proefdatabase:
    """Loads many worlds side by side and asks for each request which rows come back."""

    def __init__(self, db: psycopg.Connection, deuren: dict[str, psycopg.Connection]) -> None:
        # Worlds, requests, and judgements with those that were "yes", also by door.
        self.telling: Counter[str] = Counter()
        self._db = db
        self._deuren = deuren
        self._vragen = {
            deur: " UNION ALL ".join(
                f"SELECT rij FROM {SCHEMA}.{tabel}" for tabel in tabellen_van(deur)
            )
            for deur in DEUREN
        }

    def disagreements(self, gevallen: Iterable[Geval], *, samen: int = 50) -> Iterator[str]:
        """Each request for which the database shows other rows than Python expects."""
        groep: list[tuple[Geval, list[set[int]]]] = []
        for geval in gevallen:
            groep.append((geval, [self._expect(geval, vraag) for vraag in geval.vragen]))
            if len(groep) == samen:
                yield from self._compare(groep)
                groep = []
        yield from self._compare(groep)

    def _expect(self, geval: Geval, vraag: Vraag) -> set[int]:
        gezien = {rij for _, rij in visible(geval.wereld, vraag)}
        aantal = sum(len(geval.wereld[tabel]) for tabel in tabellen_van(vraag.deur))
        self.telling += Counter(
            {
                "vragen": 1,
                "beslissingen": aantal,
                "toegestaan": len(gezien),
                f"{vraag.deur} beslissingen": aantal,
                f"{vraag.deur} toegestaan": len(gezien),
            }
        )
        return gezien

    def _compare(self, groep: list[tuple[Geval, list[set[int]]]]) -> Iterator[str]:
        self._load([geval.wereld for geval, _ in groep])
        for nummer, (geval, verwacht) in enumerate(groep):
            for vraag, hoort in zip(geval.vragen, verwacht, strict=True):
                gezien = self._ask(vraag, nummer)
                if gezien != {nummer * RIJEN + rij for rij in hoort}:
                    kaal = {rij - nummer * RIJEN for rij in gezien}
                    yield f"{geval.naam}: {vraag}: te veel {kaal - hoort}, te weinig {hoort - kaal}"

    def _load(self, werelden: list[Wereld]) -> None:
        self._db.execute("TRUNCATE " + ", ".join(f"{SCHEMA}.{tabel}" for tabel in kolommen()))
        for tabel, namen in kolommen().items():
            lijst = sql.SQL(", ").join(map(sql.Identifier, ("rij", *namen)))
            plek = sql.Identifier(SCHEMA, tabel)
            with self._db.cursor().copy(
                sql.SQL("COPY {} ({}) FROM STDIN").format(plek, lijst)
            ) as kopie:
                for nummer, wereld in enumerate(werelden):
                    for rij in wereld[tabel]:
                        waarden = [_eigen(rij[naam], nummer) for naam in namen]
                        kopie.write_row([nummer * RIJEN + rij["rij"], *waarden])

    def _ask(self, vraag: Vraag, nummer: int) -> set[int]:
        feiten = vraag.feiten()
        waarden = [_tekst(_eigen(feiten[naam], nummer)) for naam in (*SOORT, "lijst")]
        verbinding = self._deuren[vraag.deur]
        with verbinding.pipeline():
            verbinding.execute(ZET, waarden, prepare=True)
            antwoord = verbinding.execute(self._vragen[vraag.deur], prepare=True)
            return {rij for (rij,) in antwoord.fetchall()}


@contextmanager
def proefdatabase() -> Iterator[Proefdatabase]:
    """Twins with policies in the database that Django uses now."""
    with superuser() as db:
        _build(db)
        deuren = {deur: als(deur) for deur in DEUREN}
        try:
            yield Proefdatabase(db, deuren)
        finally:
            for verbinding in deuren.values():
                verbinding.close()
            db.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def _build(db: psycopg.Connection) -> None:
    db.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    db.execute(f"CREATE SCHEMA {SCHEMA}")
    for naam, soort in SOORT.items():
        db.execute(FEIT.format(naam=naam, soort=soort))
    db.execute(LIJST)
    for tabel, namen in kolommen().items():
        db.execute(
            f"CREATE TABLE {SCHEMA}.{tabel} AS SELECT 0 AS rij, {', '.join(namen)} FROM public.{tabel} WITH NO DATA"
        )
        for naam in set(namen) & {"gezin_id", "actor_id", "persoon_id", "ouder_id"}:
            db.execute(f"CREATE INDEX ON {SCHEMA}.{tabel} ({naam})")
        db.execute(
            f"ALTER TABLE {SCHEMA}.{tabel} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
        )
    # Names of tables in the policies mean the twins.
    db.execute(f"SET search_path = {SCHEMA}")
    for regel in BELEID:
        using = as_sql(regel.voorwaarde, regel.tabel, schema=SCHEMA)
        wat = "ALL" if regel.deur == MOTOR else "SELECT"
        db.execute(
            f"CREATE POLICY {regel.deur} ON {regel.tabel} FOR {wat} TO {ROLNAAM[regel.deur]} USING ({using})"
        )
        db.execute(f"GRANT SELECT ON {regel.tabel} TO {ROLNAAM[regel.deur]}")
    for deur in DEUREN:
        db.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {ROLNAAM[deur]}")
    db.execute("RESET search_path")


def _eigen(waarde: Any, nummer: int) -> Any:
    """The same key in every world is another key in the database."""
    if isinstance(waarde, UUID):
        return UUID(int=waarde.int + (nummer + 1) * SLEUTELS)
    if isinstance(waarde, list):
        return [_eigen(een, nummer) for een in waarde]
    return waarde


def _tekst(waarde: Any) -> str:
    return "" if waarde is None else str(waarde)
