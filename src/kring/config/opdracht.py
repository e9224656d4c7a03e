"""The command `kring`: verbs in Dutch, stable, 0 for done, 1 for "no, because", 2 for wrong usage."""

import os
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
from kring.config.opdrachten.gebruik import Parser
from kring.config.plaatsen import PlaatsFout
from kring.config.postgres import PostgresFout
from kring.stelsel.laden import ModelFouten
from kring.toegang.sleutels import SleutelFout


# What a user can mend; anything else is a fault of ours and may show where.
BEKENDE_FOUTEN = (OpdrachtFout, InstellingFout, PlaatsFout, PostgresFout, SleutelFout, ModelFouten)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run one verb."""
    parser = build_parser()
    gekozen = parser.parse_args(argumenten)
    try:
        status = gekozen.doe(gekozen)
        sys.stdout.flush()
        return status
    except BEKENDE_FOUTEN as fout:
        sys.stderr.write(f"{fout}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Gestopt.\n")
        return 130
    except BrokenPipeError:
        # Whoever read along, such as `head`, has seen enough; nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def build_parser() -> Parser:
    """The command with all its verbs."""
    parser = Parser(
        prog="kring",
        description="Kring: het Toekomstscenario kind- en gezinsbescherming als werkend model.",
    )
    verben = parser.add_subparsers(title="verben", required=True, metavar="VERB")
    for deel in (demo, stelsel, corv, audit, toegang, werk, vernietig, data, statisch, naslag):
        deel.add(verben)
    return parser
