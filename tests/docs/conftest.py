"""Tests of the docs read files and the code; they need Django's settings, and no database."""

from collections.abc import Iterator

import pytest

from kring.config.opdrachten.naslag import settings_only


@pytest.fixture(scope="session", autouse=True)
def django() -> Iterator[None]:
    with settings_only():
        yield


@pytest.fixture(scope="session")
def regio(django):
    """The fictitious region, as it stands in its files."""
    from kring.config.plaatsen import projectmap
    from kring.config.proefregio.regio import load_regio

    return load_regio(projectmap() / "proefregio")
