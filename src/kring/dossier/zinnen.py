"""A note as the rows of a form: one for each sentence, to be labelled or emptied. Pure."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kring.dossier.formulier import HOOGSTENS_RIJEN
from kring.stelsel.begrippen import Feitsoort
from kring.stelsel.leesbaarheid import split_zinnen
from kring.stelsel.zaak import BIJ


if TYPE_CHECKING:
    from kring.dossier.queries.regels import Regel


# The kind of fact that takes a note apart, and its table.
UITSPRAKEN = "uitspraken"


def rows_from(tekst: str) -> list[dict[str, Any]]:
    """A row for each sentence. No word gets lost: what is too much for a form stays together in its last row."""
    zinnen = [" ".join(zin.split()) for zin in split_zinnen(tekst)]
    vol = zinnen[: HOOGSTENS_RIJEN - 1]
    if rest := zinnen[HOOGSTENS_RIJEN - 1 :]:
        vol.append(" ".join(rest))
    return [{"tekst": zin} for zin in vol]


def fill_zinnen(feit: Feitsoort, regels: Iterable["Regel"], bij: str) -> dict[str, Any]:
    """What a form about this note begins with; nothing for another form, or without such a note."""
    if feit.id != UITSPRAKEN:
        return {}
    notitie = next((regel for regel in regels if regel.sleutel == bij), None)
    return {BIJ: bij, UITSPRAKEN: rows_from(notitie.tekst)} if notitie else {}
