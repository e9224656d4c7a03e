"""Everything that a family member does, without JavaScript; and getting away fast."""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from tests.functional.formulieren import choose, expect_done, fill, naam_van, send


@pytest.fixture
def samira(als):
    """The mother, on her whole page."""
    return _heel(als("samira", javascript=False))


def _heel(pagina):
    if pagina.get_by_role("link", name="Meer", exact=True).is_visible():
        choose(pagina, "Meer")
        send(pagina, "Ja, laat alles zien")
    expect(pagina.get_by_role("heading", name="Wat gebeurt er nu?")).to_be_visible()
    return pagina


def test_the_first_page_says_nothing_until_somebody_is_alone(als):
    pagina = als("dylan", javascript=False)
    assert pagina.title() == "Mijn overzicht"
    assert not re.search("veilig|melding|gezin", pagina.inner_text("main"), re.IGNORECASE)
    for pad in ("/mijn/staat/", "/mijn/wie/", "/mijn/rechten/", "/mijn/papier/"):
        pagina.goto(pad)
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Ben je nu alleen?")
    send(pagina, "Nee, ga terug")
    expect(pagina.get_by_role("link", name="Meer", exact=True)).to_be_visible()
    _heel(pagina)


def test_somebody_reads_contests_and_reads_it_back(samira):
    choose(samira, "Lezen wat er over u staat")
    kaart = samira.locator(
        ".kring-kaart", has_text="Sinds 30 augustus is er geen nieuw voorval gemeld."
    )
    kaart.get_by_role("link", name="Dit klopt niet").click()
    fill(samira, {"woorden": "Mark belde in oktober drie keer laat op de avond."})
    send(samira, "Verstuur")
    expect_done(samira)
    expect(kaart.locator(".kring-weerwoord")).to_contain_text("drie keer laat op de avond")


def test_somebody_gives_a_number(samira):
    choose(samira, "Geef een cijfer")
    fill(samira, {"cijfer": 8, "waarom": "Het is al lang rustig in huis."})
    send(samira, "Verstuur")
    expect_done(samira)
    expect(samira.get_by_text("U gaf een 8")).to_be_visible()


def test_an_empty_answer_is_refused_in_words_and_mended(samira):
    choose(samira, "Geef een cijfer")
    fill(samira, {"waarom": "Het is rustig."})
    send(samira, "Verstuur")
    melding = samira.get_by_role("alert")
    expect(melding).to_contain_text("Wat u schreef, staat er nog.")
    expect(samira.locator("[name=waarom]")).to_have_value("Het is rustig.")
    melding.get_by_role("link").first.click()
    fill(samira, {"cijfer": 7})
    send(samira, "Verstuur")
    expect_done(samira)


@pytest.mark.parametrize(
    ("link", "kop"),
    [
        ("Zien wie uw gegevens las", "Wie uw gegevens las"),
        ("Wat u nog meer mag", "Dit mag u altijd"),
        ("Alles op papier", "Overzicht van Samira Yildiz"),
    ],
)
def test_what_somebody_may_always_see_is_one_link_away(samira, link, kop):
    choose(samira, link)
    expect(samira.get_by_role("heading", level=1)).to_have_text(kop)
    assert samira.title() == "Mijn overzicht"


def test_on_paper_stands_what_is_written_and_nothing_to_click(samira):
    choose(samira, "Alles op papier")
    samira.emulate_media(media="print")
    expect(samira.get_by_role("heading", name="Wat we hebben afgesproken")).to_be_visible()
    expect(samira.get_by_text("De brief van de toeslag klaarleggen.")).to_be_visible()
    for knop in samira.locator("header a, button").all():
        assert not knop.is_visible()


def test_somebody_agrees_or_does_not(samira):
    choose(samira, naam_van("geef_akkoord"))
    fill(
        samira, {"antwoord": "Niet eens", "reden": "Het gesprek over de omgang schuift steeds op."}
    )
    send(samira, "Verstuur")
    expect_done(samira)
    choose(samira, "Lezen wat er over u staat")
    expect(samira.locator("main")).to_contain_text("Het gesprek over de omgang schuift steeds op.")


def test_a_child_writes_its_own_words(als):
    pagina = _heel(als("noor", javascript=False))
    choose(pagina, "Zelf iets schrijven")
    fill(pagina, {"woorden": "Ik wil op vrijdag ook bij oma slapen."})
    send(pagina, "Verstuur")
    expect_done(pagina)
    choose(pagina, "Lezen wat er over jou staat")
    expect(pagina.locator("main")).to_contain_text("Ik wil op vrijdag ook bij oma slapen.")


def test_away_is_gone_and_back_shows_nothing(samira, adres):
    elders = f"{adres.replace('127.0.0.1', 'localhost')}/static/kring/icoon.svg"
    assert samira.goto("/mijn/").headers["cache-control"] == "no-store"
    choose(samira, "Lezen wat er over u staat")
    with override_settings(KRING_WEG=elders):
        samira.get_by_role("link", name="Snel weg").click()
        samira.wait_for_url(elders)
    samira.go_back()
    expect(samira.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    assert "Samira" not in samira.content()
    samira.goto("/mijn/")
    expect(samira.get_by_role("heading", level=1)).to_have_text("Aanmelden")
