"""What a user reads when something cannot be shown. Absent and forbidden look the same."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kring.api.problemen import problem
from kring.dossier.actions import concepten


# Here other systems ask: they get a document with the fault in it, not a page.
SYSTEMEN = ("/api/", "/koppelvlak/")
TE_VEEL = RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent


def _antwoord(request: HttpRequest, soort: str, status: int, detail: str) -> HttpResponse:
    if request.path.startswith(SYSTEMEN):
        return problem(status, detail)
    return render(request, "kring/fout.html", {"soort": soort}, status=status)


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
    return _antwoord(request, "storing", 500, detail)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or another page tried to send it; what was typed is kept."""
    bewaard = concepten.keep_unsent(request)
    kader = {"soort": "te_lang_open", "bewaard": bewaard}
    return render(request, "kring/fout.html", kader, status=403)
