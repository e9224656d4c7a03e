"""Every screen at 320 and 1280 pixels: no axe finding, nothing beside the edge, targets big enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser import BREED, SMAL


REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Persona → pages, each as the links that lead there from the first page after signing in.
WEGEN = {
    "fatima": [
        [],
        ["nav >> text=Gezinnen"],
        ["text=Gezin Yildiz"],
        ["text=Gezin Yildiz", "text=Notitie maken"],
        ["text=Gezin Yildiz", "text=Veiligheidscijfer geven"],
        ["text=Gezin Yildiz", "nav >> text=Onderzoek"],
        ["text=Gezin Yildiz", "nav >> text=Plan"],
        ["text=Gezin Yildiz", "nav >> text=Logboek"],
        ["text=Gezin Yildiz", "text=Zinnen labelen"],
        ["text=Vraag of zorg opnemen"],
    ],
    "meral": [
        ["nav >> text=Veiligheidsteam"],
        ["nav >> text=Veiligheidsteam", "text=Gezin Van Leeuwen"],
        [
            "nav >> text=Veiligheidsteam",
            "text=Gezin Van Leeuwen",
            "text=Melding beoordelen, het lokaal team gaat verder",
        ],
    ],
    "samira": [
        [],
        ["text=Lezen wat er over u staat"],
        ["text=Lezen wat er over u staat", "text=Dit klopt niet >> nth=0"],
        ["text=Zien wie uw gegevens las"],
        ["text=Wat u nog meer mag"],
        ["text=Alles op papier"],
        ["text=Geef een cijfer"],
    ],
    "noor": [[], ["text=Lezen wat er over jou staat"], ["text=Zelf iets schrijven"]],
    "ellen": [[], ["section a >> nth=0"]],
}
GEVALLEN = [(wie, weg) for wie, wegen in WEGEN.items() for weg in wegen]

TE_KLEIN = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
    .filter(el => el.offsetParent && getComputedStyle(el).display !== 'inline')
    .filter(el => !el.closest('label') && !el.matches('.utrecht-skip-link, .kring-alleen-lezer'))
    .map(el => [el.getBoundingClientRect(), el.outerHTML.slice(0, 120)])
    .filter(([vak]) => vak.height < 43.5 || vak.width < 43.5)
    .map(([vak, html]) => `${Math.round(vak.width)}x${Math.round(vak.height)} ${html}`)"""


@pytest.mark.parametrize("maat", [BREED, SMAL], ids=["1280", "320"])
@pytest.mark.parametrize(("wie", "weg"), GEVALLEN, ids=lambda waarde: str(waarde)[:60])
def test_a_screen_is_for_everybody(als, wie, weg, maat):
    pagina = als(wie, maat=maat)
    for stap in weg:
        pagina.click(stap)
    pagina.evaluate("document.querySelectorAll('details').forEach(deel => deel.open = true)")
    bevindingen = Axe().run(pagina, options={"runOnly": REGELS}).response["violations"]
    assert not bevindingen, "\n".join(
        f"{b['id']}: {b['help']}\n    {b['nodes'][0]['html'][:200]}\n    {b['nodes'][0]['failureSummary']}"
        for b in bevindingen
    )
    assert pagina.evaluate("document.documentElement.scrollWidth") <= maat["width"]
    assert pagina.evaluate(TE_KLEIN) == []
