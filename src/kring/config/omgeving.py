"""Every setting that comes from outside, read in one way: docs/naslag/instellingen.md is made of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar


Soort = TypeVar("Soort")


class InstellingFout(RuntimeError):
    """A setting is missing or makes no sense; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Variabele:
    """What is documented of one environment variable."""

    naam: str
    uitleg: str
    standaard: str


VARIABELEN: dict[str, Variabele] = {}


def read_setting(
    naam: str,
    uitleg: str,
    *,
    standaard: Soort,
    lees: Callable[[str], Soort],
    toon: str | None = None,
) -> Soort:
    """The value of an environment variable, or its default when it is not set.

    `toon` describes the default where the value itself says little. Raises InstellingFout.
    """
    VARIABELEN[naam] = Variabele(naam, uitleg, str(standaard) if toon is None else toon)
    waarde = os.environ.get(naam, "").strip()
    if not waarde:
        return standaard
    try:
        return lees(waarde)
    except ValueError as fout:
        raise InstellingFout(
            f"{naam}={waarde} kan niet: {uitleg} Pas de omgevingsvariabele aan."
        ) from fout


def lijst(waarde: str) -> list[str]:
    """Comma-separated names."""
    return [deel.strip() for deel in waarde.split(",") if deel.strip()]


def map_(waarde: str) -> Path:
    """A directory or file, absolute."""
    return Path(waarde).expanduser().absolute()


def ja_nee(waarde: str) -> bool:
    """ja or nee; raises ValueError for anything else."""
    if waarde not in ("ja", "nee"):
        raise ValueError(waarde)
    return waarde == "ja"


def oin(waarde: str) -> str:
    """The number of an organisation in the register of Logius; raises ValueError for anything else."""
    if len(waarde) != OIN_CIJFERS or not waarde.isdecimal():
        raise ValueError(waarde)
    return waarde


OIN_CIJFERS = 20
# For the demo and tests: no organisation can have it.
FICTIEVE_OIN = "9" * OIN_CIJFERS
