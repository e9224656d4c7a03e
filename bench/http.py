"""Over the network: gunicorn as the demo starts it, and a few clients that ask all the time."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.gezinnen import Bank
from bench.klant import signed_in, with_token
from bench.omgeving import say


WERKERS, DRADEN = 2, 4


def measure_http(bank: Bank, *, seconden: float = 6.0, klanten: int = 4) -> dict[str, Any]:
    """Answers per second of a running server, with every family of one caseload in turn."""
    koekje = signed_in(bank.werker).koekjes["sessionid"]
    token = with_token(bank.werker).koppen["HTTP_AUTHORIZATION"]
    soorten: dict[str, tuple[dict[str, str], Callable[[int], str]]] = {
        "pagina": (
            {"Cookie": f"sessionid={koekje}"},
            lambda n: f"/gezin/{bank.lijst[n % len(bank.lijst)]}/",
        ),
        "json": (
            {"Authorization": token},
            lambda n: f"/api/v1/gezinnen/{bank.lijst[n % len(bank.lijst)]}",
        ),
        "werklijst": ({"Authorization": token}, lambda _n: "/api/v1/gezinnen"),
    }
    uitkomst: dict[str, Any] = {"werkers": WERKERS, "draden": DRADEN, "klanten": klanten}
    with _gunicorn() as poort:
        for naam, (koppen, pad) in soorten.items():
            say(f"Meten over HTTP: {naam}")
            _ask(poort, koppen, pad, klanten, seconden / 4)
            uitkomst[naam] = _ask(poort, koppen, pad, klanten, seconden)
    return uitkomst


@contextmanager
def _gunicorn() -> Iterator[int]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    opdracht = [sys.executable, "-m", "gunicorn", "kring.config.wsgi:application", "--bind"]
    opdracht += [f"127.0.0.1:{poort}", "--workers", str(WERKERS), "--threads", str(DRADEN)]
    proces = subprocess.Popen(  # noqa: S603  our own program
        [*opdracht, "--log-level", "warning"], env=dict(os.environ), start_new_session=True
    )
    try:
        _wait(poort)
        yield poort
    finally:
        proces.terminate()
        proces.wait(timeout=30)


def _wait(poort: int, hoogstens: float = 30.0) -> None:
    einde = time.monotonic() + hoogstens
    while time.monotonic() < einde:
        try:
            socket.create_connection(("127.0.0.1", poort), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("gunicorn did not start")


def _ask(
    poort: int, koppen: dict[str, str], pad: Callable[[int], str], klanten: int, seconden: float
) -> dict[str, float]:
    duren: list[float] = []
    einde = time.monotonic() + seconden

    def ask(nummer: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort)
        while time.monotonic() < einde:
            begin = time.perf_counter()
            verbinding.request("GET", pad(nummer), headers=koppen)
            antwoord = verbinding.getresponse()
            antwoord.read()
            assert antwoord.status == 200, antwoord.status  # noqa: S101
            duren.append(time.perf_counter() - begin)
            nummer += klanten
        verbinding.close()

    draden = [threading.Thread(target=ask, args=(nummer,)) for nummer in range(klanten)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    op_volgorde = sorted(duren)
    return {
        "per_seconde": round(len(duren) / seconden, 1),
        "p50_ms": round(op_volgorde[len(duren) // 2] * 1000, 2),
        "p95_ms": round(op_volgorde[int(len(duren) * 0.95)] * 1000, 2),
    }
