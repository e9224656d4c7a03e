"""Why a family stands where it stands on a list: attention with its reason, never a score of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.kalender import dag_van, weekdag_in_woorden


# What a list knows of a case: no content.
@dataclass(frozen=True, slots=True, kw_only=True)
class Samenvatting:
    toestand: str
    acuut_gevaar: bool
    termijn: str
    termijn_op: datetime | None
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


GEVAAR, TE_LAAT, DAALT, DICHTBIJ, STIL, RUSTIG = range(6)
DICHTBIJ_DAGEN = 3


def assess_aandacht(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> Aandacht:
    """Where this case belongs on a list, with the sentence that says why."""
    if zaak.acuut_gevaar:
        return Aandacht(GEVAAR, zaak.laatste_op, "Iemand legde acuut gevaar vast.")
    if zaak.termijn_op and zaak.termijn_op <= nu:
        return Aandacht(TE_LAAT, zaak.termijn_op, _te_laat(stelsel, zaak, nu))
    if (
        zaak.cijfer is not None
        and zaak.vorig_cijfer is not None
        and zaak.cijfer < zaak.vorig_cijfer
    ):
        reden = f"Het veiligheidscijfer daalde van {zaak.vorig_cijfer} naar {zaak.cijfer}."
        return Aandacht(DAALT, zaak.laatste_op, reden)
    if zaak.termijn_op and zaak.termijn_op <= nu + timedelta(days=DICHTBIJ_DAGEN):
        return Aandacht(DICHTBIJ, zaak.termijn_op, _dichtbij(stelsel, zaak, nu))
    stil = nu - zaak.laatste_op
    if stil > timedelta(days=stelsel.instelling("stil_dagen")):
        return Aandacht(STIL, zaak.laatste_op, f"Al {stil.days} dagen is er niets vastgelegd.")
    return Aandacht(RUSTIG, zaak.termijn_op or zaak.laatste_op, _rustig(stelsel, zaak, nu))


def _te_laat(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> str:
    assert zaak.termijn_op is not None  # noqa: S101  the caller checked
    dagen = (dag_van(nu) - dag_van(zaak.termijn_op)).days + 1
    wat = stelsel.termijnen[zaak.termijn].wat
    return f"{wat}: {dagen} {'dag' if dagen == 1 else 'dagen'} te laat."


def _dichtbij(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> str:
    assert zaak.termijn_op is not None  # noqa: S101  the caller checked
    dag = laatste_dag_in_woorden(zaak.termijn_op, nu)
    return f"{stelsel.termijnen[zaak.termijn].wat}: uiterlijk {dag}."


def _rustig(stelsel: Stelsel, zaak: Samenvatting, nu: datetime) -> str:
    # Where the case is stands on the line already.
    return _dichtbij(stelsel, zaak, nu) if zaak.termijn_op else "Er loopt nu geen termijn."


def laatste_dag_in_woorden(einde: datetime, nu: datetime) -> str:
    """The last day before a moment at which a term is over, as people say it."""
    return weekdag_in_woorden(dag_van(einde - timedelta(seconds=1)), dag_van(nu))
