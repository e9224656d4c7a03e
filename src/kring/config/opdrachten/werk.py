"""`kring werk`: the worker that delivers messages, seals the log and watches terms."""

import argparse
from typing import Any

from kring.config.opdrachten.basis import print_json, product, progress, say


def add(verben: Any) -> None:
    """Register the verb."""
    werk = verben.add_parser(
        "werk",
        help="berichten bezorgen, het logboek verzegelen, dossiers vernietigen waarover dat is besloten, "
        "en bewaartermijnen bewaken",
    )
    werk.add_argument("--eenmaal", action="store_true", help="doe wat nu moet en stop dan")
    werk.add_argument(
        "--onder-demo", action="store_true", help="gestart door de demo, die zelf zegt hoe u stopt"
    )
    werk.add_argument("--json", action="store_true", help="alleen JSON; hoort bij --eenmaal")
    werk.set_defaults(doe=_werk)


def _werk(gekozen: argparse.Namespace) -> int:
    with product():
        from kring.koppelingen.werker import run_until_stopped

        if gekozen.eenmaal:
            return _eenmaal(json=gekozen.json)
        stoppen = "" if gekozen.onder_demo else " Stoppen: Ctrl-C."
        progress(f"De werker draait.{stoppen}")
        run_until_stopped()
        progress("De werker is gestopt.")
    return 0


def _eenmaal(*, json: bool) -> int:
    from kring.koppelingen.werker import run_once
    from kring.toegang import klok

    uitkomsten = list(run_once(klok.nu()))
    if json:
        print_json(
            {naam: f"mislukt: {fout}" if fout else tekst for naam, tekst, fout in uitkomsten}
        )
    else:
        for naam, tekst, fout in uitkomsten:
            say(f"{naam}: mislukt, {fout}" if fout else f"{naam}: {tekst}")
    return any(fout for _, _, fout in uitkomsten)
