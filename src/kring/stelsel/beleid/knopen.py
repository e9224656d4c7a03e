"""The nodes of a policy: conditions on the protected row, on other tables, and on the request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rij:
    """A column of the protected row."""

    kolom: str


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of an aliased table inside an Er."""

    alias: str
    kolom: str


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A fact about the request: ik, gezin, doel, lijst, vandaag or nu. It comes from the ticket and
    the clock of the database, never from what the application says."""

    feit: str


@dataclass(frozen=True, slots=True)
class Vast:
    """A constant."""

    waarde: int | str


@dataclass(frozen=True, slots=True)
class Vergelijk:
    op: str
    links: "Knoop"
    rechts: "Knoop"


@dataclass(frozen=True, slots=True)
class Leeg:
    """The value is not known."""

    waarde: "Knoop"


@dataclass(frozen=True, slots=True)
class Bit:
    """Bit number `bit` is set in `masker`."""

    masker: "Knoop"
    bit: "Knoop"


@dataclass(frozen=True, slots=True)
class Bevat:
    """The value stands in the list."""

    lijst: "Knoop"
    waarde: "Knoop"


@dataclass(frozen=True, slots=True)
class Leeftijd:
    """At least `jaren` years old today."""

    geboren: "Knoop"
    jaren: int


@dataclass(frozen=True, slots=True)
class En:
    delen: tuple["Knoop", ...]


@dataclass(frozen=True, slots=True)
class Of:
    delen: tuple["Knoop", ...]


@dataclass(frozen=True, slots=True)
class Niet:
    deel: "Knoop"


@dataclass(frozen=True, slots=True)
class Er:
    """There is a combination of rows of these (table, alias) for which the condition holds."""

    tabellen: tuple[tuple[str, str], ...]
    voorwaarde: "Knoop"


Knoop = (
    Rij | Kolom | Verzoek | Vast | Vergelijk | Leeg | Bit | Bevat | Leeftijd | En | Of | Niet | Er
)


def alle(*delen: Knoop) -> En:
    """All conditions hold."""
    return En(delen)


def een_van(*delen: Knoop) -> Of:
    """At least one condition holds."""
    return Of(delen)


def gelijk(links: Knoop, rechts: Knoop) -> Vergelijk:
    """Both sides are the same, and known."""
    return Vergelijk("=", links, rechts)
