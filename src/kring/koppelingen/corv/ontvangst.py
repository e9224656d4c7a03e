"""From the bytes of a VT-melding to a registered report: one new gezin for each message.

Whether the family is known already is for Veilig Thuis to see and decide; this only takes in. What
the reader found odd becomes a line of the report, so that whoever judges it sees it there.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from kring.dossier.actions import Nieuw, StapGeweigerd, ontvang_melding
from kring.dossier.actions.intake import AndereInhoud
from kring.koppelingen.corv.bericht import Bericht, Sleutel
from kring.koppelingen.corv.fouten import BerichtGeweigerd, Fout, Waarschuwing, refuse
from kring.koppelingen.corv.gezin import find_adressen, find_mensen, name_gezin
from kring.koppelingen.corv.invoer import make_waarden
from kring.koppelingen.corv.lezen import lees_bericht
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.koppelingen.corv.melding import VtMelding
from kring.stelsel.begrippen import Lezer
from kring.stelsel.kalender import dag_van
from kring.stelsel.toetsing import uitleg_bij
from kring.toegang.accounts import CORV


STAP = "ontvang_melding"


# What became of a message: its registration number, whether it was here already, and what a person
# should look at.
@dataclass(frozen=True, slots=True, kw_only=True)
class Aangenomen:
    nummer: str
    nieuw: bool
    waarschuwingen: tuple[Waarschuwing, ...]


def ontvang(data: bytes, *, op: datetime) -> Aangenomen:
    """Take in one message; the same message again gives the same number.

    Raises BerichtGeweigerd with every reason, and then nothing of the message was kept: the sender
    still has it. Raises SchemasOnbruikbaar for a wrong setting, and FunctiehouderOnbekend when this
    region has no Veilig Thuis.
    """
    bericht = lees_bericht(
        data,
        vandaag=dag_van(op),
        schemas=settings.KRING_CORV_SCHEMAS,
        echte_bsn_toegestaan=settings.KRING_ECHTE_BSN,
    )
    melding = as_vt_melding(bericht=bericht)
    nieuw = make_nieuw(bericht=bericht, melding=melding, op=op)
    try:
        ontvangen = ontvang_melding(
            nieuw,
            afzender=_afzender(bericht.sleutel),
            kenmerk=bericht.sleutel.referentienummer,
            origineel=data,
        )
    except AndereInhoud:
        raise refuse(
            "Onder dit referentienummer is eerder een ander bericht aangenomen. "
            "Stuur dit bericht met een nieuw referentienummer."
        ) from None
    except StapGeweigerd as geweigerd:
        raise BerichtGeweigerd(_as_fouten(geweigerd)) from geweigerd
    return Aangenomen(
        nummer=ontvangen.nummer, nieuw=ontvangen.nieuw, waarschuwingen=bericht.waarschuwingen
    )


def _afzender(sleutel: Sleutel) -> str:
    # None of these holds a line break, so no two senders can look alike.
    return "\n".join((sleutel.organisatie, sleutel.applicatie, sleutel.administratie))


def _as_fouten(geweigerd: StapGeweigerd) -> tuple[Fout, ...]:
    """Every reason of the motor, in the words of the model."""
    fouten = []
    for weigering in geweigerd.weigeringen:
        uitleg = uitleg_bij(geweigerd.stelsel, weigering, Lezer.PROFESSIONAL)
        fouten.append(
            Fout(pad=weigering.veld or "/", melding=f"{uitleg} {weigering.melding}".strip())
        )
    return tuple(fouten)


def make_nieuw(*, bericht: Bericht, melding: VtMelding, op: datetime) -> Nieuw:
    """The case that begins with this message."""
    mensen = find_mensen(melding)
    adressen = {lid.lid: find_adressen(lid) for lid in mensen.leden}
    return Nieuw(
        stap=STAP,
        door=CORV,
        op=op,
        waarden=make_waarden(bericht=bericht, melding=melding, mensen=mensen),
        naam=name_gezin(mensen.leden),
        bsn={lid.lid: lid.bsn for lid in mensen.leden if lid.bsn},
        adressen={lid: reeks for lid, reeks in adressen.items() if reeks},
    )
