"""Integration tests run on a real database, with real roles and real commits.

Nothing is rolled back or emptied, because a ticket counts only when its log line is committed and the
log cannot be emptied. Every test makes its own people and families instead.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.databank import set_up


set_up(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))


class Instellingen:
    """The settings of Django; what a test sets is put back after it."""

    def __init__(self, stapel: ExitStack) -> None:
        object.__setattr__(self, "_stapel", stapel)

    def __getattr__(self, naam: str) -> object:
        from django.conf import settings

        return getattr(settings, naam)

    def __setattr__(self, naam: str, waarde: object) -> None:
        from django.test import override_settings

        self._stapel.enter_context(override_settings(**{naam: waarde}))


@pytest.fixture
def settings() -> Iterator[Instellingen]:
    with ExitStack() as stapel:
        yield Instellingen(stapel)
