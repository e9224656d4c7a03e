"""Where the benchmarks run: a server of their own in a temporary directory, as durable as in production."""

import os
import platform
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from tests.eigen_cluster import Omgeving, eigen_omgeving


DUURZAAM = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")


def say(tekst: str) -> None:
    """How far the work is, for whoever waits."""
    sys.stderr.write(f"{tekst}\n")
    sys.stderr.flush()


@contextmanager
def bank() -> Iterator[Omgeving]:
    """A running server with an empty database of the product, and Django set up on it."""
    with TemporaryDirectory(prefix="kring-bench-") as map_, eigen_omgeving(Path(map_)) as omgeving:
        os.environ.update(omgeving.variabelen)
        os.environ["KRING_CORV_GEHEIM"] = secrets.token_hex(16)
        import django

        django.setup()
        # All of the product at once, so that nothing is loaded while something is measured.
        from django.db import connections

        import kring.config.urls
        import kring.config.wsgi  # noqa: F401

        try:
            yield omgeving
        finally:
            connections.close_all()


def superuser(omgeving: Omgeving) -> psycopg.Connection:
    """A connection that no policy holds back: for filling the database and for the comparison."""
    return psycopg.connect(omgeving.cluster.superuser_url(database="kring"), autocommit=True)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "kernen": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "python": platform.python_version(),
        "systeem": platform.system(),
        "belasting_vooraf": round(os.getloadavg()[0], 2),
    }


def server(omgeving: Omgeving) -> dict[str, str]:
    """Which PostgreSQL, and how safe it keeps what it says it has written."""
    with superuser(omgeving) as db:
        versie = db.execute("SHOW server_version").fetchone()
        stand = {naam: db.execute(f"SHOW {naam}").fetchone() for naam in DUURZAAM}
    return {"postgresql": str(versie[0]), **{naam: str(rij[0]) for naam, rij in stand.items()}}  # type: ignore[index]


def _processor() -> str:
    try:
        regels = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    namen = (regel.partition(":")[2].strip() for regel in regels if regel.startswith("model name"))
    return next(namen, platform.machine())
