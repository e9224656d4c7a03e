"""The safeguards as pure predicates over dated facts: who offered what to whom, when, and what was
answered. The model names them; their words, source and effect stand in stelsels/.
"""

from kring.stelsel.waarborgen import dwang, gezin, informatie, onderzoek, plan, toestemming
from kring.stelsel.waarborgen.toets import TOETSEN, VOORAF, Bevinding, Toets


__all__ = [
    "TOETSEN",
    "VOORAF",
    "Bevinding",
    "Toets",
    "dwang",
    "gezin",
    "informatie",
    "onderzoek",
    "plan",
    "toestemming",
]
