"""Where the product stands on this machine, and where it keeps what it makes there."""

import os
from pathlib import Path

from kring.config.omgeving import map_, read_setting


class PlaatsFout(RuntimeError):
    """A place the product needs is not there; the message is Dutch and says what to do."""


def projectmap(*, vanaf: Path | None = None) -> Path:
    """Give the directory that holds `stelsels/`, looking upwards from `vanaf` (default: this file).

    Raises `PlaatsFout` when the package does not run from a checkout.
    """
    start = (vanaf or Path(__file__)).resolve()
    for place in start.parents:
        if (place / "stelsels").is_dir():
            return place
    raise PlaatsFout(
        f"De map stelsels/ is niet gevonden boven {start}. Kring draait vanuit de uitgecheckte code: "
        "haal die opnieuw op en start script/demo in die map."
    )


def werkmap() -> Path:
    """Give the directory for everything the product makes itself: `.kring` in KRING_MAP or the project.

    Raises `PlaatsFout` as `projectmap` does.
    """
    chosen = os.environ.get("KRING_MAP", "")
    root = Path(chosen).expanduser().absolute() if chosen else projectmap()
    return root / ".kring"


def stelselmap() -> Path:
    """Give the directory with the model. Raises `PlaatsFout` as `projectmap` does."""
    return read_setting(
        "KRING_STELSELS",
        "Map met het model.",
        standaard=projectmap() / "stelsels",
        lees=map_,
        toon="stelsels/ van het project",
    )
