"""Tools of a burglar: connections as every role, rows put in past the policies, codes and tickets
signed with the real key. Only for tests of the doors, the policies and the log.
"""

# ruff: noqa: TID251  a code is good for seconds of the real clock; names are our own

import hashlib
import hmac
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from kring.toegang.rollen import BEHEER, ROLNAAM
from tests.databank import cluster, make_database


EEUWIG = datetime(9999, 1, 1, tzinfo=UTC)
# Every NOT NULL column of a table gets something when a test does not care.
VULLING: dict[str, Any] = {
    "uuid": uuid4,
    "text": str,
    "bytea": bytes,
    "boolean": bool,
    "integer": int,
    "smallint": int,
    "bigint": int,
    "date": lambda: datetime(2026, 1, 1, tzinfo=UTC).date(),
    "timestamp with time zone": lambda: datetime(2026, 1, 1, tzinfo=UTC),
    "jsonb": lambda: "{}",
    "ARRAY": list,
}


def database() -> str:
    """The database that Django uses now."""
    return connections[BEHEER].settings_dict["NAME"]


def superuser() -> psycopg.Connection:
    """A connection past everything; each statement stands by itself."""
    return psycopg.connect(cluster().superuser_url(database=database()), autocommit=True)


def wait_for_others() -> None:
    """Until every transaction that runs now is over, in whatever database of the cluster.

    A seal covers only what is certainly over, and tests of other processes share the cluster.
    """
    with superuser() as db:
        grens = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8"
        xid = db.execute("SELECT pg_current_xact_id()::text").fetchone()[0]
        einde = time.monotonic() + 60
        while not db.execute(grens, [xid]).fetchone()[0]:
            assert time.monotonic() < einde, "another transaction does not end"


def als(alias: str, *, autocommit: bool = True) -> psycopg.Connection:
    """A connection of its own that logged in as the role of a door (or as the owner)."""
    adres = connections[alias].settings_dict
    return psycopg.connect(
        host=adres["HOST"], port=adres["PORT"], dbname=adres["NAME"], user=adres["USER"],
        password=adres["PASSWORD"], autocommit=autocommit,
    )  # fmt: skip


@contextmanager
def andere_database(naam: str) -> Iterator[str]:
    """A fresh database of one's own, for whoever breaks things; Django uses it in the block."""
    volledig = f"kring_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}_{naam}"
    eerder = database()
    nieuw = urlsplit(make_database(volledig)).path.removeprefix("/")
    try:
        _verleg(nieuw)
        yield nieuw
    finally:
        _verleg(eerder)
        cluster().drop_database(name=volledig)


def _verleg(naam: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = naam


def insert(db: psycopg.Connection, tabel: str, **waarden: Any) -> dict[str, Any]:
    """Put a row in, with something in every column that must have it; gives the row."""
    kolommen = db.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
        [tabel],
    ).fetchall()
    rij = {naam: VULLING[soort]() for naam, soort in kolommen} | waarden
    opdracht = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(tabel),
        sql.SQL(", ").join(map(sql.Identifier, rij)),
        sql.SQL(", ").join(map(sql.Placeholder, rij)),
    )
    db.execute(opdracht, rij)
    return rij


def maak_actor(db: psycopg.Connection, *, soort: str = "medewerker", **waarden: Any) -> UUID:
    """An account."""
    return insert(db, "toegang_actor", soort=soort, actief=True, **waarden)["id"]


def maak_gezin(db: psycopg.Connection) -> UUID:
    """A gezin with a dossier and one open and one sealed gebeurtenis."""
    gezin = insert(db, "gezinnen_gezin")["gezin_id"]
    insert(db, "dossier_dossier", gezin_id=gezin, nummer=str(gezin), toestand="S1")
    for verzegeld in (False, True):
        maak_gebeurtenis(db, gezin, verzegeld=verzegeld, volgnummer=int(verzegeld))
    return gezin


