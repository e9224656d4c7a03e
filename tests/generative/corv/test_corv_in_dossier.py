"""Whatever a melding holds is taken in by the model and can be found in the case: generated."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings, strategies as st
from test_corv_niets_verloren import DATUMS, VANDAAG, build_melding

from kring.config.plaatsen import projectmap
from kring.koppelingen.corv.bericht import Bericht, Veld
from kring.koppelingen.corv.gegevens import Afwezig, has_waarde, read_datum
from kring.koppelingen.corv.gezin import find_adressen, find_mensen
from kring.koppelingen.corv.invoer import make_waarden
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.stelsel.laden import load_stelsel
from kring.stelsel.velden import check_waarden
from kring.stelsel.zaak import Stand


# What a field says by its choice, and not by words that can be looked for.
KEUZES = ("StUF:INDIC-e", "BG:Geslachtsaanduiding-e", "BG:BSN-e")
VAST = ("StUF:berichtcode", "StUF:functie")


@pytest.fixture(scope="module")
def feit():
    stelsel = load_stelsel(projectmap() / "stelsels", "rvt")
    return stelsel.feitsoorten["melding_ontvangen"]


def as_case(bericht: Bericht) -> tuple[dict, list]:
    melding = as_vt_melding(bericht=bericht)
    mensen = find_mensen(melding)
    waarden = make_waarden(bericht=bericht, melding=melding, mensen=mensen)
    return waarden, [find_adressen(lid) for lid in mensen.leden]


def find_bladen(bericht: Bericht) -> Iterator[Veld]:
    for veld in bericht.velden.walk():
        if veld.waarde is not None and has_waarde(veld) and veld.naam not in VAST:
            yield veld


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(zaad=st.integers(0, 2**32 - 1), kans=st.sampled_from((0, 2, 5, 9)))
def test_the_model_takes_every_melding(feit, zaad, kans):
    waarden, _ = as_case(build_melding(zaad, kans))
    assert check_waarden(feit, waarden, Stand(), VANDAAG, bericht=True) == ()


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(zaad=st.integers(0, 2**32 - 1), kans=st.sampled_from((2, 5, 9)))
def test_every_value_of_the_message_is_in_the_case(zaad, kans):
    bericht = build_melding(zaad, kans)
    zaak = json.dumps(as_case(bericht), ensure_ascii=False)
    for veld in find_bladen(bericht):
        assert find_in(zaak, veld), f"{veld.pad} is lost"


def find_in(zaak: str, veld: Veld) -> bool:
    if veld.soort in KEUZES:
        return True
    if veld.soort in DATUMS:
        return find_datum(zaak, veld)
    return json.dumps(veld.waarde.strip(), ensure_ascii=False)[1:-1] in zaak


def find_datum(zaak: str, veld: Veld) -> bool:
    datum = read_datum(veld)
    if isinstance(datum, Afwezig):
        return datum.gegeven is None or datum.gegeven.strip() in zaak
    return str(datum) in zaak or str(datum.jaar) in zaak
