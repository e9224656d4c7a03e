"""Everything that writes in a case. Each write carries its gebeurtenis, its receipt and its audit line
in one transaction, or does not happen.
"""

from kring.dossier.actions.intake import Nieuw, begin_dossier, neem_in_beeld, ontvang_melding
from kring.dossier.actions.stappen import (
    Genomen,
    Opdracht,
    StapGeweigerd,
    Verouderd,
    take_stap,
)


__all__ = [
    "Genomen",
    "Nieuw",
    "Opdracht",
    "StapGeweigerd",
    "Verouderd",
    "begin_dossier",
    "neem_in_beeld",
    "ontvang_melding",
    "take_stap",
]
