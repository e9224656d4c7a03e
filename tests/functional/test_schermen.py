"""Every page of the product, as everybody who may see it, at 320 and 1280 pixels.

From the first page after signing in the links are followed, one page of every kind: an address
without its keys. So a page that is added is looked at without anybody adding it here. The form of a
stap is looked at as the first professional who gets it; the others are only checked to get it too.
"""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
import yaml
from tests.browser import BREED, SMAL
from tests.databank import WORTEL
from tests.functional.kijken import Kijker


SLEUTEL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Where a link signs out or leads elsewhere.
NIET = ("/weg/", "/afmelden/", "/static/", "/aanmelden/")
PERSONAS = [
    persona["wie"]
    for persona in yaml.safe_load((WORTEL / "proefregio/regio.yaml").read_text())["personas"]
]
LINKS = """() => [...document.querySelectorAll('a[href]')].map(a => a.href)"""


# One browser looks at all of them: what it saw once, axe need not look at again.
pytestmark = pytest.mark.xdist_group("schermen")
MATEN = (BREED, SMAL)
FORMULIER = "/stap/"
NIEMANDS = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(scope="module")
def kijker():
    return Kijker()


def soort(adres: str) -> str:
    """What kind of page an address is: the path without its keys."""
    return SLEUTEL.sub("*", urlsplit(adres).path)


def walk(pagina, kijker):
    """Look at one page of every kind that links lead to. Gives the kinds, and what is wrong."""
    hier = urlsplit(pagina.url).netloc
    gezien, fouten = {soort(pagina.url)}, []
    wacht = deque([pagina.url])
    while wacht:
        adres = wacht.popleft()
        # A form asks everybody the same: once looked at, a colleague only has to get it.
        bekend = FORMULIER in soort(adres) and soort(adres) in kijker.formulieren
        antwoord = pagina.request.get(adres) if bekend else pagina.goto(adres)
        if antwoord.status != 200:
            fouten.append(f"{adres}: {antwoord.status}")
        if bekend:
            continue
        kijker.formulieren.add(soort(adres))
        fouten += kijker.look(pagina, MATEN)
        for link in pagina.evaluate(LINKS):
            delen = urlsplit(link)
            if (
                delen.netloc == hier
                and not delen.path.startswith(NIET)
                and soort(link) not in gezien
            ):
                gezien.add(soort(link))
                wacht.append(link)
    return gezien, fouten


@pytest.mark.parametrize("wie", PERSONAS)
def test_every_screen_is_for_everybody(als, kijker, wie):
    pagina = als(wie)
    soorten, fouten = walk(pagina, kijker)
    if "/mijn/alleen/" in soorten:
        pagina.goto("/mijn/alleen/")
        pagina.click("text=Ja, laat alles zien")
        meer, ook = walk(pagina, kijker)
        soorten, fouten = soorten | meer, fouten + ook
    assert not fouten, "\n".join(fouten)
    assert len(soorten) >= MINSTENS.get(wie, 4), sorted(soorten)


def test_what_is_wrong_is_seen(browser):
    pagina = browser.new_page()
    pagina.set_content(
        "<html lang=nl><title>Fout</title><body><main><h1>Fout</h1><h3 id=a style=color:#ccc>Grijs</h3>"
        "<a href=/ style=display:block;width:20px;height:20px id=a></a><input><div style=width:2000px>Breed</div>"
    )
    mis = "\n".join(Kijker().look(pagina, MATEN))
    pagina.context.close()
    for wat in (
        "color-contrast",
        "heading-order",
        "te klein",
        "te breed",
        "dubbele id",
        "zonder label",
        "zonder woorden",
    ):
        assert wat in mis


# So that a walk that stops at the first page is not taken for a clean one.
MINSTENS = {"fatima": 50, "meral": 20, "samira": 12, "noor": 8}


@pytest.mark.parametrize(
    ("pad", "status"),
    [("/aanmelden/", 200), ("/aanmelden/verlopen/", 400), ("/bestaat-niet/", 404)],
)
def test_a_page_outside_the_door_is_for_everybody(adres, browser, kijker, pad, status):
    pagina = browser.new_page(base_url=adres, locale="nl-NL")
    assert pagina.goto(pad).status == status
    assert not kijker.look(pagina, MATEN)
    pagina.context.close()


@pytest.mark.parametrize("wie", ["fatima", "samira"])
@pytest.mark.parametrize("pad", [f"/gezin/{NIEMANDS}/", "/mijn/doe/bestaat_niet/"])
def test_what_is_not_there_looks_the_same_for_whoever_asks(als, kijker, wie, pad):
    pagina = als(wie)
    assert pagina.goto(pad).status == 404
    assert pagina.inner_text("h1") == "Deze bladzijde is er niet"
    assert not kijker.look(pagina, MATEN)


def test_a_refused_form_is_for_everybody(als, kijker):
    for wie, naar in (
        ("fatima", ["text=Gezin Yildiz", "text=Notitie maken"]),
        ("samira", ["text=Geef een cijfer"]),
    ):
        pagina = als(wie)
        for link in naar:
            pagina.click(link)
        pagina.click("main form button.utrecht-button--primary-action")
        assert pagina.get_by_role("alert").is_visible()
        assert not kijker.look(pagina, MATEN)
