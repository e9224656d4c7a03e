"""The files of the standard, when this machine has them. They are never part of this repository."""

import os
from pathlib import Path

import pytest

from kring.koppelingen.corv.schemas import BESTAND


WORTEL = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("KRING_CORV_SCHEMAS", WORTEL.parent / "shared/standaarden/corv/vt"))


def find_or_skip(pad: Path) -> Path:
    """The path, or a skip that names what is missing."""
    if not pad.exists():
        pytest.skip(
            f"overgeslagen: {pad} ontbreekt; zet de officiële schemaset vt daar, "
            "of noem haar map in KRING_CORV_SCHEMAS"
        )
    return pad


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The directory of the official schema set vt."""
    find_or_skip(SCHEMAS / BESTAND)
    return SCHEMAS


@pytest.fixture(scope="session")
def voorbeelden() -> Path:
    """The published sample messages, with verwacht.csv."""
    return find_or_skip(SCHEMAS.parent / "voorbeelden")


@pytest.fixture(scope="session")
def referentielijsten() -> Path:
    """The published code lists."""
    return find_or_skip(SCHEMAS.parent / "referentielijsten")
