"""Who acts: parties, the powers the law gives them, mandates, and functions within one case."""

from dataclasses import dataclass
from enum import StrEnum

from kring.stelsel.begrippen.bronnen import Grondslag, InvalidBegrip


# A register in which a professional must stand before some acts count.
class Registratiesoort(StrEnum):
    SKJ = "skj"
    BIG = "big"


# An organisation, office or group that acts. A moederorganisatie lends its statutory powers to the
# persons it employs; a team lends nothing (Stcrt 2024, 37825).
@dataclass(frozen=True, slots=True, kw_only=True)
class Partij:
    id: str
    naam: str
    taak: str
    moederorganisatie: bool
    bron: tuple[Grondslag, ...]
    mag_niet: str = ""
    # That somebody works here may tell where a person hides: families read the team instead.
    schuilplek: bool = False


# An act that the law reserves for some parties. `statutair` marks a power that nobody has without
# a law; the others are ordinary work that a party may do within its task.
@dataclass(frozen=True, slots=True, kw_only=True)
class Bevoegdheid:
    id: str
    naam: str
    partijen: frozenset[str]
    statutair: bool
    bron: tuple[Grondslag, ...]
    registraties: frozenset[Registratiesoort] = frozenset()
    # A power that many have in every case: used only for what the own grant in this case opens.
    binnen_toegang: bool = False

    def __post_init__(self) -> None:
        if not self.partijen:
            raise InvalidBegrip("geen enkele partij heeft deze bevoegdheid")


# What a moederorganisatie entrusts to one person: a named set of its own powers.
@dataclass(frozen=True, slots=True, kw_only=True)
class Mandaat:
    id: str
    naam: str
    bevoegdheden: frozenset[str]
    bron: tuple[Grondslag, ...]

    def __post_init__(self) -> None:
        if not self.bevoegdheden:
            raise InvalidBegrip("het mandaat omvat geen bevoegdheid")


# A task that somebody holds within one case. `enig`: at most one holder at a time.
# `draagt`: who holds it carries the family; when it passes to somebody else, that is a hand-over.
# `verplicht_in`: in these toestanden there is always a holder; the database guards it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Functie:
    id: str
    naam: str
    partijen: frozenset[str]
    niveau: str
    reden: str
    bron: tuple[Grondslag, ...]
    enig: bool = False
    draagt: bool = False
    verplicht_in: frozenset[str] = frozenset()
    niet_samen_met: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.draagt and not self.enig:
            raise InvalidBegrip(
                "een functie die het gezin draagt, heeft één houder: zet enig op ja"
            )
        if self.verplicht_in and not self.enig:
            raise InvalidBegrip(
                "een functie die altijd belegd is, heeft één houder: zet enig op ja"
            )
