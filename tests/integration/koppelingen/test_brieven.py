"""Letters as PDF: readable for everybody, neutral on the outside, and never with a sealed address."""

import io

import pypdf
import pytest

from kring.koppelingen.berichten.brieven import OnbekendSjabloon, render_brief


ADRES = {"straat": "Kanariestraat", "huisnummer": "7", "huisletter": "b", "postcode": "9999AB", "woonplaats": "Duinrand"}  # fmt: skip
AAN = {"naam": "Samira Yıldız-Şahin", "kind": False, "adres": ADRES}
BRIEF = {
    "lid": "x", "aan": AAN, "naam": "Fatima", "organisatie": "Gemeente Voorbeeld", "team": "Wijkteam",
    "telefoon": "0600000042", "dag": "2026-01-05", "toelichting": "Henk heeft ander werk.",
}  # fmt: skip


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text(pdf):
    return "\n".join(pagina.extract_text() for pagina in read(pdf).pages)


@pytest.fixture(scope="module")
def pdf():
    return render_brief("ander-gezicht", BRIEF)


def test_it_is_tagged_dutch_and_titled(pdf):
    wortel = read(pdf).trailer["/Root"]
    assert "/StructTreeRoot" in wortel
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read(pdf).metadata.title == "Brief van maandag 5 januari 2026"


def test_it_says_that_it_is_pdf_ua(pdf):
    xmp = read(pdf).xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_reading_order_key_data_then_message_then_the_rest(pdf):
    tekst = " ".join(text(pdf).split())
    volgorde = ["Kanariestraat 7b", "9999AB", "Telefoon: 0600000042", "Vanaf maandag 5 januari 2026 helpt Fatima",
                "Henk heeft ander werk.", "Wat u kunt doen", "Met vriendelijke groet"]  # fmt: skip
    plaatsen = [tekst.index(deel) for deel in volgorde]
    assert plaatsen == sorted(plaatsen)


def test_the_name_is_whole(pdf):
    assert "Samira Yıldız-Şahin" in text(pdf)


def test_only_our_own_font_and_it_is_embedded(pdf):
    fonts = read(pdf).pages[0]["/Resources"]["/Font"].values()
    namen = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}
    assert {naam.partition("-")[0] for naam in namen} == {"SourceSans3"}
    assert any("Bold" in naam for naam in namen)
    for font in fonts:
        (onder,) = font.get_object()["/DescendantFonts"]
        beschrijving = onder.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & beschrijving.keys()


def test_the_same_words_give_the_same_bytes(pdf):
    assert render_brief("ander-gezicht", BRIEF) == pdf


def test_nothing_typed_runs_as_code():
    slim = '#panic("weg") *vet* $x$ #read("/etc/passwd") // ` @label <b>'
    assert slim in " ".join(
        text(render_brief("ander-gezicht", {**BRIEF, "toelichting": slim})).split()
    )


def test_signs_that_the_font_does_not_know_do_not_stop_a_letter():
    tekst = text(
        render_brief("ander-gezicht", {**BRIEF, "toelichting": "Goed 😀 zo\u0007, محمد e\u0301"})
    )
    assert "Goed zo, ???? é" in " ".join(tekst.split())


def test_without_an_address_there_is_no_block():
    pdf = render_brief("ander-gezicht", {**BRIEF, "aan": {**AAN, "adres": {}}})
    tekst = text(pdf)
    assert not [deel for deel in ("Kanarie", "9999AB", "Duinrand") if deel in tekst]


def test_a_child_is_spoken_to_as_a_child():
    tekst = text(render_brief("ander-gezicht", {**BRIEF, "aan": {**AAN, "kind": True}}))
    assert "Hoi Samira" in tekst
    assert " u " not in tekst


def test_every_part_of_a_condition_is_in_the_letter():
    delen = {
        naam: f"Zin over {naam}."
        for naam in ("wat", "waarom", "gevolg", "wie_beslist", "rechten", "vrijwillig")
    }
    tekst = " ".join(
        text(render_brief("voorwaarde", {**BRIEF, **delen, "voor": "2026-02-24"})).split()
    )
    assert all(zin in tekst for zin in delen.values())
    assert "uiterlijk op dinsdag 24 februari 2026" in tekst


@pytest.mark.parametrize("naam", ["bestaat-niet", "../brief", "/etc/passwd", ""])
def test_an_unknown_letter(naam):
    with pytest.raises(OnbekendSjabloon):
        render_brief(naam, BRIEF)
