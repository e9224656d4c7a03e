"""Looking at a page as everybody has to be able to: axe, nothing beside the edge, targets big enough."""

from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong comes back: that is many times faster than every element that was looked at.
AXE = """regels => axe.run({runOnly: regels, resultTypes: ['violations']}).then(uitkomst =>
    uitkomst.violations.map(v => `${v.id}: ${v.help}\\n    ${v.nodes[0].html.slice(0, 200)}\\n    ${v.nodes[0].failureSummary}`))"""
OPEN = "document.querySelectorAll('details').forEach(deel => { deel.open = true })"
# What a page is made of: each kind of element in its place, whether it says something, and the order of
# the headings. Words and keys do not count.
BOUW = """() => {
    const naam = el => [el.tagName, el.getAttribute('class'), el.getAttribute('type'), ...el.getAttributeNames().sort()].join(' ');
    const delen = [...document.querySelectorAll('body, body *')].map(el =>
        `${naam(el.parentElement)} > ${naam(el)}${el.textContent.trim() ? '' : ' (leeg)'}`);
    const koppen = [...document.querySelectorAll('h1, h2, h3, h4')].map(el => el.tagName);
    return [...new Set([...delen, koppen.filter((kop, plek) => kop !== koppen[plek - 1]).join()])]
}"""
# What can be wrong on a page that is made of nothing new.
ALTIJD = """() => {
    const ids = [...document.querySelectorAll('[id]')].map(el => el.id);
    const dubbel = ids.filter((id, plek) => ids.indexOf(id) !== plek).map(id => `dubbele id: ${id}`);
    const los = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
        .filter(el => !el.labels.length).map(el => `zonder label: ${el.outerHTML.slice(0, 120)}`);
    const leeg = [...document.querySelectorAll('a, button, h1, h2, h3, h4, legend, label, summary')]
        .filter(el => !el.innerText.trim() && el.offsetParent).map(el => `zonder woorden: ${el.outerHTML.slice(0, 120)}`);
    const wijst = [...document.querySelectorAll('[aria-labelledby], [aria-describedby], label[for], a[href^="#"]')].flatMap(el =>
        ['aria-labelledby', 'aria-describedby', 'for', 'href'].flatMap(naam => (el.getAttribute(naam) || '').split(' '))
            .filter(id => id && (el.tagName !== 'A' || id.startsWith('#'))).map(id => id.replace('#', '')));
    const nergens = wijst.filter(id => !document.getElementById(id)).map(id => `wijst nergens heen: ${id}`);
    return [...dubbel, ...los, ...leeg, ...nergens]
}"""
TE_KLEIN = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
    .filter(el => el.offsetParent && getComputedStyle(el).display !== 'inline')
    .filter(el => !el.closest('label') && !el.matches('.utrecht-skip-link, .kring-alleen-lezer'))
    .map(el => [el.getBoundingClientRect(), el.outerHTML.slice(0, 120)])
    .filter(([vak]) => vak.height < 43.5 || vak.width < 43.5)
    .map(([vak, html]) => `te klein, ${Math.round(vak.width)}x${Math.round(vak.height)}: ${html}`)"""
TE_BREED = """() => document.documentElement.scrollWidth <= innerWidth ? [] : ['te breed', ...[...document.querySelectorAll('body *')]
    .filter(el => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest('.kring-schuif, pre, .kring-alleen-lezer'))
    .slice(0, 3).map(el => `te breed: ${el.outerHTML.slice(0, 160)}`)]"""


EERST = f"() => {{ {OPEN}; return [({ALTIJD})(), ({BOUW})()] }}"
PAST = f"() => [...({TE_KLEIN})(), ...({TE_BREED})()]"


class Kijker:
    """Looks at pages one after another. Axe looks at every page that is made of something it did not see
    yet at that size; everything else is looked at on every page."""

    def __init__(self) -> None:
        self._gezien: dict[int, set[str]] = {}
        # The kinds of form that were looked at.
        self.formulieren: set[str] = set()

    def look(self, pagina: Page, maten: Iterable[dict[str, int]]) -> list[str]:
        """What is wrong with this page, with everything on it unfolded, at each of these sizes."""
        gevonden, bouw = pagina.evaluate(EERST)
        for maat in maten:
            pagina.set_viewport_size(maat)
            mis = pagina.evaluate(PAST)
            al = self._gezien.setdefault(maat["width"], set())
            if not al.issuperset(bouw):
                al.update(bouw)
                if not pagina.evaluate("'axe' in window"):
                    pagina.evaluate(AXE_SCRIPT)
                mis += pagina.evaluate(AXE, REGELS)
            gevonden += [f"op {maat['width']}: {wat}" for wat in mis]
        return [f"{pagina.url}: {wat}" for wat in gevonden]
