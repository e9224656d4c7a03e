"""API v1 keeps its contract: every answer fits its description, every fault is a problem document."""

import html
import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.integration.superuser import count
from tests.schermen.hulp import afdruk, tekst, vul
from tests.schermen.schema import fouten

from kring.toegang.aanmelden import make_token


LIJST = "/api/v1/gezinnen"
NOOIT = UUID(int=42)
MEDEWERKERS = ("fatima", "meral", "joost", "ali", "ria", "gerard", "lieke", "roos", "wim", "ellen")


@pytest.fixture(scope="module")
def beschrijving():
    antwoord = Client().get("/api/v1/openapi.json")
    assert antwoord.status_code == 200
    return antwoord.json()


@pytest.fixture
def systeem(kaart):
    """A system of the organisation, asking for one professional."""

    def van(wie):
        kop = {"Authorization": f"Bearer {make_token(kaart.actor(wie))}"}
        return Client(raise_request_exception=False, headers=kop)

    return van


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def schema_van(beschrijving, pad):
    vraag = beschrijving["paths"][pad]["get"]
    return vraag["responses"]["200"]["content"]["application/json"]["schema"]


def controleer(beschrijving, pad, inhoud):
    assert (
        list(fouten(inhoud, schema_van(beschrijving, pad), beschrijving["components"]["schemas"]))
        == []
    )


def test_the_description_is_openapi_with_somebody_to_ask(beschrijving):
    assert beschrijving["openapi"].startswith("3.")
    assert {"title", "version", "description", "contact"} <= beschrijving["info"].keys()
    assert {"name", "email", "url"} <= beschrijving["info"]["contact"].keys()
    assert re.fullmatch(r"\d+\.\d+\.\d+", beschrijving["info"]["version"])


def test_every_operation_has_a_name_a_description_and_a_lock(beschrijving):
    vragen = [vraag for pad in beschrijving["paths"].values() for vraag in pad.values()]
    assert len({vraag["operationId"] for vraag in vragen}) == len(vragen) > 1
    for vraag in vragen:
        assert vraag["summary"]
        assert vraag["description"]
        assert vraag["security"] == [{"Sleutel": []}]
    assert beschrijving["components"]["securitySchemes"]["Sleutel"]["scheme"] == "bearer"


def test_the_addresses_and_names_follow_the_design_rules(beschrijving):
    for pad, vragen in beschrijving["paths"].items():
        assert re.fullmatch(r"(/[a-z0-9-]+|/\{[a-zA-Z]+\})+", pad), pad
        assert pad.startswith("/api/v1/")
        assert set(vragen) == {"get"}
    for naam, schema in beschrijving["components"]["schemas"].items():
        for veld in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", veld), f"{naam}.{veld}"


@pytest.mark.parametrize("wie", MEDEWERKERS)
def test_every_answer_fits_its_description(beschrijving, systeem, wie):
    vrager = systeem(wie)
    antwoord = vrager.get(LIJST)
    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"].startswith("application/json")
    controleer(beschrijving, LIJST, antwoord.json())
    for gezin in antwoord.json()["gezinnen"]:
        een = vrager.get(f"{LIJST}/{gezin['id']}")
        assert een.status_code == 200
        controleer(beschrijving, f"{LIJST}/{{gezin}}", een.json())
        assert een.json()["nummer"] == gezin["nummer"]


def test_a_validator_that_cannot_fail_is_no_validator(beschrijving, systeem, yildiz):
    delen = beschrijving["components"]["schemas"]
    schema = schema_van(beschrijving, f"{LIJST}/{{gezin}}")
    goed = systeem("fatima").get(f"{LIJST}/{yildiz}").json()
    for fout in (
        goed | {"id": "geen-uuid"},
        goed | {"extra": 1},
        {naam: waarde for naam, waarde in goed.items() if naam != "leden"},
        goed | {"leden": [{}]},
        goed | {"termijnen": [{"naam": "x", "einde": "morgen"}]},
        goed | {"naam": None},
        [],
    ):
        assert list(fouten(fout, schema, delen))


def test_moments_are_utc_and_the_list_says_what_the_screen_says(systeem, als):
    gezinnen = systeem("fatima").get(LIJST).json()["gezinnen"]
    assert {gezin["naam"] for gezin in gezinnen} >= {"Gezin Yildiz", "Gezin Vos"}
    pagina = tekst(als("fatima").get("/gezinnen/"))
    plaatsen = [pagina.index(gezin["nummer"]) for gezin in gezinnen]
    assert plaatsen == sorted(plaatsen)
    for gezin in gezinnen:
        if gezin["uiterlijk"]:
            assert datetime.fromisoformat(gezin["uiterlijk"]).utcoffset() is not None


def test_lines_are_typed_and_carry_what_was_said_against_them(systeem, als, yildiz):
    samira = als("samira")
    link = re.search(r'href="(/mijn/doe/zeg_klopt_niet/[^"]+)"', samira.get("/mijn/staat/").content.decode())[1]  # fmt: skip
    assert vul(samira, html.unescape(link), woorden="Het waren er twaalf.").status_code == 302
    inhoud = systeem("fatima").get(f"{LIJST}/{yildiz}").json()
    regels = [regel for deel in ("weten", "veiligheid", "plan") for regel in inhoud[deel]]
    assert {regel["soort"] for regel in regels} == {"feit", "vermoeden", "mening"}
    for regel in regels:
        assert datetime.fromisoformat(regel["vastgelegdOp"]).utcoffset() == UTC.utcoffset(None)
    tegen = [regel for regel in regels if regel["weerwoord"]]
    assert "Het waren er twaalf." in str(tegen)


