"""The family's own pages: the same care with what is typed, in the words of this reader."""

import io
from uuid import uuid4

import pytest
from tests.integration.superuser import ask
from tests.schermen.hulp import afdruk, formulier, gebeurtenissen, los, tekst, vul


DOE = "/mijn/doe/"
LANG = "Ik sliep niet omdat ik de deur hoorde."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


FOUT = [
    ("geef_eigen_cijfer", {"cijfer": "", "waarom": LANG}, "vul dit in"),
    ("geef_eigen_cijfer", {"cijfer": "11", "waarom": LANG}, "kies een getal van 0 tot en met 10"),
    ("geef_eigen_cijfer", {"cijfer": "--1", "waarom": LANG}, "dit is geen heel getal"),
    ("geef_eigen_cijfer", {"cijfer": "9" * 5000, "waarom": LANG}, "dit is geen heel getal"),
    ("geef_eigen_cijfer", {"cijfer": "5", "waarom": f"{LANG}\0"}, "dit is geen tekst"),
    ("geef_eigen_cijfer", {"cijfer": "5", "waarom": "a" * 100_001}, "kort hem in"),
    ("zeg_klopt_niet", {"bij": "dat ene", "woorden": LANG}, "dit staat niet in dit dossier"),
    ("zeg_klopt_niet", {"bij": "a\0b", "woorden": LANG}, "dit staat niet in dit dossier"),
    ("dien_klacht_in", {"woorden": LANG}, "vul dit in"),
]


@pytest.mark.parametrize(("wie", "aanspreken"), [("samira", "u schreef"), ("noor", "je schreef")])
@pytest.mark.parametrize(("stap", "waarden", "zin"), FOUT, ids=lambda waarde: str(waarde)[:40])
def test_what_does_not_fit_is_said_and_nothing_is_lost_or_written(
    als, yildiz, wie, aanspreken, stap, waarden, zin
):
    voor = afdruk(yildiz)
    antwoord = als(wie).post(f"{DOE}{stap}/", los(**waarden))
    assert antwoord.status_code == 422
    assert f"Wat {aanspreken}, staat er nog." in tekst(antwoord)
    assert zin in tekst(antwoord)
    if LANG in waarden.values():
        assert LANG in str(formulier(antwoord))
    assert afdruk(yildiz) == voor


def test_nobody_speaks_for_another(als, kaart, yildiz):
    vos = kaart.gezin("Vos")
    zelf, noor = kaart.persoon(yildiz, "Samira"), kaart.persoon(yildiz, "Noor")
    voor = afdruk(vos)
    for van in (noor, kaart.persoon(vos, "Liv"), str(uuid4()), "onzin", "\0"):
        woorden = f"{LANG} {uuid4()}"
        als("samira").post(f"{DOE}geef_eigen_cijfer/", los(van=van, cijfer="5", waarom=woorden))
        assert woorden not in tekst(als("noor").get("/mijn/papier/"))
        assert [str(lid) for lid in nieuwste(yildiz)] in ([zelf], [])
    assert afdruk(vos) == voor


def nieuwste(gezin):
    """About whom the newest number of a family is, when somebody gave one just now."""
    vraag = (
        "SELECT over FROM dossier_uitspraak WHERE gezin_id = %s AND feit = 'veiligheidscijfer'"
        " ORDER BY op DESC LIMIT 1"
    )
    return ask(vraag, gezin)[0][0]


def test_a_line_of_another_family_is_no_other_than_one_that_never_was(als, kaart, yildiz):
    vos = kaart.gezin("Vos")
    ander = ask("SELECT gebeurtenis_id FROM dossier_uitspraak WHERE gezin_id = %s LIMIT 1", vos)[0][
        0
    ]
    antwoorden = {}
    for bij in (str(ander), str(uuid4())):
        antwoord = als("samira").post(f"{DOE}zeg_klopt_niet/", los(bij=bij, woorden=LANG))
        antwoorden[antwoord.status_code] = tekst(antwoord).replace(bij, "")
        assert "dit staat niet in dit dossier" in tekst(antwoord)
    assert list(antwoorden) == [422]
    assert als("samira").get(f"{DOE}zeg_klopt_niet/?bij={ander}").status_code == 200


def test_a_file_is_refused_and_the_text_stays(als, yildiz):
    voor = afdruk(yildiz)
    velden = los(over_wie="Fatima", woorden=LANG, bijlage=io.BytesIO(b"<svg onload='alert(1)'/>"))
    antwoord = als("samira").post(f"{DOE}dien_klacht_in/", velden)
    assert antwoord.status_code == 422
    assert "Schrijf op wat erin staat, of geef het op papier." in tekst(antwoord)
    assert LANG in str(formulier(antwoord))
    assert afdruk(yildiz) == voor


