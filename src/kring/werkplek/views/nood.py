"""Break-glass: a family that somebody has no grant for, opened for a few hours because it cannot wait."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kring.dossier.actions import StapGeweigerd, open_nood
from kring.dossier.actions.concepten import drop_concept
from kring.dossier.actions.nood import STAP, find_gezin
from kring.dossier.opslag import stelsel_van
from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries.concepten import GEEN_GEZIN, load_concept
from kring.dossier.stapblad import make_sleutel
from kring.dossier.woorden import field_errors, reasons_for
from kring.stelsel.begrippen import Lezer
from kring.stelsel.uitleg import explain
from kring.toegang import klok
from kring.toegang.deur import GeenToegang
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.toegang.sleutels import SleutelVernietigd


# The same for a number that is nobody's, a closed family and one that cannot be opened like this.
NIET_TE_OPENEN = "Met dit nummer is nu niets te openen. Kijk of het klopt, of bel Veilig Thuis."
GEEN_NUMMER = "Vul het nummer van het gezin in, zoals K-3FAA-5TJW."


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def nood(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _blad(request)
    nummer, reden = (request.POST.get(naam, "").strip() for naam in ("nummer", "reden"))
    if not nummer:
        return _blad(request, fout=GEEN_NUMMER)
    gezin = find_gezin(nummer)
    try:
        open_nood(
            gezin=gezin,
            door=actor_van(request),
            op=klok.nu(),
            reden=reden,
            sleutel=str(make_sleutel(dict(request.POST.lists()))),
        )
    except StapGeweigerd as geweigerd:
        weigeringen = geweigerd.weigeringen
        redenen = reasons_for(geweigerd.stelsel, weigeringen, Lezer.PROFESSIONAL, {}, lambda _: "")
        return _blad(request, weigeringen=redenen, velden=field_errors(weigeringen))
    except (GeenToegang, SleutelVernietigd):
        return _blad(request, fout=NIET_TE_OPENEN)
    drop_concept(actor=actor_van(request), gezin=GEEN_GEZIN, stap=STAP)
    return redirect(reverse("gezin", kwargs={"gezin": gezin}) + f"?gedaan={STAP}")


def _blad(request: HttpRequest, **kader: Any) -> HttpResponse:
    stelsel = stelsel_van(settings.KRING_VARIANT)
    ik = actor_van(request)
    eerder = {} if request.POST else load_concept(actor=ik, gezin=GEEN_GEZIN, stap=STAP) or {}
    opsteller = Opsteller(ik, GEEN_GEZIN, STAP, reverse("nood"))
    inhoud = {
        "uren": stelsel.instelling("nood_uren"),
        "uitleg": explain(stelsel, STAP, Lezer.PROFESSIONAL),
        "nummer": request.POST.get("nummer") or eerder.get("nummer", [""])[-1],
        "reden": request.POST.get("reden") or eerder.get("reden", [""])[-1],
        "opsteller": sign_opsteller(opsteller, request),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "plek": "gezinnen",
        **kader,
    }
    return render(request, "werkplek/nood.html", inhoud, status=422 if kader else 200)
