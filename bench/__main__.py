"""All benchmarks: a table on the screen, and the figures as JSON.

script/bench                      everything, on 2,000 families
script/bench pagina melding       only these
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench import beleid, crash
from bench.bewaren import keep
from bench.latten import judge
from bench.omgeving import bank, machine, say, server
from bench.verslag import print_all


WORTEL = Path(__file__).resolve().parents[1]
UITKOMSTEN = WORTEL / "bench" / "uitkomsten"
OP_GEZINNEN = ("pagina", "json", "werklijst", "melding", "http")
DELEN = (*OP_GEZINNEN, "beleid", "crash")
Uitkomst = dict[str, Any]


def main(woorden: list[str]) -> int:
    """Measure what was asked for; 0 when it was measured, whatever came out."""
    parser = _parser()
    gekozen = parser.parse_args(woorden)
    if onbekend := set(gekozen.delen) - set(DELEN):
        parser.error(f"onbekend: {', '.join(sorted(onbekend))}. Kies uit: {', '.join(DELEN)}.")
    gekozen.delen = gekozen.delen or list(DELEN)
    try:
        uitkomst = run(gekozen)
    except KeyboardInterrupt:
        say("\nGestopt; er is niets bewaard.")
        return 130
    oordelen = judge(uitkomst)
    uitkomst["latten"] = [oordeel.as_json() for oordeel in oordelen]
    sys.stdout.write(print_all(uitkomst, oordelen))
    pad = Path(gekozen.json) if gekozen.json else UITKOMSTEN / f"{'-'.join(gekozen.delen)}.json"
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(json.dumps(uitkomst, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"\nDe cijfers staan in {pad}")
    if gekozen.bewaar:
        say(f"en bij de documentatie in {keep(uitkomst, oordelen, WORTEL / 'docs')}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/bench", description="Meet het product en toont het naast de lat."
    )
    parser.add_argument("delen", nargs="*", metavar="DEEL", help=", ".join(DELEN))
    parser.add_argument("--gezinnen", type=int, default=2_000, help="standaard 2000")
    parser.add_argument(
        "--echt", type=int, default=60, help="gezinnen door echte handelingen; de rest is kopie"
    )
    parser.add_argument(
        "--beslissingen", type=int, default=100_000, help="van het beleid; standaard 100000"
    )
    parser.add_argument("--kills", type=int, default=20, help="keren kill -9; standaard 20")
    parser.add_argument("--keren", type=int, default=100, help="vragen per ronde; standaard 100")
    parser.add_argument("--rondes", type=int, default=5, help="rondes; van de CPU telt de mediaan")
    parser.add_argument("--groot", action="store_true", help="ook bij 100000 en 200000 gezinnen")
    parser.add_argument(
        "--json", metavar="PAD", help="waar de cijfers komen; standaard bench/uitkomsten"
    )
    parser.add_argument(
        "--bewaar", action="store_true", help="ook in docs/metingen.md en docs/metingen.json"
    )
    return parser  # fmt: skip


def run(gekozen: argparse.Namespace) -> Uitkomst:
    """Measure the chosen parts, one after the other."""
    begin = time.monotonic()
    uitkomst: Uitkomst = {"machine": machine()}
    delen = [deel for deel in gekozen.delen if deel in OP_GEZINNEN]
    if delen or gekozen.groot:
        uitkomst |= _on_families(gekozen, delen)
    if "beleid" in gekozen.delen:
        say("Meten: beleid in Python naast de database")
        uitkomst["beleid"] = beleid.run(gekozen.beslissingen)
    if "crash" in gekozen.delen:
        say(f"Meten: {gekozen.kills} keer kill -9 tijdens schrijven")
        uitkomst["crash"] = crash.run(gekozen.kills)
    uitkomst["machine"]["belasting_achteraf"] = round(os.getloadavg()[0], 2)
    uitkomst["seconden"] = round(time.monotonic() - begin)
    return uitkomst


def _on_families(gekozen: argparse.Namespace, delen: list[str]) -> Uitkomst:
    with bank() as omgeving:
        # After set-up: these need the settings.
        from bench import groot, http, lezen, melding
        from bench.gezinnen import build

        gebouwd = build(omgeving, gekozen.gezinnen, gekozen.echt)
        maat = {"keren": gekozen.keren, "rondes": gekozen.rondes}
        metingen: Mapping[str, Callable[[], Any]] = {
            "pagina": lambda: lezen.as_html(gebouwd, **maat),
            "json": lambda: lezen.as_json(gebouwd, **maat),
            "werklijst": lambda: lezen.werklijst(gebouwd, **maat),
            "http": lambda: http.measure_http(gebouwd, seconden=maat["keren"] / 20),
            "melding": lambda: melding.by_both(gebouwd, **maat),
        }
        uitkomst = {
            "server": server(omgeving),
            "gezinnen": gebouwd.as_json(),
            **{deel: doe() for deel, doe in metingen.items() if deel in delen},
        }
        if gekozen.groot:
            uitkomst["groot"] = groot.werklijst(gebouwd)
        return uitkomst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
