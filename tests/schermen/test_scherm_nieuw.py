"""A case that begins: every fault in words, one family however often it is sent, and no foreign keys."""

import io
import re
from uuid import UUID, uuid4

import pytest
from tests.integration.superuser import ask
from tests.schermen.hulp import (
    aantal_gezinnen,
    afdruk,
    formulier,
    gebeurtenissen,
    los,
    nieuw_gezin,
    tekst,
    vul,
)


DEUR, MELDING = "/nieuw/neem_in_beeld/", "/nieuw/ontvang_melding/"
LANG = "Hij belt zelf. Er is vaak ruzie over geld."
LID = {"leden__0__rol": "ouder", "leden__0__voornaam": "Iris"}
GOED = {
    DEUR: {"deur": "gezin", "vraag": LANG, **LID},
    MELDING: {
        "kanaal": "telefoon", "soort_melder": "professional", "melder": "Basisschool De Wissel",
        "uitspraken__0__soort": "feit", "uitspraken__0__tekst": LANG, "uitspraken__0__bron": "De juf", **LID,
    },
}  # fmt: skip
WIE = {DEUR: "petra", MELDING: "meral"}
FOUT = [
    ({"leden__0__rol": "buurman"}, "kies uit: Kind"),
    ({"leden__0__geboren": "31-02-2016"}, "is geen datum; schrijf 2026"),
    ({"leden__0__geboren": "2016-02-31"}, "deze datum bestaat niet"),
    ({"leden__0__geboren": "2035"}, "deze dag moet nog komen"),
    ({"leden__0__geboren": "1-1-99999"}, "is geen datum"),
    ({"leden__0__voornaam": "a" * 301}, "er passen er 300"),
    ({"leden__0__voornaam": "a\0b"}, "dit is geen tekst"),
    ({"_naam": "a" * 301}, "Hoe noemen we dit gezin: de tekst is te lang"),
    ({"_naam": "a\0b"}, "Hoe noemen we dit gezin: dit is geen tekst"),
    ({"_gemeente": "a\0b"}, "Gemeente: dit is geen tekst"),
    ({"_gemeente": "a" * 100_000}, "Gemeente: de tekst is te lang"),
    ({"leden__0__rol": "", "leden__0__voornaam": ""}, "vul dit in"),
]


@pytest.mark.parametrize("pad", [DEUR, MELDING])
@pytest.mark.parametrize(("anders", "zin"), FOUT, ids=lambda waarde: str(waarde)[:40])
def test_what_does_not_fit_is_said_and_no_family_begins(als, pad, anders, zin):
    voor = aantal_gezinnen()
    antwoord = vul(als(WIE[pad]), pad, **GOED[pad] | anders)
    assert antwoord.status_code == 422
    assert "Dit kan nog niet" in tekst(antwoord)
    assert zin in tekst(antwoord)
    assert LANG in str(formulier(antwoord))
    assert aantal_gezinnen() == voor


def test_what_is_ours_and_what_is_the_models_is_named_at_once(als):
    antwoord = vul(als("petra"), DEUR, _naam="a" * 301)
    assert antwoord.status_code == 422
    for zin in ("Hoe noemen we dit gezin: de tekst is te lang", "De vraag of de zorg: vul dit in"):
        assert zin in tekst(antwoord)


@pytest.mark.parametrize("pad", [DEUR, MELDING])
def test_who_may_not_begin_hears_why_and_keeps_the_text(als, pad):
    voor = aantal_gezinnen()
    antwoord = vul(als("ellen"), pad, **GOED[pad])
    assert antwoord.status_code == 422
    assert "bevoegdheid ·" in tekst(antwoord)
    assert LANG in str(formulier(antwoord))
    assert aantal_gezinnen() == voor


@pytest.mark.parametrize("pad", [DEUR, MELDING])
def test_a_file_is_refused_and_the_text_stays(als, pad):
    bestand = io.BytesIO(b"<svg onload='alert(1)'/>")
    bestand.name = "foto.svg"
    voor = aantal_gezinnen()
    antwoord = vul(als(WIE[pad]), pad, **GOED[pad] | {"bijlage": bestand})
    assert antwoord.status_code == 422
    assert "Een bestand meesturen kan hier niet. Schrijf op wat erin staat." in tekst(antwoord)
    assert LANG in str(formulier(antwoord))
    assert aantal_gezinnen() == voor


