"""What a user reads when something cannot be shown. Absent and forbidden look the same."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kring.dossier.actions import concepten


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, for this person."""
    return render(request, "kring/fout.html", {"soort": "niet_gevonden"}, status=404)


def verkeerd_verzoek(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be taken in; says whether it was too much."""
    te_groot = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    soort, status = ("te_groot", 413) if te_groot else ("verkeerd", 400)
    return render(request, "kring/fout.html", {"soort": soort}, status=status)


def storing(request: HttpRequest) -> HttpResponse:
    """Our own fault. Nothing half done: the transaction is gone."""
    return render(request, "kring/fout.html", {"soort": "storing"}, status=500)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or another page tried to send it; what was typed is kept."""
    bewaard = concepten.keep_unsent(request)
    kader = {"soort": "te_lang_open", "bewaard": bewaard}
    return render(request, "kring/fout.html", kader, status=403)
