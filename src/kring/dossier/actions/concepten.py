"""Drafts: what somebody typed and could not send is kept, encrypted, until it is sent or thrown away."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from kring.dossier.models import Concept
from kring.toegang import klok
from kring.toegang.kluis import REGIO, lock, unlock
from kring.toegang.rollen import INLOG
from kring.toegang.sleutels import SleutelFout, SleutelVernietigd


ZOUT = "kring.opsteller"
# A form that was open for longer is not recognised any more.
GELDIG = timedelta(hours=24)
VELD = "_opsteller"
# A form that begins a case belongs to no gezin yet.
GEEN_GEZIN = REGIO
# What a form carries for itself; never part of what was typed.
EIGEN_VELDEN = frozenset({VELD, "csrfmiddlewaretoken", "_sleutel", "_gezien"})


@dataclass(frozen=True, slots=True)
class Opsteller:
    """Who has which form open, and where it is found again."""

    actor: UUID
    gezin: UUID
    stap: str
    pad: str


def sign_opsteller(opsteller: Opsteller, request: HttpRequest) -> str:
    """A hidden field by which a form is recognised after the sign-in ended, in this browser."""
    browser = _browser(request.session.session_key)
    delen = [str(opsteller.actor), str(opsteller.gezin), opsteller.stap, opsteller.pad, browser]
    return signing.dumps(delen, salt=ZOUT)


def _browser(sessie: str | None) -> str:
    return hashlib.sha256(f"{ZOUT}/{sessie}".encode()).hexdigest()


def _is_dezelfde(request: HttpRequest, actor: UUID, browser: str) -> bool:
    """Whether the one who sends is the one who had the form open: signed in as the same person, or in
    the browser that still holds the key of the session that ended."""
    sessie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    user = getattr(request, "user", None)
    return getattr(user, "pk", None) == actor or (bool(sessie) and _browser(sessie) == browser)


def keep_unsent(request: HttpRequest) -> Opsteller | None:
    """Keep what was posted without a sign-in, for whoever had the form open; nothing to keep: None."""
    if request.method != "POST" or VELD not in request.POST:
        return None
    try:
        actor, gezin, stap, pad, browser = signing.loads(
            request.POST[VELD], salt=ZOUT, max_age=GELDIG
        )
        opsteller = Opsteller(UUID(actor), UUID(gezin), stap, pad)
    except (signing.BadSignature, ValueError):
        return None
    if not _is_dezelfde(request, opsteller.actor, browser):
        return None
    waarden = {
        naam: request.POST.getlist(naam) for naam in request.POST if naam not in EIGEN_VELDEN
    }
    try:
        save_concept(opsteller, waarden, klok.nu())
    except SleutelVernietigd:
        # The file was destroyed while the form was open: there is nothing to keep words in.
        return None
    return opsteller


def save_concept(opsteller: Opsteller, waarden: Mapping[str, list[str]], op: datetime) -> None:
    """Keep what somebody typed in this form; a newer draft takes the place of the older one."""
    plek = _plek(opsteller.actor, opsteller.stap)
    Concept.objects.using(INLOG).update_or_create(
        actor_id=opsteller.actor,
        gezin_id=opsteller.gezin,
        stap=opsteller.stap,
        defaults={"op": op, "inhoud": lock(opsteller.gezin, plek, waarden)},
    )


def load_concept(*, actor: UUID, gezin: UUID, stap: str) -> dict[str, list[str]] | None:
    """What this person typed here before; None when there is nothing, or it cannot be opened."""
    rij = Concept.objects.using(INLOG).filter(actor_id=actor, gezin_id=gezin, stap=stap).first()
    if rij is None:
        return None
    try:
        return unlock(gezin, _plek(actor, stap), rij.inhoud)
    except SleutelFout:
        return None


def list_concepten(*, actor: UUID) -> list[Concept]:
    """What this person began and did not send, newest first; without the words."""
    return list(Concept.objects.using(INLOG).filter(actor_id=actor).order_by("-op").defer("inhoud"))


def drop_concept(*, actor: UUID, gezin: UUID, stap: str) -> None:
    """The form was sent: its draft is not needed any more."""
    Concept.objects.using(INLOG).filter(actor_id=actor, gezin_id=gezin, stap=stap).delete()


def _plek(actor: UUID, stap: str) -> str:
    return f"concept/{actor}/{stap}"
