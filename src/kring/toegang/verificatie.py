"""Verifies the sealed log: every line, every seal, and what was published outside the database.

Whoever owns the database can change a line and the seal over it, and with the master key sign again;
what a witness already has does not change with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from kring.toegang import merkle
from kring.toegang.logboek import IN_ZEGEL, ZEGEL, bladeren, getuigen, verzegelingen
from kring.toegang.rollen import WERKER
from kring.toegang.zegels import (
    GEEN_VORIGE,
    Getuigen,
    Verzegeling,
    ZegelFout,
    is_signed,
    signing_key,
)


VERGELIJK = "Vergelijk met een reservekopie van voor die tijd, en meld het bij de functionaris gegevensbescherming."
DOE: Mapping[str, str] = {
    "nummer": f"Er is een zegel weggehaald of tussengevoegd. {VERGELIJK}",
    "grens": f"Er vallen regels tussen wal en schip. {VERGELIJK}",
    "keten": f"Het zegel hoort hier niet, of het zegel ervoor is veranderd. {VERGELIJK}",
    "handtekening": f"Iemand anders dan deze installatie maakte of veranderde het zegel. {VERGELIJK}",
    "aantal": f"Er zijn regels weggehaald of bijgezet. {VERGELIJK}",
    "wortel": f"Er is een regel veranderd of van plaats verwisseld. {VERGELIJK}",
    "anders_gepubliceerd": f"De geschiedenis in de database is herschreven. {VERGELIJK}",
    "verdwenen": f"Het einde van het logboek is weggehaald, of er is een oude kopie teruggezet. {VERGELIJK}",
    "niet_gepubliceerd": "Publiceer het alsnog met: kring audit zegel. Lukt dat niet, zet dan de kopie van een getuige terug.",
    "publicatie": "Zet de kopie van een getuige terug en kijk opnieuw.",
    "sleutel": "Zet de juiste hoofdsleutel terug, of de sleutel die de getuigen hebben.",
    "toekomst": f"Deze regels zijn niet door Kring geschreven. {VERGELIJK}",
    "buiten": f"Deze regels zijn later bijgezet. {VERGELIJK}",
}


@dataclass(frozen=True, slots=True)
class Bevinding:
    """Something that is not as it was sealed: in which seal, what, and what to do."""

    zegel: int | None
    soort: str
    wat: str

    @property
    def doe(self) -> str:
        """What to do about it."""
        return DOE[self.soort]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslag:
    """What was verified and found. `nog_niet` lines were written after the last seal."""

    zegels: int
    regels: int
    nog_niet: int
    nog_niet_sinds: datetime | None
    bevindingen: tuple[Bevinding, ...]


def verify(plaats: Getuigen | None = None) -> Verslag:
    """Recompute every seal and compare it with its lines, its neighbours and what was published.

    `plaats` is where the published seals are read, such as the copy of a witness. Raises ZegelFout.
    """
    hier = plaats or getuigen()
    with hier.alone(), transaction.atomic(using=WERKER), connections[WERKER].cursor() as cursor:
        # One moment for all that follows, whatever is written meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _Verificatie(cursor, hier).verslag()


class _Verificatie:
    def __init__(self, cursor: CursorWrapper, plaats: Getuigen) -> None:
        self._cursor = cursor
        self._plaats = plaats
        self._gevonden: list[Bevinding] = []
        self._sleutel = signing_key(settings.HOOFDSLEUTEL).public_key()
        self._regels = 0

    def verslag(self) -> Verslag:
        aantal, vorige = 0, None
        gepubliceerd = self._gepubliceerd()
        elders = next(gepubliceerd, None)
        for zegel in self._zegels():
            while elders is not None and elders.nr < zegel.nr:
                self._verdwenen(elders)
                elders = next(gepubliceerd, None)
            self._keten(zegel, vorige)
            self._inhoud(zegel)
            if elders is not None and elders.nr == zegel.nr:
                self._vergelijk(zegel, elders)
                elders = next(gepubliceerd, None)
            else:
                self._meld(zegel.nr, "niet_gepubliceerd", "is niet gepubliceerd")
            aantal, vorige = aantal + 1, zegel
        while elders is not None:
            self._verdwenen(elders)
            elders = next(gepubliceerd, None)
        nog_niet, sinds = self._nog_niet(vorige.tot_xid if vorige else 0)
        return Verslag(
            zegels=aantal,
            regels=self._regels,
            nog_niet=nog_niet,
            nog_niet_sinds=sinds,
            bevindingen=tuple(self._gevonden),
        )

    def _zegels(self) -> Iterator[Verzegeling]:
        """All seals, a few at a time: there is one for every minute of many years."""
        with connections[WERKER].chunked_cursor() as cursor:
            cursor.execute(f"{ZEGEL} ORDER BY nr")
            yield from verzegelingen(cursor)

    def _meld(self, nr: int | None, soort: str, wat: str) -> None:
        self._gevonden.append(Bevinding(nr, soort, wat))

    def _gepubliceerd(self) -> Iterator[Verzegeling]:
        pem = self._sleutel.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        if self._plaats.public_key() not in (None, pem):
            self._meld(
                None,
                "sleutel",
                "De gepubliceerde openbare sleutel is niet die van deze installatie",
            )
        vorige = 0
        try:
            for zegel in self._plaats.read():
                if zegel.nr != vorige + 1:
                    self._meld(
                        zegel.nr,
                        "publicatie",
                        "staat niet op zijn plaats in de gepubliceerde lijst",
                    )
                if zegel.nr > vorige:
                    vorige = zegel.nr
                    yield zegel
        except ZegelFout as fout:
            self._meld(None, "publicatie", str(fout))

    def _keten(self, zegel: Verzegeling, vorige: Verzegeling | None) -> None:
        if zegel.nr != (vorige.nr + 1 if vorige else 1):
            self._meld(zegel.nr, "nummer", "volgt niet op het zegel ervoor")
        if zegel.van_xid != (vorige.tot_xid if vorige else 0) or zegel.tot_xid <= zegel.van_xid:
            self._meld(zegel.nr, "grens", "begint niet waar het zegel ervoor eindigt")
        if zegel.vorige != (vorige.kenmerk() if vorige else GEEN_VORIGE):
            self._meld(zegel.nr, "keten", "is niet gemaakt na het zegel dat er nu voor staat")
        if not is_signed(zegel, self._sleutel):
            self._meld(zegel.nr, "handtekening", "heeft geen geldige handtekening")

    def _inhoud(self, zegel: Verzegeling) -> None:
        self._cursor.execute(IN_ZEGEL, [str(zegel.van_xid), str(zegel.tot_xid)])
        regels = self._cursor.fetchall()
        self._regels += len(regels)
        if len(regels) != zegel.aantal:
            self._meld(
                zegel.nr,
                "aantal",
                f"telt {zegel.aantal} regels; in het logboek staan er {len(regels)}",
            )
        elif merkle.root(bladeren(regels)) != zegel.wortel:
            self._meld(zegel.nr, "wortel", "past niet op de regels in het logboek")

    def _vergelijk(self, zegel: Verzegeling, elders: Verzegeling) -> None:
        if elders.as_json() != zegel.as_json():
            self._meld(
                zegel.nr, "anders_gepubliceerd", "is anders dan het zegel dat is gepubliceerd"
            )

    def _verdwenen(self, elders: Verzegeling) -> None:
        self._meld(elders.nr, "verdwenen", "is gepubliceerd, maar staat niet in de database")

    def _nog_niet(self, grens: int) -> tuple[int, datetime | None]:
        """Lines after the last seal; and lines in no seal at all, which nobody can have written."""
        self._cursor.execute(
            "SELECT count(*) FILTER (WHERE xid < %s::text::xid8), count(*) FILTER (WHERE xid >= %s::text::xid8),"
            " min(op) FILTER (WHERE xid >= %s::text::xid8),"
            " count(*) FILTER (WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())) FROM toegang_logregel",
            [str(grens)] * 3,
        )
        voor, na, sinds, toekomst = self._cursor.fetchone()
        if voor > self._regels:
            self._meld(None, "buiten", f"{voor - self._regels} regels vallen buiten elk zegel")
        if toekomst:
            self._meld(
                None, "toekomst", f"{toekomst} regels zijn van een transactie die er nog niet was"
            )
        return na, sinds
