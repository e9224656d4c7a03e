"""Questions without a name and break-glass: the same care with what is typed."""

from uuid import uuid4

import pytest
from tests.integration.superuser import ask, count
from tests.schermen.hulp import afdruk, formulier, los, tekst


VRAGEN, NOOD = "/veiligheidsteam/vragen/", "/nood/"
LANG = "Hoe praat ik met een kind dat bang is om naar huis te gaan?"
REDEN = "Er belt een buurman: hij hoort nu gegil en breekgeluid."


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [("", "Schrijf op wat u wilt vragen"), (" \r\n ", "Schrijf op wat u wilt vragen"), ("a" * 100_001, "Kort hem in")],
)  # fmt: skip
def test_a_question_that_cannot_be_taken_in_is_refused_in_words(als, vraag, zin):
    voor = count("dossier_consult")
    antwoord = als("fatima").post(VRAGEN, los(vraag=vraag))
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert vraag.strip() in antwoord.content.decode()
    assert count("dossier_consult") == voor


def test_a_question_is_asked_once_however_often_it_is_sent_and_other_words_are_another(als):
    fatima = als("fatima")
    velden = formulier(fatima.get(VRAGEN)) | {"vraag": f"{LANG} {uuid4()}"}
    voor = count("dossier_consult")
    for _ in range(2):
        assert fatima.post(VRAGEN, velden).status_code == 302
    assert count("dossier_consult") == voor + 1
    assert fatima.post(VRAGEN, velden | {"vraag": f"{LANG} {uuid4()}"}).status_code == 302
    assert count("dossier_consult") == voor + 2


@pytest.mark.parametrize("sleutel", ["", "onzin", "a\0b"])
def test_a_question_without_a_key_of_its_own_is_asked(als, sleutel):
    voor = count("dossier_consult")
    for _ in range(2):
        velden = {"_sleutel": sleutel, "vraag": f"{LANG} {uuid4()}"}
        assert als("fatima").post(VRAGEN, velden).status_code == 302
    assert count("dossier_consult") == voor + 2


def test_markup_in_a_question_is_text(als):
    als("fatima").post(VRAGEN, los(vraag="<script>alert(1)</script>"))
    assert "<script>alert" not in als("meral").get(VRAGEN).content.decode()


@pytest.mark.parametrize(
    ("nummer", "reden", "zin"),
    [
        ("", REDEN, "Vul het nummer van het gezin in"),
        ("K-AAAA-AAAA", REDEN, "Met dit nummer is nu niets te openen."),
        ("a\0b", REDEN, "Met dit nummer is nu niets te openen."),
        ("x" * 100_000, REDEN, "Met dit nummer is nu niets te openen."),
        ("K-AAAA-AAAA", "kort", "Waarom kan het niet wachten: de tekst is te kort"),
        ("K-AAAA-AAAA", f"{REDEN}\0", "Waarom kan het niet wachten: dit is geen tekst"),
        ("K-AAAA-AAAA", "", "Waarom kan het niet wachten: vul dit in"),
    ],
    ids=lambda waarde: waarde[:20].replace("\0", "nul"),
)
def test_break_glass_that_cannot_be_is_refused_in_words_and_opens_nothing(
    als, kaart, nummer, reden, zin
):
    nowak = kaart.gezin("Nowak")
    voor = afdruk(nowak)
    antwoord = als("fatima").post(NOOD, los(nummer=nummer, reden=reden))
    assert antwoord.status_code == 422
    assert "Er is niets geopend. Wat u schreef, staat er nog." in tekst(antwoord)
    assert zin in tekst(antwoord)
    if reden == REDEN:
        assert formulier(antwoord)["reden"] == [REDEN]
    assert afdruk(nowak) == voor


def test_the_glass_is_broken_once_however_often_it_is_sent(als, kaart):
    hoekstra = kaart.gezin("Hoekstra")
    ((nummer,),) = ask("SELECT nummer FROM dossier_dossier WHERE gezin_id = %s", hoekstra)
    fatima = als("fatima")
    velden = formulier(fatima.get(NOOD)) | {"nummer": f" {nummer.lower()} ", "reden": REDEN}
    antwoorden = [fatima.post(NOOD, velden) for _ in range(2)]
    assert {antwoord.status_code for antwoord in antwoorden} == {302}
    assert count("dossier_gebeurtenis", gezin_id=hoekstra, stap="open_nood") == 1
    assert "Sjoerd" in tekst(fatima.get(f"/gezin/{hoekstra}/"))
    assert "Rietkade 90" not in tekst(als("henk").get("/gezinnen/"))


def test_who_looks_at_it_lands_on_the_question_with_the_reason_beside_it(als, kaart):
    kuipers = kaart.gezin("Kuipers")
    ((nummer,),) = ask("SELECT nummer FROM dossier_dossier WHERE gezin_id = %s", kuipers)
    assert als("fatima").post(NOOD, los(nummer=nummer, reden=REDEN)).status_code == 302
    pad = f"/gezin/{kuipers}/stap/beoordeel_nood/"
    assert f'href="{pad}"' in als("petra").get("/gezinnen/").content.decode()
    assert REDEN in tekst(als("petra").get(pad))
