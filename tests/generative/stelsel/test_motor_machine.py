"""Anybody tries anything at any time: what holds of every case, whatever happens in it.

A run begins somewhere in a worked case, so that deep places of the model are reached at once.
"""

from dataclasses import replace
from random import Random
from typing import ClassVar

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.fabriek_stelsel import ESTAFETTE, RVT, STELSELS, stelsel_van
from tests.generative.stelsel.zetten import Zetter, people

from kring.stelsel.begrippen import Gevolg
from kring.stelsel.fold import fold
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.motor import Genomen, Geweigerd, take_stap
from kring.stelsel.scenario import find_scenarios, load_scenario, make_handelend, make_voorstel
from kring.stelsel.toetsing import KORTSTE_AFWEGING
from kring.stelsel.zaak import Stand


ZICHT = "zicht_op_veiligheid"
SEED = st.integers(0, 2**32 - 1)
GEVALLEN = {
    variant: [pad for pad in find_scenarios(STELSELS) if variant in load_scenario(pad).varianten]
    for variant in (RVT, ESTAFETTE)
}


class Zaakloop(RuleBasedStateMachine):
    """One case in which random people take random steps."""

    variant: ClassVar[str]

    def __init__(self):
        super().__init__()
        self.stelsel = stelsel_van(self.variant)
        self.mensen = people(self.stelsel)
        self.stand = Stand()
        self.nu, self.scenario, self.komt = None, None, []
        self.zetten, self.voorstellen, self.bewijzen = 0, [], []

    @initialize(seed=SEED)
    def begin_somewhere(self, seed):
        """The first part of a worked case, as it was written."""
        rng = Random(seed)
        scenario = load_scenario(rng.choice(GEVALLEN[self.variant]))
        self.mensen |= {scenario.sleutel(n): make_handelend(scenario, n) for n in scenario.mensen}
        self.nu = scenario.stappen[0].op
        self.scenario, self.komt = scenario, list(scenario.stappen)
        for _ in range(rng.randint(0, len(scenario.stappen))):
            self.case_goes_on()

    @rule(seed=SEED)
    def somebody_tries_something(self, seed):
        bekend = {naam: wie for naam, wie in self.mensen.items() if wie.partij != "gezin"}
        # The same seed means something else after every move, so that no two moves are the same.
        self.zetten += 1
        rng = Random(f"{self.scenario.id}/{self.zetten}/{seed}")
        self._take(Zetter(self.stelsel, self.stand, self.nu, bekend, rng).move())

    @precondition(lambda self: self.komt)
    @rule()
    def case_goes_on(self):
        """The next stap of the worked case, whatever happened in between."""
        stap = self.komt.pop(0)
        later = replace(stap, op=max(stap.op, self.nu))
        self._take(make_voorstel(self.stelsel, self.scenario, later))

    def _take(self, voorstel):
        voor = self.stand
        uitkomst = take_stap(self.stelsel, voor, voorstel)
        if isinstance(uitkomst, Geweigerd):
            assert uitkomst.weigeringen
            assert fold(self.stelsel, voor.gebeurtenissen) == voor
            return
        assert isinstance(uitkomst, Genomen)
        self._check_waarborgen(uitkomst.bewijs, voorstel)
        self._check_houders(uitkomst, voorstel)
        self.stand, self.nu = uitkomst.stand, voorstel.op.astimezone(AMSTERDAM)
        self.voorstellen.append(voorstel)
        self.bewijzen.append(uitkomst.bewijs)

    def _check_waarborgen(self, bewijs, voorstel):
        """Every safeguard was met, or only warned and was weighed away in words."""
        for uitkomst in bewijs.uitkomsten:
            if not uitkomst.gehaald:
                regel = self.stelsel.waarborgen[uitkomst.waarborg]
                assert regel.gevolg is not Gevolg.BLOKKEERT
                assert len(voorstel.afwegingen[regel.id].strip()) >= KORTSTE_AFWEGING

    def _check_houders(self, genomen, voorstel):
        """Who received a functie works for a partij that may hold it."""
        for functie, wie in genomen.beleggingen.items():
            partij = wie.removeprefix("partij:")
            if wie == partij:
                partij = (self.mensen.get(wie) or voorstel.door).partij
            assert partij in self.stelsel.functies[functie].partijen

    @invariant()
    def functies_are_held_as_the_model_asks(self):
        for functie in self.stelsel.functies.values():
            houders = [houder.id for houder in self.stand.houders(functie.id)]
            assert len(houders) == len(set(houders))
            assert len(houders) <= 1 or not functie.enig, functie.id
            assert houders or self.stand.toestand not in functie.verplicht_in, functie.id
            for houder in houders:
                assert not self.stand.functies_van(houder) & functie.niet_samen_met, functie.id

    @invariant()
    def somebody_always_looks_after_the_safety(self):
        toestand = self.stelsel.toestanden.get(self.stand.toestand)
        if toestand and not toestand.eind:
            assert self.stand.houders(ZICHT)

    @invariant()
    def face_and_replacement_are_two_people(self):
        gezicht = {houder.id for houder in self.stand.houders("vast_gezicht")}
        assert not gezicht & {houder.id for houder in self.stand.houders("vervanger")}

    @invariant()
    def gebeurtenissen_are_numbered_without_gaps(self):
        nummers = [g.volgnummer for g in self.stand.gebeurtenissen]
        assert nummers == list(range(1, len(nummers) + 1))

    @invariant()
    def stand_is_the_fold_of_everything_that_happened(self):
        assert fold(self.stelsel, self.stand.gebeurtenissen) == self.stand

    def teardown(self):
        """The same proposals once more give the same receipts."""
        stand = Stand()
        for voorstel, bewijs in zip(self.voorstellen, self.bewijzen, strict=True):
            uitkomst = take_stap(self.stelsel, stand, voorstel)
            assert isinstance(uitkomst, Genomen)
            assert uitkomst.bewijs == bewijs
            stand = uitkomst.stand
        assert stand == self.stand


class Rvt(Zaakloop):
    variant = RVT


class Estafette(Zaakloop):
    variant = ESTAFETTE


HOEVEEL = settings(stateful_step_count=35)


@pytest.mark.slow
@pytest.mark.parametrize("machine", [Rvt, Estafette])
def test_whatever_happens_these_things_hold(machine):
    run_state_machine_as_test(machine, settings=HOEVEEL)
