"""A short private directory for the socket of one cluster, the same for every process that asks."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import first_blocked
from kring.config.postgres.identity import Identity


PORT = 5432
# sockaddr_un has room for 108 bytes, the last of which is zero.
LONGEST = 107
PRIVATE = 0o700
NAME = "kring-"


def fingerprint(data: Path) -> str:
    """Give a short name for this data directory."""
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def socket_file(directory: Path) -> Path:
    """Give the place where PostgreSQL makes its socket in this directory."""
    return directory / f".s.PGSQL.{PORT}"


def prepare_socket_directory(*, data: Path, identity: Identity) -> Path:
    """Give the directory for the socket of this data directory, which no server uses; it is empty.

    Raises `PostgresFout` when somebody else made it: his directory could lead us to his server.
    """
    directory = next(_places(identity)) / f"{NAME}{identity.owner}-{fingerprint(data)}"
    try:
        directory.mkdir(mode=PRIVATE)
        if os.geteuid() != identity.owner:
            os.chown(directory, identity.owner, identity.group, follow_symlinks=False)
    except FileExistsError:
        _check_ours(directory, identity)
    # Left by a killed server; the number in them may be that of a live program by now.
    for left in (socket_file(directory), Path(f"{socket_file(directory)}.lock")):
        left.unlink(missing_ok=True)
    return directory


def remove_socket_directory(directory: Path) -> None:
    """Remove a directory of ours that is empty now; any other one stays."""
    if directory.name.startswith(NAME):
        with suppress(OSError):
            directory.rmdir()


def _check_ours(directory: Path, identity: Identity) -> None:
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (identity.owner, os.geteuid()):
        raise PostgresFout(
            f"{directory} is niet van ons maar van gebruiker {status.st_uid}: daar komt geen "
            f"database-verbinding. Laat die map weghalen met: sudo rm -rf {directory}"
        )
    # An interrupted run may have made it and not yet given it away.
    os.chown(directory, identity.owner, identity.group, follow_symlinks=False)
    directory.chmod(PRIVATE)


def _places(identity: Identity) -> Iterator[Path]:
    longest_name = socket_file(Path(f"{NAME}{identity.owner}-{'0' * 12}"))
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    for place in (Path(runtime), Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108  checked
        if len(os.fsencode(place / longest_name)) <= LONGEST and _usable(place, identity):
            yield place
    raise PostgresFout(
        "Er is geen map met een korte naam voor de verbinding met de database. "
        "Wijs er een aan met: export TMPDIR=/tmp"
    )


def _usable(place: Path, identity: Identity) -> bool:
    if not place.is_absolute() or not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return False
    if first_blocked(place, uid=identity.owner, gid=identity.group):
        return False
    # A directory in which others may rename ours is no place for it: /tmp is sticky.
    mode = place.stat().st_mode
    return not mode & stat.S_IWOTH or bool(mode & stat.S_ISVTX)
