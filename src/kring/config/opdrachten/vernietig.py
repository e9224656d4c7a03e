"""`kring vernietig`: after a backup was put back, destroy again what had been destroyed before."""

import argparse
from typing import Any

from kring.config.opdrachten.basis import print_json, product, say


def add(verben: Any) -> None:
    """Register the verb."""
    vernietig = verben.add_parser(
        "vernietig",
        help="na het terugzetten van een reservekopie: opnieuw vernietigen wat vernietigd was",
    )
    vernietig.add_argument("--herhaal", action="store_true", required=True, help="doe dat nu")
    vernietig.add_argument("--json", action="store_true", help="alleen JSON")
    vernietig.set_defaults(doe=_herhaal)


def _herhaal(gekozen: argparse.Namespace) -> int:
    with product():
        from kring.dossier.actions import redo_vernietigingen

        opnieuw = [str(gezin) for gezin in redo_vernietigingen()]
    if gekozen.json:
        print_json({"opnieuw_vernietigd": opnieuw})
    elif opnieuw:
        say(f"{len(opnieuw)} dossiers opnieuw vernietigd.")
    else:
        say("Er was niets meer te vernietigen.")
    return 0
