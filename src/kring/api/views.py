"""The door through which the Digikoppeling adapter delivers CORV messages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from kring.api.problemen import answer, problem
from kring.dossier.projectie import FunctiehouderOnbekend
from kring.koppelingen.corv.fouten import BerichtGeweigerd
from kring.koppelingen.corv.ontvangst import ontvang
from kring.koppelingen.corv.schemas import SchemasOnbruikbaar
from kring.koppelingen.corv.veilig import STANDAARD_GRENZEN
from kring.toegang import klok
from kring.toegang.doelgroep import voor_adapter


XML = ("application/xml", "text/xml")
HOOGSTENS = STANDAARD_GRENZEN.omvang


@voor_adapter
@csrf_exempt
def corv_ontvang(request: HttpRequest) -> HttpResponse:
    """Take in one message: 201 with its registration number, 200 when it was here already."""
    if weigering := _aan_de_deur(request):
        return weigering
    # One byte more than allowed is enough to know; the length in the header need not be true.
    data = request.read(HOOGSTENS + 1)
    if len(data) > HOOGSTENS:
        return _te_groot()
    return _take_in(data)


def _aan_de_deur(request: HttpRequest) -> HttpResponse | None:
    """Everything that can be said before a byte of the message is read."""
    if not settings.KRING_CORV_GEHEIM:
        return problem(404, "Hier worden geen berichten aangenomen. Stel eerst een geheim in.")
    if request.method != "POST":
        antwoord = problem(405, "Lever een bericht aan met POST.")
        antwoord.headers["Allow"] = "POST"
        return antwoord
    if not _is_adapter(request):
        antwoord = problem(401, "Stuur het geheim van de adapter mee: Authorization: Bearer.")
        antwoord.headers["WWW-Authenticate"] = "Bearer"
        return antwoord
    if request.content_type not in XML:
        return problem(415, "Stuur het bericht als application/xml.")
    return _te_groot() if _lengte(request) > HOOGSTENS else None


def _is_adapter(request: HttpRequest) -> bool:
    soort, _, geheim = request.headers.get("Authorization", "").partition(" ")
    klopt = constant_time_compare(geheim.strip(), settings.KRING_CORV_GEHEIM)
    return klopt and soort.lower() == "bearer"


def _lengte(request: HttpRequest) -> int:
    gegeven = request.headers.get("Content-Length", "")
    return int(gegeven) if gegeven.isdecimal() else 0


def _te_groot() -> HttpResponse:
    return problem(413, f"Het bericht mag {HOOGSTENS} bytes groot zijn. Stuur een kleiner bericht.")


def _take_in(data: bytes) -> HttpResponse:
    try:
        aangenomen = ontvang(data, op=klok.nu())
    except BerichtGeweigerd as geweigerd:
        redenen = [
            {"in": "body", "location": fout.pad, "code": "bericht", "detail": fout.melding}
            for fout in geweigerd.fouten
        ]
        return problem(422, "Het bericht is niet aangenomen. Herstel elke reden.", redenen=redenen)
    except (FunctiehouderOnbekend, SchemasOnbruikbaar) as fout:
        return problem(503, str(fout))
    waarschuwingen = [{"plek": w.pad, "melding": w.melding} for w in aangenomen.waarschuwingen]
    inhoud = {
        "registratienummer": aangenomen.nummer,
        "nieuw": aangenomen.nieuw,
        "waarschuwingen": waarschuwingen,
    }
    return answer(inhoud, status=201 if aangenomen.nieuw else 200)
