"""Walks through a worked case on any interpreter, and says in words where it goes otherwise than the
case says: the motor in the specification, the whole action path on a database in the integration tests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Protocol

from kring.stelsel.begrippen import Lezer, Stelsel
from kring.stelsel.bewaren import bewaardatum
from kring.stelsel.continuiteit import assess_continuiteit
from kring.stelsel.motor import Geweigerd, take_stap
from kring.stelsel.scenario import Scenario, Scenariostap, make_voorstel, verwachte_dag
from kring.stelsel.toetsing import Uitkomst, Weigering, uitleg_bij
from kring.stelsel.zaak import Stand


GEEN, ALTIJD, VELD = "geen", "altijd", "veld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeld:
    """What shows of a case after a stap, the same on every interpreter; people by their names."""

    toestand: str
    volgnummer: int
    functies: Mapping[str, frozenset[str]]
    # Running terms: termijn → the last day of each.
    termijnen: Mapping[str, tuple[date, ...]]
    # Empty while the case runs; a day, or "altijd".
    bewaren_tot: str = ""
    # How many gezichten, overdrachten and hertellingen.
    telling: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One stap in a run: what it was refused for, or what became of it."""

    stap: Scenariostap
    beeld: Beeld
    weigeringen: tuple[Weigering, ...] = ()
    uitkomsten: tuple[Uitkomst, ...] = ()
    # The door was shut: nobody got as far as asking the motor.
    deur_dicht: bool = False
    genoemd: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        """Every reason to refuse, once."""
        return frozenset(weigering.code for weigering in self.weigeringen)


class Vertolker(Protocol):
    """Takes stap after stap of one case."""

    def take(self, stap: Scenariostap) -> Loop:
        """Take the stap and show what came of it."""


class MotorVertolker:
    """The motor of the model alone, in memory."""

    def __init__(self, stelsel: Stelsel, scenario: Scenario) -> None:
        self.stand = Stand()
        self._stelsel = stelsel
        self._scenario = scenario
        namen = (*scenario.mensen, *scenario.leden)
        self._namen = {scenario.sleutel(naam): naam for naam in namen}

    def take(self, stap: Scenariostap) -> Loop:
        voorstel = make_voorstel(self._stelsel, self._scenario, stap)
        uitkomst = take_stap(self._stelsel, self.stand, voorstel)
        if isinstance(uitkomst, Geweigerd):
            weigeringen = uitkomst.weigeringen
            return Loop(stap=stap, beeld=self.beeld(), weigeringen=weigeringen, genoemd=self._namen)
        self.stand = uitkomst.stand
        return Loop(stap=stap, beeld=self.beeld(), uitkomsten=uitkomst.bewijs.uitkomsten)

    def beeld(self) -> Beeld:
        """The stand of the motor, with names for keys."""
        return beeld_van(self._stelsel, self.stand, self._namen)


def beeld_van(stelsel: Stelsel, stand: Stand, namen: Mapping[str, str]) -> Beeld:
    """What shows of a stand; a key without a name stays a key."""
    functies = {
        functie: frozenset(namen.get(houder.id, houder.id) for houder in houders)
        for functie, houders in stand.functies.items()
        if houders
    }
    return Beeld(
        toestand=stand.toestand,
        volgnummer=stand.volgnummer,
        functies=functies,
        termijnen=_lopend(stand),
        bewaren_tot=_bewaren(stelsel, stand),
        telling=_telling(stelsel, stand),
    )


def _telling(stelsel: Stelsel, stand: Stand) -> Mapping[str, int]:
    geteld = assess_continuiteit(stelsel, stand.gebeurtenissen)
    return {veld.name: len(getattr(geteld, veld.name)) for veld in fields(geteld)}


def _lopend(stand: Stand) -> Mapping[str, tuple[date, ...]]:
    lopend: dict[str, list[date]] = {}
    for termijn in stand.termijnen:
        if termijn.gestopt_op is None:
            lopend.setdefault(termijn.termijn, []).append(termijn.einde)
    return {naam: tuple(sorted(dagen)) for naam, dagen in lopend.items()}


def _bewaren(stelsel: Stelsel, stand: Stand) -> str:
    if not stand.toestand or not stelsel.toestanden[stand.toestand].eind:
        return ""
    dag = bewaardatum(stelsel, stand)
    return dag.isoformat() if dag else ALTIJD


def walk(scenario: Scenario, vertolker: Vertolker) -> Iterator[Loop]:
    """Take every stap of the case, in order."""
    for stap in scenario.stappen:
        yield vertolker.take(stap)


