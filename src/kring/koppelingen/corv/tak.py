"""Reads a message branch by branch and remembers what was read, so that the rest can be kept too."""

from dataclasses import dataclass, field

from kring.koppelingen.corv.bericht import Veld
from kring.koppelingen.corv.gegevens import (
    NIET_GEGEVEN,
    Afwezig,
    Bsn,
    Datum,
    JaNee,
    Waarde,
    has_waarde,
    read_afwezig,
    read_bsn,
    read_datum,
    read_waarde,
)


# What has been read of one message: paths of fields, and `path/@name` of their attributes.
@dataclass(slots=True)
class Gelezen:
    paden: set[str] = field(default_factory=set)

    def mark(self, veld: Veld, *attributen: str) -> None:
        """The field, and the attributes by name, have found their place."""
        self.paden.add(veld.pad)
        self.paden.update(f"{veld.pad}/@{naam}" for naam in attributen)


# One group of fields. Every question by name marks what it answers with.
@dataclass(frozen=True, slots=True)
class Tak:
    veld: Veld
    gelezen: Gelezen

    def read(self, naam: str) -> Waarde:
        """The value of the field, or why there is none."""
        return self.read_veld(self.veld.find(naam))

    def read_veld(self, veld: Veld | None) -> Waarde:
        """The value of a field that was found already."""
        if veld is None:
            return NIET_GEGEVEN
        self.gelezen.mark(veld)
        return read_waarde(veld) if has_waarde(veld) else self._explain(veld)

    def read_all(self, naam: str) -> tuple[Waarde, ...]:
        """The values of a field that may occur more than once."""
        return tuple(self.read_veld(veld) for veld in self.veld.velden if veld.naam == naam)

    def read_datum(self, naam: str) -> Datum:
        """The known part of a date."""
        self.read(naam)
        veld = self.veld.find(naam)
        datum = read_datum(veld)
        unreadable = isinstance(datum, Afwezig) and datum.gegeven is not None
        if veld is not None and not unreadable:
            self.gelezen.mark(veld, "StUF:indOnvolledigeDatum")
        return datum

    def read_getal(self, naam: str) -> Waarde:
        """A number as it was written, without the white space that means nothing around it."""
        waarde = self.read(naam)
        return waarde if isinstance(waarde, Afwezig) else waarde.strip()

    def read_ja_nee(self, naam: str) -> JaNee:
        """True for Ja."""
        waarde = self.read(naam)
        return waarde if isinstance(waarde, Afwezig) else waarde == "Ja"

    def read_bsn(self, naam: str) -> Bsn | Afwezig:
        """The BSN, with whether it can be one."""
        self.read(naam)
        return read_bsn(self.veld.find(naam))

    def enter(self, naam: str) -> "Tak | Afwezig":
        """The group below this one, or why there is none."""
        veld = self.veld.find(naam)
        return NIET_GEGEVEN if veld is None else self._enter(veld)

    def enter_all(self, naam: str) -> "tuple[Tak | Afwezig, ...]":
        """The groups with this name below this one."""
        return tuple(self._enter(veld) for veld in self.veld.velden if veld.naam == naam)

    def _enter(self, veld: Veld) -> "Tak | Afwezig":
        return self._explain(veld) if veld.nil else Tak(veld, self.gelezen)

    def _explain(self, veld: Veld) -> Afwezig:
        self.gelezen.mark(veld, _used_no_value(veld))
        return read_afwezig(veld)


def _used_no_value(veld: Veld) -> str:
    """Which of the two attributes the reason was taken from."""
    return "StUF:noValue" if veld.get_attribuut("StUF:noValue") else "noValue"
