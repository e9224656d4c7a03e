"""Our description and the official schemas give the same verdict on generated messages.

Skipped, with the missing directory named, where the official schemas are absent. More messages:
KRING_CORV_AANTAL=20000 pytest tests/generative/corv
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
import xmlschema
from corv_boom import Knoop, choose_schrijfwijze, write
from corv_generator import Generator
from corv_mutaties import mutate
from hypothesis import HealthCheck, event, given, settings, strategies as st
from lxml import etree

from kring.koppelingen.corv.fouten import BerichtGeweigerd, Fout
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN, lees_bericht
from kring.koppelingen.corv.namen import to_clark
from kring.koppelingen.corv.schemas import BESTAND
from kring.koppelingen.corv.toetsing import check_bericht
from kring.koppelingen.corv.veilig import parse_veilig


BIJ_TAG = {to_clark(beschrijving.naam): beschrijving for beschrijving in BESCHRIJVINGEN.values()}
AANTAL = int(os.environ.get("KRING_CORV_AANTAL", "250"))
MUTATIES_PER_BERICHT = 10
ZADEN = st.integers(min_value=0, max_value=2**32 - 1)
KANSEN = st.sampled_from((0, 2, 5, 9))
# The schemas are loaded once for all examples, which is what these checks warn about.
RUSTIG = settings(
    max_examples=AANTAL, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="session")
def officieel(schemas: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(schemas / BESTAND)))


@pytest.fixture(scope="session")
def scheidsrechter(schemas: Path) -> xmlschema.XMLSchema:
    """A second implementation of XML Schema, asked where the first looks away."""
    return xmlschema.XMLSchema(str(schemas / BESTAND), allow="local")


def build_bericht(toeval: Random, kans: int) -> Knoop:
    return Generator(toeval, kans=kans).build(toeval.choice([*BESCHRIJVINGEN.values()]))


def find_fouten(wortel: etree._Element) -> tuple[Fout, ...]:
    """Our verdict: empty when the message fits."""
    beschrijving = BIJ_TAG.get(str(wortel.tag))
    if beschrijving is None:
        return (Fout(pad="/", melding="geen bekend bericht"),)
    return check_bericht(wortel=wortel, beschrijving=beschrijving)


def parse_plain(data: bytes) -> etree._Element:
    """As the library parses it when nobody tells it otherwise: comments and instructions stay."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def only_vaste_waarde(fouten: tuple[Fout, ...]) -> bool:
    """The one thing the XML library does not look at: the fixed value of an attribute."""
    return all("De waarde moet hier" in fout.melding for fout in fouten)


def compare(
    data: bytes, officieel: etree.XMLSchema, scheidsrechter: xmlschema.XMLSchema
) -> tuple[Fout, ...]:
    """Our faults, after making sure that the official verdict is the same."""
    wortel = parse_plain(data)
    fouten = find_fouten(wortel)
    goed = officieel.validate(wortel)
    if goed and fouten and only_vaste_waarde(fouten):
        event("vaste waarde: alleen de scheidsrechter kijkt ernaar")
        assert not scheidsrechter.is_valid(data.decode("utf-8-sig").encode())
        return fouten
    assert goed == (not fouten), (fouten, officieel.error_log, data.decode())
    return fouten


@pytest.mark.slow
@RUSTIG
@given(zaad=ZADEN, kans=KANSEN)
def test_every_message_built_from_the_description_is_valid(officieel, scheidsrechter, zaad, kans):
    toeval = Random(zaad)
    bericht = build_bericht(toeval, kans)
    for instructies in (False, True):
        data = write(bericht, choose_schrijfwijze(toeval, instructies=instructies))
        assert compare(data, officieel, scheidsrechter) == ()


@pytest.mark.slow
@RUSTIG
@given(zaad=ZADEN, kans=KANSEN, aantal=st.integers(1, 3))
def test_the_verdict_on_a_changed_message_is_the_same(
    officieel, scheidsrechter, zaad, kans, aantal
):
    toeval = Random(zaad)
    bericht = build_bericht(toeval, kans)
    for _ in range(MUTATIES_PER_BERICHT):
        data = write(mutate(bericht, toeval, aantal=aantal), choose_schrijfwijze(toeval))
        fouten = compare(data, officieel, scheidsrechter)
        event(f"{'geldig' if not fouten else 'ongeldig'} na {aantal} wijzigingen")
        # The parser of the product leaves comments out; that must not change the verdict.
        assert find_fouten(parse_veilig(data)) == find_fouten(parse_plain(data)), data.decode()


@pytest.mark.slow
@RUSTIG
@given(zaad=ZADEN, kans=KANSEN)
def test_both_implementations_accept_what_we_accept(scheidsrechter, zaad, kans):
    toeval = Random(zaad)
    data = write(build_bericht(toeval, kans), choose_schrijfwijze(toeval))
    scheidsrechter.validate(data.decode("utf-8-sig").encode())


def test_a_refusal_is_the_only_exception():
    """Bytes that are cut or stirred are refused or taken; anything else would raise here."""
    toeval = Random(1)
    data = write(build_bericht(toeval, 5), choose_schrijfwijze(toeval))
    for _ in range(500):
        begin, einde = sorted(toeval.sample(range(len(data)), 2))
        stuk = data[:begin] + toeval.randbytes(toeval.randrange(3)) + data[einde:]
        with suppress(BerichtGeweigerd):
            lees_bericht(stuk, vandaag=date(2026, 3, 20), soorten=frozenset(BESCHRIJVINGEN))
