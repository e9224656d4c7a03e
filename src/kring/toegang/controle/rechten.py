"""Who may what, exactly as the matrix says: tables, columns, functions, sequences, schemas, database."""

# ruff: noqa: S608  the SQL is put together of constants of this package

from collections.abc import Iterator
from typing import Any, NamedTuple

from kring.toegang.bouw.bouwen import PRODUCTROLLEN
from kring.toegang.bouw.rechten import WACHTRIJ, rechten, uitvoerrechten
from kring.toegang.controle.afwijking import (
    EIGEN_SCHEMAS,
    GEEN_EXTENSIE,
    MIGREER,
    Afwijking,
    naam_van,
    rijen,
)
from kring.toegang.controle.functies import TWEELING
from kring.toegang.rollen import ROLLEN, ROLNAAM, WERKER


class Mag(NamedTuple):
    """One privilege: on what, of whom, which; on one column when it says so."""

    op: str
    wie: str
    recht: str
    kolom: str = ""

    def __str__(self) -> str:
        deel = f" ({self.kolom})" if self.kolom else ""
        return f"{self.recht}{deel} op {self.op}"


IEDEREEN = "PUBLIC"
WIE = "CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END"
# Object, schema, column, who, which, may pass on; the owner's own rights left out.
TABELLEN = f"""SELECT n.nspname, c.relname, '', {WIE}, a.privilege_type, a.is_grantable
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, acldefault((CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END)::"char", c.relowner))) a
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND a.grantee <> c.relowner AND {EIGEN_SCHEMAS}
      AND {GEEN_EXTENSIE.format(soort="'pg_class'", oid="c.oid")}
    UNION ALL SELECT n.nspname, c.relname, k.attname, {WIE}, a.privilege_type, a.is_grantable
    FROM pg_attribute k JOIN pg_class c ON c.oid = k.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(k.attacl) a WHERE a.grantee <> c.relowner AND {EIGEN_SCHEMAS}"""
FUNCTIES = f"""SELECT n.nspname, p.proname || '(' || array_to_string(ARRAY(
        SELECT format_type(soort, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS x(soort, plek)
        ORDER BY plek), ',') || ')', '', {WIE}, a.privilege_type, a.is_grantable
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE a.grantee <> p.proowner AND {EIGEN_SCHEMAS}
      AND {GEEN_EXTENSIE.format(soort="'pg_proc'", oid="p.oid")}"""
RUIMTEN = f"""SELECT 'schema', n.nspname, '', {WIE}, a.privilege_type, a.is_grantable FROM pg_namespace n
    CROSS JOIN LATERAL aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
    WHERE a.grantee <> n.nspowner AND {EIGEN_SCHEMAS}
    UNION ALL SELECT 'database', '', '', {WIE}, a.privilege_type, a.is_grantable FROM pg_database d
    CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
    WHERE d.datname = current_database() AND a.grantee <> d.datdba"""


def check(cursor: Any) -> Iterator[Afwijking]:
    """Every right of the matrix is there, and no other; nobody can pass one on."""
    verwacht, gevonden = set(_verwacht(cursor)), set()
    for vraag, maak in ((TABELLEN, _tabel), (FUNCTIES, _functie), (RUIMTEN, _ruimte)):
        for schema, naam, kolom, wie, recht, door in rijen(cursor, vraag):
            if schema == TWEELING or naam == TWEELING:
                continue
            mag = Mag(maak(schema, naam), wie, recht, kolom)
            gevonden.add(mag)
            if door:
                yield Afwijking("recht", wie, f"{mag} kan worden doorgegeven", _doe(mag))
    for mag in sorted(gevonden - verwacht):
        wie = "iedereen" if mag.wie == IEDEREEN else mag.wie
        yield Afwijking("recht", wie, f"{mag} is te veel", _doe(mag))
    for mag in sorted(verwacht - gevonden):
        yield Afwijking("recht", mag.wie, f"{mag} ontbreekt")
    yield from _voortaan(cursor)


def _doe(mag: Mag) -> str:
    if mag.wie == IEDEREEN or mag.wie in PRODUCTROLLEN:
        return MIGREER
    return f"REVOKE {mag.recht} … FROM {mag.wie}"


def _tabel(schema: str, naam: str) -> str:
    return naam_van(schema, naam)


def _functie(schema: str, naam: str) -> str:
    return f"{schema}.{naam}"


def _ruimte(soort: str, naam: str) -> str:
    return f"{soort} {naam}".strip()


def _verwacht(cursor: Any) -> Iterator[Mag]:
    for recht in rechten():
        for kolom in recht.kolommen or ("",):
            yield Mag(recht.tabel, recht.rol, recht.recht, kolom)
    for handtekening, rol in uitvoerrechten():
        yield Mag(f"kring.{handtekening}", rol, "EXECUTE")
    for rol in PRODUCTROLLEN:
        yield Mag("schema public", rol, "USAGE")
        yield Mag("schema kring", rol, "USAGE")
    for deur in ROLLEN:
        yield Mag("database", deur.naam, "CONNECT")
    yield from _wachtrij(cursor)


def _wachtrij(cursor: Any) -> Iterator[Mag]:
    """The queue's library numbers and names its own parts; all of them are the worker's."""
    werker = ROLNAAM[WERKER]
    reeksen = "SELECT sequencename FROM pg_sequences WHERE starts_with(sequencename, %s)"
    for (reeks,) in rijen(cursor, reeksen, WACHTRIJ):
        yield Mag(reeks, werker, "USAGE")
    for schema, functie, _, wie, recht, _ in rijen(cursor, FUNCTIES):
        if schema == "public" and functie.startswith(WACHTRIJ) and wie == werker:
            yield Mag(_functie(schema, functie), werker, recht)


def _voortaan(cursor: Any) -> Iterator[Afwijking]:
    vraag = "SELECT pg_get_userbyid(defaclrole), defaclobjtype::text FROM pg_default_acl"
    for rol, soort in rijen(cursor, vraag):
        wat = f"wat deze rol maakt ({soort}) krijgt vanzelf andere rechten"
        yield Afwijking("recht", rol, wat, f"Haal de ALTER DEFAULT PRIVILEGES van {rol} weg.")
