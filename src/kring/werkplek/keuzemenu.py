"""What this person can do in this case now, by kind: the model says it, nothing is switched by hand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.toetsing import assess_bevoegdheid
from kring.stelsel.zaak import Handelend, Stand, Voorstel
from kring.werkplek.indeling import GROEPEN
from kring.werkplek.paden import naar_stap


def stappen_nu(
    stelsel: Stelsel, stand: Stand, handelend: Handelend, gezin: UUID, op: datetime
) -> list[dict[str, Any]]:
    """Groups of steps that this person may take from here; empty groups are left out."""
    pad = naar_stap(gezin)
    groepen = []
    for kop, namen in GROEPEN:
        mag = [
            {"naam": stelsel.stappen[naam].naam, "pad": pad(naam)}
            for naam in namen
            if naam in stelsel.stappen and _mag(stelsel, stand, handelend, naam, op)
        ]
        if mag:
            groepen.append({"kop": kop, "stappen": mag})
    return groepen


def _mag(stelsel: Stelsel, stand: Stand, handelend: Handelend, stap: str, op: datetime) -> bool:
    voorstel = Voorstel(id="", stap=stap, door=handelend, op=op)
    return not assess_bevoegdheid(stelsel, stand, voorstel)
