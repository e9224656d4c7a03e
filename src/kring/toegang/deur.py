"""The ticket door: no committed log, no rows. Whoever reads or writes a family asks here first."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connections, transaction

from kring.stelsel.beleid.regels import MOTOR, PORTAAL, PROF
from kring.toegang.rollen import ROLNAAM


# A code is used at once, by the same process that signed it.
CODE_GELDIG = timedelta(seconds=30)


class GeenToegang(Exception):
    """This family is not there for this person. Absent and forbidden are the same answer."""


class DossierBestaat(Exception):
    """This gezin has a case already: the request that begins it was done before."""


@dataclass(frozen=True, slots=True)
class Deur:
    """An open door: through which connection, for whom, to which family, with which ticket."""

    alias: str
    actor: UUID
    # None for the door of the lists.
    een_gezin: UUID | None
    ticket: str
    # For who begins a case or joins a report to it: that door opens without a grant of one's own.
    zonder_toegang: bool = False

    @property
    def gezin(self) -> UUID:
        """The family behind the door. Raises RuntimeError at the door of the lists."""
        if self.een_gezin is None:
            raise RuntimeError("the door of the lists opens no single family")
        return self.een_gezin

    @property
    def doel(self) -> str:
        """The purpose that the log line names."""
        return self.ticket.split("|")[3]


def open_dossier(*, actor: UUID, gezin: UUID, doel: str = "", alias: str = PROF) -> Deur:
    """Open a family as a professional; the log line is committed when this returns.

    Without `doel` the widest live grant decides. Raises GeenToegang, which is in the log as well.
    """
    ticket = _vraag(alias, "open_dossier", "dossier", actor, gezin, doel)
    return _open(alias, actor, gezin, ticket)


def open_portaal(*, actor: UUID, gezin: UUID, alias: str = PORTAAL) -> Deur:
    """Open the own family as one of its members. Raises GeenToegang."""
    return _open(alias, actor, gezin, _vraag(alias, "open_portaal", "portaal", actor, gezin))


def open_lijst(*, actor: UUID, alias: str = PROF) -> Deur:
    """Open the work list: families without content."""
    return _open(alias, actor, None, _vraag(alias, "open_lijst", "lijst", actor))


def open_bekend(*, actor: UUID, melding: UUID, bekend: UUID) -> Deur:
    """Write into the known family of an open report. Raises GeenToegang."""
    ticket = _vraag(MOTOR, "open_bekend", "bekend", actor, melding, bekend)
    return replace(_open(MOTOR, actor, bekend, ticket), zonder_toegang=True)


def open_adres(*, actor: UUID, gezin: UUID, persoon: UUID) -> Deur:
    """Ask for a sealed address. Raises GeenToegang."""
    return _open(PROF, actor, gezin, _vraag(PROF, "open_adres", "adres", actor, gezin, persoon))


def open_nood(
    *, actor: UUID, gezin: UUID, toegang: UUID, scope: int, uren: int, reden: str
) -> Deur:
    """Break the glass: a grant of `uren` hours at most, logged before it works. Raises GeenToegang."""
    _buiten_transactie(MOTOR)
    code, verloopt = _code(MOTOR, "nood", actor, gezin, toegang, scope, uren)
    with connections[MOTOR].cursor() as cursor:
        cursor.execute(
            "SELECT kring.open_nood(%s, %s, %s, %s, %s, %s, %s, %s)",
            [actor, gezin, toegang, scope, uren, reden, verloopt, code],
        )
        return _open(MOTOR, actor, gezin, cursor.fetchone()[0])


def open_systeem(*, actor: UUID, gezin: UUID, doel: str) -> Deur:
    """Do what follows from time alone, as an account of the system. Raises GeenToegang.

    `doel` is "bewaren" (a closed file that was kept long enough) or "vernietigen" (again).
    """
    return _open(MOTOR, actor, gezin, _vraag(MOTOR, "open_systeem", "systeem", actor, gezin, doel))


def mijn_gezinnen(*, actor: UUID) -> tuple[UUID, ...]:
    """The families in which this account is a person."""
    code, verloopt = _code(PORTAAL, "mijn", actor)
    with connections[PORTAAL].cursor() as cursor:
        cursor.execute("SELECT kring.mijn_gezinnen(%s, %s, %s)", [actor, verloopt, code])
        return tuple(rij[0] for rij in cursor.fetchall())


@contextmanager
def binnen(deur: Deur) -> Iterator[Deur]:
    """One transaction behind the door. What the ticket does not open is not there."""
    with transaction.atomic(using=deur.alias):
        _toon(deur.alias, deur.ticket)
        yield deur


@contextmanager
def nieuw_dossier(*, actor: UUID, gezin: UUID) -> Iterator[Deur]:
    """One transaction that begins the case of a family: a ticket that is good in it alone.

    Raises GeenToegang for a closed account, and DossierBestaat.
    """
    code, verloopt = _code(MOTOR, "nieuw", actor, gezin)
    with transaction.atomic(using=MOTOR):
        with connections[MOTOR].cursor() as cursor:
            try:
                cursor.execute(
                    "SELECT kring.begin_dossier(%s, %s, %s, %s)", [actor, gezin, verloopt, code]
                )
            except IntegrityError as fout:
                raise DossierBestaat from fout
            geopend = _open(MOTOR, actor, gezin, cursor.fetchone()[0])
            deur = replace(geopend, zonder_toegang=True)
        _toon(MOTOR, deur.ticket)
        yield deur


def log_handeling(deur: Deur, handeling: str, objecten: str, *, toegestaan: bool = True) -> None:
    """The audit line of a write, in the write's own transaction."""
    with connections[deur.alias].cursor() as cursor:
        cursor.execute("SELECT kring.log_handeling(%s, %s, %s)", [handeling, objecten, toegestaan])


def _toon(alias: str, ticket: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT set_config('kring.ticket', %s, true)", [ticket])


def _vraag(alias: str, functie: str, *vraag: Any) -> str:
    """Ask for a ticket, in a transaction that is over before anything is read."""
    _buiten_transactie(alias)
    code, verloopt = _code(alias, *vraag)
    velden = ", ".join(["%s"] * (len(vraag) + 1))
    with connections[alias].cursor() as cursor:
        # The name comes from this module, never from outside.
        cursor.execute(f"SELECT kring.{functie}({velden})", [*vraag[1:], verloopt, code])
        return cursor.fetchone()[0]


def _buiten_transactie(alias: str) -> None:
    if connections[alias].in_atomic_block:
        raise RuntimeError("a ticket is asked for outside the transaction that uses it")


def _open(alias: str, actor: UUID, gezin: UUID | None, ticket: str) -> Deur:
    if not ticket:
        raise GeenToegang
    return Deur(alias, actor, gezin, ticket)


def _code(alias: str, *vraag: object) -> tuple[str, int]:
    """Sign a request for one door: the database knows the key, no role of the product can read it."""
    # The database checks against the real clock, whatever the demo's clock says.
    verloopt = int((datetime.now(UTC) + CODE_GELDIG).timestamp())  # noqa: TID251
    bericht = "|".join(["vraag", ROLNAAM[alias], *map(str, vraag), str(verloopt)])
    sleutel = settings.HOOFDSLEUTEL.derive("deur")
    return hmac.new(sleutel, bericht.encode(), hashlib.sha256).hexdigest(), verloopt
