"""The same policy in plain Python, with SQL's three-valued logic: what is unknown opens nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import singledispatchmethod
from operator import eq, ge, gt, le, lt, ne
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
    return _Lezer(rij, vraag, wereld, {}).lees(beleid) is True


class _Lezer:
    """Reads a condition for one row; None stands for SQL's unknown."""

    def __init__(
        self, rij: Tabelrij, vraag: Vraag, wereld: Wereld, rijen: Mapping[str, Tabelrij]
    ) -> None:
        self._rij = rij
        self._vraag = vraag
        self._wereld = wereld
        self._rijen = rijen

    @singledispatchmethod
    def lees(self, knoop: Knoop) -> Any:
        raise TypeError(knoop)

    @lees.register
    def _(self, knoop: Rij) -> Any:
        return self._rij[knoop.kolom]

    @lees.register
    def _(self, knoop: Kolom) -> Any:
        return self._rijen[knoop.alias][knoop.kolom]

    @lees.register
    def _(self, knoop: Verzoek) -> Any:
        return self._vraag[knoop.feit]

    @lees.register
    def _(self, knoop: Vast) -> Any:
        return knoop.waarde

    @lees.register
    def _(self, knoop: Leeg) -> Any:
        return self.lees(knoop.waarde) is None

    @lees.register
    def _(self, knoop: Vergelijk) -> Any:
        return self._mits(VERGELIJKINGEN[knoop.op], knoop.links, knoop.rechts)

    @lees.register
    def _(self, knoop: Bit) -> Any:
        return self._mits(lambda masker, bit: (masker >> bit) & 1 == 1, knoop.masker, knoop.bit)

    @lees.register
    def _(self, knoop: Bevat) -> Any:
        return self._mits(lambda lijst, waarde: waarde in lijst, knoop.lijst, knoop.waarde)

    @lees.register
    def _(self, knoop: Leeftijd) -> Any:
        vandaag = self._vraag["vandaag"]
        return self._mits(lambda dag: add_jaren(dag, knoop.jaren) <= vandaag, knoop.geboren)

    @lees.register
    def _(self, knoop: Niet) -> Any:
        return self._mits(lambda waarde: not waarde, knoop.deel)

    @lees.register
    def _(self, knoop: En) -> Any:
        return _samen(map(self.lees, knoop.delen), beslissend=False)

    @lees.register
    def _(self, knoop: Of) -> Any:
        return _samen(map(self.lees, knoop.delen), beslissend=True)

    @lees.register
    def _(self, knoop: Er) -> Any:
        return self._bestaat(knoop.tabellen, knoop.voorwaarde)

    def _mits(self, functie: Callable[..., Any], *knopen: Knoop) -> Any:
        """Unknown as soon as one of the values is."""
        waarden = [self.lees(knoop) for knoop in knopen]
        return None if None in waarden else functie(*waarden)

    def _bestaat(self, tabellen: Sequence[tuple[str, str]], voorwaarde: Knoop) -> bool:
        if not tabellen:
            return self.lees(voorwaarde) is True
        (tabel, alias), *rest = tabellen
        return any(
            _Lezer(self._rij, self._vraag, self._wereld, {**self._rijen, alias: rij})._bestaat(
                rest, voorwaarde
            )
            for rij in self._wereld[tabel]
        )


def _samen(waarden: Iterable[Any], *, beslissend: bool) -> bool | None:
    uitkomst: bool | None = not beslissend
    for waarde in waarden:
        if waarde is beslissend:
            return beslissend
        if waarde is None:
            uitkomst = None
    return uitkomst
