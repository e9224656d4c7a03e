"""What becomes of somebody's words when something of ours fails while they are sent."""

import pytest
from django.db import OperationalError, connections
from tests.deurwerk import superuser
from tests.schermen.hulp import afdruk, formulier, naar, tekst

from kring.dossier.actions import concepten
from kring.stelsel.beleid.regels import MOTOR


LANG = "Zij belde vanochtend en vertelde wat er die nacht was gebeurd."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def test_our_own_fault_is_told_without_what_went_wrong(als, monkeypatch, caplog):
    def stuk(*_args, **_kwargs):
        raise RuntimeError(LANG)

    monkeypatch.setattr("kring.werkplek.views.lijsten.load_werklijst", stuk)
    monkeypatch.setattr("kring.api.v1.load_werklijst", stuk)
    antwoord = als("fatima").get("/vandaag/")
    assert antwoord.status_code == 500
    assert "Er is niets half vastgelegd. Probeer het over een paar minuten opnieuw." in tekst(
        antwoord
    )
    assert LANG not in tekst(antwoord)


def boem(*_args, **_velden):
    raise RuntimeError("boem")


def test_text_survives_a_fault_of_ours(als, yildiz, monkeypatch):
    fatima = als("fatima")
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG}
    with monkeypatch.context() as even:
        even.setattr("kring.werkplek.views.stap.send", boem)
        antwoord = fatima.post(pad, velden)
    assert antwoord.status_code == 500
    assert "Uw tekst is bewaard." in tekst(antwoord)
    assert LANG in fatima.get(pad).content.decode()


def test_text_survives_when_even_the_draft_cannot_be_kept(als, yildiz, monkeypatch):
    fatima = als("fatima")
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG}
    monkeypatch.setattr("kring.werkplek.views.stap.send", boem)
    monkeypatch.setattr(concepten, "save_concept", weg)
    antwoord = fatima.post(pad, velden)
    assert antwoord.status_code == 500
    assert "Er is niets half vastgelegd." in tekst(antwoord)
    assert "Uw tekst is bewaard." not in tekst(antwoord)


def weg(*_args, **_velden):
    raise OperationalError("de database is weg")


def test_who_waits_too_long_for_a_colleague_can_send_it_again(als, yildiz):
    fatima = als("fatima")
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG}
    voor = afdruk(yildiz)
    with superuser() as db, db.transaction():
        db.execute("SELECT 1 FROM dossier_dossier WHERE gezin_id = %s FOR UPDATE", [yildiz])
        with connections[MOTOR].cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        antwoord = fatima.post(pad, velden)
    with connections[MOTOR].cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    assert antwoord.status_code == 503
    assert "Probeer het over een minuut opnieuw." in tekst(antwoord)
    assert "Uw tekst is bewaard." in tekst(antwoord)
    assert afdruk(yildiz) == voor
    assert LANG in fatima.get(pad).content.decode()
