"""The genogram: who stands where, which lines there are, and that no name ever lies over another."""

import random
from itertools import combinations

import pytest

from kring.dossier.genogram import (
    Afkomst,
    Band,
    Bandsoort,
    Familie,
    Kind,
    Mens,
    Paar,
    Paarsoort,
    Vastgelegd,
    draw_genogram,
    make_familie,
)


NAMEN = (
    "Jan",
    "Samira",
    "Oma Ayşe",
    "Wilhelmina van der Meer",
    "Bo",
    "Mohammed-Amin",
    "Mwm Wmw Mwmw",
)


def mensen(*ids):
    return tuple(Mens(id=id_, naam=id_.capitalize(), leeftijd="30") for id_ in ids)


def plekken(familie):
    """Name → (row, place in the row), as drawn."""
    figuren = draw_genogram(familie).figuren
    hoogtes = sorted({figuur.y for figuur in figuren})
    gevonden = {}
    for rij, y in enumerate(hoogtes):
        op_rij = sorted((f for f in figuren if f.y == y), key=lambda f: f.x)
        gevonden |= {figuur.mens.id: (rij, plek) for plek, figuur in enumerate(op_rij)}
    return gevonden


# By hand: who stands in which row, and in which place from the left.
GEVALLEN = {
    "one person": (Familie(mensen("an")), {"an": (0, 0)}),
    "two parents, two children": (
        Familie(mensen("an", "bo", "k", "l"), (Paar("an", "bo"),), (Kind("k", ("an", "bo")), Kind("l", ("an", "bo")))),
        {"an": (0, 0), "bo": (0, 1), "k": (1, 0), "l": (1, 1)},
    ),
    "one parent": (Familie(mensen("an", "k"), (), (Kind("k", ("an",)),)), {"an": (0, 0), "k": (1, 0)}),
    "half-siblings beside the parent they share": (
        Familie(
            mensen("eerste", "moeder", "tweede", "oud", "jong"),
            (Paar("eerste", "moeder", Paarsoort.GESCHEIDEN), Paar("moeder", "tweede")),
            (Kind("oud", ("eerste", "moeder")), Kind("jong", ("moeder", "tweede"))),
        ),
        {"eerste": (0, 0), "moeder": (0, 1), "tweede": (0, 2), "oud": (1, 0), "jong": (1, 1)},
    ),
    "three partners": (
        Familie(
            mensen("m", "een", "twee", "drie", "a", "b", "c"),
            (Paar("m", "een"), Paar("m", "twee"), Paar("m", "drie")),
            (Kind("a", ("m", "een")), Kind("b", ("m", "twee")), Kind("c", ("m", "drie"))),
        ),
        {"een": (0, 0), "m": (0, 1), "twee": (0, 2), "drie": (0, 3), "a": (1, 0), "b": (1, 1), "c": (1, 2)},
    ),
    "four generations": (
        Familie(mensen("a", "b", "c", "d"), (), (Kind("b", ("a",)), Kind("c", ("b",)), Kind("d", ("c",)))),
        {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (3, 0)},
    ),
    "two pairs of grandparents over the couple": (
        Familie(
            mensen("opa", "oma", "pa", "ma", "grootpa", "grootma", "kind"),
            (Paar("opa", "oma"), Paar("grootpa", "grootma"), Paar("pa", "ma")),
            (Kind("pa", ("opa", "oma")), Kind("ma", ("grootpa", "grootma")), Kind("kind", ("pa", "ma"))),
        ),
        {"opa": (0, 0), "oma": (0, 1), "grootpa": (0, 2), "grootma": (0, 3), "pa": (1, 0), "ma": (1, 1), "kind": (2, 0)},
    ),
    "a grandparent of one side only comes down to the row over the child": (
        Familie(
            mensen("over", "opa", "pa", "ma", "oma", "kind"),
            (Paar("pa", "ma"),),
            (Kind("opa", ("over",)), Kind("pa", ("opa",)), Kind("ma", ("oma",)), Kind("kind", ("pa", "ma"))),
        ),
        {"over": (0, 0), "opa": (1, 0), "oma": (1, 1), "pa": (2, 0), "ma": (2, 1), "kind": (3, 0)},
    ),
    "parents of whom nothing more is known stand beside each other": (
        Familie(mensen("an", "k", "bo"), (), (Kind("k", ("an", "bo")),)),
        {"an": (0, 0), "bo": (0, 1), "k": (1, 0)},
    ),
    "somebody who belongs to nobody here": (
        Familie(mensen("an", "k", "los"), (), (Kind("k", ("an",)),)),
        {"an": (0, 0), "los": (0, 1), "k": (1, 0)},
    ),
    "a partner who has a child of the own": (
        Familie(mensen("an", "bo", "k"), (Paar("an", "bo"),), (Kind("k", ("bo",)),)),
        {"an": (0, 0), "bo": (0, 1), "k": (1, 0)},
    ),
    "a couple of which one is a child here": (
        Familie(mensen("ma", "dochter", "vriend", "baby"), (Paar("dochter", "vriend"),), (Kind("dochter", ("ma",)), Kind("baby", ("dochter", "vriend")))),
        {"ma": (0, 0), "dochter": (1, 0), "vriend": (1, 1), "baby": (2, 0)},
    ),
    "who would be the own ancestor": (
        Familie(mensen("a", "b"), (), (Kind("b", ("a",)), Kind("a", ("b",)))),
        {"a": (0, 0), "b": (1, 0)},
    ),
    "a couple of parent and child is no couple in one row": (
        Familie(mensen("a", "b"), (Paar("a", "b"),), (Kind("b", ("a",)),)),
        {"a": (0, 0), "b": (1, 0)},
    ),
    "what points at nobody": (
        Familie(mensen("a"), (Paar("a", "weg"), Paar("a", "a")), (Kind("a", ("weg",)), Kind("weg", ("a",)))),
        {"a": (0, 0)},
    ),
    "nobody": (Familie(()), {}),
}  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN)
def test_everybody_stands_where_a_person_would_draw_them(geval):
    familie, verwacht = GEVALLEN[geval]
    assert plekken(familie) == verwacht


