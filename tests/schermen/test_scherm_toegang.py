"""Every route × every kind of person: who gets in stands here by hand, and absent is forbidden.

A route without a row fails, and so does a row without a route.
"""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from tests.integration.superuser import count
from tests.schermen.hulp import afdruk, los, naar, tekst, vul
from tests.schermen.routes import pad_bij, patronen

from kring.dossier.opslag import stelsel_van
from kring.toegang.aanmelden import make_token
from kring.toegang.doelgroep import doelgroep_van


# Who asks about gezin Yildiz: nobody; its vast gezicht; a colleague without a grant; Veilig Thuis, who looks
# along from the RVT; the team leader; the inspector; the mother; her daughter of 13; the mother of another
# family; an ex-partner of another family who is blocked there; a system that shows no good secret.
WIE = ("niemand", "fatima", "ali", "meral", "joost", "ellen", "samira", "noor", "kim", "marcio", "adapter")  # fmt: skip
# 302: sign in first (or: done). 404: there is no such page, for you. 405: this page takes no answers.
TAFEL = """
GET                                        302 302 302 302 302 302 302 302 302 302 302
POST                                       405 405 405 405 405 405 405 405 405 405 405
GET  aanmelden/                            200 200 200 200 200 200 200 200 200 200 200
POST aanmelden/                            405 405 405 405 405 405 405 405 405 405 405
GET  aanmelden/<str:token>/                400 400 400 400 400 400 400 400 400 400 400
POST aanmelden/<str:token>/                405 405 405 405 405 405 405 405 405 405 405
GET  afmelden/                             405 405 405 405 405 405 405 405 405 405 405
POST afmelden/                             302 302 302 302 302 302 302 302 302 302 302
GET  weg/                                  303 303 303 303 303 303 303 303 303 303 303
POST weg/                                  303 303 303 303 303 303 303 303 303 303 303
GET  mijn/                                 302 404 404 404 404 404 200 200 200 404 302
POST mijn/                                 302 404 404 404 404 404 405 405 405 405 302
GET  mijn/alleen/                          302 404 404 404 404 404 200 200 200 200 302
POST mijn/alleen/                          302 404 404 404 404 404 302 302 302 302 302
GET  mijn/kies/                            302 404 404 404 404 404 405 405 405 405 302
POST mijn/kies/                            302 404 404 404 404 404 302 302 302 302 302
GET  mijn/staat/                           302 404 404 404 404 404 200 200 200 404 302
POST mijn/staat/                           302 404 404 404 404 404 405 405 405 405 302
GET  mijn/wie/                             302 404 404 404 404 404 200 200 200 404 302
POST mijn/wie/                             302 404 404 404 404 404 405 405 405 405 302
GET  mijn/rechten/                         302 404 404 404 404 404 200 200 200 404 302
POST mijn/rechten/                         302 404 404 404 404 404 405 405 405 405 302
GET  mijn/papier/                          302 404 404 404 404 404 200 200 200 404 302
POST mijn/papier/                          302 404 404 404 404 404 405 405 405 405 302
GET  mijn/doe/<slug:stap>/                 302 404 404 404 404 404 200 200 200 404 302
POST mijn/doe/<slug:stap>/                 302 404 404 404 404 404 422 422 422 404 302
GET  koppelvlak/corv/                      405 405 405 405 405 405 405 405 405 405 405
POST koppelvlak/corv/                      401 401 401 401 401 401 401 401 401 401 401
GET  api/v1/openapi.json                   200 200 200 200 200 200 200 200 200 200 200
POST api/v1/openapi.json                   405 405 405 405 405 405 405 405 405 405 405
GET  api/v1/gezinnen                       401 401 401 401 401 401 401 401 401 401 401
POST api/v1/gezinnen                       405 405 405 405 405 405 405 405 405 405 405
GET  api/v1/gezinnen/<uuidstr:gezin>       401 401 401 401 401 401 401 401 401 401 401
POST api/v1/gezinnen/<uuidstr:gezin>       405 405 405 405 405 405 405 405 405 405 405
GET  api/v1/                               404 404 404 404 404 404 404 404 404 404 404
POST api/v1/                               405 405 405 405 405 405 405 405 405 405 405
GET  vandaag/                              302 200 200 200 200 200 404 404 404 404 302
POST vandaag/                              302 405 405 405 405 405 404 404 404 404 302
GET  gezinnen/                             302 200 200 200 200 200 404 404 404 404 302
POST gezinnen/                             302 405 405 405 405 405 404 404 404 404 302
GET  veiligheidsteam/                      302 200 200 200 200 200 404 404 404 404 302
POST veiligheidsteam/                      302 405 405 405 405 405 404 404 404 404 302
GET  veiligheidsteam/vragen/               302 200 200 200 200 200 404 404 404 404 302
POST veiligheidsteam/vragen/               302 422 422 422 422 422 404 404 404 404 302
GET  veiligheidsteam/vragen/<uuid:consult>/ 302 405 405 405 405 405 404 404 404 404 302
POST veiligheidsteam/vragen/<uuid:consult>/ 302 422 422 422 422 422 404 404 404 404 302
GET  nood/                                 302 200 200 200 200 200 404 404 404 404 302
POST nood/                                 302 422 422 422 422 422 404 404 404 404 302
GET  nieuw/<slug:stap>/                    302 200 200 200 200 200 404 404 404 404 302
POST nieuw/<slug:stap>/                    302 422 422 422 422 422 404 404 404 404 302
GET  gezin/<uuid:gezin>/                   302 200 404 200 200 200 404 404 404 404 302
POST gezin/<uuid:gezin>/                   302 405 405 405 405 405 404 404 404 404 302
GET  gezin/<uuid:gezin>/adres/<uuid:persoon>/ 302 200 404 200 200 404 404 404 404 404 302
POST gezin/<uuid:gezin>/adres/<uuid:persoon>/ 302 404 404 404 404 404 404 404 404 404 302
GET  gezin/<uuid:gezin>/onderzoek/         302 200 404 200 200 200 404 404 404 404 302
POST gezin/<uuid:gezin>/onderzoek/         302 405 405 405 405 405 404 404 404 404 302
GET  gezin/<uuid:gezin>/plan/              302 200 404 200 200 200 404 404 404 404 302
POST gezin/<uuid:gezin>/plan/              302 405 405 405 405 405 404 404 404 404 302
GET  gezin/<uuid:gezin>/logboek/           302 200 404 200 200 200 404 404 404 404 302
POST gezin/<uuid:gezin>/logboek/           302 405 405 405 405 405 404 404 404 404 302
GET  gezin/<uuid:gezin>/melding/           302 404 404 404 404 404 404 404 404 404 302
POST gezin/<uuid:gezin>/melding/           302 405 405 405 405 405 404 404 404 404 302
GET  gezin/<uuid:gezin>/melding/voegen/<uuid:bekend>/ 302 404 404 404 404 404 404 404 404 404 302
POST gezin/<uuid:gezin>/melding/voegen/<uuid:bekend>/ 302 404 404 404 404 404 404 404 404 404 302
GET  gezin/<uuid:gezin>/stap/<slug:stap>/  302 200 404 200 200 200 404 404 404 404 302
POST gezin/<uuid:gezin>/stap/<slug:stap>/  302 422 404 422 422 422 404 404 404 404 302
"""
# The doors for systems, asked with a signed token instead of a session.
TOKENS = """
GET  api/v1/gezinnen                       401 200 200 200 200 200 401 401 401 401 401
GET  api/v1/gezinnen/<uuidstr:gezin>       401 200 404 200 200 200 401 401 401 401 401
"""


