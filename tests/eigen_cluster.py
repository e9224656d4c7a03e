"""A cluster of one's own, durable as in production: for what kills, copies or restores a server.

It is built once for each state of the product, and copied for every use.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kring.config.postgres import Cluster
from tests.databank import WORTEL, invloed, slot, testmap


# What a process of the product gets from here; the rest of its environment stays.
INSTELLINGEN = "kring.config.settings.test"
MAPPEN = ("KRING_CORV_UIT", "KRING_POST_UIT", "KRING_GETUIGEN", "KRING_SLEUTELS")


@dataclass(frozen=True)
class Omgeving:
    """A server with its keys, and how processes of the product find them."""

    map: Path
    cluster: Cluster

    @property
    def variabelen(self) -> Mapping[str, str]:
        """The environment of a process that works here."""
        rest = {naam: waarde for naam, waarde in os.environ.items() if naam not in MAPPEN}
        eigen = {"KRING_MAP": str(self.map), "DJANGO_SETTINGS_MODULE": INSTELLINGEN}
        return {**rest, **eigen, "DATABASE_URL": self.cluster.url()}

    def run(self, *opdracht: str) -> str:
        """What a command of the product prints. Raises AssertionError with its error."""
        klaar = subprocess.run(  # noqa: S603  commands of the tests
            [sys.executable, *opdracht],
            env=self.variabelen,
            cwd=WORTEL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert klaar.returncode == 0, klaar.stderr
        return klaar.stdout

    def script(self, stuk: str) -> str:
        """What a piece of Python prints, with the product set up."""
        return self.run("-c", f"import django; django.setup()\n{stuk}")


@contextmanager
def eigen_omgeving(map_: Path) -> Iterator[Omgeving]:
    """A running server of one's own, with an empty database of the product and its own keys."""
    shutil.copytree(_gebouwd(), map_, dirs_exist_ok=True)
    omgeving = Omgeving(map_, Cluster(map_ / "postgres"))
    try:
        omgeving.cluster.start()
        yield omgeving
    finally:
        omgeving.cluster.stop()


def _gebouwd() -> Path:
    """The cluster to copy: the one for the product as it is now."""
    bron = testmap() / f"duurzaam_{invloed()}"
    with slot():
        if not (bron / "klaar").exists():
            shutil.rmtree(bron, ignore_errors=True)
            omgeving = Omgeving(bron, Cluster(bron / "postgres"))
            omgeving.cluster.start()
            try:
                omgeving.run("-m", "kring", "migreer")
            finally:
                omgeving.cluster.stop()
            (bron / "klaar").touch()
    return bron
