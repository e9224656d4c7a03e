"""Lists over families: no content, one line each, ordered by attention with its reason."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F

from kring.dossier.models import Dossier
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.mensen import load_namen
from kring.stelsel.aandacht import Aandacht, Samenvatting, assess_aandacht
from kring.toegang.deur import Deur
from kring.toegang.models import Toegang
from kring.toegang.vragen import EenVan, Gat, Vraag


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
    rijen = _dossiers(hoogstens).ask(deur.alias, gezinnen=list(mijn))
    namen = load_namen(deur, [rij[0] for rij in rijen])
    regels = [_regel(rij, mijn[rij[0]], namen.get(rij[0], ""), nu) for rij in rijen]
    return sorted(regels, key=lambda regel: regel.aandacht)


@cache
def _dossiers(hoogstens: int) -> Vraag:
    """Ordered in the database by what presses, so that a long list is cut at its quiet end."""
    volgorde = ("-acuut_gevaar", F("eerste_termijn_op").asc(nulls_last=True), "laatste_op")
    return Vraag(
        lambda: (
            Dossier.objects.filter(EenVan("pk", Gat("gezinnen")), vernietigd_op=None)
            .order_by(*volgorde)
            .values_list(*VELDEN)[:hoogstens]
        )
    )


VELDEN = (
    "gezin_id", "nummer", "variant", "toestand", "begonnen_op", "acuut_gevaar", "laatste_op",
    "termijnen", "termijnen_op", "cijfer", "vorig_cijfer",
)  # fmt: skip


def _mijn_toegang(
    deur: Deur, nu: datetime, soorten: frozenset[str] | None
) -> dict[UUID, list[str]]:
    """Family → kinds of grant: the prune that keeps the policy from looking at every
    family."""
    mijn: dict[UUID, list[str]] = {}
    for gezin, soort in MIJN.ask(deur.alias, ik=deur.actor, nu=nu):
        if soorten is None or soort in soorten:
            mijn.setdefault(gezin, []).append(soort)
    return mijn


MIJN = Vraag(
    lambda: (
        Toegang.objects.filter(actor_id=Gat("ik"), van__lte=Gat("nu"), tot__gt=Gat("nu"))
        .order_by("van")
        .values_list("gezin_id", "soort")
    )
)


# What a reader needs to have opened to see numbers and danger.
VEILIGHEID = "veiligheid"


def _regel(rij: tuple[Any, ...], soorten: list[str], naam: str, nu: datetime) -> Lijstregel:
    gezin, nummer, variant, toestand, begonnen_op, gevaar, laatste_op, *rest = rij
    termijnen, einden, cijfer, vorig_cijfer = rest
    stelsel = stelsel_van(variant)
    opent = {soort: stelsel.toegangssoorten[soort].categorieen for soort in soorten}
    # Who has several grants is there as what opens most.
    als = max(soorten, key=lambda soort: len(opent[soort]))
    if not any(VEILIGHEID in categorieen for categorieen in opent.values()):
        gevaar, cijfer, vorig_cijfer = False, None, None
    samenvatting = Samenvatting(
        toestand=toestand,
        acuut_gevaar=gevaar,
        termijnen=tuple(zip(termijnen, einden, strict=True)),
        cijfer=cijfer,
        vorig_cijfer=vorig_cijfer,
        laatste_op=laatste_op,
    )
    return Lijstregel(
        gezin=gezin,
        nummer=nummer,
        naam=naam or nummer,
        toestand=toestand,
        toestand_naam=stelsel.toestanden[toestand].naam,
        soort=als,
        als=stelsel.toegangssoorten[als].naam,
        aandacht=assess_aandacht(stelsel, samenvatting, nu),
        termijn_op=einden[0] if einden else None,
        cijfer=cijfer,
        begonnen_op=begonnen_op,
    )
