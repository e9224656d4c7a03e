"""Our own sample messages, read from beside the tests. Every person in them is made up."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kring.koppelingen.corv.bericht import Bericht
from kring.koppelingen.corv.fouten import BerichtGeweigerd, Fout
from kring.koppelingen.corv.lezen import lees_bericht


BERICHTEN = Path(__file__).parent / "berichten"
VANDAAG = date(2026, 3, 20)


@pytest.fixture
def load() -> Callable[..., bytes]:
    """The bytes of a sample; each pair replaces one text, which must be there, by another."""

    def load_sample(naam: str, *vervangingen: tuple[str, str]) -> bytes:
        tekst = (BERICHTEN / f"{naam}.xml").read_text(encoding="utf-8")
        for oud, nieuw in vervangingen:
            assert oud in tekst
            tekst = tekst.replace(oud, nieuw, 1)
        return tekst.encode()

    return load_sample


@pytest.fixture
def take(load: Callable[..., bytes]) -> Callable[..., Bericht]:
    """Take in a sample, changed or not."""

    def take_sample(naam: str, *vervangingen: tuple[str, str], **instellingen: object) -> Bericht:
        return lees_bericht(load(naam, *vervangingen), **({"vandaag": VANDAAG} | instellingen))

    return take_sample


@pytest.fixture
def refuse() -> Callable[..., tuple[Fout, ...]]:
    """The reasons why bytes are refused."""

    def refuse_bytes(data: bytes, **instellingen: object) -> tuple[Fout, ...]:
        with pytest.raises(BerichtGeweigerd) as geweigerd:
            lees_bericht(data, **({"vandaag": VANDAAG} | instellingen))
        return geweigerd.value.fouten

    return refuse_bytes
