"""Hands over the files that were kept long enough: a person decides about each, Kring only counts."""

from datetime import date, datetime
from uuid import UUID

from django.db import connections

from kring.dossier.actions.stappen import Opdracht, take_behind
from kring.stelsel.kalender import dag_van
from kring.toegang.accounts import KRING
from kring.toegang.deur import GeenToegang, open_systeem
from kring.toegang.queries import load_handelenden
from kring.toegang.rollen import WERKER


STAP = "meld_bewaartermijn"
DOEL = "bewaren"


def meld_bewaartermijnen(nu: datetime) -> int:
    """Tell about every closed file whose term is over, once a quarter; gives how many are new.

    Who decides about rights gets a grant by it. Raises GeenToegang when the account of Kring itself
    is not there: run `kring migreer`.
    """
    kring = load_handelenden([KRING]).get(str(KRING))
    if kring is None:
        raise GeenToegang
    nieuw = 0
    for gezin, tot in _voorbij():
        deur = open_systeem(actor=KRING, gezin=gezin, doel=DOEL)
        opdracht = Opdracht(
            gezin=gezin,
            stap=STAP,
            door=KRING,
            op=nu,
            waarden={"tot": tot.isoformat()},
            sleutel=_sleutel(tot, dag_van(nu)),
        )
        nieuw += take_behind(deur, opdracht, kring) is not None
    return nieuw


def _voorbij() -> list[tuple[UUID, date]]:
    with connections[WERKER].cursor() as cursor:
        cursor.execute("SELECT gezin_id, bewaren_tot FROM kring.bewaartermijn_voorbij()")
        return cursor.fetchall()


def _sleutel(tot: date, dag: date) -> str:
    """The same in one quarter, so that every night asks once."""
    return f"bewaartermijn/{tot}/{dag.year}-{(dag.month + 2) // 3}"
