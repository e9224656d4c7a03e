"""Why a family stands where it stands on a list: attention with its reason, never a score of people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.kalender import dag_van, weekdag_in_woorden


# What a list knows of a case. A reader to whom safety is not opened gets no numbers and no danger.
@dataclass(frozen=True, slots=True, kw_only=True)
class Samenvatting:
    toestand: str
    acuut_gevaar: bool
    # The terms that are known here, each with the moment at which it is over.
    termijnen: tuple[tuple[str, datetime], ...]
    cijfer: int | None
    vorig_cijfer: int | None
    laatste_op: datetime


# The first reason that applies, and how urgent that kind of reason is: 0 comes first.
@dataclass(frozen=True, slots=True, order=True)
class Aandacht:
    rang: int
    # Within one rank: the moment that presses most comes first.
    op: datetime
    reden: str
    # What else asks for attention now, in the same order.
    ook: tuple[str, ...] = ()


GEVAAR, TE_LAAT, DAALT, DICHTBIJ, STIL, RUSTIG = range(6)
DICHTBIJ_DAGEN = 3


def assess_aandacht(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> Aandacht:
    """Where this case belongs on a list, with the sentence that says why, and what else asks for
    attention: a term that is late never hides that the number went down."""
    redenen = sorted(_redenen(stelsel, zaak, nu)) or [_anders(stelsel, zaak, nu)]
    eerste = redenen[0]
    return replace(eerste, ook=tuple(dict.fromkeys(reden.reden for reden in redenen[1:])))


def _redenen(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> Iterator[Aandacht]:
    """Everything that asks for attention now."""
    if zaak.acuut_gevaar:
        yield Aandacht(GEVAAR, zaak.laatste_op, "Iemand legde acuut gevaar vast.")
    for termijn, op in zaak.termijnen:
        if op <= nu:
            yield Aandacht(TE_LAAT, op, _te_laat(stelsel, termijn, op, nu))
        elif op <= nu + timedelta(days=DICHTBIJ_DAGEN):
            yield Aandacht(DICHTBIJ, op, _dichtbij(stelsel, termijn, op, nu))
    if (
        zaak.cijfer is not None
        and zaak.vorig_cijfer is not None
        and zaak.cijfer < zaak.vorig_cijfer
    ):
        reden = f"Het veiligheidscijfer daalde van {zaak.vorig_cijfer} naar {zaak.cijfer}."
        yield Aandacht(DAALT, zaak.laatste_op, reden)


def _anders(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> Aandacht:
    """Where a case stands in which nothing presses."""
    stil = nu - zaak.laatste_op
    if stil > timedelta(days=stelsel.instelling("stil_dagen")):
        return Aandacht(STIL, zaak.laatste_op, f"Al {stil.days} dagen is er niets vastgelegd.")
    if zaak.termijnen:
        termijn, op = min(zaak.termijnen, key=lambda loopt: loopt[1])
        return Aandacht(RUSTIG, op, _dichtbij(stelsel, termijn, op, nu))
    # Where the case is stands on the line already.
    return Aandacht(RUSTIG, zaak.laatste_op, "Er loopt nu geen termijn.")


def _te_laat(stelsel: Stelsel, termijn: str, op: datetime, nu: datetime) -> str:
    dagen = (dag_van(nu) - dag_van(op)).days + 1
    return f"{stelsel.termijnen[termijn].wat}: {dagen} {'dag' if dagen == 1 else 'dagen'} te laat."


def _dichtbij(stelsel: Stelsel, termijn: str, op: datetime, nu: datetime) -> str:
    return f"{stelsel.termijnen[termijn].wat}: uiterlijk {laatste_dag_in_woorden(op, nu)}."


def laatste_dag_in_woorden(einde: datetime, nu: datetime) -> str:
    """The last day before a moment at which a term is over, as people say it."""
    return weekdag_in_woorden(dag_van(einde - timedelta(seconds=1)), dag_van(nu))
