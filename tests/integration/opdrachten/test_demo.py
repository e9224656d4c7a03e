"""`kring demo`: from nothing to a product that answers, with the region itself left out: that one is
built by the tests of the screens.
"""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.databank import WORTEL, cluster, make_database, slot
from tests.integration.opdrachten.conftest import SLEUTELS, make_omgeving

from kring.config.postgres import Cluster


# The verb, with a region of nobody: building the real one takes a minute.
ZONDER_REGIO = """
import sys
from kring.config.opdracht import main
from kring.config.opdrachten import demo

migrate_all = demo.migrate_all

def migrate_and_leave_out_the_region():
    migrate_all()
    from kring.config import proefregio
    proefregio.build_regio = lambda *_alles: print("gebouwd", file=sys.stderr)

demo.migrate_all = migrate_and_leave_out_the_region
sys.exit(main(sys.argv[1:]))
"""
WACHT = 120


def start(*woorden: str, vooraf: str = "", **omgeving: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  the verb under test
        [sys.executable, "-c", vooraf + ZONDER_REGIO, "demo", *woorden],
        env=make_omgeving(**omgeving),
        cwd=WORTEL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*woorden: str, vooraf: str = "", **omgeving: object) -> tuple[int, str, str]:
    proces = start(*woorden, vooraf=vooraf, **omgeving)
    uit, fout = proces.communicate(timeout=WACHT)
    return proces.returncode, uit, fout


def free_port() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


def read_until(proces: subprocess.Popen[str], slot: str) -> str:
    """What the demo says, up to and with this line."""
    assert proces.stdout is not None
    regels = []
    for regel in proces.stdout:
        regels.append(regel)
        if regel.startswith(slot):
            break
    return "".join(regels)


@pytest.fixture(scope="module")
def plaats(tmp_path_factory) -> Iterator[Path]:
    """Where one demo stands, made ready."""
    map_ = tmp_path_factory.mktemp("demo")
    status, uit, fout = run("--alleen-bouwen", KRING_MAP=map_)
    assert (status, uit) == (0, ""), fout
    assert "gebouwd" in fout.splitlines()
    return map_


@pytest.fixture
def bewoonbaar() -> Iterator[str]:
    """A database of the product with nobody in it, on a server that others use too."""
    naam = f"kring_bewoonbaar_{os.getpid()}"
    yield make_database(naam)
    cluster().drop_database(name=naam)


