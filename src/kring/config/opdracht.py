"""The command `kring`: verbs in Dutch, stable, 0 for done, 1 for "no, because", 2 for wrong usage."""

import argparse
import sys
from collections.abc import Sequence

from kring.config.omgeving import InstellingFout
from kring.config.opdrachten import (
    audit,
    corv,
    data,
    demo,
    naslag,
    statisch,
    stelsel,
    toegang,
    vernietig,
    werk,
)
from kring.config.opdrachten.basis import OpdrachtFout
from kring.config.plaatsen import PlaatsFout
from kring.config.postgres import PostgresFout
from kring.stelsel.laden import ModelFouten
from kring.toegang.sleutels import SleutelFout


# What a user can mend; anything else is a fault of ours and may show where.
BEKENDE_FOUTEN = (OpdrachtFout, InstellingFout, PlaatsFout, PostgresFout, SleutelFout, ModelFouten)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run one verb."""
    parser = _parser()
    gekozen = parser.parse_args(argumenten)
    try:
        return gekozen.doe(gekozen)
    except BEKENDE_FOUTEN as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Gestopt.\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kring",
        description="Kring: het Toekomstscenario kind- en gezinsbescherming als werkend model.",
    )
    verben = parser.add_subparsers(title="verben", required=True, metavar="VERB")
    for deel in (demo, stelsel, corv, audit, toegang, werk, vernietig, data, statisch, naslag):
        deel.add(verben)
    return parser
