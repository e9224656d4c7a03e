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
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from kring.config.opdrachten.basis import OpdrachtFout, product, progress, say
from kring.config.opdrachten.data import migrate_all
from kring.config.opdrachten.statisch import build_statisch
from kring.config.opdrachten.storing import KENMERK
from kring.config.plaatsen import projectmap, werkmap
from kring.config.postgres import default_cluster
from kring.config.postgres.address import given_url


POORT = 8000
POORTEN = range(1024, 65536)
# Says in which database the region is whole; what an interrupted build left is thrown away.
KLAAR = "proefregio.klaar"
INGEBOUWD = "ingebouwd"
SLOT = "demo.slot"


def add(verben: Any) -> None:
    """Register the verb."""
    demo = verben.add_parser("demo", help="het hele product met een verzonnen regio, tot Ctrl-C")
    demo.add_argument("--poort", type=_poort, default=POORT, help=f"standaard {POORT}")
    demo.add_argument("--opnieuw", action="store_true", help="de proefregio opnieuw opbouwen")
    demo.add_argument("--alleen-bouwen", action="store_true", help="klaarzetten en stoppen")
    demo.set_defaults(doe=_demo)


def _poort(waarde: str) -> int:
    """A port that an ordinary user may take; raises ArgumentTypeError for anything else."""
    if waarde.isdecimal() and int(waarde) in POORTEN:
        return int(waarde)
    raise argparse.ArgumentTypeError(
        f"{waarde} kan niet. Kies een getal van {POORTEN.start} tot en met {POORTEN.stop - 1}."
    )


def _demo(gekozen: argparse.Namespace) -> int:
    if not gekozen.alleen_bouwen:
        _check_poort(gekozen.poort)
    with _alleen():
        return _run(gekozen)


@contextmanager
def _alleen() -> Iterator[None]:
    """One demo at a time in a place: another would build its region in the database of the first."""
    werkmap().mkdir(parents=True, exist_ok=True)
    # The kernel lets go of the lock when the process ends, whatever ends it.
    with (werkmap() / SLOT).open("w") as slot:
        try:
            flock(slot, LOCK_EX | LOCK_NB)
        except BlockingIOError as fout:
            raise OpdrachtFout(
                f"In {werkmap()} draait al een demo. Stop die eerst, met Ctrl-C, of zet KRING_MAP op een andere map."
            ) from fout
        yield


def _run(gekozen: argparse.Namespace) -> int:
    database = _welke_database()
    nieuw = gekozen.opnieuw or not _staat_in(database)
    if nieuw and database == INGEBOUWD:
        _leeg()
    with product():
        if nieuw:
            _check_leeg()
        migrate_all()
        build_statisch()
        regio = _regio(nieuw=nieuw)
        _klaar().write_text(f"{database}\n", encoding="utf-8")
        if gekozen.alleen_bouwen:
            return 0
        with _server(gekozen.poort) as server:
            _toon_links(regio, gekozen.poort)
            server.wait()
    # Only Ctrl-C and SIGTERM end a demo well, and those do not come here.
    raise OpdrachtFout(
        "De webserver is gestopt; hierboven staat waarom. Start opnieuw: script/demo"
    )


def _klaar() -> Path:
    return werkmap() / KLAAR


def _staat_in(database: str) -> bool:
    """Whether the region stands there, whole."""
    return _klaar().exists() and _klaar().read_text(encoding="utf-8").strip() == database


def _welke_database() -> str:
    """A name for the database, without a password in it."""
    deel = conninfo_to_dict(given_url())
    return (
        "/".join(str(deel.get(naam, "")) for naam in ("host", "port", "dbname"))
        if deel
        else INGEBOUWD
    )


def _check_poort(poort: int) -> None:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError as fout:
            raise OpdrachtFout(
                f"Poort {poort} is al in gebruik. Stop wat daar draait, of kies een andere: "
                f"script/demo --poort {poort + 1 if poort + 1 in POORTEN else POORT}"
            ) from fout


def _leeg() -> None:
    """Throw away a region of our own that is half built or not wanted any more, with its keys."""
    _klaar().unlink(missing_ok=True)
    cluster = default_cluster()
    if cluster.data.exists():
        with cluster.running():
            cluster.drop_database(name="kring")
            cluster.create_database(name="kring")
    for naam in ("sleutels", "getuigen", "corv-uit", "post-uit"):
        shutil.rmtree(werkmap() / naam, ignore_errors=True)


def _check_leeg() -> None:
    """Refuse, before anything is changed, a database in which there are people already."""
    with psycopg.connect(given_url()) as eigenaar:
        if eigenaar.execute("SELECT to_regclass(%s)", [KENMERK]).fetchone() == (None,):
            return
        mensen = sql.SQL("SELECT FROM {} WHERE soort = 'medewerker' LIMIT 1")
        if eigenaar.execute(mensen.format(sql.Identifier(KENMERK))).fetchone() is None:
            return
    raise OpdrachtFout(
        "De database van DATABASE_URL is niet leeg, en de proefregio hoort in een lege. "
        "Maak een nieuwe database, of laat DATABASE_URL weg."
    )


def _regio(*, nieuw: bool) -> Any:
    from kring.config.proefregio import build_regio, load_regio
    from kring.koppelingen.corv.ontvangst import ontvang
    from kring.toegang import klok

    regio = load_regio(projectmap() / "proefregio")
    if nieuw:
        build_regio(regio, lambda bericht: ontvang(bericht, op=klok.nu()), progress)
    return regio


@contextmanager
def _server(poort: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server and the worker, stopped together."""
    omgeving = {**os.environ, "KRING_MAP": str(werkmap().parent)}
    web = [sys.executable, "-m", "gunicorn", "kring.config.wsgi:application", "--bind"]
    web += [f"127.0.0.1:{poort}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    delen = [
        subprocess.Popen(opdracht, env=omgeving, start_new_session=True)  # noqa: S603  our own programs
        for opdracht in (web, [sys.executable, "-m", "kring", "werk", "--onder-demo"])
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
