"""Become somebody without privileges, then become the program.

Run as a script, with nothing but the standard library, because a process can only give up its own
privileges: `execute_as.py WAY UID GID attached|detached PROGRAM [ARGUMENT...]`. The ways:

- `self`: stay who you are;
- `namespace`: enter a new user namespace, in which the present user is called UID and GID. No
  privilege is left there, while files that belong to the present user can still be reached;
- `uid`: really become UID and GID, with no other groups. Only root can.
"""

import ctypes
import os
import sys
from pathlib import Path


CLONE_NEWUSER = 0x10000000


def enter_namespace(*, uid: int, gid: int) -> None:
    """Be UID and GID in a new user namespace. Raises `OSError` when the kernel does not allow it."""
    outside_uid, outside_gid = os.geteuid(), os.getegid()
    if outside_uid == 0:
        os.setgroups([])
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), "unshare")
    own = Path("/proc/self")
    # Without "deny" the kernel accepts no gid_map from a process that lost its privileges.
    (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "uid_map").write_text(f"{uid} {outside_uid} 1", encoding="ascii")
    (own / "gid_map").write_text(f"{gid} {outside_gid} 1", encoding="ascii")


def become(*, way: str, uid: int, gid: int) -> None:
    """Give up what the way says. Raises `OSError` when that is not possible here."""
    if way == "namespace":
        enter_namespace(uid=uid, gid=gid)
    elif way == "uid":
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def detach() -> None:
    """Go on as a grandchild in a session of its own: no signal or death of the caller reaches it."""
    if os.fork():
        os._exit(0)
    os.setsid()


def main(arguments: list[str]) -> None:
    """Do what the module says; the exit status is that of the program."""
    way, uid, gid, attachment, *command = arguments
    os.umask(0o077)
    become(way=way, uid=int(uid), gid=int(gid))
    if attachment == "detached":
        detach()
    os.execv(command[0], command)  # noqa: S606  no shell is what we want


if __name__ == "__main__":
    main(sys.argv[1:])
