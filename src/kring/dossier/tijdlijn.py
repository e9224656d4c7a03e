"""The safety timeline: numbers per giver over time, with events under the axis. Pure: dates and numbers
in, a laid-out drawing out; the template only writes it down, and its twin is a table of the same data.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kring.stelsel.kalender import MAANDEN


HOOGSTE = 10
LETTERHOOGTE = 16
TEKENRUIMTE = 20.0
# A drawing of less than a month would be all edge.
MINSTENS = timedelta(days=30)
HOOGSTENS_MAANDEN = 6


@dataclass(frozen=True, slots=True)
class Cijfer:
    """A number that somebody gave on a day."""

    gever: str
    dag: date
    cijfer: int
    waarom: str


@dataclass(frozen=True, slots=True)
class Voorval:
    """Something that happened, for under the axis."""

    dag: date
    naam: str
    ernstig: bool


# Everything below is as drawn: lengths are text, because a page writes 12.5 and not 12,5.
@dataclass(frozen=True, slots=True)
class Vlak:
    y: str
    hoogte: str
    tekst_y: str
    naam: str
    kleur: str


@dataclass(frozen=True, slots=True)
class Reeks:
    """One giver's numbers. Shape and dash differ, so that colour is never the only difference."""

    naam: str
    cijfer: int
    lijn: str
    punten: str
    streep: str
    haal: str
    tekst_y: str


@dataclass(frozen=True, slots=True)
class Merkteken:
    """An event: a number under the axis, explained in the list below it."""

    x: str
    y: str
    steel: str
    tekst_y: str
    nummer: int
    ernstig: bool


@dataclass(frozen=True, slots=True)
class Maand:
    x: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdlijn:
    """A whole drawing with its twin."""

    maat: "Maat"
    vlakken: tuple[Vlak, ...]
    raster: tuple[tuple[str, int], ...]
    reeksen: tuple[Reeks, ...]
    tekens: tuple[Merkteken, ...]
    maanden: tuple[Maand, ...]
    maand_y: str
    onder: str
    vandaag: str
    cijfers: tuple[Cijfer, ...]
    voorvallen: tuple[Voorval, ...]

    @property
    def samenvatting(self) -> str:
        """What the picture says, for who does not see it."""
        if not self.reeksen:
            return "Er is geen cijfer om te tonen."
        delen = ", ".join(f"{reeks.naam} {reeks.cijfer}" for reeks in self.reeksen)
        return f"Laatste cijfers: {delen}. 0 is heel onveilig. 10 is veilig."


@dataclass(frozen=True, slots=True)
class Maat:
    """The measures of a drawing; there is a wide one and one for a phone."""

    naam: str
    breedte: int
    hoogte: int
    links: int
    rechts: int
    boven: int
    onder: int

    @property
    def vlak(self) -> int:
        """How wide the part with numbers is."""
        return self.breedte - self.links - self.rechts

    @property
    def cijfer_x(self) -> int:
        """Where the numbers of the scale end."""
        return self.links - 6

    @property
    def tekst_x(self) -> int:
        """Where the name of a band begins."""
        return self.links + 8

    @property
    def naam_x(self) -> int:
        """Where the name at the end of a line begins."""
        return self.breedte - self.rechts + 12


BREED = Maat("breed", breedte=760, hoogte=330, links=34, rechts=120, boven=12, onder=58)
SMAL = Maat("smal", breedte=360, hoogte=320, links=26, rechts=84, boven=12, onder=58)


def make_tijdlijn(
    cijfers: Sequence[Cijfer],
    voorvallen: Sequence[Voorval],
    *,
    vandaag: date,
    onveilig_tot: int,
    genoeg_vanaf: int,
    maat: Maat,
) -> Tijdlijn:
    """Lay out the drawing. The y-axis is always 0 to 10; the bands are the model's.

    `cijfers` stand in the order in which they were given: of one day, the last one counts.
    """
    eerste = min([c.dag for c in cijfers] + [v.dag for v in voorvallen] + [vandaag - MINSTENS])
    schaal = _Schaal(maat, eerste, vandaag)
    grenzen = (
        (HOOGSTE, genoeg_vanaf, "veilig genoeg", "groen"),
        (genoeg_vanaf, onveilig_tot, "veilig met afspraken", "oker"),
        (onveilig_tot, 0, "onveilig", "klei"),
    )
    return Tijdlijn(
        maat=maat,
        vlakken=tuple(_vlak(schaal, *grens) for grens in grenzen),
        raster=tuple((_px(schaal.y(cijfer) + 5), cijfer) for cijfer in (0, 5, HOOGSTE)),
        reeksen=_reeksen(cijfers, schaal),
        tekens=_tekens(voorvallen, schaal),
        maanden=tuple(_maanden(eerste, vandaag, schaal)),
        maand_y=_px(schaal.y(0) + 18),
        onder=_px(schaal.y(0)),
        vandaag=_px(schaal.x(vandaag)),
        cijfers=tuple(reversed(sorted(cijfers, key=lambda c: c.dag))),
        voorvallen=tuple(sorted(voorvallen, key=lambda v: v.dag)),
    )


