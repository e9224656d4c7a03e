"""The own page of a family member: only what the database shows to this person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.dossier.models import Dossier
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.gezin import load_dossier, load_houders
from kring.dossier.queries.mensen import Lid, load_personen
from kring.dossier.queries.regels import Regel, load_regels
from kring.dossier.queries.waarden import Lezing, load_verwezen, medewerkers_in
from kring.gezinnen.models import Deelnemer
from kring.stelsel.begrippen import Lezer, Stelsel
from kring.stelsel.uitleg import lezer_van
from kring.stelsel.zaak import Houder
from kring.toegang.deur import Deur, GeenToegang
from kring.toegang.models import Actor, Logregel
from kring.toegang.queries import load_actoren


HOOGSTENS = 300
# Every look is a line of the log; the page counts them together, and shows far fewer.
HOOGSTENS_LOG = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mijn:
    """Everything of the own page. `lezer` says in which words the model speaks to this person."""

    gezin: UUID
    actor: UUID
    stelsel: Stelsel
    toestand: str
    volgnummer: int
    # Of a closed case; none as long as it runs, and none when it is kept for ever.
    bewaren_tot: date | None
    ik: Lid
    leden: dict[str, Lid]
    lezer: Lezer
    houders: dict[str, tuple[Houder, ...]]
    regels: list[Regel]
    # Key → words, of what the lines point at.
    verwezen: dict[str, str]
    actoren: dict[UUID, Actor]

    def houder(self, functie: str) -> Actor | None:
        """Who holds a functie now, if the family may know."""
        houder = next(iter(self.houders.get(functie, ())), None)
        return self.actoren.get(UUID(houder.id)) if houder else None

    def namen(self) -> dict[str, str]:
        """Key → name, of professionals and of the persons this reader may see."""
        namen = {str(sleutel): actor.naam for sleutel, actor in self.actoren.items() if actor.naam}
        return (
            namen
            | {lid.id: lid.kort for lid in self.leden.values()}
            | {str(self.actor): self.ik.kort}
        )

    def lezing(self) -> Lezing:
        """What this reader may see of what a line names and points at."""
        return Lezing(stelsel=self.stelsel, namen=self.namen(), verwezen=self.verwezen, gezin=True)

    def is_van_mij(self, regel: Regel) -> bool:
        """Whether this person said it, in words of its own or through a professional."""
        return regel.inhoud.get("van") == self.ik.id or regel.auteur == self.actor


def load_mijn(deur: Deur, op: date) -> Mijn:
    """The own page, behind an open portal door. Raises GeenToegang."""
    dossier: Dossier = load_dossier(deur)
    stelsel = stelsel_van(dossier.variant)
    leden = load_personen(deur, op)
    ik = leden.get(str(_persoon(deur)))
    if ik is None:
        raise GeenToegang
    regels = load_regels(deur, stelsel, hoogstens=HOOGSTENS)
    houders = load_houders(deur)
    wie = {regel.auteur for regel in regels} | medewerkers_in(stelsel, regels)
    wie |= {UUID(houder.id) for reeks in houders.values() for houder in reeks}
    return Mijn(
        gezin=dossier.gezin_id,
        bewaren_tot=dossier.bewaren_tot if dossier.gesloten_op else None,
        actor=deur.actor,
        stelsel=stelsel,
        toestand=dossier.toestand,
        volgnummer=dossier.volgnummer,
        ik=ik,
        leden=leden,
        lezer=lezer_van(ik.geboren, op, is_kind=ik.is_kind),
        houders=houders,
        regels=regels,
        verwezen=load_verwezen(deur, stelsel, regels),
        actoren=load_actoren(wie, alias=deur.alias),
    )


def _persoon(deur: Deur) -> UUID:
    rij = (
        Deelnemer.objects.using(deur.alias).filter(actor_id=deur.actor, gezin_id=deur.gezin).first()
    )
    if rij is None:
        raise GeenToegang
    return rij.persoon_id


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A line of the log as the family reads it."""

    op: datetime
    actor: Actor | None
    handeling: str
    doel: str
    mocht: bool


def load_gelezen(deur: Deur) -> list[Gelezen]:
    """Who opened or wrote in the own file, newest first; without what would undo a protection."""
    rijen = Logregel.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("-op", "-id")
    gevonden = list(rijen[:HOOGSTENS_LOG])
    actoren = load_actoren({rij.actor_id for rij in gevonden}, alias=deur.alias)
    return [
        Gelezen(rij.op, actoren.get(rij.actor_id), rij.handeling, rij.doel, rij.toegestaan)
        for rij in gevonden
    ]
