"""One stap as a form: the questions come from the model, and so does every reason why not."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries import Deelpagina, load_deel
from kring.dossier.queries.keuzes import load_keuzes
from kring.dossier.stapblad import BESTAND, Ingevuld, Stapblad, Verzonden, begin, keep, send
from kring.dossier.zinnen import fill_zinnen
from kring.stelsel.begrippen import Lezer
from kring.stelsel.uitleg import explain
from kring.stelsel.zaak import BIJ
from kring.toegang import klok
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.werkplek.beeld import names_of, show_feiten
from kring.werkplek.indeling import NAAST
from kring.werkplek.paden import EIGEN_BLADZIJDE, naar_stap


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def stap(request: HttpRequest, gezin: UUID, stap: str) -> HttpResponse:
    nu = klok.nu()
    deel, blad = _blad(request, gezin, stap)
    if request.method != "POST":
        gegeven = dict(request.GET.items())
        zinnen = fill_zinnen(blad.feit, deel.regels, request.GET.get(BIJ) or "")
        return _toon(request, deel, blad, begin(blad, gegeven | zinnen, nu))
    post = dict(request.POST.lists())
    if request.FILES:
        return _toon(request, deel, blad, keep(blad, post, nu), bestand=BESTAND)
    uitkomst = send(blad, post, nu)
    if isinstance(uitkomst, Verzonden):
        return redirect(_hierna(request, blad, uitkomst.gebeurtenis))
    return _toon(request, deel, blad, uitkomst)


def _blad(request: HttpRequest, gezin: UUID, naam: str) -> tuple[Deelpagina, Stapblad]:
    actor = actor_van(request)
    with binnen(open_dossier(actor=actor, gezin=gezin)) as deur:
        deel = load_deel(deur, klok.nu().date(), NAAST.get(naam, ()))
        stap = deel.stelsel.stappen.get(naam)
        if stap is None or not stap.van:
            raise Http404
        keuzes = load_keuzes(deur, deel.stelsel, stap, deel.leden)
    blad = Stapblad(
        gezin=gezin,
        actor=actor,
        stelsel=deel.stelsel,
        stap=stap,
        keuzes=keuzes,
        namen=names_of(deel.actoren, deel.leden),
        lezer=Lezer.PROFESSIONAL,
        pad_naar=naar_stap(gezin),
    )
    return deel, blad


def _toon(
    request: HttpRequest, deel: Deelpagina, blad: Stapblad, ingevuld: Ingevuld, **kader: Any
) -> HttpResponse:
    opsteller = Opsteller(blad.actor, blad.gezin, blad.stap.id, request.get_full_path())
    inhoud = {
        "deel": deel,
        "stap": blad.stap,
        "blad": ingevuld,
        "namen": blad.namen,
        "uitleg": explain(blad.stelsel, blad.stap.id, blad.lezer),
        "naast": show_feiten(deel, NAAST.get(blad.stap.id, ()), blad.namen),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "gezien": deel.volgnummer,
        "opsteller": sign_opsteller(opsteller, request),
        "plek": "gezinnen",
        **kader,
    }
    status = 422 if ingevuld.geweigerd or kader else 200
    return render(request, "werkplek/stap.html", inhoud, status=status)


def _hierna(request: HttpRequest, blad: Stapblad, gebeurtenis: str) -> str:
    """After a note: its sentences. After a part of inquiry or plan: that page. Else the family."""
    if "label" in request.POST and gebeurtenis:
        return f"{blad.pad_naar('leg_uitspraken_vast')}?bij={gebeurtenis}"
    terug = request.GET.get("terug", "")
    bladzijde = terug if terug in EIGEN_BLADZIJDE.values() else "gezin"
    return reverse(bladzijde, kwargs={"gezin": blad.gezin}) + f"?gedaan={blad.stap.id}"
