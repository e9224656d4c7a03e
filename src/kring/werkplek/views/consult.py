"""Questions to the veiligheidsteam in which no family can be found: the first rung of the ladder."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kring.dossier.actions.concepten import drop_concept
from kring.dossier.actions.consult import ConsultFout, answer, ask, load_consulten, may_answer
from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries.concepten import GEEN_GEZIN, list_concepten, load_concept
from kring.dossier.stapblad import make_sleutel
from kring.toegang import klok
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.toegang.queries import load_handelenden
from kring.werkplek.paden import ANTWOORD, VRAAG


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def consult(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _blad(request)
    vraag, sleutel = request.POST.get("vraag", ""), make_sleutel(dict(request.POST.lists()))
    try:
        ask(door=actor_van(request), vraag=vraag, op=klok.nu(), sleutel=sleutel)
    except ConsultFout as fout:
        return _blad(request, fout=str(fout), vraag=vraag)
    drop_concept(actor=actor_van(request), gezin=GEEN_GEZIN, stap=VRAAG)
    return redirect("consult")


@require_POST
@voor_medewerker
def antwoord(request: HttpRequest, consult: UUID) -> HttpResponse:
    tekst = request.POST.get("antwoord", "")
    try:
        answer(door=actor_van(request), consult=consult, antwoord=tekst, op=klok.nu())
    except ConsultFout as fout:
        return _blad(request, fout=str(fout), bij=consult, antwoord=tekst)
    drop_concept(actor=actor_van(request), gezin=GEEN_GEZIN, stap=f"{ANTWOORD}{consult}")
    return redirect("consult")


def _blad(request: HttpRequest, **kader: Any) -> HttpResponse:
    ik = actor_van(request)
    antwoordt = may_answer(load_handelenden([ik])[str(ik)], klok.nu())
    bewaard = {een.stap for een in list_concepten(actor=ik) if een.gezin_id == GEEN_GEZIN}

    def deel(stap: str, veld: str) -> dict[str, str]:
        """What a form of this page carries: what was typed here, now or before, and whose it is."""
        eerder = load_concept(actor=ik, gezin=GEEN_GEZIN, stap=stap) if stap in bewaard else None
        opsteller = Opsteller(ik, GEEN_GEZIN, stap, reverse("consult"))
        tekst = (eerder or {}).get(veld, [""])[-1]
        return {"tekst": tekst, "opsteller": sign_opsteller(opsteller, request)}

    vraag = deel(VRAAG, "vraag")
    regels = [
        {
            "een": een,
            "formulier": deel(f"{ANTWOORD}{een.id}", "antwoord")
            if antwoordt and not een.van_mij and not een.antwoord
            else None,
        }
        for een in load_consulten(door=ik, op=klok.nu())
    ]
    inhoud = {
        "regels": regels,
        "vraag": vraag["tekst"],
        "opsteller": vraag["opsteller"],
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "plek": "rvt",
        **kader,
    }
    return render(request, "werkplek/consult.html", inhoud, status=422 if kader else 200)
