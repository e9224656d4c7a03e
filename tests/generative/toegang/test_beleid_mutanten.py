"""Every small mistake in every policy shows in the directed worlds alone: no luck, and no exceptions.

There is no list of mistakes that make no difference: a limb that another one implies is left out of
the policy instead.
"""

import pytest
from tests.beleid.gericht import directed
from tests.beleid.oordeel import decisions, survivors
from tests.beleid.werelden import REGELS

from kring.stelsel.beleid.knopen import En, Er, Of, Vast, Verzoek, gelijk
from kring.stelsel.beleid.mutanten import mutanten
from kring.stelsel.beleid.regels import GEZIN, IK
from kring.stelsel.beleid.sql import as_sql


@pytest.fixture(scope="module")
def beslissingen():
    return decisions(directed())


@pytest.mark.slow
@pytest.mark.parametrize("plek", REGELS, ids=lambda plek: f"{plek[0]}-{plek[1]}")
def test_every_mutant_dies(beslissingen, plek):
    over = [as_sql(mutant, plek[1]) for mutant in survivors(REGELS[plek], beslissingen[plek])]
    assert over == []


@pytest.mark.slow
def test_every_policy_says_yes_and_no_in_the_directed_worlds(beslissingen):
    for plek, alle in beslissingen.items():
        assert {een.mag for een in alle} == {True, False}, plek


def test_a_policy_that_is_never_asked_about_keeps_its_mutants_alive():
    """The measuring stick itself: without worlds nothing dies."""
    beleid = next(iter(REGELS.values()))
    assert list(survivors(beleid, [])) == list(mutanten(beleid))


def test_mutants_are_different_from_the_policy_and_from_each_other():
    for beleid in REGELS.values():
        alle = list(mutanten(beleid))
        assert beleid not in alle
        assert len(set(alle)) >= 0.9 * len(alle)


def test_constants_comparisons_and_existence_are_mutated():
    voorwaarde = gelijk(Verzoek("doel"), Vast("nood"))
    beleid = En((Er((("tabel", "t"),), voorwaarde), gelijk(IK, GEZIN)))
    teksten = {as_sql(mutant, "rij") for mutant in mutanten(beleid)}
    bestaat = as_sql(Er((("tabel", "t"),), voorwaarde), "rij")
    assert any(f"(NOT {bestaat})" in tekst for tekst in teksten)
    assert any("'noodx'" in tekst for tekst in teksten)
    assert as_sql(Of(beleid.delen), "rij") in teksten
