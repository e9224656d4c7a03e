"""The worked cases together leave nothing out: every waarborg passes and fails, every stap is taken,
every reason to refuse occurs, and what a case says it is about does happen in it.
"""

from collections.abc import Iterator

import pytest
from tests.fabriek_stelsel import ESTAFETTE, RVT, stelsel_van
from tests.gevallen import Loop
from tests.spec.gevallen_op_motor import GEVALLEN, alle_lopen, loop_van, scenario_van

from kring.stelsel.begrippen import Gevolg, Lezer
from kring.stelsel.toetsing import uitleg_bij
from kring.stelsel.weigergronden import WEIGERGRONDEN


# What cannot happen on the real model, with the reason; the unit tests reach it on a made-up case.
FAALT_NOOIT = {
    "R22": "its four parts are fields that must be filled in, so the form refuses first (veld)",
    "D14": "of every kind of file that can be chosen, a retention rule is in force on any day",
}
GEEN_GROND = {
    "open_vraag": "no stap of the model waits for an answer now",
}
GEEN_REDEN = {
    ("R04", "artikel"): "every stap that counts as wettelijk rests on a power with a source",
    ("R06", "niet_vastgesteld"): "belongs to R06b; R06 never gives it",
    ("R06b", "geen_feit"): "an inquiry is never made final without a fact",
    ("R09", "niets_om_tegen_te_spreken"): "the field must point at an intention",
    ("R24", "geen_nadeel"): "the field must be filled in",
    ("R25", "niet_lichter"): "the field of the intention must be filled in",
    ("D07", "geen_melding"): "Veilig Thuis judges in K1 only, and K1 begins with a report",
}
# Everybody can fill in a form wrongly; the words say so and name no law.
ZONDER_WOORDEN = {"veld", "functie"}


def hanging(variant: str) -> set[str]:
    """The waarborgen that hang on a stap of the variant."""
    stelsel = stelsel_van(variant)
    haken = {soort for stap in stelsel.stappen.values() for soort in (*stap.soorten, stap.id)}
    return {waarborg.id for waarborg in stelsel.waarborgen.values() if waarborg.bij & haken}


def met(lopen: tuple[Loop, ...]) -> set[str]:
    return {uitkomst.waarborg for loop in lopen for uitkomst in loop.uitkomsten if uitkomst.gehaald}


def weighed_away(lopen: tuple[Loop, ...]) -> set[str]:
    return {u.waarborg for loop in lopen for u in loop.uitkomsten if not u.gehaald}


def refused(lopen: tuple[Loop, ...]) -> set[str]:
    return {code for loop in lopen for code in loop.codes}


def test_every_waarborg_is_met_somewhere():
    assert not hanging(RVT) - met(alle_lopen(RVT))


def test_every_waarborg_refuses_somewhere():
    assert hanging(RVT) - refused(alle_lopen(RVT)) == set(FAALT_NOOIT)


def test_every_waarborg_that_only_warns_is_weighed_away_somewhere():
    stelsel = stelsel_van(RVT)
    zacht = {w for w in hanging(RVT) if stelsel.waarborgen[w].gevolg is not Gevolg.BLOKKEERT}

    assert not zacht - weighed_away(alle_lopen(RVT))


def test_no_blocking_waarborg_is_ever_weighed_away():
    for variant in (RVT, ESTAFETTE):
        stelsel = stelsel_van(variant)
        for naam in weighed_away(alle_lopen(variant)):
            assert stelsel.waarborgen[naam].gevolg is not Gevolg.BLOKKEERT


def test_every_reason_of_a_waarborg_occurs():
    stelsel = stelsel_van(RVT)
    redenen = {(w.code, w.reden) for loop in alle_lopen(RVT) for w in loop.weigeringen}
    bedoeld = {(w, reden) for w in hanging(RVT) for reden in stelsel.waarborgen[w].redenen}

    assert bedoeld - redenen == set(GEEN_REDEN)


def test_every_stap_is_taken():
    genomen = {loop.stap.stap for loop in alle_lopen(RVT) if not loop.codes}

    assert not set(stelsel_van(RVT).stappen) - genomen


def test_every_stap_that_only_the_chain_of_2020_has_is_taken():
    genomen = {loop.stap.stap for loop in alle_lopen(ESTAFETTE) if not loop.codes}
    eigen = set(stelsel_van(ESTAFETTE).stappen) - set(stelsel_van(RVT).stappen)

    assert not eigen - genomen


@pytest.mark.parametrize("variant", [RVT, ESTAFETTE])
def test_every_toestand_is_reached(variant):
    bereikt = {loop.beeld.toestand for loop in alle_lopen(variant)}

    assert not set(stelsel_van(variant).toestanden) - bereikt


def test_every_weigergrond_occurs():
    assert WEIGERGRONDEN - refused(alle_lopen(RVT)) == set(GEEN_GROND)


def test_every_refusal_that_blocks_says_why_in_the_words_that_the_case_expects():
    stelsel = stelsel_van(RVT)
    blokkeert = {w for w in hanging(RVT) if stelsel.waarborgen[w].gevolg is Gevolg.BLOKKEERT}
    gezegd = set(_said(RVT))

    assert blokkeert - gezegd == set(FAALT_NOOIT) & blokkeert
    assert WEIGERGRONDEN - gezegd == set(GEEN_GROND) | ZONDER_WOORDEN


def _said(variant: str) -> Iterator[str]:
    """The codes of which a case quotes the words."""
    stelsel = stelsel_van(variant)
    for loop in alle_lopen(variant):
        for lezer, woorden in loop.stap.verwacht.zegt.items():
            for weigering in loop.weigeringen:
                if woorden in uitleg_bij(stelsel, weigering, Lezer(lezer)):
                    yield weigering.code


def test_what_cannot_happen_still_cannot():
    """An entry on a list above that did happen must go from it."""
    lopen = alle_lopen(RVT)
    assert not (set(FAALT_NOOIT) | set(GEEN_GROND)) & refused(lopen)


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda pad: pad.stem)
def test_case_is_about_the_rules_that_it_names(pad):
    scenario = scenario_van(pad)
    for variant in scenario.varianten:
        lopen = loop_van(pad, variant)
        geraakt = met(lopen) | weighed_away(lopen) | refused(lopen)
        onbekend = set(scenario.regels) - set(stelsel_van(variant).waarborgen)

        assert not onbekend, (
            f"{scenario.bestand} noemt {sorted(onbekend)}; dat staat niet in het model"
        )
        assert not set(scenario.regels) - geraakt, f"{scenario.bestand}: {sorted(set(scenario.regels) - geraakt)} komt niet voor"  # fmt: skip


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda pad: pad.stem)
def test_every_refusal_of_a_waarborg_stands_among_the_rules_of_the_case(pad):
    scenario = scenario_van(pad)
    for variant in scenario.varianten:
        eigen = loop_van(pad, variant)[scenario.vooraf :]
        geweigerd = refused(eigen) & set(stelsel_van(variant).waarborgen)

        assert not geweigerd - set(scenario.regels), f"{scenario.bestand}: {sorted(geweigerd - set(scenario.regels))} ontbreekt bij regels"  # fmt: skip
