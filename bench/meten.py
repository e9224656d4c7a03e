"""How something is measured: time, processor time on both sides, and statements."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


Doe = Callable[[int], object]
NS, MS = 1_000_000_000, 1_000
# Requests before the first that counts: by then everything is loaded and every statement prepared.
WARM = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Meting:
    """What so many requests took, one after the other; processor time is a median over rounds."""

    aantal: int
    per_seconde: float
    p50_ms: float
    p95_ms: float
    cpu_toepassing_ms: float
    cpu_database_ms: float

    @property
    def cpu_ms(self) -> float:
        """Both sides together."""
        return round(self.cpu_toepassing_ms + self.cpu_database_ms, 2)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "cpu_ms": self.cpu_ms}


class Serverprocessen:
    """The processor time of every process of one PostgreSQL server."""

    def __init__(self, postmaster: int) -> None:
        self._postmaster = postmaster

    def per_proces(self) -> dict[int, int]:
        """Process → nanoseconds until now."""
        pad = Path(f"/proc/{self._postmaster}/task/{self._postmaster}/children")
        return {pid: _cpu(pid) for pid in (self._postmaster, *map(int, pad.read_text().split()))}

    def since(self, eerder: dict[int, int]) -> float:
        """Seconds of all processes together since an earlier look."""
        nu = self.per_proces()
        return sum(waarde - eerder.get(pid, 0) for pid, waarde in nu.items()) / NS


def _cpu(pid: int) -> int:
    """Time on a processor; zero for a process that is gone by now."""
    try:
        # The clock of one process, as clock_getcpuclockid(3) names it.
        return time.clock_gettime_ns((~pid << 3) | 2)
    except OSError:
        return 0


@dataclass(slots=True)
class _Ronde:
    duren: list[float] = field(default_factory=list)
    toepassing: float = 0.0
    database: float = 0.0

    def run(self, doe: Doe, nummers: range, processen: Serverprocessen) -> None:
        eerder, toepassing = processen.per_proces(), time.process_time()
        for nummer in nummers:
            begin = time.perf_counter()
            doe(nummer)
            self.duren.append(time.perf_counter() - begin)
        self.toepassing = time.process_time() - toepassing
        self.database = processen.since(eerder)


def measure(
    doen: dict[str, Doe], processen: Serverprocessen, *, keren: int, rondes: int
) -> dict[str, Meting]:
    """Measure each of these, in turns, so that a busy moment falls on all of them alike."""
    gedaan: dict[str, list[_Ronde]] = {naam: [] for naam in doen}
    for doe in doen.values():
        for nummer in range(WARM):
            doe(nummer)
    for ronde in range(rondes):
        for naam, doe in doen.items():
            nieuw = _Ronde()
            nieuw.run(doe, range(WARM + ronde * keren, WARM + (ronde + 1) * keren), processen)
            gedaan[naam].append(nieuw)
    return {naam: _samen(reeks, keren) for naam, reeks in gedaan.items()}


def _samen(reeks: list[_Ronde], keren: int) -> Meting:
    duren = sorted(duur for ronde in reeks for duur in ronde.duren)
    snelheid = statistics.median(keren / sum(ronde.duren) for ronde in reeks)
    return Meting(
        aantal=len(duren),
        per_seconde=round(snelheid, 1),
        p50_ms=round(duren[len(duren) // 2] * MS, 2),
        p95_ms=round(duren[int(len(duren) * 0.95)] * MS, 2),
        cpu_toepassing_ms=_mediaan(ronde.toepassing * MS / keren for ronde in reeks),
        cpu_database_ms=_mediaan(ronde.database * MS / keren for ronde in reeks),
    )


def _mediaan(waarden: Iterator[float]) -> float:
    return round(statistics.median(waarden), 2)


@dataclass(slots=True)
class Opdracht:
    """One statement as the product sent it, and through which door."""

    deur: str
    tekst: str
    waarden: Any


@contextmanager
def listen() -> Iterator[list[Opdracht]]:
    """Every statement that the product sends in the block. BEGIN and COMMIT go another way."""
    from django.db import connections

    gehoord: list[Opdracht] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        gehoord.append(Opdracht(context["connection"].alias, sql, params))
        return execute(sql, params, many, context)

    with ExitStack() as stapel:
        for alias in connections:
            stapel.enter_context(connections[alias].execute_wrapper(keep))
        yield gehoord
