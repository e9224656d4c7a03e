"""Gathers the files of a variant and its shared folders into one checked Stelsel."""

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from kring.stelsel.begrippen import Grondslag, Stelsel, Variant
from kring.stelsel.laden.controle import check_samenhang
from kring.stelsel.laden.fouten import ModelFouten, Plek, Verzamelaar
from kring.stelsel.laden.knopen import Knoop, Lijst, Tabel, Waarde, read_knoop
from kring.stelsel.laden.omzetten import MISLUKT, Omzetter
from kring.stelsel.laden.vingerafdruk import vingerafdruk


VARIANTBESTAND = "variant.yaml"
BRONNEN = "bronnen"
# Collections of the Stelsel that files may fill; the variant itself has its own file.
VERZAMELINGEN = {
    naam: get_args(soort)[1]
    for naam, soort in get_type_hints(Stelsel).items()
    if naam not in ("variant", "vingerafdruk")
}
Deel = tuple[str, str, Plek, Knoop]  # collection, id, place, content


def find_varianten(wortel: Path) -> dict[str, Path]:
    """The variants under the model's folder: id → folder."""
    mappen = (pad.parent for pad in sorted((wortel / "varianten").rglob(VARIANTBESTAND)))
    return {map_.name: map_ for map_ in mappen}


def load_stelsel(wortel: Path, variant: str) -> Stelsel:
    """The whole model of one variant, by id (`rvt`) or code (`V2`).

    Raises ModelFouten with every fault, each with file and line.
    """
    return _Lader(wortel).load(variant)


class _Lader:
    def __init__(self, wortel: Path) -> None:
        self._wortel = wortel
        self._melder = Verzamelaar()
        self._omzetter = Omzetter(self._melder, self._grondslag)
        self._inhoud: dict[str, dict[str, Any]] = {naam: {} for naam in VERZAMELINGEN}
        self._plekken: dict[tuple[str, str], Plek] = {}

    def load(self, naam: str) -> Stelsel:
        map_, knoop = self._zoek(naam)
        delen = list(self._delen_van_mappen(map_, knoop))
        # Sources first: every other item refers to them.
        for deel in sorted(delen, key=lambda deel: deel[0] != BRONNEN):
            self._voeg_toe(*deel)
        variant = self._omzetter.convert(knoop, Variant, "variant", map_.name)
        self._plekken[("variant", map_.name)] = knoop.plek
        self._melder.raise_if_any()
        inhoud = {naam: MappingProxyType(deel) for naam, deel in self._inhoud.items()}
        afdruk = vingerafdruk({"variant": variant, **inhoud})
        stelsel = Stelsel(variant=variant, vingerafdruk=afdruk, **inhoud)
        check_samenhang(stelsel, self._plekken, self._melder)
        self._melder.raise_if_any()
        return stelsel

    def _zoek(self, naam: str) -> tuple[Path, Tabel]:
        bekenden = []
        for id_, map_ in find_varianten(self._wortel).items():
            pad = map_ / VARIANTBESTAND
            knoop = read_knoop(pad, self._naam(pad), self._melder)
            code = _code(knoop) if isinstance(knoop, Tabel) else ""
            # A code is typed in either case; an id is the name of a folder.
            if isinstance(knoop, Tabel) and (
                naam == id_ or (code and naam.upper() == code.upper())
            ):
                return map_, knoop
            bekenden.append(f"{id_} ({code})" if code else id_)
        bekend = ", ".join(sorted(bekenden)) or "geen"
        melding = f"de variant {naam} bestaat niet; bekend zijn: {bekend}"
        self._melder.meld(Plek(f"{self._wortel.name}/varianten", 1), melding)
        raise ModelFouten(tuple(self._melder.fouten))

    def _delen_van_mappen(self, map_: Path, variant: Tabel) -> Iterator[Deel]:
        for deelmap in (self._wortel / BRONNEN, *self._gebruikt(variant), map_):
            if not deelmap.is_dir():
                self._melder.meld(
                    Plek(self._naam(deelmap), 1), "deze map van het model bestaat niet"
                )
            for pad in sorted(deelmap.rglob("*.yaml")):
                if pad.name != VARIANTBESTAND and "scenarios" not in pad.parts:
                    knoop = read_knoop(pad, self._naam(pad), self._melder)
                    yield from self._delen(knoop) if knoop else ()

    def _gebruikt(self, variant: Tabel) -> Iterator[Path]:
        _, knoop = variant.delen.get("gebruikt", (None, None))
        for deel in knoop.delen if isinstance(knoop, Lijst) else ():
            if isinstance(deel, Waarde):
                yield self._wortel / deel.tekst

    def _delen(self, bestand: Knoop) -> Iterator[Deel]:
        if not isinstance(bestand, Tabel):
            self._melder.meld(bestand.plek, "bovenaan hoort een tabel, zoals 'stappen:'")
            return
        for verzameling, (plek, tabel) in bestand.delen.items():
            if verzameling not in VERZAMELINGEN:
                bekend = ", ".join(VERZAMELINGEN)
                self._melder.meld(
                    plek, f"{verzameling} is geen deel van het model; bekend: {bekend}"
                )
            elif not isinstance(tabel, Tabel):
                self._melder.meld(plek, f"onder {verzameling} hoort een tabel met namen")
            else:
                for sleutel, (plek_deel, knoop) in tabel.delen.items():
                    yield verzameling, sleutel, plek_deel, knoop

    def _voeg_toe(self, verzameling: str, sleutel: str, plek: Plek, knoop: Knoop) -> None:
        if eerder := self._plekken.get((verzameling, sleutel)):
            self._melder.meld(plek, f"{sleutel} staat al in {eerder}")
            return
        self._plekken[(verzameling, sleutel)] = plek
        waarde = self._omzetter.convert(knoop, VERZAMELINGEN[verzameling], sleutel, sleutel)
        if waarde is not MISLUKT:
            self._inhoud[verzameling][sleutel] = waarde

    def _grondslag(self, knoop: Waarde) -> Any:
        """The short form "tekst artikel": the standing comes from the text itself."""
        tekst, _, artikel = knoop.tekst.partition(" ")
        bron = self._inhoud[BRONNEN].get(tekst)
        if bron is None:
            self._melder.meld(knoop.plek, f"bron: de tekst {tekst} staat niet in {BRONNEN}/")
            return MISLUKT
        if not artikel:
            self._melder.meld(knoop.plek, f"bron: noem ook de plaats, zoals '{tekst} 4.1.2'")
            return MISLUKT
        return Grondslag(
            tekst=tekst,
            artikel=artikel,
            status=bron.status,
            vertrouwen=bron.vertrouwen,
            geldig_vanaf=bron.geldig_vanaf,
            geldig_tot=bron.geldig_tot,
        )

    def _naam(self, pad: Path) -> str:
        return pad.relative_to(self._wortel.parent).as_posix()


def _code(knoop: Tabel) -> str:
    _, deel = knoop.delen.get("code", (None, None))
    return deel.tekst if isinstance(deel, Waarde) else ""
