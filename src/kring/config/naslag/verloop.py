"""Per variant: the toestanden with the ways between them, and every stap."""

from collections.abc import Iterator, Mapping, Sequence

from kring.config.naslag.opmaak import UIT_HET_MODEL, blad, bronnen, code, tabel, tekst
from kring.config.naslag.stap import describe_stap
from kring.stelsel.begrippen import Stap, Stelsel, Toestand
from kring.stelsel.diagram import PLAATSEN, draw_stelsel


def build_verloop(stelsels: Sequence[Stelsel]) -> Mapping[str, str]:
    """Path → text, two pages for each variant."""
    bladen = {}
    for stelsel in stelsels:
        id_ = stelsel.variant.id
        bladen[f"{id_}/toestanden.md"] = _toestanden(stelsel)
        bladen[f"{id_}/stappen.md"] = _stappen(stelsel)
    return bladen


def _toestanden(stelsel: Stelsel) -> str:
    variant = stelsel.variant
    parameters = [[tekst(naam), tekst(waarde)] for naam, waarde in variant.parameters.items()]
    return blad(
        f"{tekst(variant.naam)}: toestanden",
        UIT_HET_MODEL,
        tekst(variant.samenvatting),
        f"{variant.code} {code(variant.id)}, versie {variant.versie}, geldig vanaf {variant.geldig_vanaf}, "
        f"{str(variant.status).replace('_', ' ')}. Bron: {bronnen(variant.bron)}.",
        tabel(("Parameter", "Waarde"), parameters),
        "## Waar een zaak kan zijn",
        tabel(
            ("Id", "Naam", "Wie", "Voor het gezin", "Altijd belegd", "Bron"),
            [_toestandrij(stelsel, toestand) for toestand in stelsel.toestanden.values()],
        ),
        "## De wegen ertussen",
        "Alle stappen, ook die de zaak niet verplaatsen, staan bij de [stappen](stappen.md).",
        "```text\n" + "\n".join(_wegen(stelsel)) + "\n```",
        "## Getekend",
        f"```mermaid\n{draw_stelsel(stelsel)}\n```",
    )


def _toestandrij(stelsel: Stelsel, toestand: Toestand) -> list[str]:
    soort = " (begin)" if toestand.begin else " (einde)" if toestand.eind else ""
    altijd = [f.naam for f in stelsel.functies.values() if toestand.id in f.verplicht_in]
    return [
        toestand.id,
        tekst(toestand.naam) + soort,
        tekst(toestand.wie),
        tekst(toestand.voor_gezin),
        tekst(", ".join(altijd)),
        bronnen(toestand.bron),
    ]


def _wegen(stelsel: Stelsel) -> Iterator[str]:
    """A drawing in text: each toestand with the stappen that lead out of it."""
    verplaatst = [stap for stap in stelsel.stappen.values() if stap.naar]
    yield "begin"
    yield from _pijlen(stap for stap in verplaatst if not stap.van)
    for id_, toestand in stelsel.toestanden.items():
        yield ""
        yield f"{id_} {toestand.naam}"
        yield from _pijlen(stap for stap in verplaatst if id_ in stap.van)
    for vanuit, woorden in PLAATSEN.items():
        pijlen = list(_pijlen(stap for stap in verplaatst if vanuit in stap.van))
        yield from ("", woorden, *pijlen) if pijlen else ()


def _pijlen(stappen: Iterator[Stap]) -> Iterator[str]:
    yield from (f"  → {stap.naar:4} {stap.naam}" for stap in stappen)


BEGIN = "Een zaak beginnen"


def _stappen(stelsel: Stelsel) -> str:
    delen = []
    for kop, stappen in _groepen(stelsel).items():
        delen.append(f"## {kop}")
        delen += [describe_stap(stelsel, stap) for stap in stappen]
    return blad(
        f"{tekst(stelsel.variant.naam)}: stappen",
        UIT_HET_MODEL,
        f"{len(stelsel.stappen)} stappen, elk onder de eerste toestand waaruit zij kan. Wat een "
        "[bevoegdheid](../bevoegdheden.md), [termijn](../termijnen.md), [waarborg](../waarborgen.md) of "
        "[soort toegang](../toegang.md) is, staat op een eigen bladzijde; wat achter een vindplaats staat, "
        "bij de [bronnen](../bronnen.md).",
        *delen,
    )


def _groepen(stelsel: Stelsel) -> dict[str, list[Stap]]:
    """Heading → stappen, in the order of the toestanden."""
    koppen = {id_: f"{id_} {tekst(t.naam)}" for id_, t in stelsel.toestanden.items()} | PLAATSEN
    groepen: dict[str, list[Stap]] = {BEGIN: [], **{kop: [] for kop in koppen.values()}}
    for stap in stelsel.stappen.values():
        eerste = next((koppen[id_] for id_ in koppen if id_ in stap.van), BEGIN)
        groepen[eerste].append(stap)
    return {kop: stappen for kop, stappen in groepen.items() if stappen}
