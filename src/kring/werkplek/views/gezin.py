"""The page of a gezin, its inquiry, plan and log, as one professional may see them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kring.dossier.gevolgen import in_dossier, opened
from kring.dossier.queries import (
    concepten,
    load_deel,
    load_gezinspagina,
    load_logboek,
    load_oordeel,
    load_volle_stand,
)
from kring.dossier.woorden import reasons_for
from kring.stelsel.begrippen import Lezer
from kring.stelsel.weigergronden import BEVOEGDHEID, FUNCTIE, MANDAAT, REGISTRATIE, TOEGANG
from kring.toegang import klok
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.toegang.queries import load_handelenden
from kring.werkplek.beeld import gedaan, show_deel, show_gezin, show_log, show_termijn
from kring.werkplek.indeling import MIJLPALEN, ONDERZOEK, PLAN, Onderdeel
from kring.werkplek.keuzemenu import snelkeuzes, stappen_nu
from kring.werkplek.paden import naar_concept, naar_stap


@require_safe
@voor_medewerker
def gezin(request: HttpRequest, gezin: UUID) -> HttpResponse:
    nu = klok.nu()
    ik = actor_van(request)
    with binnen(open_dossier(actor=ik, gezin=gezin)) as deur:
        pagina = load_gezinspagina(deur, nu.date(), MIJLPALEN)
    kader = show_gezin(pagina, ik, nu)
    mijn = [kijker.soort for kijker in pagina.kijkers if kijker.actor == ik]
    handelend = opened(pagina.stelsel, load_handelenden([ik])[str(ik)], mijn)
    kader["ziet"] = handelend.opent
    kader["menu"] = stappen_nu(pagina.stelsel, pagina.stand, handelend, gezin, nu)
    kader["snel"] = snelkeuzes(kader["menu"])
    kader["concepten"] = [
        {
            "naam": pagina.stelsel.stappen[concept.stap].naam,
            "pad": naar_concept(gezin, concept.stap),
        }
        for concept in concepten.list_concepten(actor=ik)
        if concept.gezin_id == gezin and concept.stap in pagina.stelsel.stappen
    ]
    kader["gedaan"] = gedaan(request, pagina.stelsel)
    return render(request, "werkplek/gezin.html", {**kader, "plek": "gezinnen"})


@require_safe
@voor_medewerker
def onderzoek(request: HttpRequest, gezin: UUID) -> HttpResponse:
    kop = {"kop": "Onderzoek", "slot": "stel_onderzoek_vast", "waar": "onderzoek"}
    return _deel(request, gezin, ONDERZOEK, kop)


@require_safe
@voor_medewerker
def plan(request: HttpRequest, gezin: UUID) -> HttpResponse:
    kop = {"kop": "Gezinsplan", "slot": "stel_plan_vast", "waar": "plan"}
    return _deel(request, gezin, PLAN, kop)


def _deel(
    request: HttpRequest, gezin: UUID, onderdelen: tuple[Onderdeel, ...], kop: dict[str, str]
) -> HttpResponse:
    nu = klok.nu()
    feiten = [feit for onderdeel in onderdelen for feit in onderdeel.feiten]
    ik = actor_van(request)
    with binnen(open_dossier(actor=ik, gezin=gezin)) as deur:
        deel = load_deel(deur, nu.date(), feiten)
        opent = in_dossier(deur, deel.stelsel, load_handelenden([ik])[str(ik)]).opent
    kader = show_deel(deel, onderdelen) | kop | {"plek": "gezinnen"}
    kader["gedaan"] = gedaan(request, deel.stelsel)
    slot = deel.stelsel.stappen.get(kop["slot"])
    if slot and deel.toestand in slot.van:
        kader["slot_naam"] = slot.naam
        kader["slot_pad"] = naar_stap(gezin)(slot.id)
        kader |= _open(request, gezin, slot.id, kader["namen"])
    # A part is called as the category of what stands in it.
    kader["ziet"] = kop["waar"] in (opent or ())
    return render(request, "werkplek/deel.html", kader)


def _open(request: HttpRequest, gezin: UUID, stap: str, namen: dict[str, str]) -> dict[str, Any]:
    """What still stands in the way of the closing stap, each with the page that mends it, and whether it
    is for this reader to take at all."""
    volledig = load_volle_stand(gezin=gezin, actor=actor_van(request))
    weigeringen = load_oordeel(volledig, stap, klok.nu())
    zaak = tuple(weigering for weigering in weigeringen if weigering.code not in OVER_DE_LEZER)
    redenen = reasons_for(volledig.stelsel, zaak, Lezer.PROFESSIONAL, namen, naar_stap(gezin))
    return {"open": redenen, "van_ander": len(zaak) < len(weigeringen)}


# Why this reader may not take a stap, whatever the case.
OVER_DE_LEZER = frozenset({BEVOEGDHEID, MANDAAT, REGISTRATIE, TOEGANG, FUNCTIE})


@require_safe
@voor_medewerker
def logboek(request: HttpRequest, gezin: UUID) -> HttpResponse:
    nu = klok.nu()
    with binnen(open_dossier(actor=actor_van(request), gezin=gezin)) as deur:
        log = load_logboek(deur, _bladzijde(request))
    kader = show_log(log)
    kader["termijnen"] = [show_termijn(termijn, nu) for termijn in log.termijnen]
    return render(request, "werkplek/logboek.html", kader | {"plek": "gezinnen"})


def _bladzijde(request: HttpRequest) -> int:
    """Which page was asked for; the first one when that is no number."""
    gevraagd = request.GET.get("bladzijde", "")
    return int(gevraagd) if gevraagd.isdecimal() and 0 < len(gevraagd) < 6 and int(gevraagd) else 1
