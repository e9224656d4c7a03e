"""A message that was taken: who sent it, every field in order, and what a person should look at."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time

from lxml import etree

from kring.koppelingen.corv.beschrijving import Element, get_plaatsen
from kring.koppelingen.corv.fouten import Waarschuwing
from kring.koppelingen.corv.namen import to_kort
from kring.koppelingen.corv.toetsing import (
    get_kinderen,
    get_soort,
    is_nil,
    name_kinderen,
    read_tekst,
)


_LENGTES_MET_TIJD = (10, 12, 14, 17)


# One element of the message, exactly as it came. A group has `velden` and no `waarde`; a value that
# was sent empty has the waarde ""; only `nil` says that it was left empty on purpose.
@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    pad: str
    naam: str
    # The type in the standard, such as StUF:Datum-e.
    soort: str
    waarde: str | None
    nil: bool
    attributen: tuple[tuple[str, str], ...]
    velden: tuple["Veld", ...]

    @property
    def no_value(self) -> str | None:
        """The reason StUF gives for an absent value; with and without prefix it means the same."""
        return self.get_attribuut("StUF:noValue") or self.get_attribuut("noValue")

    def get_attribuut(self, naam: str) -> str | None:
        """The value of an attribute, None when it was not sent."""
        return next((waarde for sleutel, waarde in self.attributen if sleutel == naam), None)

    def find(self, naam: str) -> "Veld | None":
        """The first field directly below with this name."""
        return next((veld for veld in self.velden if veld.naam == naam), None)

    def walk(self) -> Iterator["Veld"]:
        """This field and every field below it, in document order."""
        yield self
        for veld in self.velden:
            yield from veld.walk()


# A system that sends or receives.
@dataclass(frozen=True, slots=True, kw_only=True)
class Systeem:
    organisatie: str
    applicatie: str
    administratie: str | None = None
    gebruiker: str | None = None


# The moment of sending. The message names no time zone, so none is added; what cannot be read as a
# date or a time is None, and `gegeven` keeps the digits.
@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdstip:
    gegeven: str
    datum: date | None
    tijd: time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuurgegevens:
    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: Tijdstip


# What makes a message the same message when it is sent again.
@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutel:
    organisatie: str
    applicatie: str
    administratie: str
    referentienummer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht:
    # The name without prefix, such as vtMeldingDi01.
    naam: str
    stuurgegevens: Stuurgegevens
    # The whole message, stuurgegevens included.
    velden: Veld
    # Of the bytes as received, in hexadecimal digits.
    sha256: str
    waarschuwingen: tuple[Waarschuwing, ...] = ()

    @property
    def sleutel(self) -> Sleutel:
        """Who sent it under which number. White space and the way accents are coded do not count;
        capitals do, because two numbers that differ must never be taken for one."""
        zender = self.stuurgegevens.zender
        return Sleutel(
            organisatie=_normalise(zender.organisatie),
            applicatie=_normalise(zender.applicatie),
            administratie=_normalise(zender.administratie or ""),
            referentienummer=_normalise(self.stuurgegevens.referentienummer),
        )


def _normalise(tekst: str) -> str:
    return " ".join(unicodedata.normalize("NFC", tekst).split())


def build_velden(*, wortel: etree._Element, beschrijving: Element) -> Veld:
    """Every field of a message that fits its description."""
    return _build_veld(wortel, beschrijving, f"/{beschrijving.naam}")


def _build_veld(element: etree._Element, beschreven: Element, pad: str) -> Veld:
    soort = get_soort(element, beschreven) or beschreven.soort
    nil = is_nil(element)
    plaatsen = get_plaatsen(soort)
    kinderen = get_kinderen(element)
    return Veld(
        pad=pad,
        naam=beschreven.naam,
        soort=soort.naam or "",
        waarde=None if nil or soort.waarde is None else read_tekst(element),
        nil=nil,
        attributen=tuple((to_kort(str(naam)), str(w)) for naam, w in element.attrib.items()),
        velden=tuple(
            _build_veld(kind, plaatsen[str(kind.tag)][1], kindpad)
            for kind, kindpad in zip(kinderen, name_kinderen(pad, kinderen), strict=True)
        ),
    )


def read_stuurgegevens(velden: Veld) -> Stuurgegevens:
    """The stuurgegevens of a message that fits its description."""
    stuurgegevens = velden.find("JZ:stuurgegevens")
    if stuurgegevens is None:
        raise ValueError("a message without stuurgegevens does not fit its description")
    return Stuurgegevens(
        zender=_read_systeem(stuurgegevens, "StUF:zender"),
        ontvanger=_read_systeem(stuurgegevens, "StUF:ontvanger"),
        referentienummer=_read_waarde(stuurgegevens, "StUF:referentienummer") or "",
        tijdstip=read_tijdstip(_read_waarde(stuurgegevens, "StUF:tijdstipBericht") or ""),
    )


def _read_systeem(stuurgegevens: Veld, naam: str) -> Systeem:
    veld = stuurgegevens.find(naam) or stuurgegevens
    return Systeem(
        organisatie=_read_waarde(veld, "StUF:organisatie") or "",
        applicatie=_read_waarde(veld, "StUF:applicatie") or "",
        administratie=_read_waarde(veld, "StUF:administratie"),
        gebruiker=_read_waarde(veld, "StUF:gebruiker"),
    )


def _read_waarde(veld: Veld, naam: str) -> str | None:
    gevonden = veld.find(naam)
    return gevonden.waarde if gevonden else None


def read_tijdstip(gegeven: str) -> Tijdstip:
    """From jjjjmmdd, with uu, uumm, uummss or uummssmmm behind it."""
    datum, tijd = None, None
    with suppress(ValueError):
        datum = date.fromisoformat(gegeven[:8])
        if len(gegeven) in _LENGTES_MET_TIJD:
            tijd = time.fromisoformat(_with_point(gegeven[8:]))
    return Tijdstip(gegeven=gegeven, datum=datum, tijd=tijd)


def _with_point(cijfers: str) -> str:
    return f"{cijfers[:6]}.{cijfers[6:]}" if len(cijfers) > 6 else cijfers
