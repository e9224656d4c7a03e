"""A sealed address: for whoever stands on its list, and the log knows it first."""

import pytest
from tests.integration.superuser import count
from tests.verhaal import begin_verhaal, make_medewerker

from kring.dossier.actions import lees_adres
from kring.gezinnen.models import Adres
from kring.toegang.deur import GeenToegang, binnen, open_dossier


DELEN = {"straat": "Kanariepad", "huisnummer": "99", "woonplaats": "Duinrand"}


@pytest.fixture(scope="module")
def verhaal():
    gemaakt = begin_verhaal("stel_plan_vast", adressen={"samira": (("feitelijk", DELEN),)})
    lid, ander = str(gemaakt.sleutel("samira")), str(gemaakt.sleutel("mark"))
    gemaakt.tussendoor(
        "fatima", "scherm_adres_af", {"van": [lid], "voor": [ander], "reden": "Veiligheid."}
    )
    return gemaakt


def test_who_seals_it_can_ask_for_it(verhaal):
    adressen = lees_adres(
        actor=verhaal.actor("fatima"), gezin=verhaal.gezin, persoon=verhaal.sleutel("samira")
    )
    assert adressen == [DELEN]
    gezien = {"handeling": "adres_bekeken", "toegestaan": True, "actor_id": verhaal.actor("fatima")}
    assert count("toegang_logregel", gezin_id=verhaal.gezin, **gezien) == 1


def test_the_stand_in_may_ask_too(verhaal):
    assert lees_adres(
        actor=verhaal.actor("henk"), gezin=verhaal.gezin, persoon=verhaal.sleutel("samira")
    )


@pytest.mark.parametrize("wie", ["meral", "joost", "samira", "noor"])
def test_others_may_not_and_that_is_in_the_log(verhaal, wie):
    with pytest.raises(GeenToegang):
        lees_adres(actor=verhaal.actor(wie), gezin=verhaal.gezin, persoon=verhaal.sleutel("samira"))
    refused = {"handeling": "adres_bekeken", "toegestaan": False, "actor_id": verhaal.actor(wie)}
    assert count("toegang_logregel", **refused) == 1


def test_an_outsider_and_another_person_of_the_family(verhaal):
    for actor, persoon in ((make_medewerker("Piet"), "samira"), (verhaal.actor("fatima"), "mark")):
        with pytest.raises(GeenToegang):
            lees_adres(actor=actor, gezin=verhaal.gezin, persoon=verhaal.sleutel(persoon))


def test_it_is_not_among_the_open_addresses(verhaal):
    deur = open_dossier(actor=verhaal.actor("fatima"), gezin=verhaal.gezin)
    with binnen(deur):
        assert not Adres.objects.using(deur.alias).filter(gezin_id=verhaal.gezin).exists()
