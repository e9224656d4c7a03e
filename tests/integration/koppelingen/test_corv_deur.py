"""POST /koppelvlak/corv/: closed without a secret, and an answer in words whatever is delivered."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from tests.integration.koppelingen.berichten import make_bericht
from tests.integration.superuser import count
from tests.verhaal import ensure_veilig_thuis

from kring.api import views
from kring.toegang.doelgroep import ADAPTER, doelgroep_van


PAD = "/koppelvlak/corv/"
GEHEIM = "een-geheim-voor-de-proef"
BEARER = {"HTTP_AUTHORIZATION": f"Bearer {GEHEIM}"}


@pytest.fixture(autouse=True)
def deur():
    ensure_veilig_thuis()
    with override_settings(ROOT_URLCONF="kring.api.urls", KRING_CORV_GEHEIM=GEHEIM):
        yield


@pytest.fixture
def deliver():
    def post(data, soort="application/xml", **kop):
        return Client(enforce_csrf_checks=True).post(
            PAD, data, content_type=soort, **(BEARER | kop)
        )

    return post


def test_a_message_gets_its_number_once(deliver):
    data = make_bericht()
    eerst, weer = deliver(data), deliver(data)
    assert (eerst.status_code, weer.status_code) == (201, 200)
    assert eerst.json()["registratienummer"] == weer.json()["registratienummer"]
    assert (eerst.json()["nieuw"], weer.json()["nieuw"]) == (True, False)
    assert eerst.headers["API-Version"]


def test_every_reason_comes_back(deliver):
    antwoord = deliver(make_bericht().replace(b"<JZ:datumMelding>20260314</JZ:datumMelding>", b""))
    assert antwoord.status_code == 422
    assert antwoord.headers["Content-Type"] == "application/problem+json"
    inhoud = antwoord.json()
    assert inhoud["status"] == 422
    assert "JZ:datumMelding" in str(inhoud["errors"])


def test_the_same_number_for_another_message(deliver):
    data = make_bericht()
    deliver(data)
    antwoord = deliver(data.replace(b"Iris", b"Irma"))
    assert antwoord.status_code == 422
    assert "nieuw referentienummer" in antwoord.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("data", "soort", "status"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", 415),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "application/xml", 422),
        (b"%PDF-1.7", "application/pdf", 415),
        (b"%PDF-1.7", "text/xml; charset=utf-8", 422),
        (bytes(range(256)), "application/xml", 422),
        (b"", "application/xml", 415),
        (b"<a>" + b"x" * 10_000_000 + b"</a>", "application/xml", 413),
        (b"x", "multipart/form-data; boundary=x", 415),
    ],
)
def test_what_is_no_message_is_refused_in_words(deliver, data, soort, status):
    voor = count("dossier_dossier")
    antwoord = deliver(data, soort)
    assert antwoord.status_code == status
    assert antwoord.json()["detail"]
    assert count("dossier_dossier") == voor


def test_a_length_that_lies_is_found_out(deliver):
    antwoord = deliver(b"<a>" + b"x" * 10_000_000 + b"</a>", CONTENT_LENGTH="5000001")
    assert antwoord.status_code == 413


@pytest.mark.parametrize(
    "kop", ["", "Bearer", "Bearer ", "Bearer fout", f"Basic {GEHEIM}", GEHEIM, "Bearer \xe9"]
)
def test_without_the_secret_nothing_is_taken(deliver, kop):
    antwoord = deliver(make_bericht(), HTTP_AUTHORIZATION=kop)
    assert antwoord.status_code == 401
    assert antwoord.headers["WWW-Authenticate"] == "Bearer"


@override_settings(KRING_CORV_GEHEIM="")
def test_closed_without_a_secret_of_our_own(deliver):
    assert deliver(make_bericht(), HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_only_post():
    antwoord = Client().get(PAD, **BEARER)
    assert (antwoord.status_code, antwoord.headers["Allow"]) == (405, "POST")


def test_it_names_its_audience():
    assert doelgroep_van(views.corv_ontvang) == ADAPTER
    assert reverse("corv_ontvang") == PAD
