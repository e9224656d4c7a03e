"""A family member takes a stap: the same questions, the same motor and the same reasons, in plain words."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries import Mijn, can_read
from kring.dossier.queries.keuzes import load_keuzes
from kring.dossier.stapblad import Ingevuld, Stapblad, Verzonden, begin, keep, send
from kring.portaal.beeld import show_mens, show_plan
from kring.portaal.gezin import is_rustig, load, open_mijn
from kring.portaal.paden import naar_stap
from kring.stelsel.begrippen import Stap, Stelsel, Veldsoort
from kring.stelsel.toetsing import EIGEN
from kring.stelsel.uitleg import explain
from kring.toegang import klok
from kring.toegang.deur import Deur, binnen
from kring.toegang.doelgroep import actor_van, voor_gezinslid


BESTAND = "Een bestand meesturen kan hier niet. Schrijf op wat erin staat, of geef het op papier."
# The same as of a line that never was.
NIET_DAAR = "dit staat niet in dit dossier"
# What a family member points at was chosen on the page before; the form shows it and carries it along.
BIJ = "bij"
# Whoever is asked about the plan has it on the same page.
OVER_HET_PLAN = {"geef_akkoord"}
# Where somebody goes back to who came from there.
TERUG = {"zeg_klopt_niet": "mijn_staat"}


@require_http_methods(["GET", "HEAD", "POST"])
@voor_gezinslid
def stap(request: HttpRequest, stap: str) -> HttpResponse:
    nu = klok.nu()
    with binnen(open_mijn(request)) as deur:
        mijn = load(deur)
        gekozen = _eigen_stap(mijn.stelsel, stap)
        if request.method != "POST" and is_rustig(request, mijn):
            return redirect("mijn_alleen")
        keuzes = load_keuzes(deur, mijn.stelsel, gekozen, mijn.leden)
        fouten = _verborgen(deur, mijn.stelsel, gekozen, request)
    blad = Stapblad(
        gezin=mijn.gezin,
        actor=actor_van(request),
        stelsel=mijn.stelsel,
        stap=gekozen,
        keuzes=keuzes,
        namen=mijn.namen(),
        lezer=mijn.lezer,
        pad_naar=_pad(mijn.stelsel),
        vast={EIGEN: mijn.ik.id},
    )
    if request.method != "POST":
        return _toon(request, mijn, blad, begin(blad, dict(request.GET.items()), nu))
    post = dict(request.POST.lists())
    if request.FILES:
        return _toon(request, mijn, blad, keep(blad, post, nu), bestand=BESTAND)
    if fouten:
        return _toon(request, mijn, blad, keep(blad, post, nu, fouten))
    uitkomst = send(blad, post, nu)
    if isinstance(uitkomst, Verzonden):
        return redirect(reverse(TERUG.get(stap, "mijn")) + f"?gedaan={stap}")
    return _toon(request, mijn, blad, uitkomst)


def _eigen_stap(stelsel: Stelsel, naam: str) -> Stap:
    """A stap that family members take themselves; every other one is not there."""
    stap = stelsel.stappen.get(naam)
    if stap is None or "gezin" not in stelsel.bevoegdheden[stap.bevoegdheid].partijen:
        raise Http404
    return stap


def _verborgen(deur: Deur, stelsel: Stelsel, stap: Stap, request: HttpRequest) -> dict[str, str]:
    """Fields that point at a line this person does not see: to them it is not there."""
    return {
        veld.id: f"{veld.naam}: {NIET_DAAR}"
        for veld in stelsel.feitsoorten[stap.legt_vast].velden
        if veld.soort is Veldsoort.VERWIJZING
        for sleutel in request.POST.getlist(veld.id)
        if sleutel and not can_read(deur, sleutel)
    }


def _pad(stelsel: Stelsel) -> Any:
    """Where a reason can be mended: only steps that a family member can take have a page here."""

    def pad(naam: str) -> str:
        bevoegdheid = stelsel.bevoegdheden[stelsel.stappen[naam].bevoegdheid]
        return naar_stap(naam) if "gezin" in bevoegdheid.partijen else ""

    return pad


def _toon(
    request: HttpRequest, mijn: Mijn, blad: Stapblad, ingevuld: Ingevuld, **kader: Any
) -> HttpResponse:
    opsteller = Opsteller(blad.actor, blad.gezin, blad.stap.id, request.get_full_path())
    invoer = tuple(
        replace(vraag, vorm="vast") if vraag.naam == BIJ and vraag.gekozen else vraag
        for vraag in ingevuld.invoer
    )
    inhoud = {
        "mijn": mijn,
        "jij": mijn.lezer.van_kind,
        "stap": blad.stap,
        "blad": replace(ingevuld, invoer=invoer),
        "uitleg": explain(blad.stelsel, blad.stap.id, blad.lezer),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "opsteller": sign_opsteller(opsteller, request),
        **_plan(mijn, blad.stap.id),
        **kader,
    }
    status = 422 if ingevuld.geweigerd or kader else 200
    return render(request, "portaal/stap.html", inhoud, status=status)


def _plan(mijn: Mijn, stap: str) -> dict[str, Any]:
    if stap not in OVER_HET_PLAN:
        return {"lopend": None}
    vandaag = klok.nu().date()
    gezicht = show_mens(mijn.houder("vast_gezicht"))
    return show_plan(mijn, vandaag) | {"vandaag": vandaag, "gezicht": gezicht}
