"""Seals the lines of the log, publishes the seals, and proves that one line stands in its seal.

Only lines of transactions that are certainly over are sealed: from the last boundary up to the oldest
transaction that still runs. By transaction and not by number, for a lower number can be committed later.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from kring.toegang import merkle
from kring.toegang.rollen import WERKER
from kring.toegang.zegels import (
    GEEN_VORIGE,
    Getuigen,
    Verzegeling,
    ZegelFout,
    signing_key,
)


# Of more lines at once several seals are made, so that a backlog never has to fit in memory.
HOOGSTENS = 50_000
# As sealed: text, in one form whatever the settings of the connection.
REGEL = """id, to_char(op AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id::text,
    gezin_id::text, handeling, doel, grond::text, objecten, toegestaan, discreet, xid::text"""
IN_ZEGEL = f"""SELECT {REGEL} FROM toegang_logregel
    WHERE xid >= %s::text::xid8 AND xid < %s::text::xid8 ORDER BY id"""  # noqa: S608  constants
ZEGEL = """SELECT nr, van_xid::bigint, tot_xid::bigint, aantal, wortel, vorige, op, handtekening
    FROM toegang_zegel"""


def getuigen() -> Getuigen:
    """Where this installation publishes its seals."""
    return Getuigen(settings.KRING_GETUIGEN)


def seal(op: datetime) -> list[Verzegeling]:
    """Seal all that is final and publish it; gives the new seals, none when there was nothing to seal.

    Twice is once, also by two workers at the same time. Raises ZegelFout.
    """
    plaats = getuigen()
    with plaats.alone():
        _prepare(plaats)
        nieuw = []
        while (zegel := _seal_once(op)) is not None:
            nieuw.append(zegel)
        _publish(plaats)
        return nieuw


def _prepare(plaats: Getuigen) -> None:
    """Refuse to seal on when what was published and what the database has cannot both be true."""
    with transaction.atomic(using=WERKER), connections[WERKER].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(nr), 0) FROM toegang_zegel")
        (hier,) = cursor.fetchone()
    if hier and not plaats.exists():
        raise ZegelFout(
            f"Er zijn {hier} zegels, maar in {plaats.map_} is er geen gepubliceerd. Zet de kopie van een "
            "getuige terug en draai dan: kring audit verifieer"
        )
    plaats.prepare(signing_key(settings.HOOFDSLEUTEL).public_key())
    if (daar := plaats.last_number()) > hier:
        raise ZegelFout(
            f"Zegel {daar} is gepubliceerd, maar de database kent er maar {hier}. Er is een oude kopie "
            "teruggezet of er is iets weggehaald; kijk wat met: kring audit verifieer"
        )


def _seal_once(op: datetime) -> Verzegeling | None:
    with transaction.atomic(using=WERKER), connections[WERKER].cursor() as cursor:
        # The witnesses' directory may be another one on another machine; the database is one.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kring zegel'))")
        cursor.execute(f"{ZEGEL} ORDER BY nr DESC LIMIT 1")
        laatste = next(verzegelingen(cursor.fetchall()), None)
        van = laatste.tot_xid if laatste else 0
        tot = _grens(cursor, van)
        cursor.execute(IN_ZEGEL, [str(van), str(tot)])
        regels = cursor.fetchall()
        if not regels:
            return None
        zegel = _sign(
            nr=laatste.nr + 1 if laatste else 1,
            van_xid=van,
            tot_xid=tot,
            aantal=len(regels),
            wortel=merkle.root(bladeren(regels)),
            vorige=laatste.kenmerk() if laatste else GEEN_VORIGE,
            op=op,
        )
        cursor.execute(
            "INSERT INTO toegang_zegel"
            " (nr, van_xid, tot_xid, aantal, wortel, vorige, op, handtekening)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [zegel.nr, str(van), str(tot), zegel.aantal, zegel.wortel, zegel.vorige, op, zegel.handtekening],
        )  # fmt: skip
        return zegel


def _grens(cursor: CursorWrapper, van: int) -> int:
    """Where the seal ends: before the oldest transaction that runs, or earlier when that is a lot."""
    cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    (tot,) = cursor.fetchone()
    grenzen = []
    for hoeveelste in (0, HOOGSTENS):
        cursor.execute(
            "SELECT xid::text::bigint FROM toegang_logregel WHERE xid >= %s::text::xid8"
            " AND xid < %s::text::xid8 ORDER BY xid OFFSET %s LIMIT 1",
            [str(van), str(tot), hoeveelste],
        )
        grenzen += [rij[0] for rij in cursor.fetchall()]
    if len(grenzen) < 2:
        return tot
    eerste, volgende = grenzen
    # One transaction is never cut in two, however long it is.
    return max(volgende, eerste + 1)


def _sign(**velden: Any) -> Verzegeling:
    los = Verzegeling(**velden)
    handtekening = signing_key(settings.HOOFDSLEUTEL).sign(los.bericht())
    return Verzegeling(**velden, handtekening=handtekening)


def _publish(plaats: Getuigen) -> None:
    """Publish every seal that is not yet; also of an earlier run that stopped half way."""
    with transaction.atomic(using=WERKER), connections[WERKER].cursor() as cursor:
        cursor.execute(f"{ZEGEL} WHERE nr > %s ORDER BY nr", [plaats.last_number()])
        zegels = list(verzegelingen(cursor.fetchall()))
    try:
        plaats.publish(zegels)
    except OSError as fout:
        raise ZegelFout(
            f"Publiceren in {plaats.map_} lukt niet: {fout.strerror}. Maak ruimte of geef schrijfrecht; het zegel "
            "staat al in de database en gaat bij de volgende keer alsnog mee."
        ) from fout


def prove(regel: int) -> dict[str, Any]:
    """The proof that a line of the log stands in its seal, for `merkle.py`. Raises ZegelFout."""
    with transaction.atomic(using=WERKER), connections[WERKER].cursor() as cursor:
        cursor.execute("SELECT xid::text FROM toegang_logregel WHERE id = %s", [regel])
        rij = cursor.fetchone()
        if rij is None:
            raise ZegelFout(f"Regel {regel} staat niet in het logboek. Kijk het nummer na.")
        cursor.execute(
            f"{ZEGEL} WHERE van_xid::bigint <= %s::text::bigint AND tot_xid::bigint > %s::text::bigint",
            [rij[0], rij[0]],
        )
        zegel = next(verzegelingen(cursor.fetchall()), None)
        if zegel is None:
            raise ZegelFout(f"Regel {regel} is nog niet verzegeld. Draai eerst: kring audit zegel")
        cursor.execute(IN_ZEGEL, [str(zegel.van_xid), str(zegel.tot_xid)])
        regels = cursor.fetchall()
    plek = [nummer for nummer, *_ in regels].index(regel)
    return {
        "regel": dict(zip(merkle.VELDEN, regels[plek], strict=True)),
        "zegel": zegel.nr,
        "plek": plek,
        "pad": [deel.hex() for deel in merkle.make_path(merkle.build_tree(bladeren(regels)), plek)],
    }


def verzegelingen(rijen: Iterable[tuple]) -> Iterator[Verzegeling]:
    """Rows of ZEGEL as seals."""
    for nr, van, tot, aantal, wortel, vorige, op, handtekening in rijen:
        yield Verzegeling(
            nr=nr,
            van_xid=van,
            tot_xid=tot,
            aantal=aantal,
            wortel=bytes(wortel),
            vorige=bytes(vorige),
            op=op,
            handtekening=bytes(handtekening),
        )


def bladeren(regels: Iterable[tuple]) -> list[bytes]:
    """Rows of REGEL as leaves of the tree."""
    return [merkle.leaf(merkle.encode(regel)) for regel in regels]
