"""Lists over families: no content, one line each, ordered by attention with its reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from kring.dossier.models import Dossier
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.mensen import load_namen
from kring.stelsel.aandacht import Aandacht, Samenvatting, assess_aandacht
from kring.toegang.deur import Deur
from kring.toegang.models import Toegang


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijstregel:
    """A family on a list: its name, where it stands, as what the reader is involved, and why now."""

    gezin: UUID
    nummer: str
    naam: str
    toestand: str
    toestand_naam: str
    # Which kind of grant, and how it is called.
    soort: str
    als: str
    aandacht: Aandacht
    termijn_op: datetime | None
    cijfer: int | None
    begonnen_op: datetime


def load_werklijst(
    deur: Deur, nu: datetime, *, soorten: frozenset[str] | None = None, hoogstens: int = 200
) -> list[Lijstregel]:
    """The families to which the reader has a live grant, most pressing first.

    `soorten` narrows to some kinds of grant.
    """
    mijn = _mijn_toegang(deur, nu, soorten)
    rijen = Dossier.objects.using(deur.alias).filter(gezin_id__in=list(mijn), vernietigd_op=None)
    # Ordered in the database by what presses, so that a long list is cut at its quiet end.
    geordend = rijen.order_by(
        "-acuut_gevaar", F("eerste_termijn_op").asc(nulls_last=True), "laatste_op"
    )
    gevonden = list(geordend[:hoogstens])
    namen = load_namen(deur, [rij.gezin_id for rij in gevonden])
    regels = [
        _regel(rij, mijn[rij.gezin_id], namen.get(rij.gezin_id, rij.nummer), nu) for rij in gevonden
    ]
    return sorted(regels, key=lambda regel: regel.aandacht)


def _mijn_toegang(deur: Deur, nu: datetime, soorten: frozenset[str] | None) -> dict[UUID, str]:
    """Family → kind of grant: the prune that keeps the policy from looking at every family."""
    rijen = Toegang.objects.using(deur.alias).filter(actor_id=deur.actor, van__lte=nu, tot__gt=nu)
    if soorten is not None:
        rijen = rijen.filter(soort__in=soorten)
    return dict(rijen.order_by("van").values_list("gezin_id", "soort"))


def _regel(rij: Dossier, soort: str, naam: str, nu: datetime) -> Lijstregel:
    stelsel = stelsel_van(rij.variant)
    samenvatting = Samenvatting(
        toestand=rij.toestand,
        acuut_gevaar=rij.acuut_gevaar,
        termijn=rij.eerste_termijn,
        termijn_op=rij.eerste_termijn_op,
        cijfer=rij.cijfer,
        vorig_cijfer=rij.vorig_cijfer,
        laatste_op=rij.laatste_op,
    )
    return Lijstregel(
        gezin=rij.gezin_id,
        nummer=rij.nummer,
        naam=naam,
        toestand=rij.toestand,
        toestand_naam=stelsel.toestanden[rij.toestand].naam,
        soort=soort,
        als=stelsel.toegangssoorten[soort].naam,
        aandacht=assess_aandacht(stelsel, samenvatting, nu),
        termijn_op=rij.eerste_termijn_op,
        cijfer=rij.cijfer,
        begonnen_op=rij.begonnen_op,
    )
