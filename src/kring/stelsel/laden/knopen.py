"""YAML as a tree that remembers file and line; scalars stay text until a type asks for them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from kring.stelsel.laden.fouten import Plek, Verzamelaar


@dataclass(frozen=True, slots=True)
class Waarde:
    tekst: str
    plek: Plek


@dataclass(frozen=True, slots=True)
class Lijst:
    delen: tuple["Knoop", ...]
    plek: Plek


@dataclass(frozen=True, slots=True)
class Tabel:
    # Key → (place of the key, what stands under it), in the order of the file.
    delen: dict[str, tuple[Plek, "Knoop"]]
    plek: Plek


Knoop = Waarde | Lijst | Tabel


def read_knoop(pad: Path, naam: str, melder: Verzamelaar) -> Knoop | None:
    """Read one file as a tree. Faults (bad YAML, double keys, anchors) go to `melder`."""
    try:
        # The C loader does the parsing; only structure is taken, no object is ever built from tags.
        wortel = yaml.compose(pad.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fout:
        regel = fout.problem_mark.line + 1 if fout.problem_mark else 1
        melder.meld(Plek(naam, regel), f"dit is geen geldige YAML: {fout.problem}")
        return None
    except UnicodeDecodeError:
        melder.meld(Plek(naam, 1), "het bestand is geen UTF-8; bewaar het als UTF-8")
        return None
    if wortel is None:
        melder.meld(Plek(naam, 1), "het bestand is leeg; vul het of haal het weg")
        return None
    return _to_knoop(wortel, naam, melder)


def _to_knoop(knoop: yaml.Node, naam: str, melder: Verzamelaar) -> Knoop:
    plek = Plek(naam, knoop.start_mark.line + 1)
    if isinstance(knoop, yaml.MappingNode):
        return _to_tabel(knoop, plek, naam, melder)
    if isinstance(knoop, yaml.SequenceNode):
        return Lijst(tuple(_to_knoop(deel, naam, melder) for deel in knoop.value), plek)
    return Waarde(str(knoop.value).strip(), plek)


def _to_tabel(knoop: yaml.MappingNode, plek: Plek, naam: str, melder: Verzamelaar) -> Tabel:
    delen: dict[str, tuple[Plek, Knoop]] = {}
    for sleutel, waarde in knoop.value:
        plek_sleutel = Plek(naam, sleutel.start_mark.line + 1)
        if not isinstance(sleutel, yaml.ScalarNode):
            melder.meld(plek_sleutel, "een sleutel is één woord")
            continue
        if sleutel.value in delen:
            eerder = delen[sleutel.value][0].regel
            melder.meld(plek_sleutel, f"{sleutel.value} staat er al op regel {eerder}")
            continue
        delen[sleutel.value] = (plek_sleutel, _to_knoop(waarde, naam, melder))
    return Tabel(delen, plek)
