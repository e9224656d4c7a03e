"""The command as a process of its own: what it says, and how it ends."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from tests.databank import WORTEL, testmap


# Every database of the tests' server has roles that log in with these keys.
SLEUTELS = testmap() / ".kring" / "sleutels"
# What decides which database and which keys a command uses: a test says those itself.
EIGEN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "KRING_MAP", "KRING_SLEUTELS", "KRING_STELSELS")


@dataclass(frozen=True)
class Afloop:
    """How a command ended."""

    status: int
    uit: str
    fout: str


def make_omgeving(**anders: object) -> Mapping[str, str]:
    """The environment of a process: nothing of the tests in it but what is given here."""
    rest = {naam: waarde for naam, waarde in os.environ.items() if naam not in EIGEN}
    return {**rest, "KRING_MAP": str(testmap()), **{k: str(v) for k, v in anders.items()}}


Kring = Callable[..., Afloop]


@pytest.fixture
def kring() -> Kring:
    """Run a verb: kring("stelsel", "check", DATABASE_URL=…)."""

    def run(*woorden: str, **omgeving: object) -> Afloop:
        klaar = subprocess.run(  # noqa: S603  verbs of the tests
            [sys.executable, "-m", "kring", *woorden],
            env=make_omgeving(**omgeving),
            cwd=WORTEL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Afloop(klaar.returncode, klaar.stdout, klaar.stderr)

    return run
