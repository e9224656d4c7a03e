"""The policies of the database against the tree, as the server itself writes both down."""

from collections.abc import Iterator
from typing import Any

from psycopg import sql

from kring.toegang.bouw.bouwen import maak_beleid, vingerafdruk
from kring.toegang.bouw.rechten import verwachte_beleidsregels
from kring.toegang.controle.afwijking import Afwijking, rijen


BELEID = """SELECT p.tablename, p.policyname, p.permissive, p.roles::text[], p.cmd, p.qual, p.with_check,
        obj_description(o.oid, 'pg_policy'), p.schemaname
    FROM pg_policies p JOIN pg_policy o ON o.polname = p.policyname
      AND o.polrelid = format('%%I.%%I', p.schemaname, p.tablename)::regclass
    WHERE (p.schemaname LIKE 'pg\\_temp%%') = %s ORDER BY 1, 2"""
VERSCHILLEN = ("soort", "rollen", "opdracht", "USING", "WITH CHECK")


def check(cursor: Any) -> Iterator[Afwijking]:
    """Each policy equals the tree: the text that made it, and what the server kept of it."""
    afdruk = _maak_verwachte(cursor)
    verwacht = {(rij[0], rij[1]): rij[2:7] for rij in rijen(cursor, BELEID, True)}
    werkelijk = {(rij[0], rij[1]): rij for rij in rijen(cursor, BELEID, False)}
    for sleutel in sorted(verwacht.keys() - werkelijk.keys()):
        yield Afwijking("beleid", _over(sleutel), "dit beleid ontbreekt")
    for sleutel in sorted(werkelijk.keys() - verwacht.keys()):
        tabel, naam = sleutel
        doe = f"DROP POLICY {naam} ON {werkelijk[sleutel][8]}.{tabel}"
        yield Afwijking("beleid", _over(sleutel), "dit beleid staat niet in de boom", doe)
    for sleutel in sorted(verwacht.keys() & werkelijk.keys()):
        anders = [
            wat
            for wat, hoort, is_ in zip(
                VERSCHILLEN, verwacht[sleutel], werkelijk[sleutel][2:7], strict=True
            )
            if hoort != is_
        ]
        if anders:
            wat = f"dit beleid is met de hand veranderd: {', '.join(anders)}"
            yield Afwijking("beleid", _over(sleutel), wat)
        elif werkelijk[sleutel][7] != afdruk[sleutel]:
            yield Afwijking(
                "beleid", _over(sleutel), "dit beleid draagt niet de vingerafdruk van de boom"
            )


def _maak_verwachte(cursor: Any) -> dict[tuple[str, str], str]:
    """Make each policy on an empty twin of its table, which vanishes with the transaction."""
    tweelingen = set()
    for regel in verwachte_beleidsregels():
        tabel = sql.Identifier("pg_temp", regel.tabel)
        if regel.tabel not in tweelingen:
            tweelingen.add(regel.tabel)
            echt = sql.Identifier("public", regel.tabel)
            cursor.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(tabel, echt).as_string())
        cursor.execute(maak_beleid(regel, tabel=tabel))
    return {(regel.tabel, regel.naam): vingerafdruk(regel) for regel in verwachte_beleidsregels()}


def _over(sleutel: tuple[str, str]) -> str:
    return f"{sleutel[1]} op {sleutel[0]}"
