"""From what was recorded about a family to a family that can be drawn. Nothing is invented: without a
recorded tie there is no line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kring.dossier.genogram.familie import (
    Afkomst,
    Band,
    Bandsoort,
    Familie,
    Kind,
    Mens,
    Paar,
    Paarsoort,
)


OUDER = {"ouder": Afkomst.EIGEN, "adoptieouder": Afkomst.ADOPTIE, "pleegouder": Afkomst.PLEEG}
SAMEN = {
    "samen": Paarsoort.SAMEN,
    "getrouwd": Paarsoort.GETROUWD,
    "uit_elkaar": Paarsoort.UIT_ELKAAR,
    "gescheiden": Paarsoort.GESCHEIDEN,
}
TUSSEN = {"ruzie": Bandsoort.RUZIE, "steun": Bandsoort.STEUN}
TEGELIJK = "tegelijk"


@dataclass(frozen=True, slots=True)
class Vastgelegd:
    """A tie as it was recorded: who is what of whom."""

    een: str
    band: str
    anderen: tuple[str, ...]


def make_familie(
    mensen: Iterable[Mens],
    banden: Iterable[Vastgelegd],
    huishoudens: Mapping[str, frozenset[str]],
) -> Familie:
    """The family from its ties, oldest first: about the same two the newest holds."""
    ouders: dict[str, dict[str, Afkomst]] = {}
    paren: dict[frozenset[str], Paar] = {}
    tussen: dict[tuple[frozenset[str], Bandsoort], Band] = {}
    samen_geboren: dict[str, frozenset[str]] = {}
    for vast in banden:
        for ander in vast.anderen:
            wie = frozenset((vast.een, ander))
            if vast.band in OUDER:
                ouders.setdefault(ander, {})[vast.een] = OUDER[vast.band]
            elif vast.band in SAMEN:
                paren[wie] = Paar(vast.een, ander, SAMEN[vast.band])
            elif vast.band in TUSSEN:
                soort = TUSSEN[vast.band]
                tussen[wie, soort] = Band(vast.een, ander, soort)
            else:
                allen = wie.union(*(samen_geboren.get(een, frozenset()) for een in wie))
                samen_geboren |= dict.fromkeys(allen, allen)
    return Familie(
        mensen=tuple(mensen),
        paren=tuple(paren.values()),
        kinderen=tuple(_kinderen(ouders, samen_geboren)),
        banden=tuple(tussen.values()),
        huishoudens=huishoudens,
    )


def _kinderen(
    ouders: Mapping[str, Mapping[str, Afkomst]], samen_geboren: Mapping[str, frozenset[str]]
) -> Iterable[Kind]:
    for kind, van in ouders.items():
        geboorte = min(samen_geboren.get(kind, frozenset()), default="")
        # Own parents are drawn before those by adoption or foster care: two find a place.
        rang = sorted(van, key=lambda ouder: list(Afkomst).index(van[ouder]))[:2]
        yield Kind(kind, tuple(rang), van[rang[0]], geboorte)
