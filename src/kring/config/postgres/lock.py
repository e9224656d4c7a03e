"""Locks of the kernel on files of the cluster: they end with their holder, also after kill -9."""

import fcntl
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import open_private
from kring.config.postgres.wait import wait_for


LONGEST_COMMAND = 200


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Take the lock now, or say that somebody else has it."""
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_locked(path: Path) -> bool:
    """Does a process hold this lock for itself? A file that is not there is not locked."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not try_lock(descriptor, shared=True)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive(*, path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock for the time of the block; meanwhile the file says who holds it and since when.

    Raises `PostgresFout`, which names the holder, when the lock does not come free in time.
    """
    descriptor = open_private(path, flags=os.O_RDWR)
    try:
        if not wait_for(condition=lambda: try_lock(descriptor), seconds=seconds):
            raise PostgresFout(_held_by(path))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, _myself().encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _myself() -> str:
    command = shlex.join(sys.orig_argv)[:LONGEST_COMMAND].replace("\n", " ")
    return f"{os.getpid()}\n{command}\n{time.strftime('%Y-%m-%d %H:%M:%S %z')}\n"


def _held_by(path: Path) -> str:
    place = f"De database in {path.parent} is bezet"
    try:
        pid, command, since = path.read_text(encoding="utf-8").splitlines()
    except ValueError:
        return f"{place} door een ander proces. Probeer het zo opnieuw; `fuser {path}` noemt het proces."
    return (
        f"{place}: proces {pid} ({command}) is er sinds {since} mee bezig. "
        f"Wacht tot dat klaar is, of stop het met: kill {pid}"
    )
