"""`kring toegang`: is the database as the code expects it."""

import argparse
from dataclasses import asdict
from typing import Any

from kring.config.opdrachten.basis import print_json, product, say, tel


def add(verben: Any) -> None:
    """Register the verb."""
    deel = verben.add_parser("toegang", help="nagaan of niemand langs het beleid kan")
    delen = deel.add_subparsers(title="wat", required=True, metavar="WAT")
    check = delen.add_parser(
        "check", help="tabellen, rollen, beleid, functies en rechten van de database"
    )
    check.add_argument("--json", action="store_true", help="alleen JSON")
    check.set_defaults(doe=_check)


def _check(gekozen: argparse.Namespace) -> int:
    with product():
        # After set-up: what follows needs the settings.
        from kring.toegang.bouw import BEKNOPT
        from kring.toegang.bouw.rechten import BEVEILIGD
        from kring.toegang.controle import check

        afwijkingen = check()
    if gekozen.json:
        print_json({"goed": not afwijkingen, "afwijkingen": [asdict(een) for een in afwijkingen]})
        return bool(afwijkingen)
    for een in afwijkingen:
        say(str(een))
    if afwijkingen:
        fout = tel(
            len(afwijkingen), "ding is niet zoals het hoort", "dingen zijn niet zoals ze horen"
        )
        say(f"{fout}.")
    else:
        say(
            f"Alles klopt: {len(BEVEILIGD)} tabellen onder row security, {len(BEKNOPT)} op de lijst met reden."
        )
    return bool(afwijkingen)