def _px(lengte: float) -> str:
    return f"{lengte:.1f}"


class _Schaal:
    def __init__(self, maat: Maat, eerste: date, laatste: date) -> None:
        self.maat = maat
        self._eerste = eerste
        self._dagen = max(1, (laatste - eerste).days)

    def x(self, dag: date) -> float:
        deel = min(1.0, (dag - self._eerste).days / self._dagen)
        return self.maat.links + deel * self.maat.vlak

    def y(self, cijfer: int) -> float:
        hoogte = self.maat.hoogte - self.maat.boven - self.maat.onder
        return self.maat.boven + (HOOGSTE - cijfer) / HOOGSTE * hoogte


def _vlak(schaal: _Schaal, van: int, tot: int, naam: str, kleur: str) -> Vlak:
    boven, onder = schaal.y(van), schaal.y(tot)
    return Vlak(_px(boven), _px(onder - boven), _px(boven + 18), naam, kleur)


def _cirkel(x: float, y: float) -> str:
    return f"M{x - 4.5:.1f} {y:.1f}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"


def _vierkant(x: float, y: float) -> str:
    return f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z"


def _driehoek(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 6:.1f}l6 10h-12z"


def _ruit(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z"


VORMEN: tuple[Callable[[float, float], str], ...] = (_cirkel, _vierkant, _driehoek, _ruit)
STREPEN = ("", "7 4", "2 4", "10 3 2 3")


def _reeksen(cijfers: Sequence[Cijfer], schaal: _Schaal) -> tuple[Reeks, ...]:
    per_gever: dict[str, list[Cijfer]] = {}
    for cijfer in sorted(cijfers, key=lambda c: c.dag):
        per_gever.setdefault(cijfer.gever, []).append(cijfer)
    plaats = _uiteen({gever: schaal.y(reeks[-1].cijfer) for gever, reeks in per_gever.items()})
    return tuple(
        _reeks(reeks, nummer, plaats[gever], schaal)
        for nummer, (gever, reeks) in enumerate(per_gever.items())
    )


def _reeks(cijfers: Sequence[Cijfer], nummer: int, label_y: float, schaal: _Schaal) -> Reeks:
    punten = [(schaal.x(c.dag), schaal.y(c.cijfer)) for c in cijfers]
    vorm = VORMEN[nummer % len(VORMEN)]
    x, y = punten[-1]
    return Reeks(
        naam=cijfers[-1].gever,
        cijfer=cijfers[-1].cijfer,
        lijn="M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in punten),
        punten="".join(vorm(*punt) for punt in punten),
        streep=STREPEN[nummer % len(STREPEN)],
        haal=f"M{x + 6:.1f} {y:.1f}L{schaal.maat.naam_x - 4} {label_y:.1f}",
        tekst_y=_px(label_y + 4),
    )


def _uiteen(hoogtes: dict[str, float]) -> dict[str, float]:
    """Move labels down until none lies over another."""
    geordend = sorted(hoogtes.items(), key=lambda paar: paar[1])
    plaats = dict(geordend[:1])
    for (vorige, _), (gever, y) in pairwise(geordend):
        plaats[gever] = max(y, plaats[vorige] + LETTERHOOGTE)
    return plaats


def _tekens(voorvallen: Iterable[Voorval], schaal: _Schaal) -> tuple[Merkteken, ...]:
    """Numbers under the axis. One that would touch its neighbour goes where it moves least: a line
    down, or aside with a slanting stem."""
    tekens = []
    vrij = [float("-inf"), float("-inf")]
    onder = schaal.y(0)
    for nummer, voorval in enumerate(sorted(voorvallen, key=lambda v: v.dag), 1):
        dag_x = schaal.x(voorval.dag)
        rij = min(range(len(vrij)), key=lambda rij: max(dag_x, vrij[rij]))
        x = max(dag_x, vrij[rij])
        vrij[rij] = x + TEKENRUIMTE
        y = onder + 30 + rij * 18
        steel = f"M{dag_x:.1f} {onder:.1f}L{x:.1f} {y - 9:.1f}"
        tekens.append(Merkteken(_px(x), _px(y), steel, _px(y + 4), nummer, voorval.ernstig))
    return tuple(tekens)


def _maanden(eerste: date, laatste: date, schaal: _Schaal) -> list[Maand]:
    """The first of each month; every so many, so that names do not touch."""
    dag = _volgende_maand(eerste)
    gevonden = []
    while dag <= laatste:
        gevonden.append(Maand(_px(schaal.x(dag)), MAANDEN[dag.month][:3]))
        dag = _volgende_maand(dag)
    return gevonden[:: max(1, -(-len(gevonden) // HOOGSTENS_MAANDEN))]


def _volgende_maand(dag: date) -> date:
    return date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)
