"""Messages for the tests of the connections: our own samples, each time under another number."""

from pathlib import Path
from uuid import uuid4


MAP = Path(__file__).parents[2] / "unit/corv/berichten"
NUMMER = {"melding-gezin": b"DR-2026-00417", "melding-onvolledig": b"DR-2026-00418"}


def make_bericht(naam: str = "melding-gezin", *vervangingen: tuple[str, str]) -> bytes:
    """A sample that was never sent before."""
    data = (MAP / f"{naam}.xml").read_bytes()
    for oud, nieuw in vervangingen:
        assert oud.encode() in data
        data = data.replace(oud.encode(), nieuw.encode())
    return data.replace(NUMMER[naam], uuid4().hex.encode())
