"""From a tree to frozen dataclasses: the type hints of the concepts are the schema."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from kring.stelsel.begrippen import Grondslag, InvalidBegrip
from kring.stelsel.laden.fouten import Plek, Verzamelaar
from kring.stelsel.laden.knopen import Knoop, Lijst, Tabel, Waarde


class _Mislukt:
    """Marks a value that was reported as wrong, so that one fault is not told twice."""


MISLUKT = _Mislukt()
Grondslagen = Callable[[Waarde], Grondslag | _Mislukt]


class Omzetter:
    """Turns trees into values of a wanted type and reports every fault on the way."""

    def __init__(self, melder: Verzamelaar, grondslag: Grondslagen) -> None:
        self._melder = melder
        self._grondslag = grondslag

    def convert(self, knoop: Knoop, soort: Any, naam: str = "", sleutel: str = "") -> Any:
        """The value of `knoop` as `soort`, or MISLUKT after reporting why not.

        `sleutel` becomes the field `id` of a dataclass that has one.
        """
        if soort is Grondslag and isinstance(knoop, Waarde):
            return self._grondslag(knoop)
        oorsprong = get_origin(soort)
        if oorsprong in (Union, types.UnionType):
            keuze = next(deel for deel in get_args(soort) if deel is not type(None))
            return self.convert(knoop, keuze, naam, sleutel)
        if oorsprong in (tuple, frozenset):
            return self._reeks(knoop, oorsprong, get_args(soort)[0], naam)
        if oorsprong is not None and issubclass(oorsprong, Mapping):
            sleutelsoort, waardesoort = get_args(soort)
            return self._tabel(knoop, sleutelsoort, waardesoort, naam)
        if is_dataclass(soort):
            return self._begrip(knoop, soort, naam, sleutel)
        return self._waarde(knoop, soort, naam)

    def _fout(self, plek: Plek, melding: str) -> _Mislukt:
        self._melder.meld(plek, melding)
        return MISLUKT

    def _waarde(self, knoop: Knoop, soort: Any, naam: str) -> Any:
        if not isinstance(knoop, Waarde):
            return self._fout(knoop.plek, f"{naam}: hier hoort één waarde, geen lijst of tabel")
        if not knoop.tekst:
            return self._fout(knoop.plek, f"{naam} is leeg: vul het in of haal de regel weg")
        if issubclass(soort, StrEnum):
            if knoop.tekst not in {str(lid) for lid in soort}:
                keuzes = ", ".join(soort)
                return self._fout(
                    knoop.plek, f"{naam}: '{knoop.tekst}' kan niet; kies uit {keuzes}"
                )
            return soort(knoop.tekst)
        lezer, uitleg = LEZERS[soort]
        try:
            return lezer(knoop.tekst)
        except (ValueError, KeyError):
            return self._fout(knoop.plek, f"{naam}: '{knoop.tekst}' is geen {uitleg}")

    def _reeks(self, knoop: Knoop, vorm: Any, soort: Any, naam: str) -> Any:
        if isinstance(knoop, Tabel) and is_dataclass(soort):
            # A list of things with an id may be written as a table: id → the rest.
            waarden = [
                self.convert(deel, soort, naam, sleutel)
                for sleutel, (_, deel) in knoop.delen.items()
            ]
        elif isinstance(knoop, Lijst):
            waarden = [self.convert(deel, soort, naam) for deel in knoop.delen]
        else:
            return self._fout(knoop.plek, f"{naam}: hier hoort een lijst")
        if vorm is frozenset and len(set(map(str, waarden))) < len(waarden):
            return self._fout(knoop.plek, f"{naam}: er staat iets dubbel in de lijst")
        return MISLUKT if MISLUKT in waarden else vorm(waarden)

    def _tabel(self, knoop: Knoop, sleutelsoort: Any, soort: Any, naam: str) -> Any:
        if not isinstance(knoop, Tabel):
            return self._fout(knoop.plek, f"{naam}: hier hoort een tabel")
        gevonden = {}
        for sleutel, (plek, deel) in knoop.delen.items():
            als_sleutel = self._waarde(Waarde(sleutel, plek), sleutelsoort, naam)
            gevonden[als_sleutel] = self.convert(deel, soort, f"{naam}.{sleutel}", sleutel)
        if MISLUKT in gevonden or any(waarde is MISLUKT for waarde in gevonden.values()):
            return MISLUKT
        return types.MappingProxyType(gevonden)

    def _begrip(self, knoop: Knoop, soort: Any, naam: str, sleutel: str) -> Any:
        bekend = _velden(soort)
        if isinstance(knoop, Waarde) and sleutel and set(bekend) == {"id", "naam"}:
            knoop = Tabel({"naam": (knoop.plek, knoop)}, knoop.plek)
        if not isinstance(knoop, Tabel):
            return self._fout(knoop.plek, f"{naam}: hier hoort een tabel met velden")
        waarden: dict[str, Any] = {"id": sleutel} if sleutel and "id" in bekend else {}
        for veld, (plek, deel) in knoop.delen.items():
            if veld not in bekend or veld in waarden:
                self._fout(plek, _onbekend(veld, [v for v in bekend if v not in waarden]))
            else:
                waarden[veld] = self.convert(deel, bekend[veld][0], veld)
        heel = self._compleet(knoop, soort, bekend, waarden)
        if not heel or MISLUKT in waarden.values():
            return MISLUKT
        try:
            return soort(**waarden)
        except InvalidBegrip as fout:
            return self._fout(knoop.plek, str(fout))

    def _compleet(
        self, knoop: Tabel, soort: Any, bekend: "Velden", waarden: dict[str, Any]
    ) -> bool:
        mist = [veld for veld, (_, nodig) in bekend.items() if nodig and veld not in waarden]
        for veld in mist:
            self._fout(knoop.plek, f"{soort.__name__} mist {veld}")
        if waarden.get("bron", True) == ():
            self._fout(
                knoop.plek, f"{soort.__name__} heeft geen bron: noem minstens één vindplaats"
            )
            return False
        return not mist


Velden = dict[str, tuple[Any, bool]]


@cache
def _velden(soort: Any) -> Velden:
    """Field name → (type, required), from the dataclass."""
    soorten = get_type_hints(soort)

    def nodig(veld: Field[Any]) -> bool:
        return veld.default is MISSING and veld.default_factory is MISSING

    return {veld.name: (soorten[veld.name], nodig(veld)) for veld in fields(soort)}


def _onbekend(veld: str, bekend: list[str]) -> str:
    lijkt = get_close_matches(veld, bekend, n=1)
    tip = f"bedoelde u {lijkt[0]}?" if lijkt else f"bekend zijn: {', '.join(bekend)}"
    return f"het veld {veld} bestaat hier niet; {tip}"


JA_NEE = {"ja": True, "nee": False}
LEZERS: dict[Any, tuple[Callable[[str], Any], str]] = {
    str: (str, "tekst"),
    int: (int, "geheel getal"),
    bool: (JA_NEE.__getitem__, "ja of nee"),
    date: (date.fromisoformat, "datum als 2026-01-31"),
}
