"""Addresses of pages, for whoever makes a list of links."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from kring.dossier.actions import nood
from kring.dossier.actions.voegen import STAP
from kring.dossier.queries.concepten import GEEN_GEZIN


# Steps whose own page is a list of what still stands in the way.
EIGEN_BLADZIJDE = {"stel_onderzoek_vast": "onderzoek", "stel_plan_vast": "plan"}
# Where somebody lands who has a family before them for one thing only.
BEGIN_BIJ = {"vt_beoordeling": "melding", "toezicht": "logboek"}
BEGIN_BIJ_STAP = {"nood_nakijken": "beoordeel_nood"}
# Forms about no gezin yet: under what key a draft of one is kept, what it is called, and its page.
VRAAG, ANTWOORD = "consult", "antwoord op consult "
LOS = {
    VRAAG: ("Vraag zonder naam", "consult"),
    ANTWOORD: ("Antwoord op een vraag zonder naam", "consult"),
    nood.STAP: ("Gezin openen omdat het niet kan wachten", "nood"),
}


def naar_stap(gezin: UUID) -> Callable[[str], str]:
    """Stap → the page where it is taken."""

    # Looked up once: a menu asks for dozens of them, and they differ in their last part only.
    begin = reverse("stap", kwargs={"gezin": gezin, "stap": "-"}).removesuffix("-/")

    def pad(stap: str) -> str:
        return f"{begin}{stap}/"

    return pad


def naar_concept(gezin: UUID, stap: str) -> str:
    """Where a form that was not sent is found again; a report is joined from its own page."""
    if gezin == GEEN_GEZIN:
        los = _los(stap)
        return reverse(los[1]) if los else reverse("nieuw", kwargs={"stap": stap})
    return naar_gezin(gezin, "vt_beoordeling") if stap == STAP else naar_stap(gezin)(stap)


def naam_zonder_gezin(stap: str) -> str:
    """What a draft that belongs to no gezin is called."""
    los = _los(stap)
    return los[0] if los else "Nieuw gezin"


def _los(stap: str) -> tuple[str, str] | None:
    return LOS.get(ANTWOORD if stap.startswith(ANTWOORD) else stap)


def naar_gezin(gezin: UUID, soort: str = "") -> str:
    """The page of a gezin for somebody with this kind of grant."""
    if soort in BEGIN_BIJ_STAP:
        return naar_stap(gezin)(BEGIN_BIJ_STAP[soort])
    return reverse(BEGIN_BIJ.get(soort, "gezin"), kwargs={"gezin": gezin})
