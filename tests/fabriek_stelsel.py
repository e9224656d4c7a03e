"""The models that the tests run on, and small ones that a test builds for itself."""

from functools import cache
from pathlib import Path

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.laden import load_stelsel


WORTEL = Path(__file__).resolve().parents[1]
STELSELS = WORTEL / "stelsels"
RVT, ESTAFETTE = "rvt", "estafette-2020"


@cache
def stelsel_van(variant: str) -> Stelsel:
    """The model of a variant, loaded once per process."""
    return load_stelsel(STELSELS, variant)
