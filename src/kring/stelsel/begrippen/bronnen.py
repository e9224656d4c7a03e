"""What a rule rests on: the texts that were read, and the place in them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class InvalidBegrip(ValueError):
    """A concept was built in a way that cannot exist; the message is Dutch and says what to mend."""


# How binding the text is. A family is never told that "onze_lezing" is law.
class Status(StrEnum):
    WET = "wet"
    BELEID = "beleid"
    PROTOCOL = "protocol"
    ACHTERGROND = "achtergrond"
    ONZE_LEZING = "onze_lezing"


# How well the text was read; shown to professionals wherever the rule is shown.
class Vertrouwen(StrEnum):
    GELEZEN_2017 = "L"  # law text read in full, in the consolidation of 10 May 2017
    GELEZEN_2026 = "L26"  # wording seen quoted from the version in force on 1 January 2026
    WEBPAGINA = "W"  # public page, opening part read
    BRONTEKST = "S"  # one of the five source texts of the programme, read in full
    ACHTERGROND = "K"  # background knowledge, not verified
    EIGEN = "M"  # our own reading or modelling choice


# One law, decree, policy text or page that was read, with where it is and when it was read.
@dataclass(frozen=True, slots=True, kw_only=True)
class Bron:
    id: str
    titel: str
    soort: str
    vindplaats: str
    gelezen_op: date
    # The standing of what rests on this text, unless the item itself says otherwise.
    status: Status
    vertrouwen: Vertrouwen
    # The consolidation that was read, when the text changes over time.
    tekst_van: date | None = None
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    opmerking: str = ""

    def __post_init__(self) -> None:
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot <= self.geldig_vanaf:
            raise InvalidBegrip("geldig_tot moet na geldig_vanaf liggen")


# What one item rests on: an article of a text, with its standing. Half-open validity: [vanaf, tot).
@dataclass(frozen=True, slots=True, kw_only=True)
class Grondslag:
    tekst: str
    artikel: str
    status: Status
    vertrouwen: Vertrouwen
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None

    def __post_init__(self) -> None:
        if not self.artikel.strip():
            raise InvalidBegrip("artikel is leeg: noem het artikel, de bladzijde of de paragraaf")
        if self.geldig_vanaf and self.geldig_tot and self.geldig_tot <= self.geldig_vanaf:
            raise InvalidBegrip("geldig_tot moet na geldig_vanaf liggen")

    def geldt_op(self, dag: date) -> bool:
        """Whether this basis is in force on the day."""
        begonnen = self.geldig_vanaf is None or self.geldig_vanaf <= dag
        return begonnen and (self.geldig_tot is None or dag < self.geldig_tot)
