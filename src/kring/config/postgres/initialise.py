"""Make a new data directory. What was not finished is never taken for good."""

import tempfile
from pathlib import Path

from kring.config.postgres.conf import ACCESS
from kring.config.postgres.connection import SUPERUSER, password_file
from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import give_tree, remove_tree, sync_directory, write_private
from kring.config.postgres.identity import Identity, account_for_initdb


ARGUMENTS = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    # Trigrams ask the C library what a letter is; in locale C only a-z would count.
    "--locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
)


def initialise(
    *, data: Path, installation: Path, identity: Identity, occupied: int, durable: bool
) -> None:
    """Make the data directory beside its place, then put it there in one step.

    `initdb` keeps the descriptor `occupied`, so that nobody starts over while it still runs after
    our death. Raises `PostgresFout` with the reason when it fails.
    """
    directory = data.parent
    half = data.with_name("data.half")
    remove_tree(half)
    account = account_for_initdb(identity)
    secret = password_file(directory=directory, role=SUPERUSER)
    give_tree(directory, uid=account.owner, gid=account.group)
    command: list[str | Path] = [
        installation / "bin" / "initdb",
        *ARGUMENTS,
        f"--pwfile={secret}",
        "-D",
        half,
    ]
    if not durable:
        command.append("--no-sync")
    with tempfile.TemporaryFile() as output:
        if not account.execute(command, output=output, keep=(occupied,)):
            output.seek(0)
            raise PostgresFout(_failed(data, output.read().decode(errors="replace")))
    write_private(half / "pg_hba.conf", text=ACCESS)
    sync_directory(half)
    half.replace(data)
    sync_directory(directory)


def _failed(data: Path, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if "rror:" in line] or said.splitlines()
    reason = lines[0] if lines else "het zegt niet waarom"
    return (
        f"De database kan niet worden aangemaakt in {data} ({reason}). "
        "Los dat op, of kies een andere map met: export KRING_MAP=$HOME/kring"
    )
