"""Which connection delivers which message: the one table, and nothing registers itself."""

from collections.abc import Mapping

from kring.dossier.post import BRIEF, CORV_TERUGKOPPELING
from kring.koppelingen.base import Bezorger, BezorgFout, TeBezorgen
from kring.koppelingen.berichten.bezorger import bezorg_brief
from kring.koppelingen.corv.bezorger import bezorg_terugkoppeling


BEZORGERS: Mapping[str, Bezorger] = {
    CORV_TERUGKOPPELING: bezorg_terugkoppeling,
    BRIEF: bezorg_brief,
}


def bezorg_een(bericht: TeBezorgen) -> None:
    """Deliver one message through its connection. Raises BezorgFout."""
    bezorger = BEZORGERS.get(bericht.soort)
    if bezorger is None:
        raise BezorgFout(f"geen koppeling bezorgt berichten van soort {bericht.soort}")
    bezorger(bericht)
