"""Answers of the doors for other systems, as the NL API Design Rules ask: JSON, and problem+json
(RFC 9457) when something is wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse


VERSIE = "1.0.0"
TITELS: Mapping[int, str] = {
    400: "De vraag klopt niet",
    401: "Niet herkend",
    404: "Niet gevonden",
    405: "Deze methode bestaat hier niet",
    413: "Te groot",
    415: "Deze vorm wordt niet aangenomen",
    422: "Niet aangenomen",
    500: "Een fout bij ons",
    503: "Nu niet mogelijk",
}


def answer(inhoud: Mapping[str, Any], *, status: int) -> HttpResponse:
    """What was asked for."""
    return _versioned(JsonResponse(dict(inhoud), status=status))


def problem(status: int, detail: str, *, redenen: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    """What is wrong and what to do; `redenen` names each fault apart."""
    inhoud: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS[status],
        "status": status,
        "detail": detail,
    }
    if lijst := list(redenen):
        inhoud["errors"] = lijst
    return _versioned(JsonResponse(inhoud, status=status, content_type="application/problem+json"))


def _versioned(antwoord: HttpResponse) -> HttpResponse:
    antwoord.headers["API-Version"] = VERSIE
    return antwoord
