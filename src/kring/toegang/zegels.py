"""A seal over a stretch of the log: what it says, how it is signed, and how it is published."""

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kring.toegang.sleutels import Hoofdsleutel


GEEN_VORIGE = bytes(32)
ALLE, LAATSTE, SLEUTEL = "zegels.jsonl", "laatste.json", "openbare-sleutel.pem"


class ZegelFout(RuntimeError):
    """The log cannot be sealed or a seal cannot be published; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzegeling:
    """The lines of transactions [van_xid, tot_xid): how many, and the one hash over all of them.

    `vorige` binds it to the seal before, so that none can be taken out or put between.
    """

    nr: int
    van_xid: int
    tot_xid: int
    aantal: int
    wortel: bytes
    vorige: bytes
    op: datetime
    handtekening: bytes = b""

    def bericht(self) -> bytes:
        """What is signed."""
        return b"kring zegel 1\n" + json.dumps(self._velden()).encode("ascii")

    def kenmerk(self) -> bytes:
        """What the next seal carries as its `vorige`."""
        return hashlib.sha256(self.bericht() + self.handtekening).digest()

    def as_json(self) -> dict[str, Any]:
        """As it is published."""
        return {**self._velden(), "handtekening": self.handtekening.hex()}

    def _velden(self) -> dict[str, Any]:
        return {
            "nr": self.nr,
            "van_xid": self.van_xid,
            "tot_xid": self.tot_xid,
            "aantal": self.aantal,
            "wortel": self.wortel.hex(),
            "vorige": self.vorige.hex(),
            "op": self.op.astimezone(UTC).isoformat(),
        }


def read_verzegeling(inhoud: Any) -> Verzegeling:
    """A published seal. Raises ValueError when it is none."""
    try:
        return Verzegeling(
            nr=int(inhoud["nr"]),
            van_xid=int(inhoud["van_xid"]),
            tot_xid=int(inhoud["tot_xid"]),
            aantal=int(inhoud["aantal"]),
            wortel=bytes.fromhex(inhoud["wortel"]),
            vorige=bytes.fromhex(inhoud["vorige"]),
            op=datetime.fromisoformat(inhoud["op"]),
            handtekening=bytes.fromhex(inhoud["handtekening"]),
        )
    except (KeyError, TypeError) as fout:
        raise ValueError("geen zegel") from fout


def signing_key(hoofdsleutel: Hoofdsleutel) -> Ed25519PrivateKey:
    """The key that signs seals: derived from the master key, so it never stands in the database."""
    return Ed25519PrivateKey.from_private_bytes(hoofdsleutel.derive("zegel"))


def is_signed(zegel: Verzegeling, sleutel: Ed25519PublicKey) -> bool:
    """Whether the holder of this key made the seal as it stands."""
    try:
        sleutel.verify(zegel.handtekening, zegel.bericht())
    except InvalidSignature:
        return False
    return True


class Getuigen:
    """The directory from which witnesses outside the organisation fetch every seal.

    `zegels.jsonl` only grows, `laatste.json` is the newest seal. What stands here is never changed:
    a seal of the database that differs from it is the one that is wrong.
    """

    def __init__(self, map_: Path) -> None:
        self._map = map_

    @property
    def map_(self) -> Path:
        """Where the seals are published."""
        return self._map

    def exists(self) -> bool:
        """Whether anything was ever published here."""
        return (self._map / ALLE).exists()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time seals, publishes or verifies. Raises ZegelFout."""
        try:
            self._map.mkdir(parents=True, exist_ok=True)
            greep = os.open(self._map / ".slot", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fout:
            raise ZegelFout(
                f"In {self._map} is niet te schrijven: {fout.strerror}. Geef Kring daar schrijfrecht, of kies "
                "een andere map met KRING_GETUIGEN."
            ) from fout
        try:
            fcntl.flock(greep, fcntl.LOCK_EX)
            yield
        finally:
            os.close(greep)

    def prepare(self, sleutel: Ed25519PublicKey) -> None:
        """Make the empty list and the public key, before the first seal exists."""
        pem = sleutel.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        if not (self._map / SLEUTEL).exists():
            self._replace(SLEUTEL, pem)
        if not self.exists():
            self._replace(ALLE, b"")

    def public_key(self) -> bytes | None:
        """The published key, as PEM."""
        pad = self._map / SLEUTEL
        return pad.read_bytes() if pad.exists() else None

    def last_number(self) -> int:
        """The number of the last published seal; 0 when there is none. Raises ZegelFout."""
        self._repair()
        with (self._map / ALLE).open("rb") as bestand:
            einde = bestand.seek(0, os.SEEK_END)
            bestand.seek(max(0, einde - 8192))
            regels = bestand.read().splitlines()
        return _parse(regels[-1], einde).nr if regels else 0

    def read(self) -> Iterator[Verzegeling]:
        """Everything that was published, in order. Raises ZegelFout for a line that is no seal."""
        if not self.exists():
            return
        with (self._map / ALLE).open("rb") as bestand:
            for nummer, regel in enumerate(bestand, start=1):
                # A last line without an end is what a crash left of it: it was never published.
                if regel.endswith(b"\n"):
                    yield _parse(regel, nummer)

    def publish(self, zegels: Sequence[Verzegeling]) -> None:
        """Add seals, durably; the caller gives the ones after the last. Raises OSError."""
        if not zegels:
            return
        regels = [json.dumps(zegel.as_json()).encode("ascii") + b"\n" for zegel in zegels]
        self._repair()
        with (self._map / ALLE).open("ab") as bestand:
            bestand.write(b"".join(regels))
            bestand.flush()
            os.fsync(bestand.fileno())
        self._replace(LAATSTE, regels[-1])

    def _repair(self) -> None:
        """Cut off the part of a line that a crash left behind."""
        with (self._map / ALLE).open("r+b") as bestand:
            einde = bestand.seek(0, os.SEEK_END)
            bestand.seek(max(0, einde - 8192))
            staart = bestand.read()
            if staart and not staart.endswith(b"\n"):
                bestand.truncate(einde - len(staart) + staart.rfind(b"\n") + 1)
                os.fsync(bestand.fileno())

    def _replace(self, naam: str, inhoud: bytes) -> None:
        """Write a file whole and durably, or not at all."""
        tijdelijk = self._map / f".{naam}.{secrets.token_hex(8)}"
        with tijdelijk.open("wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(self._map / naam)
        greep = os.open(self._map, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(greep)
        finally:
            os.close(greep)


def _parse(regel: bytes, nummer: int) -> Verzegeling:
    try:
        return read_verzegeling(json.loads(regel))
    except ValueError as fout:
        raise ZegelFout(
            f"{ALLE} bevat iets dat geen zegel is (bij {nummer}). Zet de kopie van een getuige terug."
        ) from fout
