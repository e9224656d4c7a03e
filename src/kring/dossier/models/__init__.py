"""Tables of the case. Screens reach them through actions and queries only."""

from kring.dossier.models.inhoud import Gebeurtenis, Uitspraak, Weigering, ZegelToegang
from kring.dossier.models.stand import Dossier, Termijn, Toewijzing
from kring.dossier.models.stukken import BerichtUit, Concept, Consult, Melding, Vernietiging


__all__ = [
    "BerichtUit",
    "Concept",
    "Consult",
    "Dossier",
    "Gebeurtenis",
    "Melding",
    "Termijn",
    "Toewijzing",
    "Uitspraak",
    "Vernietiging",
    "Weigering",
    "ZegelToegang",
]
