"""The families of the fictitious region go on the motor as their files say: found here in a second,
where building the region on a database would take a minute.
"""

import pytest
from tests.databank import WORTEL
from tests.fabriek_stelsel import stelsel_van
from tests.gevallen import MotorVertolker, walk

from kring.config.proefregio.regio import load_regio


GEZINNEN = load_regio(WORTEL / "proefregio").gezinnen


@pytest.mark.parametrize("gezin", GEZINNEN, ids=lambda gezin: gezin.id)
def test_a_family_of_the_region_goes_as_its_file_says(gezin):
    loop = walk(gezin, MotorVertolker(stelsel_van(gezin.varianten[0]), gezin))
    anders = [
        f"{stap.stap.door} neemt {stap.stap.stap} op {stap.stap.op}: {sorted(stap.codes) or 'genomen'}"
        for stap in loop
        if stap.codes != frozenset(stap.stap.geweigerd or ())
    ]
    assert not anders, "\n".join(anders)
