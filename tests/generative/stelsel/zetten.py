"""What anybody might try in a case: a stap, somebody who takes it, values that fit or do not.

Drawn from one seed a move: moves differ more from each other than a strategy would make them, and a
failing run still shrinks to fewer moves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from kring.stelsel.begrippen import (
    AFGESLOTEN,
    OVERAL,
    Ligging,
    Registratiesoort,
    Stap,
    Stelsel,
    Veld,
    Veldsoort,
)
from kring.stelsel.kalender import dag_van
from kring.stelsel.scenario import LANG_GELEDEN
from kring.stelsel.zaak import Actorsoort, Handelend, Registratie, Stand, VerleendMandaat, Voorstel


LANG = "Wij spraken hierover aan tafel en iedereen mocht zeggen wat hij ervan vindt en waarom."
TEKSTEN = (LANG, LANG, LANG, LANG, "Kort.", "7 8 9")
ROMMEL = (None, "", 0, -1, True, [], {}, ["x"], [{}], "onbekend", "2026-02-30", 1.5, "a\0b", {"lid": 3})  # fmt: skip
SPRONGEN = (
    timedelta(0), timedelta(minutes=1), timedelta(hours=9), timedelta(days=1), timedelta(days=6),
    timedelta(days=29), timedelta(days=45), timedelta(days=400), -timedelta(days=1),
)  # fmt: skip
# Partijen of which nobody works anywhere: they act for nobody.
ZONDER_MENSEN = frozenset({"gezin", "netwerk", "rvt"})
MEESTAL = 0.88


def people(stelsel: Stelsel) -> dict[str, Handelend]:
    """Of every partij two with all its mandates, and a beginner with neither mandate nor register."""
    mensen = {}
    for partij in sorted(set(stelsel.partijen) - ZONDER_MENSEN):
        mandaten = tuple(
            VerleendMandaat(mandaat=m.id, van=LANG_GELEDEN)
            for m in stelsel.mandaten.values()
            if all(partij in stelsel.bevoegdheden[b].partijen for b in m.bevoegdheden)
        )
        soort = Actorsoort.SYSTEEM if partij == "systeem" else Actorsoort.MEDEWERKER
        skj = (Registratie(soort=Registratiesoort.SKJ, van=LANG_GELEDEN),)
        for naam, heeft, register in (
            ("a", mandaten, skj),
            ("b", mandaten, skj),
            ("nieuw", (), ()),
        ):
            id_ = f"{partij}-{naam}"
            mensen[id_] = Handelend(
                id=id_, soort=soort, partij=partij, mandaten=heeft, registraties=register
            )
    return mensen


def members(stand: Stand) -> list[Handelend]:
    """The people of the gezin as they act themselves."""
    return [
        Handelend(id=f"zelf-{lid}", soort=Actorsoort.GEZINSLID, partij="gezin", lid=lid)
        for lid in sorted(stand.leden)
    ]


@dataclass(frozen=True, slots=True)
class Zetter:
    """Makes a move in one case at one moment."""

    stelsel: Stelsel
    stand: Stand
    nu: datetime
    bekend: Mapping[str, Handelend]
    rng: Random

    def move(self) -> Voorstel:
        """What somebody tries now: mostly something that could be allowed."""
        stap = self.stelsel.stappen[self.rng.choice(self._steps())]
        mensen = [*self.bekend.values(), *members(self.stand)]
        geschikt = [wie for wie in mensen if self._fits(stap, wie)]
        door = self.rng.choice(geschikt if geschikt and self._mostly() else mensen)
        op = self.nu + self.rng.choice(SPRONGEN)
        weegt = self.rng.random() < 0.5
        return Voorstel(
            id=f"zet-{self.stand.volgnummer + 1}",
            stap=stap.id,
            door=door,
            op=op,
            waarden=self._values(stap, op),
            medewerkers=self.bekend,
            afwegingen=dict.fromkeys(self.stelsel.waarborgen, LANG) if weegt else {},
        )

    def _mostly(self) -> bool:
        return self.rng.random() < MEESTAL

    def _steps(self) -> list[str]:
        if not self._mostly():
            return list(self.stelsel.stappen)
        stappen = self.stelsel.stappen.values()
        if not self.stand.toestand:
            return [stap.id for stap in stappen if not stap.van]
        eind = self.stelsel.toestanden[self.stand.toestand].eind
        hier = {self.stand.toestand, AFGESLOTEN if eind else OVERAL}
        kan = [stap for stap in stappen if stap.van & hier]
        # Steps that move the case, or hand over a functie, more often than notes.
        zwaar = [stap.id for stap in kan if stap.naar or stap.belegt or stap.ontheft]
        return zwaar if zwaar and self.rng.random() < 0.5 else [stap.id for stap in kan]

    def _fits(self, stap: Stap, wie: Handelend) -> bool:
        mag = wie.partij in self.stelsel.bevoegdheden[stap.bevoegdheid].partijen
        heeft = not stap.functies or bool(self.stand.functies_van(wie.id) & stap.functies)
        return mag and heeft

    def _values(self, stap: Stap, op: datetime) -> dict[str, Any]:
        """Values for the fact; now and then one that does not fit, or one too many."""
        velden = self.stelsel.feitsoorten[stap.legt_vast].velden
        waarden = self._row(velden, op)
        if not self._mostly():
            waarden[self.rng.choice([*(v.id for v in velden), "vreemd"])] = self.rng.choice(ROMMEL)
        return waarden

    def _row(self, velden: tuple[Veld, ...], op: datetime) -> dict[str, Any]:
        gekozen = [veld for veld in velden if veld.verplicht or self.rng.random() < 0.5]
        return {veld.id: MAKERS[veld.soort](self, veld, op) for veld in gekozen}

    def text(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(TEKSTEN)

    def line(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(("Praten", "Sport"))

    def number(self, veld: Veld, op: datetime) -> int:
        return self.rng.randint(veld.minstens or 0, veld.hoogstens or 10)

    def day(self, veld: Veld, op: datetime) -> str:
        terug = () if veld.ligt is Ligging.TOEKOMST else (-30, -1)
        vooruit = () if veld.ligt is Ligging.VERLEDEN else (1, 14, 90)
        dagen = timedelta(days=self.rng.choice((*terug, 0, *vooruit)))
        return (dag_van(op) + dagen).isoformat()

    def part(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(("1985", "2009-05", "2013-02-28", "2019-12-31"))

    def moment(self, veld: Veld, op: datetime) -> str:
        return op.isoformat()

    def choice(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(veld.keuzes).id

    def choices(self, veld: Veld, op: datetime) -> list[str]:
        return [k.id for k in self.rng.sample(veld.keuzes, self.rng.randint(1, len(veld.keuzes)))]

    def person(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(self._leden())

    def persons(self, veld: Veld, op: datetime) -> list[str]:
        leden = self._leden()
        return leden if self.rng.random() < 0.7 else leden[:1]

    def _leden(self) -> list[str]:
        return sorted(self.stand.leden) or ["niemand"]

    def professional(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(list(self.bekend))

    def party(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(sorted(self.stelsel.partijen))

    def new_person(self, veld: Veld, op: datetime) -> str:
        return self.rng.choice(("moeder", "vader", "kind-1", "kind-2", "oma"))

    def reference(self, veld: Veld, op: datetime) -> str:
        gebeurd = self.stand.gebeurtenissen
        kan = [g.id for g in gebeurd if g.feit in veld.naar or "uitspraak" in veld.naar]
        return self.rng.choice(kan[-3:] or ["niets"])

    def rows(self, veld: Veld, op: datetime) -> list[dict[str, Any]]:
        """A row for everybody where each row is about one person, otherwise a few rows."""
        if any(sub.soort is Veldsoort.LID for sub in veld.velden) and self._mostly():
            return [{**self._row(veld.velden, op), "lid": lid} for lid in self._leden()]
        return [self._row(veld.velden, op) for _ in range(self.rng.randint(1, 3))]


MAKERS: Mapping[Veldsoort, Callable[[Zetter, Veld, datetime], Any]] = {
    Veldsoort.TEKST: Zetter.text,
    Veldsoort.REGEL: Zetter.line,
    Veldsoort.GETAL: Zetter.number,
    Veldsoort.DAG: Zetter.day,
    Veldsoort.DEELDATUM: Zetter.part,
    Veldsoort.MOMENT: Zetter.moment,
    Veldsoort.KEUZE: Zetter.choice,
    Veldsoort.KEUZES: Zetter.choices,
    Veldsoort.LID: Zetter.person,
    Veldsoort.LEDEN: Zetter.persons,
    Veldsoort.MEDEWERKER: Zetter.professional,
    Veldsoort.PARTIJ: Zetter.party,
    Veldsoort.VERWIJZING: Zetter.reference,
    Veldsoort.RIJEN: Zetter.rows,
    Veldsoort.NIEUW_LID: Zetter.new_person,
}
