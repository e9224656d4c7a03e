"""One stap as a form: the questions come from the model, and so does every reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kring.dossier.actions import Opdracht, StapGeweigerd, Verouderd, concepten, take_stap
from kring.dossier.formulier import MEER, Keuzes, make_invoer, parse_waarden
from kring.dossier.queries import Deelpagina, load_deel, load_oordeel, load_volle_stand
from kring.dossier.queries.keuzes import load_keuzes
from kring.dossier.woorden import field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Feitsoort, Lezer, Stap
from kring.stelsel.uitleg import explain
from kring.toegang import klok
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.doelgroep import voor_medewerker
from kring.werkplek.beeld import names_of
from kring.werkplek.paden import EIGEN_BLADZIJDE, naar_stap


@dataclass(frozen=True, slots=True)
class _Blad:
    """The frame of one form."""

    request: HttpRequest
    gezin: UUID
    deel: Deelpagina
    stap: Stap
    feit: Feitsoort
    keuzes: Keuzes

    def render(self, waarden: Mapping[str, Any], **kader: Any) -> HttpResponse:
        """Show the form with these answers."""
        invoer = make_invoer(self.feit, waarden, self.keuzes, kader.pop("fouten", None))
        status = 422 if kader.get("weigeringen") or kader.get("veldfouten") else 200
        inhoud = {
            **self.vast(),
            "invoer": invoer,
            "veldfouten": wrong_fields(invoer),
            **kader,
        }
        return render(self.request, "werkplek/stap.html", inhoud, status=status)

    def vast(self) -> dict[str, Any]:
        """What every state of the form shows."""
        opsteller = concepten.Opsteller(
            self.request.user.pk, self.gezin, self.stap.id, self.request.get_full_path()
        )
        return {
            "deel": self.deel,
            "stap": self.stap,
            "uitleg": explain(self.deel.stelsel, self.stap.id, Lezer.PROFESSIONAL),
            "sleutel": self.request.POST.get("_sleutel") or uuid4(),
            "gezien": self.deel.volgnummer,
            "opsteller": concepten.sign_opsteller(opsteller),
            "schaal": list(map(str, range(11))),
            "plek": "gezinnen",
        }

    def namen(self) -> dict[str, str]:
        return names_of(self.deel.actoren, self.deel.leden)


@require_http_methods(["GET", "POST"])
@voor_medewerker
def stap(request: HttpRequest, gezin: UUID, stap: str) -> HttpResponse:
    blad = _blad(request, gezin, stap)
    return _verstuur(blad) if request.method == "POST" else _leeg(blad)


def _blad(request: HttpRequest, gezin: UUID, naam: str) -> _Blad:
    nu = klok.nu()
    with binnen(open_dossier(actor=request.user.pk, gezin=gezin)) as deur:
        deel = load_deel(deur, nu.date(), ("notitie",))
        stap = deel.stelsel.stappen.get(naam)
        if stap is None:
            raise Http404
        feit = deel.stelsel.feitsoorten[stap.legt_vast]
        keuzes = load_keuzes(deur, deel.stelsel, stap, deel.leden)
    return _Blad(request, gezin, deel, stap, feit, keuzes)


def _leeg(blad: _Blad) -> HttpResponse:
    """An empty form, or the draft that was kept, with what already stands in the way."""
    ik = blad.request.user.pk
    concept = concepten.load_concept(actor=ik, gezin=blad.gezin, stap=blad.stap.id)
    vandaag = klok.nu().date()
    waarden = parse_waarden(blad.feit, concept, vandaag) if concept else dict(blad.request.GET.items())
    volledig = load_volle_stand(gezin=blad.gezin, actor=ik)
    vooraf = load_oordeel(volledig, blad.stap.id, klok.nu())
    redenen = reasons_for(blad.deel.stelsel, vooraf, Lezer.PROFESSIONAL, blad.namen(), naar_stap(blad.gezin))
    return blad.render(waarden, vooraf=redenen, uit_concept=bool(concept))


def _verstuur(blad: _Blad) -> HttpResponse:
    request, nu = blad.request, klok.nu()
    post = dict(request.POST.lists())
    waarden = parse_waarden(blad.feit, post, nu.date())
    if request.FILES:
        melding = "Een bestand meesturen kan hier niet. Schrijf op wat erin staat."
        return blad.render(waarden, bestand=melding)
    if MEER in post:
        return blad.render(_met_lege_rij(waarden, post[MEER][-1]))
    opdracht = Opdracht(
        gezin=blad.gezin,
        stap=blad.stap.id,
        door=request.user.pk,
        op=nu,
        waarden=waarden,
        sleutel=request.POST.get("_sleutel", ""),
        afwegingen=_afwegingen(post),
        gezien=_nummer(request.POST.get("_gezien", "")),
    )
    try:
        genomen = take_stap(opdracht)
    except StapGeweigerd as geweigerd:
        return _geweigerd(blad, waarden, geweigerd, post)
    except Verouderd as verouderd:
        return blad.render(waarden, verouderd=verouderd.sinds)
    concepten.drop_concept(actor=request.user.pk, gezin=blad.gezin, stap=blad.stap.id)
    return redirect(_hierna(blad, genomen.gebeurtenis.id if genomen else ""))


def _geweigerd(
    blad: _Blad, waarden: Mapping[str, Any], geweigerd: StapGeweigerd, post: Mapping[str, list[str]]
) -> HttpResponse:
    redenen = reasons_for(
        geweigerd.stelsel,
        geweigerd.weigeringen,
        Lezer.PROFESSIONAL,
        blad.namen(),
        naar_stap(blad.gezin),
    )
    fouten = field_errors(geweigerd.weigeringen)
    return blad.render(waarden, weigeringen=redenen, fouten=fouten, afwegingen=_afwegingen(post))


AFWEGING = "_afweging."


def _afwegingen(post: Mapping[str, list[str]]) -> dict[str, str]:
    """Warnings that are reasoned away in writing: waarborg → reason."""
    return {
        naam.removeprefix(AFWEGING): redenen[-1].strip()
        for naam, redenen in post.items()
        if naam.startswith(AFWEGING) and redenen[-1].strip()
    }


def _met_lege_rij(waarden: dict[str, Any], veld: str) -> dict[str, Any]:
    return waarden | {veld: [*waarden.get(veld, []), {}]}


def _nummer(tekst: str) -> int | None:
    return int(tekst) if tekst.isdecimal() else None


def _hierna(blad: _Blad, gebeurtenis: str) -> str:
    """After a note: its sentences. After a part of inquiry or plan: that page. Else the family."""
    if blad.stap.id == "schrijf_notitie" and "label" in blad.request.POST and gebeurtenis:
        return f"{naar_stap(blad.gezin)('leg_uitspraken_vast')}?bij={gebeurtenis}"
    terug = blad.request.GET.get("terug", "")
    bladzijde = terug if terug in EIGEN_BLADZIJDE.values() else "gezin"
    return reverse(bladzijde, kwargs={"gezin": blad.gezin}) + f"?gedaan={blad.stap.id}"


