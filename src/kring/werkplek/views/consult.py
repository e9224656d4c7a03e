"""Questions to the veiligheidsteam in which no family can be found: the first rung of the ladder."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kring.dossier.actions.consult import ConsultFout, answer, ask, load_consulten, may_answer
from kring.dossier.stapblad import make_sleutel
from kring.toegang import klok
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.toegang.queries import load_handelenden


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
    return redirect("consult")


@require_POST
@voor_medewerker
def antwoord(request: HttpRequest, consult: UUID) -> HttpResponse:
    tekst = request.POST.get("antwoord", "")
    try:
        answer(door=actor_van(request), consult=consult, antwoord=tekst, op=klok.nu())
    except ConsultFout as fout:
        return _blad(request, fout=str(fout), bij=consult, antwoord=tekst)
    return redirect("consult")


def _blad(request: HttpRequest, **kader: Any) -> HttpResponse:
    ik = actor_van(request)
    inhoud = {
        "consulten": load_consulten(door=ik, op=klok.nu()),
        "antwoordt": may_answer(load_handelenden([ik])[str(ik)], klok.nu()),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "plek": "rvt",
        **kader,
    }
    return render(request, "werkplek/consult.html", inhoud, status=422 if kader else 200)
