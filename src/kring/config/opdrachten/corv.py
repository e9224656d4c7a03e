"""`kring corv`: take in a message from a file, as the adapter would deliver it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kring.config.opdrachten.basis import OpdrachtFout, print_json, product, progress, say


if TYPE_CHECKING:
    from kring.koppelingen.corv.fouten import BerichtGeweigerd
    from kring.koppelingen.corv.ontvangst import Aangenomen


def add(verben: Any) -> None:
    """Register the verb."""
    deel = verben.add_parser("corv", help="berichten van politie en Halt")
    delen = deel.add_subparsers(title="wat", required=True, metavar="WAT")
    ontvang = delen.add_parser(
        "ontvang", help="één bericht aannemen: het registratienummer, of elke reden waarom niet"
    )
    ontvang.add_argument("bestand", type=Path, metavar="BESTAND")
    ontvang.add_argument("--json", action="store_true", help="alleen JSON")
    ontvang.set_defaults(doe=_ontvang)


def _ontvang(gekozen: argparse.Namespace) -> int:
    data = _read(gekozen.bestand)
    with product():
        from kring.dossier.projectie import FunctiehouderOnbekend
        from kring.koppelingen.corv.fouten import BerichtGeweigerd
        from kring.koppelingen.corv.ontvangst import ontvang
        from kring.koppelingen.corv.schemas import SchemasOnbruikbaar
        from kring.toegang import klok

        try:
            aangenomen = ontvang(data, op=klok.nu())
        except BerichtGeweigerd as geweigerd:
            return _show_redenen(gekozen.bestand, geweigerd, json=gekozen.json)
        except (FunctiehouderOnbekend, SchemasOnbruikbaar) as fout:
            raise OpdrachtFout(str(fout)) from fout
    return _show_nummer(aangenomen, json=gekozen.json)


def _read(pad: Path) -> bytes:
    """The bytes of the file, never more than a message may hold. Raises OpdrachtFout."""
    from kring.koppelingen.corv.veilig import STANDAARD_GRENZEN

    try:
        with pad.open("rb") as bestand:
            # One byte more than allowed is enough to be refused.
            return bestand.read(STANDAARD_GRENZEN.omvang + 1)
    except OSError as fout:
        raise OpdrachtFout(
            f"{pad} is niet te lezen: {_waarom_niet(fout)}. Geef een bestand met één CORV-bericht."
        ) from fout


def _waarom_niet(fout: OSError) -> str:
    # The words of the system itself are English.
    match fout:
        case FileNotFoundError() | NotADirectoryError():
            return "het bestaat niet"
        case IsADirectoryError():
            return "het is een map"
        case PermissionError():
            return "u heeft er geen leesrecht voor"
    return f"het systeem geeft fout {fout.errno}"


def _show_nummer(aangenomen: "Aangenomen", *, json: bool) -> int:
    if json:
        print_json(
            {
                "registratienummer": aangenomen.nummer,
                "nieuw": aangenomen.nieuw,
                "waarschuwingen": [_as_dict(w) for w in aangenomen.waarschuwingen],
            }
        )
        return 0
    if aangenomen.nieuw:
        say(f"Ontvangen: {aangenomen.nummer}, nieuw.")
    else:
        say(f"Ontvangen: {aangenomen.nummer}, was er al. Er is niets dubbel opgeslagen.")
    for waarschuwing in aangenomen.waarschuwingen:
        progress(f"Let op: {waarschuwing}")
    return 0


def _show_redenen(bestand: Path, geweigerd: "BerichtGeweigerd", *, json: bool) -> int:
    if json:
        print_json({"redenen": [_as_dict(fout) for fout in geweigerd.fouten]})
        return 1
    for fout in geweigerd.fouten:
        say(str(fout))
    progress(f"{bestand} is niet aangenomen; er is niets opgeslagen.")
    return 1


def _as_dict(wat: Any) -> dict[str, Any]:
    regel = getattr(wat, "regel", None)
    return {"plek": wat.pad, "melding": wat.melding, **({"regel": regel} if regel else {})}
