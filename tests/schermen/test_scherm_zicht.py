"""What a reader may not see is no number on a list, no empty card, and no button."""

from uuid import uuid4

import pytest
from tests.schermen.hulp import afdruk, formulier, naar, tekst


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def regel_van(bezoeker, naam):
    """The line of this family on the list, without its mark-up."""
    deel = tekst(bezoeker.get("/gezinnen/")).partition(naam)[2]
    return deel.split(" K-")[0]


@pytest.mark.parametrize(("wie", "ziet"), [("fatima", True), ("henk", True), ("joost", False)])
def test_a_number_on_a_list_is_for_who_may_see_how_safe_it_is(als, wie, ziet):
    regel = regel_van(als(wie), "Gezin Yildiz")
    assert ("Cijfer " in regel) is ziet
    assert ("Het veiligheidscijfer daalde" in regel) is ziet


def test_supervision_and_a_bare_question_show_no_number_at_all(als):
    for wie in ("ellen", "roos"):
        assert "ijfer" not in tekst(als(wie).get("/gezinnen/"))


def test_one_reason_does_not_hide_another(als):
    regel = regel_van(als("fatima"), "Gezin Yildiz")
    assert "te laat." in regel
    assert "Woorden van een kind gelezen" in regel


def test_what_is_not_opened_is_said_to_be_so_and_not_to_be_empty(als, kaart, yildiz):
    pagina = tekst(als("joost").get(f"/gezin/{yildiz}/"))
    assert "Er is nog geen cijfer" not in pagina
    assert pagina.count("Niet zichtbaar voor u.") >= 4


def test_who_got_only_the_question_reads_it_and_writes_nothing(als, kaart):
    gezin, roos = kaart.gezin("Van Dijk"), als("roos")
    pagina = tekst(roos.get(f"/gezin/{gezin}/"))
    assert "Vraag aan het veiligheidsteam" in pagina
    assert "Notitie maken" not in pagina
    voor = afdruk(gezin)
    for stap, velden in (
        ("schrijf_notitie", {"tekst": "Ik hoorde er iets over.", "voor": "dossier"}),
        ("laat_toezicht_toe", {"toezichthouder": kaart.actor("ellen"), "tot": "2026-12-10", "reden": "Om na te gaan hoe het ging."}),
    ):  # fmt: skip
        pad = naar(gezin, stap)
        antwoord = roos.post(pad, formulier(roos.get(pad)) | velden)
        assert antwoord.status_code == 422
    assert {naam: rijen for naam, rijen in afdruk(gezin).items() if "weigering" not in naam} == {
        naam: rijen for naam, rijen in voor.items() if "weigering" not in naam
    }


def test_supervision_is_given_to_an_inspector_only(als, kaart, yildiz):
    fatima, pad = als("fatima"), naar(yildiz, "laat_toezicht_toe")
    pagina = fatima.get(pad)
    assert f'value="{kaart.actor("ellen")}"' in pagina.content.decode()
    assert f'value="{kaart.actor("henk")}"' not in pagina.content.decode()
    velden = formulier(pagina) | {"tot": "2026-12-10", "reden": "Om na te gaan hoe het ging."}
    for wie in ("henk", "fatima"):
        antwoord = fatima.post(pad, velden | {"toezichthouder": str(kaart.actor(wie))})
        assert antwoord.status_code == 422
        assert "kies iemand uit de lijst" in tekst(antwoord).lower()


def test_a_child_gets_no_gezag(als, kaart, yildiz):
    fatima, pad = als("fatima"), naar(yildiz, "leg_gezag_vast")
    noor = kaart.persoon(yildiz, "Noor")
    velden = {"ouder": noor, "kinderen": [noor], "vanaf": "2026-11-24", "hoe": "register"}
    antwoord = fatima.post(pad, formulier(fatima.get(pad)) | velden)
    assert antwoord.status_code == 422
    assert "Niemand heeft gezag over zichzelf." in tekst(antwoord)
    assert "Wie minderjarig is, kan geen gezag hebben." in tekst(antwoord)


def test_who_says_that_it_is_unsafe_reads_first_whom_to_call_and_the_team_sees_it(
    als, kaart, yildiz
):
    samira, pad = als("samira"), "/mijn/doe/geef_eigen_cijfer/"
    samira.post("/mijn/alleen/", {"alleen": "ja"})
    velden = formulier(samira.get(pad)) | {"waarom": "Hij stond weer voor de deur."}
    for cijfer in ("7", "2"):
        antwoord = samira.post(
            pad, velden | {"cijfer": cijfer, "_sleutel": str(uuid4())}, follow=True
        )
        pagina = tekst(antwoord)
        eerst, daarna = pagina.split("Is het nu niet veilig?")[-1], pagina
        assert (daarna.index("Bel Veilig Thuis") < daarna.index("Wat we hebben afgesproken")) is (
            cijfer == "2"
        )
        assert "0800-2000" in eerst
    regel = regel_van(als("fatima"), "Gezin Yildiz")
    assert "Het veiligheidscijfer daalde van 7 naar 2." in regel


def test_the_genogram_stands_with_its_list_for_who_may_see_the_family(als, kaart, yildiz):
    pagina = als("fatima").get(f"/gezin/{yildiz}/").content.decode()
    assert '<svg class="kring-genogram"' in pagina
    for zin in ("Samira: ouder van Noor en Daan", "Samira: uit elkaar met Mark"):
        assert zin in pagina
    assert "veel ruzie" in pagina
    dicht = als("roos").get(f"/gezin/{kaart.gezin('Van Dijk')}/").content.decode()
    assert "kring-genogram" not in dicht


def test_the_circle_holds_who_carries_the_family_and_who_helps_now(als, kaart, yildiz):
    tekening = (
        als("fatima")
        .get(f"/gezin/{yildiz}/")
        .content.decode()
        .partition('<svg class="kring-netwerk"')[2]
    )
    tekening = tekening.partition("</svg>")[0]
    for naam in ("Fatima Benali", "Oma Ayşe", "Meral Aksoy"):
        assert f">{naam}<" in tekening
    # The huisarts stopped.
    assert "huisarts" not in tekening
    dicht = (
        als("joost")
        .get(f"/gezin/{yildiz}/")
        .content.decode()
        .partition('<svg class="kring-netwerk"')[2]
    )
    assert "Oma Ayşe" not in dicht.partition("</svg>")[0]


def test_who_may_not_finish_an_inquiry_reads_that_another_does(als, kaart):
    pagina = tekst(als("ria").get(f"/gezin/{kaart.gezin('Van Dijk')}/onderzoek/"))
    assert "Iemand anders stelt dit vast." in pagina
    assert "U heeft in dit gezin niet de functie" not in pagina


@pytest.mark.parametrize("deel", ["onderzoek", "plan"])
def test_a_part_that_is_not_opened_is_not_empty(als, yildiz, deel):
    pagina = tekst(als("ellen").get(f"/gezin/{yildiz}/{deel}/"))
    assert "Niet zichtbaar voor u." in pagina
    assert "Nog niets." not in pagina