def lees(tafel):
    """The cells: method, route, who, status."""
    for regel in tafel.strip().splitlines():
        methode, patroon, cijfers = re.fullmatch(
            r"(GET|POST) +(\S*?) *((?: ?\d{3}){11})", regel
        ).groups()
        for wie, status in zip(WIE, cijfers.split(), strict=True):
            yield methode, patroon, wie, int(status)


CELLEN = list(lees(TAFEL))


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


@pytest.fixture(autouse=True)
def deur_open():
    with override_settings(KRING_CORV_GEHEIM="een-geheim-voor-de-proef"):
        yield


@pytest.fixture(scope="module")
def geblokt(kaart):
    """Marcio sees nothing any more: the vervanger of his family decided so."""
    from tests.schermen.hulp import link_van

    henk = Client()
    henk.get(link_van(kaart.actor("henk")))
    kuipers = kaart.gezin("Kuipers")
    velden = {
        "wie": (marcio := kaart.persoon(kuipers, "Marcio")),
        "van": marcio,
        "gezinslid": marcio,
    }
    reden = "Hij zocht in het overzicht waar de ander is. Dat is nu niet veilig."
    antwoord = vul(henk, naar(kuipers, "zet_blok"), **velden, reden=reden)
    assert antwoord.status_code == 302


