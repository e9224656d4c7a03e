"""Who the server runs as. PostgreSQL refuses root, and a server needs no privilege at all."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kring.config.postgres import execute_as
from kring.config.postgres.binaries import SAMPLES, wheel_version
from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import first_blocked, give_tree, remove_tree


# Forces one of the two ways for root, for tests.
FORCE = "KRING_POSTGRES_ROOT"
FORCE_NAMESPACE, FORCE_UID = "naamruimte", "uid"

# Numbers that Debian and Ubuntu give to nobody; the second for machines with only 65536 of them.
DEDICATED = (70432, 59432)
NOBODY = 65534


# How a program of PostgreSQL is started, and to whom the files of the cluster then belong.
@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    way: str
    # What the program sees as its own numbers.
    uid: int
    gid: int
    # What we see as the owner of its files.
    owner: int
    group: int

    def execute(
        self,
        command: Sequence[str | Path],
        *,
        output: IO[bytes] | int,
        detached: bool = False,
        keep: tuple[int, ...] = (),
    ) -> bool:
        """Run the program and tell whether it ended well; detached: tell whether it was started.

        It inherits the descriptors in `keep` and nothing of our environment.
        """
        helper = [
            *(sys.executable, "-I", "-S", execute_as.__file__),
            *(self.way, str(self.uid), str(self.gid), "detached" if detached else "attached"),
        ]
        done = subprocess.run(  # noqa: S603  every word is ours: no shell, no text from outside
            [*helper, *map(str, command)],
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=keep,
            check=False,
        )
        return done.returncode == 0


def choose_identity(*, directory: Path, installation: Path) -> Identity:
    """Decide who runs the programs for the cluster in this directory.

    An ordinary user is himself. Root stays with the unprivileged user whose cluster it already is;
    else he is called somebody else in a user namespace, where the kernel allows that and PostgreSQL
    works in it; else he becomes an unprivileged user that can reach the directory.
    Raises `PostgresFout` when nobody can.
    """
    uid = os.geteuid()
    if uid == 0:
        return _choose_for_root(directory, installation)
    if _has_account(uid):
        return Identity(way="self", uid=uid, gid=os.getegid(), owner=uid, group=os.getegid())
    namespace = _in_namespace()
    if works(namespace, directory=directory, installation=installation):
        return namespace
    raise PostgresFout(
        f"Gebruiker {uid} heeft geen naam op deze machine en PostgreSQL eist die. Geef hem er als root "
        f"een met: echo kring:x:{uid}:{os.getegid()}::/tmp:/bin/sh >> /etc/passwd"
    )


def _choose_for_root(directory: Path, installation: Path) -> Identity:
    forced = os.environ.get(FORCE, "")
    if forced == FORCE_UID:
        return _as_unprivileged(directory)
    owner = directory.stat()
    if not forced and owner.st_uid not in (0, _any_account().pw_uid):
        return _as_unprivileged(directory)
    # Also inside the namespace: without privileges root passes only what is his.
    give_tree(directory, uid=0, gid=0)
    namespace = _in_namespace()
    if works(namespace, directory=directory, installation=installation):
        return namespace
    if not forced:
        return _as_unprivileged(directory)
    raise PostgresFout(
        f"PostgreSQL werkt hier niet in een gebruikersnaamruimte. Haal {FORCE} uit de omgeving met: "
        f"unset {FORCE}"
    )


def account_for_initdb(identity: Identity) -> Identity:
    """Give who runs `initdb`, which refuses a user without a name; its work is handed over afterwards."""
    if identity.way != "uid" or _has_account(identity.uid):
        return identity
    account = _any_account()
    return _real(account.pw_uid, account.pw_gid)


def works(identity: Identity, *, directory: Path, installation: Path) -> bool:
    """Can PostgreSQL really get its memory and its directory as this identity?"""
    probe = directory / "proef"
    remove_tree(probe)
    # What `postgres --check` wants to see of a data directory before it asks the kernel for memory.
    for place in (probe, probe / "pg_dynshmem", probe / "pg_notify"):
        place.mkdir(mode=0o700)
    (probe / "PG_VERSION").write_text(wheel_version().split(".")[0] + "\n", encoding="ascii")
    (probe / "postgresql.conf").touch()
    give_tree(probe, uid=identity.owner, gid=identity.group)
    check = ("--check", "-c", "dynamic_shared_memory_type=mmap", "-D", probe)
    try:
        return identity.execute(
            [installation / "bin" / "postgres", *check], output=subprocess.DEVNULL
        )
    finally:
        remove_tree(probe)


def can_run(identity: Identity, *, installation: Path) -> bool:
    """Can this identity read and run the programs where they stand?"""
    return identity.way != "uid" or not any(
        first_blocked(installation / sample, uid=identity.uid, gid=identity.gid)
        for sample in SAMPLES
    )


def _in_namespace() -> Identity:
    account = _any_account()
    return Identity(
        way="namespace",
        uid=account.pw_uid,
        gid=account.pw_gid,
        owner=os.geteuid(),
        group=os.getegid(),
    )


def _real(uid: int, gid: int) -> Identity:
    return Identity(way="uid", uid=uid, gid=gid, owner=uid, group=gid)


def _as_unprivileged(directory: Path) -> Identity:
    for uid, gid in _candidates(directory):
        identity = _real(uid, gid)
        through = {identity, account_for_initdb(identity)}
        if not any(first_blocked(directory.parent, uid=one.uid, gid=one.gid) for one in through):
            return identity
    blocked = first_blocked(directory.parent, uid=DEDICATED[0], gid=DEDICATED[0])
    raise PostgresFout(
        f"PostgreSQL draait niet als root, en een gebruiker zonder rechten komt niet door {blocked}. "
        "Kies een map waar dat wel kan, bijvoorbeeld met: export KRING_MAP=/var/lib/kring"
    )


def _candidates(directory: Path) -> Iterator[tuple[int, int]]:
    """Whose it is already, then a number of nobody, then whose the way to it is."""
    own, initdb = directory.stat(), _any_account().pw_uid
    if own.st_uid not in (0, initdb):
        yield own.st_uid, own.st_gid
    yield from ((uid, uid) for uid in DEDICATED if _exists(uid) and not _has_account(uid))
    for place in directory.parents:
        status = place.stat()
        if status.st_uid != 0:
            yield status.st_uid, status.st_gid


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _any_account() -> pwd.struct_passwd:
    """Give the first system account: inside a namespace only its name counts."""
    return next(entry for entry in pwd.getpwall() if entry.pw_uid not in (0, NOBODY))


def _exists(uid: int) -> bool:
    """Is this number known in the user namespace we run in? In a container it may not be."""
    ranges = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    return any(
        int(first) <= uid < int(first) + int(count)
        for first, _, count in (line.split() for line in ranges)
    )
