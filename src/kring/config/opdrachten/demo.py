"""`kring demo`: everything on one machine, with a fictitious region, until Ctrl-C."""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kring.config.opdrachten.basis import OpdrachtFout, product, progress, say
from kring.config.opdrachten.data import migrate_all
from kring.config.opdrachten.statisch import build_statisch
from kring.config.plaatsen import projectmap, werkmap
from kring.config.postgres import default_cluster
from kring.config.postgres.address import given_url


POORT = 8000
# Written when the region is whole; what an interrupted build left is thrown away.
KLAAR = "proefregio.klaar"


def add(verben: Any) -> None:
    """Register the verb."""
    demo = verben.add_parser("demo", help="het hele product met een verzonnen regio, tot Ctrl-C")
    demo.add_argument("--poort", type=int, default=POORT, help=f"standaard {POORT}")
    demo.add_argument("--opnieuw", action="store_true", help="de proefregio opnieuw opbouwen")
    demo.add_argument("--alleen-bouwen", action="store_true", help="klaarzetten en stoppen")
    demo.set_defaults(doe=_demo)


def _demo(gekozen: argparse.Namespace) -> int:
    if not gekozen.alleen_bouwen:
        _check_poort(gekozen.poort)
    if gekozen.opnieuw or not _klaar().exists():
        _leeg()
    with product():
        migrate_all()
        build_statisch()
        regio = _regio()
        if gekozen.alleen_bouwen:
            return 0
        with _server(gekozen.poort) as server:
            _toon_links(regio, gekozen.poort)
            server.wait()
    return 0


def _klaar() -> Path:
    return werkmap() / KLAAR


def _check_poort(poort: int) -> None:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError as fout:
            raise OpdrachtFout(
                f"Poort {poort} is al in gebruik. Stop wat daar draait, of kies een andere: "
                f"script/demo --poort {poort + 1}"
            ) from fout


def _leeg() -> None:
    """Throw away a region that is half built, with its keys; never one in a database of somebody else."""
    if given_url():
        return
    cluster = default_cluster()
    if cluster.data.exists():
        with cluster.running():
            cluster.drop_database(name="kring")
            cluster.create_database(name="kring")
    _klaar().unlink(missing_ok=True)
    for naam in ("sleutels", "getuigen", "corv-uit", "post-uit"):
        shutil.rmtree(werkmap() / naam, ignore_errors=True)


def _regio() -> Any:
    from kring.config.proefregio import build_regio, load_regio
    from kring.koppelingen.corv.ontvangst import ontvang
    from kring.toegang import klok
    from kring.toegang.queries import count_medewerkers

    regio = load_regio(projectmap() / "proefregio")
    if not _klaar().exists():
        if count_medewerkers():
            raise OpdrachtFout(
                "De database van DATABASE_URL is niet leeg, en de proefregio hoort in een lege. "
                "Maak een nieuwe database, of laat DATABASE_URL weg."
            )
        build_regio(regio, lambda bericht: ontvang(bericht, op=klok.nu()), progress)
        _klaar().write_text(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}\n", encoding="utf-8")  # noqa: TID251
    return regio


@contextmanager
def _server(poort: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server and the worker, stopped together."""
    omgeving = {**os.environ, "KRING_MAP": str(werkmap().parent)}
    web = [sys.executable, "-m", "gunicorn", "kring.config.wsgi:application", "--bind"]
    web += [f"127.0.0.1:{poort}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    delen = [
        subprocess.Popen(opdracht, env=omgeving, start_new_session=True)  # noqa: S603  our own programs
        for opdracht in (web, [sys.executable, "-m", "kring", "werk"])
    ]
    vorige = signal.signal(signal.SIGTERM, _stop)
    try:
        yield delen[0]
    finally:
        signal.signal(signal.SIGTERM, vorige)
        for deel in delen:
            deel.terminate()
        for deel in delen:
            deel.wait(timeout=30)


def _stop(_nummer: int, _raam: Any) -> None:
    raise KeyboardInterrupt


def _toon_links(regio: Any, poort: int) -> None:
    from kring.toegang import klok
    from kring.toegang.aanmelden import make_token

    basis = f"http://127.0.0.1:{poort}"
    say(
        f"\nKring draait op {basis}, met de verzonnen {regio.naam}. Het is daar nu {klok.nu():%d-%m-%Y}."
    )
    say("Meld u aan als een van deze mensen. Gebruik per persoon een eigen privévenster.\n")
    for persona in regio.personas:
        say(f"{persona.naam}, {persona.als}. {persona.kijk}")
        say(f"    {basis}/aanmelden/{make_token(persona.actor)}/\n")
    say("Stoppen: Ctrl-C.")
    sys.stdout.flush()