def soorten(familie):
    return sorted(lijn.soort for lijn in draw_genogram(familie).lijnen)


def test_children_stand_in_the_middle_under_their_parents():
    familie, _ = GEVALLEN["two parents, two children"]
    x = {figuur.mens.id: figuur.x for figuur in draw_genogram(familie).figuren}
    assert abs((x["an"] + x["bo"]) / 2 - (x["k"] + x["l"]) / 2) < 1


@pytest.mark.parametrize(
    ("soort", "breuken"), [(Paarsoort.SAMEN, 0), (Paarsoort.GETROUWD, 0), (Paarsoort.UIT_ELKAAR, 1), (Paarsoort.GESCHEIDEN, 2)]
)  # fmt: skip
def test_a_couple_that_parted_has_slashes_through_its_line(soort, breuken):
    familie = Familie(mensen("an", "bo"), (Paar("an", "bo", soort),))
    assert soorten(familie).count("breuk") == breuken


def test_adopted_and_foster_children_have_a_broken_line():
    for afkomst, streep in ((Afkomst.EIGEN, 0), (Afkomst.ADOPTIE, 1), (Afkomst.PLEEG, 1)):
        familie = Familie(mensen("an", "k"), (), (Kind("k", ("an",), afkomst),))
        assert soorten(familie).count("streep") == streep


def test_twins_leave_the_bar_in_one_point():
    kinderen = tuple(Kind(k, ("an",), geboorte="t") for k in ("k", "l"))
    lijnen = draw_genogram(Familie(mensen("an", "k", "l"), (), kinderen)).lijnen
    begin = {lijn.pad.partition("L")[0] for lijn in lijnen if "L" in lijn.pad}
    assert len(begin) == 1


def test_conflict_and_support_are_lines_of_their_own_kind():
    banden = (
        Band("an", "bo", Bandsoort.RUZIE),
        Band("an", "k", Bandsoort.STEUN),
        Band("an", "weg", Bandsoort.STEUN),
    )
    familie = Familie(mensen("an", "bo", "k"), (Paar("an", "bo"),), (Kind("k", ("an",)),), banden)
    assert soorten(familie).count("ruzie") == 1
    assert soorten(familie).count("steun") == 1


