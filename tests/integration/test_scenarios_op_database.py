"""The worked cases on the whole product: a stap goes as the case says, and what stands in the database
is what the motor of the model says, after every stap.
"""

from collections.abc import Iterator, Mapping

import pytest
from tests.deurwerk import superuser
from tests.fabriek_stelsel import ESTAFETTE, RVT, STELSELS, stelsel_van
from tests.gevallen import Loop, MotorVertolker, complaints
from tests.integration.gevallen_op_database import DatabaseVertolker

from kring.stelsel.scenario import find_scenarios, load_scenario
from kring.toegang import actions as toegang


# Who has no business in a family finds the door shut, before the motor can say why.
AAN_DE_DEUR = frozenset({"bevoegdheid", "functie", "mandaat"})
# Steps that the motor allows to somebody who has no grant at that moment: the model gives none.
ZONDER_TOEGANG: Mapping[str, frozenset[str]] = {RVT: frozenset(), ESTAFETTE: frozenset()}


@pytest.fixture(scope="module")
def db():
    """A look past every policy; the clock is the real one again afterwards."""
    with superuser() as verbinding:
        yield verbinding
    toegang.reset_clock()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pad", "variant"),
    [
        pytest.param(pad, variant, id=f"{variant}-{pad.stem}")
        for pad in find_scenarios(STELSELS)
        for variant in load_scenario(pad).varianten
    ],
)
def test_case_goes_the_same_in_the_database(pad, variant, db):
    stelsel, scenario = stelsel_van(variant), load_scenario(pad)
    motor, product = MotorVertolker(stelsel, scenario), DatabaseVertolker(scenario, variant, db)
    klachten, buiten = [], set()
    for stap in scenario.stappen:
        zegt, doet = motor.take(stap), product.take(stap)
        if doet.deur_dicht and not zegt.codes & AAN_DE_DEUR:
            buiten.add(stap.stap)
            doet = product.let_in(stap)
        klachten += differences(zegt, doet)
        if not doet.deur_dicht:
            klachten += complaints(stelsel, scenario, doet)

    assert not klachten, "\n" + "\n".join([scenario.titel, *klachten])
    assert buiten <= ZONDER_TOEGANG[variant], f"niemand kan erbij: {sorted(buiten)}"


def differences(zegt: Loop, doet: Loop) -> Iterator[str]:
    """Where the product did something else than the motor said."""
    plek = f"{zegt.stap.door}: {zegt.stap.stap} op {zegt.stap.op:%d-%m-%Y %H:%M}"
    if not doet.deur_dicht and doet.codes != zegt.codes:
        yield f"{plek}: {sorted(doet.codes)} in het product, {sorted(zegt.codes)} in de motor"
    for naam in ("toestand", "volgnummer", "functies", "termijnen", "bewaren_tot"):
        if getattr(doet.beeld, naam) != getattr(zegt.beeld, naam):
            yield f"{plek}: {naam} {getattr(doet.beeld, naam)}, de motor zegt {getattr(zegt.beeld, naam)}"
