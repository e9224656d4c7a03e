"""Does the model hang together? References resolve, every stap is explained, no dead ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from kring.stelsel.begrippen import (
    AFGESLOTEN,
    OVERAL,
    Feitsoort,
    Grondslag,
    Lezer,
    Mandaat,
    Stap,
    Stelsel,
    Termijnsoort,
    Termijnstart,
    Veldsoort,
    Waarborg,
)
from kring.stelsel.laden.fouten import Plek, Verzamelaar
from kring.stelsel.waarborgen import TOETSEN
from kring.stelsel.weigergronden import WEIGERGRONDEN


Plekken = Mapping[tuple[str, str], Plek]
# A verwijzing may also point at any single uitspraak.
ELKE_UITSPRAAK = "uitspraak"


def check_samenhang(stelsel: Stelsel, plekken: Plekken, melder: Verzamelaar) -> None:
    """Report every reference to nothing and every hole in the model to `melder`."""
    controle = _Controle(stelsel, plekken, melder)
    for check in (
        controle.check_bronnen,
        controle.check_verwijzingen,
        controle.check_feitsoorten,
        controle.check_stappen,
        controle.check_mandaten,
        controle.check_waarborgen,
        controle.check_uitleg,
        controle.check_begin,
        controle.check_verloop,
    ):
        check()


# Every item of `verzameling` names, through `namen`, items of another collection.
@dataclass(frozen=True, slots=True)
class _Verwijzing:
    verzameling: str
    namen: Callable[[Any], Iterable[str]]
    doel: str


VERWIJZINGEN = (
    _Verwijzing("bevoegdheden", lambda ding: ding.partijen, "partijen"),
    _Verwijzing("mandaten", lambda ding: ding.bevoegdheden, "bevoegdheden"),
    _Verwijzing("functies", lambda ding: ding.partijen, "partijen"),
    _Verwijzing("functies", lambda ding: ding.verplicht_in, "toestanden"),
    _Verwijzing("functies", lambda ding: ding.niet_samen_met, "functies"),
    _Verwijzing("stappen", lambda ding: ding.van - {OVERAL, AFGESLOTEN}, "toestanden"),
    _Verwijzing("stappen", lambda ding: [ding.naar] if ding.naar else [], "toestanden"),
    _Verwijzing("stappen", lambda ding: [ding.legt_vast], "feitsoorten"),
    _Verwijzing("stappen", lambda ding: [ding.bevoegdheid], "bevoegdheden"),
    _Verwijzing("stappen", lambda ding: ding.functies | ding.ontheft, "functies"),
    _Verwijzing("stappen", lambda ding: [b.functie for b in ding.belegt], "functies"),
    _Verwijzing("stappen", lambda ding: ding.stopt_termijn, "termijnen"),
    _Verwijzing("stappen", lambda ding: [t.termijn for t in ding.start_termijn], "termijnen"),
    _Verwijzing("stappen", lambda ding: ding.beeindigt_toegang, "toegangssoorten"),
    _Verwijzing("stappen", lambda ding: [t.soort for t in ding.toegang], "toegangssoorten"),
    _Verwijzing("feitsoorten", lambda ding: [ding.zicht.categorie], "categorieen"),
    _Verwijzing(
        "feitsoorten", lambda ding: {p for v in ding.velden for p in v.partijen}, "partijen"
    ),
    _Verwijzing("feitsoorten", lambda ding: ding.zicht.verzegeld_voor, "functies"),
    _Verwijzing("toegangssoorten", lambda ding: [ding.doel], "doelen"),
    _Verwijzing("toegangssoorten", lambda ding: ding.categorieen, "categorieen"),
    _Verwijzing("ladder", lambda ding: ding.bevoegdheden, "bevoegdheden"),
    _Verwijzing("open_vragen", lambda ding: ding.stappen, "stappen"),
)


class _Controle:
    def __init__(self, stelsel: Stelsel, plekken: Plekken, melder: Verzamelaar) -> None:
        self._stelsel = stelsel
        self._plekken = plekken
        self._melder = melder

    def _meld(self, verzameling: str, id_: str, melding: str) -> None:
        plek = self._plekken.get((verzameling, id_)) or Plek("stelsels", 1)
        self._melder.meld(plek, melding)

    def _alles(self) -> Iterator[tuple[str, str, Any]]:
        yield "variant", self._stelsel.variant.id, self._stelsel.variant
        for veld in fields(self._stelsel):
            verzameling = getattr(self._stelsel, veld.name)
            if isinstance(verzameling, Mapping):
                for id_, ding in verzameling.items():
                    yield veld.name, id_, ding

    def check_bronnen(self) -> None:
        """The long form of a grondslag may name a text that is not in the library."""
        for verzameling, id_, ding in self._alles():
            for grondslag in getattr(ding, "bron", ()) if is_dataclass(ding) else ():
                if (
                    isinstance(grondslag, Grondslag)
                    and grondslag.tekst not in self._stelsel.bronnen
                ):
                    self._meld(
                        verzameling,
                        id_,
                        f"{id_}: de tekst {grondslag.tekst} staat niet in bronnen/",
                    )

    def check_verwijzingen(self) -> None:
        for verwijzing in VERWIJZINGEN:
            bekend = getattr(self._stelsel, verwijzing.doel)
            for id_, ding in getattr(self._stelsel, verwijzing.verzameling).items():
                for naam in verwijzing.namen(ding):
                    if naam not in bekend:
                        melding = f"{id_} noemt {naam}, maar dat staat niet bij {verwijzing.doel}"
                        self._meld(verwijzing.verzameling, id_, melding)

    def check_feitsoorten(self) -> None:
        for feit in self._stelsel.feitsoorten.values():
            for veld in feit.velden:
                for doel in (
                    (veld.naar | veld.niet_na) - set(self._stelsel.feitsoorten) - {ELKE_UITSPRAAK}
                ):
                    self._meld(
                        "feitsoorten",
                        feit.id,
                        f"{feit.id}.{veld.id} wijst naar {doel}; dat feit is er niet",
                    )
            if feit.uitspraak == "rij" and not any(veld.velden for veld in feit.velden):
                self._meld(
                    "feitsoorten",
                    feit.id,
                    f"{feit.id}: uitspraak per rij vraagt een veld van soort rijen",
                )

    def check_stappen(self) -> None:
        for stap in self._stelsel.stappen.values():
            feit = self._stelsel.feitsoorten.get(stap.legt_vast)
            if feit:
                for melding in _stapfouten(stap, feit, self._stelsel):
                    self._meld("stappen", stap.id, f"{stap.id}: {melding}")

    def check_mandaten(self) -> None:
        for mandaat in self._stelsel.mandaten.values():
            if not _gedeelde_partijen(mandaat, self._stelsel):
                melding = f"{mandaat.id}: geen enkele partij heeft al deze bevoegdheden; splits het mandaat"
                self._meld("mandaten", mandaat.id, melding)

    def check_waarborgen(self) -> None:
        haken = {soort for stap in self._stelsel.stappen.values() for soort in stap.soorten}
        haken |= set(self._stelsel.stappen)
        for waarborg in self._stelsel.waarborgen.values():
            if waarborg.toets not in TOETSEN:
                self._meld(
                    "waarborgen",
                    waarborg.id,
                    f"{waarborg.id}: de toets {waarborg.toets} bestaat niet",
                )
            if self._slapend(waarborg):
                continue
            if waarborg.herstel and waarborg.herstel not in self._stelsel.stappen:
                melding = f"{waarborg.id} noemt {waarborg.herstel}, maar dat staat niet bij stappen"
                self._meld("waarborgen", waarborg.id, melding)
            if not waarborg.bij & haken:
                melding = f"{waarborg.id} hangt aan {', '.join(sorted(waarborg.bij))}; geen enkele stap heeft dat"
                self._meld("waarborgen", waarborg.id, melding)
        for naam in WEIGERGRONDEN - set(self._stelsel.weigergronden):
            self._meld(
                "variant", self._stelsel.variant.id, f"de weigergrond {naam} ontbreekt in het model"
            )

    def _slapend(self, waarborg: Waarborg) -> bool:
        """A variant may say by name which safeguards have no stap in it yet."""
        slapend = self._stelsel.variant.parameters.get("zonder_stap", "")
        return waarborg.id in slapend.split()

    def check_uitleg(self) -> None:
        for naam, uitleg in (
            ("stappen", self._stelsel.uitleg_stappen),
            ("toestanden", self._stelsel.uitleg_toestanden),
        ):
            dingen = getattr(self._stelsel, naam)
            for id_ in set(uitleg) - set(dingen):
                self._meld(
                    f"uitleg_{naam}", id_, f"er is uitleg bij {id_}, maar dat staat niet bij {naam}"
                )
            for id_ in dingen:
                mist = [lezer for lezer in Lezer if lezer not in uitleg.get(id_, {})]
                if mist:
                    self._meld(naam, id_, f"{id_} heeft geen uitleg voor {', '.join(mist)}")

    def check_begin(self) -> None:
        toestanden = self._stelsel.toestanden
        begin = {stap.naar: stap for stap in self._stelsel.stappen.values() if not stap.van}
        if not begin:
            self._meld("variant", self._stelsel.variant.id, "geen enkele stap begint een zaak")
        for naar, stap in begin.items():
            if naar in toestanden and not toestanden[naar].begin:
                self._meld(
                    "stappen", stap.id, f"{stap.id} begint een zaak in {naar}; dat is geen begin"
                )
        for id_, toestand in toestanden.items():
            if toestand.begin and id_ not in begin:
                self._meld("toestanden", id_, f"{id_} is een begin, maar geen stap begint daar")

    def check_verloop(self) -> None:
        overgangen = [(s.van, s.naar) for s in self._stelsel.stappen.values() if s.naar]
        bereikt = {naar for van, naar in overgangen if not van}
        while nieuw := {naar for van, naar in overgangen if van & bereikt} - bereikt:
            bereikt |= nieuw
        for id_, toestand in self._stelsel.toestanden.items():
            if id_ not in bereikt:
                self._meld("toestanden", id_, f"{id_} is vanuit geen enkel begin te bereiken")
            if not toestand.eind and not any(
                id_ in van and naar != id_ for van, naar in overgangen
            ):
                self._meld("toestanden", id_, f"{id_} heeft geen uitgang: geen stap leidt eruit")


def _stapfouten(stap: Stap, feit: Feitsoort, stelsel: Stelsel) -> Iterator[str]:
    medewerkers = {veld.id for veld in feit.velden if veld.soort is Veldsoort.MEDEWERKER} | {"door"}
    # Of whom it is clear for which organisations they work: nobody opens a file for just anyone.
    gekend = {veld.id for veld in feit.velden if veld.partijen} | {"door"}
    gekend |= {belegging.bij for belegging in stap.belegt}
    dagen = {veld.id for veld in feit.velden if veld.soort in (Veldsoort.DAG, Veldsoort.MOMENT)}
    partijen = {f"partij:{naam}" for naam in stelsel.partijen}
    mandaten = {f"mandaat:{naam}" for naam in stelsel.mandaten}
    for belegging in stap.belegt:
        if belegging.bij not in medewerkers | partijen:
            yield f"belegt {belegging.functie} bij {belegging.bij}; dat is geen medewerker in {feit.id}"
    for effect in stap.toegang:
        if effect.aan not in medewerkers | mandaten:
            yield f"geeft toegang aan {effect.aan}; dat is geen medewerker in {feit.id} en geen mandaat"
        elif effect.aan not in gekend | mandaten:
            yield (
                f"geeft toegang {effect.soort} aan wie bij {effect.aan} staat; zeg daar met partijen "
                "voor wie dat kan zijn, of beleg er een functie"
            )
        if effect.tot not in dagen | {""}:
            yield f"toegang tot {effect.tot}; dat is geen dag in {feit.id}"
    for start in stap.start_termijn:
        yield from _startfouten(start, dagen, stelsel)


def _startfouten(start: Termijnstart, dagen: set[str], stelsel: Stelsel) -> Iterator[str]:
    if start.vanaf not in dagen | {"op"} or start.tot not in dagen | {""}:
        yield f"termijn {start.termijn}: {start.tot or start.vanaf} is geen dag in dit feit"
    termijn = stelsel.termijnen.get(start.termijn)
    if termijn and (termijn.soort is Termijnsoort.AFGESPROKEN) != bool(start.tot):
        yield f"termijn {start.termijn}: tot hoort bij een afgesproken dag, en alleen daar"


def _gedeelde_partijen(mandaat: Mandaat, stelsel: Stelsel) -> frozenset[str]:
    partijen = [
        stelsel.bevoegdheden[naam].partijen
        for naam in mandaat.bevoegdheden
        if naam in stelsel.bevoegdheden
    ]
    return frozenset.intersection(*partijen) if partijen else frozenset()
