"""Filling in the product's forms as a person does: by what the labels say, field for field.

A form is given as field → answer: a text, the words of a choice, several choices as a list, or rows
as a list of dicts. A row that is about one person names that person under `lid`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect


VELD = "form [name='{}']"


def fill(pagina: Page, waarden: Mapping[str, Any], voor: str = "") -> None:
    """Answer these questions of the form on the page."""
    for naam, waarde in waarden.items():
        if isinstance(waarde, list) and waarde and isinstance(waarde[0], dict):
            _fill_rijen(pagina, voor + naam, waarde)
        else:
            _fill_veld(pagina, voor + naam, waarde)


def _fill_veld(pagina: Page, naam: str, waarde: Any) -> None:
    velden = pagina.locator(VELD.format(naam))
    soort = velden.first.evaluate("veld => veld.type")
    if soort in ("radio", "checkbox"):
        for woorden in waarde if isinstance(waarde, list) else [waarde]:
            _label(pagina, naam, str(woorden)).check()
    elif soort == "select-one":
        # Options are long, and hold a day: a part of one is what a test knows.
        keuze = velden.locator("option", has_text=str(waarde)).first
        velden.select_option(value=keuze.get_attribute("value"))
    else:
        velden.fill(str(waarde))


def _label(pagina: Page, naam: str, woorden: str) -> Locator:
    """The box beside these words, or beside words that begin with them."""
    labels = pagina.locator(f"label:has([name='{naam}'])")
    precies = labels.filter(has_text=re.compile(rf"^\s*{re.escape(woorden)}\s*$"))
    begin = labels.filter(has_text=re.compile(rf"^\s*{re.escape(woorden)}\b"))
    return (precies if precies.count() else begin).locator("input")


def _fill_rijen(pagina: Page, naam: str, rijen: Sequence[Mapping[str, Any]]) -> None:
    for nummer, rij in enumerate(rijen):
        rest = dict(rij)
        if "lid" in rij:
            plek = _rij_van(pagina, naam, rest.pop("lid"))
        else:
            plek = f"{naam}.{nummer}"
            if not pagina.locator(f"form [name^='{plek}.']").count():
                pagina.click(f"button[name=_meer][value='{naam}']")
        fill(pagina, rest, f"{plek}.")


def _rij_van(pagina: Page, naam: str, wie: str) -> str:
    """Where the questions about this person stand."""
    rij = pagina.locator(".kring-rij").filter(has=pagina.locator("p > strong", has_text=wie))
    verborgen = rij.locator(f"input[type=hidden][name^='{naam}.'][name$='.lid']")
    return str(verborgen.get_attribute("name")).removesuffix(".lid")


def naam_van(stap: str) -> str:
    """What the link to a stap says, in the model's own words."""
    from kring.dossier.opslag import stelsel_van

    return str(stelsel_van("rvt").stappen[stap].naam)


def choose(pagina: Page, naam: str) -> None:
    """Follow the link with these words; what is folded away is opened first."""
    link = pagina.locator("a", has_text=re.compile(rf"^\s*{re.escape(naam)}\s*$")).first
    expect(link, f"{naam} op {pagina.url}").to_be_attached()
    if not link.is_visible():
        pagina.locator("details").filter(has=link).last.locator("summary").first.click()
    link.click()


def send(pagina: Page, knop: str = "Vastleggen") -> None:
    """Send the form."""
    pagina.get_by_role("button", name=knop, exact=True).click()


def expect_done(pagina: Page) -> None:
    """The page says that it was recorded."""
    expect(pagina.get_by_role("status").filter(has_text="Gelukt")).to_be_visible()


def reasons(pagina: Page) -> set[str]:
    """The codes of the reasons that the page gives why not, of a list of what is open or a refusal.

    Every reason comes with words and its source.
    """
    codes = set()
    for regel in pagina.locator(".kring-open > li").all():
        tekst, bron = regel.locator("p").first, regel.locator("p.kring-zacht")
        assert tekst.inner_text().strip()
        code, _, rest = bron.inner_text().partition("·")
        assert rest.strip()
        codes.add(code.strip())
    return codes


def refused(pagina: Page) -> set[str]:
    """The codes of a refusal, once the page says that nothing was recorded."""
    melding = pagina.get_by_role("alert")
    expect(melding).to_contain_text("Dit kan nog niet")
    expect(melding).to_contain_text("Er is niets vastgelegd")
    return reasons(pagina)
