"""A sealed address: asked for on purpose, in the log before it is shown, and never in a list."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kring.dossier.actions import lees_adres
from kring.dossier.queries import adres_in_woorden, load_deel
from kring.toegang import klok
from kring.toegang.deur import GeenToegang, binnen, open_dossier
from kring.toegang.doelgroep import actor_van, voor_medewerker


@require_http_methods(["GET", "HEAD", "POST"])
@voor_medewerker
def adres(request: HttpRequest, gezin: UUID, persoon: UUID) -> HttpResponse:
    ik = actor_van(request)
    with binnen(open_dossier(actor=ik, gezin=gezin)) as deur:
        deel = load_deel(deur, klok.nu().date(), ())
    lid = deel.leden.get(str(persoon))
    if lid is None:
        raise GeenToegang
    kader = {"deel": deel, "lid": lid, "plek": "gezinnen"}
    if request.method == "POST":
        gelezen = lees_adres(actor=ik, gezin=gezin, persoon=persoon)
        kader["adressen"] = [adres_in_woorden(delen) for delen in gelezen]
    return render(request, "werkplek/adres.html", kader)
