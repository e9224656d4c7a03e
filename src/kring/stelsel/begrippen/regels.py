"""What must, may not or lapses: terms, safeguards, documents, retention, open questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kring.stelsel.begrippen.bronnen import Grondslag, InvalidBegrip
from kring.stelsel.begrippen.uitleg import Lezer


class Termijnsoort(StrEnum):
    BESLISTERMIJN = "beslistermijn"
    MAXIMUMDUUR = "maximumduur"
    VERVAL = "verval"
    UITERLIJK_VOORAF = "uiterlijk_vooraf"
    RECHTSMIDDEL = "rechtsmiddel"
    PERIODIEK = "periodiek"
    BEWAARTERMIJN = "bewaartermijn"
    AFGESPROKEN = "afgesproken"  # the day itself is agreed; the model gives no length


class Eenheid(StrEnum):
    UUR = "uur"
    DAG = "dag"
    WERKDAG = "werkdag"
    WEEK = "week"
    MAAND = "maand"
    JAAR = "jaar"


# A length of time with a start, as the text gives it. Counting is in kring.stelsel.termijnen.
@dataclass(frozen=True, slots=True, kw_only=True)
class Termijn:
    id: str
    wat: str
    soort: Termijnsoort
    termijn: str
    start: str
    bron: tuple[Grondslag, ...]
    aantal: int = 0
    eenheid: Eenheid = Eenheid.DAG
    toestand: frozenset[str] = frozenset()
    regels: frozenset[str] = frozenset()
    # Whether the Algemene termijnenwet shifts the end: only for terms set by law.
    atw: bool = False
    verlenging: str = ""
    verlenging_aantal: int | None = None
    verlenging_eenheid: Eenheid | None = None
    opmerking: str = ""

    def __post_init__(self) -> None:
        if (self.soort is Termijnsoort.AFGESPROKEN) != (self.aantal == 0):
            raise InvalidBegrip(
                "aantal is minstens 1, behalve bij een afgesproken dag: daar is er geen"
            )
        if (self.verlenging_aantal is None) != (self.verlenging_eenheid is None):
            raise InvalidBegrip("verlenging_aantal en verlenging_eenheid horen bij elkaar")
        if self.atw and self.soort is Termijnsoort.UITERLIJK_VOORAF:
            raise InvalidBegrip("terugrekenen valt buiten de Algemene termijnenwet (art. 1 lid 2)")


class Gevolg(StrEnum):
    BLOKKEERT = "blokkeert"
    WAARSCHUWT = "waarschuwt"
    TERMIJN = "termijn"
    KENNISGEVING = "kennisgeving"


# A condition on a kind of stap. `toets` names a pure predicate over dated facts in
# kring.stelsel.waarborgen; `herstel` names the stap that mends it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Waarborg:
    id: str
    naam: str
    gevolg: Gevolg
    toets: str
    bij: frozenset[str]
    niet_gehaald: Mapping[Lezer, str]
    bron: tuple[Grondslag, ...]
    herstel: str = ""
    # Own words for a finding that needs them; the name comes from the predicate.
    redenen: Mapping[str, Mapping[Lezer, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for teksten in (self.niet_gehaald, *self.redenen.values()):
            if Lezer.PROFESSIONAL not in teksten:
                raise InvalidBegrip("de tekst voor de professional ontbreekt")

    def tekst(self, lezer: Lezer, reden: str = "") -> str:
        """Why it is not met, in the words for this reader."""
        return _voor(lezer, self.redenen.get(reden, self.niet_gehaald))


# Why a stap is refused apart from a waarborg: state, power, mandate, registration, function, field.
@dataclass(frozen=True, slots=True, kw_only=True)
class Weigergrond:
    id: str
    niet_gehaald: Mapping[Lezer, str]
    bron: tuple[Grondslag, ...]

    def tekst(self, lezer: Lezer) -> str:
        """Why the stap is refused, in the words for this reader."""
        return _voor(lezer, self.niet_gehaald)


def _voor(lezer: Lezer, teksten: Mapping[Lezer, str]) -> str:
    """Children read the parents' words where there are none of their own."""
    if lezer not in teksten and lezer.van_gezin and Lezer.OUDER in teksten:
        return teksten[Lezer.OUDER]
    return teksten.get(lezer, teksten[Lezer.PROFESSIONAL])


# A document the field knows, with the fields it must carry.
@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    id: str
    naam: str
    velden: tuple[str, ...]
    bron: tuple[Grondslag, ...]
    toelichting: str = ""


# One level of RVT involvement. `bevoegdheden`: who joins at this level has one of these statutory
# powers through the own moederorganisatie; empty where no power is needed.
@dataclass(frozen=True, slots=True, kw_only=True)
class Trede:
    id: str
    niveau: int
    naam: str
    bron: tuple[Grondslag, ...]
    bevoegdheden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.niveau <= 5:
            raise InvalidBegrip("niveau ligt tussen 0 en 5")


# How long a kind of file is kept. `jaren` None means: kept for ever.
@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarregel:
    id: str
    soort: str
    # Counted from: einde_betrokkenheid, geboorte_jongste or meerderjarigheid_jongste.
    anker: str
    bron: tuple[Grondslag, ...]
    jaren: int | None = None

    ANKERS: ClassVar[tuple[str, ...]] = (
        "einde_betrokkenheid",
        "geboorte_jongste",
        "meerderjarigheid_jongste",
    )

    def __post_init__(self) -> None:
        if self.anker not in self.ANKERS:
            raise InvalidBegrip(f"anker is een van {', '.join(self.ANKERS)}")


# What the law or the programme leaves open. The motor refuses to guess.
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVraag:
    id: str
    vraag: str
    waarom: str
    zolang: str
    bron: tuple[Grondslag, ...]
    stappen: frozenset[str] = frozenset()
