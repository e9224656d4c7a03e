"""One part of a case on a page of its own: the inquiry, the plan, or any set of facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.dossier.models import Weigering
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.gezin import (
    Loopt,
    Telling,
    load_dossier_met_naam,
    load_houders,
    load_termijnen,
    telling_van,
)
from kring.dossier.queries.mensen import Lid, load_leden
from kring.dossier.queries.regels import Regel, load_regels
from kring.dossier.queries.waarden import load_verwezen, medewerkers_in
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.zaak import Houder, Stand
from kring.toegang.deur import Deur
from kring.toegang.models import Actor, Logregel
from kring.toegang.queries import load_actoren


HOOGSTENS = 300
PER_BLADZIJDE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelpagina:
    """The frame of a family's page with one set of lines."""

    gezin: UUID
    nummer: str
    naam: str
    toestand: str
    volgnummer: int
    stelsel: Stelsel
    leden: dict[str, Lid]
    houders: dict[str, tuple[Houder, ...]]
    regels: list[Regel]
    # Key → words, of what the lines point at.
    verwezen: dict[str, str]
    actoren: dict[UUID, Actor]

    @property
    def stand(self) -> Stand:
        """As much of the stand as tells who may do what now; no facts."""
        return Stand(toestand=self.toestand, functies=self.houders)


def load_deel(deur: Deur, op: date, feiten: Iterable[str]) -> Deelpagina:
    """The lines of these kinds of fact, newest first. Raises GeenToegang."""
    dossier, naam = load_dossier_met_naam(deur)
    stelsel = stelsel_van(dossier.variant)
    regels = load_regels(deur, stelsel, feiten, hoogstens=HOOGSTENS)
    houders = load_houders(deur)
    wie = {regel.auteur for regel in regels} | medewerkers_in(stelsel, regels)
    wie |= {UUID(houder.id) for reeks in houders.values() for houder in reeks}
    return Deelpagina(
        gezin=deur.gezin,
        nummer=dossier.nummer,
        naam=naam,
        toestand=dossier.toestand,
        volgnummer=dossier.volgnummer,
        stelsel=stelsel,
        leden=load_leden(deur, op),
        houders=houders,
        regels=regels,
        verwezen=load_verwezen(deur, stelsel, regels),
        actoren=load_actoren(wie, alias=deur.alias),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Logboek:
    """Who did or saw what, which terms run, what was refused: without any content."""

    gezin: UUID
    nummer: str
    naam: str
    toestand: str
    telling: Telling
    stelsel: Stelsel
    regels: list[Logregel]
    # Which page of it this is, and whether an older one follows.
    bladzijde: int
    verder: bool
    weigeringen: list[Weigering]
    termijnen: list[Loopt]
    actoren: dict[UUID, Actor]


def load_logboek(deur: Deur, bladzijde: int = 1) -> Logboek:
    """The log of one family, newest first, a page at a time. Raises GeenToegang."""
    dossier, naam = load_dossier_met_naam(deur)
    stelsel = stelsel_van(dossier.variant)
    log = Logregel.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("-op", "-id")
    weigeringen = (
        Weigering.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("-op", "id")
    )
    begin = (bladzijde - 1) * PER_BLADZIJDE
    regels = list(log[begin : begin + PER_BLADZIJDE + 1])
    geweigerd = list(weigeringen[:HOOGSTENS])
    wie = {regel.actor_id for regel in regels} | {rij.actor_id for rij in geweigerd}
    return Logboek(
        gezin=deur.gezin,
        nummer=dossier.nummer,
        naam=naam,
        toestand=dossier.toestand,
        telling=telling_van(dossier),
        stelsel=stelsel,
        regels=regels[:PER_BLADZIJDE],
        bladzijde=bladzijde,
        verder=len(regels) > PER_BLADZIJDE,
        weigeringen=geweigerd,
        termijnen=load_termijnen(deur, stelsel),
        actoren=load_actoren(wie, alias=deur.alias),
    )
