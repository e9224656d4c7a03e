"""Whatever is typed in a form of a stap: a sentence that helps, nothing lost, nothing half written."""

import io

import pytest
from tests.schermen.hulp import (
    STORING,
    afdruk,
    formulier,
    gebeurtenissen,
    in_dienst,
    los,
    naar,
    tekst,
    toestand,
    volgnummer,
    vul,
)


LANG = "Zij vertelde mij vandaag wat er echt gebeurde."


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


@pytest.fixture
def fatima(als):
    return als("fatima")


# Stap → values, the field with what is wrong and what the page says about it.
FOUT = {
    "a day that does not exist": ("maak_afspraak", {"voor": "31-02-2027"}, "dit is geen bestaande dag"),
    "letters for a day": ("maak_afspraak", {"voor": "volgende week"}, "dit is geen bestaande dag"),
    "a day in the past": ("maak_afspraak", {"voor": "23-11-2026"}, "deze dag is al geweest; kies vandaag"),
    "a year of many digits": ("maak_afspraak", {"voor": f"1-1-{'9' * 5000}"}, "dit is geen bestaande dag"),
    "a month that does not exist": ("maak_afspraak", {"voor": "1-13-2027"}, "dit is geen bestaande dag"),
    "a superscript for a day": ("maak_afspraak", {"voor": "²-1-2027"}, "dit is geen bestaande dag"),
    "a choice that does not exist": ("schrijf_notitie", {"voor": "krant"}, "kies uit: Dossier, Onderzoek"),
    "a number too high": ("geef_cijfer", {"cijfer": "11"}, "kies een getal van 0 tot en met 10"),
    "a number below zero": ("geef_cijfer", {"cijfer": "-1"}, "kies een getal van 0 tot en met 10"),
    "two signs": ("geef_cijfer", {"cijfer": "--1"}, "dit is geen heel getal"),
    "a number of many digits": ("geef_cijfer", {"cijfer": "9" * 5000}, "dit is geen heel getal"),
    "letters for a number": ("geef_cijfer", {"cijfer": "acht"}, "dit is geen heel getal"),
    "somebody who is nobody": ("geef_cijfer", {"van": "niemand"}, "kies iemand uit dit gezin"),
    "a NUL in a choice of people": ("geef_cijfer", {"van": "\0"}, "kies iemand uit dit gezin"),
    "a NUL in a text": ("schrijf_notitie", {"tekst": f"{LANG}\0"}, "dit is geen tekst; typ hier woorden"),
    "a text too long": ("schrijf_notitie", {"tekst": "a" * 100_001}, "er passen er 100000; kort hem in"),
    "a line too long": ("maak_afspraak", {"naam": "a" * 301}, "er passen er 300; kort hem in"),
    "only spaces": ("schrijf_notitie", {"tekst": " \r\n "}, "vul dit in"),
    "nothing at all": ("schrijf_notitie", {"tekst": ""}, "vul dit in"),
    "a reference to nothing": ("rond_afspraak_af", {"bij": "dat van gisteren"}, "dit staat niet in dit dossier"),
    "a professional who is nobody": ("vraag_tegenspraak", {"tegenspreker": "iemand"}, "Kies iemand van een organisatie die dat wel mag"),
}  # fmt: skip
GOED = {
    "maak_afspraak": {"wat": LANG, "wie": "wij", "naam": "Fatima", "voor": "1-12-2026", "veiligheid": "nee"},
    "schrijf_notitie": {"tekst": LANG, "voor": "dossier"},
    "geef_cijfer": {"cijfer": "5", "waarom": LANG},
    "rond_afspraak_af": {"toelichting": LANG},
    "vraag_tegenspraak": {"tot": "1-12-2026"},
}  # fmt: skip


