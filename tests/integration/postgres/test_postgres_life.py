import contextlib
import os
import signal
import threading

import psycopg
import pytest

from kring.config.postgres import Cluster
from kring.config.postgres.binaries import find_installation
from kring.config.postgres.identity import choose_identity
from kring.config.postgres.server import (
    LARGEST_LOG,
    live_postmaster,
    log_of,
    processes_on,
)
from kring.config.postgres.wait import wait_for


USE = """
import sys
from pathlib import Path
from kring.config.postgres import Cluster
from kring.config.postgres.binaries import find_installation
from kring.config.postgres.identity import choose_identity
cluster = Cluster(Path(sys.argv[1]), options={"fsync": "off"}, patience=20)
with cluster.running():
    print(cluster.status().pid, flush=True)
    sys.stdin.read()
"""


def pid_of(program):
    line = program.stdout.readline()
    assert line, program.stderr.read()
    return int(line)


def leave(program):
    _, said = program.communicate(timeout=20)
    assert program.returncode == 0, said


def count(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT count(*) FROM regel").fetchone()[0]


def test_running_starts_what_was_not_there_and_stops_it(fresh):
    assert not fresh.status().running
    with fresh.running() as url:
        status = fresh.status()
        assert status.running
        assert status.socket_directory.is_dir()
        psycopg.connect(url).close()
    assert not fresh.status().running
    assert not processes_on(fresh.data)
    assert not status.socket_directory.exists()


def test_running_stops_what_it_started_also_after_a_failure(stopped):
    with pytest.raises(ZeroDivisionError), stopped.running():
        raise ZeroDivisionError
    assert not processes_on(stopped.data)


def test_running_leaves_a_server_that_was_there(stopped):
    assert stopped.start()
    assert not stopped.start()
    pid = stopped.status().pid
    with stopped.running():
        assert stopped.status().pid == pid
    assert stopped.status().pid == pid
    assert stopped.stop()
    assert not stopped.stop()


def test_a_block_inside_a_block_stops_nothing(stopped):
    with stopped.running():
        with stopped.running() as url:
            pass
        psycopg.connect(url).close()
    assert not stopped.status().running


def test_blocks_that_overlap_keep_the_server_until_the_last_one(stopped):
    first, second = stopped.running(), stopped.running()
    first.__enter__()
    url = second.__enter__()
    first.__exit__(None, None, None)
    psycopg.connect(url).close()
    second.__exit__(None, None, None)
    assert not stopped.status().running


def test_a_worker_that_leaves_the_block_stops_nothing(stopped, monkeypatch):
    block = stopped.running()
    url = block.__enter__()
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: 1)
        block.__exit__(None, None, None)
    psycopg.connect(url).close()
    assert stopped.stop()


def test_data_is_there_the_next_time(stopped):
    with stopped.running() as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE regel AS SELECT 1")
    with stopped.running() as url:
        assert count(url) == 1


@pytest.mark.parametrize(
    "name",
    ["met spatie", "lang/" + "x" * 200 + "/" + "y" * 100, 'aap\'noot "mies" é $HOME `id` %20'],
)
def test_any_directory_will_do(place, name):
    odd = Cluster(place / name / "postgres", options={"fsync": "off"})
    for _ in range(2):
        with odd.running() as url:
            psycopg.connect(url).close()
            assert len(os.fsencode(odd.status().socket_directory)) < 80


def test_server_outlives_the_application_that_started_it(stopped, application):
    program = application(USE, stopped.map)
    pid = pid_of(program)
    assert os.getsid(pid) == pid
    program.kill()
    program.wait()
    with stopped.running() as url:
        psycopg.connect(url).close()
        assert stopped.status().pid == pid
    # Nobody is left who will stop it: whoever used it last did.
    assert not stopped.status().running


def test_a_server_that_was_started_to_stay_stays(stopped):
    assert stopped.start()
    with stopped.running() as url:
        psycopg.connect(url).close()
    assert stopped.status().running
    assert stopped.stop()


def test_two_processes_at_once_make_one_server(fresh, application):
    programs = [application(USE, fresh.map) for _ in range(3)]
    pids = {pid_of(program) for program in programs}
    assert len(pids) == 1
    for program in programs:
        leave(program)
    assert not processes_on(fresh.data)


def test_last_one_to_leave_stops_the_server_for_who_started_it(stopped, application):
    starter = application(USE, stopped.map)
    pid = pid_of(starter)
    with stopped.running() as url:
        leave(starter)
        psycopg.connect(url).close()
        assert stopped.status().pid == pid
    assert not stopped.status().running


