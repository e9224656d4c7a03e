"""Dates of which a part may be unknown, and ages that follow from them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kring.stelsel.kalender import add_jaren


class InvalidDeeldatum(ValueError):
    """Not a date, nor a year or a year and month."""


# A day, a month or a year: what is unknown stays unknown and is never filled in.
@dataclass(frozen=True, slots=True)
class Deeldatum:
    jaar: int
    maand: int | None = None
    dag: int | None = None

    def __post_init__(self) -> None:
        if self.dag is not None and self.maand is None:
            raise InvalidDeeldatum("een dag zonder maand kan niet")
        if 0 in (self.maand, self.dag):
            raise InvalidDeeldatum("een dag of maand begint bij 1; laat weg wat onbekend is")
        try:
            self.vroegst()
        except ValueError as fout:
            raise InvalidDeeldatum(f"deze datum bestaat niet: {self}") from fout

    @classmethod
    def parse(cls, tekst: str) -> "Deeldatum":
        """From `2026`, `2026-09` or `2026-09-01`. Raises InvalidDeeldatum."""
        delen = tekst.split("-")
        if len(delen) > 3 or not all(deel.isdecimal() for deel in delen) or len(delen[0]) != 4:
            raise InvalidDeeldatum(f"'{tekst}' is geen datum; schrijf 2026, 2026-09 of 2026-09-01")
        return cls(*map(int, delen))

    def __str__(self) -> str:
        delen = [
            f"{self.jaar:04d}",
            *(f"{deel:02d}" for deel in (self.maand, self.dag) if deel is not None),
        ]
        return "-".join(delen)

    def vroegst(self) -> date:
        """The first day it can be."""
        return date(self.jaar, self.maand or 1, self.dag or 1)

    def laatst(self) -> date:
        """The last day it can be."""
        if self.dag is not None:
            return self.vroegst()
        maand = self.maand or 12
        return date(self.jaar, maand, monthrange(self.jaar, maand)[1])


def is_minstens(geboren: Deeldatum | None, jaren: int, op: date) -> bool | None:
    """Whether somebody born then is at least `jaren` years old on the day; None when unsure."""
    if geboren is None:
        return None
    if add_jaren(geboren.laatst(), jaren) <= op:
        return True
    return None if add_jaren(geboren.vroegst(), jaren) <= op else False
