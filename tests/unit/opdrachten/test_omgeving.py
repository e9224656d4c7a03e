"""Settings from outside: one way of reading, and a sentence when a value makes no sense."""

from pathlib import Path

import pytest

from kring.config import omgeving
from kring.config.omgeving import InstellingFout, ja_nee, lijst, map_, oin, read_setting


@pytest.fixture(autouse=True)
def own_register(monkeypatch):
    monkeypatch.setattr(omgeving, "VARIABELEN", {})


def read(monkeypatch, waarde, lees, standaard=None):
    if waarde is not None:
        monkeypatch.setenv("KRING_PROEF", waarde)
    return read_setting("KRING_PROEF", "Hier hoort iets.", standaard=standaard, lees=lees)


@pytest.mark.parametrize("leeg", [None, "", "  "])
def test_what_is_not_set_is_the_default(monkeypatch, leeg):
    assert read(monkeypatch, leeg, ja_nee, standaard=False) is False


@pytest.mark.parametrize(
    ("lees", "waarde", "wordt"),
    [
        (ja_nee, "ja", True),
        (ja_nee, "nee", False),
        (lijst, "kring.example, ,www.kring.example ", ["kring.example", "www.kring.example"]),
        (oin, "0" * 20, "0" * 20),
        (map_, "/ergens/kring", Path("/ergens/kring")),
        (str, " tekst ", "tekst"),
    ],
)
def test_value_is_read_as_what_it_is(monkeypatch, lees, waarde, wordt):
    assert read(monkeypatch, waarde, lees) == wordt


@pytest.mark.parametrize(
    ("lees", "waarde"), [(ja_nee, "True"), (ja_nee, "JA"), (oin, "1" * 19), (oin, "x" * 20)]
)
def test_nonsense_is_refused_with_what_belongs_there(monkeypatch, lees, waarde):
    with pytest.raises(InstellingFout) as gevangen:
        read(monkeypatch, waarde, lees)
    assert str(gevangen.value) == (
        f"KRING_PROEF={waarde} kan niet: Hier hoort iets. Pas de omgevingsvariabele aan."
    )


def test_everything_that_is_read_is_in_the_register(monkeypatch):
    read(monkeypatch, None, str, standaard="iets")
    (een,) = omgeving.VARIABELEN.values()
    assert (een.naam, een.uitleg, een.standaard) == ("KRING_PROEF", "Hier hoort iets.", "iets")
