"""What a line holds, in words: each value with its label, as far as this reader may see it.

A value that has no words for this reader takes its label with it: a hole would tell that there is
something to hide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kring.dossier.queries.regels import Regel, load_van_gebeurtenissen
from kring.stelsel.begrippen import Stelsel, Veld, Veldsoort
from kring.stelsel.kalender import MAANDEN, dag_van
from kring.stelsel.uitspraken import PER_RIJ
from kring.toegang.deur import Deur


# How much of a line is quoted where another one points at it.
KORT = 70
LEEG: tuple[Any, ...] = (None, "", [])
# The kind of a typed row stands in front of the line itself.
SOORT = "soort"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lezing:
    """Who reads: key → name and key → line, as far as they are to be seen, and whether it is the gezin."""

    stelsel: Stelsel
    namen: Mapping[str, str]
    verwezen: Mapping[str, str]
    gezin: bool = False

    def toont(self, veld: Veld) -> bool:
        """Whether this reader is shown such a value at all."""
        return not (self.gezin and veld.intern)

    def label(self, veld: Veld) -> str:
        """What a value is called for this reader."""
        return (veld.voor_gezin if self.gezin else "") or veld.naam


def fields_of(lezing: Lezing, regel: Regel) -> list[tuple[str, str]]:
    """Every value of a line with its label, in words: for pages that show it whole."""
    per_rij = lezing.stelsel.feitsoorten[regel.feit].uitspraak == PER_RIJ
    waarden = [
        (lezing.label(veld), in_woorden(veld, regel.inhoud[veld.id], lezing))
        for veld in _velden(lezing.stelsel, regel)
        if regel.inhoud.get(veld.id) not in LEEG
        and lezing.toont(veld)
        and not (per_rij and regel.plek and veld.id == SOORT)
    ]
    return [(label, woorden) for label, woorden in waarden if woorden]


def _velden(stelsel: Stelsel, regel: Regel) -> tuple[Veld, ...]:
    velden: tuple[Veld, ...] = stelsel.feitsoorten[regel.feit].velden
    if not regel.plek:
        return velden
    rijen = regel.plek.partition(".")[0]
    return next(veld.velden for veld in velden if veld.id == rijen)


def in_woorden(veld: Veld, waarde: Any, lezing: Lezing) -> str:
    """A value as a reader sees it; what the reader may not see is not there."""
    if veld.soort in (Veldsoort.KEUZE, Veldsoort.KEUZES):
        keuzes = {keuze.id: keuze.naam for keuze in veld.keuzes}
        return ", ".join(keuzes[keuze] for keuze in _reeks(waarde))
    if veld.soort in (Veldsoort.LID, Veldsoort.LEDEN, Veldsoort.MEDEWERKER):
        return ", ".join(lezing.namen[id_] for id_ in _reeks(waarde) if id_ in lezing.namen)
    if veld.soort is Veldsoort.VERWIJZING:
        return lezing.verwezen.get(waarde, "")
    if veld.soort is Veldsoort.DAG:
        jaar, maand, dag = waarde.split("-")
        return f"{int(dag)}-{int(maand)}-{jaar}"
    if veld.soort is Veldsoort.RIJEN:
        return "; ".join(filter(None, (_rij(veld, rij, lezing) for rij in waarde)))
    return str(waarde)


def _reeks(waarde: Any) -> list[str]:
    return waarde if isinstance(waarde, list) else [waarde]


def _rij(veld: Veld, rij: Mapping[str, Any], lezing: Lezing) -> str:
    delen = (
        in_woorden(sub, rij[sub.id], lezing)
        for sub in veld.velden
        if rij.get(sub.id) not in LEEG and lezing.toont(sub)
    )
    return ", ".join(filter(None, delen))


def values_of(stelsel: Stelsel, regels: Iterable[Regel], soort: Veldsoort) -> Iterator[str]:
    """Every value of this kind in these lines, those in rows as well."""
    for regel in regels:
        yield from _waarden(_velden(stelsel, regel), regel.inhoud, soort)


def _waarden(velden: Iterable[Veld], inhoud: Mapping[str, Any], soort: Veldsoort) -> Iterator[str]:
    for veld in velden:
        waarde: Any = inhoud.get(veld.id)
        if waarde in LEEG:
            continue
        if veld.soort is soort:
            yield from _reeks(waarde)
        if veld.soort is Veldsoort.RIJEN:
            for rij in waarde:
                yield from _waarden(veld.velden, rij, soort)


def medewerkers_in(stelsel: Stelsel, regels: Iterable[Regel]) -> set[UUID]:
    """Whom these lines name: professionals by key."""
    return set(map(UUID, values_of(stelsel, regels, Veldsoort.MEDEWERKER)))


def load_verwezen(deur: Deur, stelsel: Stelsel, regels: Iterable[Regel]) -> dict[str, str]:
    """Key → words, of every earlier line that these lines point at and that the reader sees."""
    gelezen = [deel for regel in regels for deel in (regel, *regel.weerwoord)]
    woorden = _per_sleutel(stelsel, gelezen)
    gezocht = set(values_of(stelsel, gelezen, Veldsoort.VERWIJZING))
    elders = {UUID(sleutel.partition("/")[0]) for sleutel in gezocht - woorden.keys()}
    if elders:
        woorden |= _per_sleutel(stelsel, load_van_gebeurtenissen(deur, stelsel, elders))
    return {sleutel: woorden[sleutel] for sleutel in gezocht & woorden.keys()}


def _per_sleutel(stelsel: Stelsel, regels: Iterable[Regel]) -> dict[str, str]:
    """A line is pointed at by its own key, and by that of its gebeurtenis."""
    woorden: dict[str, str] = {}
    for regel in regels:
        aangehaald = quote(stelsel, regel)
        woorden.setdefault(regel.sleutel, aangehaald)
        woorden.setdefault(regel.gebeurtenis, aangehaald)
    return woorden


def quote(stelsel: Stelsel, regel: Regel) -> str:
    """A line in short, as another one points at it: who or what, and the day."""
    dag = dag_van(regel.op)
    return f"{_kern(stelsel, regel)} ({dag.day} {MAANDEN[dag.month]} {dag.year})"


def _kern(stelsel: Stelsel, regel: Regel) -> str:
    """Whoever a line names in words, else its text, else what kind of line it is."""
    for veld in _velden(stelsel, regel):
        if veld.id == "wie" and veld.soort is Veldsoort.REGEL and regel.inhoud.get("wie"):
            return str(regel.inhoud["wie"])
    tekst = regel.tekst or regel.naam
    return tekst.rstrip(".") if len(tekst) <= KORT else f"{tekst[:KORT]}…"
