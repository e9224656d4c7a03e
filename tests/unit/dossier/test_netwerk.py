"""The circle of people: everybody once, nearest ones nearest, names under each other without touching."""

from itertools import pairwise

import pytest

from kring.dossier.netwerk import BREEDTE, MIDDEN, REGEL, STRALEN, Helper, Ring, Staat, draw_netwerk


def helpers(aantal):
    return [Helper(f"Helper {n}", "Ouder van een vriendje", Ring(n % 3)) for n in range(aantal)]


@pytest.mark.parametrize("aantal", [0, 1, 2, 3, 7, 14, 40])
def test_everybody_stands_once_and_no_name_touches_another(aantal):
    tekening = draw_netwerk(helpers(aantal))
    assert sorted(plek.helper.naam for plek in tekening.plekken) == sorted(
        h.naam for h in helpers(aantal)
    )
    for anker in ("start", "end"):
        kant = sorted(plek.naam_y for plek in tekening.plekken if plek.anker == anker)
        assert all(onder - boven >= REGEL - 0.01 for boven, onder in pairwise(kant))
        assert not kant or (kant[0] >= 12 and kant[-1] + 13 <= tekening.hoogte)


@pytest.mark.parametrize("aantal", [1, 6, 14])
def test_a_dot_stands_on_its_ring_and_its_line_crosses_no_other(aantal):
    tekening = draw_netwerk(helpers(aantal))
    for plek in tekening.plekken:
        afstand = ((plek.x - MIDDEN) ** 2 + (plek.y - tekening.hoogte / 2) ** 2) ** 0.5
        assert abs(afstand - STRALEN[plek.helper.ring]) < 0.01
        assert (plek.x > MIDDEN) is (plek.anker == "start")
    for anker in ("start", "end"):
        kant = sorted((p.naam_y, p.y) for p in tekening.plekken if p.anker == anker)
        assert [y for _, y in kant] == sorted(y for _, y in kant)


def test_fourteen_people_fit_on_a_phone():
    tekening = draw_netwerk(helpers(14))
    assert BREEDTE <= 320
    assert tekening.hoogte <= 320
    assert all(len(plek.naam) <= 13 and len(plek.rol) <= 13 for plek in tekening.plekken)


def test_the_shape_of_a_dot_says_which_ring_it_is():
    vormen = {draw_netwerk([Helper("A", "b", ring, Staat.KOMT)]).plekken[0].punt for ring in Ring}
    assert len(vormen) == 3
