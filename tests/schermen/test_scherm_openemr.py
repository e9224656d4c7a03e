"""The seven classes of OpenEMR on our doors: each a way in which an endpoint once forgot to ask."""

from uuid import uuid4

import pytest
from tests.integration.superuser import ask, count
from tests.schermen.hulp import afdruk, formulier, gebeurtenissen, los, naar, tekst, vul

from kring.toegang.aanmelden import make_token


LANG = "Dit hoort bij een ander gezin en mag daar niet veranderen."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


@pytest.fixture
def vos(kaart):
    return kaart.gezin("Vos")


def een_van(gezin, feit):
    """A fact of this kind in this family."""
    vraag = "SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s AND stap = %s LIMIT 1"
    return ask(vraag, gezin, feit)[0][0]


BIJWERKEN = [
    ("rond_afspraak_af", "maak_afspraak", {"toelichting": LANG}),
    ("stop_bijdrage", "voeg_bijdrage_toe", {"reden": LANG}),
    ("leg_uitspraken_vast", "schrijf_notitie", {}),
    ("beantwoord_klopt_niet", "schrijf_notitie", {"antwoord": LANG}),
    ("vraag_tegenspraak", "trek_conclusie", {"tot": "1-12-2026"}),
]


@pytest.mark.parametrize(("stap", "van", "waarden"), BIJWERKEN)
def test_openemr_update_by_id_alone(als, yildiz, vos, stap, van, waarden):
    """Fatima works in both families; what is of Vos cannot be pointed at from Yildiz."""
    fatima = als("fatima")
    voor = afdruk(yildiz, vos)
    bij = ask(
        "SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s AND stap = %s LIMIT 1", vos, van
    )
    vreemd = bij[0][0] if bij else een_van(vos, "maak_afspraak")
    antwoorden = []
    for sleutel in (str(vreemd), str(uuid4())):
        velden = los(bij=sleutel, over=sleutel, tegenspreker=sleutel, **waarden)
        antwoord = fatima.post(naar(yildiz, stap), velden)
        assert antwoord.status_code == 422
        antwoorden.append(tekst(antwoord).replace(sleutel, ""))
    assert antwoorden[0] == antwoorden[1]
    assert afdruk(yildiz, vos) == voor


def test_openemr_update_by_id_alone_of_a_question_without_a_name(als):
    fatima, meral, lieke = als("fatima"), als("meral"), als("lieke")
    vraag = f"Wat doe ik als een kind niet wil praten? {uuid4()}"
    assert fatima.post("/veiligheidsteam/vragen/", los(vraag=vraag)).status_code == 302
    ((consult,),) = ask("SELECT id FROM dossier_consult ORDER BY gevraagd_op DESC LIMIT 1")
    pad = f"/veiligheidsteam/vragen/{consult}/"
    assert als("ali").post(pad, {"antwoord": LANG}).status_code == 404
    assert meral.post(pad, {"antwoord": "Teken samen."}).status_code == 302
    weer = lieke.post(pad, {"antwoord": LANG})
    assert weer.status_code == 422
    assert "Deze vraag is al beantwoord." in tekst(weer)
    nooit = lieke.post(f"/veiligheidsteam/vragen/{uuid4()}/", {"antwoord": LANG})
    assert nooit.status_code == 422
    assert "Teken samen." in tekst(fatima.get("/veiligheidsteam/vragen/"))


def test_openemr_id_in_body(als, kaart, yildiz, vos):
    """Keys, authors and moments in a form are no part of it: the product makes its own."""
    fatima = als("fatima")
    voor, aantal = afdruk(vos), gebeurtenissen(yildiz)
    vreemd = een_van(vos, "schrijf_notitie")
    verboden = {
        naam: waarde
        for sleutel in (vreemd, uuid4())
        for naam, waarde in {
            "id": sleutel, "pk": sleutel, "uuid": sleutel, "gebeurtenis": sleutel, "gezin": vos, "gezin_id": vos,
            "door": kaart.actor("meral"), "auteur_id": kaart.actor("meral"), "op": "2020-01-01", "volgnummer": 1,
            "stap": "open_nood", "categorie": 99, "voor.0.id": sleutel, "form-0-id": sleutel,
        }.items()
    }  # fmt: skip
    velden = los(tekst=f"Gezien {uuid4()}", voor="dossier") | verboden
    assert fatima.post(naar(yildiz, "schrijf_notitie"), velden).status_code == 302
    assert afdruk(vos) == voor
    assert gebeurtenissen(yildiz) == aantal + 1
    vraag = "SELECT auteur_id, stap, id, extract(year FROM op) FROM dossier_gebeurtenis WHERE gezin_id = %s ORDER BY volgnummer DESC LIMIT 1"
    ((auteur, stap, id_, jaar),) = ask(vraag, yildiz)
    assert (auteur, stap, jaar) == (kaart.actor("fatima"), "schrijf_notitie", 2026)
    assert id_ != vreemd


