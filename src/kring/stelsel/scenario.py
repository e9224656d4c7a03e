"""Worked cases as data that a jurist can read: who does which stap on which day, and what must follow.

The same file drives the motor in the specification, and the whole product in tests and demo.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from kring.stelsel.begrippen import Registratiesoort, Stelsel, Veld, Veldsoort
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.motor import Geweigerd, take_stap
from kring.stelsel.toetsing import Weigering
from kring.stelsel.zaak import Actorsoort, Handelend, Registratie, Stand, VerleendMandaat, Voorstel


# Keys of people and gebeurtenissen in a scenario follow from their names, so that a run is repeatable.
NAAMRUIMTE = UUID("5d1f3c3e-0d2b-5c1a-9a86-4b72696e6720")
MORGEN = time(10)
LANG_GELEDEN = date(2000, 1, 1)


class InvalidScenario(ValueError):
    """The file is not a scenario; the message is Dutch, names the file and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mens:
    """Somebody who acts: a professional with mandates, or a member of the gezin (`lid`)."""

    partij: str
    mandaten: tuple[str, ...] = ()
    skj: bool = True
    lid: str = ""
    # Where a case is about what a grant opens: the categories. Left out, grants are not looked at.
    opent: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwacht:
    """What must hold after a stap, or at the end. Only what is filled in is compared."""

    toestand: str = ""
    # Termijn → its last day, as a date or as days after the begin; "geen" when it does not run.
    termijnen: Mapping[str, str] = field(default_factory=dict)
    # Functie → who holds it, several with commas; "geen" when nobody does.
    functies: Mapping[str, str] = field(default_factory=dict)
    # Reader → words that the refusal says.
    zegt: Mapping[str, str] = field(default_factory=dict)
    # Code of a refusal → the people it is about, by their names; "veld" → the fields to mend.
    betreft: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Last day on which the closed file is kept; "altijd" when it is kept for ever.
    bewaren_tot: str = ""
    # How many gezichten, overdrachten and hertellingen there were until then.
    telling: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenariostap:
    """One stap: by whom, when, with which values; `geweigerd` names every code that must come back."""

    door: str
    stap: str
    op: datetime
    waarden: Mapping[str, Any]
    als: str
    geweigerd: tuple[str, ...] | None
    afwegingen: Mapping[str, str]
    verwacht: Verwacht


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A worked case. `mensen` are who act, `leden` the people of the gezin by their name in the file."""

    id: str
    titel: str
    bestand: str
    varianten: tuple[str, ...]
    regels: tuple[str, ...]
    begin: date
    mensen: Mapping[str, Mens]
    leden: tuple[str, ...]
    stappen: tuple[Scenariostap, ...]
    # How many stappen come from an earlier case (`vooraf`): what this case is about comes after them.
    vooraf: int
    # For the product: how the gezin is called, its gemeente, accounts and addresses of its people.
    regio: Mapping[str, Any]

    def sleutel(self, naam: str) -> str:
        """The key of a person or a gebeurtenis that the file calls by a name."""
        return str(uuid5(NAAMRUIMTE, f"{self.id}/{naam}"))


def load_scenario(
    pad: Path, *, begin: date | None = None, mensen: Mapping[str, Mens] | None = None
) -> Scenario:
    """Read one file; `begin` moves the whole case to another first day, `mensen` are people whom
    several cases share. Raises InvalidScenario.

    A case may go on from another one in the same folder: `vooraf: {bestand: gezin-bakker, tot: plan}`
    takes over its people and its stappen up to and including the one with that name (`als`).
    """
    try:
        return _scenario(pad, _lees(pad, ()), begin, mensen or {})
    except InvalidScenario:
        raise
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as fout:
        raise InvalidScenario(f"{pad.name}: dit is geen scenario ({fout})") from fout


def find_scenarios(wortel: Path) -> tuple[Path, ...]:
    """Every worked case under the model's folder, in a fixed order."""
    return tuple(sorted(wortel.glob("varianten/*/scenarios/*.yaml")))


DELEN = frozenset(
    {"titel", "varianten", "regels", "vooraf", "begin", "mensen", "leden", "regio", "stappen"}
)
DELEN_VAN_STAP = frozenset(
    {"door", "dag", "stap", "als", "waarden", "afwegingen", "geweigerd", "verwacht"}
)