@pytest.fixture
def vraag(als, kaart, niemand, yildiz, geblokt):
    """Ask a route as somebody: vraag("GET", "mijn/", "samira")."""
    noor = kaart.persoon(yildiz, "Noor")

    def vragen(methode, patroon, wie, **over):
        bezoeker = niemand if wie in ("niemand", "adapter") else als(wie)
        kop = {"headers": {"Authorization": "Bearer onzin"}} if wie == "adapter" else {}
        pad = pad_bij(patroon, **{"gezin": yildiz, "persoon": noor} | over)
        return getattr(bezoeker, methode.lower())(pad, **kop)

    return vragen


def test_openemr_table_is_complete():
    assert {(methode, patroon) for methode, patroon, _, _ in CELLEN} == {
        (methode, patroon) for patroon in patronen() for methode in ("GET", "POST")
    }


@pytest.mark.parametrize("wie", WIE)
def test_openemr_guards(vraag, yildiz, wie):
    voor = afdruk(yildiz)
    anders = {
        f"{methode} {patroon}": (status, gekregen)
        for methode, patroon, eigen, status in CELLEN
        if eigen == wie and (gekregen := vraag(methode, patroon, wie).status_code) != status
    }
    assert anders == {}
    assert afdruk(yildiz) == voor


@pytest.mark.parametrize(("methode", "patroon", "wie", "status"), list(lees(TOKENS)))
def test_openemr_guards_of_the_doors_for_systems(
    kaart, niemand, yildiz, methode, patroon, wie, status
):
    token = "onzin" if wie in ("niemand", "adapter") else make_token(kaart.actor(wie))
    pad = pad_bij(patroon, gezin=yildiz, persoon=uuid4())
    antwoord = niemand.generic(methode, pad, headers={"Authorization": f"Bearer {token}"})
    assert antwoord.status_code == status


def test_openemr_a_negated_guard_is_noticed(vraag, monkeypatch):
    soort = {"medewerker": "gezinslid", "gezinslid": "medewerker"}
    monkeypatch.setattr("kring.config.middleware.SOORT", soort)
    omgekeerd = [
        (methode, patroon)
        for methode, patroon, wie, status in CELLEN
        if wie == "samira" and vraag(methode, patroon, wie).status_code != status
    ]
    assert len(omgekeerd) > 20


def _zonder_merk(request):
    return HttpResponse("open")


urlpatterns = [
    path("zonder-merk/", _zonder_merk, name="zonder_merk"),
    path("", include("kring.config.urls")),
]
handler404 = "kring.config.fouten.niet_gevonden"


def test_openemr_a_page_that_names_no_audience_opens_for_nobody(als, niemand):
    assert doelgroep_van(_zonder_merk) == ""
    with override_settings(ROOT_URLCONF=__name__):
        assert "zonder-merk/" in list(patronen())
        assert niemand.get("/zonder-merk/").status_code == 302
        for wie in ("fatima", "ellen", "samira"):
            assert als(wie).get("/zonder-merk/").status_code == 404


def schoon(antwoord, *weg):
    """An answer without what differs each time: its ids and its secrets."""
    inhoud = antwoord.content.decode()
    for deel in map(str, weg):
        inhoud = inhoud.replace(deel, "")
    inhoud = re.sub(r'name="(csrfmiddlewaretoken|_sleutel|_opsteller)" value="[^"]*"', "", inhoud)
    koppen = {
        k: v
        for k, v in antwoord.headers.items()
        if k not in ("Content-Length", "Content-Security-Policy")
    }
    for deel in map(str, weg):
        koppen = {k: v.replace(deel, "") for k, v in koppen.items()}
    return antwoord.status_code, koppen, inhoud