@pytest.mark.parametrize("geval", FOUT)
def test_what_does_not_fit_is_said_and_nothing_is_lost_or_written(fatima, yildiz, geval):
    stap, anders, zin = FOUT[geval]
    voor = afdruk(yildiz)
    antwoord = vul(fatima, naar(yildiz, stap), **GOED[stap] | anders)
    assert antwoord.status_code == 422
    assert "Dit kan nog niet" in tekst(antwoord)
    assert zin in tekst(antwoord)
    assert afdruk(yildiz) == voor
    if LANG in {**GOED[stap], **anders}.values():
        assert LANG in str(formulier(antwoord))


@pytest.mark.parametrize(
    ("stap", "veld", "typte"),
    [
        ("maak_afspraak", "voor", "31-02-2027"),
        ("maak_afspraak", "voor", "volgende week"),
        ("maak_afspraak", "voor", "3-2016"),
        ("geef_cijfer", "waarom", "Regel één\r\nRegel twee & <b>drie</b>"),
        ("maak_afspraak", "naam", "é" * 301),
    ],
)
def test_what_was_typed_stands_in_the_form_as_it_was_typed(fatima, yildiz, stap, veld, typte):
    antwoord = vul(fatima, naar(yildiz, stap), **{**GOED[stap], "cijfer": "acht", veld: typte})
    assert antwoord.status_code == 422
    assert formulier(antwoord)[veld] == [typte]


def test_every_empty_field_is_named_at_once_with_a_link_to_it(fatima, yildiz):
    antwoord = vul(fatima, naar(yildiz, "maak_afspraak"))
    leeg = {"wat": "Wat spreken we af", "wie": "Wie doet het", "naam": "Naam"}
    for veld, label in leeg.items():
        assert f'<a href="#veld-{veld}">{label}: vul dit in' in antwoord.content.decode()


def test_a_day_may_be_written_as_people_write_it(fatima, yildiz):
    antwoord = vul(
        fatima, naar(yildiz, "maak_afspraak"), **GOED["maak_afspraak"] | {"voor": "1 dec"}
    )
    assert antwoord.status_code == 302
    assert "dinsdag 1 december" in tekst(fatima.get(f"/gezin/{yildiz}/")).lower()


def test_a_stap_out_of_order_is_refused_with_every_reason_and_its_source(als, kaart):
    gezin = in_dienst(als, kaart)
    waarden = {"samenvatting": LANG, "uitgevoerd_door": "Ali", "als_het_misgaat": LANG, "evaluatie": "1-2-2027"}  # fmt: skip
    voor = afdruk(gezin)
    antwoord = vul(als("ali"), naar(gezin, "stel_plan_vast"), **waarden)
    assert antwoord.status_code == 422
    redenen = tekst(antwoord).split("Dit kan nog niet")[1].split("Samenvatting")[0]
    assert "Deze stap hoort niet bij de toestand waarin dit dossier nu is." in redenen
    codes = [code for code in ("toestand ·", "R01 ·", "R02 ·", "R21 ·") if code in redenen]
    assert len(codes) > 2
    assert redenen.count(" · ") >= len(codes)
    assert "jeugdwet 4.1.2" in redenen
    assert LANG in str(formulier(antwoord))
    assert afdruk(gezin) == voor


def test_what_stands_in_the_way_shows_before_anything_is_typed(als, kaart):
    gezin = in_dienst(als, kaart)
    antwoord = als("ali").get(naar(gezin, "stel_plan_vast"))
    assert antwoord.status_code == 200
    assert "Dit staat nog in de weg" in tekst(antwoord)


def test_a_closed_case_takes_no_notes(als, kaart):
    jansen = kaart.gezin("Jansen")
    voor = afdruk(jansen)
    antwoord = als("henk").post(naar(jansen, "maak_afspraak"), los(**GOED["maak_afspraak"]))
    assert antwoord.status_code == 422
    assert "toestand ·" in tekst(antwoord)
    assert LANG in str(formulier(antwoord))
    assert afdruk(jansen) == voor


