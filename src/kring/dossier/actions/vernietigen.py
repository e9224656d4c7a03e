"""Carry out the decision to destroy a file, and again after a backup was put back.

The order is what makes it safe. In one transaction: a row in the ledger, names and numbers emptied, rows
removed. Just before it commits, a mark beside the keys, which no backup of the database has. Last of all
the key of the gezin: from then on its content cannot be read, here or in any backup. Broken off anywhere,
`redo_vernietigingen` finishes it. The log stays: it holds who did what, and no content.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from kring.dossier.actions.stappen import load_stand, lock_dossier
from kring.dossier.models import Concept, Dossier, Vernietiging, ZegelToegang
from kring.dossier.opslag import stelsel_van
from kring.gezinnen.actions import empty_gezin
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.zaak import Stand
from kring.toegang.accounts import KRING
from kring.toegang.deur import Deur, GeenToegang, binnen, log_handeling, open_dossier, open_systeem
from kring.toegang.kluis import sleutelbos
from kring.toegang.models import Toegang
from kring.toegang.rollen import INLOG, WERKER


BESLUIT = "vernietiging_besloten"
HANDELING = "vernietigd"
DOEL = "vernietigen"


class NietBesloten(Exception):
    """There is no decision that lets this file be destroyed; the message is Dutch."""


def vernietig(*, gezin: UUID, door: UUID, op: datetime) -> None:
    """Destroy a closed file by the decision that stands in it. It cannot be undone.

    Raises NietBesloten, and GeenToegang (no live grant, or destroyed already).
    """
    deur = open_dossier(actor=door, gezin=gezin, alias=MOTOR)
    with binnen(deur):
        dossier = lock_dossier(deur)
        stand = load_stand(deur, stelsel_van(dossier.variant))
        besluit = _find_besluit(dossier, stand)
        _empty(deur, op, besluit)
        # Nothing can refuse any more; whatever happens now, the decision will be carried out.
        sleutelbos().bury(gezin, _mark(op, besluit))
    _destroy_key(gezin)


def _find_besluit(dossier: Dossier, stand: Stand) -> UUID:
    """The last decision, when it is to destroy and the file is closed. Raises NietBesloten."""
    besluit = stand.laatste(BESLUIT)
    if besluit is None or besluit.waarden["besluit"] != "vernietigen":
        raise NietBesloten("Er is geen besluit om te vernietigen. Neem eerst dat besluit.")
    if dossier.gesloten_op is None:
        raise NietBesloten("Het dossier loopt nog. Sluit het eerst en neem daarna het besluit.")
    return UUID(besluit.id)


def _empty(deur: Deur, op: datetime, besluit: UUID) -> None:
    """Everything in the database that can be read without the key, and the line in the ledger."""
    Vernietiging.objects.using(deur.alias).bulk_create(
        [Vernietiging(gezin_id=deur.gezin, op=op, besluit_id=besluit)], ignore_conflicts=True
    )
    empty_gezin(deur)
    ZegelToegang.objects.using(deur.alias).filter(gezin_id=deur.gezin).delete()
    nu = Value(op, output_field=DateTimeField())
    Toegang.objects.using(deur.alias).filter(gezin_id=deur.gezin, tot__gt=op).update(
        tot=Greatest(F("van"), nu)
    )
    Dossier.objects.using(deur.alias).filter(pk=deur.gezin).update(vernietigd_op=op)
    log_handeling(deur, HANDELING, str(besluit))


def _destroy_key(gezin: UUID) -> None:
    Concept.objects.using(INLOG).filter(gezin_id=gezin).delete()
    sleutelbos().destroy(gezin)


def _mark(op: datetime, besluit: UUID) -> bytes:
    return json.dumps({"op": op.isoformat(), "besluit": str(besluit)}).encode("ascii")


def redo_vernietigingen() -> Iterator[UUID]:
    """Carry out again what was destroyed before: after a crash half way, or after a backup was put back.

    Gives every gezin of which something was still left. Doing it twice changes nothing.
    """
    bos = sleutelbos()
    grootboek = {
        rij.gezin_id: (rij.op, rij.besluit_id) for rij in Vernietiging.objects.using(WERKER).all()
    }
    merken = {gezin: _read_mark(merk) for gezin, merk in bos.buried().items()}
    for gezin, (op, besluit) in sorted((grootboek | merken).items()):
        over = bos.exists(gezin)
        bos.bury(gezin, _mark(op, besluit))
        if gezin not in grootboek:
            over = _empty_again(gezin, op, besluit) or over
        _destroy_key(gezin)
        if over:
            yield gezin


def _read_mark(merk: bytes) -> tuple[datetime, UUID]:
    inhoud = json.loads(merk)
    return datetime.fromisoformat(inhoud["op"]), UUID(inhoud["besluit"])


def _empty_again(gezin: UUID, op: datetime, besluit: UUID) -> bool:
    """Empty a file that an older backup brought back; False when that backup does not have it."""
    try:
        deur = open_systeem(actor=KRING, gezin=gezin, doel=DOEL)
    except GeenToegang:
        return False
    with binnen(deur):
        _empty(deur, op, besluit)
    return True
