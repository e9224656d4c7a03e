"""Forms made from the model: the fields of a fact as questions, and the answers back as values.

Knows no HTML: the same form serves the workplace and the family's page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from kring.stelsel.begrippen import Feitsoort, Veld, Veldsoort
from kring.stelsel.kalender import MAANDEN


# Empty rows that a table of answers offers beyond what is filled in.
RUIMTE = 1
HOOGSTENS_RIJEN = 60
CIJFERS = 9
MEER = "_meer"
JAAR_KORT = 2000


@dataclass(frozen=True, slots=True)
class Optie:
    """One answer to choose from."""

    waarde: str
    naam: str
    gekozen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoer:
    """One question of a form, with what was answered and what is wrong with it."""

    naam: str
    label: str
    vorm: str
    hulp: str = ""
    verplicht: bool = True
    waarde: str = ""
    opties: tuple[Optie, ...] = ()
    rijen: tuple[tuple["Invoer", ...], ...] = ()
    fout: str = ""
    # What stands in the place of the answers when there are none to choose from.
    niemand: str = ""
    minstens: int | None = None
    hoogstens: int | None = None

    @property
    def id_(self) -> str:
        """The HTML id; dots are no good in one."""
        return "veld-" + self.naam.replace(".", "-")

    @property
    def gekozen(self) -> str:
        """The name of what was chosen."""
        return next((optie.naam for optie in self.opties if optie.gekozen and optie.waarde), "")

    @property
    def fouten(self) -> list["Invoer"]:
        """This question and those in its rows, as far as something is wrong."""
        eigen = [self] if self.fout else []
        return eigen + [sub for rij in self.rijen for sub in rij if sub.fout]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzes:
    """What fields can point at in this case: people, professionals, earlier facts; key → name."""

    leden: Mapping[str, str] = field(default_factory=dict)
    medewerkers: Mapping[str, str] = field(default_factory=dict)
    verwijzingen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # Tables that have one row for each member, to be judged one by one.
    per_lid: bool = True
    # What to do when there are no members yet.
    niemand: str = ""


VORMEN = {
    Veldsoort.TEKST: "tekst",
    Veldsoort.REGEL: "regel",
    Veldsoort.GETAL: "getal",
    Veldsoort.DAG: "dag",
    Veldsoort.DEELDATUM: "regel",
    Veldsoort.MOMENT: "regel",
    Veldsoort.KEUZE: "keuze",
    Veldsoort.KEUZES: "vinkjes",
    Veldsoort.LID: "keuze",
    Veldsoort.LEDEN: "vinkjes",
    Veldsoort.MEDEWERKER: "lijst",
    Veldsoort.PARTIJ: "regel",
    Veldsoort.VERWIJZING: "lijst",
    Veldsoort.RIJEN: "rijen",
    Veldsoort.NIEUW_LID: "verborgen",
}
NIEUW = "Iemand die hier nog niet bij staat"
SCHAAL = (0, 10)


def make_invoer(
    feit: Feitsoort,
    waarden: Mapping[str, Any],
    keuzes: Keuzes,
    fouten: Mapping[str, str] | None = None,
) -> tuple[Invoer, ...]:
    """The questions of a fact, filled with what is known; `fouten` maps a field to what is wrong."""
    return tuple(
        _invoer(veld, veld.id, waarden.get(veld.id), keuzes, fouten or {}) for veld in feit.velden
    )


def _invoer(
    veld: Veld, naam: str, waarde: Any, keuzes: Keuzes, fouten: Mapping[str, str]
) -> Invoer:
    invoer = Invoer(
        naam=naam,
        label=veld.naam,
        vorm=_vorm(veld),
        hulp=veld.hulp or HULP.get(veld.soort, ""),
        verplicht=veld.verplicht,
        fout=fouten.get(naam, ""),
        minstens=veld.minstens,
        hoogstens=veld.hoogstens,
    )
    if veld.soort is Veldsoort.NIEUW_LID and keuzes.per_lid and keuzes.leden:
        # People are here already: a row is about one of them, or about somebody new.
        return replace(invoer, vorm="keuze", label=WIE, opties=_wie(waarde or "", keuzes))
    if veld.soort is Veldsoort.RIJEN:
        rijen = waarde if isinstance(waarde, list) else []
        return replace(invoer, rijen=_rijen(veld, naam, rijen, keuzes, fouten))
    if invoer.vorm in GETYPT and not _past_in(invoer.vorm, waarde):
        # A browser would drop what does not fit; what somebody wrote stays on the page.
        invoer = replace(invoer, vorm="regel")
    gekozen = {str(deel) for deel in waarde} if isinstance(waarde, list | tuple) else {str(waarde)}
    opties = tuple(
        Optie(sleutel, tekst, sleutel in gekozen) for sleutel, tekst in _opties(veld, keuzes)
    )
    if opties and not veld.verplicht and invoer.vorm in EEN_VAN:
        # A browser never takes back a choice by itself.
        opties = (Optie("", veld.leeg or GEEN_ANTWOORD, waarde in (None, "")), *opties)
    return replace(
        invoer,
        waarde="" if waarde is None else str(waarde),
        opties=opties,
        niemand=(veld.soort in LEDEN and keuzes.niemand) or NIETS,
    )


EEN_VAN = ("keuze", "schaal")
GEEN_ANTWOORD = "Geen antwoord"
NIETS = "Er is nog niets om uit te kiezen."


WIE = "Wie"


def _wie(gekozen: str, keuzes: Keuzes) -> tuple[Optie, ...]:
    # Somebody new keeps the key that the form gave, for what else it says of this person.
    nieuw = "" if gekozen in keuzes.leden else gekozen
    opties = {nieuw: NIEUW, **keuzes.leden}
    return tuple(Optie(sleutel, naam, sleutel == gekozen) for sleutel, naam in opties.items())


GETYPT = ("dag", "getal")


def _past_in(vorm: str, waarde: Any) -> bool:
    """Whether a browser can show the value in a field for a day or a number."""
    if waarde in (None, ""):
        return True
    if vorm == "getal":
        return isinstance(waarde, int)
    try:
        return bool(date.fromisoformat(str(waarde)))
    except ValueError:
        return False


VAST = "vast"


def _rij(
    veld: Veld, naam: str, rij: Mapping[str, Any], keuzes: Keuzes, fouten: Mapping[str, str]
) -> tuple[Invoer, ...]:
    """The questions of one row; where a row stands for one member, that member is its heading."""
    invoer = (
        _invoer(sub, f"{naam}.{sub.id}", rij.get(sub.id), keuzes, fouten) for sub in veld.velden
    )
    vast = {naam_lid} if keuzes.per_lid and (naam_lid := _lidveld(veld)) in rij else set()
    return tuple(
        replace(vraag, vorm=VAST) if sub.id in vast and vraag.gekozen else vraag
        for sub, vraag in zip(veld.velden, invoer, strict=True)
    )


def _lidveld(veld: Veld) -> str:
    """The field that says for which member a row is; empty where rows are not about one member."""
    return next((sub.id for sub in veld.velden if sub.soort is Veldsoort.LID), "")


HULP = {
    Veldsoort.DEELDATUM: "Schrijf wat u weet: 2016, 2016-03 of 2016-03-05.",
    Veldsoort.MOMENT: "Bijvoorbeeld 2026-11-24T10:00+01:00.",
}


def _vorm(veld: Veld) -> str:
    if veld.soort is Veldsoort.GETAL and (veld.minstens, veld.hoogstens) == SCHAAL:
        return "schaal"
    return VORMEN[veld.soort]


def _opties(veld: Veld, keuzes: Keuzes) -> Iterable[tuple[str, str]]:
    if _vorm(veld) == "schaal":
        return [(str(nummer), str(nummer)) for nummer in range(SCHAAL[0], SCHAAL[1] + 1)]
    if veld.soort in (Veldsoort.KEUZE, Veldsoort.KEUZES):
        return [(keuze.id, keuze.naam) for keuze in veld.keuzes]
    if veld.soort in (Veldsoort.LID, Veldsoort.LEDEN):
        return keuzes.leden.items()
    if veld.soort is Veldsoort.MEDEWERKER:
        return keuzes.medewerkers.items()
    if veld.soort is Veldsoort.VERWIJZING:
        return [
            (sleutel, naam)
            for soort in sorted(veld.naar)
            for sleutel, naam in keuzes.verwijzingen.get(soort, {}).items()
        ]
    return ()


def _rijen(
    veld: Veld, naam: str, rijen: Sequence[Any], keuzes: Keuzes, fouten: Mapping[str, str]
) -> tuple[tuple[Invoer, ...], ...]:
    gevuld = [*rijen, *_beginrijen(veld, rijen, keuzes)]
    return tuple(
        _rij(veld, f"{naam}.{nummer}", rij, keuzes, fouten) for nummer, rij in enumerate(gevuld)
    )


def _beginrijen(veld: Veld, rijen: Sequence[Any], keuzes: Keuzes) -> list[dict[str, Any]]:
    """Where members are judged one by one, a row for each who has none; else one empty row to begin."""
    lid = _lidveld(veld)
    if lid and keuzes.per_lid and keuzes.leden:
        al = {rij.get(lid) for rij in rijen}
        return [{lid: sleutel} for sleutel in keuzes.leden if sleutel not in al]
    return [] if rijen else [{} for _ in range(RUIMTE)]


Post = Mapping[str, list[str]]


def parse_waarden(feit: Feitsoort, post: Post, vandaag: date) -> dict[str, Any]:
    """The answers as the values of a fact. What was left empty is left out; the motor judges the rest."""
    return _parse_velden(feit.velden, "", post, vandaag)


def _parse_velden(velden: tuple[Veld, ...], pad: str, post: Post, vandaag: date) -> dict[str, Any]:
    waarden = {}
    for veld in velden:
        waarde = _parse(veld, pad + veld.id, post, vandaag)
        if waarde not in ("", [], None):
            waarden[veld.id] = waarde
    return waarden


def _parse(veld: Veld, naam: str, post: Post, vandaag: date) -> Any:
    if veld.soort is Veldsoort.RIJEN:
        return _parse_rijen(veld, naam, post, vandaag)
    antwoorden = [antwoord.replace("\r\n", "\n").strip() for antwoord in post.get(naam, ())]
    if veld.soort in (Veldsoort.KEUZES, Veldsoort.LEDEN):
        return [antwoord for antwoord in antwoorden if antwoord]
    antwoord = antwoorden[-1] if antwoorden else ""
    if veld.soort is Veldsoort.DAG and antwoord:
        return parse_dag(antwoord, vandaag)
    if veld.soort is Veldsoort.DEELDATUM and _is_heel(antwoord):
        return parse_dag(antwoord, vandaag)
    if veld.soort is Veldsoort.GETAL and _is_getal(antwoord):
        return int(antwoord)
    return antwoord


def _is_heel(antwoord: str) -> bool:
    """Whether this ends in a whole year; where part of a date may be unknown, nothing is guessed."""
    return len(antwoord) > 4 and antwoord[-4:].isdecimal() and not antwoord[-5].isdecimal()


def _is_getal(antwoord: str) -> bool:
    """Whether this is a whole number; nobody means one of more digits."""
    cijfers = antwoord.removeprefix("-")
    return cijfers.isdecimal() and len(cijfers) <= CIJFERS


def _parse_rijen(veld: Veld, naam: str, post: Post, vandaag: date) -> list[dict[str, Any]]:
    nummers = {
        int(deel)
        for sleutel in post
        if sleutel.startswith(f"{naam}.") and _is_getal(deel := sleutel.split(".")[1])
    }
    rijen = []
    for nummer in sorted(nummers)[:HOOGSTENS_RIJEN]:
        rij = _parse_velden(veld.velden, f"{naam}.{nummer}.", post, vandaag)
        if _iets_ingevuld(veld, rij):
            for sub in veld.velden:
                if sub.soort is Veldsoort.NIEUW_LID:
                    rij.setdefault(sub.id, str(uuid4()))
            rijen.append(rij)
    return rijen


def add_rij(feit: Feitsoort, waarden: Mapping[str, Any], naam: str) -> dict[str, Any]:
    """The answers with one empty row more in this table; as they are for a field that is no table."""
    if not any(veld.id == naam and veld.soort is Veldsoort.RIJEN for veld in feit.velden):
        return dict(waarden)
    return {**waarden, naam: [*waarden.get(naam, []), {}]}


def own_leden(
    feit: Feitsoort, waarden: Mapping[str, Any], bekend: Iterable[str], ruimte: UUID
) -> dict[str, Any]:
    """The answers with a key of our own making for every person who is new here.

    A key that came with the form may be one of another family; it says nothing beyond this form.
    """
    al = set(bekend)
    nieuw = {
        str(rij[sub.id]): str(uuid5(ruimte, str(rij[sub.id])))
        for veld in feit.velden
        for sub in veld.velden
        if sub.soort is Veldsoort.NIEUW_LID
        for rij in waarden.get(veld.id, ())
        if rij.get(sub.id) and rij[sub.id] not in al
    }
    return _vervang(feit.velden, waarden, nieuw) if nieuw else dict(waarden)


LEDEN = (Veldsoort.NIEUW_LID, Veldsoort.LID, Veldsoort.LEDEN)


def _vervang(
    velden: tuple[Veld, ...], waarden: Mapping[str, Any], nieuw: Mapping[str, str]
) -> dict[str, Any]:
    """The answers with other keys where they name a person."""
    uit = dict(waarden)
    for veld in velden:
        waarde = waarden.get(veld.id)
        if veld.soort is Veldsoort.RIJEN:
            uit |= (
                {veld.id: [_vervang(veld.velden, rij, nieuw) for rij in waarde]} if waarde else {}
            )
        elif veld.soort in LEDEN and waarde:
            genoemd = [nieuw.get(k, k) for k in waarde] if isinstance(waarde, list) else None
            uit[veld.id] = nieuw.get(waarde, waarde) if genoemd is None else genoemd
    return uit


def _iets_ingevuld(veld: Veld, rij: Mapping[str, Any]) -> bool:
    """Whether somebody answered in this row; what the form carried along is no answer."""
    eigen = (Veldsoort.NIEUW_LID, Veldsoort.LID)
    return any(rij.get(sub.id) for sub in veld.velden if sub.soort not in eigen)


KORT = {naam[:3]: nummer for nummer, naam in MAANDEN.items()}
WOORDEN = {"vandaag": 0, "morgen": 1, "gisteren": -1, "overmorgen": 2, "eergisteren": -2}


def parse_dag(antwoord: str, vandaag: date) -> str:
    """A day as people write it (24-11-2026, 24 nov, vandaag) as 2026-11-24; else what was written."""
    tekst = antwoord.lower().strip()
    if tekst in WOORDEN:
        return (vandaag + timedelta(days=WOORDEN[tekst])).isoformat()
    delen = tekst.replace("/", "-").replace(".", "-").replace(" ", "-").strip("-").split("-")
    if len(delen) in (2, 3) and delen[0].isdecimal() and len(delen[0]) < 3:
        maand = _maand(delen[1])
        jaar = delen[2] if len(delen) == 3 else str(vandaag.year)
        if maand and _is_getal(jaar):
            volledig = int(jaar) + (JAAR_KORT if len(jaar) < 3 else 0)
            return _bestaand(volledig, maand, int(delen[0])) or antwoord
    return antwoord


def _bestaand(jaar: int, maand: int, dag: int) -> str:
    """The day as text, or nothing: what somebody wrote stays as it was written when it is no day."""
    try:
        return date(jaar, maand, dag).isoformat()
    except ValueError:
        return ""


def _maand(deel: str) -> int:
    if deel.isdecimal():
        return int(deel)
    kort = "maa" if deel.startswith("mrt") else deel[:3]
    return KORT.get(kort, 0)
