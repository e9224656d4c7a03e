"""The roles of the product: none of them stands above the policies, by itself or through another."""

# ruff: noqa: S608  the SQL is put together of constants of this package

from collections.abc import Iterator
from typing import Any

from kring.toegang.bouw.bouwen import PRODUCTROLLEN
from kring.toegang.controle.afwijking import ONTBREEKT, Afwijking, eigenaar, rijen
from kring.toegang.rollen import DEURROL, ROLLEN


KRACHTEN = {
    "rolsuper": "SUPERUSER",
    "rolbypassrls": "BYPASSRLS",
    "rolcreaterole": "CREATEROLE",
    "rolcreatedb": "CREATEDB",
    "rolreplication": "REPLICATION",
}


def check(cursor: Any) -> Iterator[Afwijking]:
    """Everything about roles."""
    kolommen = ", ".join(KRACHTEN)
    for rol in (*PRODUCTROLLEN, eigenaar(cursor)):
        gevonden = rijen(
            cursor, f"SELECT rolcanlogin, {kolommen} FROM pg_roles WHERE rolname = %s", rol
        )
        if not gevonden:
            yield Afwijking(ONTBREEKT, rol, "deze rol bestaat niet")
            continue
        mag_aanmelden, *krachten = gevonden[0]
        yield from _krachten(rol, dict(zip(KRACHTEN.values(), krachten, strict=True)))
        if rol == DEURROL and mag_aanmelden:
            yield Afwijking(
                "rol", rol, "niemand hoort zich zo aan te melden", f"ALTER ROLE {rol} NOLOGIN"
            )
    yield from _bezit(cursor)
    yield from _leden(cursor)
    yield from _instellingen(cursor)


def _krachten(rol: str, krachten: dict[str, bool]) -> Iterator[Afwijking]:
    # The owner makes roles and databases; more than that is above the policies as well.
    mag = () if rol in PRODUCTROLLEN else ("CREATEROLE", "CREATEDB", "REPLICATION")
    for kracht, heeft in krachten.items():
        if heeft and kracht not in mag:
            yield Afwijking("rol", rol, f"deze rol heeft {kracht}", f"ALTER ROLE {rol} NO{kracht}")


def _bezit(cursor: Any) -> Iterator[Afwijking]:
    """An owner can switch off what guards a table; of the doors only their own functions are owned."""
    vraag = """SELECT r.rolname, pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_shdepend d
        JOIN pg_roles r ON r.oid = d.refobjid
        JOIN pg_database b ON b.datname = current_database() AND d.dbid IN (b.oid, 0)
        WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o' AND r.rolname = ANY (%s)
          AND NOT (r.rolname = %s AND EXISTS (SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                   WHERE d.classid = 'pg_proc'::regclass AND p.oid = d.objid AND n.nspname = 'kring'))"""
    for rol, wat in rijen(cursor, vraag, list(PRODUCTROLLEN), DEURROL):
        doe = f"Geef het aan de eigenaar van de database: ALTER … OWNER TO {eigenaar(cursor)}"
        yield Afwijking("bezit", rol, f"deze rol is eigenaar van {wat}", doe)


def _leden(cursor: Any) -> Iterator[Afwijking]:
    """A member passes the policies of a role. The owner may only manage them (from PostgreSQL 16 on)."""
    vraag = """SELECT r.rolname, l.rolname,
            coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
            OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
        FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles l ON l.oid = m.member
        WHERE r.rolname = ANY (%s) OR l.rolname = ANY (%s) ORDER BY 1, 2"""
    for rol, lid, werkt in rijen(cursor, vraag, list(PRODUCTROLLEN), list(PRODUCTROLLEN)):
        if werkt or lid in PRODUCTROLLEN:
            doe = f"REVOKE {rol} FROM {lid}"
            yield Afwijking(
                "lid", lid, f"deze rol hoort bij {rol} en heeft daarmee haar rechten", doe
            )


def _instellingen(cursor: Any) -> Iterator[Afwijking]:
    vraag = """SELECT r.rolname, coalesce(array_agg(i), '{}') FROM pg_roles r
        LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid
        LEFT JOIN LATERAL unnest(s.setconfig) i ON true WHERE r.rolname = ANY (%s) GROUP BY 1"""
    hoort = {rol.naam: {f"statement_timeout={rol.hoogstens_ms}ms"} for rol in ROLLEN}
    for rol, instellingen in rijen(cursor, vraag, list(PRODUCTROLLEN)):
        gevonden = {een for een in instellingen if een is not None}
        if gevonden != hoort.get(rol, set()):
            wat = f"deze rol begint met andere instellingen dan hoort: {', '.join(sorted(gevonden)) or 'geen'}"
            yield Afwijking("instelling", rol, wat)