def test_who_sees_no_content_on_the_screen_sees_none_here(systeem, yildiz):
    inhoud = systeem("ellen").get(f"{LIJST}/{yildiz}").json()
    assert inhoud["naam"] == inhoud["nummer"]
    assert (inhoud["leden"], inhoud["weten"], inhoud["veiligheid"], inhoud["plan"]) == (
        [],
        [],
        [],
        [],
    )


def is_probleem(antwoord, status):
    inhoud = antwoord.json()
    assert antwoord.status_code == inhoud["status"] == status
    assert antwoord.headers["Content-Type"] == "application/problem+json"
    assert antwoord.headers["API-Version"]
    assert {"type", "title", "status", "detail"} <= inhoud.keys()
    assert inhoud["title"]
    assert inhoud["detail"]
    return inhoud


@pytest.mark.parametrize(
    "kop",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer onzin",
        "Bearer a\0b",
        "Basic Zm86YmFy",
        "bearer",
        "Token x",
        "Bearer é",
    ],
)
@pytest.mark.parametrize("pad", [LIJST, f"{LIJST}/{NOOIT}"])
def test_without_a_good_token_nothing_is_told(kop, pad):
    antwoord = Client(raise_request_exception=False).get(pad, headers={"Authorization": kop})
    is_probleem(antwoord, 401)
    assert antwoord.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("wie", ["samira", "noor", "dylan", "veilig_thuis", "corv"])
def test_the_token_of_one_who_is_no_professional_is_refused(systeem, yildiz, wie):
    for pad in (LIJST, f"{LIJST}/{yildiz}"):
        is_probleem(systeem(wie).get(pad), 401)


def test_a_session_is_no_token(als, yildiz):
    for pad in (LIJST, f"{LIJST}/{yildiz}"):
        is_probleem(als("fatima").get(pad), 401)


def test_a_token_opens_no_page(systeem, yildiz):
    assert systeem("fatima").get(f"/gezin/{yildiz}/").headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("staart", ["/onzin", "/gezinnen/", "/gezinnen/onzin", f"/gezinnen/{NOOIT}", "/gezinnen/1", "/", "/gezinnen/a%00b", f"/gezinnen/{NOOIT}/leden"])  # fmt: skip
def test_what_is_not_there_is_a_problem_document(systeem, staart):
    is_probleem(systeem("fatima").get(f"/api/v1{staart}"), 404)


def test_a_family_of_others_is_the_same_answer_as_none(systeem, kaart):
    antwoorden = [
        systeem("fatima").get(f"{LIJST}/{gezin}") for gezin in (kaart.gezin("Van Leeuwen"), uuid4())
    ]
    for antwoord in antwoorden:
        is_probleem(antwoord, 404)
    assert antwoorden[0].content == antwoorden[1].content


@pytest.mark.parametrize("methode", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("met_gezin", [True, False])
def test_there_is_no_writing(systeem, yildiz, methode, met_gezin):
    pad = f"{LIJST}/{yildiz}" if met_gezin else LIJST
    voor = afdruk(yildiz)
    antwoord = systeem("fatima").generic(
        methode, pad, b'{"id": 1}', content_type="application/json"
    )
    is_probleem(antwoord, 405)
    assert "GET" in antwoord.headers["Allow"]
    assert afdruk(yildiz) == voor


@pytest.mark.parametrize(
    "vraag", ["?x=%00%ff", "?gezin=1&gezin=2", "?limit=-1", f"?x={'a' * 5000}"]
)
def test_questions_that_it_does_not_know_harm_nobody(systeem, beschrijving, vraag):
    antwoord = systeem("fatima").get(f"{LIJST}{vraag}")
    assert antwoord.status_code in (200, 400)
    if antwoord.status_code == 200:
        controleer(beschrijving, LIJST, antwoord.json())
    else:
        is_probleem(antwoord, 400)


def test_every_question_is_in_the_log(systeem, kaart, yildiz):
    log = {"actor_id": kaart.actor("gerard"), "toegestaan": False, "gezin_id": yildiz}
    voor = count("toegang_logregel", **log)
    systeem("gerard").get(f"{LIJST}/{yildiz}")
    assert count("toegang_logregel", **log) == voor + 1
    log = {"actor_id": kaart.actor("lieke"), "toegestaan": True, "gezin_id": kaart.gezin("Vos")}
    voor = count("toegang_logregel", **log)
    systeem("lieke").get(f"{LIJST}/{kaart.gezin('Vos')}")
    assert count("toegang_logregel", **log) == voor + 1


def test_our_own_fault_is_a_problem_document_without_its_words(systeem, monkeypatch):
    def stuk(*_args, **_kwargs):
        raise RuntimeError("Samira woont in de Helmgrasstraat")

    monkeypatch.setattr("kring.api.v1.load_werklijst", stuk)
    antwoord = systeem("fatima").get(LIJST)
    assert antwoord.status_code == 500
    assert "Samira" not in antwoord.content.decode()
    assert "Traceback" not in antwoord.content.decode()
    is_probleem(antwoord, 500)


def test_too_much_is_a_problem_document_too(systeem):
    antwoord = systeem("fatima").post("/koppelvlak/corv/", b"x", content_type="application/xml")
    is_probleem(antwoord, 404)
