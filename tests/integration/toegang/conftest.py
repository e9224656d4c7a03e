"""Two families, somebody with a grant on one of them, and connections of every role."""

from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from tests.deurwerk import als, geef_toegang, maak_actor, maak_gezin, superuser


@pytest.fixture
def alles() -> Iterator[psycopg.Connection]:
    """A connection past everything, to arrange and to look."""
    with superuser() as db:
        yield db


@pytest.fixture
def zaak(alles) -> SimpleNamespace:
    """Families A and B; a professional with a grant on A alone, and a stranger."""
    namen = SimpleNamespace(a=maak_gezin(alles), b=maak_gezin(alles))
    namen.actor, namen.vreemde = maak_actor(alles), maak_actor(alles)
    namen.toegang = geef_toegang(alles, namen.actor, namen.a)
    return namen


@pytest.fixture
def prof() -> Iterator[psycopg.Connection]:
    """The door of professionals."""
    with als("prof") as verbinding:
        yield verbinding


@pytest.fixture
def motor() -> Iterator[psycopg.Connection]:
    """The door that writes."""
    with als("motor") as verbinding:
        yield verbinding


@pytest.fixture
def portaal() -> Iterator[psycopg.Connection]:
    """The door of the family."""
    with als("portaal") as verbinding:
        yield verbinding
