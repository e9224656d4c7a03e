import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kring.config.plaatsen import projectmap
from kring.config.postgres import Cluster
from kring.config.postgres.server import live_postmaster, processes_on
from kring.config.postgres.sockets import fingerprint
from kring.config.postgres.wait import wait_for


FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
MEMORY, ROOM = Path("/dev/shm"), 2**30  # noqa: S108  checked before use


@contextmanager
def new_place():
    """Give a new directory that every user of this machine can reach; in memory when there is room."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    directory = Path(tempfile.mkdtemp(prefix="kring-toets-", dir=MEMORY if roomy else None))
    directory.chmod(0o755)
    yield directory
    for left in directory.rglob("postmaster.pid"):
        kill(processes_on(left.parent))
    for data in directory.rglob("data"):
        for sockets in Path(tempfile.gettempdir()).glob(f"kring-*-{fingerprint(data)}"):
            shutil.rmtree(sockets)
    shutil.rmtree(directory)


@pytest.fixture(scope="session")
def cluster():
    """One server for the tests that change nothing about it."""
    with new_place() as directory:
        shared = Cluster(directory / "kring", options=FAST)
        with shared.running():
            yield shared


@pytest.fixture
def place():
    """Give a new directory for this test alone."""
    with new_place() as directory:
        yield directory


@pytest.fixture
def fresh(place):
    """Give a cluster of this test alone, of which nothing exists yet."""
    return Cluster(place / "kring", options=FAST, patience=20)


@pytest.fixture(scope="session")
def original():
    """Give a cluster that was made once; nothing runs on it."""
    with new_place() as directory:
        made = Cluster(directory / "kring", options=FAST)
        with made.running():
            pass
        yield made


@pytest.fixture
def stopped(original, place):
    """Give a cluster of this test alone, made before; nothing runs on it."""
    shutil.copytree(original.map, place / "kring")
    return Cluster(place / "kring", options=FAST, patience=20)


@pytest.fixture
def kill_server():
    """Kill every process of a server at once, as a machine that loses its power does."""

    def kill_all(cluster):
        pids = processes_on(cluster.data)
        kill(pids)
        gone = wait_for(condition=lambda: not processes_on(cluster.data), seconds=5)
        assert gone
        return pids

    return kill_all


@pytest.fixture
def kill_postmaster():
    """Kill only the first process of a server: the others have to notice that by themselves."""

    def kill_first(cluster):
        pid = live_postmaster(cluster.data).pid
        kill([pid])
        assert wait_for(condition=lambda: live_postmaster(cluster.data) is None, seconds=5)
        return pid

    return kill_first


@pytest.fixture
def application():
    """Start Python programs that use a cluster, in a process of their own."""
    started = []

    def start(code, *arguments, python=sys.executable, environment=None, **how):
        path = os.pathsep.join([str(projectmap() / "src"), *sys.path])
        program = subprocess.Popen(  # noqa: S603  the code is that of a test
            [python, "-c", code, *map(str, arguments)],
            env={"PATH": os.defpath, "PYTHONPATH": path, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            text=True,
            **how,
        )
        started.append(program)
        return program

    yield start
    for program in started:
        program.kill()
        program.communicate()


def kill(pids):
    for pid in pids:
        # One that is left alone may be gone before its turn comes.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
