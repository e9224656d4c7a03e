"""The safety timeline: numbers per giver over time, with events under the axis. Pure: dates and numbers
in, coordinates out; the template draws, and its twin is a table of the same data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kring.stelsel.aandacht import MAANDEN


# Each giver has a shape and a dash of its own, so that colour is never the only difference.
VORMEN = ("cirkel", "vierkant", "driehoek", "ruit")
STREPEN = ("", "7 4", "2 4", "10 3 2 3")
LETTERHOOGTE = 16


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


@dataclass(frozen=True, slots=True)
class Punt:
    x: float
    y: float
    cijfer: int


@dataclass(frozen=True, slots=True)
class Lijn:
    """One giver's numbers as drawn; the label stands at the end, moved clear of other labels."""

    gever: str
    vorm: str
    streep: str
    punten: tuple[Punt, ...]
    label_y: float

    @property
    def pad(self) -> str:
        """The line through the points, for SVG."""
        return " ".join(f"{'M' if not n else 'L'}{p.x:.1f} {p.y:.1f}" for n, p in enumerate(self.punten))

    @property
    def laatste(self) -> Punt:
        """Where the line ends."""
        return self.punten[-1]


@dataclass(frozen=True, slots=True)
class Merkteken:
    """An event on the drawing: a number under the axis, explained in the list below."""

    x: float
    y: float
    nummer: int
    ernstig: bool


@dataclass(frozen=True, slots=True)
class Maand:
    x: float
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdlijn:
    """A whole drawing with its twin."""

    breedte: int
    hoogte: int
    links: int
    rechts: int
    onder: float
    banden: tuple[tuple[float, float, str, str], ...]
    raster: tuple[tuple[float, int], ...]
    lijnen: tuple[Lijn, ...]
    tekens: tuple[Merkteken, ...]
    maanden: tuple[Maand, ...]
    vandaag_x: float
    cijfers: tuple[Cijfer, ...]
    voorvallen: tuple[Voorval, ...]

    @property
    def samenvatting(self) -> str:
        """What the picture says, for who does not see it."""
        if not self.lijnen:
            return "Er is nog geen cijfer gegeven."
        delen = [f"{lijn.gever} {lijn.laatste.cijfer}" for lijn in self.lijnen]
        return f"Laatste cijfers: {', '.join(delen)}. Van 0, heel onveilig, tot 10, veilig."


@dataclass(frozen=True, slots=True)
class Maat:
    """The measures of one of the two drawings."""

    breedte: int
    hoogte: int
    links: int
    rechts: int
    boven: int
    onder: int


BREED = Maat(breedte=760, hoogte=330, links=34, rechts=120, boven=12, onder=58)
SMAL = Maat(breedte=360, hoogte=320, links=26, rechts=84, boven=12, onder=58)


def make_tijdlijn(
    cijfers: Sequence[Cijfer],
    voorvallen: Sequence[Voorval],
    *,
    vandaag: date,
    onveilig_tot: int,
    genoeg_vanaf: int,
    maat: Maat,
) -> Tijdlijn:
    """Lay out the drawing. The y-axis is always 0 to 10; the bands are the model's."""
    eerste = min([c.dag for c in cijfers] + [v.dag for v in voorvallen] + [vandaag - timedelta(days=30)])
    schaal = _Schaal(maat, eerste, vandaag)
    banden = (
        (schaal.y(10), schaal.y(genoeg_vanaf), "veilig genoeg", "groen"),
        (schaal.y(genoeg_vanaf), schaal.y(onveilig_tot), "veilig met afspraken", "oker"),
        (schaal.y(onveilig_tot), schaal.y(0), "onveilig", "klei"),
    )
    return Tijdlijn(
        breedte=maat.breedte,
        hoogte=maat.hoogte,
        links=maat.links,
        rechts=maat.breedte - maat.rechts,
        onder=schaal.y(0),
        banden=banden,
        raster=tuple((schaal.y(cijfer), cijfer) for cijfer in (0, 5, 10)),
        lijnen=_lijnen(cijfers, schaal),
        tekens=_tekens(voorvallen, schaal),
        maanden=tuple(_maanden(eerste, vandaag, schaal)),
        vandaag_x=schaal.x(vandaag),
        cijfers=tuple(sorted(cijfers, key=lambda c: c.dag, reverse=True)),
        voorvallen=tuple(sorted(voorvallen, key=lambda v: v.dag)),
    )


class _Schaal:
    def __init__(self, maat: Maat, eerste: date, laatste: date) -> None:
        self._maat = maat
        self._eerste = eerste
        self._dagen = max(1, (laatste - eerste).days)

    def x(self, dag: date) -> float:
        deel = min(1.0, (dag - self._eerste).days / self._dagen)
        return self._maat.links + deel * (self._maat.breedte - self._maat.links - self._maat.rechts)

    def y(self, cijfer: int) -> float:
        hoogte = self._maat.hoogte - self._maat.boven - self._maat.onder
        return self._maat.boven + (10 - cijfer) / 10 * hoogte


def _lijnen(cijfers: Sequence[Cijfer], schaal: _Schaal) -> tuple[Lijn, ...]:
    per_gever: dict[str, list[Cijfer]] = {}
    for cijfer in sorted(cijfers, key=lambda c: c.dag):
        per_gever.setdefault(cijfer.gever, []).append(cijfer)
    punten = {
        gever: tuple(Punt(schaal.x(c.dag), schaal.y(c.cijfer), c.cijfer) for c in reeks)
        for gever, reeks in per_gever.items()
    }
    plaats = _uiteen({gever: reeks[-1].y for gever, reeks in punten.items()})
    return tuple(
        Lijn(gever, VORMEN[n % len(VORMEN)], STREPEN[n % len(STREPEN)], reeks, plaats[gever])
        for n, (gever, reeks) in enumerate(punten.items())
    )


def _uiteen(hoogtes: dict[str, float]) -> dict[str, float]:
    """Move labels down until none lies over another."""
    plaats: dict[str, float] = {}
    vorige = -1e9
    for gever, y in sorted(hoogtes.items(), key=lambda paar: paar[1]):
        vorige = max(y, vorige + LETTERHOOGTE)
        plaats[gever] = vorige
    return plaats


def _tekens(voorvallen: Sequence[Voorval], schaal: _Schaal) -> tuple[Merkteken, ...]:
    """Numbers under the axis; where two would touch, the second goes one line down."""
    tekens = []
    laatste_x = [-1e9, -1e9]
    for nummer, voorval in enumerate(sorted(voorvallen, key=lambda v: v.dag), 1):
        x = schaal.x(voorval.dag)
        regel = 0 if x - laatste_x[0] >= 20 or laatste_x[0] <= laatste_x[1] else 1
        laatste_x[regel] = x
        tekens.append(Merkteken(x, schaal.y(0) + 30 + regel * 18, nummer, voorval.ernstig))
    return tuple(tekens)


def _maanden(eerste: date, laatste: date, schaal: _Schaal) -> list[Maand]:
    """The first of each month; every so many, so that names do not touch."""
    dag = date(eerste.year + eerste.month // 12, eerste.month % 12 + 1, 1)
    gevonden = []
    while dag <= laatste:
        gevonden.append(Maand(schaal.x(dag), MAANDEN[dag.month][:3]))
        dag = date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)
    stap = max(1, -(-len(gevonden) // 6))
    return gevonden[::stap]