@pytest.mark.parametrize("pad", [DEUR, MELDING])
def test_one_more_person_keeps_what_was_typed_and_can_be_pointed_at(als, pad):
    bezoeker = als(WIE[pad])
    voor = aantal_gezinnen()
    antwoord = vul(bezoeker, pad, **GOED[pad] | {"_meer": "leden", "_naam": "Gezin Proef"})
    assert antwoord.status_code == 200
    velden = formulier(antwoord)
    assert velden["leden.0.voornaam"] == ["Iris"]
    assert velden["leden.1.voornaam"] == [""]
    assert velden["_naam"] == ["Gezin Proef"]
    assert aantal_gezinnen() == voor
    if pad == MELDING:
        velden["uitspraken.0.over"] = velden["leden.0.lid"]
    assert bezoeker.post(pad, velden).status_code == 302
    assert aantal_gezinnen() == voor + 1


@pytest.mark.parametrize("veld", ["vraag", "_naam", "onzin", "", "leden.0.lid"])
def test_one_more_of_what_is_no_table_changes_nothing(als, veld):
    antwoord = vul(als("petra"), DEUR, **GOED[DEUR] | {"_meer": veld})
    assert antwoord.status_code == 200
    assert formulier(antwoord)["vraag"] == [LANG]


@pytest.mark.parametrize("pad", [DEUR, MELDING])
def test_a_form_that_is_sent_twice_begins_one_family(als, pad):
    bezoeker = als(WIE[pad])
    velden = formulier(bezoeker.get(pad)) | {k.replace("__", "."): v for k, v in GOED[pad].items()}
    voor = aantal_gezinnen()
    eerst, weer = bezoeker.post(pad, velden), bezoeker.post(pad, velden)
    assert (eerst.status_code, weer.status_code) == (302, 302)
    assert aantal_gezinnen() == voor + 1
    assert weer.headers["Location"] in (eerst.headers["Location"], "/veiligheidsteam/")
    anders = bezoeker.post(pad, velden | {"leden.0.voornaam": "Irma"})
    assert anders.status_code == 302
    assert aantal_gezinnen() == voor + 2


@pytest.mark.parametrize("sleutel", ["", "onzin", "a\0b", "x" * 100_000])
def test_a_form_without_a_key_of_its_own_begins_a_family_each_time(als, sleutel):
    petra = als("petra")
    voor = aantal_gezinnen()
    for _ in range(2):
        assert petra.post(DEUR, los(**GOED[DEUR]) | {"_sleutel": sleutel}).status_code == 302
    assert aantal_gezinnen() == voor + 2


def test_a_report_stands_in_the_words_of_its_reporter_and_waits_for_a_judgement(als):
    meral = als("meral")
    antwoord = vul(meral, MELDING, **GOED[MELDING] | {"datum_melding": "24-11-2026"})
    assert antwoord.status_code == 302
    pad = antwoord.headers["Location"]
    assert pad.endswith("/melding/?gedaan=ontvang_melding")
    gelezen = tekst(meral.get(pad))
    assert LANG in gelezen
    assert "staat nu in het dossier." in gelezen


def test_a_report_of_a_day_to_come_is_refused(als):
    antwoord = vul(als("meral"), MELDING, **GOED[MELDING] | {"datum_melding": "31-12-2098"})
    assert antwoord.status_code == 422
    assert "Dag van de melding: deze dag moet nog komen" in tekst(antwoord)


def test_a_report_asks_nothing_that_only_a_system_can_answer(als):
    velden = formulier(als("meral").get(MELDING))
    assert "melder" in velden
    assert not {naam for naam in velden if naam.startswith("zender")}
    voor = aantal_gezinnen()
    antwoord = als("meral").post(
        MELDING, los(**GOED[MELDING], zender="Politie", zender_systeem="x")
    )
    assert antwoord.status_code == 302
    assert aantal_gezinnen() == voor + 1
    pad = antwoord.headers["Location"]
    assert "Organisatie die op antwoord wacht" not in tekst(als("meral").get(pad))


def test_a_report_says_how_to_choose_whom_it_is_about(als):
    assert "druk daar op ‘Nog een regel’" in tekst(als("meral").get(MELDING))


@pytest.mark.parametrize("naam", ["onzin", "geef_cijfer", "voeg_melding"])
def test_a_stap_that_begins_nothing_has_no_page_here(als, naam):
    petra = als("petra")
    assert petra.get(f"/nieuw/{naam}/").status_code == 404
    assert petra.post(f"/nieuw/{naam}/", {}).status_code == 404


