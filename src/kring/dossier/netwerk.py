"""The circle of people around a family: own people nearest, then the local team, then the rest. Pure.

Dots stand on rings, names in a column on either side: so fourteen people fit on a phone, and more make the
drawing taller, never the names smaller.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Ring(IntEnum):
    """How near to the family."""

    EIGEN = 0
    TEAM = 1
    VERDER = 2


class Staat(StrEnum):
    """Whether somebody helps now. Drawn by the shape of the dot and the line, never by colour alone."""

    LOOPT = "loopt"
    KOMT = "komt"
    VOORBIJ = "voorbij"


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody around the family, with what for."""

    naam: str
    rol: str
    ring: Ring
    staat: Staat = Staat.LOOPT


STRALEN = (28.0, 43.0, 58.0)
BREEDTE, MIDDEN = 300.0, 150.0
REGEL, RAND, LETTERS = 34.0, 14.0, 13
# From here to the edge a name is written, away from the rings.
NAAM_VANAF = 66.0
# The dots of a side keep away from straight above and below, where both sides meet.
HOEK = math.radians(80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plek:
    """One helper as drawn."""

    helper: Helper
    x: float
    y: float
    naam: str
    rol: str
    naam_x: float
    naam_y: float
    anker: str

    @property
    def punt(self) -> str:
        """The dot: round for own people, square for the local team, a diamond for others."""
        x, y = self.x, self.y
        if self.helper.ring is Ring.EIGEN:
            boog = "A6 6 0 0 1"
            return f"M{x - 6:.1f} {y:.1f}{boog} {x + 6:.1f} {y:.1f}{boog} {x - 6:.1f} {y:.1f}Z"
        if self.helper.ring is Ring.TEAM:
            return f"M{x - 5.5:.1f} {y - 5.5:.1f}h11v11h-11Z"
        return f"M{x:.1f} {y - 7:.1f}L{x + 7:.1f} {y:.1f}L{x:.1f} {y + 7:.1f}L{x - 7:.1f} {y:.1f}Z"

    @property
    def lijn(self) -> str:
        """From the family to the dot, and on to the name."""
        naar = self.naam_x - 4 if self.anker == "start" else self.naam_x + 4
        return f"M{self.x:.1f} {self.y:.1f}L{naar:.1f} {self.naam_y - 4:.1f}"

    @property
    def tekst_x(self) -> str:
        """Where the words begin or end."""
        return f"{self.naam_x:.1f}"

    @property
    def tekst_y(self) -> str:
        """The line of the name."""
        return f"{self.naam_y:.1f}"

    @property
    def rol_y(self) -> str:
        """The line under the name."""
        return f"{self.naam_y + 13:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Netwerk:
    """The drawing, ready to be written down."""

    hoogte: float
    plekken: tuple[Plek, ...]

    @property
    def hoog(self) -> str:
        """The height as SVG takes it."""
        return f"{self.hoogte:.1f}"

    @property
    def midden_y(self) -> str:
        """Where the family stands, in the middle."""
        return f"{self.hoogte / 2:.1f}"

    @property
    def stralen(self) -> tuple[str, ...]:
        """The rings, the widest first."""
        return tuple(f"{straal:.0f}" for straal in reversed(STRALEN))


def draw_netwerk(helpers: Sequence[Helper]) -> Netwerk:
    """Lay the circle out: whoever is nearest to the family comes first, in turn to the right and the left."""
    volgorde = sorted(helpers, key=lambda helper: helper.ring)
    kanten = (volgorde[::2], volgorde[1::2])
    hoogte = max(2 * (STRALEN[-1] + RAND), max(map(len, kanten)) * REGEL + 2 * RAND)
    plekken = [
        plek
        for kant, rechts in zip(kanten, (True, False), strict=True)
        for plek in _kant(kant, hoogte / 2, rechts=rechts)
    ]
    return Netwerk(hoogte=hoogte, plekken=tuple(plekken))


def _kant(helpers: Sequence[Helper], midden: float, *, rechts: bool) -> list[Plek]:
    """One side, from above to below: names at even distances, and no two lines that cross."""
    # Far ones above and below, near ones in the middle: their lines are short.
    rij = [*helpers[1::2][::-1], *helpers[::2]]
    plekken = []
    for nummer, helper in enumerate(rij):
        deel = (nummer + 0.5) / len(rij) * 2 - 1
        straal, hoek = STRALEN[helper.ring], deel * HOEK
        weg = straal * math.cos(hoek)
        plekken.append(
            Plek(
                helper=helper,
                x=MIDDEN + weg if rechts else MIDDEN - weg,
                y=midden + straal * math.sin(hoek),
                naam=_kort(helper.naam),
                rol=_kort(helper.rol),
                naam_x=MIDDEN + NAAM_VANAF if rechts else MIDDEN - NAAM_VANAF,
                naam_y=midden + (nummer - (len(rij) - 1) / 2) * REGEL,
                anker="start" if rechts else "end",
            )
        )
    return plekken


def _kort(tekst: str) -> str:
    """Words that fit beside the rings; the list has them whole."""
    return tekst if len(tekst) <= LETTERS else f"{tekst[: LETTERS - 1].rstrip()}…"
