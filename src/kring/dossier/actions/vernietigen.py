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

from django.db import connections
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from kring.dossier.actions.stappen import load_stand, lock_dossier
from kring.dossier.models import Concept, Dossier, Vernietiging, ZegelToegang
from kring.dossier.opslag import stelsel_van
from kring.gezinnen.actions import empty_gezin
from kring.stelsel.bewaren import vernietigingsbesluit
from kring.toegang.accounts import KRING
from kring.toegang.deur import Deur, GeenToegang, binnen, log_handeling, open_systeem
from kring.toegang.kluis import sleutelbos
from kring.toegang.models import Toegang
from kring.toegang.rollen import INLOG, WERKER


HANDELING = "vernietigd"
DOEL = "vernietigen"


class NietBesloten(Exception):
    """There is no decision that lets this file be destroyed; the message is Dutch."""


def vernietig_besloten(op: datetime) -> Iterator[UUID]:
    """Carry out every decision to destroy that waits: for the worker. Gives what was destroyed.

    One that fails does not hold up the others; it is tried again the next time. Raises ExceptionGroup
    when all were tried.
    """
    with connections[WERKER].cursor() as cursor:
        cursor.execute("SELECT gezin_id FROM kring.te_vernietigen()")
        wachten = [rij[0] for rij in cursor.fetchall()]
    fouten: list[Exception] = []
    for gezin in wachten:
        try:
            vernietig(gezin=gezin, op=op)
        except Exception as fout:
            fouten.append(fout)
        else:
            yield gezin
    if fouten:
        raise ExceptionGroup("niet alles wat vernietigd moest worden, is vernietigd", fouten)


def vernietig(*, gezin: UUID, op: datetime) -> None:
    """Destroy a closed file by the decision that stands in it. It cannot be undone.

    Raises NietBesloten, and GeenToegang (unknown, or destroyed already).
    """
    deur = open_systeem(actor=KRING, gezin=gezin, doel=DOEL)
    with binnen(deur):
        dossier = lock_dossier(deur)
        stelsel = stelsel_van(dossier.variant)
        besluit = vernietigingsbesluit(stelsel, load_stand(deur, stelsel))
        if besluit is None:
            raise NietBesloten(
                "Er is geen besluit om dit gesloten dossier te vernietigen. Neem eerst dat besluit."
            )
        _empty(deur, op, UUID(besluit.id))
        # Nothing can refuse any more; whatever happens now, the decision will be carried out.
        sleutelbos().bury(gezin, _mark(op, UUID(besluit.id)))
    _destroy_key(gezin)


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
