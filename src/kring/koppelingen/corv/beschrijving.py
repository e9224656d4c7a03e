"""The grammar in which messages are described: what may stand where, how often, with which value.

It is as small as the messages of this koppelvlak allow. The nested groups of the schema that have
only one branch are written flat, because they then mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kring.koppelingen.corv.namen import to_clark


class InvalidBeschrijving(ValueError):
    """A description was built in a way that cannot exist."""


# How a value is written. Around numbers and booleans white space means nothing, in text it counts.
class Grondvorm(Enum):
    TEKST = "tekst"
    DECIMAAL = "decimaal"
    GEHEEL = "geheel getal"
    POSITIEF = "positief geheel getal"
    WAAR_ONWAAR = "true of false"


# The limits of one value. `uitleg` says a pattern in the words of a sender.
@dataclass(frozen=True, slots=True, kw_only=True)
class Waardesoort:
    grondvorm: Grondvorm = Grondvorm.TEKST
    kortst: int = 0
    langst: int | None = None
    patroon: str | None = None
    uitleg: str = ""
    codes: tuple[str, ...] = ()
    # Digits in total, none of them behind the point: how StUF writes a date.
    cijfers: int | None = None
    hoogste: int | None = None

    def __post_init__(self) -> None:
        if self.patroon and not self.uitleg:
            raise InvalidBeschrijving(f"patroon {self.patroon} has no uitleg")
        if self.langst is not None and self.langst < self.kortst:
            raise InvalidBeschrijving("langst lies below kortst")


# An attribute; `vast` is the only value it may have. StUF writes some attributes with its prefix
# and the same names elsewhere without: the two are different attributes.
@dataclass(frozen=True, slots=True, kw_only=True)
class Attribuut:
    naam: str
    waarde: Waardesoort
    verplicht: bool = False
    vast: str | None = None


# A type of the standard, under the name it has there: either a value or elements in a fixed order.
# Compared by identity: there is one of each, and comparing whole trees would be slow.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Soort:
    # None for a type without a name; `xsi:type` can then never name it.
    naam: str | None
    attributen: tuple[Attribuut, ...] = ()
    waarde: Waardesoort | None = None
    inhoud: tuple["Element", ...] = ()
    # The elements may also be left out all together.
    mag_leeg: bool = False
    # Types that a sender may name with `xsi:type` in the place of this one.
    afgeleid: tuple["Soort", ...] = ()

    def __post_init__(self) -> None:
        namen = [element.naam for element in self.inhoud]
        if self.waarde is not None and namen:
            raise InvalidBeschrijving(f"{self.naam} has both a value and elements")
        if len(set(namen)) != len(namen):
            raise InvalidBeschrijving(f"{self.naam} names an element twice")


# One place in the order. `keuze`: of all elements in this type with that mark, one may be present.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Element:
    naam: str
    soort: Soort
    minimaal: int = 1
    maximaal: int | None = 1
    nil: bool = False
    keuze: bool = False

    def __post_init__(self) -> None:
        if self.keuze and (self.minimaal, self.maximaal) != (0, 1):
            raise InvalidBeschrijving(f"{self.naam} is in a keuze, so it stands there 0 or 1 time")


def one(naam: str, soort: Soort, *, nil: bool = False) -> Element:
    """Exactly one; `nil` says that it may be sent empty with `xsi:nil`."""
    return Element(naam=naam, soort=soort, nil=nil)


def optional(naam: str, soort: Soort, *, nil: bool = False) -> Element:
    """None or one."""
    return Element(naam=naam, soort=soort, minimaal=0, nil=nil)


def many(naam: str, soort: Soort, *, nil: bool = False) -> Element:
    """Any number."""
    return Element(naam=naam, soort=soort, minimaal=0, maximaal=None, nil=nil)


def some(naam: str, soort: Soort, *, nil: bool = False) -> Element:
    """At least one."""
    return Element(naam=naam, soort=soort, maximaal=None, nil=nil)


def either(naam: str, soort: Soort, *, nil: bool = False) -> Element:
    """At most one of all elements of the type that are marked so."""
    return Element(naam=naam, soort=soort, minimaal=0, nil=nil, keuze=True)


@lru_cache(maxsize=256)
def get_plaatsen(soort: Soort) -> dict[str, tuple[int, Element]]:
    """The elements of a type with their place in the order, by the name the XML library uses."""
    return {to_clark(el.naam): (plaats, el) for plaats, el in enumerate(soort.inhoud)}


@lru_cache(maxsize=256)
def get_attributen(soort: Soort) -> dict[str, Attribuut]:
    """The attributes of a type, by the name the XML library uses."""
    return {to_clark(attribuut.naam): attribuut for attribuut in soort.attributen}


def walk_soorten(soort: Soort) -> Iterator[Soort]:
    """A type and every type below it, each time it occurs."""
    yield soort
    for onder in (*(element.soort for element in soort.inhoud), *soort.afgeleid):
        yield from walk_soorten(onder)
