"""Words for readers: explanations per reader, the glossary, and decided values."""

from dataclasses import dataclass
from enum import StrEnum

from kring.stelsel.begrippen.bronnen import Grondslag, InvalidBegrip


class Lezer(StrEnum):
    OUDER = "ouder"
    KIND = "kind"  # 8 to 11
    JONGERE = "jongere"  # 12 and over
    PROFESSIONAL = "professional"

    @property
    def van_gezin(self) -> bool:
        """Whether the reader is a family member; those texts pass the B1 gate."""
        return self is not Lezer.PROFESSIONAL

    @property
    def van_kind(self) -> bool:
        """Whether the texts say je and not u."""
        return self in (Lezer.KIND, Lezer.JONGERE)


# What one reader is told about one toestand, stap or refusal. Whole sentences, written by a person.
@dataclass(frozen=True, slots=True, kw_only=True)
class Uitlegtekst:
    wat: str
    waarom: str
    # What the reader can do, and who can help; for professionals: what practice asks for.
    doen: str
    wie: str = ""
    wanneer: str = ""
    anders: str = ""
    hulp: str = ""

    def __post_init__(self) -> None:
        for naam in ("wat", "waarom", "doen"):
            if not getattr(self, naam).strip():
                raise InvalidBegrip(f"{naam} is leeg")

    def zinnen(self) -> tuple[str, ...]:
        """The parts that are filled, in reading order."""
        delen = (self.wat, self.wie, self.waarom, self.wanneer, self.anders, self.doen, self.hulp)
        return tuple(deel for deel in delen if deel)


# A hard word with an explanation that a family member can read.
@dataclass(frozen=True, slots=True, kw_only=True)
class Woord:
    id: str
    betekenis: str
    bron: tuple[Grondslag, ...]
    vormen: frozenset[str] = frozenset()


# A number that the model decides and a jurist or a user test may change: a bound, a band, a count.
@dataclass(frozen=True, slots=True, kw_only=True)
class Instelling:
    id: str
    waarde: int
    eenheid: str
    betekenis: str
    bron: tuple[Grondslag, ...]