def test_openemr_id_in_body_of_another_family_begins_just_another_family(als, kaart):
    vos = kaart.gezin("Vos")
    liv = kaart.persoon(vos, "Liv")
    voor = afdruk(vos)
    namen = set()
    for sleutel in (str(vos), str(uuid4())):
        for lid in (liv, str(uuid4()), "onzin", "a\0b"):
            velden = los(**GOED[DEUR], leden__0__lid=lid, gezin=str(vos), gezin_id=str(vos), id=lid)
            antwoord = als("petra").post(DEUR, velden | {"_sleutel": sleutel})
            assert antwoord.status_code == 302
            namen.add(antwoord.headers["Location"])
    assert str(vos) not in str(namen)
    assert len(namen) == 8
    assert afdruk(vos) == voor
    assert ask("SELECT gezin_id FROM gezinnen_persoon WHERE id = %s", UUID(liv)) == [(vos,)]


def test_openemr_id_in_body_of_a_stap_makes_a_new_person_here(als, kaart):
    petra = als("petra")
    gezin, vos = nieuw_gezin(petra), kaart.gezin("Vos")
    liv = kaart.persoon(vos, "Liv")
    voor = afdruk(vos)
    pad = f"/gezin/{gezin}/stap/leg_gezinsleden_vast/"
    for nummer, lid in enumerate((liv, str(uuid4()), "onzin")):
        velden = {
            "bron": "Iris vertelde het", "leden__0__lid": lid, "leden__0__rol": "kind",
            "leden__0__voornaam": f"Kind{nummer}",
        }  # fmt: skip
        assert vul(petra, pad, **velden).status_code == 302
        assert kaart.persoon(gezin, f"Kind{nummer}") != lid
    assert afdruk(vos) == voor


def test_openemr_id_in_body_of_a_person_of_this_family_completes_that_person(als, kaart):
    petra = als("petra")
    gezin = nieuw_gezin(petra)
    iris = kaart.persoon(gezin, "Iris")
    velden = {"bron": "Zij zei het", "leden__0__lid": iris, "leden__0__rol": "ouder", "leden__0__voornaam": "Irene"}  # fmt: skip
    assert vul(petra, f"/gezin/{gezin}/stap/leg_gezinsleden_vast/", **velden).status_code == 302
    assert kaart.persoon(gezin, "Irene") == iris
    assert gebeurtenissen(gezin) == 2


def test_who_is_here_already_is_chosen_by_name_and_what_is_left_out_stays(als, kaart):
    petra = als("petra")
    gezin = nieuw_gezin(petra)
    iris = kaart.persoon(gezin, "Iris")
    pad = f"/gezin/{gezin}/stap/leg_gezinsleden_vast/"
    pagina = petra.get(pad).content.decode()
    assert re.search(rf'type="radio" name="leden.0.lid" value="{iris}">Iris', pagina)
    assert re.search(
        r'name="leden.0.lid" value="" checked>Iemand die hier nog niet bij staat', pagina
    )
    for wat in ({"geboren": "1990-03"}, {"achternaam": "Vermeer"}, {"huishouden": "bij oma"}):
        velden = {"bron": "Paspoort", "leden__0__lid": iris, "leden__0__rol": "ouder"}
        velden |= {f"leden__0__{naam}": waarde for naam, waarde in wat.items()}
        assert vul(petra, pad, **velden).status_code == 302
    regel = "SELECT geboren FROM gezinnen_persoon WHERE id = %s"
    assert ask(regel, UUID(iris)) == [("1990-03",)]
    assert kaart.persoon(gezin, "Iris") == iris
    assert "Iris Vermeer" in petra.get(pad).content.decode()


def test_somebody_new_is_still_chosen_when_the_form_comes_back(als, kaart):
    petra = als("petra")
    gezin = nieuw_gezin(petra)
    pad = f"/gezin/{gezin}/stap/leg_gezinsleden_vast/"
    velden = formulier(petra.get(pad)) | {"leden.0.rol": "kind", "leden.0.voornaam": "Bo"}
    terug = petra.post(pad, velden)
    assert terug.status_code == 422
    (sleutel,) = formulier(terug)["leden.0.lid"]
    assert f'value="{UUID(sleutel)}" checked>Iemand die hier nog niet' in terug.content.decode()
    assert petra.post(pad, formulier(terug) | {"bron": "Iris"}).status_code == 302
    assert kaart.persoon(gezin, "Bo")
