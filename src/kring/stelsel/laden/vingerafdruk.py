"""The fingerprint of a model: the same for the same content, whatever the files look like."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any


def vingerafdruk(inhoud: Mapping[str, Any]) -> str:
    """sha256 over everything the model says, independent of file layout and order of items."""
    tekst = json.dumps(inhoud, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(tekst.encode()).hexdigest()


def _plain(waarde: Any) -> Any:
    if isinstance(waarde, Mapping):
        return dict(waarde)
    if isinstance(waarde, frozenset):
        return sorted(waarde)
    if isinstance(waarde, date):
        return waarde.isoformat()
    return {veld.name: getattr(waarde, veld.name) for veld in fields(waarde)}
