"""What the API gives, by the names of the model. Moments are UTC, days are days."""

from datetime import UTC, date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from kring.dossier.queries import Gezinskern, Lid, Lijstregel, Regel
from kring.dossier.queries.gezin import Loopt


class Antwoord(BaseModel):
    """Names in camelCase, as the NL API Design Rules ask."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class GezinKort(Antwoord):
    """A family on the work list: no content."""

    id: UUID
    nummer: str
    naam: str
    toestand: str
    betrokken_als: str
    aandacht: str
    cijfer: int | None
    uiterlijk: datetime | None


class Werklijst(Antwoord):
    """Families to which the caller has access, most pressing first."""

    gezinnen: list[GezinKort]


class LidUit(Antwoord):
    """A person of the gezin. What is unknown of an age stays unknown."""

    id: UUID
    naam: str
    rol: str
    leeftijd: str
    huishouden: str


class RegelUit(Antwoord):
    """One uitspraak: a feit, a vermoeden or a mening, with what was said against it."""

    id: str
    soort: str
    feit: str
    tekst: str
    bron: str
    over: list[UUID]
    vastgelegd_op: datetime
    weerwoord: list["RegelUit"]


class TermijnUit(Antwoord):
    """A term that runs, with its last day."""

    naam: str
    einde: date


class Gezin(Antwoord):
    """A family as the caller may see it."""

    id: UUID
    nummer: str
    naam: str
    toestand: str
    variant: str
    leden: list[LidUit]
    weten: list[RegelUit]
    veiligheid: list[RegelUit]
    plan: list[RegelUit]
    termijnen: list[TermijnUit]


def as_kort(regel: Lijstregel) -> GezinKort:
    """One line of the work list."""
    return GezinKort(
        id=regel.gezin,
        nummer=regel.nummer,
        naam=regel.naam,
        toestand=regel.toestand,
        betrokken_als=regel.soort,
        aandacht=regel.aandacht.reden,
        cijfer=regel.cijfer,
        uiterlijk=regel.termijn_op,
    )


def as_gezin(pagina: Gezinskern) -> Gezin:
    """The whole family."""
    return Gezin(
        id=pagina.gezin,
        nummer=pagina.nummer,
        naam=pagina.naam,
        toestand=pagina.toestand,
        variant=pagina.stelsel.variant.id,
        leden=[_lid(lid) for lid in pagina.leden.values()],
        weten=[_regel(regel) for regel in pagina.weten],
        veiligheid=[_regel(regel) for regel in pagina.veilig],
        plan=[_regel(regel) for regel in pagina.plan],
        termijnen=[_termijn(termijn) for termijn in pagina.termijnen],
    )


def _lid(lid: Lid) -> LidUit:
    return LidUit(
        id=UUID(lid.id),
        naam=lid.naam,
        rol=lid.rol,
        leeftijd=lid.leeftijd,
        huishouden=lid.huishouden,
    )


def _regel(regel: Regel) -> RegelUit:
    return RegelUit(
        id=regel.sleutel,
        soort=regel.soort,
        feit=regel.feit,
        tekst=regel.tekst,
        bron=str(regel.inhoud.get("bron", "")),
        over=[UUID(lid) for lid in regel.over],
        vastgelegd_op=regel.op.astimezone(UTC),
        weerwoord=[_regel(weer) for weer in regel.weerwoord],
    )


def _termijn(termijn: Loopt) -> TermijnUit:
    return TermijnUit(naam=termijn.wat, einde=termijn.einde)
