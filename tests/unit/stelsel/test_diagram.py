"""A variant as Mermaid text: every toestand, every stap that moves a case, and nothing that breaks it."""

import re

import pytest
from tests.fabriek_stelsel import ESTAFETTE, RVT, SPELERS, STAPPEN, load_klein, stelsel_van

from kring.stelsel.diagram import draw_stelsel


def test_small_model_is_drawn_whole(tmp_path):
    assert draw_stelsel(load_klein(tmp_path)).splitlines() == [
        "stateDiagram-v2",
        '    state "A Begin" as A',
        '    state "Z Einde" as Z',
        "    [*] --> A: Beginnen",
        "    A --> Z: Sluiten",
        "    Z --> [*]",
    ]


def test_stap_from_anywhere_starts_at_a_place_of_its_own(tmp_path):
    stelsel = load_klein(tmp_path, (STAPPEN, "van: [A]", "van: [A, overal]"))

    regels = draw_stelsel(stelsel).splitlines()

    assert '    state "Uit elke toestand van een lopende zaak" as overal' in regels
    assert "    overal --> Z: Sluiten" in regels
    assert not any("afgesloten" in regel for regel in regels)


def test_signs_that_mean_something_to_mermaid_are_words_in_the_drawing(tmp_path):
    stelsel = load_klein(tmp_path, (SPELERS, "naam: Begin,", 'naam: "Begin; \\"zo\\" #1",'))

    assert "    state \"A Begin, 'zo' nr. 1\" as A" in draw_stelsel(stelsel)


VORMEN = re.compile(r'(state "[^"]+" as \w+|(\w+|\[\*\]) --> (\w+|\[\*\])(: [^;#"]+)?)')


@pytest.mark.parametrize("variant", [RVT, ESTAFETTE])
def test_real_variants_name_every_toestand_and_only_known_ones(variant):
    stelsel = stelsel_van(variant)
    regels = [regel.strip() for regel in draw_stelsel(stelsel).splitlines()[1:]]

    assert all(VORMEN.fullmatch(regel) for regel in regels)
    genoemd = {regel.rpartition(" as ")[2] for regel in regels if " as " in regel}
    assert set(stelsel.toestanden) <= genoemd
    pijlen = {deel for r in regels if "-->" in r for deel in r.partition(":")[0].split(" --> ")}
    assert pijlen - {"[*]"} <= genoemd
