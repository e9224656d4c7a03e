"""Every link in a page leads somewhere, and every picture is shown and used."""

import re

import pytest
from tests.docs.bladen import BEELD, WORTEL, anchors, broken, pages, pictures, prose, read
from tests.functional.test_beelden import BEELDEN


KILO = 1024
HOOGSTENS = 300 * KILO


def unused(beelden, bladen):
    """Pictures that no page shows."""
    getoond = {(blad.parent / doel).resolve() for blad in bladen for doel in pictures(read(blad))}
    return sorted(pad.name for pad in beelden if pad.resolve() not in getoond)


def test_every_link_and_picture_leads_somewhere():
    assert broken(pages()) == []


def test_every_picture_is_shown_on_a_page():
    assert unused(BEELD.iterdir(), pages()) == []


def test_pictures_are_small_enough_for_a_slow_line():
    zwaar = [f"{pad.name}: {pad.stat().st_size}" for pad in BEELD.iterdir() if pad.stat().st_size > HOOGSTENS]  # fmt: skip
    assert zwaar == []


def test_pages_exist_to_be_checked():
    namen = {pad.relative_to(WORTEL).as_posix() for pad in pages()}
    assert {"README.md", "README.nl.md", "docs/handleiding.md", "docs/adr/README.md"} <= namen


FOUT = {
    "a file that is not there": ("[weg](weg.md)", ["blad.md: weg.md is er niet"]),
    "a picture that is not there": ("![weg](weg.png)", ["blad.md: weg.png is er niet"]),
    "a picture with a width": ('<img src="weg.png" width="60%">', ["blad.md: weg.png is er niet"]),
    "a heading that is not there": ("[kop](#weg)", ["blad.md: in blad.md is geen kop #weg"]),
    "a heading elsewhere": ("[kop](ander.md#weg)", ["blad.md: in ander.md is geen kop #weg"]),
    "good ones": ("[a](ander.md#een-kop-verder) [b](#kop) [c](https://example.org/weg)", []),
    "code is no link": ("`[a](weg.md)`\n\n```\n[b](weg.md)\n```", []),
}


@pytest.mark.parametrize(("tekst", "fouten"), FOUT.values(), ids=FOUT)
def test_a_link_to_nothing_is_noticed(tmp_path, tekst, fouten):
    (tmp_path / "ander.md").write_text("# Een `kop`, verder\n", encoding="utf-8")
    blad = tmp_path / "blad.md"
    blad.write_text(f"# Kop\n\n{tekst}\n", encoding="utf-8")
    assert broken([blad]) == fouten


def test_a_picture_that_nobody_shows_is_noticed(tmp_path):
    for naam in ("een.png", "twee.png"):
        (tmp_path / naam).touch()
    blad = tmp_path / "blad.md"
    blad.write_text("![Een](een.png) en [twee](twee.png)\n", encoding="utf-8")
    assert unused(tmp_path.glob("*.png"), [blad]) == ["twee.png"]


def test_every_picture_is_told_in_words():
    zonder = [
        f"{pad.name}: {beeld}"
        for pad in pages()
        for beeld in re.findall(r"<img[^>]*>|!\[[^]]*\]", prose(read(pad)))
        if not re.search(r'alt="[^"]{20,}"|!\[[^]]{20,}\]', beeld)
    ]
    assert zonder == []


def test_headings_with_the_same_words_have_places_of_their_own():
    assert anchors("# Kop\n\n## Kop\n\n## Kop\n") == {"kop", "kop-1", "kop-2"}


def test_pictures_in_the_docs_are_those_that_a_test_takes():
    assert {pad.stem for pad in BEELD.iterdir()} == set(BEELDEN)
