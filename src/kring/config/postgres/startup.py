"""From a directory, whatever its state, to a server that answers."""

import os
import pwd
from collections.abc import Mapping
from pathlib import Path

from kring.config.postgres.binaries import copy_installation, find_installation
from kring.config.postgres.conf import FILE, render
from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import give_tree, make_private_directory, write_private
from kring.config.postgres.identity import Identity, can_run, choose_identity
from kring.config.postgres.initialise import initialise
from kring.config.postgres.server import launch, occupy, wait_until_ready
from kring.config.postgres.sockets import prepare_socket_directory


def make_directory(directory: Path) -> None:
    """Make the directory of a cluster, 0700, when it is not there.

    Raises `PostgresFout` when it cannot be made, or belongs to somebody else.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = directory.stat().st_uid
    except OSError as error:
        raise PostgresFout(
            f"De map {directory} is niet te maken ({error.strerror}). "
            "Kies een eigen map met: export KRING_MAP=$HOME/kring"
        ) from error
    if os.geteuid() not in (0, owner):
        raise PostgresFout(
            f"De map {directory} hoort bij gebruiker {_name_of(owner)}. Werk verder als die gebruiker, "
            "of kies een eigen map met: export KRING_MAP=$HOME/kring"
        )


def bring_up(*, data: Path, options: Mapping[str, str], seconds: float) -> bool:
    """Have a server that answers; True when it was started here.

    Raises `PostgresFout` when that does not come about.
    """
    make_private_directory(data.parent / "log")
    occupied = occupy(data=data, seconds=seconds)
    if occupied is None:
        wait_until_ready(data=data, seconds=seconds)
        return False
    try:
        identity, installation = _prepare(data=data, options=options, occupied=occupied)
        written = launch(data=data, installation=installation, identity=identity, occupied=occupied)
    finally:
        # The server has inherited the lock by now, or there is none.
        os.close(occupied)
    wait_until_ready(data=data, seconds=seconds, since=written)
    return True


def _prepare(*, data: Path, options: Mapping[str, str], occupied: int) -> tuple[Identity, Path]:
    """Have a whole data directory that belongs to who runs the server, and programs he can run."""
    directory = data.parent
    installation = find_installation()
    identity = choose_identity(directory=directory, installation=installation)
    if not can_run(identity, installation=installation):
        installation = copy_installation(installation=installation, into=directory)
    if not data.is_dir():
        initialise(
            data=data,
            installation=installation,
            identity=identity,
            occupied=occupied,
            durable=options.get("fsync") != "off",
        )
    give_tree(directory, uid=identity.owner, gid=identity.group)
    sockets = prepare_socket_directory(data=data, identity=identity)
    settings = render(data=data, socket_directory=sockets, options=options)
    write_private(data / FILE, text=settings)
    return identity, installation


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
