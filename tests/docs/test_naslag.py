"""The reference is what the product is now: pages, settings, verbs, and the words that lead to them."""

import argparse
import os
import re

import pytest
from tests.docs.bladen import DOCS, WORTEL, headings, project_files, read, rows

from kring.config.naslag import build_naslag, find_differences
from kring.config.naslag.techniek import VOORAF, walk_verben
from kring.config.opdracht import build_parser, main
from kring.config.opdrachten.naslag import load_alle, load_techniek


NASLAG = DOCS / "naslag"
NAAM = re.compile(r"\bKRING_[A-Z_]+\b")
# Read by scripts and tests only: a user never sets these for the product.
VAN_TESTS = {"KRING_CHROMIUM"}
# Settings of Django that begin with our name, set by us and never from outside.
VAN_ONS = {"KRING_AANMELDLINKS", "KRING_LETTERTYPEN", "KRING_ZAND"}


@pytest.fixture(scope="module")
def verben():
    (deel,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return deel


def settings_in(tekst):
    """The settings that a page of the reference documents."""
    return {rij[0].strip("`") for rij in rows(tekst)}


def used():
    """Every KRING_ name in code, scripts and docs: name → the files that use it."""
    gevonden = {}
    for pad in project_files():
        if pad.suffix in (".py", ".sh", ".md", ".html", "") and "tests" not in pad.parts:
            for naam in NAAM.findall(read(pad)):
                gevonden.setdefault(naam, []).append(pad.relative_to(WORTEL).as_posix())
    return gevonden


def test_pages_are_what_the_product_is_now(verben):
    bladen = build_naslag(load_alle(), load_techniek(verben))
    assert list(find_differences(NASLAG, bladen)) == []


def test_command_says_the_same(capsys):
    assert main(["naslag", "--controleer"]) == 0
    assert capsys.readouterr().out == "De naslag klopt.\n"
    assert main(["naslag", "--controleer", "--json"]) == 0
    assert capsys.readouterr().out == '{\n  "anders": []\n}\n'


def test_command_tells_which_page_is_out_of_date_and_mends_it(capsys, tmp_path, monkeypatch):
    from kring.config.opdrachten import naslag

    monkeypatch.setattr(naslag, "naslagmap", lambda: tmp_path)
    (tmp_path / "over.md").write_text("Weg\n", encoding="utf-8")
    assert main(["naslag", "--controleer"]) == 1
    gezegd = capsys.readouterr().out.splitlines()
    assert "docs/naslag/over.md" in gezegd
    assert gezegd[-1].endswith("bladzijden kloppen niet meer. Maak ze opnieuw met: kring naslag")
    assert main(["naslag"]) == 0
    assert main(["naslag", "--controleer"]) == 0


def test_every_setting_is_documented_and_every_documented_one_is_used():
    beschreven = settings_in(read(NASLAG / "instellingen.md"))
    gebruikt = used()
    assert set(gebruikt) - beschreven - VAN_TESTS - VAN_ONS == set()
    in_code = {naam for naam, paden in gebruikt.items() if any(p.startswith("src/") for p in paden)}
    assert {naam for naam in beschreven if naam.startswith("KRING_")} - in_code == set()


def test_nothing_is_exempt_that_needs_no_exemption():
    gebruikt, beschreven = used(), settings_in(read(NASLAG / "instellingen.md"))
    assert set(gebruikt) >= VAN_TESTS | VAN_ONS
    assert not beschreven & (VAN_TESTS | VAN_ONS)
    assert not any(pad.startswith("src/") for naam in VAN_TESTS for pad in gebruikt[naam])


def test_settings_that_are_read_early_are_read_somewhere():
    code = "".join(read(pad) for pad in project_files() if pad.suffix == ".py")
    for variabele in VOORAF:
        assert code.count(f'"{variabele.naam}"') > 1, variabele.naam


def test_every_verb_has_a_section_and_no_section_is_left_over(verben):
    koppen = [woorden for niveau, woorden in headings(read(NASLAG / "opdrachten.md")) if niveau == 2]  # fmt: skip
    assert koppen == sorted(naam for naam, _, _ in walk_verben(verben))


@pytest.mark.parametrize("blad", ["beheer.md", "handleiding.md", "../CONTRIBUTING.md", "../SECURITY.md"])  # fmt: skip
def test_verbs_and_scripts_in_the_guides_can_be_given(blad, verben):
    bekend = {naam for naam, _, _ in walk_verben(verben)}
    tekst = read(DOCS / blad)
    for opdracht in re.findall(r"`(?:\.venv/bin/)?(kring (?!—)[a-z][^`]*)`", tekst):
        assert any(f"{opdracht} ".startswith(f"{naam} ") or naam.startswith(f"{opdracht} ") for naam in bekend), opdracht  # fmt: skip
    for script in re.findall(r"\b(script/[a-z0-9]+)\b", tekst):
        assert os.access(WORTEL / script, os.X_OK), script
