"""What was typed when the sign-in ended: on the first page, in the form again, gone once it was sent."""

import re

import pytest
from tests.integration.superuser import ask
from tests.schermen.hulp import end_session, formulier, naar, tekst


LANG = "Wat ik op de stoep nog opschreef en niet kwijt wil."
ANTWOORD = "Vraag het op school, en bel hem samen met zijn zus."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def test_a_draft_is_gone_once_it_was_sent(als, yildiz):
    fatima = als("fatima")
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG, "voor": "dossier"}
    end_session(fatima)
    fatima.post(pad, velden)
    fatima = als("fatima")
    assert pad in fatima.get("/vandaag/").content.decode()
    assert "nog niet verstuurd" in tekst(fatima.get(f"/gezin/{yildiz}/"))
    assert fatima.post(pad, formulier(fatima.get(pad)) | {"voor": "dossier"}).status_code == 302
    assert "eerder schreef" not in tekst(fatima.get(pad))
    rest = "U begon hier aan iets dat nog niet verstuurd is: "
    assert "Notitie maken" not in tekst(fatima.get(f"/gezin/{yildiz}/")).partition(rest)[2][:60]


def test_a_draft_of_a_new_family_stands_on_the_first_page(als, kaart):
    joost = als("joost")
    pad = "/nieuw/neem_in_beeld/"
    velden = formulier(joost.get(pad)) | {"vraag": LANG, "leden.0.voornaam": "Iris", "leden.0.rol": "ouder", "deur": "gezin"}  # fmt: skip
    end_session(joost)
    assert "bewaard=ja" in joost.post(pad, velden).headers["Location"]
    joost = als("joost")
    vandaag = joost.get("/vandaag/")
    assert "Nieuw gezin, 24 november 2026" in tekst(vandaag)
    pagina = joost.get(pad)
    assert formulier(pagina)["leden.0.voornaam"] == ["Iris"]
    assert joost.post(pad, formulier(pagina)).status_code == 302
    assert "Nieuw gezin" not in tekst(joost.get("/vandaag/"))
    assert LANG not in tekst(als("ali").get(pad))


LOS = {
    "/veiligheidsteam/vragen/": ({"vraag": LANG}, "Vraag zonder naam"),
    "/nood/": ({"nummer": "K-3FAA-5TJW", "reden": LANG}, "Gezin openen omdat het niet kan wachten"),
}


@pytest.mark.parametrize("pad", LOS)
def test_a_form_about_no_family_keeps_what_was_typed(als, pad):
    getypt, naam = LOS[pad]
    fatima = als("fatima")
    velden = formulier(fatima.get(pad)) | getypt
    end_session(fatima)
    assert "bewaard=ja" in fatima.post(pad, velden).headers["Location"]
    fatima = als("fatima")
    assert f"{naam}, 24 november 2026" in tekst(fatima.get("/vandaag/"))
    terug = formulier(fatima.get(pad))
    assert {veld: terug[veld] for veld in getypt} == {v: [w] for v, w in getypt.items()}
    assert LANG not in tekst(als("meral").get(pad))


# Everybody of the safety team reads an answer: no other test looks for these words.
ANTWOORD = "Ga langs op een moment dat hij thuis is, en zeg vooraf dat u komt."


def test_an_answer_to_a_question_without_a_name_is_kept_until_it_was_given(als):
    pad = "/veiligheidsteam/vragen/"
    als("fatima").post(pad, {"vraag": "Wat kan ik doen als een vader niet meer opneemt?"})
    ((consult,),) = ask("SELECT id FROM dossier_consult ORDER BY gevraagd_op DESC, id LIMIT 1")
    gerard = als("gerard")
    velden = formulier(gerard.get(pad)) | {
        "antwoord": ANTWOORD,
        "_opsteller": merk(gerard, pad, consult),
    }
    end_session(gerard)
    assert "bewaard=ja" in gerard.post(f"{pad}{consult}/", velden).headers["Location"]
    gerard = als("gerard")
    assert "Antwoord op een vraag zonder naam, " in tekst(gerard.get("/vandaag/"))
    assert ANTWOORD in tekst(gerard.get(pad))
    assert gerard.post(f"{pad}{consult}/", {"antwoord": ANTWOORD}).status_code == 302
    assert "Antwoord op een vraag zonder naam" not in tekst(gerard.get("/vandaag/"))


def merk(bezoeker, pad, consult):
    """The mark in the form with which this question is answered."""
    deel = bezoeker.get(pad).content.decode().partition(f"{pad}{consult}/")[2]
    return re.search(r'name="_opsteller" value="([^"]+)"', deel)[1]
