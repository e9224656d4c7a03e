"""Content, locked and unlocked with the data key of its gezin."""

import base64
import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from kring.toegang.sleutels import Sleutelbos


# Content that is of no gezin, such as an anonymous consult, has a key of its own.
REGIO = UUID(int=0)


@cache
def sleutelbos() -> Sleutelbos:
    """The keys of all families."""
    return Sleutelbos(settings.HOOFDSLEUTEL)


def lock(gezin: UUID, plek: str, inhoud: object) -> bytes:
    """JSON, encrypted for one gezin and one place; `plek` names the table and key of the row."""
    tekst = json.dumps(inhoud, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return sleutelbos().encrypt(gezin, plek, tekst.encode())


def unlock(gezin: UUID, plek: str, versleuteld: bytes | memoryview) -> Any:
    """What `lock` locked. Raises SleutelVernietigd, and SleutelFout for a row that was changed."""
    return json.loads(sleutelbos().decrypt(gezin, plek, versleuteld).decode())


def lock_tekst(gezin: UUID, plek: str, inhoud: object) -> str:
    """As `lock`, for a column that holds text."""
    return base64.b64encode(lock(gezin, plek, inhoud)).decode("ascii")


def unlock_tekst(gezin: UUID, plek: str, versleuteld: str) -> Any:
    """What `lock_tekst` locked. Raises as `unlock`."""
    return unlock(gezin, plek, base64.b64decode(versleuteld))


def _plain(waarde: object) -> object:
    if isinstance(waarde, Mapping):
        return dict(waarde)
    if isinstance(waarde, UUID):
        return str(waarde)
    raise TypeError(f"{type(waarde).__name__} has no place in a record")
