"""Where everybody stands on the page: as near to the own parents and children as the room for names lets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kring.dossier.genogram.familie import Familie, Mens
from kring.dossier.genogram.volgorde import Blok


FIGUUR = 44.0
LETTER = 13.0
# Between two people of one block, and between two blocks.
TUSSEN, APART = 34.0, 22.0
NAAST = 6.0
HOOGSTENS_LETTERS = 16
RONDES = 40
# Less than this in one round is not seen.
RUSTIG = 0.5
SMAL, BREED = frozenset("iljtfrI.,'’-()| "), frozenset("mwMWQOGÆ@")


def breedte_van(tekst: str) -> float:
    """Not less than these words take: figures of the typeface, rounded up by kind of letter."""
    maten = (
        0.38 if t in SMAL else 0.95 if t in BREED else 0.68 if t.isupper() else 0.6 for t in tekst
    )
    return sum(maten) * LETTER


def kort(naam: str) -> str:
    """A name that fits; the whole of it stands in the list."""
    return naam if len(naam) <= HOOGSTENS_LETTERS else f"{naam[: HOOGSTENS_LETTERS - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Maat:
    """The room of one person around the middle of the figure, and on which side the name stands."""

    links: float
    rechts: float
    kant: str


BOVEN, ONDER, LINKS, RECHTS = "boven", "onder", "links", "rechts"


def measure(familie: Familie, rijen: Sequence[Sequence[Blok]]) -> dict[str, Maat]:
    """The room of everybody. A name stands where no line comes: under who has nobody below, above who has
    nobody above, and else beside."""
    ouders = {ouder for lijn in familie.afstamming for ouder in lijn.ouders}
    samen = {wie for paar in familie.stellen for wie in (paar.een, paar.ander)}
    kinderen = {lijn.kind for lijn in familie.afstamming}
    mensen = {mens.id: mens for mens in familie.mensen}
    maten = {}
    for blok in (blok for rij in rijen for blok in rij):
        for nummer, wie in enumerate(blok):
            if wie not in ouders | samen:
                kant = ONDER
            elif wie not in kinderen:
                kant = BOVEN
            else:
                kant = LINKS if nummer == 0 and len(blok) > 1 else RECHTS
            maten[wie] = _maat(mensen[wie], kant)
    return maten


def _maat(mens: Mens, kant: str) -> Maat:
    breed, half = breedte_van(kort(mens.naam)), FIGUUR / 2
    if kant in (BOVEN, ONDER):
        return Maat(max(half, breed / 2), max(half, breed / 2), kant)
    naast = half + NAAST + breed
    return Maat(naast, half, kant) if kant == LINKS else Maat(half, naast, kant)


def place(
    familie: Familie, rijen: Sequence[Sequence[Blok]], maten: Mapping[str, Maat]
) -> dict[str, float]:
    """Person → the middle of the figure, from left to right."""
    vormen = [[_vorm(blok, maten) for blok in rij] for rij in rijen]
    begin = [_naast_elkaar([0.0] * len(rij), rij) for rij in vormen]
    # Upwards, then downwards: parents over their children, children under their parents.
    volgorde = (*range(len(rijen) - 1, -1, -1), *range(len(rijen)))
    for _ in range(RONDES):
        vorig = [list(rij) for rij in begin]
        for nummer in volgorde:
            x = _mensen(rijen, vormen, begin)
            delen = zip(rijen[nummer], vormen[nummer], begin[nummer], strict=True)
            wens = [_wens(familie, blok, vorm, x, plek) for blok, vorm, plek in delen]
            begin[nummer] = _naast_elkaar(wens, vormen[nummer])
        if _verschoven(vorig, begin) < RUSTIG:
            break
    x = _mensen(rijen, vormen, begin)
    links = min((x[wie] - maten[wie].links for wie in x), default=0.0)
    return {wie: plek - links for wie, plek in x.items()}


def _verschoven(vorig: Sequence[Sequence[float]], nu: Sequence[Sequence[float]]) -> float:
    """How far anything moved in a round against the rest; the whole may wander off together."""
    paren = zip(vorig, nu, strict=True)
    weg = [nieuw - oud for rij in paren for oud, nieuw in zip(*rij, strict=True)]
    return max(weg, default=0.0) - min(weg, default=0.0)


@dataclass(frozen=True, slots=True)
class _Vorm:
    """A block that does not bend: where each of it stands from its first, and its whole room."""

    van_eerste: tuple[float, ...]
    links: float
    rechts: float


def _vorm(blok: Blok, maten: Mapping[str, Maat]) -> _Vorm:
    plekken = [0.0]
    for vorige, wie in pairwise(blok):
        plekken.append(plekken[-1] + maten[vorige].rechts + TUSSEN + maten[wie].links)
    return _Vorm(tuple(plekken), maten[blok[0]].links, plekken[-1] + maten[blok[-1]].rechts)


def _mensen(
    rijen: Sequence[Sequence[Blok]],
    vormen: Sequence[Sequence[_Vorm]],
    begin: Sequence[Sequence[float]],
) -> dict[str, float]:
    return {
        wie: plek + vorm.van_eerste[nummer]
        for rij, vormrij, plekken in zip(rijen, vormen, begin, strict=True)
        for blok, vorm, plek in zip(rij, vormrij, plekken, strict=True)
        for nummer, wie in enumerate(blok)
    }


def _wens(familie: Familie, blok: Blok, vorm: _Vorm, x: Mapping[str, float], plek: float) -> float:
    """Where this block wants to begin: each of it under the own parents, and over the own children."""
    wensen = []
    van_eerste = dict(zip(blok, vorm.van_eerste, strict=True))
    for lijn in familie.afstamming:
        boven = sum(x[ouder] for ouder in lijn.ouders) / len(lijn.ouders)
        if lijn.kind in van_eerste:
            wensen.append(boven - van_eerste[lijn.kind])
        elif van_eerste.keys() & set(lijn.ouders):
            wensen.append(plek + x[lijn.kind] - boven)
    return sum(wensen) / len(wensen) if wensen else plek


def _naast_elkaar(wens: Sequence[float], vormen: Sequence[_Vorm]) -> list[float]:
    """The places nearest to what was wished (least squares) at which no two blocks overlap: what is too
    near is pooled, and a pool stands at its mean."""
    if not vormen:
        return []
    afstand = [0.0]
    for vorige, vorm in pairwise(vormen):
        afstand.append(afstand[-1] + vorige.rechts + APART + vorm.links)
    poelen: list[tuple[float, int]] = []
    for gewenst, weg in zip(wens, afstand, strict=True):
        som, aantal = gewenst - weg, 1
        while poelen and poelen[-1][0] / poelen[-1][1] > som / aantal:
            ook, hoeveel = poelen.pop()
            som, aantal = som + ook, aantal + hoeveel
        poelen.append((som, aantal))
    plekken = [som / aantal for som, aantal in poelen for _ in range(aantal)]
    return [plek + weg for plek, weg in zip(plekken, afstand, strict=True)]