def _lees(pad: Path, al: tuple[str, ...]) -> dict[str, Any]:
    """The content of a file, with the stappen of the case before it in front of its own."""
    if pad.name in al:
        raise InvalidScenario(f"{pad.name}: vooraf gaat rond ({' → '.join((*al, pad.name))})")
    inhoud = yaml.load(pad.read_text(encoding="utf-8"), Loader=_Lader)  # noqa: S506
    if vreemd := set(inhoud) - DELEN:
        raise InvalidScenario(f"{pad.name}: {', '.join(sorted(vreemd))} hoort hier niet")
    if "vooraf" not in inhoud:
        return {**inhoud, "vooraf": 0}
    begin = inhoud["vooraf"]
    eerder = _lees(pad.with_name(f"{begin['bestand']}.yaml"), (*al, pad.name))
    stappen = _tot_en_met(eerder["stappen"], begin["tot"], pad, begin["bestand"])
    return {
        "begin": eerder["begin"],
        **inhoud,
        "vooraf": len(stappen),
        "mensen": {**eerder["mensen"], **inhoud.get("mensen", {})},
        "leden": [*eerder["leden"], *inhoud.get("leden", ())],
        "regio": {**eerder.get("regio", {}), **inhoud.get("regio", {})},
        "stappen": [*stappen, *inhoud["stappen"]],
    }


def _tot_en_met(stappen: list[Any], naam: str, pad: Path, bestand: str) -> list[Any]:
    plek = next((n for n, stap in enumerate(stappen, 1) if stap.get("als") == naam), None)
    if plek is None:
        raise InvalidScenario(f"{pad.name}: in {bestand} heet geen enkele stap {naam}")
    return stappen[:plek]


class _Lader(yaml.CSafeLoader):
    """Dates stay text: the model's values are text as well."""