def test_openemr_every_output_is_a_read(als, kaart, niemand, yildiz, vos):
    """The page to print, the log and the API take no ids but their own, and each is in the log."""
    samira, fatima = als("samira"), als("fatima")
    log = {"gezin_id": yildiz, "actor_id": kaart.actor("samira")}
    voor = count("toegang_logregel", **log)
    for naam in ("gezin", "gezin_id", "id", "persoon", "actor"):
        pagina = samira.get("/mijn/papier/", {naam: str(vos)})
        assert "Overzicht van Samira Yildiz" in tekst(pagina)
        assert "Esmee" not in tekst(pagina)
    assert count("toegang_logregel", **log) == voor + 5
    for pad in ("logboek/", ""):
        assert "Esmee" not in tekst(fatima.get(f"/gezin/{yildiz}/{pad}", {"gezin": str(vos)}))
    kop = {"Authorization": f"Bearer {make_token(kaart.actor('fatima'))}"}
    inhoud = niemand.get(f"/api/v1/gezinnen/{yildiz}", {"gezin": str(vos)}, headers=kop).json()
    assert inhoud["id"] == str(yildiz)


def test_openemr_context_does_not_follow_an_object(als, kaart, yildiz, vos):
    """Two tabs of one person, through each other: each page is of its own family, and is logged as such."""
    fatima = als("fatima")
    eigen = {yildiz: ("Samira", "Yildiz", "Ayşe"), vos: ("Esmee", "Dylan", "Kuiper")}
    log = {"actor_id": kaart.actor("fatima"), "handeling": "dossier_geopend", "toegestaan": True}
    voor = {gezin: count("toegang_logregel", gezin_id=gezin, **log) for gezin in eigen}
    for keer in range(25):
        for gezin, ander in ((yildiz, vos), (vos, yildiz)):
            pad = ("", "onderzoek/", "plan/", "stap/geef_cijfer/", "stap/rond_afspraak_af/")[
                keer % 5
            ]
            gelezen = tekst(fatima.get(f"/gezin/{gezin}/{pad}"))
            assert any(naam in gelezen for naam in eigen[gezin])
            assert not [naam for naam in eigen[ander] if naam in gelezen]
    assert {g: count("toegang_logregel", gezin_id=g, **log) > voor[g] for g in eigen} == {
        yildiz: True,
        vos: True,
    }


def test_openemr_context_a_form_of_one_family_is_not_sent_to_another(als, kaart, yildiz, vos):
    fatima = als("fatima")
    velden = formulier(fatima.get(naar(yildiz, "geef_cijfer"))) | {
        "cijfer": "5", "waarom": LANG, "van": kaart.persoon(yildiz, "Mark"),
    }  # fmt: skip
    voor = afdruk(yildiz, vos)
    antwoord = fatima.post(naar(vos, "geef_cijfer"), velden)
    assert antwoord.status_code == 422
    assert "kies iemand uit dit gezin" in tekst(antwoord)
    assert "Mark" not in tekst(antwoord)
    assert afdruk(yildiz, vos) == voor


@pytest.mark.parametrize("deel", ["adres", "voegen"])
def test_openemr_context_a_person_or_family_in_the_address_is_of_this_family(
    als, kaart, yildiz, vos, deel
):
    esmee = kaart.persoon(vos, "Esmee")
    if deel == "adres":
        for methode in ("get", "post"):
            assert (
                getattr(als("fatima"), methode)(f"/gezin/{yildiz}/adres/{esmee}/").status_code
                == 404
            )
        logregels = count(
            "toegang_logregel", gezin_id=yildiz, handeling="adres_bekeken", toegestaan=True
        )
        assert logregels == 0
    else:
        melding = kaart.gezin("Bergsma")
        assert als("meral").get(f"/gezin/{melding}/melding/voegen/{vos}/").status_code == 404


