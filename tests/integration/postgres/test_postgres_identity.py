import os
import pwd
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kring.config.postgres import Cluster, PostgresFout, execute_as, identity, startup
from kring.config.postgres.binaries import copy_installation, find_installation
from kring.config.postgres.files import first_blocked, make_private_directory
from kring.config.postgres.identity import DEDICATED, FORCE, choose_identity, works
from kring.config.postgres.server import processes_on


as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")

NAMELESS = 54321
USE = """
import os, sys
from pathlib import Path
import psycopg
from kring.config.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]), options={"fsync": "off"}, patience=20)
with cluster.running() as url:
    psycopg.connect(url).close()
    print(cluster.status().pid, flush=True)
    sys.stdin.read()
"""


def account(*names):
    return next(entry for entry in pwd.getpwall() if entry.pw_name in names)


def process_status(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return {}
    return {name: value.split() for name, value in (line.split(":", 1) for line in lines)}


def assert_unprivileged(cluster, uid):
    """Every process is this user, seen from here, and has no privilege left to get another one."""
    seen = [status for pid in processes_on(cluster.data) if (status := process_status(pid))]
    assert seen
    for status in seen:
        assert status["Uid"] == [str(uid)] * 4
        assert int(status["CapEff"][0], 16) == int(status["CapPrm"][0], 16) == 0
    found = [cluster.map, *cluster.map.rglob("*")]
    assert {owner_of(path) for path in found} <= {uid, None}


def owner_of(path):
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None


def own_namespace(pid):
    return Path(f"/proc/{pid}/ns/user").readlink() != Path("/proc/self/ns/user").readlink()


@pytest.fixture
def namespaces(place):
    """Skip where the kernel lets nobody make a user namespace."""
    installation = find_installation()
    if not works(identity._in_namespace(), directory=place, installation=installation):
        pytest.skip("this kernel allows no user namespace")


@as_root
def test_root_runs_the_server_in_a_namespace(fresh, namespaces, monkeypatch):
    monkeypatch.setenv(FORCE, "naamruimte")
    with fresh.running() as url:
        psycopg.connect(url).close()
        assert own_namespace(fresh.status().pid)
        assert_unprivileged(fresh, 0)


@as_root
def test_root_runs_the_server_as_a_user_of_nothing(fresh, monkeypatch):
    monkeypatch.setenv(FORCE, "uid")
    with fresh.running() as url:
        psycopg.connect(url).close()
        assert not own_namespace(fresh.status().pid)
        assert_unprivileged(fresh, DEDICATED[0])
        with pytest.raises(KeyError):
            pwd.getpwuid(DEDICATED[0])


@as_root
def test_root_prefers_the_namespace(stopped, namespaces):
    with stopped.running():
        assert own_namespace(stopped.status().pid)


@as_root
def test_root_without_namespaces_becomes_another_user_and_stays_that(stopped, monkeypatch):
    with monkeypatch.context() as poor:
        poor.setattr(identity, "works", lambda *_, **__: False)
        with stopped.running():
            assert_unprivileged(stopped, DEDICATED[0])
    with stopped.running():
        assert_unprivileged(stopped, DEDICATED[0])


@as_root
def test_one_way_after_the_other_on_the_same_data(stopped, namespaces, monkeypatch):
    for way, uid in (("uid", DEDICATED[0]), ("naamruimte", 0), ("uid", DEDICATED[0])):
        monkeypatch.setenv(FORCE, way)
        with stopped.running() as url:
            psycopg.connect(url).close()
            assert_unprivileged(stopped, uid)


@as_root
def test_a_namespace_that_is_forced_where_there_is_none(stopped, monkeypatch):
    monkeypatch.setenv(FORCE, "naamruimte")
    monkeypatch.setattr(identity, "works", lambda *_, **__: False)
    with pytest.raises(PostgresFout, match=f"niet in een gebruikersnaamruimte.*unset {FORCE}"):
        stopped.start()


@as_root
def test_an_interrupted_initdb_does_not_decide_who_runs_the_server(fresh, monkeypatch):
    fresh.map.mkdir()
    someone = identity._any_account().pw_uid
    os.chown(fresh.map, someone, someone)
    monkeypatch.setenv(FORCE, "uid")
    with fresh.running():
        assert_unprivileged(fresh, DEDICATED[0])


@as_root
def test_a_directory_that_nobody_can_reach(place, monkeypatch):
    monkeypatch.setenv(FORCE, "uid")
    shut = place / "dicht"
    shut.mkdir(mode=0o700)
    with pytest.raises(PostgresFout, match=rf"komt niet door {shut}\. .*export KRING_MAP"):
        Cluster(shut / "kring").start()


@as_root
def test_a_directory_that_only_its_owner_can_reach(place, monkeypatch):
    monkeypatch.setenv(FORCE, "uid")
    owner = account("games", "nobody")
    home = place / "thuis"
    home.mkdir(mode=0o700)
    os.chown(home, owner.pw_uid, owner.pw_gid)
    cluster = Cluster(home / "kring", options={"fsync": "off"})
    with cluster.running() as url:
        psycopg.connect(url).close()
        assert_unprivileged(cluster, owner.pw_uid)


@as_root
def test_an_owner_without_a_name_cannot_make_data_nobody_else_can_reach(place, monkeypatch):
    monkeypatch.setenv(FORCE, "uid")
    home = place / "thuis"
    home.mkdir(mode=0o700)
    os.chown(home, NAMELESS, NAMELESS)
    with pytest.raises(PostgresFout, match=f"komt niet door {home}"):
        Cluster(home / "kring").start()


@as_root
def test_programs_that_the_user_cannot_reach_are_copied(stopped, monkeypatch):
    monkeypatch.setenv(FORCE, "uid")
    shut = stopped.map.parent / "root"
    shut.mkdir(mode=0o700)
    hidden = copy_installation(installation=find_installation(), into=shut)
    (stopped.map / "programma-oud").mkdir()
    monkeypatch.setattr(startup, "find_installation", lambda: hidden)
    for _ in range(2):
        with stopped.running() as url:
            psycopg.connect(url).close()
            program = Path(f"/proc/{stopped.status().pid}/exe").readlink()
            assert program.is_relative_to(stopped.map)
            assert_unprivileged(stopped, DEDICATED[0])
    assert not (stopped.map / "programma-oud").exists()


def python_for_everybody():
    """Give a Python that any user can run and that can load our packages."""
    for path in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        try:
            blocked = first_blocked(Path(path).resolve(), uid=NAMELESS, gid=NAMELESS)
        except FileNotFoundError:
            continue
        if blocked is None:
            return path
    return pytest.skip("no other user can reach a Python of this version")


def become(uid, gid):
    return {"user": uid, "group": gid, "extra_groups": [], "python": python_for_everybody()}


def use(program):
    pid = program.stdout.readline()
    assert pid, program.stderr.read()
    return int(pid)


@as_root
def test_an_ordinary_user_is_himself_and_root_helps_him(place, application):
    user = account("nobody")
    os.chown(place, user.pw_uid, user.pw_gid)
    cluster = Cluster(place / "kring", options={"fsync": "off"}, patience=20)
    first = application(USE, cluster.map, **become(user.pw_uid, user.pw_gid))
    assert not own_namespace(use(first))
    assert_unprivileged(cluster, user.pw_uid)
    with cluster.running() as url:
        psycopg.connect(url).close()
    first.communicate(timeout=20)
    assert not cluster.status().running
    with cluster.running():
        assert_unprivileged(cluster, user.pw_uid)
    second = application(USE, cluster.map, **become(user.pw_uid, user.pw_gid))
    use(second)
    second.communicate(timeout=20)
    assert second.returncode == 0


@as_root
def test_a_user_without_a_name_gets_one_in_a_namespace(place, application, namespaces):
    os.chown(place, NAMELESS, NAMELESS)
    program = application(USE, place / "kring", **become(NAMELESS, NAMELESS))
    assert own_namespace(use(program))
    assert_unprivileged(Cluster(place / "kring"), NAMELESS)
    program.communicate(timeout=20)
    assert program.returncode == 0


def test_a_user_without_a_name_or_a_namespace_is_told(place, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: NAMELESS)
    monkeypatch.setattr(identity, "works", lambda *_, **__: False)
    with pytest.raises(PostgresFout, match=rf"Gebruiker {NAMELESS} heeft geen naam.*/etc/passwd"):
        choose_identity(directory=place, installation=find_installation())


@as_root
def test_what_cannot_work_does_not_work(place):
    unknown = identity._real(2**32 - 2, 2**32 - 2)
    assert works(unknown, directory=place, installation=find_installation())
    assert not works(unknown, directory=place, installation=place)
    assert not (place / "proef").exists()


@pytest.mark.parametrize(
    ("mode", "uid", "gid", "passes"),
    [
        (0o700, 1, 1, True),
        (0o700, 2, 1, False),
        (0o710, 2, 1, True),
        (0o711, 2, 2, True),
        (0o077, 1, 1, False),
        (0o707, 2, 1, False),
        (0o770, 2, 2, False),
    ],
)
@as_root
def test_who_can_pass_a_directory(place, mode, uid, gid, passes):
    gate = place / "poort"
    (gate / "tuin").mkdir(parents=True)
    os.chown(gate, 1, 1)
    gate.chmod(mode)
    assert first_blocked(gate / "tuin", uid=uid, gid=gid) == (None if passes else gate)


def test_a_file_has_to_be_readable(place):
    file = place / "bestand"
    file.touch(mode=0o644)
    assert first_blocked(file, uid=NAMELESS, gid=NAMELESS) is None
    file.chmod(0o711)
    assert first_blocked(file, uid=NAMELESS, gid=NAMELESS) == file


@as_root
def test_a_new_directory_belongs_to_the_owner_of_the_one_around_it(place):
    os.chown(place, NAMELESS, NAMELESS)
    make_private_directory(place / "log")
    assert (place / "log").stat().st_uid == NAMELESS


HELPER = [sys.executable, "-I", "-S", execute_as.__file__]


@pytest.mark.parametrize("attachment", ["attached", "detached"])
def test_helper_becomes_the_program(attachment):
    command = [*HELPER, "self", "0", "0", attachment, "/bin/sh", "-c", "umask; echo klaar"]
    said = subprocess.run(  # noqa: S603  the command is that of this test
        command, capture_output=True, check=True, text=True
    ).stdout
    assert said == "0077\nklaar\n"


def test_helper_tells_when_it_cannot():
    done = subprocess.run(  # noqa: S603  the command is that of this test
        [*HELPER, "self", "0", "0", "attached", "/bestaat/niet"], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"FileNotFoundError" in done.stderr


class Recorder:
    """Stand in for the calls that would change this process."""

    def __init__(self, monkeypatch, unshared=0, forked=0):
        self.calls = []
        for name in ("setgroups", "setgid", "setuid", "execv", "umask", "setsid", "_exit"):
            monkeypatch.setattr(os, name, self.note(name))
        monkeypatch.setattr(os, "fork", self.note("fork", forked))
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(os, "getegid", lambda: 0)
        monkeypatch.setattr(execute_as.ctypes, "get_errno", lambda: 1)
        monkeypatch.setattr(Path, "write_text", self.note("write"))
        library = type("Library", (), {"unshare": self.note("unshare", unshared)})
        monkeypatch.setattr(execute_as.ctypes, "CDLL", lambda *_, **__: library)

    def note(self, name, answer=None):
        def call(*arguments, **_):
            self.calls.append((name, *arguments))
            return answer

        return call


def test_helper_gives_up_groups_before_user(monkeypatch):
    recorder = Recorder(monkeypatch)
    execute_as.main(["uid", "7", "8", "attached", "/bin/true", "x"])
    assert recorder.calls == [
        ("umask", 0o077),
        ("setgroups", []),
        ("setgid", 8),
        ("setuid", 7),
        ("execv", "/bin/true", ["/bin/true", "x"]),
    ]


def test_helper_maps_one_user(monkeypatch):
    recorder = Recorder(monkeypatch)
    execute_as.become(way="namespace", uid=7, gid=8)
    assert [call[-1] for call in recorder.calls if call[0] == "write"] == ["deny", "7 0 1", "8 0 1"]


def test_helper_without_namespaces(monkeypatch):
    Recorder(monkeypatch, unshared=-1)
    with pytest.raises(PermissionError):
        execute_as.enter_namespace(uid=7, gid=8)


@pytest.mark.parametrize(("forked", "last"), [(0, ("setsid",)), (99, ("_exit", 0))])
def test_helper_lets_the_grandchild_go_on(monkeypatch, forked, last):
    recorder = Recorder(monkeypatch, forked=forked)
    execute_as.detach()
    assert last in recorder.calls
