"""How this product finds the embedded server: by a URL that says everything, and by nothing else."""

import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlencode

from kring.config.postgres.files import write_private
from kring.config.postgres.sockets import PORT


SUPERUSER, OWNER = "kring_super", "kring_eigenaar"


def password_file(*, directory: Path, role: str) -> Path:
    """Give the file with the password of this role, made with a random one when it is not there."""
    path = directory / f"{role}.wachtwoord"
    if not path.exists():
        write_private(path, text=secrets.token_urlsafe(32))
    return path


def build_url(*, directory: Path, role: str, database: str, socket_directory: Path) -> str:
    """Give the URL for this role of the cluster in the directory, its password included."""
    password = password_file(directory=directory, role=role).read_text(encoding="ascii")
    place = urlencode({"host": socket_directory, "port": PORT}, quote_via=quote, safe="")
    return f"postgresql://{role}:{quote(password, safe='')}@/{quote(database, safe='')}?{place}"


def forget_pg_environment() -> None:
    """Drop the PG* variables of this process.

    The client library reads them for all that a URL leaves open (PGHOSTADDR, PGOPTIONS, PGSSLMODE),
    and PGSERVICE even when nothing is open.
    """
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
