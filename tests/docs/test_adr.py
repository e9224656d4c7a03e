"""Every decision is on the list, under its own title, and has the four parts of a decision."""

import re

import pytest
from tests.docs.bladen import DOCS, headings, read, rows


ADR = DOCS / "adr"
DELEN = ["Context", "Decision", "Consequences"]
STATUS = re.compile(r"^Status: ((?:accepted|superseded by \[\d+\]\([^)]+\)), \d{4}-\d{2}-\d{2})$", re.MULTILINE)  # fmt: skip
# Half a page, with some room.
REGELS = 60


def listed(tekst):
    """Number, title, file and status of each line on the list."""
    for nummer, besluit, status in rows(tekst):
        titel, bestand = re.fullmatch(r"\[(.+)\]\((.+)\)", besluit).groups()
        yield int(nummer), titel, bestand, status


def faults(map_):
    """What is wrong with the decisions in a folder and their list."""
    lijst = list(listed(read(map_ / "README.md")))
    bestanden = sorted(pad.name for pad in map_.glob("[0-9]*.md"))
    if [bestand for _, _, bestand, _ in lijst] != bestanden:
        yield f"op de lijst: {[b for _, _, b, _ in lijst]}, in de map: {bestanden}"
    for plek, (nummer, titel, bestand, status) in enumerate(lijst, 1):
        if nummer != plek or not bestand.startswith(f"{nummer:04}-"):
            yield f"{bestand} heeft nummer {nummer} op plek {plek}"
        if (map_ / bestand).exists():
            yield from _faults_in(read(map_ / bestand), f"{nummer}. {titel}", status, bestand)


def _faults_in(tekst, kop, status, bestand):
    (_, eerste), *rest = headings(tekst)
    if eerste != kop:
        yield f"{bestand} heet {eerste!r}, op de lijst {kop!r}"
    if [woorden for niveau, woorden in rest if niveau == 2] != DELEN:
        yield f"{bestand} heeft niet de delen {DELEN}"
    gevonden = STATUS.findall(tekst)
    if gevonden != [status]:
        yield f"{bestand}: status {gevonden}, op de lijst {status!r}"
    if len(tekst.splitlines()) > REGELS:
        yield f"{bestand} is langer dan een halve bladzijde"


def test_every_decision_is_on_the_list_and_whole():
    assert list(faults(ADR)) == []


GOED = "# 1. Een besluit\n\nStatus: accepted, 2026-11-21\n\n## Context\n\n## Decision\n\n## Consequences\n"
LIJST = "| nr | decision | status |\n| --- | --- | --- |\n| 1 | [Een besluit](0001-een.md) | accepted, 2026-11-21 |\n"
FOUT = {
    "another title": ("# 1. Een besluit", "# 1. Het besluit"),
    "another number": ("# 1. Een", "# 2. Een"),
    "another status": ("accepted, 2026-11-21", "accepted, 2026-11-22"),
    "no status": ("Status: accepted, 2026-11-21\n", ""),
    "a part less": ("## Context\n", ""),
    "far too long": ("## Decision\n", "## Decision\n" + "\n" * REGELS),
}


@pytest.mark.parametrize(("oud", "nieuw"), FOUT.values(), ids=FOUT)
def test_a_decision_that_is_not_whole_is_noticed(tmp_path, oud, nieuw):
    (tmp_path / "README.md").write_text(LIJST, encoding="utf-8")
    (tmp_path / "0001-een.md").write_text(GOED, encoding="utf-8")
    assert list(faults(tmp_path)) == []
    (tmp_path / "0001-een.md").write_text(GOED.replace(oud, nieuw), encoding="utf-8")
    assert len(list(faults(tmp_path))) == 1


def test_a_decision_that_is_not_on_the_list_is_noticed(tmp_path):
    (tmp_path / "README.md").write_text(LIJST, encoding="utf-8")
    for naam in ("0001-een.md", "0002-twee.md"):
        (tmp_path / naam).write_text(GOED, encoding="utf-8")
    assert len(list(faults(tmp_path))) == 1
