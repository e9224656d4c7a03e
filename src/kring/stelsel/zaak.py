"""One case as the motor sees it: who acts, what happened, and the stand that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from kring.stelsel.begrippen import Registratiesoort
from kring.stelsel.deeldatum import Deeldatum, is_minstens
from kring.stelsel.kalender import dag_van, is_eerder


Waarden = Mapping[str, Any]
# The field by which a fact points at the fact it belongs to.
BIJ = "bij"


class Actorsoort(StrEnum):
    MEDEWERKER = "medewerker"
    GEZINSLID = "gezinslid"
    SYSTEEM = "systeem"


# A mandate or a registration as one person holds it: [van, tot).
@dataclass(frozen=True, slots=True, kw_only=True)
class Geldig:
    van: date
    tot: date | None = None

    def geldt_op(self, dag: date) -> bool:
        """Whether it is in force on the day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerleendMandaat(Geldig):
    mandaat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registratie(Geldig):
    soort: Registratiesoort


# Who acts. The person answers for the act, the moederorganisatie lends the power, the mandate
# limits it. `lid` is the person in the gezin for whom a gezinslid acts: always that person alone.
# `opent` is what the grants of a medewerker open of this case, by category; None where no grants are
# kept: in a worked case, and for who begins one.
@dataclass(frozen=True, slots=True, kw_only=True)
class Handelend:
    id: str
    soort: Actorsoort
    partij: str
    mandaten: tuple[VerleendMandaat, ...] = ()
    registraties: tuple[Registratie, ...] = ()
    lid: str = ""
    opent: frozenset[str] | None = None

    def geregistreerd_op(self, dag: date) -> bool:
        """Whether any professional registration is in force on the day."""
        return any(registratie.geldt_op(dag) for registratie in self.registraties)


# Something that happened in a case: append-only, in order of `volgnummer`. `geregistreerd` says
# whether the person who acted stood in a register on that day.
@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    id: str
    volgnummer: int
    stap: str
    feit: str
    op: datetime
    door: str
    partij: str
    soort: Actorsoort
    geregistreerd: bool
    waarden: Waarden
    lid: str = ""
    afwegingen: Mapping[str, str] = field(default_factory=dict)

    @property
    def dag(self) -> date:
        """The calendar day in the Netherlands on which it happened."""
        return dag_van(self.op)

    def leden(self, veld: str) -> frozenset[str]:
        """The persons in a field, whether it holds one or more; none when it is empty."""
        waarde = self.waarden.get(veld)
        if not waarde:
            return frozenset()
        return frozenset([waarde] if isinstance(waarde, str) else waarde)

    def kent_plek(self, sleutel: str) -> bool:
        """Whether what the key points at is there: the whole, or a row of one of its tables."""
        plek = sleutel.partition("/")[2]
        veld, _, nummer = plek.partition(".")
        rijen = self.waarden.get(veld)
        return not plek or (
            isinstance(rijen, list | tuple) and nummer.isdecimal() and int(nummer) < len(rijen)
        )


# A person of the gezin, as far as the rules need to know.
@dataclass(frozen=True, slots=True, kw_only=True)
class Lid:
    id: str
    rol: str
    geboren: Deeldatum | None = None
    huishouden: str = ""

    def minstens(self, jaren: int, op: date) -> bool | None:
        """At least so many years old on the day; None when the birth date leaves it open."""
        return is_minstens(self.geboren, jaren, op)


# Gezag of an adult over a child: [van, tot).
@dataclass(frozen=True, slots=True, kw_only=True)
class Gezag(Geldig):
    ouder: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Houder:
    """Who holds a functie in the case, and since when. A partij holds one whole as `partij:naam`."""

    id: str
    sinds: datetime


# A term that runs, or ran, in this case. `einde` is the last day, or the last moment for hours.
@dataclass(frozen=True, slots=True, kw_only=True)
class LopendeTermijn:
    termijn: str
    gebeurtenis: str
    start: date
    einde: date
    einde_moment: datetime
    gestopt_op: datetime | None = None

    def is_te_laat(self, nu: datetime) -> bool:
        """Whether the term passed unmet."""
        return not is_eerder(self.gestopt_op or nu, self.einde_moment)


