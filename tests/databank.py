"""A real PostgreSQL for the tests: one cluster, one built template, one database per worker."""

import atexit
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from kring.config.postgres import Cluster


WORTEL = Path(__file__).resolve().parents[1]
# What a template depends on: when one of these changes, another one is built.
INVLOED = ("src/kring/*/migrations/*.py", "src/kring/toegang/bouw/*", "src/kring/toegang/rollen.py",
           "src/kring/toegang/accounts.py",
           "src/kring/stelsel/beleid/*.py", "stelsels/**/*.yaml", "requirements.txt")  # fmt: skip
SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def testmap() -> Path:
    """Where the tests keep their cluster, keys and files: outside the checkout, one per checkout."""
    kenmerk = hashlib.sha256(str(WORTEL).encode()).hexdigest()[:10]
    return Path(gettempdir()) / f"kring-test-{os.getuid()}-{kenmerk}"


def cluster() -> Cluster:
    """The cluster of the tests; fast, because nothing in it has to survive."""
    return Cluster(testmap() / "postgres", options=SNEL)


@cache
def use_cluster() -> None:
    """Start the server for as long as this process lives; whoever uses it last stops it."""
    gebruik = ExitStack()
    gebruik.enter_context(cluster().running())
    atexit.register(gebruik.close)


@cache
def set_up(werker: str) -> None:
    """Give this process a fresh database and set Django up on it; twice is once."""
    os.environ["KRING_MAP"] = str(testmap())
    os.environ["DJANGO_SETTINGS_MODULE"] = "kring.config.settings.test"
    use_cluster()
    naam = f"kring_{werker}_{os.getpid()}"
    os.environ["DATABASE_URL"] = make_database(naam)
    atexit.register(cluster().drop_database, name=naam)
    import django

    django.setup()


def make_database(naam: str) -> str:
    """A fresh database of the product, and its URL for the owner; what stood under that name goes."""
    server = cluster()
    with slot():
        sjabloon = _sjabloon(server)
        server.drop_database(name=naam)
        return server.create_database(name=naam, template=sjabloon)


@contextmanager
def slot() -> Iterator[None]:
    """One process at a time makes databases, or changes what all databases of the cluster share."""
    testmap().mkdir(parents=True, exist_ok=True)
    with (testmap() / "sjabloon.slot").open("w") as greep:
        flock(greep, LOCK_EX)
        yield


def invloed() -> str:
    """Changes when the database of the product would be built otherwise."""
    paden = sorted(pad for vorm in INVLOED for pad in WORTEL.glob(vorm) if pad.is_file())
    inhoud = b"".join(pad.read_bytes() for pad in paden)
    return hashlib.sha256(inhoud).hexdigest()[:16]


def _sjabloon(server: Cluster) -> str:
    naam = f"sjabloon_{invloed()}"
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
