"""The whole drawing: figures, names, lines and dashed households; the template only writes it down."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from kring.dossier.genogram.familie import (
    Afkomst,
    Bandsoort,
    Familie,
    Kind,
    Paar,
    Paarsoort,
    find_generaties,
)
from kring.dossier.genogram.plaatsen import (
    BOVEN,
    LETTER,
    LINKS,
    NAAST,
    ONDER,
    Maat,
    kort,
    measure,
    place,
)
from kring.dossier.genogram.volgorde import Blok, order_rijen
from kring.dossier.genogram.vormen import HALF, Figuur, Genogram, Lijn, Vak, as_maat


RAND, NAAMREGEL, TREDE = 16.0, 20.0, 12.0
# Room around the people of a household, outside every name.
OM = 9.0
# A jog of less than this in the line to an only child is drawn straight.
RECHT = 8.0
Sleutel = TypeVar("Sleutel")


def draw_genogram(familie: Familie) -> Genogram:
    """Lay a family out. Whatever the family, no name lies over another name or over a figure."""
    generatie = find_generaties(familie)
    rijen = order_rijen(familie, generatie)
    maten = measure(familie, rijen)
    x = {wie: plek + RAND for wie, plek in place(familie, rijen, maten).items()}
    tekening = _Tekening(familie, generatie, rijen, maten, x)
    breedte = max((x[wie] + maten[wie].rechts for wie in x), default=0.0) + RAND
    return Genogram(
        breedte=round(breedte, 1),
        hoogte=round(tekening.hoogte, 1),
        figuren=tuple(tekening.figuren()),
        lijnen=tuple(tekening.lijnen()),
        omtrekken=tuple(tekening.omtrekken()),
    )


class _Tekening:
    """Heights follow from what stands between two rows; then everything can be drawn."""

    def __init__(
        self,
        familie: Familie,
        generatie: Mapping[str, int],
        rijen: Sequence[Sequence[Blok]],
        maten: Mapping[str, Maat],
        x: Mapping[str, float],
    ) -> None:
        self._familie, self._generatie, self._maten, self._x = familie, generatie, maten, x
        self._stellen = {frozenset((p.een, p.ander)): p for p in familie.stellen}
        self._gezinnen = _per_ouders(familie.afstamming)
        self._aan = self._aanhechtingen()
        self._trede = self._treden(rijen)
        self._balk = self._balken(rijen)
        self._y = self._hoogtes(rijen)

    # -- Heights ------------------------------------------------------------------------------------------

    def _aanhechtingen(self) -> dict[tuple[str, frozenset[str]], float]:
        """Where under a figure the line of each couple begins: beside each other, in the order of the
        partners, so that two of them are never one line."""
        per: dict[str, list[frozenset[str]]] = {}
        for stel in self._stellen:
            for wie in stel:
                per.setdefault(wie, []).append(stel)
        aan = {}
        for wie, stellen in per.items():
            stellen.sort(key=lambda stel: self._x[next(iter(stel - {wie}))])
            for nummer, stel in enumerate(stellen):
                aan[wie, stel] = self._x[wie] + (nummer - (len(stellen) - 1) / 2) * 10
        return aan

    def _spanne(self, stel: frozenset[str]) -> tuple[float, float]:
        plekken = sorted(self._aan[wie, stel] for wie in stel)
        return plekken[0], plekken[1]

    def _treden(self, rijen: Sequence[Sequence[Blok]]) -> dict[frozenset[str], int]:
        """How deep under the row the line of a couple lies: wider goes under narrower."""
        treden: dict[frozenset[str], int] = {}
        for nummer in range(len(rijen)):
            hier = [stel for stel in self._stellen if self._rij_van(stel) == nummer]
            treden |= _stapel({stel: self._spanne(stel) for stel in hier})
        return treden

    def _rij_van(self, wie: Iterable[str]) -> int:
        return max(self._generatie[een] for een in wie)

    def _balken(self, rijen: Sequence[Sequence[Blok]]) -> dict[tuple[frozenset[str], int], int]:
        """How high over a row of children the bar of each pair of parents lies."""
        balken: dict[tuple[frozenset[str], int], int] = {}
        for nummer in range(len(rijen)):
            spannes = {}
            for ouders, kinderen in self._gezinnen.items():
                hier = [self._x[k.kind] for k in kinderen if self._generatie[k.kind] == nummer]
                if hier:
                    plekken = [*hier, self._midden(ouders)]
                    spannes[ouders, nummer] = (min(plekken), max(plekken))
            balken |= _stapel(spannes)
        return balken

    def _midden(self, ouders: frozenset[str]) -> float:
        if ouders in self._stellen:
            return sum(self._spanne(ouders)) / 2
        return sum(self._x[ouder] for ouder in ouders) / len(ouders)

    def _hoogtes(self, rijen: Sequence[Sequence[Blok]]) -> list[float]:
        y, onder = [], RAND + OM
        for nummer, rij in enumerate(rijen):
            wie = [een for blok in rij for een in blok]
            balken = sum(1 for _, rij_ in self._balk if rij_ == nummer)
            boven = NAAMREGEL if any(self._maten[een].kant == BOVEN for een in wie) else 0.0
            y.append(onder + (balken + 1) * TREDE * bool(balken) + boven + OM + HALF)
            namen = NAAMREGEL if any(self._maten[een].kant == ONDER for een in wie) else 0.0
            diep = max(
                (t + 1 for s, t in self._trede.items() if self._rij_van(s) == nummer), default=0
            )
            onder = y[-1] + HALF + max(namen, diep * TREDE) + OM
        self.hoogte = onder + RAND
        return y

    def y(self, wie: str) -> float:
        return self._y[self._generatie[wie]]

    # -- People -------------------------------------------------------------------------------------------

    def figuren(self) -> Iterable[Figuur]:
        """Everybody with a name beside, above or under the figure."""
        for mens in self._familie.mensen:
            x, y, kant = self._x[mens.id], self.y(mens.id), self._maten[mens.id].kant
            if kant == BOVEN:
                plek = (x, y - HALF - 7, "middle")
            elif kant == ONDER:
                plek = (x, y + HALF + LETTER + 2, "middle")
            elif kant == LINKS:
                plek = (x - HALF - NAAST, y + 4, "end")
            else:
                plek = (x + HALF + NAAST, y + 4, "start")
            yield Figuur(
                mens=mens,
                naam=kort(mens.naam),
                x=x,
                y=y,
                naam_x=plek[0],
                naam_y=plek[1],
                anker=plek[2],
            )

    # -- Lines --------------------------------------------------------------------------------------------

    def lijnen(self) -> Iterable[Lijn]:
        """Couples, children, and what goes on between people, in that order from below to above."""
        for stel, paar in self._stellen.items():
            yield from self._paar(stel, paar)
        for ouders, kinderen in self._gezinnen.items():
            yield from self._kinderen(ouders, kinderen)
        for band in self._familie.banden:
            if band.een in self._x and band.ander in self._x and band.een != band.ander:
                yield self._band(band.een, band.ander, band.soort)

    def _onder(self, stel: frozenset[str]) -> float:
        return self._y[self._rij_van(stel)] + HALF + (self._trede[stel] + 1) * TREDE

    def _paar(self, stel: frozenset[str], paar: Paar) -> Iterable[Lijn]:
        (links, rechts), diep = self._spanne(stel), self._onder(stel)
        een, ander = sorted(stel, key=lambda wie: self._aan[wie, stel])
        los = "streep" if paar.soort in (Paarsoort.SAMEN, Paarsoort.OUDERS) else "lijn"
        pad = f"M{as_maat(links)} {as_maat(self.y(een) + HALF)}V{as_maat(diep)}H{as_maat(rechts)}V{as_maat(self.y(ander) + HALF)}"
        yield Lijn(los, pad)
        strepen = {Paarsoort.UIT_ELKAAR: 1, Paarsoort.GESCHEIDEN: 2}.get(paar.soort, 0)
        kwart = links + (rechts - links) / 4
        for nummer in range(strepen):
            x = kwart + nummer * 6
            yield Lijn(
                "breuk",
                f"M{as_maat(x - 4)} {as_maat(diep + 7)}L{as_maat(x + 4)} {as_maat(diep - 7)}",
            )

    def _kinderen(self, ouders: frozenset[str], kinderen: Sequence[Kind]) -> Iterable[Lijn]:
        midden = self._midden(ouders)
        if ouders in self._stellen:
            begin = self._onder(ouders)
        else:
            begin = max(self.y(ouder) for ouder in ouders) + HALF
        for rij in sorted({self._generatie[k.kind] for k in kinderen}):
            hier = [k for k in kinderen if self._generatie[k.kind] == rij]
            balk = self._balkhoogte(ouders, rij)
            vanaf = {k.kind: self._vanaf(k, hier) for k in hier}
            if len(set(vanaf.values())) == 1 and abs(midden - vanaf[hier[0].kind]) < RECHT:
                midden = vanaf[hier[0].kind]
            punten = [*vanaf.values(), midden]
            yield Lijn(
                "lijn",
                f"M{as_maat(midden)} {as_maat(begin)}V{as_maat(balk)}M{as_maat(min(punten))} {as_maat(balk)}H{as_maat(max(punten))}",
            )
            for kind in hier:
                soort = "lijn" if kind.afkomst is Afkomst.EIGEN else "streep"
                top = self._y[rij] - HALF
                yield Lijn(
                    soort,
                    f"M{as_maat(vanaf[kind.kind])} {as_maat(balk)}L{as_maat(self._x[kind.kind])} {as_maat(top)}",
                )

    def _vanaf(self, kind: Kind, samen: Sequence[Kind]) -> float:
        """Where the line of a child leaves the bar: for children who were born together in one point."""
        plekken = [self._x[k.kind] for k in samen if kind.geboorte and k.geboorte == kind.geboorte]
        return sum(plekken) / len(plekken) if plekken else self._x[kind.kind]

    def _balkhoogte(self, ouders: frozenset[str], rij: int) -> float:
        wie = [een for een in self._x if self._generatie[een] == rij]
        boven = NAAMREGEL if any(self._maten[een].kant == BOVEN for een in wie) else 0.0
        return self._y[rij] - HALF - boven - OM - (self._balk[ouders, rij] + 0.5) * TREDE

    def _band(self, een: str, ander: str, soort: Bandsoort) -> Lijn:
        """An arc over the figures of one row, so that it lies on no name beside them; from one row to
        another a line from foot to head."""
        if self.y(een) != self.y(ander):
            hoog, laag = sorted((een, ander), key=self.y)
            begin = f"M{as_maat(self._x[hoog] + 8)} {as_maat(self.y(hoog) + HALF)}"
            return Lijn(
                soort.value, f"{begin}L{as_maat(self._x[laag] + 8)} {as_maat(self.y(laag) - HALF)}"
            )
        een, ander = sorted((een, ander), key=lambda wie: self._x[wie])
        x1, y1, x2, y2 = (
            self._x[een] + 12,
            self.y(een) - HALF,
            self._x[ander] - 12,
            self.y(ander) - HALF,
        )
        top = min(y1, y2) - 7
        return Lijn(
            soort.value,
            f"M{as_maat(x1)} {as_maat(y1)}C{as_maat(x1)} {as_maat(top)} {as_maat(x2)} {as_maat(top)} {as_maat(x2)} {as_maat(y2)}",
        )

    # -- Households ---------------------------------------------------------------------------------------

    def omtrekken(self) -> Iterable[Lijn]:
        """Who lives together, with a dashed line round them: one line over rows that follow each other and
        lie over each other, and none where somebody else stands in between."""
        for wie in (self._familie.huishoudens or {}).values():
            stapel: list[Vak] = []
            for nummer in range(len(self._y)):
                hier = [een for een in wie & self._x.keys() if self._generatie[een] == nummer]
                vak = self._omvang(hier) if hier and self._aaneen(hier, nummer) else None
                if stapel and (vak is None or not _over(stapel[-1], vak)):
                    yield _omtrek(stapel)
                    stapel = []
                if vak:
                    stapel.append(vak)
            if stapel:
                yield _omtrek(stapel)

    def _aaneen(self, hier: Sequence[str], nummer: int) -> bool:
        links, rechts = min(self._x[een] for een in hier), max(self._x[een] for een in hier)
        rij = (wie for wie in self._x if self._generatie[wie] == nummer)
        return sum(links <= self._x[wie] <= rechts for wie in rij) == len(hier)

    def _omvang(self, hier: Sequence[str]) -> Vak:
        kanten = {self._maten[een].kant for een in hier}
        return Vak(
            min(self._x[een] - self._maten[een].links for een in hier) - OM,
            self.y(hier[0]) - HALF - (NAAMREGEL if BOVEN in kanten else 0.0) - OM / 2,
            max(self._x[een] + self._maten[een].rechts for een in hier) + OM,
            self.y(hier[0]) + HALF + (NAAMREGEL if ONDER in kanten else 0.0) + OM / 2,
        )


def _over(boven: Vak, onder: Vak) -> bool:
    return boven.links < onder.rechts and onder.links < boven.rechts


def _omtrek(stapel: Sequence[Vak]) -> Lijn:
    """Down along the right sides and up along the left ones; halfway two rows it changes width."""
    rechts, links = "", ""
    for boven, onder in pairwise(stapel):
        midden = (boven.onder + onder.boven) / 2
        rechts += f"V{as_maat(midden)}H{as_maat(onder.rechts)}"
        links = f"V{as_maat(midden)}H{as_maat(boven.links)}" + links
    eerste, laatste = stapel[0], stapel[-1]
    pad = f"M{as_maat(eerste.links)} {as_maat(eerste.boven)}H{as_maat(eerste.rechts)}{rechts}"
    return Lijn("huis", f"{pad}V{as_maat(laatste.onder)}H{as_maat(laatste.links)}{links}Z")


def _per_ouders(afstamming: Iterable[Kind]) -> dict[frozenset[str], list[Kind]]:
    per: dict[frozenset[str], list[Kind]] = {}
    for lijn in afstamming:
        per.setdefault(frozenset(lijn.ouders), []).append(lijn)
    return per


def _stapel(spannes: Mapping[Sleutel, tuple[float, float]]) -> dict[Sleutel, int]:
    """What overlaps lies at different depths, the narrow ones nearest."""
    treden: dict[Sleutel, int] = {}
    for sleutel in sorted(spannes, key=lambda s: spannes[s][1] - spannes[s][0]):
        van, tot = spannes[sleutel]
        bezet = {
            treden[ander]
            for ander in treden
            if spannes[ander][0] <= tot and van <= spannes[ander][1]
        }
        treden[sleutel] = next(diep for diep in range(len(bezet) + 1) if diep not in bezet)
    return treden
