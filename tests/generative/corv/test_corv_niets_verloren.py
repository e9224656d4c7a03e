"""Whatever a melding holds can be found again in our own words: generated, leaf by leaf."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from random import Random

import pytest
from corv_boom import Knoop, choose_schrijfwijze, tag, write
from corv_generator import Generator
from hypothesis import event, given, settings, strategies as st

from kring.koppelingen.corv import melding as melding_module
from kring.koppelingen.corv.bericht import Bericht, Veld
from kring.koppelingen.corv.codelijsten import Jeugdzorgrol
from kring.koppelingen.corv.gegevens import Afwezig, Reden, has_waarde, read_datum
from kring.koppelingen.corv.lezen import lees_bericht
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.koppelingen.corv.vtberichten import VT_MELDING
from kring.stelsel.deeldatum import Deeldatum


VANDAAG = date(2026, 3, 20)
DATUMS = ("StUF:Datum-e", "StUF:DatumMetIndicator")


def build_melding(zaad: int, kans: int) -> Bericht:
    toeval = Random(zaad)
    boom = Generator(toeval, kans=kans).build(VT_MELDING)
    make_recognisable(boom, toeval)
    data = write(boom, choose_schrijfwijze(toeval))
    return lees_bericht(data, vandaag=VANDAAG, echte_bsn_toegestaan=True)


def make_recognisable(boom: Knoop, toeval: Random) -> None:
    """Give every free text its own words, so that each can be told from all others."""
    for nummer, knoop in enumerate(boom.walk()):
        soort = knoop.beschreven.soort.waarde if knoop.beschreven else None
        vrij = soort is not None and not soort.codes and not soort.patroon and soort.cijfers is None
        if vrij and knoop.tekst and soort.hoogste is None and (soort.langst or 99) >= 12:
            knoop.tekst = f"tekst {nummer:06}"
    for pad in ("StUF:referentienummer", "StUF:organisatie", "StUF:applicatie"):
        for knoop in boom.walk():
            if knoop.tag == tag(pad):
                knoop.tekst = f"{pad[-6:]} {toeval.randrange(10**6)}"


def flatten(deel: object) -> Iterator[object]:
    """Every value of the melding; a part that is a value of its own comes whole."""
    if isinstance(deel, Deeldatum | Afwezig | Jeugdzorgrol) or not (
        is_dataclass(deel) or isinstance(deel, tuple)
    ):
        yield deel
    elif isinstance(deel, tuple):
        for lid in deel:
            yield from flatten(lid)
    else:
        for veld in fields(deel):
            yield from flatten(getattr(deel, veld.name))


def expect(veld: Veld) -> object:
    """How a leaf comes back."""
    if veld.soort in DATUMS:
        return read_datum(veld)
    if veld.nil or not has_waarde(veld):
        nil = Reden.ZONDER_REDEN if veld.nil else Reden.LEEG
        return Afwezig(reden=Reden(veld.no_value) if veld.no_value else nil)
    if veld.soort == "StUF:INDIC-e":
        return veld.waarde == "Ja"
    if veld.soort in ("BG:Huisnummering-e", "BG:Landcode-e"):
        return veld.waarde.strip()
    return veld.waarde


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(zaad=st.integers(0, 2**32 - 1), kans=st.sampled_from((0, 2, 5, 9)))
def test_every_leaf_of_the_message_is_in_the_melding(zaad, kans):
    bericht = build_melding(zaad, kans)
    melding = as_vt_melding(bericht=bericht)
    gevonden = Counter(
        rol.tekst if isinstance(rol, Jeugdzorgrol) else rol for rol in flatten(melding)
    )
    onderwerp = bericht.velden.find("JZ:object")
    bladen = [veld for veld in onderwerp.walk() if veld.waarde is not None or veld.nil]
    event(f"{len(bladen) // 50 * 50} bladen of meer")
    verwacht = Counter(expect(veld) for veld in bladen)
    assert verwacht - gevonden == Counter()


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(zaad=st.integers(0, 2**32 - 1), kans=st.sampled_from((2, 5, 9)))
def test_every_attribute_is_in_the_melding_or_listed(zaad, kans):
    bericht = build_melding(zaad, kans)
    melding = as_vt_melding(bericht=bericht)
    genoemd = {veld.pad: veld.waarde for veld in melding.overige_velden}
    for veld in bericht.velden.walk():
        for naam, waarde in veld.attributen:
            if not is_told_otherwise(veld, naam):
                assert genoemd.pop(f"{veld.pad}/@{naam}") == waarde
    assert genoemd == {}


def is_told_otherwise(veld: Veld, naam: str) -> bool:
    """Attributes whose meaning is in the melding itself, or in the shape of the message."""
    reden = naam.endswith("noValue") and (
        veld.nil or (veld.waarde is not None and not has_waarde(veld))
    )
    datum = (
        naam == "StUF:indOnvolledigeDatum"
        and veld.soort in DATUMS
        and getattr(read_datum(veld), "gegeven", None) is None
    )
    los = "BG:NPS-vt-melding-bnp-e", "BG:NPS-vt-melding-rnp-e"
    vast = naam == "StUF:entiteittype" and veld.soort not in los
    return naam.startswith("xsi:") or naam == "naam" or vast or datum or reden


@pytest.mark.slow
def test_no_place_of_the_melding_is_forgotten():
    """Over many messages every field of our own words is filled at least once."""
    soorten = [s for s in vars(melding_module).values() if is_dataclass(s) and s is not Afwezig]
    leeg = {(soort, veld.name) for soort in soorten for veld in fields(soort)}
    for zaad in range(300):
        if leeg:
            leeg -= set(find_filled(as_vt_melding(bericht=build_melding(zaad, 9))))
    assert leeg == set()


def find_filled(deel: object) -> Iterator[tuple[type, str]]:
    for lid in deel if isinstance(deel, tuple) else ():
        yield from find_filled(lid)
    if is_dataclass(deel):
        for veld in fields(deel):
            waarde = getattr(deel, veld.name)
            if not isinstance(waarde, Afwezig) and waarde not in ((), None):
                yield type(deel), veld.name
                yield from find_filled(waarde)
