"""docs/begrippen.md has a row for every class of the model, and names nothing that is gone."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import fields

import pytest
from tests.docs.bladen import DOCS, WORTEL, read, rows
from tests.fabriek_stelsel import RVT, stelsel_van

import kring.stelsel.begrippen
from kring.stelsel.begrippen import Stelsel


BEGRIPPEN = DOCS / "begrippen.md"
NAAM = re.compile(r"`([^`]+)`")


def classes():
    """Every class of kring.stelsel.begrippen and the modules in it."""
    for deel in pkgutil.walk_packages(kring.stelsel.begrippen.__path__, "kring.stelsel.begrippen."):
        for naam, klasse in inspect.getmembers(importlib.import_module(deel.name), inspect.isclass):
            if klasse.__module__ == deel.name and not naam.startswith("_"):
                yield f"kring.stelsel.begrippen.{naam}"


def exists(naam):
    """Whether a name in the last column is there: Python, a part of the model, or a file."""
    if "/" in naam:
        return (WORTEL / naam).exists()
    if naam.startswith("kring."):
        return _is_python(naam)
    verzameling, _, id_ = naam.partition(".")
    stelsel = stelsel_van(RVT)
    return verzameling in {f.name for f in fields(Stelsel)} and id_ in getattr(stelsel, verzameling)


def _is_python(naam):
    module, _, rest = naam.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), rest)
    except ModuleNotFoundError:
        return bool(module.count(".")) and _has_attribute(module, rest)


def _has_attribute(klasse, veld):
    module, _, naam = klasse.rpartition(".")
    try:
        return hasattr(getattr(importlib.import_module(module), naam, None), veld)
    except ModuleNotFoundError:
        return False


def faults(tekst):
    """Rows that are not whole, twice there, or that name something that is gone."""
    gezien = set()
    for begrip, engels, bron, waar in rows(tekst):
        if begrip in gezien:
            yield f"{begrip} staat er twee keer"
        gezien.add(begrip)
        if not (begrip and engels and bron and NAAM.findall(waar)):
            yield f"{begrip}: de rij is niet heel"
        yield from (
            f"{begrip}: {naam} is er niet" for naam in NAAM.findall(waar) if not exists(naam)
        )


def missing(tekst):
    """Classes of the model without a row."""
    genoemd = {naam for rij in rows(tekst) for naam in NAAM.findall(rij[-1])}
    return sorted(set(classes()) - genoemd)


def test_every_class_of_the_model_has_a_row():
    assert missing(read(BEGRIPPEN)) == []


def test_every_row_is_whole_and_names_what_is_there():
    assert list(faults(read(BEGRIPPEN))) == []


def test_what_the_model_exports_is_what_is_looked_for():
    namen = {naam.rpartition(".")[2] for naam in classes()}
    uit = {naam for naam in kring.stelsel.begrippen.__all__ if inspect.isclass(getattr(kring.stelsel.begrippen, naam))}  # fmt: skip
    assert namen == uit


KOP = "| Begrip | In English | Bron | Waar |\n| --- | --- | --- | --- |\n"
FOUT = {
    "a class that is gone": "| a | a | b | `kring.stelsel.begrippen.Bestaatniet` |",
    "a module that is gone": "| a | a | b | `kring.weg.Klasse` |",
    "a part of the model that is gone": "| a | a | b | `functies.koning` |",
    "a collection that is gone": "| a | a | b | `koningen.vast_gezicht` |",
    "a file that is gone": "| a | a | b | `src/kring/weg.sql` |",
    "a row without English": "| a | | b | `functies.vast_gezicht` |",
    "a row that leads nowhere": "| a | a | b | nergens |",
    "a word twice": "| a | a | b | `functies.vast_gezicht` |\n| a | a | b | `functies.vast_gezicht` |",
}


@pytest.mark.parametrize("regel", FOUT.values(), ids=FOUT)
def test_a_bad_row_is_noticed(regel):
    assert len(list(faults(KOP + regel + "\n"))) == 1


def test_a_class_without_a_row_is_noticed():
    tekst = "\n".join(r for r in read(BEGRIPPEN).splitlines() if "begrippen.Waarborg`" not in r)
    assert missing(tekst) == ["kring.stelsel.begrippen.Waarborg"]