MET_SLEUTEL = sorted({patroon for _, patroon, _, _ in CELLEN if "uuid" in patroon})
# Who has nothing to do with gezin Van Leeuwen, of which only Veilig Thuis knows.
BUITEN = ("fatima", "ali", "joost", "ellen", "wim", "samira", "noor", "niemand")


@pytest.mark.parametrize("wie", BUITEN)
@pytest.mark.parametrize("methode", ["GET", "POST", "PUT", "HEAD"])
def test_a_family_of_others_is_no_other_than_one_that_never_was(als, kaart, niemand, wie, methode):
    vreemd, nooit = kaart.gezin("Van Leeuwen"), uuid4()
    thijs, niets = kaart.persoon(vreemd, "Thijs"), uuid4()
    bekend = kaart.gezin("Yildiz")
    bezoeker = niemand if wie == "niemand" else als(wie)
    kop = {"headers": {"Authorization": f"Bearer {make_token(kaart.actor(wie))}"}} if wie != "niemand" else {}  # fmt: skip
    voor = afdruk(vreemd)
    for patroon in MET_SLEUTEL:
        antwoorden = [
            schoon(
                bezoeker.generic(methode, pad_bij(patroon, gezin=gezin, persoon=lid, bekend=bekend, consult=gezin), **kop),
                gezin, lid,
            )
            for gezin, lid in ((vreemd, thijs), (nooit, niets))
        ]  # fmt: skip
        assert antwoorden[0] == antwoorden[1], patroon
        assert antwoorden[0][0] in (302, 401, 404, 405, 422), patroon
    assert afdruk(vreemd) == voor


def test_each_refusal_stands_in_the_log(als, kaart, niemand):
    vreemd, ali = kaart.gezin("Van Leeuwen"), kaart.actor("ali")
    geweigerd = {"gezin_id": vreemd, "actor_id": ali, "toegestaan": False}
    voor = count("toegang_logregel", **geweigerd)
    for patroon in ("", "onderzoek/", "plan/", "logboek/", "melding/", "stap/schrijf_notitie/"):
        assert als("ali").get(f"/gezin/{vreemd}/{patroon}").status_code == 404
    kop = {"Authorization": f"Bearer {make_token(ali)}"}
    assert niemand.get(f"/api/v1/gezinnen/{vreemd}", headers=kop).status_code == 404
    assert count("toegang_logregel", **geweigerd) == voor + 7


STAPPEN = sorted(stelsel_van("rvt").stappen)


@pytest.mark.parametrize(
    ("wie", "statussen"), [("ali", {404}), ("wim", {404}), ("ellen", {404, 422})]
)
def test_no_stap_is_taken_by_who_may_not(als, yildiz, wie, statussen):
    bezoeker = als(wie)
    voor = afdruk(yildiz)
    for stap in STAPPEN:
        antwoord = bezoeker.post(naar(yildiz, stap), los(tekst="x", reden="x" * 30, woorden="x"))
        assert antwoord.status_code in statussen, stap
    assert afdruk(yildiz) == voor


def test_a_family_member_has_a_page_for_steps_of_the_family_and_for_no_other(als):
    stelsel = stelsel_van("rvt")
    van_gezin = {
        s.id
        for s in stelsel.stappen.values()
        if "gezin" in stelsel.bevoegdheden[s.bevoegdheid].partijen
    }
    samira = als("samira")
    met_bladzijde = {s for s in STAPPEN if samira.get(f"/mijn/doe/{s}/").status_code == 200}
    assert met_bladzijde == van_gezin
    assert len(met_bladzijde) > 10


def test_only_who_stands_on_the_list_reads_a_sealed_address(als, kaart):
    vos = kaart.gezin("Vos")
    pad = f"/gezin/{vos}/adres/{kaart.persoon(vos, 'Esmee')}/"
    gelezen = {wie: als(wie).post(pad).status_code for wie in ("fatima", "henk", "lieke", "joost", "meral", "ria", "ali", "ellen", "dylan")}  # fmt: skip
    mag = {wie for wie, status in gelezen.items() if status == 200}
    assert {"fatima", "henk"} <= mag
    assert not mag & {"joost", "meral", "ria", "ali", "ellen", "dylan"}
    assert "Kruisbesweg" in tekst(als("fatima").post(pad))
    assert "Kruisbesweg" not in tekst(als("fatima").get(pad))
