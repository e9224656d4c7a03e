"""What a drawing is made of: figures with their names, and lines."""

from dataclasses import dataclass

from kring.dossier.genogram.familie import Mens
from kring.dossier.genogram.plaatsen import FIGUUR, LETTER, breedte_van


HALF = FIGUUR / 2


@dataclass(frozen=True, slots=True)
class Vak:
    """A rectangle, for whoever wants to know that nothing lies over anything."""

    links: float
    boven: float
    rechts: float
    onder: float

    def raakt(self, ander: "Vak") -> bool:
        """Whether the two overlap."""
        return (
            self.links < ander.rechts
            and ander.links < self.rechts
            and self.boven < ander.onder
            and ander.boven < self.onder
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figuur:
    """One person as drawn; the name is cut where it would not fit, the list has it whole."""

    mens: Mens
    naam: str
    x: float
    y: float
    naam_x: float
    naam_y: float
    anker: str

    @property
    def vorm(self) -> str:
        """The outline: a square for a man, a circle for a woman, a triangle for who is not born yet, a
        diamond for who is neither or of whom it is not known; crossed for who died."""
        x, y, r = self.x, self.y, HALF
        if self.mens.ongeboren:
            pad = f"M{as_maat(x)} {as_maat(y - r)}L{as_maat(x + r)} {as_maat(y + r)}H{as_maat(x - r)}Z"
        elif self.mens.geslacht == "m":
            pad = f"M{as_maat(x - r)} {as_maat(y - r)}H{as_maat(x + r)}V{as_maat(y + r)}H{as_maat(x - r)}Z"
        elif self.mens.geslacht == "v":
            boog = f"A{as_maat(r)} {as_maat(r)} 0 0 1"
            pad = f"M{as_maat(x - r)} {as_maat(y)}{boog} {as_maat(x + r)} {as_maat(y)}{boog} {as_maat(x - r)} {as_maat(y)}Z"
        else:
            pad = f"M{as_maat(x)} {as_maat(y - r)}L{as_maat(x + r)} {as_maat(y)}L{as_maat(x)} {as_maat(y + r)}L{as_maat(x - r)} {as_maat(y)}Z"
        if self.mens.overleden:
            pad += f"M{as_maat(x - r)} {as_maat(y - r)}L{as_maat(x + r)} {as_maat(y + r)}M{as_maat(x + r)} {as_maat(y - r)}L{as_maat(x - r)} {as_maat(y + r)}"
        return pad

    @property
    def plek_x(self) -> str:
        """Where the middle is, as SVG takes it."""
        return as_maat(self.x)

    @property
    def leeftijd_y(self) -> str:
        """Where the age stands, in the figure."""
        return as_maat(self.y + 5)

    @property
    def tekst_x(self) -> str:
        """Where the name begins, ends or has its middle."""
        return as_maat(self.naam_x)

    @property
    def tekst_y(self) -> str:
        """The line on which the name stands."""
        return as_maat(self.naam_y)

    @property
    def naamvak(self) -> Vak:
        """The room that the name takes."""
        breed = breedte_van(self.naam)
        links = self.naam_x - {"start": 0.0, "middle": breed / 2, "end": breed}[self.anker]
        return Vak(links, self.naam_y - LETTER, links + breed, self.naam_y + 3)

    @property
    def vak(self) -> Vak:
        """The room that the figure takes."""
        return Vak(self.x - HALF, self.y - HALF, self.x + HALF, self.y + HALF)


@dataclass(frozen=True, slots=True)
class Lijn:
    """A line; `soort` says how it is drawn, never by colour alone."""

    soort: str
    pad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Genogram:
    """The drawing, ready to be written down."""

    breedte: float
    hoogte: float
    figuren: tuple[Figuur, ...]
    lijnen: tuple[Lijn, ...]
    omtrekken: tuple[Lijn, ...]

    @property
    def breed(self) -> str:
        """The width as SVG takes it."""
        return as_maat(self.breedte)

    @property
    def hoog(self) -> str:
        """The height as SVG takes it."""
        return as_maat(self.hoogte)


def as_maat(getal: float) -> str:
    """A length as SVG takes it."""
    return f"{getal:.1f}".removesuffix(".0")
