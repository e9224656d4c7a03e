"""The functions of the doors and the triggers, as the server itself writes them down."""

# ruff: noqa: S608  the SQL is put together of constants of this package

import re
from collections.abc import Iterator
from typing import Any

from kring.toegang.bouw.bouwen import functietekst
from kring.toegang.bouw.rechten import FUNCTIES, WACHTRIJ, eigenaar_van
from kring.toegang.bouw.triggers import triggers
from kring.toegang.controle.afwijking import EIGEN_SCHEMAS, Afwijking, eigenaar, rijen


TWEELING = "kring_tweeling"
DEFINITIES = """SELECT p.proname || '(' || array_to_string(ARRAY(
            SELECT format_type(soort, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(soort, plek)
            ORDER BY plek), ',') || ')',
        pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), p.prosecdef, coalesce(p.proconfig, '{}')
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = %s ORDER BY 1"""


def check(cursor: Any) -> Iterator[Afwijking]:
    """Every function and trigger is there, unchanged, and of the right owner; no other is."""
    yield from _functies(cursor)
    yield from _triggers(cursor)


def _functies(cursor: Any) -> Iterator[Afwijking]:
    cursor.execute(re.sub(r"\bkring(?=[.;])", TWEELING, functietekst()))
    verwacht = {
        handtekening: definitie.replace(TWEELING, "kring")
        for handtekening, definitie, *_ in rijen(cursor, DEFINITIES, TWEELING)
    }
    gevonden = {rij[0]: rij[1:] for rij in rijen(cursor, DEFINITIES, "kring")}
    hoofd = eigenaar(cursor)
    for handtekening in sorted(FUNCTIES.keys() | gevonden.keys()):
        over = f"kring.{handtekening}"
        if handtekening not in gevonden:
            yield Afwijking("functie", over, "deze functie ontbreekt")
        elif handtekening not in FUNCTIES:
            yield Afwijking("functie", over, "deze functie hoort niet bij de deuren")
        else:
            definitie, van, definer, instellingen = gevonden[handtekening]
            if definitie != verwacht.get(handtekening):
                yield Afwijking("functie", over, "deze functie is veranderd")
            if van != eigenaar_van(handtekening, eigenaar=hoofd):
                yield Afwijking("functie", over, f"deze functie is van {van}")
            if definer and not any(een.startswith("search_path=") for een in instellingen):
                yield Afwijking("functie", over, "deze functie heeft geen vast zoekpad")
    yield from _elders(cursor)


def _elders(cursor: Any) -> Iterator[Afwijking]:
    """Outside the schema of the doors no function sees past a policy."""
    vraag = f"""SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('kring', %s) AND {EIGEN_SCHEMAS} ORDER BY 1"""
    for (handtekening,) in rijen(cursor, vraag, TWEELING):
        wat = "deze functie werkt met de rechten van haar eigenaar, buiten de deuren om"
        yield Afwijking("functie", handtekening, wat, f"DROP FUNCTION {handtekening}")


def _triggers(cursor: Any) -> Iterator[Afwijking]:
    vraag = f"""SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgisinternal, t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {EIGEN_SCHEMAS} ORDER BY 1, 2"""
    hoort = {(trigger.tabel, trigger.naam): trigger.opdracht for trigger in triggers()}
    gevonden = set()
    for tabel, naam, opdracht, intern, aan in rijen(cursor, vraag):
        over = f"{naam} op {tabel}"
        gevonden.add((tabel, naam))
        if aan not in "OA":
            doe = f"ALTER TABLE {tabel} ENABLE TRIGGER ALL"
            yield Afwijking("trigger", over, "deze trigger staat uit", doe)
        if intern or tabel.startswith(WACHTRIJ):
            continue
        if (tabel, naam) not in hoort:
            doe = f"DROP TRIGGER {naam} ON {tabel}"
            yield Afwijking("trigger", over, "deze trigger hoort niet bij Kring", doe)
        elif opdracht != hoort[tabel, naam]:
            yield Afwijking("trigger", over, "deze trigger is veranderd")
    for tabel, naam in sorted(hoort.keys() - gevonden):
        yield Afwijking("trigger", f"{naam} op {tabel}", "deze trigger ontbreekt")
