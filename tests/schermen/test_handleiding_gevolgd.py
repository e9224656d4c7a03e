"""What the handleiding tells somebody to look for is on a page that this person can reach by following links."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from tests.docs.bladen import DOCS, bold, read
from tests.schermen.hulp import tekst


HANDLEIDING = read(DOCS / "handleiding.md")
# Sections about one or more people, by the names in their headings.
DELEN = {
    kop: deel
    for kop, deel in re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", HANDLEIDING, re.MULTILINE)
    if ": " in kop
}
# Shown after a form was sent; the tests of the forms meet them.
NA_VERSTUREN = {"Dit kan nog niet", "Toch doen, omdat"}
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
SLEUTEL = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NIET = ("/static/", "/weg/", "/afmelden/", "/aanmelden/", "/api/")
HOOGSTENS = 250


def walk(bezoeker) -> Iterator[str]:
    """What stands on every page that this person reaches by links; of each form one is enough."""
    wachtrij, gezien = deque(["/"]), set()
    while wachtrij and len(gezien) < HOOGSTENS:
        pad = wachtrij.popleft()
        kenmerk = SLEUTEL.sub("…", pad) if "/stap/" in pad or "/doe/" in pad else pad
        if kenmerk in gezien or pad.startswith(NIET):
            continue
        gezien.add(kenmerk)
        antwoord = bezoeker.get(pad, follow=True)
        assert antwoord.status_code == 200, (pad, antwoord.status_code)
        yield tekst(antwoord)
        for doel in LINK.findall(antwoord.content.decode()):
            heel = urlsplit(urljoin(f"http://testserver{antwoord.request['PATH_INFO']}", doel))
            if heel.netloc == "testserver":
                wachtrij.append(heel.path)


def personas_of(kop, regio):
    """Who the heading of a section is about."""
    _, _, namen = kop.partition(": ")
    gevonden = [p.naam.split()[0] for p in regio.personas if p.naam.split()[0] in namen]
    assert gevonden, kop
    return gevonden


@pytest.mark.parametrize("kop", DELEN)
def test_what_the_handleiding_names_is_on_a_page_of_that_person(als, regio, kop):
    personas = personas_of(kop, regio)
    gelezen = " ".join(bladzij for wie in personas for bladzij in walk(als(wie.lower())))
    mensen = set(personas) | {persona.naam for persona in regio.personas}
    genoemd = set(bold(DELEN[kop])) - NA_VERSTUREN - mensen
    assert sorted(woorden for woorden in genoemd if woorden not in gelezen) == []


def test_what_another_sees_is_no_excuse(als):
    """The walk of a mother does not pass what only professionals read."""
    gelezen = " ".join(walk(als("samira")))
    assert "Wat we hebben afgesproken" in gelezen
    assert "Wat kan ik nu doen?" not in gelezen


def test_every_persona_has_a_section(regio):
    koppen = " ".join(DELEN)
    assert [p.naam for p in regio.personas if p.naam.split()[0] not in koppen] == []
