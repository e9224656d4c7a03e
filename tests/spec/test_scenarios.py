"""Every worked case of the model goes as the case says: on the motor, in each variant it names."""

import pytest
from tests.fabriek_stelsel import stelsel_van
from tests.gevallen import complaints
from tests.spec.gevallen_op_motor import GEVALLEN, loop_van, scenario_van


@pytest.mark.parametrize(
    ("pad", "variant"),
    [
        pytest.param(pad, variant, id=f"{variant}-{pad.stem}")
        for pad in GEVALLEN
        for variant in scenario_van(pad).varianten
    ],
)
def test_case_goes_as_it_says(pad, variant):
    stelsel, scenario = stelsel_van(variant), scenario_van(pad)

    klachten = [
        klacht for loop in loop_van(pad, variant) for klacht in complaints(stelsel, scenario, loop)
    ]

    assert not klachten, "\n" + "\n".join([scenario.titel, *klachten])
