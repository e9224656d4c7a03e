"""The database and Python read the policy alike: in every directed world and in generated ones."""

import pytest
from tests.beleid.database import proefdatabase
from tests.beleid.gericht import directed
from tests.beleid.vergelijken import compare, share_allowed
from tests.beleid.werelden import DEUREN, REGELS
from tests.deurwerk import andere_database

from kring.stelsel.beleid import BELEID


MINSTENS = 20_000


@pytest.fixture(scope="module")
def proef():
    with andere_database("beleid"), proefdatabase() as database:
        yield database


def test_there_is_one_policy_for_each_table_at_each_door():
    assert len(REGELS) == len(BELEID)
    assert {regel.deur for regel in BELEID} == set(DEUREN)


@pytest.mark.slow
def test_directed_worlds_agree(proef):
    assert list(proef.disagreements(directed())) == []


@pytest.mark.slow
def test_generated_worlds_agree_and_are_not_all_refusals(proef):
    assert compare(proef, minstens=MINSTENS) == []
    assert proef.telling["beslissingen"] >= MINSTENS
    for deur in ("", *DEUREN):
        assert share_allowed(proef, deur) >= 0.2, (deur, proef.telling)
