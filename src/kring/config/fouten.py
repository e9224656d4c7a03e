"""What a user reads when something cannot be shown. Absent and forbidden look the same."""

from contextlib import suppress

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kring.api.problemen import problem
from kring.dossier.opsteller import Opsteller, keep_unsent


# Here other systems ask: they get a document with the fault in it, not a page.
SYSTEMEN = ("/api/", "/koppelvlak/")
TE_VEEL = RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent


def _antwoord(
    request: HttpRequest, soort: str, status: int, detail: str, *, bewaar: bool = False
) -> HttpResponse:
    if request.path.startswith(SYSTEMEN):
        return problem(status, detail)
    kader = {"soort": soort, "bewaard": _bewaard(request) if bewaar else None}
    return render(request, "kring/fout.html", kader, status=status)


def _bewaard(request: HttpRequest) -> Opsteller | None:
    """What was typed, kept as a draft; nothing when the database cannot be reached either."""
    with suppress(Error):
        return keep_unsent(request)
    return None


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, for this person."""
    detail = "Dit is er niet, of u heeft er geen toegang toe."
    return _antwoord(request, "niet_gevonden", 404, detail)


def verkeerd_verzoek(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be taken in; says whether it was too much."""
    if isinstance(exception, TE_VEEL):
        return _antwoord(request, "te_groot", 413, "Dit is te groot. Stuur minder tegelijk.")
    return _antwoord(request, "verkeerd", 400, "Dit kon niet gelezen worden. Kijk het verzoek na.")


def verkeerde_methode(request: HttpRequest, toegestaan: str) -> HttpResponse:
    """This address does not do what was asked of it; `toegestaan` says what it does."""
    detail = f"Dit adres neemt dit niet aan. Gebruik: {toegestaan}."
    antwoord = _antwoord(request, "methode", 405, detail)
    antwoord.headers["Allow"] = toegestaan
    return antwoord


def storing(request: HttpRequest) -> HttpResponse:
    """Our own fault. Nothing half done: the transaction is gone."""
    detail = "Er ging iets mis bij ons. Er is niets half vastgelegd. Probeer het later opnieuw."
    return _antwoord(request, "storing", 500, detail, bewaar=True)


def te_druk(request: HttpRequest) -> HttpResponse:
    """It took too long: somebody else held the case, or there was too much to do."""
    detail = "Het duurde te lang. Er is niets vastgelegd. Probeer het over een minuut opnieuw."
    return _antwoord(request, "te_druk", 503, detail, bewaar=True)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or another page tried to send it; what was typed is kept."""
    detail = "Het verzoek heeft geen geldig teken van deze website."
    return _antwoord(request, "te_lang_open", 403, detail, bewaar=True)
