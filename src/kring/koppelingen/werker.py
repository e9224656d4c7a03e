"""Runs the jobs: until somebody says stop, or once.

A database that goes away and comes back does not end the worker; a signal does, after the job at hand.
"""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued

from kring.koppelingen.taken import STILTE_SECONDEN, TAKEN, resume_stalled
from kring.toegang.rollen import WERKER


logger = logging.getLogger(__name__)

WACHT_SECONDEN = 2.0
# A job at hand may finish; what takes longer is taken up again at the next start.
LAATSTE_SECONDEN = 30.0
DIRECT = ("bezorgen", "verzegelen", "vernietigen", "hervatten")


def run_once(nu: datetime) -> Iterator[tuple[str, str, Exception | None]]:
    """Do everything that is due, once: name, what came of it, and what went wrong if anything did."""
    for taak in TAKEN.values():
        try:
            yield taak.naam, taak.doe(nu), None
        except Exception as fout:
            logger.exception("taak %s is mislukt", taak.naam)
            yield taak.naam, "", fout


def run_until_stopped() -> None:
    """Work until SIGTERM or SIGINT. The job at hand is finished first."""
    asyncio.run(_work())


async def _work() -> None:
    stop = asyncio.Event()
    for soort in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(soort, stop.set)
    gestopt = asyncio.create_task(stop.wait())
    while not stop.is_set():
        ronde = asyncio.create_task(_run_worker())
        await asyncio.wait({ronde, gestopt}, return_when=asyncio.FIRST_COMPLETED)
        if not ronde.done():
            ronde.cancel()
        with suppress(asyncio.CancelledError):
            await _end(ronde)
        if not stop.is_set():
            await asyncio.wait({gestopt}, timeout=WACHT_SECONDEN)


async def _end(ronde: asyncio.Task[None]) -> None:
    """Whatever ended the worker but a signal, such as a database that went away: try again."""
    try:
        await ronde
    except Exception:
        logger.exception("de werker begint opnieuw")


async def _run_worker() -> None:
    connector = PsycopgConnector(kwargs=connector_params(WERKER), min_size=1, max_size=4)
    with app.replace_connector(connector):
        async with app.open_async():
            await resume_stalled()
            await _defer_now()
            await app.run_worker_async(
                install_signal_handlers=False,
                delete_jobs="successful",
                stalled_worker_timeout=STILTE_SECONDEN,
                shutdown_graceful_timeout=LAATSTE_SECONDEN,
            )


async def _defer_now() -> None:
    """What is due need not wait for the next minute."""
    for naam in DIRECT:
        with suppress(AlreadyEnqueued):
            await app.configure_task(naam, queueing_lock=naam).defer_async(timestamp=0)
