"""A case that begins: a report by telephone, or somebody with a question at the local team's door."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kring.dossier.actions import Nieuw, StapGeweigerd, neem_in_beeld, ontvang_melding
from kring.dossier.formulier import MEER, Keuzes, make_invoer, parse_waarden
from kring.dossier.opslag import stelsel_van
from kring.dossier.woorden import field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Feitsoort, Lezer, Stap, Stelsel
from kring.stelsel.uitleg import explain
from kring.toegang import klok
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.werkplek.paden import naar_gezin


EIGEN = ("_naam", "_gemeente")


@require_http_methods(["GET", "POST"])
@voor_medewerker
def nieuw(request: HttpRequest, stap: str) -> HttpResponse:
    stelsel = stelsel_van(settings.KRING_VARIANT)
    gekozen = stelsel.stappen.get(stap)
    if gekozen is None or gekozen.van:
        raise Http404
    if request.method == "POST":
        return _verstuur(request, stelsel, gekozen)
    return _blad(request, stelsel, gekozen, {})


def _blad(
    request: HttpRequest, stelsel: Stelsel, stap: Stap, waarden: dict[str, Any], **kader: Any
) -> HttpResponse:
    feit = stelsel.feitsoorten[stap.legt_vast]
    invoer = make_invoer(feit, waarden, _keuzes(waarden), kader.pop("fouten", None))
    inhoud = {
        "stap": stap,
        "uitleg": explain(stelsel, stap.id, Lezer.PROFESSIONAL),
        "invoer": invoer,
        "veldfouten": wrong_fields(invoer),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "eigen": {naam.strip("_"): request.POST.get(naam, "") for naam in EIGEN},
        "plek": "vandaag",
        **kader,
    }
    status = 422 if kader.get("weigeringen") or inhoud["veldfouten"] else 200
    return render(request, "werkplek/nieuw.html", inhoud, status=status)


def _keuzes(waarden: dict[str, Any]) -> Keuzes:
    """The people that were filled in above, for the questions about them below."""
    leden = {
        rij["lid"]: f"{rij.get('voornaam', '')} {rij.get('achternaam', '')}".strip()
        or "Zonder naam"
        for rij in waarden.get("leden", [])
    }
    return Keuzes(leden=leden, per_lid=False)


def _verstuur(request: HttpRequest, stelsel: Stelsel, stap: Stap) -> HttpResponse:
    nu = klok.nu()
    post = dict(request.POST.lists())
    feit = stelsel.feitsoorten[stap.legt_vast]
    waarden = parse_waarden(feit, post, nu.date())
    if MEER in post:
        veld = post[MEER][-1]
        return _blad(request, stelsel, stap, waarden | {veld: [*waarden.get(veld, []), {}]})
    begin = Nieuw(
        stap=stap.id,
        door=actor_van(request),
        op=nu,
        waarden=waarden,
        naam=request.POST.get("_naam", "").strip() or _naam(waarden),
        gemeente=request.POST.get("_gemeente", "").strip(),
    )
    try:
        gezin = _begin(begin, feit, request.POST.get("_sleutel", ""))
    except StapGeweigerd as geweigerd:
        redenen = reasons_for(
            stelsel, geweigerd.weigeringen, Lezer.PROFESSIONAL, {}, lambda _stap: ""
        )
        fouten = field_errors(geweigerd.weigeringen)
        return _blad(request, stelsel, stap, waarden, weigeringen=redenen, fouten=fouten)
    return redirect(naar_gezin(gezin) + f"?gedaan={stap.id}" if gezin else "rvt")


def _naam(waarden: dict[str, Any]) -> str:
    """How colleagues call the family, when nobody gave it a name: after its first person."""
    eerste: dict[str, str] = next(iter(waarden.get("leden", [])), {})
    delen = (eerste.get("voorvoegsel", ""), eerste.get("achternaam", ""))
    return " ".join(("Gezin", *filter(None, delen))) if any(delen) else "Gezin zonder naam"


def _begin(nieuw: Nieuw, feit: Feitsoort, sleutel: str) -> UUID | None:
    """Begin the case; sent twice is begun once. None for a report that was here already."""
    try:
        eigen = UUID(sleutel)
    except ValueError:
        eigen = uuid4()
    if "soort_melder" not in {veld.id for veld in feit.velden}:
        return neem_in_beeld(nieuw, eigen)
    origineel = "\n\n".join(rij.get("tekst", "") for rij in nieuw.waarden.get("uitspraken", []))
    ontvangen = ontvang_melding(
        nieuw, afzender=str(nieuw.door), kenmerk=str(eigen), origineel=origineel.encode()
    )
    return ontvangen.gezin
