"""Who may see: categories of content, purposes, and the kinds of grant a variant knows."""

from dataclasses import dataclass

from kring.stelsel.begrippen.bronnen import Grondslag, InvalidBegrip


# A kind of content. `bit` is its place in the scope mask of a grant and never changes.
@dataclass(frozen=True, slots=True, kw_only=True)
class Categorie:
    id: str
    naam: str
    bit: int
    bron: tuple[Grondslag, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.bit <= 31:
            raise InvalidBegrip("bit ligt tussen 0 en 31")


# Why somebody opens a file. A grant is for one doel, and a ticket names it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Doel:
    id: str
    naam: str
    # How the log tells it to the family.
    voor_gezin: str
    bron: tuple[Grondslag, ...]


# A kind of grant: for which doel, over which categories, for how long at most.
@dataclass(frozen=True, slots=True, kw_only=True)
class Toegangssoort:
    id: str
    naam: str
    doel: str
    categorieen: frozenset[str]
    bron: tuple[Grondslag, ...]
    # Longest duration; None means until the involvement is ended.
    hoogstens_uren: int | None = None
    reden_verplicht: bool = False
    # Looks with this grant are in the log, and not on the family's page: they would tell on somebody.
    discreet: bool = False

    def __post_init__(self) -> None:
        if self.hoogstens_uren is not None and self.hoogstens_uren < 1:
            raise InvalidBegrip("hoogstens_uren is minstens 1")
