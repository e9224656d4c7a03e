"""Keys: one master key outside the database, and one data key per gezin, wrapped by it.

The wrapped keys stand in files, not in the database: a restored backup of the database holds no key,
so destroying the file of a gezin erases its content from every backup as well.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap


LENGTE = 32
NONCE = 12


class SleutelFout(RuntimeError):
    """A key is missing or does not fit; the message is Dutch and says what to do."""


class SleutelVernietigd(SleutelFout):
    """The data key of this gezin is gone: its content cannot be read any more, by anybody."""


class Hoofdsleutel:
    """The one secret that the product needs; everything else is derived from it or wrapped by it."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._sleutel: bytes | None = None

    @property
    def map_(self) -> Path:
        """Where the keys stand."""
        return self._map

    def derive(self, doel: str) -> bytes:
        """A secret for one purpose; the same purpose always gives the same secret."""
        return hmac.new(self._lees(), doel.encode(), hashlib.sha256).digest()

    def wrap(self, sleutel: bytes) -> bytes:
        """A data key, locked."""
        return aes_key_wrap(self.derive("gezinssleutels"), sleutel)

    def unwrap(self, verpakt: bytes) -> bytes:
        """A data key, opened. Raises SleutelFout when it was locked by another master key."""
        try:
            return aes_key_unwrap(self.derive("gezinssleutels"), verpakt)
        except InvalidUnwrap as fout:
            raise SleutelFout(
                f"De sleutels in {self._map} horen niet bij deze hoofdsleutel. Zet de juiste hoofdsleutel terug."
            ) from fout

    def _lees(self) -> bytes:
        if self._sleutel is None:
            self._sleutel = self._lees_of_maak()
        return self._sleutel

    def _lees_of_maak(self) -> bytes:
        pad = self._map / "hoofdsleutel"
        with suppress(FileNotFoundError):
            return _controleer(pad, pad.read_bytes())
        self._map.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Exclusive: of two processes that start at once, one makes the key and both use it.
        with suppress(FileExistsError):
            write_geheim(pad, secrets.token_bytes(LENGTE))
        return _controleer(pad, pad.read_bytes())


def _controleer(pad: Path, inhoud: bytes) -> bytes:
    if len(inhoud) != LENGTE:
        raise SleutelFout(
            f"{pad} is geen hoofdsleutel van {LENGTE} bytes. Zet de goede terug uit de kluis."
        )
    return inhoud


def write_geheim(pad: Path, inhoud: bytes) -> None:
    """Write a new file that only its owner can read, whole and durable or not at all.

    Raises FileExistsError when it is there already.
    """
    tijdelijk = pad.with_name(f".{pad.name}.{secrets.token_hex(8)}")
    greep = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(greep, "wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
        os.link(tijdelijk, pad)
    finally:
        tijdelijk.unlink()


class Sleutelbos:
    """The data keys per gezin, as files. Opened keys are kept in memory as long as their file stands."""

    def __init__(self, hoofdsleutel: Hoofdsleutel) -> None:
        self._hoofdsleutel = hoofdsleutel
        self._open: dict[UUID, AESGCM] = {}

    def create(self, gezin: UUID) -> None:
        """Make the key of a new gezin. Raises FileExistsError when it has one."""
        pad = self._pad(gezin)
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_geheim(pad, self._hoofdsleutel.wrap(secrets.token_bytes(LENGTE)))

    def exists(self, gezin: UUID) -> bool:
        """Whether this gezin has a key; one that was destroyed is not there."""
        return self._pad(gezin).exists()

    def destroy(self, gezin: UUID) -> None:
        """Erase the key: from now on nobody can read the content of this gezin. Twice is once."""
        pad = self._pad(gezin)
        with suppress(FileNotFoundError):
            # Overwrite first: an unlinked file may be left on the disk.
            with pad.open("r+b") as bestand:
                bestand.write(secrets.token_bytes(pad.stat().st_size))
                bestand.flush()
                os.fsync(bestand.fileno())
            pad.unlink()
        self._open.pop(gezin, None)

    def bury(self, gezin: UUID, inhoud: bytes) -> None:
        """Keep beside the keys that this gezin is destroyed: a backup of the database does not know.

        Durable when this returns. Twice is once; `inhoud` says when and by which decision.
        """
        pad = self._graf(gezin)
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            write_geheim(pad, inhoud)

    def buried(self) -> dict[UUID, bytes]:
        """Every gezin that was destroyed, with what was kept of it."""
        graven = self._hoofdsleutel.map_ / "vernietigd"
        paden = [pad for pad in sorted(graven.glob("*")) if not pad.name.startswith(".")]
        return {UUID(hex=pad.name): pad.read_bytes() for pad in paden}

    def encrypt(self, gezin: UUID, plek: str, inhoud: bytes) -> bytes:
        """Encrypt for one gezin and one place (table and key of the row), so that a row moved to
        another place does not open. Raises SleutelVernietigd."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._sleutel(gezin).encrypt(nonce, inhoud, plek.encode())

    def decrypt(self, gezin: UUID, plek: str, versleuteld: bytes | memoryview) -> bytes:
        """Raises SleutelVernietigd, and SleutelFout when the content was changed or moved."""
        data = bytes(versleuteld)
        try:
            return self._sleutel(gezin).decrypt(data[:NONCE], data[NONCE:], plek.encode())
        except InvalidTag as fout:
            raise SleutelFout(
                f"De inhoud van {plek} is veranderd of verplaatst. Zet een kopie terug."
            ) from fout

    def _sleutel(self, gezin: UUID) -> AESGCM:
        # Asked at every word: as text, because making a path takes longer than looking.
        if not os.path.exists(self._adres(gezin)):  # noqa: PTH110
            self._open.pop(gezin, None)
            raise SleutelVernietigd(
                "De inhoud van dit dossier is vernietigd en kan niet meer gelezen worden."
            )
        if gezin not in self._open:
            self._open[gezin] = AESGCM(self._hoofdsleutel.unwrap(self._pad(gezin).read_bytes()))
        return self._open[gezin]

    def _graf(self, gezin: UUID) -> Path:
        return self._hoofdsleutel.map_ / "vernietigd" / gezin.hex

    def _pad(self, gezin: UUID) -> Path:
        return Path(self._adres(gezin))

    def _adres(self, gezin: UUID) -> str:
        naam = gezin.hex
        return f"{self._hoofdsleutel.map_}/gezinnen/{naam[:2]}/{naam}"
