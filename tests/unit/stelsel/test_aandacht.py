"""Why a family stands where it stands on a list: the first reason that applies, and its words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fabriek_stelsel import RVT, stelsel_van
from tests.unit.stelsel.zaken import NU

from kring.stelsel.aandacht import (
    DAALT,
    DICHTBIJ,
    GEVAAR,
    RUSTIG,
    STIL,
    TE_LAAT,
    Samenvatting,
    assess_aandacht,
)


STELSEL = stelsel_van(RVT)
DAG = timedelta(days=1)
STIL_NA = STELSEL.instelling("stil_dagen") * DAG
KALM = Samenvatting(
    toestand="lopend",
    acuut_gevaar=False,
    termijnen=(),
    cijfer=None,
    vorig_cijfer=None,
    laatste_op=NU - DAG,
)

# What is the matter, added to a calm case; the rank; how the sentence begins.
REDENEN = [
    ({}, RUSTIG, ""),
    ({"laatste_op": NU - STIL_NA}, RUSTIG, ""),
    ({"laatste_op": NU - STIL_NA - DAG}, STIL, f"Al {STIL_NA.days + 1} dagen"),
    ({"cijfer": 4}, RUSTIG, ""),
    ({"cijfer": 4, "vorig_cijfer": 4}, RUSTIG, ""),
    ({"cijfer": 7, "vorig_cijfer": 4}, RUSTIG, ""),
    ({"cijfer": 4, "vorig_cijfer": 7}, DAALT, "Het veiligheidscijfer daalde van 7 naar 4."),
    ({"acuut_gevaar": True, "cijfer": 4, "vorig_cijfer": 7}, GEVAAR, "Iemand legde acuut gevaar"),
]


@pytest.fixture
def kalm():
    return replace(KALM, toestand=next(iter(STELSEL.toestanden)))


@pytest.mark.parametrize(("erbij", "rang", "begin"), REDENEN)
def test_the_first_reason_that_applies(kalm, erbij, rang, begin):
    aandacht = assess_aandacht(STELSEL, replace(kalm, **erbij), NU)
    assert aandacht.rang == rang
    assert aandacht.reden.startswith(begin)
    assert aandacht.reden.endswith(".")


# How far away the end of a term is, the rank, and whether the sentence gives the day or the delay.
EINDEN = [
    (-2 * DAG, TE_LAAT, ": 3 dagen te laat."),
    (0 * DAG, TE_LAAT, ": 1 dag te laat."),
    (2 * DAG, DICHTBIJ, ": uiterlijk woensdag 3 juni."),
    (9 * DAG, RUSTIG, ": uiterlijk woensdag 10 juni."),
    (300 * DAG, RUSTIG, ": uiterlijk zondag 28 maart 2027."),
]


@pytest.mark.parametrize(("over", "rang", "einde"), EINDEN)
def test_a_term_presses_when_it_is_near_or_over(kalm, over, rang, einde):
    termijn = next(iter(STELSEL.termijnen))
    aandacht = assess_aandacht(STELSEL, replace(kalm, termijnen=((termijn, NU + over),)), NU)
    assert (aandacht.rang, aandacht.op) == (rang, NU + over)
    assert aandacht.reden == STELSEL.termijnen[termijn].wat + einde


def test_a_falling_mark_comes_before_a_term_that_is_near_and_silence_after_it(kalm):
    daalt = replace(kalm, cijfer=4, vorig_cijfer=7, laatste_op=NU - STIL_NA - DAG)
    dichtbij = {"termijnen": ((next(iter(STELSEL.termijnen)), NU + DAG),)}
    assert assess_aandacht(STELSEL, replace(daalt, **dichtbij), NU).rang == DAALT
    stil = replace(daalt, cijfer=None, **dichtbij)
    assert assess_aandacht(STELSEL, stil, NU).rang == DICHTBIJ


def test_one_reason_never_hides_another(kalm):
    eerste, tweede, derde = list(STELSEL.termijnen)[:3]
    termijnen = ((eerste, NU - 2 * DAG), (tweede, NU), (derde, NU + 9 * DAG))
    zaak = replace(kalm, acuut_gevaar=True, cijfer=3, vorig_cijfer=7, termijnen=termijnen)
    aandacht = assess_aandacht(STELSEL, zaak, NU)
    assert aandacht.rang == GEVAAR
    assert aandacht.ook == (
        f"{STELSEL.termijnen[eerste].wat}: 3 dagen te laat.",
        f"{STELSEL.termijnen[tweede].wat}: 1 dag te laat.",
        "Het veiligheidscijfer daalde van 7 naar 3.",
    )
