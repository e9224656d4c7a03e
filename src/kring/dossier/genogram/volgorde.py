"""In which order people stand beside each other: couples together, children under their parents."""

from collections.abc import Iterable, Mapping, Sequence

from kring.dossier.genogram.familie import Familie


# Sweeps down and up until the order is quiet; a family is small.
RONDES = 4
Blok = tuple[str, ...]


def order_rijen(familie: Familie, generatie: Mapping[str, int]) -> list[list[Blok]]:
    """Per row the blocks from left to right; a block is people who are or were together, or one alone."""
    rijen: list[list[Blok]] = [[] for _ in range(max(generatie.values(), default=-1) + 1)]
    for blok in _blokken(familie, generatie):
        rijen[generatie[blok[0]]].append(blok)
    boven, onder = _links(familie)
    leeftijd = {mens.id: nummer for nummer, mens in enumerate(familie.mensen)}
    for _ in range(RONDES):
        for nummer in range(len(rijen) - 2, -1, -1):
            rijen[nummer] = _sort(rijen[nummer], onder, _plekken(rijen), leeftijd)
        for nummer in range(1, len(rijen)):
            rijen[nummer] = _sort(rijen[nummer], boven, _plekken(rijen), leeftijd)
    return rijen


def _links(familie: Familie) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    boven: dict[str, list[str]] = {}
    onder: dict[str, list[str]] = {}
    for lijn in familie.afstamming:
        boven[lijn.kind] = list(lijn.ouders)
        for ouder in lijn.ouders:
            onder.setdefault(ouder, []).append(lijn.kind)
    return boven, onder


def _plekken(rijen: Sequence[Sequence[Blok]]) -> dict[str, float]:
    """Where somebody stands in the own row, from 0 to 1: rows of other lengths can be compared."""
    plekken = {}
    for rij in rijen:
        mensen = [wie for blok in rij for wie in blok]
        for nummer, wie in enumerate(mensen):
            plekken[wie] = (nummer + 0.5) / len(mensen)
    return plekken


def _sort(
    rij: list[Blok],
    links: Mapping[str, list[str]],
    plekken: Mapping[str, float],
    leeftijd: Mapping[str, int],
) -> list[Blok]:
    """The blocks of a row by where those to whom they are tied stand; brothers and sisters by age. A
    block turns round when that takes a crossing away."""
    gedraaid = [_draai(blok, links, plekken) for blok in rij]

    def plek(blok: Blok) -> tuple[float, int]:
        midden = _gemiddeld(plekken[ander] for wie in blok for ander in links.get(wie, ()))
        if midden is None:
            midden = _gemiddeld(plekken[wie] for wie in blok)
        return round(midden or 0.0, 6), min(leeftijd[wie] for wie in blok)

    return sorted(gedraaid, key=plek)


def _draai(blok: Blok, links: Mapping[str, list[str]], plekken: Mapping[str, float]) -> Blok:
    """Turned round when its first with ties belongs to the right of its last."""
    met = [
        m for wie in blok if (m := _gemiddeld(plekken[a] for a in links.get(wie, ()))) is not None
    ]
    return blok[::-1] if len(met) > 1 and met[0] > met[-1] else blok


def _gemiddeld(getallen: Iterable[float]) -> float | None:
    rij = list(getallen)
    return sum(rij) / len(rij) if rij else None


def _blokken(familie: Familie, generatie: Mapping[str, int]) -> Iterable[Blok]:
    """Everybody once, with those in the same row to whom somebody is or was a partner."""
    buren: dict[str, list[str]] = {mens.id: [] for mens in familie.mensen}
    for paar in familie.stellen:
        if generatie[paar.een] == generatie[paar.ander]:
            buren[paar.een].append(paar.ander)
            buren[paar.ander].append(paar.een)
    gezien: set[str] = set()
    # From an end of the chain, so that partners come beside each other.
    for wie in sorted(buren, key=lambda wie: len(buren[wie]) != 1):
        if wie not in gezien:
            yield _keten(wie, buren, gezien)


def _keten(begin: str, buren: Mapping[str, list[str]], gezien: set[str]) -> Blok:
    keten: list[str] = []
    wacht = [begin]
    while wacht:
        nu = wacht.pop()
        if nu in gezien:
            continue
        gezien.add(nu)
        keten.append(nu)
        # Who has no other partners comes first, beside the one that they belong to; then in the order given.
        wacht += sorted(reversed(buren[nu]), key=lambda wie: -len(buren[wie]))
    return tuple(keten)
