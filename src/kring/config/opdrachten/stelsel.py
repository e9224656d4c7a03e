"""`kring stelsel`: check, list, show and explain the model. Needs no database."""

import argparse
from pathlib import Path
from typing import Any

from kring.config.opdrachten.basis import OpdrachtFout, print_json, say
from kring.config.plaatsen import stelselmap
from kring.stelsel.begrippen import Lezer, Stelsel
from kring.stelsel.diagram import draw_stelsel
from kring.stelsel.laden import ModelFout, ModelFouten, find_varianten, load_stelsel
from kring.stelsel.tonen import show_stelsel
from kring.stelsel.uitleg import Onbekend, Uitleg, explain


def add(verben: Any) -> None:
    """Register the verb."""
    deel = verben.add_parser("stelsel", help="het model controleren, tonen en uitleggen")
    delen = deel.add_subparsers(title="wat", required=True, metavar="WAT")
    check = delen.add_parser("check", help="alle fouten in het model, met bestand en regel")
    check.add_argument("variant", nargs="?", help="id of code; anders alle varianten")
    check.set_defaults(doe=_check)
    lijst = delen.add_parser("lijst", help="de varianten met versie, vingerafdruk en status")
    lijst.set_defaults(doe=_lijst)
    toon = delen.add_parser("toon", help="een variant in het kort")
    toon.add_argument("variant", help="id of code, zoals rvt of V2")
    toon.add_argument(
        "--mermaid", action="store_true", help="als tekening: toestanden en stappen, in Mermaid"
    )
    toon.set_defaults(doe=_toon)
    uitleg = delen.add_parser("uitleg", help="wat een lezer te horen krijgt over een stap")
    uitleg.add_argument("variant", help="id of code, zoals rvt of V2")
    uitleg.add_argument("stap", help="id van een stap of toestand, zoals sluit_af of T3")
    uitleg.add_argument(
        "--lezer",
        choices=[str(lezer) for lezer in Lezer],
        default="ouder",
        help="voor wie; anders voor een ouder",
    )
    uitleg.set_defaults(doe=_uitleg)
    for verb in (check, lijst, toon, uitleg):
        verb.add_argument("--json", action="store_true", help="alleen JSON")


def load_namen(map_: Path) -> list[str]:
    """The ids of the variants. Raises OpdrachtFout when there is none."""
    if namen := list(find_varianten(map_)):
        return namen
    raise OpdrachtFout(
        f"In {map_} staat geen enkele variant. Wijs met KRING_STELSELS de map aan waar varianten/ in staat."
    )


def _check(gekozen: argparse.Namespace) -> int:
    map_ = stelselmap()
    namen = load_namen(map_)
    if gekozen.variant:
        namen = [gekozen.variant]
    fouten: list[ModelFout] = []
    goed: list[Stelsel] = []
    for naam in namen:
        try:
            goed.append(load_stelsel(map_, naam))
        except ModelFouten as gevonden:
            fouten += [fout for fout in gevonden.fouten if fout not in fouten]
    if gekozen.json:
        print_json({"fouten": [str(fout) for fout in fouten], "goed": [s.variant.id for s in goed]})
    else:
        for fout in fouten:
            say(str(fout))
        for stelsel in goed:
            say(
                f"{stelsel.variant.id}: goed, {len(stelsel.stappen)} stappen, {len(stelsel.waarborgen)} waarborgen"
            )
        if fouten:
            say(f"Aantal fouten: {len(fouten)}. Verbeter ze op de genoemde plaatsen.")
    return bool(fouten)


def _lijst(gekozen: argparse.Namespace) -> int:
    rijen = []
    map_ = stelselmap()
    for naam in load_namen(map_):
        stelsel = load_stelsel(map_, naam)
        variant = stelsel.variant
        rijen.append(
            {
                "id": variant.id,
                "code": variant.code,
                "versie": variant.versie,
                "geldig_vanaf": variant.geldig_vanaf.isoformat(),
                "status": str(variant.status),
                "vingerafdruk": stelsel.vingerafdruk,
                "naam": variant.naam,
            }
        )
    if gekozen.json:
        print_json(rijen)
        return 0
    for rij in rijen:
        afdruk = rij["vingerafdruk"][:12]
        say(
            f"{rij['code']:4} {rij['id']:22} {rij['versie']:8} {afdruk}  {rij['status']:17} {rij['naam']}"
        )
    return 0


def _toon(gekozen: argparse.Namespace) -> int:
    stelsel = load_stelsel(stelselmap(), gekozen.variant)
    if gekozen.mermaid:
        tekening = draw_stelsel(stelsel)
        if gekozen.json:
            print_json({"mermaid": tekening})
        else:
            say(tekening)
        return 0
    delen = show_stelsel(stelsel)
    if gekozen.json:
        print_json([{"kop": deel.kop, "regels": deel.regels} for deel in delen])
        return 0
    for deel in delen:
        say(f"\n{deel.kop}\n{'-' * len(deel.kop)}")
        for regel in deel.regels:
            say(regel)
    return 0


def _uitleg(gekozen: argparse.Namespace) -> int:
    stelsel = load_stelsel(stelselmap(), gekozen.variant)
    try:
        uitleg = explain(stelsel, gekozen.stap, Lezer(gekozen.lezer))
    except Onbekend as fout:
        raise OpdrachtFout(str(fout.args[0])) from fout
    if gekozen.json:
        print_json(_as_dict(uitleg))
        return 0
    say(uitleg.naam)
    for zin in uitleg.tekst.zinnen():
        say(f"\n{zin}")
    for woord in uitleg.woorden:
        say(f"\n{woord.id}: {woord.betekenis}")
    say(
        "\nRegels: "
        + "; ".join(
            f"{g.tekst} {g.artikel} ({g.status}, {g.vertrouwen})" for g in uitleg.grondslagen
        )
    )
    return 0


def _as_dict(uitleg: Uitleg) -> dict[str, Any]:
    tekst = uitleg.tekst
    return {
        "onderwerp": uitleg.onderwerp,
        "naam": uitleg.naam,
        "lezer": str(uitleg.lezer),
        "tekst": {
            naam: getattr(tekst, naam)
            for naam in tekst.__dataclass_fields__
            if getattr(tekst, naam)
        },
        "grondslagen": [f"{g.tekst} {g.artikel}" for g in uitleg.grondslagen],
        "hierna": uitleg.hierna,
        "termijnen": uitleg.termijnen,
        "woorden": {woord.id: woord.betekenis for woord in uitleg.woorden},
    }
