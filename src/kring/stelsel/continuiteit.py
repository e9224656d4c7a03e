"""How often a family gets another face, is handed over, and tells its story again: read from what
happened, never from a button.

A hand-over is the moment at which a functie that carries the family passes to somebody else. A retelling
is a first talk by a newcomer without a completed warm handover, or a question asked again that an
uitspraak of that person already answers. Sources: S2 (estafette, vast gezicht), waarborg R31.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kring.stelsel.begrippen import Contact, Stelsel
from kring.stelsel.fold import beleggingen
from kring.stelsel.zaak import Actorsoort, Gebeurtenis


# A partij can hold a functie as a whole.
PARTIJ = "partij:"


# A professional with whom the family spoke, and when for the first time.
@dataclass(frozen=True, slots=True, kw_only=True)
class Gezicht:
    wie: str
    sinds: datetime


# Functies that passed by one gebeurtenis. `buiten`: certainly from one organisation to another.
@dataclass(frozen=True, slots=True, kw_only=True)
class Overdracht:
    gebeurtenis: str
    op: datetime
    functies: tuple[str, ...]
    buiten: bool


class Waarom(StrEnum):
    NIEUW_GEZICHT = "nieuw_gezicht"
    OPNIEUW_GEVRAAGD = "opnieuw_gevraagd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hertelling:
    gebeurtenis: str
    op: datetime
    aan: str
    waarom: Waarom


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuiteit:
    gezichten: tuple[Gezicht, ...]
    overdrachten: tuple[Overdracht, ...]
    hertellingen: tuple[Hertelling, ...]


def assess_continuiteit(stelsel: Stelsel, gebeurtenissen: Iterable[Gebeurtenis]) -> Continuiteit:
    """Every face, hand-over and retelling in the case, oldest first."""
    reeks = tuple(gebeurtenissen)
    telling = _Telling(stelsel, _partijen(stelsel, reeks))
    for gebeurtenis in reeks:
        telling.add(gebeurtenis)
    return Continuiteit(
        gezichten=tuple(Gezicht(wie=wie, sinds=op) for wie, op in telling.gezichten.items()),
        overdrachten=tuple(telling.overdrachten),
        hertellingen=tuple(telling.hertellingen),
    )


def _partijen(stelsel: Stelsel, reeks: Iterable[Gebeurtenis]) -> dict[str, str]:
    """For whom each person works: known of whoever acted, or held a functie that one partij can hold."""
    partij_van: dict[str, str] = {}
    for gebeurtenis in reeks:
        partij_van[gebeurtenis.door] = gebeurtenis.partij
        for functie, wie in beleggingen(stelsel.stappen[gebeurtenis.stap], gebeurtenis).items():
            partijen = stelsel.functies[functie].partijen
            if wie.startswith(PARTIJ):
                partij_van[wie] = wie.removeprefix(PARTIJ)
            elif len(partijen) == 1:
                partij_van.setdefault(wie, *partijen)
    return partij_van


class _Telling:
    """The count under construction, in one pass."""

    def __init__(self, stelsel: Stelsel, partij_van: dict[str, str]) -> None:
        self._stelsel = stelsel
        self._partij_van = partij_van
        self._houders: dict[str, str] = {}
        self._voorgesteld: set[str] = set()
        # Kind of fact and person → who heard it.
        self._gevraagd: dict[tuple[str, str], str] = {}
        self.gezichten: dict[str, datetime] = {}
        self.overdrachten: list[Overdracht] = []
        self.hertellingen: list[Hertelling] = []

    def add(self, gebeurtenis: Gebeurtenis) -> None:
        self._add_overdracht(gebeurtenis)
        contact = self._stelsel.feitsoorten[gebeurtenis.feit].contact
        if contact is None:
            return
        if contact.introduceert:
            self._voorgesteld |= gebeurtenis.leden(contact.introduceert)
        if contact.met and gebeurtenis.leden(contact.met):
            self._add_gesprek(contact, gebeurtenis)

    def _add_overdracht(self, gebeurtenis: Gebeurtenis) -> None:
        nieuw = {
            functie: wie
            for functie, wie in beleggingen(
                self._stelsel.stappen[gebeurtenis.stap], gebeurtenis
            ).items()
            if self._stelsel.functies[functie].draagt
        }
        over = {f: wie for f, wie in nieuw.items() if self._gaat_over(f, wie)}
        if over:
            paren = ({self._houders[functie], wie} for functie, wie in over.items())
            buiten = any(len(self._partijen(paar)) > 1 for paar in paren)
            self.overdrachten.append(
                Overdracht(
                    gebeurtenis=gebeurtenis.id,
                    op=gebeurtenis.op,
                    functies=tuple(sorted(over)),
                    buiten=buiten,
                )
            )
        self._houders |= nieuw

    def _gaat_over(self, functie: str, wie: str) -> bool:
        """Whether somebody else held it; naming one person of the partij that held it as a whole hands
        nothing over."""
        eerder = self._houders.get(functie, wie)
        binnen = eerder.startswith(PARTIJ) and len(self._partijen((eerder, wie))) == 1
        return eerder != wie and not (binnen and wie in self._partij_van)

    def _partijen(self, wie: Iterable[str]) -> set[str]:
        return {self._partij_van[een] for een in wie if een in self._partij_van}

    def _add_gesprek(self, contact: Contact, gebeurtenis: Gebeurtenis) -> None:
        sprekers = gebeurtenis.leden(contact.vraagt)
        eerder = {self._gevraagd.get((gebeurtenis.feit, lid)) for lid in sprekers}
        self._gevraagd |= {(gebeurtenis.feit, lid): gebeurtenis.door for lid in sprekers}
        if gebeurtenis.soort is not Actorsoort.MEDEWERKER:
            return
        wie = gebeurtenis.door
        if self.gezichten and wie not in self.gezichten.keys() | self._voorgesteld:
            self._add_hertelling(gebeurtenis, Waarom.NIEUW_GEZICHT)
        elif eerder - {None, wie}:
            self._add_hertelling(gebeurtenis, Waarom.OPNIEUW_GEVRAAGD)
        self.gezichten.setdefault(wie, gebeurtenis.op)

    def _add_hertelling(self, gebeurtenis: Gebeurtenis, waarom: Waarom) -> None:
        self.hertellingen.append(
            Hertelling(
                gebeurtenis=gebeurtenis.id, op=gebeurtenis.op, aan=gebeurtenis.door, waarom=waarom
            )
        )
