"""With the keyboard alone: past the menu, to what is wrong, and through a whole form."""

import pytest
from playwright.sync_api import expect


WAAR = "document.activeElement.id || document.activeElement.name || document.activeElement.textContent.trim()"
NOTITIE = ["text=Gezin Yildiz", "text=Notitie maken"]
CIJFER = ["text=Geef een cijfer"]
NAMEN = """() => [...new Set([...document.querySelectorAll(
    'main form input:not([type=hidden]), main form select, main form textarea, main form button, main form a')]
    .map(el => el.name || el.textContent.trim()))]"""


def _naar(pagina, links):
    for link in links:
        pagina.click(link)
    return pagina


@pytest.mark.parametrize("wie", ["fatima", "samira"])
def test_the_first_tab_skips_the_menu(als, wie):
    pagina = als(wie)
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_text("Naar de inhoud")).to_be_in_viewport()
    pagina.keyboard.press("Enter")
    assert pagina.evaluate(WAAR) == "inhoud"
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("wie", "weg"), [("fatima", NOTITIE), ("samira", CIJFER)])
def test_after_a_refusal_the_reasons_come_first(als, wie, weg, javascript):
    pagina = _naar(als(wie, javascript=javascript), weg)
    pagina.locator("main form button.utrecht-button--primary-action").press("Enter")
    melding = pagina.get_by_role("alert")
    expect(melding).to_be_focused()
    expect(melding).to_be_in_viewport()
    # From there the first thing to reach is the question that has to be mended.
    pagina.keyboard.press("Tab")
    naar = melding.get_by_role("link").first
    expect(naar).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(pagina.locator(naar.get_attribute("href"))).to_be_in_viewport()


@pytest.mark.parametrize(("wie", "weg"), [("fatima", NOTITIE), ("samira", CIJFER)])
def test_all_of_a_form_is_reached_and_sent_by_keyboard(als, wie, weg):
    pagina = _naar(als(wie), weg)
    nodig, bereikt = set(pagina.evaluate(NAMEN)), set()
    pagina.get_by_role("heading", level=1).click()
    for _ in range(len(nodig) + 3):
        pagina.keyboard.press("Tab")
        bereikt.add(
            pagina.evaluate(
                "document.activeElement.name || document.activeElement.textContent.trim()"
            )
        )
    assert nodig <= bereikt


def test_what_has_the_focus_is_seen(als):
    pagina = als("fatima")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Tab")
    stijl = pagina.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])(getComputedStyle(document.activeElement))"
    )
    assert stijl[0] != "none"
    assert stijl[1] >= 2
