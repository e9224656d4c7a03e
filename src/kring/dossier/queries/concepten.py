"""Drafts: what somebody typed and could not send. Only that person finds them, signed in or not yet."""

from uuid import UUID

from kring.dossier.actions.concepten import plek_van
from kring.dossier.models import Concept
from kring.toegang.kluis import REGIO, unlock
from kring.toegang.rollen import INLOG
from kring.toegang.sleutels import SleutelFout


# A form that begins a case belongs to no gezin yet.
GEEN_GEZIN = REGIO


def load_concept(*, actor: UUID, gezin: UUID, stap: str) -> dict[str, list[str]] | None:
    """What this person typed here before; None when there is nothing, or it cannot be opened."""
    rij = Concept.objects.using(INLOG).filter(actor_id=actor, gezin_id=gezin, stap=stap).first()
    if rij is None:
        return None
    try:
        return unlock(gezin, plek_van(actor, stap), rij.inhoud)
    except SleutelFout:
        return None


def list_concepten(*, actor: UUID) -> list[Concept]:
    """What this person began and did not send, newest first; without the words."""
    return list(Concept.objects.using(INLOG).filter(actor_id=actor).order_by("-op").defer("inhoud"))