def test_a_soft_rule_is_reasoned_away_in_writing_and_the_reason_stays_in_the_form(als, kaart):
    gezin = in_dienst(als, kaart)
    ali = als("ali")
    antwoord = vul(
        ali, naar(gezin, "stel_plan_vast"), **{"_afweging.R99": "kort", "samenvatting": LANG}
    )
    assert antwoord.status_code == 422
    assert toestand(gezin) == "T0"


def test_a_form_that_is_sent_twice_is_one_gebeurtenis(fatima, yildiz):
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG, "voor": "dossier"}
    voor = gebeurtenissen(yildiz)
    eerst, weer = fatima.post(pad, velden), fatima.post(pad, velden)
    assert (eerst.status_code, weer.status_code) == (302, 302)
    assert eerst.headers["Location"] == weer.headers["Location"]
    assert gebeurtenissen(yildiz) == voor + 1


def test_who_goes_back_and_writes_on_loses_nothing(fatima, yildiz):
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG, "voor": "dossier"}
    voor = gebeurtenissen(yildiz)
    fatima.post(pad, velden)
    fatima.post(pad, velden | {"tekst": "En later zei zij nog iets anders."})
    assert gebeurtenissen(yildiz) == voor + 2
    assert "En later zei zij nog iets anders." in tekst(fatima.get(f"/gezin/{yildiz}/"))


@pytest.mark.parametrize("sleutel", ["", "begin", "a\0b", "x" * 100_000, "voeging 1"])
def test_a_form_without_a_key_of_its_own_never_passes_for_one_that_was_sent(
    fatima, yildiz, sleutel
):
    voor = gebeurtenissen(yildiz)
    for nummer in range(2):
        velden = {"_sleutel": sleutel, "tekst": f"{LANG} {nummer}", "voor": "dossier"}
        assert fatima.post(naar(yildiz, "schrijf_notitie"), velden).status_code == 302
    assert gebeurtenissen(yildiz) == voor + 2


@pytest.mark.parametrize("gezien", ["", "-1", "²", "9" * 5000, "a\0b"])
def test_a_strange_number_of_what_was_seen_harms_nobody(fatima, yildiz, gezien):
    antwoord = fatima.post(
        naar(yildiz, "schrijf_notitie"), los(tekst=LANG, voor="dossier", _gezien=gezien)
    )
    assert antwoord.status_code == 302


def test_two_at_once_the_second_hears_what_happened_and_keeps_the_text(als, kaart):
    gezin = in_dienst(als, kaart)
    ali, petra = als("ali"), als("petra")
    iris = kaart.persoon(gezin, "Iris")
    vul(ali, naar(gezin, "vertel_vast_gezicht"), aan=[iris], hoe="gesprek", wat=LANG)
    pad = naar(gezin, "begin_kennismaken")
    velden = formulier(ali.get(pad)) | {"wanneer": "24-11-2026", "met": [iris]}
    assert (
        vul(petra, naar(gezin, "schrijf_notitie"), tekst="Zij belde.", voor="dossier").status_code
        == 302
    )
    voor = afdruk(gezin)
    antwoord = ali.post(pad, velden)
    assert antwoord.status_code == 422
    assert "Terwijl u schreef, legde een collega iets vast: Notitie maken." in tekst(antwoord)
    assert afdruk(gezin) == voor
    opnieuw = formulier(antwoord)
    assert opnieuw["met"] == [iris]
    assert opnieuw["wanneer"] == ["2026-11-24"]
    assert int(opnieuw["_gezien"][0]) == volgnummer(gezin)
    assert ali.post(pad, opnieuw).status_code == 302
    assert toestand(gezin) == "T1"


def test_a_note_does_not_wait_for_what_others_wrote(fatima, als, yildiz):
    pad = naar(yildiz, "schrijf_notitie")
    velden = formulier(fatima.get(pad)) | {"tekst": LANG, "voor": "dossier"}
    vul(als("henk"), pad, tekst="Er belde iemand.", voor="dossier")
    assert fatima.post(pad, velden).status_code == 302