def test_who_lives_together_has_one_line_round_them_and_nobody_else_in_it():
    familie, _ = GEVALLEN["half-siblings beside the parent they share"]
    samen = Familie(
        familie.mensen,
        familie.paren,
        familie.kinderen,
        (),
        {"thuis": frozenset({"moeder", "tweede", "oud", "jong"})},
    )
    assert len(draw_genogram(samen).omtrekken) == 1
    ander = Familie(
        familie.mensen,
        familie.paren,
        familie.kinderen,
        (),
        {"los": frozenset({"eerste", "tweede"})},
    )
    assert draw_genogram(ander).omtrekken == ()


def test_each_figure_has_its_own_shape_and_a_cross_for_who_died():
    vormen = set()
    for geslacht, anders in (
        ("m", {}),
        ("v", {}),
        ("", {}),
        ("", {"ongeboren": True}),
        ("m", {"overleden": True}),
    ):
        (figuur,) = draw_genogram(
            Familie((Mens(id="a", naam="A", geslacht=geslacht, **anders),))
        ).figuren
        vormen.add(figuur.vorm)
    assert len(vormen) == 5


def familie_bij_toeval(zaad):
    """A family of 1 to 22 people with ties that nobody thought about."""
    toeval = random.Random(zaad)
    ids = [f"p{nummer}" for nummer in range(toeval.randint(1, 22))]
    paar = (lambda: toeval.sample(ids, 2)) if len(ids) > 1 else (lambda: ids * 2)
    return Familie(
        tuple(Mens(id=i, naam=toeval.choice(NAMEN), geslacht=toeval.choice(("m", "v", "")), leeftijd=str(toeval.randint(0, 90))) for i in ids),
        tuple(Paar(*paar(), toeval.choice(list(Paarsoort))) for _ in ids if toeval.random() < 0.5),
        tuple(
            Kind(i, tuple(paar()[: toeval.choice((1, 2))]), toeval.choice(list(Afkomst)), toeval.choice(("", "", "t")))
            for i in ids if toeval.random() < 0.7
        ),
        tuple(Band(*paar(), toeval.choice(list(Bandsoort))) for _ in range(2)),
        {"thuis": frozenset(ids[::2])},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("begin", range(0, 1000, 100))
def test_no_name_lies_over_another_or_over_a_figure_in_a_thousand_families(begin):
    for zaad in range(begin, begin + 100):
        tekening = draw_genogram(familie_bij_toeval(zaad))
        namen = [figuur.naamvak for figuur in tekening.figuren]
        figuren = [figuur.vak for figuur in tekening.figuren]
        assert not any(een.raakt(ander) for een, ander in combinations([*namen, *figuren], 2)), zaad
        for vak in (*namen, *figuren):
            assert vak.links >= 0, zaad
            assert vak.rechts <= tekening.breedte, zaad
            assert vak.boven >= 0, zaad
            assert vak.onder <= tekening.hoogte, zaad


def test_of_the_same_two_the_newest_tie_holds_and_own_parents_come_first():
    vast = [
        Vastgelegd("an", "getrouwd", ("bo",)),
        Vastgelegd("pleeg", "pleegouder", ("k",)),
        Vastgelegd("an", "ouder", ("k", "l")),
        Vastgelegd("bo", "ouder", ("k",)),
        Vastgelegd("bo", "gescheiden", ("an",)),
        Vastgelegd("k", "tegelijk", ("l",)),
        Vastgelegd("oma", "steun", ("an",)),
    ]
    familie = make_familie(mensen("an", "bo", "k", "l", "oma", "pleeg"), vast, {})
    assert familie.paren == (Paar("bo", "an", Paarsoort.GESCHEIDEN),)
    per_kind = {kind.kind: kind for kind in familie.kinderen}
    assert per_kind["k"].ouders == ("an", "bo")
    assert per_kind["k"].geboorte == per_kind["l"].geboorte == "k"
    assert [band.soort for band in familie.banden] == [Bandsoort.STEUN]