def test_rows_that_were_acknowledged_survive_kill_9_of_the_server(stopped, kill_server):
    durable = Cluster(stopped.map)
    durable.start()
    with psycopg.connect(durable.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE regel (nummer int PRIMARY KEY)")
    acknowledged = []

    def write():
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(durable.url(), autocommit=True) as connection,
        ):
            for number in range(1_000_000):
                connection.execute("INSERT INTO regel VALUES (%s)", [number])
                acknowledged.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    assert wait_for(condition=lambda: len(acknowledged) > 200, seconds=20)
    killed = kill_server(durable)
    writer.join()
    assert durable.start()
    assert durable.status().pid not in killed
    with psycopg.connect(durable.url()) as connection:
        kept = {number for (number,) in connection.execute("SELECT nummer FROM regel")}
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= 1
    durable.stop()


def test_kill_9_of_the_first_process_only_does_not_block_a_restart(stopped, kill_postmaster):
    stopped.start()
    killed = kill_postmaster(stopped)
    with stopped.running() as url:
        psycopg.connect(url).close()
        assert stopped.status().pid != killed


def test_what_a_killed_server_left_behind_is_stopped(stopped, kill_postmaster):
    stopped.start()
    busy = psycopg.connect(stopped.url(), autocommit=True)
    pid = busy.info.backend_pid
    endless = threading.Thread(target=run_endlessly, args=[busy])
    endless.start()
    with psycopg.connect(stopped.superuser_url(), autocommit=True) as observer:
        query = "SELECT state = 'active' FROM pg_stat_activity WHERE pid = %s"
        assert wait_for(condition=lambda: observer.execute(query, [pid]).fetchone()[0], seconds=5)
    kill_postmaster(stopped)
    assert pid in processes_on(stopped.data)
    with stopped.running():
        assert pid not in processes_on(stopped.data)
    endless.join()
    busy.close()


def run_endlessly(connection):
    # A loop that never looks whether the first process is still there.
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("DO $$ BEGIN LOOP PERFORM sqrt(2); END LOOP; END $$")


def test_a_server_whose_starter_died_at_once_is_waited_for(stopped, kill_server, application):
    stopped.start()
    kill_server(stopped)
    starter = application(
        "import sys; from pathlib import Path\n"
        "from kring.config.postgres import startup\n"
        "startup.wait_until_ready = lambda **_: print('gestart', flush=True) or sys.stdin.read()\n"
        "startup.bring_up(data=Path(sys.argv[1]), options={}, seconds=20)\n",
        stopped.data,
    )
    assert starter.stdout.readline(), starter.stderr.read()
    starter.kill()
    assert not stopped.start()
    assert stopped.stop()


def test_a_server_that_somebody_started_by_hand_is_used(stopped, kill_server):
    with stopped.running():
        pass
    installation = find_installation()
    identity = choose_identity(directory=stopped.map, installation=installation)
    sockets = stopped.map / "met de hand"
    sockets.mkdir(mode=0o700)
    os.chown(sockets, identity.owner, identity.group)
    command = [installation / "bin/postgres", "-D", stopped.data, "-k", f'"{sockets}"']
    with log_of(stopped.data).open("ab") as output:
        assert identity.execute(command, output=output, detached=True)
    assert wait_for(condition=lambda: stopped.status().running, seconds=10)
    with stopped.running() as url:
        psycopg.connect(url).close()
        assert stopped.status().socket_directory == sockets
    assert stopped.stop()
    assert sockets.exists()


def test_stop_ends_connections(stopped):
    stopped.start()
    connection = psycopg.connect(stopped.url())
    assert stopped.stop()
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()


def test_log_keeps_one_older_one(stopped):
    with stopped.running():
        pass
    log = log_of(stopped.data)
    log.write_bytes(b"x" * (LARGEST_LOG + 1))
    with stopped.running():
        pass
    assert log.with_name("postgres.log.1").stat().st_size == LARGEST_LOG + 1
    assert log.stat().st_size < LARGEST_LOG


def test_kill_9_during_initdb_leaves_nothing_that_counts(fresh, application):
    program = application(USE, fresh.map)
    half = fresh.map / "data.half"
    assert wait_for(condition=lambda: (half / "PG_VERSION").exists(), seconds=20)
    program.kill()
    program.wait()
    assert not fresh.data.exists()
    with fresh.running() as url:
        psycopg.connect(url).close()
    assert not half.exists()


def test_interrupt_at_the_terminal_does_not_reach_the_server(stopped, application):
    program = application(USE, stopped.map, start_new_session=True)
    pid = pid_of(program)
    os.killpg(program.pid, signal.SIGINT)
    assert program.wait(timeout=20) != 0
    assert live_postmaster(stopped.data) is None
    assert pid not in processes_on(stopped.data)
