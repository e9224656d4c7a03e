"""Joining a report to a known family: nothing by accident, nothing half, nothing lost."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest
from tests.integration.superuser import ask
from tests.schermen.hulp import (
    afdruk,
    end_session,
    formulier,
    gebeurtenissen,
    naar,
    tekst,
    toestand,
    vul,
)

from kring.config.plaatsen import projectmap
from kring.dossier.actions.voegen import voeg_melding
from kring.koppelingen.corv.ontvangst import ontvang
from kring.toegang import klok as tijd


LANG = "De kinderen waren er weer bij en de afspraken hielden het niet."
BERICHT = projectmap() / "proefregio" / "meldingen" / "2026-11-23-yildiz.xml"


@pytest.fixture
def bekend(kaart):
    return kaart.gezin("Yildiz")


@pytest.fixture
def melding():
    """A report about people of gezin Yildiz, with numbers of its own."""
    uniek = uuid4().hex[:8].encode()
    data = BERICHT.read_bytes()
    for nummer in (b"PD-BERICHT-2026-1123-23", b"PD-2026-1123-023"):
        assert nummer in data
        data = data.replace(nummer, nummer[:12] + uniek)
    nummer = ontvang(data, op=tijd.nu()).nummer
    return ask("SELECT gezin_id FROM dossier_dossier WHERE nummer = %s", nummer)[0][0]


@pytest.fixture
def pad(melding, bekend):
    return f"/gezin/{melding}/melding/voegen/{bekend}/"


def oordelen(velden):
    """Every question of the form answered."""
    leden = [naam for naam in velden if naam.endswith(".lid")]
    per_lid = {"acuut": "nee", "structureel": "ja", "krachten": "Zij belde zelf.", "waarom": LANG}
    return {
        f"{lid.removesuffix('.lid')}.{vraag}": antwoord
        for lid in leden
        for vraag, antwoord in per_lid.items()
    }


def ingevuld(meral, pad):
    """The form of joining, as it is sent when all is well."""
    velden = formulier(meral.get(pad))
    return velden | oordelen(velden) | {"reden": LANG}


def test_each_missing_answer_is_named_and_what_was_typed_stays(als, melding, bekend, pad):
    voor = afdruk(melding, bekend)
    antwoord = vul(als("meral"), pad, reden=LANG, oordelen__0__acuut="misschien")
    assert antwoord.status_code == 422
    for zin in ("kies uit: Ja, Nee, Niet duidelijk", "vul dit in"):
        assert zin in tekst(antwoord)
    assert formulier(antwoord)["reden"] == [LANG]
    assert afdruk(melding, bekend) == voor


def test_somebody_of_another_family_is_refused(als, kaart, melding, bekend, pad):
    liv = kaart.persoon(kaart.gezin("Vos"), "Liv")
    voor = afdruk(melding, bekend)
    meral = als("meral")
    velden = ingevuld(meral, pad) | {"oordelen.0.lid": liv}
    antwoord = meral.post(pad, velden)
    assert antwoord.status_code == 422
    assert "kies iemand uit dit gezin" in tekst(antwoord)
    assert "Kuiper" not in tekst(antwoord)
    assert afdruk(melding, bekend) == voor


def test_one_more_row_sends_nothing(als, melding, bekend, pad):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    voor = afdruk(melding, bekend)
    antwoord = meral.post(pad, velden | {"_meer": "oordelen"})
    assert antwoord.status_code == 200
    assert formulier(antwoord)["reden"] == [LANG]
    assert afdruk(melding, bekend) == voor


def test_a_file_is_refused_and_the_text_stays(als, melding, bekend, pad):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    voor = afdruk(melding, bekend)
    antwoord = meral.post(pad, velden | {"bijlage": io.BytesIO(b"%PDF-1.7")})
    assert antwoord.status_code == 422
    assert "Een bestand meesturen kan hier niet." in tekst(antwoord)
    assert formulier(antwoord)["reden"] == [LANG]
    assert afdruk(melding, bekend) == voor


def test_it_is_joined_once_however_often_it_is_sent(als, melding, bekend, pad):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    voor = gebeurtenissen(bekend), gebeurtenissen(melding)
    antwoorden = [meral.post(pad, velden) for _ in range(2)]
    assert antwoorden[0].headers["Location"] == "/veiligheidsteam/?gedaan=voeg_melding"
    assert antwoorden[1].status_code in (302, 404)
    assert (gebeurtenissen(bekend), gebeurtenissen(melding)) == (voor[0] + 1, voor[1] + 1)
    assert toestand(melding) == "KG"
    assert LANG not in tekst(als("samira").get("/mijn/staat/"))


def test_a_report_that_a_colleague_judged_meanwhile_is_refused_with_the_reason(
    als, melding, bekend, pad
):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    jan = vul(
        als("jan"), naar(melding, "schrijf_notitie"), tekst="Ik belde met school.", voor="dossier"
    )
    assert jan.status_code == 302
    voor = afdruk(melding, bekend)
    antwoord = meral.post(pad, velden)
    assert antwoord.status_code == 422
    assert "Terwijl u schreef, legde een collega iets vast: Notitie maken." in tekst(antwoord)
    assert formulier(antwoord)["reden"] == [LANG]
    assert afdruk(melding, bekend) == voor
    assert meral.post(pad, formulier(antwoord)).status_code == 302


def test_a_report_that_is_closed_has_nothing_to_join(als, melding, bekend, pad):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    sluiten = {"waarom": "onjuist_geadresseerd", "reden": "Dit hoort bij een andere regio."}
    assert (
        vul(als("jan"), naar(melding, "neem_melding_niet_in_behandeling"), **sluiten).status_code
        == 302
    )
    voor = afdruk(melding, bekend)
    antwoord = meral.post(pad, velden)
    assert antwoord.status_code in (404, 422)
    assert afdruk(melding, bekend) == voor


def test_who_was_typing_while_the_sign_in_ended_finds_the_text_again(als, melding, pad):
    meral = als("meral")
    velden = ingevuld(meral, pad)
    end_session(meral)
    antwoord = meral.post(pad, velden)
    assert antwoord.status_code == 302
    assert "bewaard=ja" in antwoord.headers["Location"]
    terug = als("meral")
    assert f'href="/gezin/{melding}/melding/"' in terug.get("/vandaag/").content.decode()
    pagina = terug.get(pad)
    assert "Hier staat wat u eerder schreef en nog niet verstuurde." in tekst(pagina)
    assert formulier(pagina)["reden"] == [LANG]
    assert terug.post(pad, formulier(pagina)).status_code == 302
    assert f'href="/gezin/{melding}/melding/"' not in terug.get("/vandaag/").content.decode()


@pytest.fixture
def klaar(als, pad):
    """A form that is filled in, and what is done between its check by the page and the action itself."""
    meral = als("meral")
    velden = formulier(meral.get(pad))
    return meral, velden | oordelen(velden) | {"reden": LANG}


def tussendoor(monkeypatch, doe):
    """Something happens after the page was checked: what two requests at once come down to."""
    monkeypatch.setattr("kring.werkplek.views.melding.voeg_melding", doe)


def test_two_requests_at_the_same_moment_join_once(klaar, melding, bekend, pad, monkeypatch):
    meral, velden = klaar
    voor = gebeurtenissen(bekend), gebeurtenissen(melding)
    tussendoor(monkeypatch, lambda voeging: [voeg_melding(voeging), voeg_melding(voeging)])
    assert meral.post(pad, velden).status_code == 302
    assert (gebeurtenissen(bekend), gebeurtenissen(melding)) == (voor[0] + 1, voor[1] + 1)


def test_a_report_that_a_colleague_closed_at_the_same_moment_is_not_joined(
    als, klaar, melding, bekend, pad, monkeypatch
):
    meral, velden = klaar
    sluiten = {"waarom": "onjuist_geadresseerd", "reden": "Dit hoort bij een andere regio."}
    voor = afdruk(bekend)

    def doe(voeging):
        jan = vul(als("jan"), naar(melding, "neem_melding_niet_in_behandeling"), **sluiten)
        assert jan.status_code == 302
        voeg_melding(voeging)

    tussendoor(monkeypatch, doe)
    assert meral.post(pad, velden).status_code == 404
    assert afdruk(bekend) == voor


def test_an_account_that_may_not_join_is_refused_with_the_reason(
    kaart, klaar, bekend, pad, monkeypatch
):
    meral, velden = klaar
    voor = afdruk(bekend)
    ask(
        "UPDATE toegang_mandaat SET tot = '2026-11-23' WHERE actor_id = %s RETURNING 1",
        kaart.actor("meral"),
    )
    try:
        antwoord = meral.post(pad, velden)
    finally:
        ask(
            "UPDATE toegang_mandaat SET tot = NULL WHERE actor_id = %s RETURNING 1",
            kaart.actor("meral"),
        )
    assert antwoord.status_code == 422
    assert "mandaat ·" in tekst(antwoord)
    assert formulier(antwoord)["reden"] == [LANG]
    assert afdruk(bekend) == voor


def test_who_has_no_account_any_more_joins_nothing(klaar, melding, bekend, pad, monkeypatch):
    meral, velden = klaar
    voor = afdruk(melding, bekend)
    tussendoor(monkeypatch, lambda voeging: voeg_melding(replace(voeging, door=uuid4())))
    assert meral.post(pad, velden).status_code == 404
    assert afdruk(melding, bekend) == voor


def test_only_families_that_are_certainly_the_same_can_be_chosen(als, kaart, melding):
    meral = als("meral")
    antwoorden = {
        str(gezin): meral.get(f"/gezin/{melding}/melding/voegen/{gezin}/")
        for gezin in (kaart.gezin("Vos"), kaart.gezin("Jansen"), uuid4(), melding)
    }
    assert {antwoord.status_code for antwoord in antwoorden.values()} == {404}
    assert len({antwoord.content for antwoord in antwoorden.values()}) == 1