# Where a case stands: the fold of its gebeurtenissen, and nothing else.
@dataclass(frozen=True, kw_only=True)
class Stand:
    toestand: str = ""
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    leden: Mapping[str, Lid] = field(default_factory=dict)
    gezag: tuple[Gezag, ...] = ()
    functies: Mapping[str, tuple[Houder, ...]] = field(default_factory=dict)
    termijnen: tuple[LopendeTermijn, ...] = ()

    @property
    def volgnummer(self) -> int:
        """Number of the last gebeurtenis; 0 for a case that has yet to begin."""
        return self.gebeurtenissen[-1].volgnummer if self.gebeurtenissen else 0

    @cached_property
    def _per_feit(self) -> Mapping[str, tuple[Gebeurtenis, ...]]:
        gevonden: dict[str, list[Gebeurtenis]] = {}
        for gebeurtenis in self.gebeurtenissen:
            gevonden.setdefault(gebeurtenis.feit, []).append(gebeurtenis)
        return {feit: tuple(reeks) for feit, reeks in gevonden.items()}

    @cached_property
    def _per_id(self) -> Mapping[str, Gebeurtenis]:
        return {gebeurtenis.id: gebeurtenis for gebeurtenis in self.gebeurtenissen}

    def feiten(self, *soorten: str) -> tuple[Gebeurtenis, ...]:
        """All facts of these kinds, oldest first."""
        if len(soorten) == 1:
            return self._per_feit.get(soorten[0], ())
        return tuple(g for g in self.gebeurtenissen if g.feit in soorten)

    def laatste(self, soort: str) -> Gebeurtenis | None:
        """The newest fact of a kind."""
        reeks = self._per_feit.get(soort)
        return reeks[-1] if reeks else None

    def gebeurtenis(self, id_: str) -> Gebeurtenis | None:
        """The gebeurtenis with this key, or the one that a single uitspraak (`key/…`) stands in."""
        return self._per_id.get(id_.partition("/")[0])

    def afgerond(self, soorten: frozenset[str]) -> frozenset[str]:
        """The keys of what facts of these kinds point at."""
        return frozenset(str(g.waarden.get(BIJ, "")) for g in self.feiten(*sorted(soorten)))

    def houders(self, functie: str) -> tuple[Houder, ...]:
        """Who holds the functie now."""
        return self.functies.get(functie, ())

    def functies_van(self, actor: str) -> frozenset[str]:
        """The functies that this person holds now."""
        return frozenset(
            functie
            for functie, houders in self.functies.items()
            if any(h.id == actor for h in houders)
        )

    def ouders_met_gezag(self, op: date, kind: str = "") -> frozenset[str]:
        """Who has gezag on the day, over one child or over any."""
        return frozenset(
            gezag.ouder for gezag in self.gezag if gezag.geldt_op(op) and kind in ("", gezag.kind)
        )

    def minderjarigen(self, op: date) -> tuple[Lid, ...]:
        """Members who are, or may be, under 18: an unknown birth date of a child counts as under."""
        return tuple(lid for lid in self.leden.values() if _is_minderjarig(lid, op))

    def lopende(self, termijn: str) -> tuple[LopendeTermijn, ...]:
        """The terms of this kind that have not been stopped."""
        return tuple(t for t in self.termijnen if t.termijn == termijn and t.gestopt_op is None)


KINDROLLEN = frozenset({"kind", "jeugdige", "ongeboren_kind", "pleegkind", "stiefkind"})


def _is_minderjarig(lid: Lid, op: date) -> bool:
    volwassen = lid.minstens(18, op)
    return lid.rol in KINDROLLEN if volwassen is None else not volwassen


# What somebody wants to do: the stap with its values, before anything is decided. `medewerkers`
# are the professionals whom the values name, so that their power can be checked too.
# `afwegingen` reasons a warning away in writing: waarborg → reason.
@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    id: str
    stap: str
    door: Handelend
    op: datetime
    waarden: Waarden = field(default_factory=dict)
    medewerkers: Mapping[str, Handelend] = field(default_factory=dict)
    afwegingen: Mapping[str, str] = field(default_factory=dict)

    @property
    def dag(self) -> date:
        """The calendar day in the Netherlands of the act."""
        return dag_van(self.op)
