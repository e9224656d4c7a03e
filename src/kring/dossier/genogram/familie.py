"""Who is who in a family, as a genogram needs it: people, couples, children, and in which row each stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Paarsoort(StrEnum):
    """What two people are to each other; how it is drawn follows McGoldrick."""

    SAMEN = "samen"
    GETROUWD = "getrouwd"
    UIT_ELKAAR = "uit_elkaar"
    GESCHEIDEN = "gescheiden"
    # They have a child together, and nothing more is known.
    OUDERS = "ouders"


class Afkomst(StrEnum):
    """How a child came to these parents."""

    EIGEN = "eigen"
    ADOPTIE = "adoptie"
    PLEEG = "pleeg"


class Bandsoort(StrEnum):
    """What goes on between two people. Violence is none of these: it is never drawn."""

    RUZIE = "ruzie"
    STEUN = "steun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mens:
    """One person. `geslacht` is m, v or empty; `leeftijd` is what stands inside the figure."""

    id: str
    naam: str
    geslacht: str = ""
    leeftijd: str = ""
    overleden: bool = False
    ongeboren: bool = False
    # Whose page it is about: drawn heavier.
    kind: bool = False


@dataclass(frozen=True, slots=True)
class Paar:
    """Two people who are or were together."""

    een: str
    ander: str
    soort: Paarsoort = Paarsoort.SAMEN


@dataclass(frozen=True, slots=True)
class Kind:
    """A child of one or two parents. Children with the same `geboorte` were born together."""

    kind: str
    ouders: tuple[str, ...]
    afkomst: Afkomst = Afkomst.EIGEN
    geboorte: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What goes on between two people."""

    een: str
    ander: str
    soort: Bandsoort


@dataclass(frozen=True, slots=True)
class Familie:
    """A family to be drawn. Children stand in the order in which they were born, as far as known.

    What points at nobody, or would make somebody the own ancestor, is left out of the drawing: it is
    said in the list beside it.
    """

    mensen: tuple[Mens, ...]
    paren: tuple[Paar, ...] = ()
    kinderen: tuple[Kind, ...] = ()
    banden: tuple[Band, ...] = ()
    huishoudens: Mapping[str, frozenset[str]] | None = None

    @property
    def stellen(self) -> tuple[Paar, ...]:
        """Every couple once, with parents of whom nothing more is known."""
        al: dict[frozenset[str], Paar] = {}
        bekend = {mens.id for mens in self.mensen}
        ouders = (Paar(*k.ouders, Paarsoort.OUDERS) for k in self.afstamming if len(k.ouders) == 2)
        for paar in (*self.paren, *ouders):
            wie = frozenset((paar.een, paar.ander))
            if len(wie) == 2 and wie <= bekend:
                al.setdefault(wie, paar)
        return tuple(al.values())

    @property
    def afstamming(self) -> tuple[Kind, ...]:
        """Every child once, with at most two parents, without circles."""
        bekend, gezien, boven = {mens.id for mens in self.mensen}, set(), dict[str, set[str]]()
        goed = []
        for lijn in self.kinderen:
            ouders = tuple(dict.fromkeys(o for o in lijn.ouders if o in bekend))[:2]
            if lijn.kind not in bekend or lijn.kind in gezien or not ouders:
                continue
            if any(lijn.kind in _voorouders(ouder, boven) for ouder in ouders):
                continue
            gezien.add(lijn.kind)
            boven[lijn.kind] = set(ouders)
            goed.append(Kind(lijn.kind, ouders, lijn.afkomst, lijn.geboorte))
        return tuple(goed)


def _voorouders(wie: str, boven: Mapping[str, set[str]]) -> set[str]:
    """Somebody with everybody above."""
    gevonden, wacht = set(), [wie]
    while wacht:
        nu = wacht.pop()
        if nu not in gevonden:
            gevonden.add(nu)
            wacht += boven.get(nu, ())
    return gevonden


def find_generaties(familie: Familie) -> dict[str, int]:
    """Person → row, 0 at the top. Couples stand in one row where that can be; a parent always stands
    above a child, and as close above as can be."""
    rij = _lees_groepen(familie)
    boven: dict[int, set[int]] = {}
    for lijn in familie.afstamming:
        for ouder in lijn.ouders:
            boven.setdefault(rij[lijn.kind], set()).add(rij[ouder])
    hoogte = _langste_pad(set(rij.values()), boven)
    onder: dict[int, set[int]] = {}
    for groep, erboven in boven.items():
        for een in erboven:
            onder.setdefault(een, set()).add(groep)
    # From below: who has nobody above comes down to the row over the own children.
    for groep in sorted(hoogte, key=lambda g: -hoogte[g]):
        if not boven.get(groep) and onder.get(groep):
            hoogte[groep] = min(hoogte[kind] for kind in onder[groep]) - 1
    hoogste = min(hoogte.values(), default=0)
    return {wie: hoogte[groep] - hoogste for wie, groep in rij.items()}


def _lees_groepen(familie: Familie) -> dict[str, int]:
    """Person → group that stands in one row: couples together, unless one descends from the other."""
    groep = {mens.id: nummer for nummer, mens in enumerate(familie.mensen)}
    for paar in familie.stellen:
        een, ander = groep[paar.een], groep[paar.ander]
        poging = {wie: een if nummer == ander else nummer for wie, nummer in groep.items()}
        if _zonder_kring(familie, poging):
            groep = poging
    return groep


def _zonder_kring(familie: Familie, groep: Mapping[str, int]) -> bool:
    """Whether no group stands above itself."""
    boven: dict[str, set[str]] = {}
    for lijn in familie.afstamming:
        ouders = {str(groep[ouder]) for ouder in lijn.ouders}
        boven.setdefault(str(groep[lijn.kind]), set()).update(ouders)
    return all(groep_ not in _boven(erboven, boven) for groep_, erboven in boven.items())


def _boven(ouders: Iterable[str], boven: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(_voorouders(ouder, boven) for ouder in ouders))


def _langste_pad(groepen: Iterable[int], boven: Mapping[int, set[int]]) -> dict[int, int]:
    hoogte: dict[int, int] = {}

    def meet(groep: int) -> int:
        if groep not in hoogte:
            hoogte[groep] = 1 + max((meet(ouder) for ouder in boven.get(groep, ())), default=-1)
        return hoogte[groep]

    for groep in groepen:
        meet(groep)
    return hoogte
