"""The genogram of a page: what was recorded about ties, as a drawing and in the same words as a list."""

from collections.abc import Mapping
from typing import Any

from kring.dossier.genogram import Mens, Vastgelegd, draw_genogram, make_familie
from kring.dossier.queries import Gezinspagina, Lid, Regel


VAST, WEG = "band_vastgelegd", "band_vervallen"
ONGEBOREN = "ongeboren_kind"
# How a line is drawn, and what it means; only what is in the drawing stands in the legend.
LEGENDA = {
    "ruzie": "veel ruzie",
    "steun": "steun",
    "breuk": "uit elkaar",
    "huis": "wonen samen",
    "streep": "samen, of geen eigen kind",
}


def show_genogram(pagina: Gezinspagina) -> dict[str, Any] | None:
    """The drawing with its twin; None as long as no tie is recorded."""
    banden = _geldig(pagina.familie)
    if not banden:
        return None
    namen = {lid.id: lid.kort for lid in pagina.leden.values()}
    vast = [_vastgelegd(regel, pagina.leden) for regel in banden]
    tekening = draw_genogram(make_familie(_mensen(pagina.leden), vast, _huishoudens(pagina.leden)))
    soorten = {lijn.soort for lijn in (*tekening.lijnen, *tekening.omtrekken)}
    feit = pagina.stelsel.feitsoorten[VAST]
    woorden = next({k.id: k.naam for k in veld.keuzes} for veld in feit.velden if veld.id == "band")
    return {
        "tekening": tekening,
        "zinnen": [
            f"{namen[v.een]}: {_klein(woorden[v.band])} {_en([namen[a] for a in v.anderen])}"
            for v in vast
            if v.een in namen and v.anderen
        ],
        "legenda": {soort: zegt for soort, zegt in LEGENDA.items() if soort in soorten},
    }


def _geldig(regels: list[Regel]) -> list[Regel]:
    """What holds now, oldest first."""
    weg = {regel.inhoud["bij"] for regel in regels if regel.feit == WEG}
    blijft = [r for r in regels if r.feit == VAST and str(r.gebeurtenis) not in weg]
    return blijft[::-1]


def _vastgelegd(regel: Regel, leden: Mapping[str, Lid]) -> Vastgelegd:
    anderen = tuple(ander for ander in regel.inhoud["anderen"] if ander in leden)
    return Vastgelegd(regel.inhoud["een"], regel.inhoud["band"], anderen)


def _mensen(leden: Mapping[str, Lid]) -> list[Mens]:
    """Everybody the reader may see, children from old to young."""
    return [
        Mens(
            id=lid.id,
            naam=lid.kort,
            geslacht=lid.geslacht,
            leeftijd=lid.leeftijd if lid.leeftijd.isdecimal() else "?",
            ongeboren=lid.rol == ONGEBOREN,
            kind=lid.is_kind,
        )
        for lid in leden.values()
    ]


def _huishoudens(leden: Mapping[str, Lid]) -> dict[str, frozenset[str]]:
    namen = dict.fromkeys(lid.huishouden for lid in leden.values() if lid.huishouden)
    huizen = {
        naam: frozenset(lid.id for lid in leden.values() if lid.huishouden == naam)
        for naam in namen
    }
    return {naam: wie for naam, wie in huizen.items() if len(wie) > 1}


def _klein(woorden: str) -> str:
    return woorden[0].lower() + woorden[1:]


def _en(namen: list[str]) -> str:
    """Anna, Bo en Cas."""
    return " en ".join(filter(None, (", ".join(namen[:-1]), namen[-1])))
