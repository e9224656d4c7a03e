"""Everything that writes in a case. Each write carries its gebeurtenis, its receipt and its audit line
in one transaction, or does not happen.
"""

from kring.dossier.actions.adres import lees_adres
from kring.dossier.actions.intake import Nieuw, begin_dossier, neem_in_beeld, ontvang_melding
from kring.dossier.actions.nood import open_nood
from kring.dossier.actions.stappen import (
    Genomen,
    Opdracht,
    StapGeweigerd,
    Verouderd,
    take_stap,
)
from kring.dossier.actions.vernietigen import (
    NietBesloten,
    redo_vernietigingen,
    vernietig,
    vernietig_besloten,
)


__all__ = [
    "Genomen",
    "NietBesloten",
    "Nieuw",
    "Opdracht",
    "StapGeweigerd",
    "Verouderd",
    "begin_dossier",
    "lees_adres",
    "neem_in_beeld",
    "ontvang_melding",
    "open_nood",
    "redo_vernietigingen",
    "take_stap",
    "vernietig",
    "vernietig_besloten",
]
