"""A real PostgreSQL for the tests: one cluster, one built template, one database per worker."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import gettempdir

from kring.config.postgres import Cluster


WORTEL = Path(__file__).resolve().parents[1]
# What a template depends on: when one of these changes, another one is built.
INVLOED = ("src/kring/*/migrations/*.py", "src/kring/toegang/bouw/*", "src/kring/toegang/rollen.py",
           "src/kring/stelsel/beleid/*.py", "stelsels/**/*.yaml", "requirements.txt")  # fmt: skip
SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def testmap() -> Path:
    """Where the tests keep their cluster, keys and files: outside the checkout, one per checkout."""
    kenmerk = hashlib.sha256(str(WORTEL).encode()).hexdigest()[:10]
    return Path(gettempdir()) / f"kring-test-{os.getuid()}-{kenmerk}"


def cluster() -> Cluster:
    """The cluster of the tests; fast, because nothing in it has to survive."""
    return Cluster(testmap() / "postgres", options=SNEL)


def set_up(werker: str) -> None:
    """Give this process a fresh database and set Django up on it."""
    os.environ["KRING_MAP"] = str(testmap())
    os.environ["DJANGO_SETTINGS_MODULE"] = "kring.config.settings.test"
    server = cluster()
    server.start()
    with _slot():
        sjabloon = _sjabloon(server)
    naam = f"kring_{werker}"
    server.drop_database(name=naam)
    os.environ["DATABASE_URL"] = server.create_database(name=naam, template=sjabloon)
    import django  # noqa: PLC0415  settings read what was set above
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    django.setup()
    setup_test_environment()


def tear_down() -> None:
    """Stop the server; the template stays on disk for the next run."""
    cluster().stop()


@contextmanager
def _slot() -> Iterator[None]:
    testmap().mkdir(parents=True, exist_ok=True)
    with (testmap() / "sjabloon.slot").open("w") as greep:
        flock(greep, LOCK_EX)
        yield


def _sjabloon(server: Cluster) -> str:
    paden = sorted(pad for vorm in INVLOED for pad in WORTEL.glob(vorm) if pad.is_file())
    inhoud = b"".join(pad.read_bytes() for pad in paden)
    naam = f"sjabloon_{hashlib.sha256(inhoud).hexdigest()[:16]}"
    klaar = testmap() / f"{naam}.klaar"
    if not klaar.exists():
        server.drop_database(name=naam)
        url = server.create_database(name=naam)
        subprocess.run(
            [sys.executable, "-m", "kring", "migreer"],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
            cwd=WORTEL,
            stdout=subprocess.DEVNULL,
        )
        klaar.touch()
    return naam
