"""One server process on one data directory: is it there, whose is it, start it, stop it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from kring.config.postgres.conf import title
from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import open_private
from kring.config.postgres.identity import Identity
from kring.config.postgres.lock import is_locked, try_lock
from kring.config.postgres.wait import wait_for


PID_FILE = "postmaster.pid"
# Locked as long as any process of the server lives: the server inherits the descriptor.
OCCUPIED = "bezet"
LARGEST_LOG = 1_000_000
# So long a server that has just been started may take to say who it is.
GRACE = 1.0

PROC = Path("/proc")


# What the server wrote about itself in its own lock file.
@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    pid: int
    socket_directory: Path | None
    ready: bool


def read_postmaster(data: Path) -> Postmaster | None:
    """Give the server that says it serves this directory; nothing tells that it still lives."""
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8").splitlines()
        # A server for one user, started by hand, writes its number with a minus.
        pid = abs(int(lines[0]))
    except (FileNotFoundError, PermissionError, ValueError, IndexError):
        return None
    return Postmaster(
        pid=pid,
        socket_directory=Path(lines[4]) if len(lines) > 4 and lines[4] else None,
        ready=len(lines) > 7 and lines[7].startswith("ready"),
    )


def live_postmaster(data: Path) -> Postmaster | None:
    """Give the server on this directory; the number of a dead server, or of another program, is none."""
    found = read_postmaster(data)
    return found if found and _serves(found.pid, data) else None


def processes_on(data: Path) -> tuple[int, ...]:
    """Give the live PostgreSQL processes that work in this data directory."""
    numbers = (int(place.name) for place in PROC.iterdir() if place.name.isdigit())
    return tuple(pid for pid in numbers if _serves(pid, data))


def _serves(pid: int, data: Path) -> bool:
    process = PROC / str(pid)
    try:
        if (process / "comm").read_text(encoding="utf-8").strip() != "postgres":
            return False
        try:
            return (process / "cwd").readlink() == data.resolve()
        except PermissionError:
            # Another user's process hides where it works, but not how it is called.
            command = (process / "cmdline").read_bytes()
            return b"\0%b\0" % os.fsencode(data) in command or title(data).encode() in command
    except OSError:
        return False


def describe(pid: int) -> str:
    """Name a process for a person who has to do something about it."""
    try:
        command = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return f"proces {pid}"
    words = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return f"proces {pid} ({words})" if words else f"proces {pid}"


def occupy(*, data: Path, seconds: float) -> int | None:
    """Give a descriptor whose lock says that this data directory is ours; None when a server has it.

    Processes that a killed server left behind are asked to stop.
    Raises `PostgresFout`, which names them, when they do not.
    """
    occupied = data.parent / OCCUPIED
    descriptor = open_private(occupied, flags=os.O_RDWR)

    def settled() -> bool:
        return live_postmaster(data) is not None or try_lock(descriptor)

    if not wait_for(condition=settled, seconds=min(GRACE, seconds)):
        for pid in processes_on(data):
            _signal(pid, signal.SIGQUIT)
        wait_for(condition=settled, seconds=seconds)
    postmaster = live_postmaster(data)
    if postmaster is None and try_lock(descriptor):
        return descriptor
    os.close(descriptor)
    if postmaster:
        return None
    left = (
        ", ".join(map(describe, processes_on(data))) or "een proces dat van hieruit niet te zien is"
    )
    raise PostgresFout(
        f"De gegevens in {data} zijn nog in gebruik door {left}. Wacht tot dat klaar is, "
        f"of zoek het met: sudo fuser -v {occupied}"
    )


def launch(*, data: Path, installation: Path, identity: Identity, occupied: int) -> int:
    """Start a server that goes on when we stop, however we stop; give where its part of the log begins.

    It inherits the lock in `occupied`. Whether it comes up is for `wait_until_ready` to say.
    """
    with os.fdopen(_open_log(log_of(data)), "ab") as output:
        written = output.tell()
        # Nobody serves this directory: what a killed server left must not stand in for a live one.
        (data / PID_FILE).unlink(missing_ok=True)
        command: list[str | Path] = [installation / "bin" / "postgres", "-D", data]
        identity.execute(command, output=output, detached=True, keep=(occupied,))
    return written


def log_of(data: Path) -> Path:
    """Give the log of the server on this directory."""
    return data.parent / "log" / "postgres.log"


def _open_log(log: Path) -> int:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_name(f"{log.name}.1"))
    return open_private(log, flags=os.O_WRONLY | os.O_APPEND)


def wait_until_ready(*, data: Path, seconds: float, since: int = 0) -> None:
    """Return once the server answers.

    Raises `PostgresFout` when it takes too long, or stopped; the log from `since` on says why.
    """

    def settled() -> bool:
        found = live_postmaster(data)
        return found.ready if found else not is_locked(data.parent / OCCUPIED)

    wait_for(condition=settled, seconds=seconds)
    found = live_postmaster(data)
    if found is None:
        raise PostgresFout(
            f"PostgreSQL start niet: {_reason(log_of(data), since)} Meer staat in: {log_of(data)}"
        )
    if not found.ready:
        raise PostgresFout(
            f"PostgreSQL op {data} ({describe(found.pid)}) is na {seconds:.0f} seconden nog niet klaar "
            f"met opstarten. Kijk waar het is met: tail {log_of(data)}, en probeer het daarna opnieuw."
        )


def _reason(log: Path, since: int) -> str:
    said = log.read_bytes()[since:] if log.exists() else b""
    lines = said.decode(errors="replace").splitlines()
    grave = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "Error:" in line]
    return (grave or lines or ["het zegt niet waarom."])[-1].strip()


def shut_down(*, data: Path, postmaster: Postmaster, seconds: float) -> None:
    """Stop the server, ending its connections; return when all of it is gone.

    Raises `PostgresFout` when it belongs to somebody else or does not stop in time.
    """
    occupied = data.parent / OCCUPIED
    _signal(postmaster.pid, signal.SIGINT)
    gone = wait_for(
        condition=lambda: not (_serves(postmaster.pid, data) or is_locked(occupied)),
        seconds=seconds,
    )
    if not gone:
        raise PostgresFout(
            f"PostgreSQL op {data} is na {seconds:.0f} seconden nog niet gestopt. "
            f"Dwing het af met: kill -QUIT {postmaster.pid}"
        )


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise PostgresFout(
            f"{describe(pid)} hoort bij een andere gebruiker. Stop het met: sudo kill -INT {pid}"
        ) from error
