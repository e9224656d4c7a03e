"""Lists of families: what asks for attention today, the whole caseload, the board of the RVT."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kring.dossier.opslag import stelsel_van
from kring.dossier.queries import Lijstregel, concepten, load_werklijst
from kring.stelsel.aandacht import RUSTIG, STIL
from kring.toegang import klok
from kring.toegang.deur import binnen, open_lijst
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.werkplek.beeld import gedaan
from kring.werkplek.indeling import BORD
from kring.werkplek.keuzemenu import beginstappen
from kring.werkplek.paden import naam_zonder_gezin, naar_concept, naar_gezin


@require_safe
@voor_medewerker
def vandaag(request: HttpRequest) -> HttpResponse:
    nu = klok.nu()
    regels = _regels(request)
    namen = {regel["regel"].gezin: regel["regel"].naam for regel in regels}
    kader = {
        "nu": nu,
        "dringend": [r for r in regels if r["regel"].aandacht.rang < STIL],
        "stil": [r for r in regels if r["regel"].aandacht.rang == STIL],
        "rustig": [r for r in regels if r["regel"].aandacht.rang == RUSTIG],
        "concepten": _concepten(request, namen),
        "beginnen": beginstappen(actor_van(request), nu),
        "plek": "vandaag",
    }
    return render(request, "werkplek/vandaag.html", kader)


def _concepten(request: HttpRequest, namen: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """What this person began and did not send, with the name of the gezin that it is about."""
    gevonden = []
    for concept in concepten.list_concepten(actor=actor_van(request)):
        if concept.gezin_id == concepten.GEEN_GEZIN:
            naam = naam_zonder_gezin(concept.stap)
        elif concept.gezin_id in namen:
            naam = namen[concept.gezin_id]
        else:
            continue
        pad = naar_concept(concept.gezin_id, concept.stap)
        gevonden.append({"pad": pad, "naam": naam, "op": concept.op})
    return gevonden


@require_safe
@voor_medewerker
def gezinnen(request: HttpRequest) -> HttpResponse:
    zoek = request.GET.get("zoek", "").strip()
    regels = _regels(request)
    gevonden = [r for r in regels if _past(r["regel"], zoek.lower())]
    kader = {"regels": gevonden, "zoek": zoek, "totaal": len(regels), "plek": "gezinnen"}
    return render(request, "werkplek/gezinnen.html", kader)


def _past(regel: Lijstregel, zoek: str) -> bool:
    return zoek in f"{regel.naam} {regel.nummer} {regel.toestand_naam}".lower()


@require_safe
@voor_medewerker
def rvt(request: HttpRequest) -> HttpResponse:
    regels = _regels(request)
    vakken = [
        {
            "kop": vak.kop,
            "hulp": vak.hulp,
            "regels": [r for r in regels if r["regel"].soort in vak.soorten],
        }
        for vak in BORD
    ]
    return render(
        request,
        "werkplek/rvt.html",
        {
            "vakken": vakken,
            "gedaan": gedaan(request, stelsel_van(settings.KRING_VARIANT)),
            "plek": "rvt",
        },
    )


def _regels(request: HttpRequest) -> list[dict[str, Any]]:
    nu = klok.nu()
    with binnen(open_lijst(actor=actor_van(request))) as deur:
        regels = load_werklijst(deur, nu)
    return [{"regel": regel, "pad": naar_gezin(regel.gezin, regel.soort)} for regel in regels]
