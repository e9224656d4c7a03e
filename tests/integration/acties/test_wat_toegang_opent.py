"""Who acts in a case carries what the own grants open now, and nothing once they ended."""

from uuid import UUID

import pytest
from tests.integration.superuser import ask
from tests.verhaal import begin_verhaal

from kring.dossier.gevolgen import in_dossier
from kring.dossier.opslag import stelsel_van
from kring.stelsel.beleid.regels import MOTOR
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.queries import load_handelenden


@pytest.fixture
def verhaal():
    return begin_verhaal("stel_plan_vast")


def test_a_grant_that_ended_behind_an_open_door_opens_nothing(verhaal):
    fatima, gezin, stelsel = verhaal.actor("fatima"), verhaal.gezin, stelsel_van("rvt")
    handelend = load_handelenden([fatima])[str(fatima)]
    deur = open_dossier(actor=fatima, gezin=gezin, alias=MOTOR)
    with binnen(deur):
        assert in_dossier(deur, stelsel, handelend).opent == (
            stelsel.toegangssoorten["vast_gezicht"].categorieen
        )
    einde = "UPDATE toegang_toegang SET tot = kring.nu() WHERE actor_id = %s AND gezin_id = %s RETURNING 1"
    assert ask(einde, fatima, UUID(str(gezin)))
    with binnen(deur):
        assert in_dossier(deur, stelsel, handelend).opent == frozenset()
