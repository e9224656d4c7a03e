"""What a page says is for its reader: no holes, no codes, and a way back."""

import pytest
from tests.schermen.hulp import nieuw_gezin, tekst


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def test_the_logboek_has_the_tabs_of_the_family_and_a_way_back(als, yildiz):
    gevonden = als("fatima").get(f"/gezin/{yildiz}/logboek/").content.decode()
    for pad in ("", "onderzoek/", "plan/", "logboek/"):
        assert f'href="/gezin/{yildiz}/{pad}"' in gevonden
    assert f'› <a href="/gezin/{yildiz}/">Gezin Yildiz</a>' in gevonden


def test_older_lines_of_the_logboek_are_not_called_a_parent(als):
    petra = als("petra")
    gezin = nieuw_gezin(petra)
    for _ in range(51):
        petra.get(f"/gezin/{gezin}/logboek/")
    eerste, tweede = (
        tekst(petra.get(f"/gezin/{gezin}/logboek/", {"bladzijde": nummer})) for nummer in (1, 2)
    )
    assert "Eerdere regels" in eerste
    assert "Latere regels" in tweede
    assert "Ouder " not in eerste
