"""The bare database doing the same rows: what the product asked, without doors, policies or framework.

The statements are those that the product sent for the same request, heard while it answered. They go to
the same server as the superuser, prepared. A door becomes the one line in the log that it writes.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg

from bench.meten import Opdracht


Kaal = tuple[str, Any]
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NUMMER = re.compile(r"K-[A-Z0-9]{4}-[A-Z0-9]{4}")
VASTLEGGEN = ("COMMIT", ())
LOG = (
    "INSERT INTO toegang_logregel (op, actor_id, gezin_id, handeling, doel, grond, objecten, toegestaan,"
    " discreet) VALUES (clock_timestamp(), %s, %s, %s, %s, NULL, %s, true, false)"
)
WIE_ZIET = (
    "SELECT actor_id, soort, doel, van, nullif(tot, %s) FROM toegang_toegang"
    " WHERE gezin_id = %s AND van <= now() AND tot > now() ORDER BY van, id"
)
BEKEND = (
    "SELECT d.nummer, m.vingerafdruk FROM dossier_melding m"
    " JOIN dossier_dossier d ON d.gezin_id = m.gezin_id WHERE m.sleutel = %s"
)
BESTAAT = "SELECT 1 FROM dossier_dossier WHERE gezin_id = %s"


def strip(gehoord: Iterable[Opdracht]) -> list[Kaal]:
    """The same rows without the doors: a ticket is a committed line in the log, a policy is nothing."""
    kaal: list[Kaal] = []
    wie: tuple[Any, Any] = (None, None)
    for opdracht in gehoord:
        deur = DEUR.search(opdracht.tekst)
        if deur is None:
            kaal.append((opdracht.tekst, opdracht.waarden))
            continue
        if deur[1] in ("open_dossier", "open_lijst", "begin_dossier"):
            gezin = None if deur[1] == "open_lijst" else opdracht.waarden[1]
            wie = (opdracht.waarden[0], gezin)
        kaal += ZONDER_DEUR[deur[1]](wie, opdracht.waarden)
    return kaal


# What is left of each door. A ticket that is shown is nothing to a superuser.
DEUR = re.compile(r"kring\.(\w+)\(|(?<=')kring\.ticket")
Wie = tuple[Any, Any]
ZONDER_DEUR: Mapping[str | None, Callable[[Wie, Any], list[Kaal]]] = {
    "open_dossier": lambda wie, _: [(LOG, (*wie, "dossier_geopend", "hulp", "")), VASTLEGGEN],
    "open_lijst": lambda wie, _: [(LOG, (*wie, "lijst_bekeken", "werk", "")), VASTLEGGEN],
    "begin_dossier": lambda wie, _: [(BESTAAT, (wie[1],))],
    "log_handeling": lambda wie, w: [(LOG, (*wie, w[0], "begin", w[1]))],
    "wie_ziet": lambda wie, _: [(WIE_ZIET, (datetime(9999, 1, 1, tzinfo=UTC), wie[1]))],
    "bekende_melding": lambda _, w: [(BEKEND, w)],
    None: lambda _wie, _: [],
}


class Database:
    """One connection with prepared statements that does what it is told."""

    def __init__(self, verbinding: psycopg.Connection) -> None:
        self._verbinding = verbinding
        self._verbinding.autocommit = False
        self._verbinding.prepared_max = 500

    def run(self, opdrachten: Iterable[Kaal]) -> None:
        """Read or write all of it, and commit."""
        with self._verbinding.cursor() as cursor:
            for tekst, waarden in opdrachten:
                if tekst == "COMMIT":
                    self._verbinding.commit()
                    continue
                cursor.execute(tekst, waarden, prepare=True)
                if cursor.description:
                    cursor.fetchall()
        self._verbinding.commit()

    def known(self) -> set[UUID]:
        """Keys that stay what they are: the accounts."""
        with self._verbinding.cursor() as cursor:
            cursor.execute("SELECT id FROM toegang_actor")
            return {sleutel for (sleutel,) in cursor.fetchall()}

    def again(self, opdrachten: Iterable[Kaal], bekend: set[UUID]) -> list[Kaal]:
        """The same writes for another family: every key new, and every number."""
        wissel = _Wissel(bekend)
        return [(tekst, _each(waarden, wissel.change)) for tekst, waarden in opdrachten]


def _each(waarden: Any, doe: Any) -> Any:
    return None if waarden is None else [doe(waarde) for waarde in waarden]


class _Wissel:
    def __init__(self, bekend: set[UUID]) -> None:
        self._nieuw: dict[Any, Any] = {sleutel: sleutel for sleutel in bekend}

    def change(self, waarde: Any) -> Any:
        """What stands in the place of this value; lists and wrapped values part by part."""
        if isinstance(waarde, UUID):
            return self._once(waarde, uuid4)
        if isinstance(waarde, str):
            tekst = UUIDS.sub(lambda m: str(self.change(UUID(m[0]))), waarde)
            return NUMMER.sub(lambda m: self._once(m[0], _number), tekst)
        if isinstance(waarde, list | tuple):
            return [self.change(deel) for deel in waarde]
        inhoud = getattr(waarde, "obj", waarde)
        if isinstance(inhoud, bytes) and len(inhoud) == 32:
            # A keyed hash, by which a repeat would be recognised.
            return self._once(inhoud, lambda: secrets.token_bytes(32))
        return waarde

    def _once(self, oud: Any, maak: Any) -> Any:
        if oud not in self._nieuw:
            self._nieuw[oud] = maak()
        return self._nieuw[oud]


def _number() -> str:
    teken = secrets.token_hex(4).upper()
    return f"K-{teken[:4]}-{teken[4:]}"
