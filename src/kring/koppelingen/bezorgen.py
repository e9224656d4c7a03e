"""Delivers everything that is due."""

from dataclasses import dataclass
from datetime import datetime

from kring.dossier.actions.bezorging import bezorg_volgende
from kring.koppelingen.registry import bezorg_een


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezorgd:
    """How many messages went out, and how many wait for another try."""

    bezorgd: int
    uitgesteld: int


def bezorg(nu: datetime) -> Bezorgd:
    """Deliver what is due now, one message at a time; several workers may do this at once."""
    bezorgd = uitgesteld = 0
    while poging := bezorg_volgende(bezorg_een, nu=nu):
        if poging.fout:
            uitgesteld += 1
        else:
            bezorgd += 1
    return Bezorgd(bezorgd=bezorgd, uitgesteld=uitgesteld)
