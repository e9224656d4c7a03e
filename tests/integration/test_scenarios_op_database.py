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
# And before the first stap of a case nobody has a grant yet.
AAN_DE_DEUR = frozenset({"bevoegdheid", "functie", "mandaat", "moment"})
# Steps that the motor allows to somebody who has no grant at that moment, with how that comes.
ZONDER_TOEGANG: Mapping[str, Mapping[str, str]] = {
    RVT: {
        "open_nood": "has a door of its own, that gives the grant first",
        "meld_bewaartermijn": "a task of the system, that has no grant in a closed file",
        "beslis_vernietiging": "nobody asked, and the term was not over: nobody has a reason to look",
        "dien_verzoek_in": "the openbaar ministerie works outside the product",
        "leg_advies_raad_vast": "the grant of the Raad ended with the beschikking",
        "heropen": "of a closed file only who closed it keeps a grant",
    },
    ESTAFETTE: {
        "koppel_terug_aan_melder": "closing after K2 leaves Veilig Thuis no grant to tell the reporter",
        "wissel_casusregisseur": "who leads the team has no grant once somebody carries the case",
        "begin_raadsonderzoek": "a request gives nobody at the Raad a grant",
        "leg_beschikking_vast": "the court works outside the product",
        "leg_afwijzing_vast": "the court works outside the product",
        "begin_maatregel": "a beschikking gives nobody at the instelling a grant",
        "leg_advies_raad_vast": "the grant of the Raad ended with the beschikking",
        "neem_gezin_terug": "the end of a measure gives nobody in the local team a grant",
        "heropen": "of a closed file only who closed it keeps a grant",
    },
}


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
    for nummer, stap in enumerate(scenario.stappen):
        # What comes from an earlier case was looked at in that case.
        kijk = nummer >= scenario.vooraf
        zegt, doet = motor.take(stap), product.take(stap, kijk=kijk)
        if doet.deur_dicht and not zegt.codes & AAN_DE_DEUR:
            buiten.add(stap.stap)
            doet = product.let_in(stap)
        if kijk:
            klachten += differences(zegt, doet)
        if kijk and not doet.deur_dicht:
            klachten += complaints(stelsel, scenario, doet)

    assert not klachten, "\n" + "\n".join([scenario.titel, *klachten])
    assert buiten <= set(ZONDER_TOEGANG[variant]), f"niemand kan erbij: {sorted(buiten)}"


def differences(zegt: Loop, doet: Loop) -> Iterator[str]:
    """Where the product did something else than the motor said."""
    plek = f"{zegt.stap.door}: {zegt.stap.stap} op {zegt.stap.op:%d-%m-%Y %H:%M}"
    if not doet.deur_dicht and doet.codes != zegt.codes:
        yield f"{plek}: {sorted(doet.codes)} in het product, {sorted(zegt.codes)} in de motor"
    for naam in ("toestand", "volgnummer", "functies", "termijnen", "bewaren_tot", "telling"):
        if getattr(doet.beeld, naam) != getattr(zegt.beeld, naam):
            yield f"{plek}: {naam} {getattr(doet.beeld, naam)}, de motor zegt {getattr(zegt.beeld, naam)}"
