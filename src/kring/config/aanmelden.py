"""Coming in, going out, and getting away fast."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.toegang.doelgroep import voor_iedereen


BEGIN = {"medewerker": "vandaag", "gezinslid": "mijn"}
TERUG = "terug"
# How long somebody takes to find the link, in seconds.
EVEN = 3600
LEEG = '"cache", "cookies", "storage"'


@require_safe
@voor_iedereen
def begin(request: HttpRequest) -> HttpResponse:
    return redirect(BEGIN[request.user.soort] if request.user.is_authenticated else "aanmelden")


@require_safe
@voor_iedereen
def aanmelden(request: HttpRequest) -> HttpResponse:
    kader = {"bewaard": "bewaard" in request.GET, "links": settings.KRING_AANMELDLINKS}
    antwoord = render(request, "kring/aanmelden.html", kader)
    if terug := _eigen_pad(request.GET.get(TERUG, "")):
        # In the browser, not in a session: whoever asks a thousand times costs no rows.
        antwoord.set_signed_cookie(
            TERUG,
            terug,
            max_age=EVEN,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return antwoord


@require_http_methods(["GET"])
@voor_iedereen
def met_link(request: HttpRequest, token: str) -> HttpResponse:
    actor = authenticate(request, token=token)
    if actor is None:
        kader = {"ongeldig": True, "links": settings.KRING_AANMELDLINKS}
        return render(request, "kring/aanmelden.html", kader, status=400)
    terug = _eigen_pad(request.get_signed_cookie(TERUG, "", max_age=EVEN) or "")
    # A new session: its key from before the sign-in is worth nothing, and what it held is gone: how long
    # somebody was silent, whether they were alone.
    request.session.flush()
    login(request, actor)
    antwoord = HttpResponseRedirect(terug) if terug else redirect("begin")
    antwoord.delete_cookie(TERUG)
    return antwoord


@require_POST
@voor_iedereen
def afmelden(request: HttpRequest) -> HttpResponse:
    logout(request)
    antwoord = redirect("aanmelden")
    antwoord["Clear-Site-Data"] = LEEG
    return antwoord


@require_http_methods(["GET", "POST"])
@voor_iedereen
def weg(request: HttpRequest) -> HttpResponse:
    """Away: signed out, nothing left behind, at a page that is no one's business."""
    logout(request)
    antwoord = HttpResponseRedirect(settings.KRING_WEG)
    antwoord.status_code = 303
    antwoord["Clear-Site-Data"] = LEEG
    return antwoord


def _eigen_pad(terug: str) -> str:
    """A path of this site, or nothing: a link never leads elsewhere after signing in."""
    delen = urlsplit(terug)
    eigen = not delen.scheme and not delen.netloc and terug.startswith("/")
    return terug if eigen and not terug.startswith(("//", "/\\")) else ""
