"""`kring audit`: seal the log, verify it, and prove that one line stands in it."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kring.config.opdrachten.basis import OpdrachtFout, print_json, product, say, tel


def add(verben: Any) -> None:
    """Register the verb."""
    deel = verben.add_parser("audit", help="het logboek verzegelen en controleren")
    delen = deel.add_subparsers(title="wat", required=True, metavar="WAT")
    zegel = delen.add_parser("zegel", help="alles verzegelen wat af is, en de zegels publiceren")
    zegel.set_defaults(doe=_zegel)
    verifieer = delen.add_parser(
        "verifieer", help="nagaan of er niets aan het logboek is veranderd"
    )
    verifieer.add_argument(
        "--getuigen", type=Path, help="map met de zegels die een getuige bewaart"
    )
    verifieer.set_defaults(doe=_verifieer)
    bewijs = delen.add_parser(
        "bewijs", help="het bewijs dat één regel in het verzegelde logboek staat"
    )
    bewijs.add_argument("regel", type=int, help="het nummer van de regel")
    bewijs.set_defaults(doe=_bewijs)
    for verb in (zegel, verifieer):
        verb.add_argument("--json", action="store_true", help="alleen JSON")


def _zegel(gekozen: argparse.Namespace) -> int:
    with product():
        from kring.toegang.klok import nu
        from kring.toegang.logboek import seal
        from kring.toegang.zegels import ZegelFout

        try:
            zegels = seal(nu())
        except ZegelFout as fout:
            raise OpdrachtFout(str(fout)) from fout
    if gekozen.json:
        print_json([zegel.as_json() for zegel in zegels])
        return 0
    for zegel in zegels:
        say(f"Zegel {zegel.nr}: {tel(zegel.aantal, 'regel')}, {zegel.wortel.hex()}")
    if not zegels:
        say("Er is niets nieuws om te verzegelen.")
    return 0


def _verifieer(gekozen: argparse.Namespace) -> int:
    with product():
        from kring.toegang.verificatie import verify
        from kring.toegang.zegels import Getuigen, ZegelFout

        try:
            verslag = verify(Getuigen(_kopie(gekozen.getuigen)) if gekozen.getuigen else None)
        except ZegelFout as fout:
            raise OpdrachtFout(str(fout)) from fout
    if gekozen.json:
        bevindingen = [{**asdict(een), "doe": een.doe} for een in verslag.bevindingen]
        print_json({**asdict(verslag), "goed": not bevindingen, "bevindingen": bevindingen})
    else:
        _tell(verslag)
    return bool(verslag.bevindingen)


def _kopie(map_: Path) -> Path:
    """The directory with the copy of a witness. Raises OpdrachtFout: a copy that is not there says
    nothing about the log."""
    if not map_.is_dir():
        raise OpdrachtFout(
            f"De map {map_} bestaat niet. Geef achter --getuigen de map waarin de kopie van de zegels staat."
        )
    return map_


def _tell(verslag: Any) -> None:
    for een in verslag.bevindingen:
        say(f"Zegel {een.zegel} {een.wat}. {een.doe}" if een.zegel else f"{een.wat}. {een.doe}")
    goed = (
        "alles klopt"
        if not verslag.bevindingen
        else tel(len(verslag.bevindingen), "ding klopt niet", "dingen kloppen niet")
    )
    say(f"{tel(verslag.zegels, 'zegel')} over {tel(verslag.regels, 'regel')}: {goed}.")
    if verslag.nog_niet:
        say(
            f"Nog niet verzegeld: {tel(verslag.nog_niet, 'regel')}, de oudste van {verslag.nog_niet_sinds:%d-%m-%Y %H:%M}."
        )


def _bewijs(gekozen: argparse.Namespace) -> int:
    with product():
        from kring.toegang.logboek import prove
        from kring.toegang.zegels import ZegelFout

        try:
            print_json(prove(gekozen.regel))
        except ZegelFout as fout:
            raise OpdrachtFout(str(fout)) from fout
    return 0