@pytest.mark.parametrize("naam", ["foto.svg", "brief.pdf", "virus.exe", "leeg.txt"])
def test_a_file_is_refused_and_the_text_stays(fatima, yildiz, naam):
    bestand = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    bestand.name = naam
    voor = afdruk(yildiz)
    antwoord = fatima.post(
        naar(yildiz, "schrijf_notitie"), los(tekst=LANG, voor="dossier", bijlage=bestand)
    )
    assert antwoord.status_code == 422
    assert "Een bestand meesturen kan hier niet. Schrijf op wat erin staat." in tekst(antwoord)
    assert formulier(antwoord)["tekst"] == [LANG]
    assert "onload" not in antwoord.content.decode()
    assert afdruk(yildiz) == voor


@pytest.mark.parametrize("csrf", [False, True])
def test_ten_megabytes_is_too_much_and_says_so(als, yildiz, csrf):
    fatima = als("fatima", enforce_csrf_checks=csrf)
    voor = afdruk(yildiz)
    antwoord = fatima.post(naar(yildiz, "schrijf_notitie"), los(tekst="a" * 10_000_000))
    assert antwoord.status_code == 413
    assert "Maak hem korter of verdeel hem over meer notities." in tekst(antwoord)
    assert afdruk(yildiz) == voor


def test_thousands_of_fields_or_files_are_too_much(fatima, yildiz):
    pad = naar(yildiz, "schrijf_notitie")
    velden = {f"veld{nummer}": "x" for nummer in range(2_100)}
    assert fatima.post(pad, velden).status_code == 413
    bestanden = {f"f{nummer}": io.BytesIO(b"x") for nummer in range(101)}
    assert fatima.post(pad, bestanden).status_code == 413


@pytest.mark.parametrize(
    ("soort", "inhoud", "status"),
    [
        ("application/json", b'{"tekst": "x"}', 422),
        ("multipart/form-data", b"xx", 400),
        ("multipart/form-data; boundary=x", b"xx", 422),
        ("application/x-www-form-urlencoded; charset=utf-16", b"tekst=x", 400),
        ("application/x-www-form-urlencoded; charset=onzin", b"tekst=", 422),
        ("text/plain", b"tekst=x", 422),
        ("application/x-www-form-urlencoded", b"tekst", 422),
    ],
)
def test_what_is_no_form_is_refused_in_words(fatima, yildiz, soort, inhoud, status):
    voor = afdruk(yildiz)
    antwoord = fatima.generic("POST", naar(yildiz, "schrijf_notitie"), inhoud, content_type=soort)
    assert antwoord.status_code == status
    assert "vastgelegd" in tekst(antwoord)
    assert afdruk(yildiz) == voor


def test_bytes_that_are_no_letters_are_shown_as_such(fatima, yildiz):
    pad = naar(yildiz, "geef_cijfer")
    antwoord = fatima.generic(
        "POST", pad, b"waarom=Zij+zei%ff%fe+ja", content_type="application/x-www-form-urlencoded"
    )
    assert antwoord.status_code == 422
    assert formulier(antwoord)["waarom"] == ["Zij zei�� ja"]
    assert fatima.get(f"{pad}?waarom=%ff%00").status_code == 200


