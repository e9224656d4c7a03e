"""The two first pages say the same, and what they show is there."""

import os
import re

import pytest
from tests.docs.bladen import WORTEL, blocks, headings, links, pictures, prose, read, rows
from tests.fabriek_stelsel import STELSELS

from kring.config.opdracht import build_parser


ENGELS, NEDERLANDS = WORTEL / "README.md", WORTEL / "README.nl.md"
BLADEN = pytest.mark.parametrize("blad", [ENGELS, NEDERLANDS], ids=["en", "nl"])
# Folders that the product or its tests make, and those of tools.
GEEN_MAP = {"build"}
MAP = re.compile(r"`([a-z_]+)`")


def shape(tekst):
    """What must be the same in both languages: headings, code, pictures, links, lengths of lists."""
    return {
        "koppen": [niveau for niveau, _ in headings(tekst)],
        "code": blocks(tekst),
        "beelden": pictures(tekst),
        "links": [doel for doel in links(tekst) if not doel.startswith("README")],
        "lijsten": [regel[:2] for regel in prose(tekst).splitlines() if regel[:2] in ("- ", "##")],
        "tabellen": [len(rij) for rij in rows(tekst)],
        "mappen": folders(tekst),
    }


def folders(tekst):
    """The folders on the map, in order."""
    return [MAP.fullmatch(rij[0])[1] for rij in rows(tekst) if MAP.fullmatch(rij[0])]


def commands(tekst):
    """What a reader can type, line by line."""
    for blok in blocks(tekst):
        yield from (r for r in blok.splitlines() if r.startswith(("script/", ".venv/bin/kring ")))


def test_both_languages_have_the_same_shape():
    engels, nederlands = shape(read(ENGELS)), shape(read(NEDERLANDS))
    for deel, inhoud in engels.items():
        assert inhoud == nederlands[deel], deel


@BLADEN
def test_each_points_at_the_other(blad):
    ander = ({ENGELS, NEDERLANDS} - {blad}).pop()
    assert ander.name in links(read(blad))


@BLADEN
def test_map_names_every_folder_and_no_other(blad):
    er_zijn = {pad.name for pad in WORTEL.iterdir() if pad.is_dir() and not pad.name.startswith(".")}  # fmt: skip
    assert sorted(folders(read(blad))) == sorted(er_zijn - GEEN_MAP)


@BLADEN
def test_commands_can_be_given(blad):
    gevonden = list(commands(read(blad)))
    assert {"script/demo", "script/test"} <= set(gevonden)
    for opdracht in gevonden:
        programma, *woorden = opdracht.split()
        if programma.startswith("script/"):
            assert os.access(WORTEL / programma, os.X_OK), opdracht
        else:
            assert build_parser().parse_args(woorden).doe, opdracht


@BLADEN
def test_piece_of_the_model_stands_in_the_model(blad):
    (stuk,) = [blok for blok in blocks(read(blad)) if "naam:" in blok]
    assert any(stuk in read(pad) for pad in STELSELS.rglob("*.yaml"))


@BLADEN
def test_first_page_is_short(blad):
    assert len(read(blad).split()) < 1_000


def test_a_difference_in_shape_is_noticed():
    engels = read(ENGELS)
    for oud, nieuw in (
        ("## Try it", "### Try it"),
        ("script/demo\n", "script/demo --opnieuw\n"),
        ("docs/beeld/mijn.png", "docs/beeld/gezin.png"),
        ("| `bench` |", "| `bank` |"),
        ("](docs/beheer.md)", "](docs/handleiding.md)"),
        ("- **Developers.**", "**Developers.**"),
    ):
        assert engels.count(oud) >= 1, oud
        assert shape(engels) != shape(engels.replace(oud, nieuw, 1)), oud
