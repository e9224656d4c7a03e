"""What the family itself reads, says and sees: Ilse, and Yara of thirteen."""

import re

from playwright.sync_api import Page, expect
from tests.functional.formulieren import choose, expect_done, fill, send
from tests.functional.hoofdstukken_begin import NOTITIE, REGEL
from tests.functional.reis import Reis


WEERWOORD = "Ik slaap al weken weer goed."
ANTWOORD = "Uw woorden staan erbij. Ik schreef op wat ik zag op maandag."
EIGEN = "Ik wil dat papa en mama niet over mij praten als ik erbij zit."


def eerste_keer(reis: Reis) -> None:
    """The first page says nothing about what it is for; the rest comes after a question."""
    pagina = reis.als("ilse")
    assert pagina.title() == "Mijn overzicht"
    expect(pagina.get_by_role("heading", name="Wat gebeurt er nu?")).not_to_be_attached()
    assert "veilig" not in pagina.inner_text("main").lower()
    choose(pagina, "Meer")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Ben je nu alleen?")
    send(pagina, "Nee, ga terug")
    expect(pagina.get_by_role("link", name="Meer", exact=True)).to_be_visible()
    choose(pagina, "Meer")
    send(pagina, "Ja, laat alles zien")
    _leest_nu_en_straks(pagina)


def _leest_nu_en_straks(pagina: Page) -> None:
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dag Ilse")
    nu = pagina.locator("[aria-current=step]")
    expect(nu).to_contain_text("We leren elkaar kennen")
    expect(nu.locator("p")).to_have_text(re.compile(r"\w+ .*\."))
    expect(pagina.get_by_role("heading", name="Wat kan er hierna komen?")).to_be_visible()
    expect(pagina.get_by_text("We zoeken samen uit wat er is").last).to_be_visible()
    expect(pagina.get_by_role("link", name="Bel Fatima: 070-0000011")).to_be_visible()
    expect(
        pagina.get_by_text("Oma Truus haalt de kinderen op dinsdag van school.").last
    ).to_be_visible()


def klopt_niet(reis: Reis) -> None:
    """Ilse reads what is written and contests a line; her words and the answer stand beside it for both."""
    pagina = reis.mijn("ilse")
    choose(pagina, "Lezen wat er over u staat")
    # A note is the writer's own; the lines made of it are what Ilse reads.
    assert NOTITIE not in pagina.content()
    kaart = pagina.locator(".kring-kaart", has_text=REGEL)
    kaart.get_by_role("link", name="Dit klopt niet").click()
    fill(pagina, {"woorden": WEERWOORD})
    send(pagina, "Verstuur")
    expect_done(pagina)
    expect(kaart.locator(".kring-weerwoord")).to_contain_text(WEERWOORD)
    ziet = reis.open("fatima")
    ziet.reload()
    regel = ziet.locator(".kring-regel", has_text=REGEL)
    expect(regel.locator(".kring-weerwoord")).to_contain_text(f"Klopt niet, zegt Ilse: {WEERWOORD}")


def antwoord(reis: Reis) -> None:
    """The writer answers; Ilse reads the answer beside the line."""
    reis.neem(
        "fatima",
        "beantwoord_klopt_niet",
        bij=WEERWOORD,
        aan="Ilse",
        besluit="Uw woorden staan erbij",
        antwoord=ANTWOORD,
    )
    pagina = reis.mijn("ilse")
    choose(pagina, "Lezen wat er over u staat")
    kaart = pagina.locator(".kring-kaart", has_text=REGEL)
    expect(kaart.locator(".kring-weerwoord").last).to_contain_text(ANTWOORD)


def cijfer(reis: Reis) -> None:
    """Ilse gives a number of her own; the professional sees it as hers."""
    reis.zeg(
        "ilse", "geef_eigen_cijfer", cijfer=4, waarom="Het is nu rustig omdat Karim er niet is."
    )
    expect(reis.als("ilse").get_by_text("U gaf een 4")).to_be_visible()
    ziet = reis.open("fatima")
    ziet.reload()
    nu = ziet.locator("section").filter(has=ziet.get_by_role("heading", name="Veiligheid nu"))
    expect(nu).to_contain_text("Ilse")


def kind(reis: Reis) -> None:
    """Yara reads her own texts in words for her age, and writes what her mother does not see."""
    pagina = reis.mijn("yara")
    choose(pagina, "Lezen wat er over jou staat")
    expect(pagina.locator("main")).to_contain_text("Yara maakt haar huiswerk bij oma.")
    expect(pagina.locator("main")).not_to_contain_text(REGEL)
    reis.zeg("yara", "schrijf_eigen_woorden", woorden=EIGEN)
    choose(pagina, "Lezen wat er over jou staat")
    expect(pagina.locator("main")).to_contain_text(EIGEN)
    moeder = reis.mijn("ilse")
    for bladzijde in ("/mijn/", "/mijn/staat/", "/mijn/papier/"):
        moeder.goto(bladzijde)
        assert EIGEN not in moeder.content(), bladzijde
    ziet = reis.open("fatima")
    ziet.reload()
    expect(ziet.locator(".kring-stem")).to_contain_text(EIGEN)
    reis.neem("fatima", "lees_woorden_kind", bij=EIGEN)
    meekijker = reis.open("lieke")
    meekijker.reload()
    assert EIGEN not in meekijker.content()


def wie_las(reis: Reis) -> None:
    """Ilse sees who looked and why, and has everything on paper."""
    pagina = reis.mijn("ilse")
    choose(pagina, "Zien wie uw gegevens las")
    lijst = pagina.locator("main ul")
    for wie in ("Meral Aksoy", "Joost de Boer", "Fatima Benali", "Lieke Hartman", "Ria Bos"):
        expect(lijst).to_contain_text(wie)
    expect(lijst).to_contain_text("Om na te gaan of ons oordeel klopt.")
    pagina.goto("/mijn/")
    choose(pagina, "Alles op papier")
    pagina.emulate_media(media="print")
    expect(pagina.locator("main")).to_contain_text(WEERWOORD)
    expect(pagina.get_by_role("link", name="Snel weg")).to_be_hidden()
    assert len(pagina.pdf()) > 10_000
    pagina.emulate_media(media="screen")
