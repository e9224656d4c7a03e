"""A case that begins: a report by telephone, or somebody with a question at the local team's door."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kring.dossier.actions import Nieuw, StapGeweigerd, neem_in_beeld, ontvang_melding
from kring.dossier.actions.concepten import drop_concept
from kring.dossier.formulier import (
    MEER,
    Keuzes,
    Post,
    add_rij,
    make_invoer,
    own_leden,
    parse_waarden,
)
from kring.dossier.opslag import stelsel_van
from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries.concepten import GEEN_GEZIN, load_concept
from kring.dossier.stapblad import BESTAND, make_sleutel
from kring.dossier.woorden import field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Feitsoort, Lezer, Stap, Stelsel, Veld, Veldsoort
from kring.stelsel.uitleg import explain
from kring.stelsel.velden import check_waarden
from kring.stelsel.zaak import Stand
from kring.toegang import klok
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.werkplek.paden import naar_gezin


# What is kept beside the fact itself: how colleagues call the family, and where it lives.
EIGEN = (
    Veld(id="_naam", naam="Hoe noemen we dit gezin", soort=Veldsoort.REGEL, verplicht=False),
    Veld(id="_gemeente", naam="Gemeente", soort=Veldsoort.REGEL, verplicht=False),
)
NOG_NIEMAND = (
    "Vul eerst hierboven in wie er in het gezin zijn, en druk daar op ‘Nog een regel’. "
    "Dan kunt u hier kiezen over wie dit gaat."
)
Waarden = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def nieuw(request: HttpRequest, stap: str) -> HttpResponse:
    stelsel = stelsel_van(settings.KRING_VARIANT)
    gekozen = stelsel.stappen.get(stap)
    if gekozen is None or gekozen.van:
        raise Http404
    if request.method == "POST":
        return _verstuur(request, stelsel, gekozen)
    concept = load_concept(actor=actor_van(request), gezin=GEEN_GEZIN, stap=gekozen.id)
    waarden = _waarden(_formulier(stelsel, gekozen), concept or {}, klok.nu(), uuid4())
    return _blad(request, stelsel, gekozen, waarden, uit_concept=bool(concept))


def _formulier(stelsel: Stelsel, stap: Stap) -> Feitsoort:
    """What a person is asked of the fact that the stap records, with our own questions before it."""
    feit = stelsel.feitsoorten[stap.legt_vast]
    return replace(feit, velden=(*EIGEN, *(veld for veld in feit.velden if veld.gevraagd)))


def _waarden(formulier: Feitsoort, post: Post, op: datetime, sleutel: UUID) -> Waarden:
    return own_leden(formulier, parse_waarden(formulier, post, op.date()), (), sleutel)


def _blad(
    request: HttpRequest, stelsel: Stelsel, stap: Stap, waarden: Waarden, **kader: Any
) -> HttpResponse:
    fouten = kader.pop("fouten", None)
    invoer = make_invoer(_formulier(stelsel, stap), waarden, _keuzes(waarden), fouten)
    opsteller = Opsteller(actor_van(request), GEEN_GEZIN, stap.id, request.get_full_path())
    inhoud = {
        "stap": stap,
        "uitleg": explain(stelsel, stap.id, Lezer.PROFESSIONAL),
        "invoer": invoer,
        "veldfouten": wrong_fields(invoer),
        "sleutel": request.POST.get("_sleutel") or uuid4(),
        "opsteller": sign_opsteller(opsteller, request),
        "plek": "vandaag",
        **kader,
    }
    geweigerd = kader.get("weigeringen") or kader.get("bestand") or inhoud["veldfouten"]
    return render(request, "werkplek/nieuw.html", inhoud, status=422 if geweigerd else 200)


def _keuzes(waarden: Mapping[str, Any]) -> Keuzes:
    """The people that were filled in above, for the questions about them below."""
    leden = {
        rij["lid"]: f"{rij.get('voornaam', '')} {rij.get('achternaam', '')}".strip()
        or "Zonder naam"
        for rij in waarden.get("leden", [])
        if rij
    }
    return Keuzes(leden=leden, per_lid=False, niemand=NOG_NIEMAND)


def _verstuur(request: HttpRequest, stelsel: Stelsel, stap: Stap) -> HttpResponse:
    nu, post = klok.nu(), dict(request.POST.lists())
    formulier, sleutel = _formulier(stelsel, stap), make_sleutel(post)
    waarden = _waarden(formulier, post, nu, sleutel)
    if MEER in post:
        return _blad(request, stelsel, stap, add_rij(formulier, waarden, post[MEER][-1]))
    if request.FILES:
        return _blad(request, stelsel, stap, waarden, bestand=BESTAND)
    if fouten := _eigen_fouten(formulier, waarden, nu):
        return _blad(request, stelsel, stap, waarden, fouten=fouten)
    try:
        gezin = _begin(_als_nieuw(request, stap, waarden, nu), formulier, sleutel)
    except StapGeweigerd as geweigerd:
        redenen = reasons_for(
            stelsel, geweigerd.weigeringen, Lezer.PROFESSIONAL, {}, lambda _stap: ""
        )
        fouten = field_errors(geweigerd.weigeringen)
        return _blad(request, stelsel, stap, waarden, weigeringen=redenen, fouten=fouten)
    drop_concept(actor=actor_van(request), gezin=GEEN_GEZIN, stap=stap.id)
    if gezin is None:
        return redirect("rvt")
    # A report waits for a judgement: that page shows it. A question begins at the family's own page.
    soort = "vt_beoordeling" if _is_melding(formulier) else ""
    return redirect(naar_gezin(gezin, soort) + f"?gedaan={stap.id}")


def _is_melding(formulier: Feitsoort) -> bool:
    return "soort_melder" in {veld.id for veld in formulier.velden}


def _eigen_fouten(formulier: Feitsoort, waarden: Waarden, op: datetime) -> dict[str, str]:
    """What is wrong in the form, when something is wrong with what the model does not know of."""
    fouten = {
        fout.veld: fout.melding for fout in check_waarden(formulier, waarden, Stand(), op.date())
    }
    return fouten if fouten.keys() & {veld.id for veld in EIGEN} else {}


def _als_nieuw(request: HttpRequest, stap: Stap, waarden: Waarden, op: datetime) -> Nieuw:
    eigen = {veld.id: waarden.get(veld.id, "") for veld in EIGEN}
    return Nieuw(
        stap=stap.id,
        door=actor_van(request),
        op=op,
        waarden={naam: waarde for naam, waarde in waarden.items() if naam not in eigen},
        naam=eigen["_naam"] or _naam(waarden),
        gemeente=eigen["_gemeente"],
    )


def _naam(waarden: Waarden) -> str:
    """How colleagues call the family, when nobody gave it a name: after its first person."""
    eerste: dict[str, str] = next(iter(waarden.get("leden", [])), {})
    delen = (eerste.get("voorvoegsel", ""), eerste.get("achternaam", ""))
    return " ".join(("Gezin", *filter(None, delen))) if any(delen) else "Gezin zonder naam"


def _begin(nieuw: Nieuw, formulier: Feitsoort, sleutel: UUID) -> UUID | None:
    """Begin the case; sent twice is begun once. None for a report that was here already."""
    if not _is_melding(formulier):
        return neem_in_beeld(nieuw, sleutel)
    origineel = _origineel(formulier, nieuw.waarden).encode()
    ontvangen = ontvang_melding(
        nieuw, afzender=str(nieuw.door), kenmerk=str(sleutel), origineel=origineel
    )
    return ontvangen.gezin


def _origineel(formulier: Feitsoort, waarden: Mapping[str, Any]) -> str:
    """The report as it was taken down, with who reported: for those who judge it, and nobody else."""
    melder = [
        f"{veld.naam}: {waarden[veld.id]}"
        for veld in formulier.velden
        if veld.geheim and waarden.get(veld.id)
    ]
    gezegd = [rij.get("tekst", "") for rij in waarden.get("uitspraken", [])]
    return "\n\n".join(["\n".join(melder), *gezegd])
