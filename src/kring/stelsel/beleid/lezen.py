"""The same policy in plain Python, with SQL's three-valued logic: what is unknown opens nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from operator import eq, ge, gt, le, lt, ne, not_
from typing import Any

from kring.stelsel.beleid.knopen import (
    Bevat,
    Bit,
    En,
    Er,
    Knoop,
    Kolom,
    Leeftijd,
    Leeg,
    Niet,
    Of,
    Rij,
    Vast,
    Vergelijk,
    Verzoek,
)
from kring.stelsel.kalender import add_jaren


Tabelrij = Mapping[str, Any]
# Table → its rows, and fact about the request → its value.
Wereld = Mapping[str, Sequence[Tabelrij]]
Vraag = Mapping[str, Any]
VERGELIJKINGEN: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def may_read(beleid: Knoop, rij: Tabelrij, vraag: Vraag, wereld: Wereld) -> bool:
    """Whether the policy shows this row to whoever asks."""
    return _lees(beleid, _Lezer(rij, vraag, wereld, {})) is True


# What a condition is read for: one row, one request, and one combination of rows of other tables.
@dataclass(frozen=True, slots=True)
class _Lezer:
    rij: Tabelrij
    vraag: Vraag
    wereld: Wereld
    rijen: Mapping[str, Tabelrij]


@singledispatch
def _lees(knoop: Knoop, lezer: _Lezer) -> Any:
    """The value of a condition; None stands for SQL's unknown."""
    raise TypeError(knoop)


@_lees.register
def _(knoop: Rij, lezer: _Lezer) -> Any:
    return lezer.rij[knoop.kolom]


@_lees.register
def _(knoop: Kolom, lezer: _Lezer) -> Any:
    return lezer.rijen[knoop.alias][knoop.kolom]


@_lees.register
def _(knoop: Verzoek, lezer: _Lezer) -> Any:
    return lezer.vraag[knoop.feit]


@_lees.register
def _(knoop: Vast, lezer: _Lezer) -> Any:
    return knoop.waarde


@_lees.register
def _(knoop: Leeg, lezer: _Lezer) -> Any:
    return _lees(knoop.waarde, lezer) is None


@_lees.register
def _(knoop: Vergelijk, lezer: _Lezer) -> Any:
    return _mits(lezer, VERGELIJKINGEN[knoop.op], knoop.links, knoop.rechts)


@_lees.register
def _(knoop: Bit, lezer: _Lezer) -> Any:
    return _mits(lezer, lambda masker, bit: (masker >> bit) & 1 == 1, knoop.masker, knoop.bit)


@_lees.register
def _(knoop: Bevat, lezer: _Lezer) -> Any:
    return _mits(lezer, lambda lijst, waarde: waarde in lijst, knoop.lijst, knoop.waarde)


@_lees.register
def _(knoop: Leeftijd, lezer: _Lezer) -> Any:
    vandaag = lezer.vraag["vandaag"]
    return _mits(lezer, lambda dag: add_jaren(dag, knoop.jaren) <= vandaag, knoop.geboren)


@_lees.register
def _(knoop: Niet, lezer: _Lezer) -> Any:
    return _mits(lezer, not_, knoop.deel)


@_lees.register
def _(knoop: En, lezer: _Lezer) -> Any:
    return _samen((_lees(deel, lezer) for deel in knoop.delen), beslissend=False)


@_lees.register
def _(knoop: Of, lezer: _Lezer) -> Any:
    return _samen((_lees(deel, lezer) for deel in knoop.delen), beslissend=True)


@_lees.register
def _(knoop: Er, lezer: _Lezer) -> Any:
    return _bestaat(lezer, knoop.tabellen, knoop.voorwaarde)


def _mits(lezer: _Lezer, functie: Callable[..., Any], *knopen: Knoop) -> Any:
    """Unknown as soon as one of the values is."""
    waarden = [_lees(knoop, lezer) for knoop in knopen]
    return None if None in waarden else functie(*waarden)


def _bestaat(lezer: _Lezer, tabellen: Sequence[tuple[str, str]], voorwaarde: Knoop) -> bool:
    if not tabellen:
        return _lees(voorwaarde, lezer) is True
    (tabel, alias), *rest = tabellen
    rij, vraag, wereld, rijen = lezer.rij, lezer.vraag, lezer.wereld, lezer.rijen
    return any(
        _bestaat(_Lezer(rij, vraag, wereld, {**rijen, alias: ander}), rest, voorwaarde)
        for ander in wereld[tabel]
    )


def _samen(waarden: Iterable[Any], *, beslissend: bool) -> bool | None:
    uitkomst: bool | None = not beslissend
    for waarde in waarden:
        if waarde is None:
            uitkomst = None
        elif bool(waarde) is beslissend:
            return beslissend
    return uitkomst
