"""Tables under row security or on the short list, views, foreign keys, rules, and the clock."""

# ruff: noqa: S608  the SQL is put together of constants of this package

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from kring.toegang.bouw.rechten import BEKNOPT, BEVEILIGD
from kring.toegang.controle.afwijking import (
    EIGEN_SCHEMAS,
    GEEN_EXTENSIE,
    MIGREER,
    ONTBREEKT,
    Afwijking,
    naam_van,
    rijen,
)


TABELLEN = f"""SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity,
        coalesce(c.reloptions, '{{}}')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND {EIGEN_SCHEMAS}
      AND {GEEN_EXTENSIE.format(soort="'pg_class'", oid="c.oid")} ORDER BY 1, 2"""
WEG = "Haal weg wat hier niet hoort, of neem het op in bouw/rechten.py met de reden erbij."


def check(cursor: Any) -> Iterator[Afwijking]:
    """Everything about tables."""
    gevonden = set()
    for schema, kaal, soort, aan, gedwongen, opties in rijen(cursor, TABELLEN):
        naam = naam_van(schema, kaal)
        if soort in "rp":
            gevonden.add(naam)
            yield from _tabel(naam, aan=aan, gedwongen=gedwongen)
        elif soort == "v" and not {"security_invoker=true", "security_invoker=on"} & set(opties):
            wat = "deze view leest met de rechten van zijn eigenaar, langs elk beleid"
            yield Afwijking("view", naam, wat, f"ALTER VIEW {naam} SET (security_invoker = true)")
        elif soort == "m":
            yield Afwijking("view", naam, "een materialized view kent geen row security", WEG)
        elif soort == "f":
            yield Afwijking("tabel", naam, "een foreign table kent geen row security", WEG)
    for naam in sorted({*BEVEILIGD, *BEKNOPT} - gevonden):
        yield Afwijking(ONTBREEKT, naam, "deze tabel staat op de lijst, maar bestaat niet")
    if {*BEVEILIGD, *BEKNOPT} <= gevonden:
        yield from _verwijzingen(cursor)
        yield from _regels(cursor)
        yield from _klok(cursor)


def _tabel(naam: str, *, aan: bool, gedwongen: bool) -> Iterator[Afwijking]:
    if naam in BEKNOPT:
        return
    if naam not in BEVEILIGD:
        wat = "deze tabel staat niet onder row security en niet op de lijst van uitzonderingen"
        yield Afwijking("tabel", naam, wat, WEG)
    elif not aan:
        yield Afwijking("tabel", naam, "row security staat uit")
    elif not gedwongen:
        yield Afwijking("tabel", naam, "row security geldt niet voor de eigenaar")


VERWIJZINGEN = """SELECT k.conrelid::regclass::text, k.conname, k.confrelid::regclass::text, k.convalidated,
        ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)),
        ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey))
    FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid <> 'gezinnen_gezin'::regclass
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'gezin_id')
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = 'gezin_id')
    ORDER BY 1, 2"""


def _verwijzingen(cursor: Any) -> Iterator[Afwijking]:
    """A reference between tables of families names the gezin as well, or another key beside it does."""
    sleutels = rijen(cursor, VERWIJZINGEN)
    samen = {
        (van, naar, frozenset(kolommen) - {"gezin_id"})
        for van, _, naar, geldig, kolommen, doel in sleutels
        if geldig and "gezin_id" in kolommen and "gezin_id" in doel
    }
    for van, sleutel, naar, _, kolommen, _ in sleutels:
        if (van, naar, frozenset(kolommen) - {"gezin_id"}) not in samen:
            wat = f"{sleutel} kan wijzen naar een rij van een ander gezin in {naar}"
            doe = f"Voeg een foreign key (gezin_id, {kolommen[0]}) toe in een migratie. {MIGREER}"
            yield Afwijking("verwijzing", van, wat, doe)


def _regels(cursor: Any) -> Iterator[Afwijking]:
    vraag = f"""SELECT n.nspname, c.relname, r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND {EIGEN_SCHEMAS}"""
    for schema, tabel, regel in rijen(cursor, vraag):
        doe = f"DROP RULE {regel} ON {schema}.{tabel}"
        yield Afwijking(
            "regel", naam_van(schema, tabel), f"rule {regel} herschrijft opdrachten", doe
        )


def _klok(cursor: Any) -> Iterator[Afwijking]:
    verschoven = rijen(
        cursor, "SELECT verschuiving::text FROM kring.klok WHERE verschuiving <> '0'"
    )
    if verschoven and not settings.KRING_ZAND:
        wat = f"de klok loopt {verschoven[0][0]} anders dan de echte tijd, buiten een demo"
        yield Afwijking("klok", "kring.klok", wat, "UPDATE kring.klok SET verschuiving = '0'")
