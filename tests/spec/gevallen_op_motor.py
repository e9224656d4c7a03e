"""The worked cases of the model, run once on the motor and shared by every test of the specification."""

from functools import cache
from pathlib import Path

from tests.fabriek_stelsel import STELSELS, stelsel_van
from tests.gevallen import Loop, MotorVertolker, walk

from kring.stelsel.scenario import Scenario, find_scenarios, load_scenario


GEVALLEN = find_scenarios(STELSELS)


@cache
def scenario_van(pad: Path) -> Scenario:
    """The case in this file."""
    return load_scenario(pad)


@cache
def loop_van(pad: Path, variant: str) -> tuple[Loop, ...]:
    """What the motor makes of the case in one variant."""
    stelsel, scenario = stelsel_van(variant), scenario_van(pad)
    return tuple(walk(scenario, MotorVertolker(stelsel, scenario)))


def alle_lopen(variant: str) -> tuple[Loop, ...]:
    """Every stap of every case of a variant."""
    paden = [pad for pad in GEVALLEN if variant in scenario_van(pad).varianten]
    return tuple(loop for pad in paden for loop in loop_van(pad, variant))
