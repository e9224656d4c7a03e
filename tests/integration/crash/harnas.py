"""Kills writers and the whole server at random moments, and counts what was lost, half or double.

The cluster is durable as in production; the processes are those of the product. The moments follow from
a seed; what happens at them does not, so a run is a sample and not a proof.
"""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.databank import WORTEL
from tests.eigen_cluster import Omgeving, eigen_omgeving


SCHRIJVERS = 3
BERICHT = WORTEL / "tests/unit/corv/berichten/melding-gezin.xml"
REGIO = """
import json
from uuid import uuid4
from tests.verhaal import ensure_veilig_thuis, make_medewerker
from kring.dossier.actions import Nieuw, Opdracht, neem_in_beeld, take_stap
from kring.toegang import klok
ensure_veilig_thuis()
make_medewerker("Meral", partij="veilig_thuis", mandaten=("veiligheidsbeoordeling",))
joost = make_medewerker("Joost", mandaten=("gezinswerk", "teamleiding"))
henk = make_medewerker("Henk")
gezinnen = [neem_in_beeld(Nieuw(
    stap="neem_in_beeld", door=joost, op=klok.nu(), naam=f"Gezin {nummer}", waarden={
        "deur": "gezin", "vraag": "Hulp.", "leden": [{"lid": str(uuid4()), "rol": "ouder"}]}))
    for nummer in range(3)]
# Who writes is the vast gezicht: nobody else may write everything.
for gezin in gezinnen:
    take_stap(Opdracht(
        gezin=gezin, stap="benoem_vast_gezicht", door=joost, op=klok.nu(), sleutel=f"vast gezicht {gezin}",
        waarden={"vast_gezicht": str(joost), "vervanger": str(henk), "reden": "Hij kent het gezin al."}))
print(json.dumps({"joost": str(joost), "gezinnen": list(map(str, gezinnen)), "bericht": %r}))
"""


# How much is acknowledged between two kills, and how many seconds that may take.
TUSSENDOOR, GEDULD = 4, 30


@dataclass
class Harnas:
    """A region under fire."""

    omgeving: Omgeving
    toeval: random.Random
    schrijvers: list[subprocess.Popen] = field(default_factory=list)
    herstarts: list[float] = field(default_factory=list)
    doden: dict[str, int] = field(default_factory=lambda: {"schrijver": 0, "server": 0})

    @property
    def map(self) -> Path:
        """Where the writers keep their notes."""
        return self.omgeving.map / "crash"

    def begin(self) -> None:
        """A region with a few cases, and writers at work."""
        self.map.mkdir()
        (self.map / "regio.json").write_text(self.omgeving.script(REGIO % str(BERICHT)))
        self.schrijvers = [self._start(nummer) for nummer in range(SCHRIJVERS)]
        # The first moments would only kill processes that are still starting.
        while not all((self.map / f"bevestigd-{nummer}").exists() for nummer in range(SCHRIJVERS)):
            time.sleep(0.05)

    def _start(self, nummer: int) -> subprocess.Popen:
        opdracht = [
            sys.executable,
            "-m",
            "tests.integration.crash.schrijver",
            str(nummer),
            "zaad",
            str(self.map),
        ]
        omgeving = {**self.omgeving.variabelen, "PYTHONPATH": f"{WORTEL / 'src'}:{WORTEL}"}
        return subprocess.Popen(opdracht, env=omgeving, cwd=WORTEL)  # noqa: S603  our own module

    def kill_one(self) -> None:
        """At a random moment, a writer or the server, without any chance to tidy up."""
        self._let_them_write()
        time.sleep(self.toeval.uniform(0.2, 1.0))
        if self.toeval.random() < 0.5:
            self.doden["schrijver"] += 1
            nummer = self.toeval.randrange(SCHRIJVERS)
            self.schrijvers[nummer].kill()
            self.schrijvers[nummer].wait()
            self.schrijvers[nummer] = self._start(nummer)
        else:
            self.doden["server"] += 1
            self._kill_server()
            begin = time.monotonic()
            self.omgeving.cluster.start()
            self.herstarts.append(time.monotonic() - begin)

    def _let_them_write(self) -> None:
        """Until some more is acknowledged: on a busy machine a kill would hit nobody at work."""
        begin, geduld = self._bevestigd(), time.monotonic() + GEDULD
        while self._bevestigd() < begin + TUSSENDOOR and time.monotonic() < geduld:
            time.sleep(0.02)

    def _bevestigd(self) -> int:
        return sum(len(pad.read_text().splitlines()) for pad in self.map.glob("bevestigd-*"))

    def _kill_server(self) -> None:
        pid = self.omgeving.cluster.status().pid
        assert pid is not None
        kinderen = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for proces in (pid, *map(int, kinderen)):
            with suppress(ProcessLookupError):
                os.kill(proces, signal.SIGKILL)
        # A signal is sent before it is obeyed: whoever looks too soon still finds a server.
        while _leeft(pid):
            time.sleep(0.01)

    def stop(self) -> None:
        """Let every writer finish what it is at."""
        for schrijver in self.schrijvers:
            schrijver.send_signal(signal.SIGTERM)
        for schrijver in self.schrijvers:
            with suppress(subprocess.TimeoutExpired):
                schrijver.wait(timeout=30)
            schrijver.kill()

    def check(self) -> dict[str, Any]:
        """Compare what was acknowledged with what is stored."""
        gezegd = subprocess.run(  # noqa: S603  our own module
            [sys.executable, "-m", "tests.integration.crash.nakijken", str(self.map)],
            env={**self.omgeving.variabelen, "DATABASE_URL": self.omgeving.cluster.superuser_url(database="kring")},
            cwd=WORTEL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert gezegd.returncode == 0, gezegd.stderr
        return json.loads(gezegd.stdout)


def _leeft(pid: int) -> bool:
    try:
        staat = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except FileNotFoundError:
        return False
    return not staat.startswith("Z")


def run(kills: int, *, zaad: int = 20261124) -> dict[str, Any]:
    """So many kills; gives the figures. `verloren`, `half` and `dubbel` name what should not be."""
    with TemporaryDirectory(prefix="kring-crash-") as map_, eigen_omgeving(Path(map_)) as omgeving:
        harnas = Harnas(omgeving, random.Random(zaad))
        try:
            harnas.begin()
            for _ in range(kills):
                harnas.kill_one()
        finally:
            harnas.stop()
        herstarts = harnas.herstarts or [0.0]
        return {
            **harnas.check(),
            "kills": kills,
            "server_gedood": harnas.doden["server"],
            "schrijver_gedood": harnas.doden["schrijver"],
            "herstart_mediaan_s": round(statistics.median(herstarts), 2),
            "herstart_langste_s": round(max(herstarts), 2),
            "zaad": zaad,
        }
