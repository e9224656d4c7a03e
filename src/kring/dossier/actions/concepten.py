"""Drafts: what somebody typed and could not send is kept, encrypted, until it is sent or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kring.dossier.models import Concept
from kring.toegang.kluis import lock
from kring.toegang.rollen import INLOG


def save_concept(
    *, actor: UUID, gezin: UUID, stap: str, waarden: Mapping[str, list[str]], op: datetime
) -> None:
    """Keep what somebody typed in this form; a newer draft takes the place of the older one.

    Raises SleutelVernietigd when the file of this gezin was destroyed.
    """
    Concept.objects.using(INLOG).update_or_create(
        actor_id=actor,
        gezin_id=gezin,
        stap=stap,
        defaults={"op": op, "inhoud": lock(gezin, plek_van(actor, stap), waarden)},
    )


def drop_concept(*, actor: UUID, gezin: UUID, stap: str) -> None:
    """The form was sent: its draft is not needed any more."""
    Concept.objects.using(INLOG).filter(actor_id=actor, gezin_id=gezin, stap=stap).delete()


def plek_van(actor: UUID, stap: str) -> str:
    """Where the words of this draft are locked to: moved elsewhere they do not open."""
    return f"concept/{actor}/{stap}"
