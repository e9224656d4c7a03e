"""A form that somebody has open, recognised when it is sent after the sign-in ended.

The form carries a signed mark: who has it open, which form, and in which browser. What was typed in it is
then kept as a draft for that person.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from kring.dossier.actions import concepten
from kring.toegang import klok
from kring.toegang.sleutels import SleutelVernietigd


ZOUT = "kring.opsteller"
# A form that was open for longer is not recognised any more.
GELDIG = timedelta(hours=24)
VELD = "_opsteller"
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


def keep_unsent(request: HttpRequest) -> Opsteller | None:
    """Keep what was posted without a sign-in, for whoever had the form open; nothing to keep: None."""
    opsteller = _read_opsteller(request)
    if opsteller is None:
        return None
    waarden = {
        naam: request.POST.getlist(naam) for naam in request.POST if naam not in EIGEN_VELDEN
    }
    try:
        concepten.save_concept(
            actor=opsteller.actor,
            gezin=opsteller.gezin,
            stap=opsteller.stap,
            waarden=waarden,
            op=klok.nu(),
        )
    except SleutelVernietigd:
        # The file was destroyed while the form was open: there is nothing to keep words in.
        return None
    return opsteller


def _read_opsteller(request: HttpRequest) -> Opsteller | None:
    """Whose form was posted; None without a mark, with one that is not ours, or from somebody else."""
    if request.method != "POST" or VELD not in request.POST:
        return None
    try:
        actor, gezin, stap, pad, browser = signing.loads(
            request.POST[VELD], salt=ZOUT, max_age=GELDIG
        )
        opsteller = Opsteller(UUID(actor), UUID(gezin), stap, pad)
    except (signing.BadSignature, ValueError):
        return None
    return opsteller if _is_dezelfde(request, opsteller.actor, browser) else None


def _browser(sessie: str | None) -> str:
    return hashlib.sha256(f"{ZOUT}/{sessie}".encode()).hexdigest()


def _is_dezelfde(request: HttpRequest, actor: UUID, browser: str) -> bool:
    """Whether the one who sends is the one who had the form open: signed in as the same person, or in
    the browser that still holds the key of the session that ended."""
    sessie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    user = getattr(request, "user", None)
    return getattr(user, "pk", None) == actor or (bool(sessie) and _browser(sessie) == browser)
