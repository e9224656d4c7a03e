"""Outgoing messages, one by one, for the worker: taken, handed to a connection, and marked.

The row stays locked while the message is handed over, so that two workers never send the same one.
Whoever delivers must be able to do it twice with one result: between handing over and marking the
power can fail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kring.dossier.models import BerichtUit
from kring.dossier.post import AFSCHERMING, BRIEF, plek_bericht
from kring.toegang.kluis import unlock
from kring.toegang.models import EEUWIG
from kring.toegang.rollen import WERKER
from kring.toegang.sleutels import SleutelVernietigd


# After the first failure a minute, then twice as long each time, and never more than half a day.
EERSTE_WACHT = timedelta(minutes=1)
LANGSTE_WACHT = timedelta(hours=12)
VERNIETIGD = "de inhoud is vernietigd"


class BezorgFout(Exception):
    """The message could not be delivered now. The text is Dutch and holds nothing of the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeBezorgen:
    """A message as a connection gets it, opened."""

    id: UUID
    soort: str
    aangemaakt_op: datetime
    inhoud: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poging:
    """What became of one message; `fout` is empty when it was delivered."""

    id: UUID
    soort: str
    fout: str


Bezorger = Callable[[TeBezorgen], None]


def bezorg_volgende(bezorg: Bezorger, *, nu: datetime) -> Poging | None:
    """Hand the message that waits longest to `bezorg` and mark what became of it; None: nothing due.

    A failure never stops the rest: the message waits, longer each time, with the reason beside it.
    """
    with transaction.atomic(using=WERKER):
        rij = _neem(nu)
        if rij is None:
            return None
        fout = _probeer(bezorg, rij)
        if not fout:
            rij.bezorgd_op, rij.fout = nu, ""
        elif fout == VERNIETIGD:
            rij.niet_voor, rij.fout = EEUWIG, fout
        else:
            rij.niet_voor, rij.fout = nu + wachttijd(rij.pogingen), fout
        rij.pogingen += 1
        rij.save(using=WERKER, force_update=True, update_fields=VELDEN)
        return Poging(id=rij.id, soort=rij.soort, fout=fout)


VELDEN = ("pogingen", "niet_voor", "bezorgd_op", "fout")


def wachttijd(pogingen: int) -> timedelta:
    """How long to wait after one more failure."""
    # The exponent is bounded, because a message may fail for weeks.
    return min(EERSTE_WACHT * 2 ** min(pogingen, 10), LANGSTE_WACHT)


def _neem(nu: datetime) -> BerichtUit | None:
    return (
        BerichtUit.objects.using(WERKER)
        .select_for_update(skip_locked=True, of=("self",))
        .filter(bezorgd_op=None, niet_voor__lte=nu)
        .order_by("niet_voor", "id")
        .first()
    )


def _probeer(bezorg: Bezorger, rij: BerichtUit) -> str:
    """Why it failed, without anything of the content; empty when it did not."""
    try:
        bezorg(_open(rij))
    except SleutelVernietigd:
        return VERNIETIGD
    except BezorgFout as fout:
        return str(fout)
    except Exception as fout:
        # The text of an unforeseen error can quote what it was working on.
        return f"onverwachte fout: {type(fout).__name__}"
    return ""


def _open(rij: BerichtUit) -> TeBezorgen:
    inhoud = unlock(rij.gezin_id, plek_bericht(rij.id), rij.inhoud)
    if rij.soort == BRIEF and _is_afgeschermd(rij.gezin_id, inhoud["lid"]):
        inhoud["aan"] = {**inhoud["aan"], "adres": {}}
    return TeBezorgen(id=rij.id, soort=rij.soort, aangemaakt_op=rij.aangemaakt_op, inhoud=inhoud)


def _is_afgeschermd(gezin: UUID, lid: str) -> bool:
    """Whether the address was sealed after the letter was announced."""
    rijen = BerichtUit.objects.using(WERKER).filter(gezin_id=gezin, soort=AFSCHERMING)
    return any(
        unlock(gezin, plek_bericht(rij.id), rij.inhoud)["lid"] == lid
        for rij in rijen.order_by("id")
    )
