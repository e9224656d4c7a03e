"""What one field tells: a value, or why there is none. Nothing is filled in that was not sent."""

from dataclasses import dataclass
from enum import StrEnum

from kring.koppelingen.corv.bericht import Veld
from kring.koppelingen.corv.waarden import WITRUIMTE
from kring.stelsel.deeldatum import Deeldatum, InvalidDeeldatum


# Why a value is absent. "Not known" and "may not be told" are different facts and stay apart.
class Reden(StrEnum):
    # The element was not in the message.
    NIET_GEGEVEN = "niet_gegeven"
    # The element was there without text.
    LEEG = "leeg"
    # Sent empty on purpose, without a reason.
    ZONDER_REDEN = "zonder_reden"
    # A date of which year, month and day are unknown, although digits stand there (StUF, J).
    DATUM_ONBEKEND = "datum_onbekend"
    # What stands there is no date that can exist.
    ONLEESBAAR = "onleesbaar"
    # The five reasons of StUF (noValue).
    NIET_ONDERSTEUND = "nietOndersteund"
    NIET_GEAUTORISEERD = "nietGeautoriseerd"
    GEEN_WAARDE = "geenWaarde"
    WAARDE_ONBEKEND = "waardeOnbekend"
    VASTGESTELD_ONBEKEND = "vastgesteldOnbekend"


# No value, and why. `gegeven` keeps what the sender wrote when it could not be read.
@dataclass(frozen=True, slots=True, kw_only=True)
class Afwezig:
    reden: Reden
    gegeven: str | None = None


NIET_GEGEVEN = Afwezig(reden=Reden.NIET_GEGEVEN)

Waarde = str | Afwezig
JaNee = bool | Afwezig
Datum = Deeldatum | Afwezig

# A year outside these is a slip of the keyboard, in a birth date as well as in an incident.
_EERSTE_JAAR, _LAATSTE_JAAR = 1850, 2199
# How many of jaar, maand, dag are known, by what the sender says is not.
_BEKENDE_DELEN = {None: 3, "V": 3, "D": 2, "M": 1}


# A burgerservicenummer as sent. Only one that is betrouwbaar may be used to find a person.
@dataclass(frozen=True, slots=True, kw_only=True)
class Bsn:
    nummer: str
    betrouwbaar: bool


def read_waarde(veld: Veld | None) -> Waarde:
    """The text of a field, or why there is none."""
    if veld is None:
        return NIET_GEGEVEN
    if has_waarde(veld):
        return veld.waarde or ""
    return read_afwezig(veld)


def has_waarde(veld: Veld) -> bool:
    """Does it say anything? White space alone does not."""
    return bool((veld.waarde or "").strip())


def read_afwezig(veld: Veld) -> Afwezig:
    """Why a field was sent empty. A sender who gives the reason but forgot `xsi:nil` is believed."""
    if veld.no_value:
        return Afwezig(reden=Reden(veld.no_value))
    return Afwezig(reden=Reden.ZONDER_REDEN if veld.nil else Reden.LEEG)


def read_datum(veld: Veld | None) -> Datum:
    """The part of a date that is known. Digits that only fill a place are left behind.

    Source: StUF, indOnvolledigeDatum: V complete, D without day, M without month, J unknown.
    """
    waarde = read_waarde(veld)
    if veld is None or isinstance(waarde, Afwezig):
        return waarde if isinstance(waarde, Afwezig) else NIET_GEGEVEN
    onvolledig = veld.get_attribuut("StUF:indOnvolledigeDatum")
    if onvolledig == "J":
        return Afwezig(reden=Reden.DATUM_ONBEKEND)
    datum = _read_deeldatum(waarde, _BEKENDE_DELEN[onvolledig])
    return datum or Afwezig(reden=Reden.ONLEESBAAR, gegeven=waarde)


def _read_deeldatum(waarde: str, bekend: int) -> Deeldatum | None:
    # A date travels as a number, so these may stand around its eight digits.
    cijfers = waarde.strip(WITRUIMTE).removeprefix("+").lstrip("0")
    cijfers = cijfers.rstrip("0").removesuffix(".") if "." in cijfers else cijfers
    if len(cijfers) != 8 or not cijfers.isdecimal():
        return None
    delen = (int(cijfers[:4]), int(cijfers[4:6]), int(cijfers[6:]))[:bekend]
    # Month 0 or day 0 without the indicator: the sender did not say what is unknown.
    if 0 in delen:
        return None
    try:
        datum = Deeldatum(*delen)
    except InvalidDeeldatum:
        return None
    return datum if _EERSTE_JAAR <= datum.jaar <= _LAATSTE_JAAR else None


def read_bsn(veld: Veld | None) -> Bsn | Afwezig:
    """The BSN of a person, with whether it can be one."""
    waarde = read_waarde(veld)
    if isinstance(waarde, Afwezig):
        return waarde
    return Bsn(nummer=waarde, betrouwbaar=passes_elfproef(waarde))


def passes_elfproef(nummer: str) -> bool:
    """Can these nine digits be a BSN? Nine zeros pass the sum but belong to nobody."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    som = sum(int(cijfer) * gewicht for cijfer, gewicht in zip(nummer, gewichten, strict=True))
    return som % 11 == 0 and nummer != "000000000"


def is_fictief(nummer: str) -> bool:
    """Does it lie in the range that is never given to a real person?"""
    return nummer.startswith("9999")
