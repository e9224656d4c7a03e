"""A report that waits for its judgement: word for word, beside what is known of the family."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections

from kring.dossier.models import Melding
from kring.dossier.queries.delen import Deelpagina, load_deel
from kring.dossier.queries.gezin import Loopt, load_termijnen
from kring.toegang.deur import Deur
from kring.toegang.kluis import sleutelbos


@dataclass(frozen=True, slots=True, kw_only=True)
class Bekend:
    """A person in the report who is certainly known already, and where. No content of that file."""

    persoon: str
    bekende: str
    gezin: UUID
    toestand: str
    nummer: str
    meldingen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldingpagina:
    """The report, its lines, and the matches with their reason: the same BSN and birth date."""

    deel: Deelpagina
    ontvangen_op: datetime | None
    origineel: str
    bekend: list[Bekend]
    termijnen: list[Loopt]


def load_melding(deur: Deur, op: date) -> Meldingpagina:
    """Everything for the judgement. Raises GeenToegang."""
    deel = load_deel(deur, op, ("melding_ontvangen", "acuut_gevaar", "uitspraken", "notitie"))
    rij = (
        Melding.objects.using(deur.alias)
        .filter(gezin_id=deur.gezin)
        .order_by("ontvangen_op")
        .first()
    )
    return Meldingpagina(
        deel=deel,
        ontvangen_op=rij.ontvangen_op if rij else None,
        origineel=_origineel(deur, rij) if rij else "",
        bekend=load_bekend(deur),
        termijnen=load_termijnen(deur, deel.stelsel),
    )


def _origineel(deur: Deur, rij: Melding) -> str:
    """The message as it came, readable: a byte that is no text is shown as such."""
    inhoud = sleutelbos().decrypt(deur.gezin, f"melding/{rij.id}", rij.origineel)
    return inhoud.decode("utf-8", errors="replace")


def load_bekend(deur: Deur) -> list[Bekend]:
    """The radar: who of these people is known, for one who judges this report."""
    with connections[deur.alias].cursor() as cursor:
        cursor.execute("SELECT * FROM kring.zoek_bekend() ORDER BY bekend_gezin, persoon")
        return [
            Bekend(persoon=str(p), bekende=str(b), gezin=g, toestand=t, nummer=n, meldingen=m)
            for p, b, g, t, n, m in cursor.fetchall()
        ]