@pytest.mark.parametrize(
    "velden",
    [
        {"uitspraken.²__tekst": "x"},
        {f"uitspraken.{'9' * 5000}.tekst": "x"},
        {"uitspraken.": "x", "uitspraken..": "x", "uitspraken.0": "x", "uitspraken.-1.tekst": "x"},
        {"uitspraken.0.over": ["x", "\0"], "uitspraken.0.soort": "x", "uitspraken.0.tekst": LANG},
        {"_afweging.": "x" * 30, "_afweging.\0": "x" * 30, "onbekend": "x"},
        {"bij": "a\0b"},
    ],
)
def test_strange_names_and_rows_are_refused_in_words(fatima, yildiz, velden):
    voor = afdruk(yildiz)
    inhoud = "&".join(
        f"{naam}={waarde}"
        for naam, waarden in velden.items()
        for waarde in ([waarden] if isinstance(waarden, str) else waarden)
    )
    antwoord = fatima.generic(
        "POST",
        naar(yildiz, "leg_uitspraken_vast"),
        inhoud.replace("\0", "%00"),
        content_type="application/x-www-form-urlencoded",
    )
    assert antwoord.status_code == 422
    assert "Dit kan nog niet" in tekst(antwoord)
    assert afdruk(yildiz) == voor


@pytest.mark.parametrize("veld", ["uitspraken", "bij", "bestaat_niet", ""])
def test_one_more_row_keeps_everything_and_sends_nothing(fatima, yildiz, veld):
    voor = afdruk(yildiz)
    velden = los(_meer=veld, uitspraken__0__tekst=LANG, uitspraken__0__soort="feit")
    antwoord = fatima.post(naar(yildiz, "leg_uitspraken_vast"), velden)
    assert antwoord.status_code == 200
    assert formulier(antwoord)["uitspraken.0.tekst"] == [LANG]
    assert ("uitspraken.1.tekst" in formulier(antwoord)) is (veld == "uitspraken")
    assert afdruk(yildiz) == voor


def test_more_of_a_number_or_a_text_is_not_a_row(fatima, yildiz):
    for veld in ("cijfer", "waarom"):
        antwoord = fatima.post(
            naar(yildiz, "geef_cijfer"), los(_meer=veld, cijfer="5", waarom=LANG)
        )
        assert antwoord.status_code == 200
        assert formulier(antwoord)["waarom"] == [LANG]


def test_markup_in_a_text_is_text_everywhere(als, yildiz):
    kwaad = "<script>alert('kring')</script><img src=x onerror=alert(1)>\"'&lt;"
    fatima = als("fatima")
    vul(fatima, naar(yildiz, "schrijf_notitie"), tekst=kwaad, voor="dossier")
    vul(fatima, naar(yildiz, "geef_cijfer"), cijfer="5", waarom=kwaad)
    vul(
        fatima,
        naar(yildiz, "maak_afspraak"),
        **GOED["maak_afspraak"] | {"wat": kwaad, "naam": kwaad},
    )
    vul(als("samira"), "/mijn/doe/geef_eigen_cijfer/", cijfer="5", waarom=kwaad)
    paden = {
        "fatima": ["", "onderzoek/", "plan/", "logboek/", "stap/leg_uitspraken_vast/", "stap/rond_afspraak_af/"],
        "samira": ["/mijn/", "/mijn/staat/", "/mijn/papier/", "/mijn/doe/zeg_klopt_niet/"],
    }  # fmt: skip
    gezien = 0
    for wie, lijst in paden.items():
        for pad in lijst:
            pagina = als(wie).get(pad if pad.startswith("/") else f"/gezin/{yildiz}/{pad}")
            assert pagina.status_code == 200
            ruw = pagina.content.decode()
            assert "<script>alert" not in ruw
            assert "<img src=x" not in ruw
            gezien += "&lt;script&gt;alert(&#x27;kring&#x27;)" in ruw
    assert gezien > 5
    assert "<script>" not in fatima.get("/gezinnen/", {"zoek": kwaad}).content.decode()


def test_no_page_ever_shows_our_own_fault(fatima, yildiz):
    for stap in ("geef_cijfer", "maak_afspraak", "leg_uitspraken_vast", "scherm_adres_af"):
        antwoord = fatima.post(
            naar(yildiz, stap), {"_sleutel": "\0", "_gezien": "\0", "_meer": "\0"}
        )
        assert STORING not in tekst(antwoord)
        assert "Traceback" not in tekst(antwoord)
