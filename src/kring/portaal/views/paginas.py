"""What a family member reads: what happens, what is written, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.dossier.queries import load_gelezen
from kring.portaal.beeld import show_overzicht, show_rechten, show_rustig, show_staat, show_wie
from kring.portaal.gezin import ALLEEN, GEKOZEN, gezinnen_van, is_rustig, load, open_mijn
from kring.stelsel.begrippen import Stelsel
from kring.toegang import klok
from kring.toegang.deur import binnen
from kring.toegang.doelgroep import voor_gezinslid


@require_safe
@voor_gezinslid
def mijn(request: HttpRequest) -> HttpResponse:
    """The home: discreet, or whole."""
    if len(gezinnen_van(request)) > 1 and GEKOZEN not in request.session:
        return render(request, "portaal/kies.html", {"gezinnen": gezinnen_van(request)})
    vandaag = klok.nu().date()
    with binnen(open_mijn(request)) as deur:
        gevonden = load(deur)
    if is_rustig(request, gevonden):
        return render(request, "portaal/rustig.html", show_rustig(gevonden, vandaag))
    kader = show_overzicht(gevonden, vandaag)
    kader["gedaan"] = _gedaan(request, gevonden.stelsel)
    return render(request, "portaal/overzicht.html", kader)


def _gedaan(request: HttpRequest, stelsel: Stelsel) -> str:
    stap = stelsel.stappen.get(request.GET.get("gedaan", ""))
    return stap.naam if stap else ""


@require_http_methods(["GET", "HEAD", "POST"])
@voor_gezinslid
def alleen(request: HttpRequest) -> HttpResponse:
    """Asks once whether this person is alone, before everything is shown."""
    if request.method == "POST":
        request.session[ALLEEN] = request.POST.get("alleen") == "ja"
        return redirect("mijn")
    return render(request, "portaal/alleen.html")


@require_POST
@voor_gezinslid
def kies(request: HttpRequest) -> HttpResponse:
    """Choose which family to show, for somebody who is in more than one."""
    bekend = {str(gezin) for gezin in gezinnen_van(request)}
    if request.POST.get("gezin") in bekend:
        request.session[GEKOZEN] = request.POST["gezin"]
    return redirect("mijn")


@require_safe
@voor_gezinslid
def staat(request: HttpRequest) -> HttpResponse:
    """What is written about me, each line with a way to contest it."""
    with binnen(open_mijn(request)) as deur:
        gevonden = load(deur)
    if is_rustig(request, gevonden):
        return redirect("mijn_alleen")
    kader = show_staat(gevonden) | {"gedaan": _gedaan(request, gevonden.stelsel)}
    return render(request, "portaal/staat.html", kader)


@require_safe
@voor_gezinslid
def wie(request: HttpRequest) -> HttpResponse:
    """Who read my data, and why."""
    with binnen(open_mijn(request)) as deur:
        gevonden = load(deur)
        gelezen = load_gelezen(deur)
    if is_rustig(request, gevonden):
        return redirect("mijn_alleen")
    return render(request, "portaal/wie.html", show_wie(gevonden, gelezen))


@require_safe
@voor_gezinslid
def rechten(request: HttpRequest) -> HttpResponse:
    """What I may always do."""
    with binnen(open_mijn(request)) as deur:
        gevonden = load(deur)
    if is_rustig(request, gevonden):
        return redirect("mijn_alleen")
    return render(request, "portaal/rechten.html", show_rechten(gevonden))


@require_safe
@voor_gezinslid
def papier(request: HttpRequest) -> HttpResponse:
    """Everything on one page, to print."""
    vandaag = klok.nu().date()
    with binnen(open_mijn(request)) as deur:
        gevonden = load(deur)
    if is_rustig(request, gevonden):
        return redirect("mijn_alleen")
    kader = show_overzicht(gevonden, vandaag) | show_staat(gevonden)
    return render(request, "portaal/papier.html", kader)
