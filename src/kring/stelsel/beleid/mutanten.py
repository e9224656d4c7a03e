"""Every small mistake somebody could make in a policy: the tests must notice each of them."""

from collections.abc import Iterator
from dataclasses import replace

from kring.stelsel.beleid.knopen import (
    Bevat,
    Bit,
    En,
    Er,
    Knoop,
    Kolom,
    Leeftijd,
    Leeg,
    Niet,
    Of,
    Rij,
    Vast,
    Vergelijk,
    Verzoek,
)


ANDERS = {"<=": "<", ">": ">=", "=": "<>", "<": "<=", "<>": "=", ">=": ">"}


def mutanten(knoop: Knoop) -> Iterator[Knoop]:
    """One mistake each: a limb dropped, AND and OR swapped, a boundary moved, a NOT lost, an age
    shifted by a year, another constant, something that must exist and must not."""
    match knoop:
        case En(delen) | Of(delen):
            yield from _van_reeks(knoop, delen)
        case Vergelijk(op, links, rechts):
            yield replace(knoop, op=ANDERS[op])
            yield from (replace(knoop, links=ander) for ander in _andere(links))
            yield from (replace(knoop, rechts=ander) for ander in _andere(rechts))
        case Niet(deel):
            yield deel
            yield from (Niet(mutant) for mutant in mutanten(deel))
        case Er(_, voorwaarde):
            yield Niet(knoop)
            yield from (replace(knoop, voorwaarde=mutant) for mutant in mutanten(voorwaarde))
        case Leeftijd(_, jaren):
            yield replace(knoop, jaren=jaren + 1)
            yield replace(knoop, jaren=jaren - 1)
        case Bit(_, bit):
            yield Niet(knoop)
            yield from (replace(knoop, bit=ander) for ander in _andere(bit))
        case Leeg() | Bevat() | Rij() | Kolom() | Verzoek():
            yield Niet(knoop)
        case _:
            return


def _andere(knoop: Knoop) -> Iterator[Vast]:
    """Another constant in the place of this one."""
    match knoop:
        case Vast(int(waarde)):
            yield Vast(waarde + 1)
        case Vast(str(waarde)):
            yield Vast(f"{waarde}x")


def _van_reeks(knoop: En | Of, delen: tuple[Knoop, ...]) -> Iterator[Knoop]:
    for plek, deel in enumerate(delen):
        if len(delen) > 1:
            yield replace(knoop, delen=delen[:plek] + delen[plek + 1 :])
        for mutant in mutanten(deel):
            yield replace(knoop, delen=(*delen[:plek], mutant, *delen[plek + 1 :]))
    yield Of(delen) if isinstance(knoop, En) else En(delen)
