"""Who may come in, for how long, and what browsers may keep: nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from psycopg.errors import LockNotAvailable, QueryCanceled

from kring.config import fouten
from kring.dossier.opsteller import keep_unsent
from kring.toegang import klok
from kring.toegang.deur import GeenToegang
from kring.toegang.doelgroep import ADAPTER, IEDEREEN, SOORT, doelgroep_van
from kring.toegang.models import Actor
from kring.toegang.sleutels import SleutelVernietigd


LAATST = "laatst"
STIL = {"gezinslid": timedelta(minutes=15), "medewerker": timedelta(hours=8)}
# Writing the session at every click would cost more than it tells.
VERVERS = timedelta(minutes=1)
Antwoord = Callable[[HttpRequest], HttpResponse]


class AanmeldMiddleware:
    """Default deny: a page opens for the audience that it names, and for nobody else."""

    def __init__(self, get_response: Antwoord) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let the request through, ask to sign in, or say that there is no such page."""
        doelgroep = doelgroep_van(view)
        if doelgroep in (IEDEREEN, ADAPTER):
            return None
        wie = request.user
        if not wie.is_authenticated or self._te_lang_stil(request, wie):
            return self._naar_aanmelden(request)
        if SOORT.get(doelgroep) != wie.soort:
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """A family that does not open for this person is a page that is not there; what waited too long
        can be sent again."""
        if isinstance(fout, GeenToegang | SleutelVernietigd):
            return fouten.niet_gevonden(request)
        if isinstance(fout.__cause__, QueryCanceled | LockNotAvailable):
            return fouten.te_druk(request)
        return None

    def _te_lang_stil(self, request: HttpRequest, wie: Actor) -> bool:
        nu = klok.nu()
        laatst = request.session.get(LAATST)
        gezien = datetime.fromisoformat(laatst) if laatst else nu
        if nu - gezien > STIL[wie.soort]:
            logout(request)
            return True
        if laatst is None or nu - gezien > VERVERS:
            request.session[LAATST] = nu.isoformat()
        return False

    def _naar_aanmelden(self, request: HttpRequest) -> HttpResponse:
        # Whoever was typing while the sign-in ended finds the text again after signing in.
        bewaard = keep_unsent(request)
        vraag = urlencode({"terug": bewaard.pad if bewaard else request.get_full_path()})
        return redirect(f"{reverse('aanmelden')}?{vraag}" + ("&bewaard=ja" if bewaard else ""))


class AntwoordMiddleware:
    """No page with content stays in a browser's memory or history cache; no answer is an empty page."""

    def __init__(self, get_response: Antwoord) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self._get_response(request)
        if isinstance(antwoord, HttpResponseNotAllowed):
            antwoord = fouten.verkeerde_methode(request, antwoord.headers["Allow"])
        antwoord.headers.setdefault("Cache-Control", "no-store")
        antwoord.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return antwoord
