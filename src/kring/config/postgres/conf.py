"""The settings of the server: the whole of its postgresql.conf, written anew at every start."""

import re
from collections.abc import Mapping
from pathlib import Path

from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.sockets import PORT, fingerprint


FILE = "postgresql.conf"
HEADER = "# Written by Kring at every start. A setting of your own: ALTER SYSTEM SET ... = ...\n"

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "wal_level": "replica",
    # Not in /dev/shm: that is small in a container, and a desktop empties it when its user signs out.
    "dynamic_shared_memory_type": "mmap",
    "lc_messages": "C",
    "timezone": "Europe/Amsterdam",
    "log_timezone": "Europe/Amsterdam",
    # The log never holds content of a case. The text of an error can quote a value ("invalid input
    # syntax ..."), its detail a whole row; the application gets both, the log gets neither.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}

# One who has no password gets in nowhere, also not over a network.
ACCESS = "local all all scram-sha-256\nlocal replication all scram-sha-256\n"


def render(*, data: Path, socket_directory: Path, options: Mapping[str, str]) -> str:
    """Give the text of the file; options come on top of ours.

    Raises `PostgresFout` for a name that no setting can have.
    """
    settings = {
        **SETTINGS,
        "unix_socket_directories": f'"{socket_directory}"',
        "cluster_name": title(data),
        **options,
    }
    return HEADER + "".join(f"{_name(key)} = {_quote(value)}\n" for key, value in settings.items())


def title(data: Path) -> str:
    """Give the name of this cluster in the list of processes."""
    return f"kring-{fingerprint(data)}"


def _name(name: str) -> str:
    if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name):
        raise PostgresFout(f"{name!r} is geen instelling van PostgreSQL: gebruik a-z en _.")
    return name


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
