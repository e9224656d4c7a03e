"""Tests of the screens and the API: a client signs in and asks, as a browser or another system does.

Each process has the fictitious region to itself, at one hour past the moment at which it begins. Nothing
is rolled back: a test that changes a case makes a family of its own, or only adds to one.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.databank import WORTEL
from tests.regio import set_up


set_up(f"kring_schermen_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}")

from django.test import Client  # noqa: E402  Django is set up by now
from tests.schermen.hulp import Kaart, link_van  # noqa: E402

from kring.config.proefregio import Regio, load_regio  # noqa: E402
from kring.toegang.actions import set_clock  # noqa: E402


Aanmelden = Callable[..., Client]


@pytest.fixture(scope="session")
def regio() -> Regio:
    return load_regio(WORTEL / "proefregio")


BEGONNEN = datetime.now(UTC)  # noqa: TID251


@pytest.fixture(autouse=True, scope="session")
def begin(regio) -> None:
    """One hour past the moment at which the region begins."""
    set_clock(regio.nu + timedelta(hours=1), echt=BEGONNEN)


@pytest.fixture(autouse=True)
def klok(begin, regio) -> Iterator[None]:
    """Whatever a test does to the clock is over after it; time itself goes on."""
    yield
    set_clock(regio.nu + timedelta(hours=1), echt=BEGONNEN)


@pytest.fixture(scope="session")
def kaart(regio) -> Kaart:
    """Who is who in the region, and which key has which family."""
    kaart = Kaart(regio)
    kaart.gezin("Yildiz")
    return kaart


@pytest.fixture
def als(kaart) -> Aanmelden:
    """Sign in by the name in the region: als("fatima"), als("samira", enforce_csrf_checks=True)."""

    def aanmelden(wie: str, **client: bool) -> Client:
        bezoeker = Client(raise_request_exception=False, **client)
        assert bezoeker.get(link_van(kaart.actor(wie))).status_code == 302
        return bezoeker

    return aanmelden


@pytest.fixture
def niemand() -> Client:
    """Somebody who did not sign in."""
    return Client(raise_request_exception=False)
