"""Coming in, staying in, and what becomes of words that were typed while the sign-in ended."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client, override_settings
from tests.integration.superuser import ask
from tests.schermen.hulp import (
    afdruk,
    end_session,
    formulier,
    link_van,
    los,
    naar,
    nieuw_gezin,
    tekst,
    vul,
)

from kring.dossier.actions.concepten import save_concept
from kring.dossier.opsteller import ZOUT as MERK, Opsteller, sign_opsteller
from kring.dossier.queries.concepten import load_concept
from kring.stelsel.beleid.regels import MOTOR
from kring.toegang import klok as tijd
from kring.toegang.aanmelden import ZOUT, make_token
from kring.toegang.actions import set_clock
from kring.toegang.kluis import sleutelbos


LANG = "Zij belde vanochtend en vertelde wat er die nacht was gebeurd."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def later(**duur):
    """The clock goes on; the session was begun before."""
    set_clock(tijd.nu() + timedelta(**duur), echt=datetime.now(UTC))  # noqa: TID251


GEVALLEN = {
    "fatima": ("stap", "schrijf_notitie", "tekst", timedelta(hours=8, minutes=1)),
    "lieke": ("nieuw", "neem_in_beeld", "vraag", timedelta(hours=8, minutes=1)),
    "samira": ("mijn", "dien_klacht_in", "woorden", timedelta(minutes=16)),
    "tomek": ("mijn", "schrijf_eigen_woorden", "woorden", timedelta(minutes=16)),
}


def pad_van(soort, stap, gezin):
    return {"stap": naar(gezin, stap), "nieuw": f"/nieuw/{stap}/", "mijn": f"/mijn/doe/{stap}/"}[
        soort
    ]


@pytest.mark.parametrize("wie", GEVALLEN)
def test_who_typed_too_long_signs_in_again_and_finds_the_text(als, kaart, yildiz, wie):
    soort, stap, veld, stil = GEVALLEN[wie]
    pad = pad_van(soort, stap, yildiz)
    bezoeker = als(wie)
    bezoeker.get("/")
    velden = formulier(bezoeker.get(pad)) | {veld: LANG}
    voor = afdruk(yildiz)
    later(seconds=stil.total_seconds())
    antwoord = bezoeker.post(pad, velden)
    assert antwoord.status_code == 302
    assert "Uw tekst is bewaard." in tekst(bezoeker.get(antwoord.headers["Location"]))
    terug = bezoeker.get(link_van(kaart.actor(wie)))
    assert terug.headers["Location"] == pad
    assert LANG not in str(antwoord.headers) + str(terug.headers)
    pagina = bezoeker.get(terug.headers["Location"])
    assert "eerder schreef" in tekst(pagina)
    assert formulier(pagina)[veld] == [LANG]
    assert afdruk(yildiz) == voor


def test_a_draft_is_nobody_elses(als, yildiz):
    henk = als("henk")
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(henk.get(pad)) | {"tekst": LANG}
    end_session(henk)
    henk.post(pad, velden)
    assert LANG not in tekst(als("meral").get(pad))
    assert LANG in str(formulier(als("henk").get(pad)))
    ((inhoud,),) = ask("SELECT inhoud FROM dossier_concept WHERE stap = 'schrijf_notitie' AND actor_id = %s", henk_van(als))  # fmt: skip
    assert b"belde" not in bytes(inhoud)


def henk_van(als):
    return als("henk").session["_auth_user_id"]


@pytest.mark.parametrize("geheim", [None, "", "vervalst"])
def test_a_form_without_its_own_secret_is_not_taken_in_and_the_text_is_kept(als, yildiz, geheim):
    fatima = als("fatima", enforce_csrf_checks=True)
    pad = naar(yildiz, "geef_cijfer")
    velden = formulier(fatima.get(pad)) | {"cijfer": "5", "waarom": LANG}
    del velden["csrfmiddlewaretoken"]
    if geheim is not None:
        velden["csrfmiddlewaretoken"] = geheim
    voor = afdruk(yildiz)
    antwoord = fatima.post(pad, velden)
    assert antwoord.status_code == 403
    assert "Het formulier stond te lang open" in tekst(antwoord)
    assert f'href="{pad}"' in antwoord.content.decode()
    assert formulier(fatima.get(pad))["waarom"] == [LANG]
    assert afdruk(yildiz) == voor


def test_with_its_secret_a_form_is_taken_in(als, yildiz):
    fatima = als("fatima", enforce_csrf_checks=True)
    pad = naar(yildiz, "geef_cijfer")
    velden = formulier(fatima.get(pad)) | {"cijfer": "5", "waarom": LANG}
    assert fatima.post(pad, velden).status_code == 302


def opsteller(actor, gezin, stap="schrijf_notitie", pad="/vandaag/"):
    """The mark of a form that somebody has open in another browser."""
    elders = SimpleNamespace(session=SimpleNamespace(session_key="van een ander"))
    return sign_opsteller(Opsteller(actor, gezin, stap, pad), elders)


def test_a_forged_or_stolen_mark_keeps_nothing(kaart, niemand, yildiz):
    echt = opsteller(kaart.actor("jan"), yildiz)
    anders = signing.dumps(
        [str(kaart.actor("jan")), str(yildiz), "schrijf_notitie", "/"], salt=ZOUT
    )
    krom = signing.dumps(["geen", "sleutel"], salt=MERK)
    geen_uuid = signing.dumps(["geen", "sleutel", "x", "/"], salt=MERK)
    for merk in ("", "vervalst", echt, echt[:-1], echt + "x", anders, krom, geen_uuid, "\0"):
        antwoord = niemand.post(
            naar(yildiz, "schrijf_notitie"), {"_opsteller": merk, "tekst": LANG}
        )
        assert antwoord.status_code == 302
        assert "bewaard" not in antwoord.headers["Location"]
    assert load_concept(actor=kaart.actor("jan"), gezin=yildiz, stap="schrijf_notitie") is None


def test_a_mark_of_somebody_else_means_nothing_to_who_is_signed_in(als, kaart, yildiz):
    velden = los(tekst="", _opsteller=opsteller(kaart.actor("jan"), yildiz))
    assert als("fatima").post(naar(yildiz, "schrijf_notitie"), velden).status_code == 422
    assert load_concept(actor=kaart.actor("jan"), gezin=yildiz, stap="schrijf_notitie") is None


def test_words_for_a_file_that_was_destroyed_are_not_kept(als, kaart, niemand):
    gezin = nieuw_gezin(als("petra"))
    merk = opsteller(kaart.actor("petra"), gezin)
    sleutelbos().destroy(gezin)
    antwoord = niemand.post(naar(gezin, "schrijf_notitie"), {"_opsteller": merk, "tekst": LANG})
    assert antwoord.status_code == 302
    assert "bewaard" not in antwoord.headers["Location"]
    assert als("petra").get(f"/gezin/{gezin}/").status_code == 404
    klaar = "UPDATE dossier_dossier SET vernietigd_op = laatste_op WHERE gezin_id = %s RETURNING 1"
    assert ask(klaar, gezin) == [(1,)]


def test_a_draft_that_cannot_be_opened_is_an_empty_form(als, kaart, yildiz):
    wie = kaart.actor("lieke")
    vos = kaart.gezin("Vos")
    save_concept(
        actor=wie, gezin=vos, stap="schrijf_notitie", waarden={"tekst": [LANG]}, op=tijd.nu()
    )
    ask("UPDATE dossier_concept SET inhoud = %s WHERE actor_id = %s RETURNING 1", b"x" * 40, wie)
    assert formulier(als("lieke").get(naar(vos, "schrijf_notitie")))["tekst"] == [""]


def test_the_session_lives_as_long_as_somebody_works(als):
    samira = als("samira")
    for _ in range(4):
        later(minutes=10)
        assert samira.get("/mijn/").status_code == 200
    later(minutes=16)
    antwoord = samira.get("/mijn/staat/")
    assert antwoord.headers["Location"] == "/aanmelden/?terug=%2Fmijn%2Fstaat%2F"


def test_the_session_is_not_written_at_every_click(als):
    fatima = als("fatima")
    fatima.get("/vandaag/")
    eerst = fatima.session["laatst"]
    later(seconds=30)
    fatima.get("/vandaag/")
    assert fatima.session["laatst"] == eerst
    later(seconds=61)
    fatima.get("/vandaag/")
    assert fatima.session["laatst"] > eerst


@pytest.mark.parametrize(
    "terug",
    ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example/", "javascript:alert(1)", "kwaad", "\\\\kwaad",
     "/\t/kwaad.example", "http:kwaad.example", ""],
)  # fmt: skip
def test_a_link_never_leads_elsewhere_after_signing_in(kaart, niemand, terug):
    niemand.get("/aanmelden/", {"terug": terug})
    antwoord = niemand.get(link_van(kaart.actor("fatima")))
    assert antwoord.status_code == 302
    doel = urlsplit(antwoord.headers["Location"])
    assert (doel.scheme, doel.netloc) == ("", "")
    assert antwoord.headers["Location"].startswith("/")
    assert not antwoord.headers["Location"].startswith(("//", "/\\"))


def test_signing_in_gives_a_new_session_and_goes_where_one_was_going(kaart, niemand):
    pad = "/gezinnen/?zoek=Vos"
    antwoord = niemand.get(pad)
    vraag = parse_qs(urlsplit(antwoord.headers["Location"]).query)
    assert vraag == {"terug": [pad]}
    niemand.get(antwoord.headers["Location"])
    # Asking costs no session; where one was going stands signed in the browser, until it was used.
    assert "sessionid" not in niemand.cookies
    assert niemand.get(link_van(kaart.actor("fatima"))).headers["Location"] == pad
    eerst = niemand.cookies["sessionid"].value
    assert niemand.get(link_van(kaart.actor("fatima"))).headers["Location"] == "/"
    assert niemand.cookies["sessionid"].value != eerst


@pytest.mark.parametrize("wie", ["fatima", "samira"])
def test_out_is_out_and_the_browser_keeps_nothing(als, wie):
    bezoeker = als(wie)
    thuis = bezoeker.get("/").headers["Location"]
    antwoord = bezoeker.post("/afmelden/")
    assert antwoord.headers["Location"] == "/aanmelden/"
    assert antwoord.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert bezoeker.get(thuis).status_code == 302


def test_snel_weg_leads_to_a_page_that_is_no_ones_business(als):
    samira = als("samira")
    antwoord = samira.get("/weg/")
    assert (antwoord.status_code, antwoord.headers["Location"]) == (
        303,
        "https://www.buienradar.nl/",
    )
    assert antwoord.headers["Clear-Site-Data"]
    assert samira.get("/mijn/").status_code == 302


@pytest.mark.parametrize("token", ["vervalst", "a" * 10_000, "%00", ""])
def test_a_link_that_is_no_good_says_so(niemand, token):
    token = token or make_token(uuid4())
    antwoord = niemand.get(f"/aanmelden/{token}/")
    assert antwoord.status_code == 400
    gelezen = tekst(antwoord)
    assert "Deze link werkt niet of niet meer. Vraag een nieuwe link." in gelezen
    assert "staan de links op het scherm waar Kring is gestart" in gelezen
    assert "via uw organisatie" not in gelezen
    assert niemand.get("/vandaag/").status_code == 302


def test_a_link_is_good_for_thirty_days_and_only_where_links_are_allowed(kaart, monkeypatch):
    link = link_van(kaart.actor("fatima"))
    with override_settings(KRING_AANMELDLINKS=False):
        assert Client().get(link).status_code == 400
        assert "Meld u aan via uw organisatie." in tekst(Client().get("/aanmelden/"))
    nu = datetime.now(UTC).timestamp() + timedelta(days=30, minutes=1).total_seconds()  # noqa: TID251
    monkeypatch.setattr("django.core.signing.time.time", lambda: nu)
    assert Client().get(link).status_code == 400


def test_accounts_of_systems_and_organisations_do_not_sign_in(kaart):
    for wie in ("veilig_thuis", "corv"):
        assert Client().get(link_van(kaart.actor(wie))).status_code == 400


@pytest.mark.parametrize("wie", ["fatima", "samira", None])
def test_no_page_stays_in_a_browser(als, niemand, wie):
    bezoeker = als(wie) if wie else niemand
    for pad in ("/", "/aanmelden/", "/vandaag/", "/mijn/", "/bestaat-niet/"):
        antwoord = bezoeker.get(pad)
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert "geolocation=()" in antwoord.headers["Permissions-Policy"]
        assert "default-src 'none'" in antwoord.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("pad", "methode"), [("/vandaag/", "post"), ("/afmelden/", "get"), ("/mijn/kies/", "get"), ("/nieuw/neem_in_beeld/", "put"), ("/aanmelden/x/", "delete")])  # fmt: skip
def test_what_an_address_does_not_do_is_said(als, pad, methode):
    wie = "samira" if pad.startswith("/mijn") else "fatima"
    antwoord = getattr(als(wie), methode)(pad)
    assert antwoord.status_code == 405
    assert "Ga terug en gebruik de knop op de bladzijde zelf." in tekst(antwoord)
    assert antwoord.headers["Allow"]


@pytest.mark.parametrize("pad", ["/vandaag/", "/nieuw/neem_in_beeld/", "/gezinnen/"])
def test_asking_for_the_headers_alone_is_allowed(als, pad):
    antwoord = als("fatima").head(pad)
    assert (antwoord.status_code, antwoord.content) == (200, b"")


def test_one_who_is_in_two_families_chooses_which(als, kaart):
    samira = als("samira")
    gezin = nieuw_gezin(als("petra"), leden__0__voornaam="Samira")
    _koppel(kaart, gezin)
    try:
        keuze = samira.get("/mijn/")
        assert "Welk wilt u zien?" in tekst(keuze)
        assert "Overzicht 2" in tekst(keuze)
        samira.post("/mijn/kies/", {"gezin": str(gezin)})
        assert "Er zijn nog geen afspraken" in tekst(kies_alles(samira))
        samira.post("/mijn/kies/", {"gezin": str(kaart.gezin("Yildiz"))})
        assert "buurvrouw Els" in tekst(samira.get("/mijn/"))
    finally:
        ask("DELETE FROM gezinnen_deelnemer WHERE gezin_id = %s RETURNING 1", gezin)


def kies_alles(bezoeker):
    bezoeker.post("/mijn/alleen/", {"alleen": "ja"})
    return bezoeker.get("/mijn/")


def _koppel(kaart, gezin):
    from uuid import UUID

    from kring.gezinnen.actions import link_account
    from kring.toegang.deur import binnen, open_dossier

    with binnen(open_dossier(actor=kaart.actor("petra"), gezin=gezin, alias=MOTOR)) as deur:
        link_account(deur, UUID(kaart.persoon(gezin, "Samira")), kaart.actor("samira"))


def test_a_search_that_finds_nothing_says_so(als):
    antwoord = als("fatima").get("/gezinnen/", {"zoek": "\0niets"})
    assert "0 van" in tekst(antwoord)
    assert "Geen gezin gevonden." in tekst(antwoord)


def test_a_note_leads_on_to_its_sentences(als, yildiz):
    fatima = als("fatima")
    antwoord = vul(fatima, naar(yildiz, "schrijf_notitie"), tekst=LANG, voor="dossier", label="ja")
    assert "/stap/leg_uitspraken_vast/?bij=" in antwoord.headers["Location"]
    pagina = fatima.get(antwoord.headers["Location"])
    assert formulier(pagina)["bij"] == [antwoord.headers["Location"].split("=")[1]]
    terug = vul(fatima, f"{naar(yildiz, 'stel_doel')}?terug=plan", doel=LANG, wie=[], meetbaar=LANG)
    assert terug.status_code == 422


def test_a_family_that_was_chosen_once_and_is_gone_counts_for_nothing(als):
    samira = als("samira")
    sessie = samira.session
    sessie["gezin"] = str(uuid4())
    sessie.save()
    assert samira.get("/mijn/").status_code == 200
