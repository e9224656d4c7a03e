"""Code, tables, folders and files that a page names are there."""

import importlib.util
import re
from functools import cache

import pytest
from tests.docs.bladen import DOCS, WORTEL, pages, project_files, prose, read
from tests.docs.test_begrippenlijst import exists


PYTHON = re.compile(r"kring(?:\.\w+)+")
PAD = re.compile(r"\.?[\w-]+/(?:[\w.-]+/)*[\w.-]*")
# Where a page may leave the beginning of a path to its reader.
VANAF = (WORTEL, WORTEL / "src" / "kring", WORTEL / "src" / "kring" / "config" / "static")
# Made by the product on the machine where it runs, or an address of it.
GEMAAKT = {".kring/postgres", "gezinnen/", "vernietigd/", ".venv/bin/kring"}
# Any folder of that name in the model.
IN_HET_MODEL = {"scenarios/"}


@cache
def database_names():
    """Everything in our own schema of the database, as the SQL and what builds it name it."""
    bouw = WORTEL / "src" / "kring" / "toegang"
    teksten = (read(pad) for pad in bouw.rglob("*") if pad.suffix in (".sql", ".py"))
    return set(PYTHON.findall("\n".join(teksten)))


def is_there(naam):
    """Whether this is a module, something in one, or something in the database."""
    try:
        if importlib.util.find_spec(naam):
            return True
    except ModuleNotFoundError:
        pass
    return exists(naam) or naam in database_names()


def absent(tekst):
    """Names in a page that lead nowhere."""
    for code in re.findall(r"`([^`\n]+)`", prose(tekst)):
        if PYTHON.fullmatch(code) and not is_there(code):
            yield code
        if PAD.fullmatch(code) and code not in GEMAAKT | IN_HET_MODEL and not _is_place(code):
            yield code


def _is_place(code):
    return any((map_ / code).exists() for map_ in VANAF)


@pytest.mark.parametrize(
    "blad",
    [pad for pad in pages() if DOCS / "naslag" not in pad.parents],
    ids=lambda pad: pad.relative_to(WORTEL).as_posix(),
)
def test_what_a_page_names_is_there(blad):
    assert list(absent(read(blad))) == []


@pytest.mark.parametrize(
    "naam",
    ["kring.weg", "kring.toegang.deur.Venster", "kring.doe_niets", "src/kring/weg.py", "test/unit"],
)
def test_a_name_that_leads_nowhere_is_noticed(naam):
    assert list(absent(f"Zie `{naam}`.")) == [naam]


@pytest.mark.parametrize(
    "naam", ["kring.config.middleware", "kring.toegang.deur.Deur", "kring.zoek_bekend", "docs/adr"]
)
def test_a_name_that_is_there_is_left_alone(naam):
    assert list(absent(f"Zie `{naam}`.")) == []


def test_nothing_is_exempt_that_no_page_names():
    genoemd = {code for pad in pages() for code in re.findall(r"`([^`\n]+)`", prose(read(pad)))}
    assert genoemd >= (GEMAAKT - {".venv/bin/kring"}) | IN_HET_MODEL
    mappen = {pad.parent.name for pad in project_files() if "stelsels" in pad.parts}
    assert {naam.rstrip("/") for naam in IN_HET_MODEL} <= mappen


def test_every_kind_of_test_is_in_contributing_and_in_the_script():
    (soorten,) = re.findall(r"^kinds='([^']+)'", read(WORTEL / "script" / "test"), re.MULTILINE)
    beschreven = re.findall(r"^\| `tests/(\w+)` \|", read(WORTEL / "CONTRIBUTING.md"), re.MULTILINE)
    delen = (pad.relative_to(WORTEL).parts for pad in project_files())
    er_zijn = {deel[1] for deel in delen if deel[0] == "tests" and deel[-1].startswith("test_")}
    assert beschreven == soorten.split()
    assert er_zijn == set(beschreven)