def complaints(stelsel: Stelsel, scenario: Scenario, loop: Loop) -> Iterator[str]:
    """Where a stap went otherwise than the case says; each line names the stap and the difference."""
    plek = _plek(scenario, loop.stap)
    for klacht in _klachten(stelsel, scenario, loop):
        yield f"{plek}: {klacht}"


def _plek(scenario: Scenario, stap: Scenariostap) -> str:
    nummer = scenario.stappen.index(stap) + 1
    dag = (stap.op.date() - scenario.begin).days
    return (
        f"{scenario.bestand} stap {nummer}, dag {dag} ({stap.op:%a %d-%m-%Y %H:%M}), "
        f"{stap.door}: {stap.stap}"
    )


def _klachten(stelsel: Stelsel, scenario: Scenario, loop: Loop) -> Iterator[str]:
    bedoeld = frozenset(loop.stap.geweigerd or ())
    if loop.codes != bedoeld:
        wie = {w.code: _in_woorden(stelsel, w, loop.genoemd) for w in loop.weigeringen}
        yield f"geweigerd om {_reeks(loop.codes)}, de zaak zegt {_reeks(bedoeld)} {wie or ''}"
    verwacht = loop.stap.verwacht
    if verwacht.toestand and loop.beeld.toestand != verwacht.toestand:
        yield f"toestand {loop.beeld.toestand}, de zaak zegt {verwacht.toestand}"
    if verwacht.bewaren_tot and loop.beeld.bewaren_tot != verwacht.bewaren_tot:
        yield f"bewaren tot {loop.beeld.bewaren_tot}, de zaak zegt {verwacht.bewaren_tot}"
    for naam, aantal in verwacht.telling.items():
        if loop.beeld.telling[naam] != aantal:
            yield f"{loop.beeld.telling[naam]} {naam}, de zaak zegt {aantal}"
    yield from _termijnklachten(scenario, loop)
    yield from _functieklachten(loop)
    yield from _woordklachten(stelsel, loop)
    yield from _betreftklachten(loop)


def _reeks(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "niets"


def _in_woorden(stelsel: Stelsel, weigering: Weigering, namen: Mapping[str, str]) -> str:
    wie = ", ".join(namen.get(sleutel, sleutel) for sleutel in weigering.betreft)
    delen = (
        uitleg_bij(stelsel, weigering, Lezer.PROFESSIONAL),
        wie,
        weigering.veld,
        weigering.melding,
    )
    return " | ".join(deel for deel in delen if deel)


def _termijnklachten(scenario: Scenario, loop: Loop) -> Iterator[str]:
    for naam, tekst in loop.stap.verwacht.termijnen.items():
        loopt = loop.beeld.termijnen.get(naam, ())
        dagen = [] if tekst == GEEN else [verwachte_dag(scenario, dag) for dag in _delen(tekst)]
        if loopt != tuple(sorted(dagen)):
            loopt_tot = ", ".join(map(str, loopt)) or GEEN
            yield f"termijn {naam} loopt tot {loopt_tot}, de zaak zegt {tekst}"


def _functieklachten(loop: Loop) -> Iterator[str]:
    for naam, tekst in loop.stap.verwacht.functies.items():
        houders = loop.beeld.functies.get(naam, frozenset())
        if houders != frozenset([] if tekst == GEEN else _delen(tekst)):
            yield f"{naam} ligt bij {_reeks(houders)}, de zaak zegt {tekst}"


def _delen(tekst: str) -> list[str]:
    return [deel.strip() for deel in str(tekst).split(",")]


def _woordklachten(stelsel: Stelsel, loop: Loop) -> Iterator[str]:
    for lezer, woorden in loop.stap.verwacht.zegt.items():
        gezegd = " ".join(uitleg_bij(stelsel, w, Lezer(lezer)) for w in loop.weigeringen)
        if woorden not in gezegd:
            yield f"tegen {lezer} staat er niet '{woorden}', maar '{gezegd}'"


def _betreftklachten(loop: Loop) -> Iterator[str]:
    for code, bedoeld in loop.stap.verwacht.betreft.items():
        gaat_over = {
            loop.genoemd.get(naam, naam)
            for weigering in loop.weigeringen
            if weigering.code == code
            for naam in ((weigering.veld,) if code == VELD else weigering.betreft)
        }
        if gaat_over != set(bedoeld):
            yield f"{code} gaat over {_reeks(frozenset(gaat_over))}, de zaak zegt {list(bedoeld)}"
