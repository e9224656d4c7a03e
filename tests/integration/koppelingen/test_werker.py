"""The worker: does what is due, stops when asked, and takes up what was broken off."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connections
from django.test import override_settings
from tests.deurwerk import andere_database
from tests.integration.superuser import ask, count
from tests.integration.tegelijk import run_tegelijk
from tests.verhaal import begin_verhaal, make_medewerker

from kring.config.opdracht import main
from kring.koppelingen.taken import TAKEN
from kring.toegang import klok
from kring.toegang.accounts import KRING
from kring.toegang.actions import reset_clock, set_clock
from kring.toegang.deur import GeenToegang, open_dossier, open_systeem
from kring.toegang.rollen import WERKER


@pytest.fixture(scope="module", autouse=True)
def eigen_database(tmp_path_factory):
    """The seals of one database are published in one place, so these tests have both to themselves."""
    with pytest.MonkeyPatch.context() as omgeving, andere_database("werker") as naam:
        adres = urlsplit(os.environ["DATABASE_URL"])
        omgeving.setenv("DATABASE_URL", urlunsplit(adres._replace(path=f"/{naam}")))
        getuigen = tmp_path_factory.mktemp("getuigen")
        omgeving.setenv("KRING_GETUIGEN", str(getuigen))
        with override_settings(KRING_GETUIGEN=getuigen):
            yield


@pytest.fixture
def uit(tmp_path, monkeypatch):
    """Where the worker of this test delivers."""
    monkeypatch.setenv("KRING_CORV_UIT", str(tmp_path / "corv"))
    monkeypatch.setenv("KRING_POST_UIT", str(tmp_path / "post"))
    return tmp_path


@pytest.fixture
def start():
    """A worker in a process of its own; none is left behind."""
    processen = []

    def begin(*opties):
        proces = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", "kring", "werk", *opties],
            env=os.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processen.append(proces)
        return proces

    yield begin
    for proces in processen:
        proces.kill()
        proces.communicate()


def wait_for(feit, seconden=30):
    einde = time.monotonic() + seconden
    while time.monotonic() < einde:
        if feit():
            return True
        time.sleep(0.1)
    return False


def is_bezorgd(verhaal):
    rijen = ask("SELECT bezorgd_op FROM dossier_berichtuit WHERE gezin_id = %s", verhaal.gezin)
    return bool(rijen) and all(op for (op,) in rijen)


def test_once_does_all_that_is_due_and_says_so(uit, start):
    verhaal = begin_verhaal("beoordeel_melding")
    proces = start("--eenmaal", "--json")
    gezegd, fout = proces.communicate(timeout=60)
    assert proces.returncode == 0, fout
    assert json.loads(gezegd).keys() == TAKEN.keys()
    assert is_bezorgd(verhaal)


def test_a_task_that_fails_does_not_stop_the_others(monkeypatch, capsys):
    def fail(nu):
        raise RuntimeError("de schijf is vol")

    monkeypatch.setattr("kring.koppelingen.taken.bezorg", fail)
    assert main(["werk", "--eenmaal"]) == 1
    gezegd = capsys.readouterr().out
    assert "bezorgen: mislukt, de schijf is vol" in gezegd
    assert "bewaartermijnen: " in gezegd


def test_it_works_until_it_is_asked_to_stop(uit, start):
    verhaal = begin_verhaal("beoordeel_melding")
    eerder = count("procrastinate_workers")
    proces = start()
    assert wait_for(lambda: is_bezorgd(verhaal))
    proces.send_signal(signal.SIGTERM)
    _, fout = proces.communicate(timeout=40)
    assert proces.returncode == 0
    assert "De werker is gestopt." in fout
    assert count("procrastinate_workers") <= eerder


def test_it_works_as_the_worker_and_opens_no_family(uit, start):
    start()
    vraag = (
        "SELECT usename FROM pg_stat_activity WHERE datname = current_database() AND query LIKE %s"
    )
    assert wait_for(lambda: ask(vraag, "%procrastinate%"))
    namen = {naam for (naam,) in ask(vraag, "%procrastinate%")} - {None}
    assert namen <= {"kring_werker", "kring_super"}
    with (
        connections[WERKER].cursor() as cursor,
        pytest.raises(Exception, match="permission denied"),
    ):
        cursor.execute("SELECT * FROM dossier_gebeurtenis")


def test_a_killed_worker_leaves_nothing_half_done(uit, start):
    verhalen = [begin_verhaal("beoordeel_melding") for _ in range(4)]
    for wacht in (1.2, 1.6, 2.0):
        proces = start()
        time.sleep(wacht)
        proces.kill()
        proces.wait()
    start()
    assert wait_for(lambda: all(map(is_bezorgd, verhalen)), 60)
    bestanden = [pad.name for pad in (uit / "corv").iterdir() if pad.suffix == ".xml"]
    assert len(bestanden) == len(set(bestanden)) >= 4


LEAVE_BEHIND = """
import asyncio
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from kring.koppelingen.taken import resume_stalled

async def leave_behind():
    connector = PsycopgConnector(kwargs=connector_params("werker"), min_size=1, max_size=2)
    with app.replace_connector(connector):
        async with app.open_async():
            await app.configure_task("bewaartermijnen", queueing_lock="proef").defer_async(timestamp=0)
            dood = await app.job_manager.register_worker()
            job = await app.job_manager.fetch_job(queues=None, worker_id=dood)
            while job.queueing_lock != "proef":
                job = await app.job_manager.fetch_job(queues=None, worker_id=dood)
            # Begun, and then no sign of life any more.
            await asyncio.sleep(1.1)
            await resume_stalled(stilte=1.0)
            await app.run_worker_async(wait=False, delete_jobs="never", install_signal_handlers=False)
            print(job.id)

asyncio.run(leave_behind())
"""


def test_a_job_of_a_dead_worker_is_taken_up_again():
    (job,) = run_tegelijk(LEAVE_BEHIND)
    vraag = "SELECT status::text FROM procrastinate_jobs WHERE id = %s"
    assert ask(vraag, int(job)) == [("succeeded",)]


def test_a_file_that_was_kept_long_enough_is_handed_to_who_decides(uit):
    beslisser = make_medewerker("Ayşe", mandaten=("rechten",))
    verhaal = begin_verhaal("sluit_af", dagen_geleden=150)
    over = klok.nu() + timedelta(days=60 * 365)
    try:
        set_clock(over, echt=klok.nu())
        assert TAKEN["bewaartermijnen"].doe(klok.nu()).partition(" ")[0] >= "1"
        assert TAKEN["bewaartermijnen"].doe(klok.nu()).partition(" ")[0] == "0"
        assert open_dossier(actor=beslisser, gezin=verhaal.gezin, doel="hulp")
    finally:
        reset_clock()


def test_the_door_of_the_system_opens_nothing_before_its_time():
    verhaal = begin_verhaal("sluit_af", dagen_geleden=150)
    for actor, doel in (
        (KRING, "bewaren"),
        (KRING, "hulp"),
        (verhaal.actor("fatima"), "vernietigen"),
    ):
        with pytest.raises(GeenToegang):
            open_systeem(actor=actor, gezin=verhaal.gezin, doel=doel)
