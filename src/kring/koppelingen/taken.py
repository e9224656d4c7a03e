"""The jobs of Kring itself, for the worker: deliver, seal the log, and at night look what is due.

A job carries no content and may run twice: each does whatever is due when it runs. A job that was
broken off with its worker is taken up again.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from procrastinate.contrib.django import app

from kring.dossier.actions.bewaren import meld_bewaartermijnen
from kring.dossier.actions.vernietigen import vernietig_besloten
from kring.koppelingen.bezorgen import bezorg
from kring.toegang import klok
from kring.toegang.actions import remove_sessies
from kring.toegang.logboek import seal


logger = logging.getLogger(__name__)

ELKE_MINUUT = "* * * * *"
# In the quiet of the night in the Netherlands, summer and winter.
ELKE_NACHT = "30 1 * * *"
# Without a sign of life for so long, a worker is dead.
STILTE_SECONDEN = 30.0


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing that the worker does; `doe` gives how much there was to do, in words."""

    naam: str
    doe: Callable[[datetime], str]


def _bezorg(nu: datetime) -> str:
    uitkomst = bezorg(nu)
    return f"{uitkomst.bezorgd} berichten bezorgd, {uitkomst.uitgesteld} wachten"


def _verzegel(nu: datetime) -> str:
    return f"{len(seal(nu))} zegels op het logboek"


def _bewaren(nu: datetime) -> str:
    return f"{meld_bewaartermijnen(nu)} dossiers over de bewaartermijn gemeld"


def _vernietig(nu: datetime) -> str:
    return f"{len(list(vernietig_besloten(nu)))} dossiers vernietigd zoals besloten"


def _sessies(nu: datetime) -> str:
    return f"{remove_sessies(nu)} oude sessies opgeruimd"


TAKEN: Mapping[str, Taak] = {
    taak.naam: taak
    for taak in (
        Taak("bezorgen", _bezorg),
        Taak("verzegelen", _verzegel),
        Taak("vernietigen", _vernietig),
        Taak("bewaartermijnen", _bewaren),
        Taak("sessies", _sessies),
    )
}


@app.periodic(cron=ELKE_MINUUT)
@app.task(name="bezorgen", queueing_lock="bezorgen")
def bezorgen(timestamp: int) -> str:
    """Deliver what goes out."""
    return TAKEN["bezorgen"].doe(klok.nu())


@app.periodic(cron=ELKE_MINUUT)
@app.task(name="verzegelen", queueing_lock="verzegelen")
def verzegelen(timestamp: int) -> str:
    """Seal the log."""
    return TAKEN["verzegelen"].doe(klok.nu())


@app.periodic(cron=ELKE_MINUUT)
@app.task(name="vernietigen", queueing_lock="vernietigen")
def vernietigen(timestamp: int) -> str:
    """Carry out the decisions to destroy a file."""
    return TAKEN["vernietigen"].doe(klok.nu())


@app.periodic(cron=ELKE_NACHT)
@app.task(name="bewaartermijnen", queueing_lock="bewaartermijnen")
def bewaartermijnen(timestamp: int) -> str:
    """Hand over the files that were kept long enough."""
    return TAKEN["bewaartermijnen"].doe(klok.nu())


@app.periodic(cron=ELKE_NACHT)
@app.task(name="sessies", queueing_lock="sessies")
def sessies(timestamp: int) -> str:
    """Remove what is left of sign-ins that are over."""
    return TAKEN["sessies"].doe(klok.nu())


@app.periodic(cron=ELKE_MINUUT)
@app.task(name="hervatten", queueing_lock="hervatten")
async def hervatten(timestamp: int) -> int:
    """Take up again what a dead worker left."""
    return await resume_stalled()


async def resume_stalled(*, stilte: float = STILTE_SECONDEN) -> int:
    """Put every job of a worker that gave no sign of life back in the queue; gives how many."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stilte))
    for job in jobs:
        logger.warning("taak %s van een gestopte werker begint opnieuw", job.task_name)
        await app.job_manager.retry_job(job)
    return len(jobs)
