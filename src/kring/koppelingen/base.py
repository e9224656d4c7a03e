"""What connections share: a file that is there whole, once, or not at all."""

import os
from pathlib import Path

from kring.dossier.actions.bezorging import Bezorger, BezorgFout, TeBezorgen


__all__ = ["BezorgFout", "Bezorger", "TeBezorgen", "write_once"]

# The directory belongs to the group that picks the files up.
MAPRECHTEN, RECHTEN = 0o750, 0o640


def write_once(map_: Path, naam: str, inhoud: bytes) -> None:
    """Put a file in a directory that another program empties; the same file again changes nothing.

    It is durable when this returns. Raises BezorgFout when another file has this name, or the
    directory cannot be written.
    """
    try:
        map_.mkdir(parents=True, exist_ok=True, mode=MAPRECHTEN)
        pad = map_ / naam
        if pad.exists():
            _check_gelijk(pad, inhoud)
            return
        tijdelijk = map_ / f".{naam}.deel"
        _write(tijdelijk, inhoud)
        tijdelijk.rename(pad)
        _sync_map(map_)
    except OSError as fout:
        raise BezorgFout(f"{map_} is niet te beschrijven: {fout.strerror}") from fout


def _check_gelijk(pad: Path, inhoud: bytes) -> None:
    if pad.read_bytes() != inhoud:
        raise BezorgFout(f"er staat al een ander bestand met de naam {pad.name}")


def _write(pad: Path, inhoud: bytes) -> None:
    greep = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, RECHTEN)
    with os.fdopen(greep, "wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())


def _sync_map(map_: Path) -> None:
    """A name in a directory lasts when the directory was written too."""
    greep = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)