_Lader.yaml_implicit_resolvers = {
    teken: [(soort, vorm) for soort, vorm in regels if not soort.endswith(("timestamp", "bool"))]
    for teken, regels in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _scenario(
    pad: Path, inhoud: dict[str, Any], begin: date | None, mensen: Mapping[str, Mens]
) -> Scenario:
    dag_een = begin or date.fromisoformat(inhoud["begin"])
    scenario = Scenario(
        id=pad.stem,
        titel=inhoud["titel"],
        bestand=pad.name,
        varianten=tuple(inhoud["varianten"]),
        regels=tuple(inhoud.get("regels", ())),
        begin=dag_een,
        mensen={**mensen, **{naam: _mens(wie) for naam, wie in inhoud["mensen"].items()}},
        leden=tuple(inhoud["leden"]),
        stappen=tuple(_stap(stap, n, dag_een) for n, stap in enumerate(inhoud["stappen"], 1)),
        vooraf=inhoud["vooraf"],
        regio=inhoud.get("regio", {}),
    )
    _check_namen(scenario)
    return scenario


def _check_namen(scenario: Scenario) -> None:
    """Everybody who acts is somebody, and no two gebeurtenissen have the same name."""
    namen: set[str] = set()
    for stap in scenario.stappen:
        if stap.door not in scenario.mensen:
            raise InvalidScenario(f"{scenario.bestand}: {stap.door} staat niet bij mensen")
        # A refused stap leaves nothing behind, so its name is free for the next try.
        if stap.geweigerd:
            continue
        if stap.als in namen:
            raise InvalidScenario(f"{scenario.bestand}: twee stappen heten {stap.als}")
        namen.add(stap.als)


def _mens(wie: dict[str, Any]) -> Mens:
    return Mens(
        partij=wie["partij"],
        mandaten=tuple(wie.get("mandaten", ())),
        skj=wie.get("skj", "ja") == "ja",
        lid=wie.get("lid", ""),
        opent=frozenset(wie["opent"]) if "opent" in wie else None,
    )


def _stap(stap: dict[str, Any], nummer: int, begin: date) -> Scenariostap:
    if vreemd := set(stap) - DELEN_VAN_STAP:
        raise ValueError(f"stap {nummer}: {', '.join(sorted(vreemd))} hoort hier niet")
    geweigerd = stap.get("geweigerd")
    return Scenariostap(
        door=stap["door"],
        stap=stap["stap"],
        op=_moment(str(stap["dag"]), begin),
        waarden=stap.get("waarden", {}),
        als=stap.get("als", f"stap {nummer}"),
        geweigerd=None if geweigerd is None else tuple(geweigerd),
        afwegingen=stap.get("afwegingen", {}),
        verwacht=Verwacht(**stap.get("verwacht", {})),
    )


def _moment(tekst: str, begin: date) -> datetime:
    """ "3" is the third day after the begin at ten o'clock, "3 14:30" at half past two. In the hour
    that comes twice in October an offset says which one is meant: "3 02:30+01:00"."""
    dagen, _, tijd = tekst.partition(" ")
    moment = time.fromisoformat(tijd) if tijd else MORGEN
    op = datetime.combine(_dag(dagen, begin), moment, moment.tzinfo or AMSTERDAM)
    return op.astimezone(AMSTERDAM)


def _dag(tekst: str, begin: date) -> date:
    if tekst.lstrip("+-").isdecimal() and len(tekst.lstrip("+-")) < 6:
        return begin + timedelta(days=int(tekst))
    return date.fromisoformat(tekst)


@dataclass(frozen=True, slots=True)
class Gelopen:
    """What became of one stap in a run."""

    stap: Scenariostap
    stand: Stand
    weigeringen: tuple[Weigering, ...]


def run_scenario(stelsel: Stelsel, scenario: Scenario) -> Iterator[Gelopen]:
    """Take every stap through the motor, in order; a refused stap leaves the stand as it was."""
    stand = Stand()
    for stap in scenario.stappen:
        uitkomst = take_stap(stelsel, stand, make_voorstel(stelsel, scenario, stap))
        if isinstance(uitkomst, Geweigerd):
            yield Gelopen(stap, stand, uitkomst.weigeringen)
        else:
            stand = uitkomst.stand
            yield Gelopen(stap, stand, ())


def make_voorstel(stelsel: Stelsel, scenario: Scenario, stap: Scenariostap) -> Voorstel:
    """The stap as a proposal to the motor."""
    handelenden = {
        scenario.sleutel(naam): make_handelend(scenario, naam) for naam in scenario.mensen
    }
    return Voorstel(
        id=scenario.sleutel(stap.als),
        stap=stap.stap,
        door=handelenden[scenario.sleutel(stap.door)],
        op=stap.op,
        waarden=resolve_waarden(stelsel, scenario, stap, scenario.sleutel),
        medewerkers=handelenden,
        afwegingen=stap.afwegingen,
    )


def make_handelend(scenario: Scenario, naam: str) -> Handelend:
    """Somebody of the scenario as the motor knows people, with everything in force since long."""
    mens = scenario.mensen[naam]
    if mens.partij == "gezin":
        soort = Actorsoort.GEZINSLID
    else:
        soort = Actorsoort.SYSTEEM if mens.partij == "systeem" else Actorsoort.MEDEWERKER
    registratie = Registratie(soort=Registratiesoort.SKJ, van=LANG_GELEDEN)
    return Handelend(
        id=scenario.sleutel(naam),
        soort=soort,
        partij=mens.partij,
        mandaten=tuple(VerleendMandaat(mandaat=m, van=LANG_GELEDEN) for m in mens.mandaten),
        registraties=(registratie,) if mens.skj and soort is Actorsoort.MEDEWERKER else (),
        lid=scenario.sleutel(mens.lid) if mens.lid else "",
        opent=mens.opent,
    )


def resolve_waarden(
    stelsel: Stelsel, scenario: Scenario, stap: Scenariostap, sleutel: Any
) -> Mapping[str, Any]:
    """The values with names replaced by keys and days after the begin by dates."""
    feit = stelsel.feitsoorten[stelsel.stappen[stap.stap].legt_vast]
    return _velden(feit.velden, stap.waarden, scenario.begin, sleutel)


def _velden(
    velden: tuple[Veld, ...], waarden: Mapping[str, Any], begin: date, sleutel: Any
) -> dict[str, Any]:
    bekend = {veld.id: veld for veld in velden}
    return {
        naam: _waarde(bekend[naam], waarde, begin, sleutel) if naam in bekend else waarde
        for naam, waarde in waarden.items()
    }


NAMEN = (Veldsoort.LID, Veldsoort.NIEUW_LID, Veldsoort.MEDEWERKER)


def _waarde(veld: Veld, waarde: Any, begin: date, sleutel: Any) -> Any:
    if waarde in ("", None):
        return waarde
    if veld.soort in NAMEN:
        return sleutel(waarde)
    if veld.soort is Veldsoort.LEDEN and isinstance(waarde, list):
        return [sleutel(naam) for naam in waarde]
    if veld.soort is Veldsoort.VERWIJZING:
        naam, streep, plek = str(waarde).partition("/")
        return sleutel(naam) + streep + plek
    if veld.soort is Veldsoort.DAG:
        return _dag(str(waarde), begin).isoformat()
    if veld.soort is Veldsoort.RIJEN and isinstance(waarde, list):
        return [_velden(veld.velden, rij, begin, sleutel) for rij in waarde]
    return waarde


def verwachte_dag(scenario: Scenario, tekst: str) -> date:
    """A day that a scenario expects, as a date or as days after the begin."""
    return _dag(str(tekst), scenario.begin)