def test_a_stap_at_the_wrong_time_says_why_and_keeps_the_words(als, yildiz):
    voor = afdruk(yildiz)
    antwoord = als("samira").post(f"{DOE}reageer_op_onderzoek/", los(eens="eens", woorden=LANG))
    assert antwoord.status_code == 422
    assert "Dit kan nu nog niet. Er moet eerst iets anders gebeuren." in tekst(antwoord)
    assert formulier(antwoord)["woorden"] == [LANG]
    assert afdruk(yildiz) == voor


def test_what_is_sent_twice_is_said_once(als, yildiz):
    samira = als("samira")
    pad = f"{DOE}geef_eigen_cijfer/"
    velden = formulier(samira.get(pad)) | {"cijfer": "6", "waarom": LANG}
    voor = gebeurtenissen(yildiz)
    antwoorden = [samira.post(pad, velden) for _ in range(2)]
    assert [a.headers["Location"] for a in antwoorden] == ["/mijn/?gedaan=geef_eigen_cijfer"] * 2
    assert gebeurtenissen(yildiz) == voor + 1
    assert "Gelukt." in tekst(samira.get(antwoorden[0].headers["Location"]))


def test_dit_klopt_niet_stands_beside_the_line_for_both_sides(als, yildiz):
    samira = als("samira")
    pagina = samira.get("/mijn/staat/").content.decode()
    link = pagina.split('href="/mijn/doe/zeg_klopt_niet/?bij=')[1].split('"')[0]
    pad = f"{DOE}zeg_klopt_niet/?bij={link}"
    antwoord = vul(samira, pad, woorden=LANG)
    assert antwoord.headers["Location"] == "/mijn/staat/?gedaan=zeg_klopt_niet"
    assert f"Samira zegt: dit klopt niet. {LANG}" in tekst(samira.get("/mijn/staat/"))


@pytest.mark.parametrize(
    "stap", ["geef_cijfer", "stel_plan_vast", "open_nood", "onzin", "neem_in_beeld"]
)
def test_what_professionals_do_has_no_page_here(als, stap):
    samira = als("samira")
    assert samira.get(f"{DOE}{stap}/").status_code == 404
    assert samira.post(f"{DOE}{stap}/", los(tekst=LANG)).status_code == 404


@pytest.mark.parametrize(
    "pad",
    ["staat/", "wie/", "rechten/", "papier/", "doe/zeg_klopt_niet/", "doe/geef_eigen_cijfer/"],
)
def test_who_may_be_looked_over_the_shoulder_sees_nothing_before_saying_to_be_alone(als, pad):
    dylan = als("dylan")
    antwoord = dylan.get(f"/mijn/{pad}")
    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/mijn/alleen/")
    thuis = tekst(dylan.get("/mijn/"))
    assert "Dag Dylan" in thuis
    assert "veilig" not in thuis.lower()
    dylan.post("/mijn/alleen/", {"alleen": "nee"})
    assert dylan.get(f"/mijn/{pad}").status_code == 302
    dylan.post("/mijn/alleen/", {"alleen": "ja"})
    assert dylan.get(f"/mijn/{pad}").status_code == 200


def test_words_that_were_typed_are_taken_even_when_the_page_turned_quiet(als, kaart):
    vos = kaart.gezin("Vos")
    dylan = als("dylan")
    voor = gebeurtenissen(vos)
    dylan.post("/mijn/alleen/", {"alleen": "ja"})
    pad = f"{DOE}geef_eigen_cijfer/"
    velden = formulier(dylan.get(pad)) | {"cijfer": "6", "waarom": LANG}
    dylan.post("/mijn/alleen/", {"alleen": "nee"})
    assert dylan.post(pad, velden).status_code == 302
    assert gebeurtenissen(vos) == voor + 1


@pytest.mark.parametrize("keuze", ["\0", "onzin", "", None])
def test_a_family_of_somebody_else_cannot_be_chosen(als, kaart, keuze):
    samira = als("samira")
    for gezin in (keuze or "", str(kaart.gezin("Vos"))):
        assert samira.post("/mijn/kies/", {"gezin": gezin}).headers["Location"] == "/mijn/"
        pagina = tekst(samira.get("/mijn/"))
        assert "Dag Samira" in pagina
        assert "Dylan" not in pagina
