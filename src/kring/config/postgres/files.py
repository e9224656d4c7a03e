"""Files and directories that only the owner of the cluster may touch."""

import os
import shutil
import stat
from pathlib import Path


def open_private(path: Path, *, flags: int) -> int:
    """Open a file of the cluster, made 0600 when it is new; it belongs to the owner of its directory.

    A symbolic link is refused with `OSError`: a file of ours is never one.
    """
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    give_to_owner_of(path.parent, path=descriptor)
    return descriptor


def give_to_owner_of(directory: Path, *, path: Path | int) -> None:
    """Let root leave no file behind that the owner of the directory cannot use."""
    if os.geteuid() == 0:
        owner = directory.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def make_private_directory(path: Path) -> None:
    """Make the directory 0700 when it is not there; it belongs to the owner of its parent."""
    path.mkdir(mode=0o700, exist_ok=True)
    give_to_owner_of(path.parent, path=path)


def write_private(path: Path, *, text: str) -> None:
    """Put the whole text in place at once, and on disk."""
    half = path.with_name(f"{path.name}.half")
    descriptor = open_private(half, flags=os.O_WRONLY | os.O_TRUNC)
    try:
        os.write(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    half.replace(path)
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Put the names in this directory on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def give_tree(root: Path, *, uid: int, gid: int) -> None:
    """As root, let everything from the root down belong to one user; no link is followed."""
    if os.geteuid() != 0:
        return
    for _, directories, names, descriptor in os.fwalk(root, follow_symlinks=False):
        for name in (*directories, *names):
            os.chown(name, uid, gid, dir_fd=descriptor, follow_symlinks=False)
    os.chown(root, uid, gid)


def remove_tree(path: Path) -> None:
    """Remove what an interrupted run left; nothing there is fine."""
    if path.exists():
        shutil.rmtree(path)


def first_blocked(path: Path, *, uid: int, gid: int) -> Path | None:
    """Give the first place on the real way to the path that this user cannot pass, or not read.

    Judged by owner, group and mode, for a user without further groups; access lists are not read.
    """
    real = path.resolve()
    for place in (*reversed(real.parents), real):
        if not _allows(place.stat(), uid=uid, gid=gid):
            return place
    return None


def _allows(status: os.stat_result, *, uid: int, gid: int) -> bool:
    if status.st_uid == uid:
        granted = status.st_mode >> 6
    elif status.st_gid == gid:
        granted = status.st_mode >> 3
    else:
        granted = status.st_mode
    return bool(granted & (0o1 if stat.S_ISDIR(status.st_mode) else 0o4))
