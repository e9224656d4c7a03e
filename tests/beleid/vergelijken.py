"""Compares the database with Python on generated worlds."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.beleid.database import Proefdatabase
from tests.beleid.toeval import gevallen
from tests.beleid.werelden import Geval


# Generating only: a disagreement is reported as it is found.
INSTELLINGEN: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


def generate(aantal: int, zaad: int) -> list[Geval]:
    """So many worlds; the same for the same seed."""
    gevonden: list[Geval] = []

    @seed(zaad)
    @settings(max_examples=aantal, **INSTELLINGEN)
    @given(gevallen())
    def verzamel(geval: Geval) -> None:
        gevonden.append(geval)

    verzamel()
    return gevonden


def compare(proef: Proefdatabase, *, minstens: int, zaad: int = 0) -> list[str]:
    """Compare at least so many judgements; gives every disagreement, and `proef` keeps count."""
    fouten: list[str] = []
    proef.telling.clear()
    while proef.telling["beslissingen"] < minstens:
        nieuw = generate(100, zaad)
        proef.telling["werelden"] += len(nieuw)
        fouten += proef.disagreements(nieuw)
        zaad += 1
    return fouten


def share_allowed(proef: Proefdatabase, deur: str = "") -> float:
    """Which part of the judgements was "yes", at one door or at all of them."""
    deel = f"{deur} " if deur else ""
    return proef.telling[f"{deel}toegestaan"] / proef.telling[f"{deel}beslissingen"]
