"""The API for systems of the same organisation: the same doors, log and policies as the screens.

NL API Design Rules 2.1, with the error and date rules of 2.2. Read only for now.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from kring.api.problemen import VERSIE, problem
from kring.api.schemas import Antwoord, Gezin, Werklijst, as_gezin, as_kort
from kring.dossier.queries import load_gezinskern, load_werklijst
from kring.toegang import klok
from kring.toegang.aanmelden import LinkBackend
from kring.toegang.deur import GeenToegang, binnen, open_dossier, open_lijst
from kring.toegang.doelgroep import MEDEWERKER, voor_adapter, voor_iedereen
from kring.toegang.models import Actor


class Sleutel(HttpBearer):
    """A signed token of a professional; no session, nothing kept on the server."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The account of the token, if it is a professional's."""
        actor = LinkBackend().authenticate(request, token=token)
        return actor if actor is not None and actor.soort == MEDEWERKER else None


class Api(NinjaAPI):
    """Every answer says which version gave it; every fault is a problem document."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        return _versioned(super().create_response(request, data, **kwargs))


def _versioned(antwoord: HttpResponse) -> HttpResponse:
    antwoord.headers["API-Version"] = VERSIE
    return antwoord


def _answer(inhoud: Antwoord) -> HttpResponse:
    """Written by the model itself: what it made is valid, and is not looked at once more."""
    tekst = inhoud.model_dump_json(by_alias=True)
    return _versioned(HttpResponse(tekst, content_type="application/json; charset=utf-8"))


api = Api(
    title="Kring",
    version=VERSIE,
    description="Gezinnen waar de aanvrager bij betrokken is. Elke vraag komt in het logboek.",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=Sleutel(),
    urls_namespace="api",
    openapi_extra={
        "info": {
            "contact": {
                "name": "Kring",
                "url": "https://kring.example/contact",
                "email": "kring@voorbeeld.example",
            }
        }
    },
)


@api.get(
    "/gezinnen",
    response=Werklijst,
    operation_id="zoekGezinnen",
    summary="De werklijst",
    description="Gezinnen zonder inhoud; wat het meest aandacht vraagt, staat vooraan.",
    by_alias=True,
)
def gezinnen(request: HttpRequest) -> HttpResponse:
    """Families without content, most pressing first."""
    with binnen(open_lijst(actor=_wie(request))) as deur:
        regels = load_werklijst(deur, klok.nu())
    return _answer(Werklijst(gezinnen=[as_kort(regel) for regel in regels]))


@api.get(
    "/gezinnen/{uuid:gezin}",
    response=Gezin,
    operation_id="leesGezin",
    summary="Eén gezin",
    description="Wat de aanvrager van dit gezin mag zien.",
    by_alias=True,
)
def gezin(request: HttpRequest, gezin: UUID) -> HttpResponse:
    """A family as the caller may see it."""
    with binnen(open_dossier(actor=_wie(request), gezin=gezin)) as deur:
        return _answer(as_gezin(load_gezinskern(deur, klok.nu().date())))


def _wie(request: HttpRequest) -> UUID:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor.pk


@api.exception_handler(AuthenticationError)
def niet_herkend(request: HttpRequest, fout: Exception) -> HttpResponse:
    antwoord = problem(401, "Stuur een geldige sleutel mee: Authorization: Bearer.")
    antwoord.headers["WWW-Authenticate"] = "Bearer"
    return antwoord


@api.exception_handler(GeenToegang)
@api.exception_handler(Http404)
def niet_gevonden(request: HttpRequest, fout: Exception) -> HttpResponse:
    """Absent and forbidden are the same answer."""
    return problem(404, "Dit is er niet, of u heeft er geen toegang toe.")


@api.exception_handler(ValidationError)
def ongeldig(request: HttpRequest, fout: Exception) -> HttpResponse:
    return problem(400, "De vraag klopt niet. Kijk naar de beschrijving in openapi.json.")


def urlpatterns() -> Any:
    """The addresses, each with its audience: the description is public, the rest checks a token."""
    patronen, app, naam = api.urls
    for patroon in patronen:
        assert isinstance(patroon, URLPattern)  # noqa: S101  the API makes no others
        assert patroon.callback is not None  # noqa: S101
        if patroon.name in ("openapi-json", "api-root"):
            patroon.callback = voor_iedereen(require_safe(patroon.callback))
        else:
            voor_adapter(patroon.callback)
    return patronen, app, naam