def test_openemr_every_write_path(als, kaart, niemand, yildiz):
    """What is refused on a page is refused on every other path, with the same answer."""
    ali = als("ali")
    voor = afdruk(yildiz)
    notitie = los(tekst=LANG, voor="dossier")
    assert ali.post(naar(yildiz, "schrijf_notitie"), notitie).status_code == 404
    assert ali.post(f"/gezin/{yildiz}/", notitie).status_code == 405
    assert ali.post("/mijn/doe/schrijf_notitie/", notitie).status_code == 404
    kop = {"Authorization": f"Bearer {make_token(kaart.actor('ali'))}"}
    for methode in ("POST", "PUT", "PATCH", "DELETE"):
        for pad in ("/api/v1/gezinnen", f"/api/v1/gezinnen/{yildiz}"):
            antwoord = niemand.generic(
                methode, pad, b"{}", content_type="application/json", headers=kop
            )
            assert antwoord.status_code == 405
    assert niemand.get(f"/api/v1/gezinnen/{yildiz}", headers=kop).status_code == 404
    assert afdruk(yildiz) == voor


def test_openemr_every_write_path_nood_says_nothing_about_families(als, kaart, yildiz):
    """Break-glass by number: a number that is nobody's and one that cannot be opened look the same."""
    jansen = kaart.gezin("Jansen")
    ((nummer,),) = ask("SELECT nummer FROM dossier_dossier WHERE gezin_id = %s", jansen)
    reden = "Er belt een buurman: hij hoort nu gegil en breekgeluid."
    antwoorden = {
        tekst(als("ali").post("/nood/", los(nummer=nr, reden=reden))).replace(nr, "")
        for nr in (nummer, "K-AAAA-AAAA", "onzin", "' OR 1=1 --")
    }
    assert len(antwoorden) == 1
    assert "Met dit nummer is nu niets te openen." in antwoorden.pop()
    ((open_nummer,),) = ask("SELECT nummer FROM dossier_dossier WHERE gezin_id = %s", yildiz)
    for nr in (open_nummer, "K-AAAA-AAAA"):
        antwoord = als("ellen").post("/nood/", los(nummer=nr, reden=reden))
        assert antwoord.status_code == 422
        assert "bevoegdheid ·" in tekst(antwoord)


def test_openemr_deny_wins(als, kaart):
    """A blok outweighs gezag, an account and every page; what is lifted opens again, from the next question."""
    haddad, rima = kaart.gezin("Haddad"), als("rima")
    persoon = kaart.persoon(haddad, "Rima")
    reden = "Zij las mee over de kinderen en gaf dat door. Dat is nu niet veilig."
    assert rima.get("/mijn/").status_code == 200
    velden = {naam: persoon for naam in ("wie", "van", "gezinslid")}
    assert vul(als("ali"), naar(haddad, "zet_blok"), **velden, reden=reden).status_code == 302
    try:
        for pad in ("", "staat/", "wie/", "rechten/", "papier/", "doe/geef_eigen_cijfer/"):
            assert rima.get(f"/mijn/{pad}").status_code == 404
        cijfer = los(cijfer="5", waarom=LANG)
        voor = afdruk(haddad)
        assert rima.post("/mijn/doe/geef_eigen_cijfer/", cijfer).status_code == 404
        assert afdruk(haddad) == voor
    finally:
        bij = een_van(haddad, "zet_blok")
        op = {"bij": str(bij), "wie": persoon, "van": persoon, "gezinslid": persoon}
        assert vul(als("ali"), naar(haddad, "hef_blok_op"), **op, reden=reden).status_code == 302
    assert rima.get("/mijn/").status_code == 200


def test_openemr_deny_counts_from_the_next_question(als, kaart):
    """A grant that ends while a page is open: the next question finds nothing."""
    from tests.schermen.hulp import in_dienst

    gezin = in_dienst(als, kaart)
    ali = als("ali")
    velden = formulier(ali.get(naar(gezin, "schrijf_notitie"))) | {"tekst": LANG, "voor": "dossier"}
    ask(
        "UPDATE toegang_toegang SET tot = van WHERE gezin_id = %s AND actor_id = %s RETURNING 1",
        gezin,
        kaart.actor("ali"),
    )
    assert ali.post(naar(gezin, "schrijf_notitie"), velden).status_code == 404
    assert ali.get(f"/gezin/{gezin}/").status_code == 404
    assert str(gezin) not in ali.get("/gezinnen/").content.decode()
