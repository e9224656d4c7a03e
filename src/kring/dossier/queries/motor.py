"""Asks the motor about a case without writing: what already stands in the way of a stap, and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from kring.dossier import gevolgen
from kring.dossier.actions.stappen import load_stand
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.gezin import load_dossier
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.toetsing import Weigering, assess_vooraf
from kring.stelsel.zaak import Actorsoort, Handelend, Stand, Voorstel
from kring.toegang.deur import GeenToegang, binnen, open_dossier, open_portaal
from kring.toegang.queries import load_handelenden


@dataclass(frozen=True, slots=True)
class Volledig:
    """A case as the motor sees it, for one who may act in it."""

    stelsel: Stelsel
    stand: Stand
    handelend: Handelend


def load_volle_stand(*, gezin: UUID, actor: UUID) -> Volledig:
    """The whole fold, behind a ticket of its own. Never shown: only asked. Raises GeenToegang."""
    handelend = load_handelenden([actor]).get(str(actor))
    if handelend is None:
        raise GeenToegang
    open_ = open_portaal if handelend.soort is Actorsoort.GEZINSLID else open_dossier
    deur = open_(actor=actor, gezin=gezin, alias=MOTOR)
    with binnen(deur):
        dossier = load_dossier(deur)
        stelsel = stelsel_van(dossier.variant)
        return Volledig(
            stelsel, load_stand(deur, stelsel), gevolgen.in_dossier(deur, stelsel, handelend)
        )


def load_oordeel(volledig: Volledig, stap: str, op: datetime) -> tuple[Weigering, ...]:
    """What stands in the way of a stap, whatever values will be filled in."""
    voorstel = Voorstel(id=str(uuid4()), stap=stap, door=volledig.handelend, op=op)
    return assess_vooraf(volledig.stelsel, volledig.stand, voorstel)