def maak_gebeurtenis(db: psycopg.Connection, gezin: UUID, **waarden: Any) -> UUID:
    """A gebeurtenis of the category veiligheid."""
    standaard = {"categorie": 1, "sleutel": str(uuid4())}
    return insert(db, "dossier_gebeurtenis", gezin_id=gezin, **standaard | waarden)["id"]


def geef_toegang(db: psycopg.Connection, actor: UUID, gezin: UUID, **waarden: Any) -> UUID:
    """A grant that lives, for hulp and over everything unless said otherwise."""
    standaard = {
        "soort": "vast_gezicht",
        "doel": "hulp",
        "scope": 4095,
        "van": datetime.now(UTC) - timedelta(hours=1),
        "tot": EEUWIG,
    }
    rij = standaard | waarden
    return insert(db, "toegang_toegang", actor_id=actor, gezin_id=gezin, **rij)["id"]


def teken(bericht: str) -> str:
    """The mark that only the product can make."""
    sleutel = settings.HOOFDSLEUTEL.derive("deur")
    return hmac.new(sleutel, bericht.encode(), hashlib.sha256).hexdigest()


def code(alias: str, *vraag: object, over: int = 30) -> tuple[int, str]:
    """A request as the product signs it: until when (seconds from now), and the mark."""
    verloopt = int(datetime.now(UTC).timestamp()) + over
    return verloopt, teken("|".join(["vraag", ROLNAAM[alias], *map(str, vraag), str(verloopt)]))


def ticket(
    alias: str, *, soort: str = "dossier", gezin: object, actor: object, doel: str, xid: object,
    over: int = 300,
) -> str:  # fmt: skip
    """A ticket as only the database makes it: for what would be seen with any ticket at all."""
    einde = int(datetime.now(UTC).timestamp()) + over
    inhoud = f"{soort}|{gezin or ''}|{actor}|{doel}|{xid}|{einde}"
    return f"{inhoud}|{teken(f'ticket|{ROLNAAM[alias]}|{inhoud}')}"


def committed_xid(db: psycopg.Connection) -> int:
    """A transaction that is over and committed."""
    with db.transaction():
        return int(db.execute("SELECT pg_current_xact_id()::text").fetchone()[0])


def vraag_ticket(verbinding: psycopg.Connection, alias: str, functie: str, *vraag: object) -> str:
    """Ask a door for a ticket as the product does, on a connection of one's own."""
    verloopt, merk = code(alias, *vraag)
    velden = ", ".join(["%s"] * (len(vraag) + 1))
    opdracht = f"SELECT kring.{functie}({velden})"
    return verbinding.execute(opdracht, [*vraag[1:], verloopt, merk]).fetchone()[0]


def open_dossier(
    verbinding: psycopg.Connection, alias: str, actor: UUID, gezin: UUID, doel: str = ""
) -> str:
    """The ticket of a family."""
    return vraag_ticket(verbinding, alias, "open_dossier", "dossier", actor, gezin, doel)


def toon(verbinding: psycopg.Connection, kaartje: str) -> None:
    """Show a ticket, for the transaction that runs."""
    verbinding.execute("SELECT set_config('kring.ticket', %s, true)", [kaartje])


def gezien(verbinding: psycopg.Connection, kaartje: str, tabel: str = "dossier_gebeurtenis") -> int:
    """How many rows of a table a ticket shows."""
    with verbinding.transaction():
        toon(verbinding, kaartje)
        return tel(verbinding, tabel)


def tel(verbinding: psycopg.Connection, tabel: str = "dossier_gebeurtenis") -> int:
    """How many rows of a table there are for this connection, now."""
    vraag = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(tabel))
    return verbinding.execute(vraag).fetchone()[0]


def log_van(db: psycopg.Connection, actor: UUID) -> list[tuple[str, UUID | None, str, bool]]:
    """What the log says of somebody: what, which family, for what, and whether it was allowed."""
    return db.execute(
        "SELECT handeling, gezin_id, doel, toegestaan FROM toegang_logregel WHERE actor_id = %s ORDER BY id",
        [actor],
    ).fetchall()