def test_port_in_use_is_told_with_another_one_before_anything_is_made(kring, tmp_path):
    with socket.socket() as stekker:
        stekker.bind(("127.0.0.1", 0))
        stekker.listen()
        poort = stekker.getsockname()[1]
        afloop = kring("demo", "--poort", str(poort), KRING_MAP=tmp_path)
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout == (
        f"Poort {poort} is al in gebruik. Stop wat daar draait, of kies een andere: "
        f"script/demo --poort {poort + 1}\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_region_is_built_once_and_again_when_asked(plaats):
    merk = plaats / ".kring" / "proefregio.klaar"
    assert merk.read_text(encoding="utf-8") == "ingebouwd\n"
    sleutel = (plaats / ".kring/sleutels/hoofdsleutel").read_bytes()
    assert "gebouwd" not in run("--alleen-bouwen", KRING_MAP=plaats)[2].splitlines()
    assert (plaats / ".kring/sleutels/hoofdsleutel").read_bytes() == sleutel
    status, _, fout = run("--alleen-bouwen", "--opnieuw", KRING_MAP=plaats)
    assert (status, "gebouwd" in fout.splitlines()) == (0, True)
    assert (plaats / ".kring/sleutels/hoofdsleutel").read_bytes() != sleutel
    assert not Cluster(plaats / ".kring/postgres").status().running


@pytest.mark.parametrize("einde", [signal.SIGINT, signal.SIGTERM])
def test_demo_answers_gives_a_link_for_everybody_and_stops_as_a_whole(plaats, einde):
    poort = free_port()
    proces = start("--poort", str(poort), KRING_MAP=plaats)
    try:
        gezegd = read_until(proces, "Stoppen: Ctrl-C.")
        assert f"Kring draait op http://127.0.0.1:{poort}, met de verzonnen Regio Duin" in gezegd
        assert gezegd.count(f"http://127.0.0.1:{poort}/aanmelden/") == 14
        assert b"Aanmelden" in wait_for_page(f"http://127.0.0.1:{poort}/aanmelden/")
        tweede = run("--alleen-bouwen", "--opnieuw", KRING_MAP=plaats)
        assert (tweede[0], tweede[2][: len("In ")]) == (1, "In ")
        assert tweede[2].endswith("met Ctrl-C, of zet KRING_MAP op een andere map.\n")
        proces.send_signal(einde)
        _, fout = proces.communicate(timeout=WACHT)
    finally:
        proces.kill()
    assert proces.returncode == 130
    assert fout.splitlines()[-1] == "Gestopt."
    # Said once, by the demo: its worker is no thing of its own to stop.
    assert "De werker draait." in fout
    assert "Stoppen" not in fout
    assert not Cluster(plaats / ".kring/postgres").status().running
    with socket.socket() as stekker:
        assert stekker.connect_ex(("127.0.0.1", poort)) != 0


def wait_for_page(adres: str) -> bytes:
    """What stands at the address, as soon as somebody answers there."""
    from kring.config.postgres.wait import wait_for

    def answers() -> bool:
        with socket.socket() as stekker:
            return stekker.connect_ex(("127.0.0.1", int(adres.split(":")[2].split("/")[0]))) == 0

    assert wait_for(condition=answers, seconds=30)
    with urllib.request.urlopen(adres, timeout=10) as antwoord:  # noqa: S310  our own address
        return bytes(antwoord.read())


def test_web_server_that_stops_by_itself_is_no_success(plaats):
    dood = """
from contextlib import nullcontext
import subprocess
from kring.config.opdrachten import demo
demo._server = lambda poort: nullcontext(subprocess.Popen(["true"]))
"""
    status, _, fout = run("--poort", str(free_port()), vooraf=dood, KRING_MAP=plaats)
    assert (status, fout.splitlines()[-1]) == (
        1,
        "De webserver is gestopt; hierboven staat waarom. Start opnieuw: script/demo",
    )


def test_region_goes_into_an_empty_database_of_somebody_else_and_only_once(tmp_path, bewoonbaar):
    plaats = {"KRING_MAP": tmp_path, "KRING_SLEUTELS": SLEUTELS}
    with slot():
        status, _, fout = run("--alleen-bouwen", DATABASE_URL=bewoonbaar, **plaats)
    assert (status, "gebouwd" in fout.splitlines()) == (0, True), fout
    merk = (tmp_path / ".kring" / "proefregio.klaar").read_text(encoding="utf-8")
    assert merk.rstrip().endswith(f"/kring_bewoonbaar_{os.getpid()}")
    with slot():
        weer = run("--alleen-bouwen", DATABASE_URL=bewoonbaar, **plaats)
    assert (weer[0], "gebouwd" in weer[2].splitlines()) == (0, False)


def test_database_with_people_in_it_is_refused_before_it_is_touched(tmp_path, bewoonbaar):
    with psycopg.connect(bewoonbaar) as eigenaar:
        eigenaar.execute(
            "INSERT INTO toegang_actor (id, soort, naam, partij, organisatie, team, beroep, telefoon,"
            " actief) VALUES (gen_random_uuid(), 'medewerker', 'Fatima Benali', 'lokaal_team', '',"
            " '', '', '', true)"
        )
    plaats = {"KRING_MAP": tmp_path, "KRING_SLEUTELS": SLEUTELS}
    status, uit, fout = run("--alleen-bouwen", DATABASE_URL=bewoonbaar, **plaats)
    assert (status, uit) == (1, "")
    assert fout == (
        "De database van DATABASE_URL is niet leeg, en de proefregio hoort in een lege. "
        "Maak een nieuwe database, of laat DATABASE_URL weg.\n"
    )
