"""Small worlds for the access policy: a few families, people, grants and records, with those columns
that the policies look at. Everything is fictitious, and small numbers stand for keys.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from kring.stelsel.beleid import BELEID
from kring.stelsel.beleid.knopen import En, Er, Knoop, Kolom, Of, Rij
from kring.stelsel.beleid.regels import MOTOR, PORTAAL, PROF


# Table → rows. `rij` is the number of a row within its world, for whoever compares.
Tabelrij = dict[str, Any]
Wereld = dict[str, list[Tabelrij]]
REGELS = {(regel.deur, regel.tabel): regel.voorwaarde for regel in BELEID}
DEUREN = (PROF, PORTAAL, MOTOR)
EEUWIG = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Vraag:
    """Somebody at a door: which, and the facts about the request that the policies know."""

    deur: str
    ik: UUID | None = None
    gezin: UUID | None = None
    doel: str | None = None
    lijst: bool = False
    vandaag: date = date(2026, 11, 21)
    nu: datetime = datetime(2026, 11, 21, 11, tzinfo=UTC)

    def feiten(self) -> dict[str, Any]:
        """As the tree asks for them."""
        return {
            naam: getattr(self, naam) for naam in ("ik", "gezin", "doel", "lijst", "vandaag", "nu")
        }


@dataclass(frozen=True)
class Geval:
    """A world with the requests that are made in it. Where it differs from another world in one
    table, or in one column of it, `anders` says so: judgements that do not look there are the same."""

    naam: str
    wereld: Wereld
    vragen: tuple[Vraag, ...]
    anders: tuple[str, str] | None = None

    def tabellen(self, deur: str) -> tuple[str, ...]:
        """The tables that this world says something new about."""
        if self.anders is None:
            return tabellen_van(deur)
        return tuple(tabel for tabel in tabellen_van(deur) if _looks_at(deur, tabel, *self.anders))


def _kolommen(knoop: Knoop, tabel: str, aliassen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Table and column of everything that a condition looks at."""
    if isinstance(knoop, Rij):
        yield tabel, knoop.kolom
    elif isinstance(knoop, Kolom):
        yield aliassen[knoop.alias], knoop.kolom
    if isinstance(knoop, Er):
        aliassen = {**aliassen, **{alias: naam for naam, alias in knoop.tabellen}}
    for deel in _delen(knoop):
        yield from _kolommen(deel, tabel, aliassen)


def _delen(knoop: Knoop) -> tuple[Knoop, ...]:
    if isinstance(knoop, En | Of):
        return knoop.delen
    waarden = (getattr(knoop, naam) for naam in knoop.__dataclass_fields__)
    return tuple(waarde for waarde in waarden if isinstance(waarde, Knoop))


@cache
def kolommen() -> dict[str, tuple[str, ...]]:
    """Every table that a policy looks at, with the columns it looks at."""
    gevonden: dict[str, set[str]] = {}
    for regel in BELEID:
        gevonden.setdefault(regel.tabel, set())
        for tabel, kolom in _kolommen(regel.voorwaarde, regel.tabel, {}):
            gevonden.setdefault(tabel, set()).add(kolom)
    return {tabel: tuple(sorted(namen)) for tabel, namen in sorted(gevonden.items())}


@cache
def _looks_at(deur: str, tabel: str, waar: str, kolom: str) -> bool:
    """Whether the judgement about a row of `tabel` rests on that table, on that column of it."""
    paren = {(tabel, ""), *_kolommen(REGELS[deur, tabel], tabel, {})}
    return any(naam == waar and kolom in (deel, "") for naam, deel in paren)


def make_wereld(rijen: Mapping[str, list[Tabelrij]]) -> Wereld:
    """A world of these rows: numbered, and every table there."""
    nummer = 0
    wereld: Wereld = {tabel: [] for tabel in kolommen()}
    for tabel, inhoud in rijen.items():
        for rij in inhoud:
            nummer += 1
            wereld[tabel].append({**{k: rij.get(k) for k in kolommen()[tabel]}, "rij": nummer})
    return wereld


@cache
def tabellen_van(deur: str) -> tuple[str, ...]:
    """The tables that a door has a policy for."""
    return tuple(tabel for d, tabel in REGELS if d == deur)
