"""A report that waits for its judgement, and joining it to a family that is known already."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kring.dossier.actions import StapGeweigerd, Verouderd
from kring.dossier.actions.concepten import drop_concept
from kring.dossier.actions.voegen import STAP, Voeging, voeg_melding
from kring.dossier.formulier import MEER, Keuzes, Post, add_rij, make_invoer, parse_waarden
from kring.dossier.opsteller import Opsteller, sign_opsteller
from kring.dossier.queries import Bekend, Meldingpagina, load_melding
from kring.dossier.queries.concepten import load_concept
from kring.dossier.stapblad import BESTAND, gezien_in
from kring.dossier.woorden import field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Lezer
from kring.toegang import klok
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.doelgroep import actor_van, voor_medewerker
from kring.toegang.queries import load_handelenden
from kring.werkplek.beeld import gedaan, names_of, rollen_van, show_termijn
from kring.werkplek.indeling import ROUTES
from kring.werkplek.keuzemenu import stappen_nu
from kring.werkplek.paden import naar_stap


@require_safe
@voor_medewerker
def melding(request: HttpRequest, gezin: UUID) -> HttpResponse:
    nu = klok.nu()
    pagina = _pagina(request, gezin)
    deel = pagina.deel
    handelend = load_handelenden([actor_van(request)])[str(actor_van(request))]
    stappen = deel.stelsel.stappen
    kader = {
        "pagina": pagina,
        "deel": deel,
        "namen": names_of(deel.actoren, deel.leden),
        "termijnen": [show_termijn(termijn, nu) for termijn in pagina.termijnen],
        "bekend": _per_gezin(pagina),
        "routes": [
            {"naam": stappen[naam].naam, "pad": naar_stap(gezin)(naam)}
            for naam in ROUTES
            if naam in stappen and deel.toestand in stappen[naam].van
        ],
        "menu": stappen_nu(deel.stelsel, deel.stand, handelend, gezin, nu),
        "gedaan": gedaan(request, deel.stelsel),
        "rollen": rollen_van(deel.stelsel),
        "plek": "rvt",
    }
    return render(request, "werkplek/melding.html", kader)


def _pagina(request: HttpRequest, gezin: UUID) -> Meldingpagina:
    with binnen(open_dossier(actor=actor_van(request), gezin=gezin)) as deur:
        pagina = load_melding(deur, klok.nu().date())
    if pagina.ontvangen_op is None:
        raise Http404
    return pagina


def _per_gezin(pagina: Meldingpagina) -> list[dict[str, Any]]:
    """Per known family: who of the report is in it. No content of that family."""
    gezinnen: dict[UUID, list[Bekend]] = {}
    for bekend in pagina.bekend:
        gezinnen.setdefault(bekend.gezin, []).append(bekend)
    toestanden = pagina.deel.stelsel.toestanden
    return [
        {
            "gezin": gezin,
            "nummer": rijen[0].nummer,
            "toestand": toestanden[rijen[0].toestand].naam,
            "dicht": toestanden[rijen[0].toestand].eind,
            "meldingen": rijen[0].meldingen,
            "wie": [pagina.deel.leden[rij.persoon].naam for rij in rijen],
        }
        for gezin, rijen in gezinnen.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def voegen(request: HttpRequest, gezin: UUID, bekend: UUID) -> HttpResponse:
    """Join the report to a known family, with a judgement for each person who is in both."""
    pagina = _pagina(request, gezin)
    personen = {rij.persoon: rij.bekende for rij in pagina.bekend if rij.gezin == bekend}
    if not personen or "neem_hermelding_op" not in pagina.deel.stelsel.stappen:
        raise Http404
    if request.method == "POST":
        return _verstuur(request, pagina, bekend, personen)
    concept = load_concept(actor=actor_van(request), gezin=gezin, stap=STAP)
    waarden = _waarden(pagina, concept or {})
    return _voegblad(request, pagina, personen, waarden, uit_concept=bool(concept))


VELDEN = ("oordelen", "reden")


def _waarden(pagina: Meldingpagina, post: Post) -> dict[str, Any]:
    feit = pagina.deel.stelsel.feitsoorten["hermelding"]
    return parse_waarden(feit, post, klok.nu().date())


def _voegblad(
    request: HttpRequest,
    pagina: Meldingpagina,
    personen: dict[str, str],
    waarden: dict[str, Any],
    **kader: Any,
) -> HttpResponse:
    deel = pagina.deel
    feit = deel.stelsel.feitsoorten["hermelding"]
    leden = {bekende: deel.leden[persoon].naam for persoon, bekende in personen.items()}
    invoer = make_invoer(feit, waarden, Keuzes(leden=leden), kader.pop("fouten", None))
    invoer = tuple(vraag for vraag in invoer if vraag.naam in VELDEN)
    opsteller = Opsteller(actor_van(request), deel.gezin, STAP, request.get_full_path())
    inhoud = {
        "pagina": pagina,
        "deel": deel,
        "namen": names_of(deel.actoren, deel.leden),
        "invoer": invoer,
        "veldfouten": wrong_fields(invoer),
        "gezien": deel.volgnummer,
        "opsteller": sign_opsteller(opsteller, request),
        "plek": "rvt",
        **kader,
    }
    geweigerd = any(kader.get(naam) for naam in ("weigeringen", "verouderd", "bestand"))
    status = 422 if geweigerd or inhoud["veldfouten"] else 200
    return render(request, "werkplek/voegen.html", inhoud, status=status)


def _verstuur(
    request: HttpRequest, pagina: Meldingpagina, bekend: UUID, personen: dict[str, str]
) -> HttpResponse:
    post = dict(request.POST.lists())
    waarden = _waarden(pagina, post)
    if MEER in post:
        feit = pagina.deel.stelsel.feitsoorten["hermelding"]
        waarden = add_rij(feit, waarden, post[MEER][-1])
        return _voegblad(request, pagina, personen, waarden)
    if request.FILES:
        return _voegblad(request, pagina, personen, waarden, bestand=BESTAND)
    voeging = Voeging(
        melding=pagina.deel.gezin,
        bekend=bekend,
        nummer=next(rij.nummer for rij in pagina.bekend if rij.gezin == bekend),
        personen=personen,
        door=actor_van(request),
        op=klok.nu(),
        oordelen=waarden.get("oordelen", []),
        reden=waarden.get("reden", ""),
        gezien=gezien_in(post),
    )
    return _voeg(request, pagina, voeging, waarden)


def _voeg(
    request: HttpRequest, pagina: Meldingpagina, voeging: Voeging, waarden: dict[str, Any]
) -> HttpResponse:
    deel, personen = pagina.deel, dict(voeging.personen)
    try:
        voeg_melding(voeging)
    except StapGeweigerd as geweigerd:
        namen = {bekende: deel.leden[persoon].naam for persoon, bekende in personen.items()}
        redenen = reasons_for(
            geweigerd.stelsel,
            geweigerd.weigeringen,
            Lezer.PROFESSIONAL,
            namen,
            naar_stap(deel.gezin),
        )
        fouten = field_errors(geweigerd.weigeringen)
        return _voegblad(request, pagina, personen, waarden, weigeringen=redenen, fouten=fouten)
    except Verouderd as verouderd:
        return _voegblad(request, pagina, personen, waarden, verouderd=verouderd.sinds)
    drop_concept(actor=voeging.door, gezin=deel.gezin, stap=STAP)
    return redirect(reverse("rvt") + f"?gedaan={STAP}")
