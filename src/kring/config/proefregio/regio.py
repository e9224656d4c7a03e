"""Reads who works and lives in the fictitious region."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from kring.stelsel.scenario import Mens, Scenario, load_scenario
from kring.toegang.accounts import CORV


# Keys follow from names, so that every build gives the same region.
NAAMRUIMTE = UUID("7d3b6d3e-53c5-5d0e-8a56-6b72696e672e")


# The name under which a worked case lets a message come in by itself.
SYSTEEM = "corv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody to sign in as, in which role, and what there is to see."""

    actor: UUID
    naam: str
    als: str
    kijk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regio:
    """The region as it stands in the files."""

    naam: str
    nu: datetime
    vanaf: date
    organisaties: Mapping[str, Mapping[str, str]]
    mensen: Mapping[str, Mapping[str, Any]]
    gezinnen: tuple[Scenario, ...]
    meldingen: tuple[Path, ...]
    personas: tuple[Persona, ...]

    def actor(self, naam: str) -> UUID:
        """The account of a professional, an organisation or a system."""
        return CORV if naam == SYSTEEM else uuid5(NAAMRUIMTE, naam)

    def gezinslid(self, gezin: str, naam: str) -> UUID:
        """The account of a family member; its name in a gezin tells it from its namesakes."""
        return uuid5(NAAMRUIMTE, f"{gezin}/{naam}")


def load_regio(map_: Path) -> Regio:
    """Read the region. Raises InvalidScenario, and KeyError for a file that lacks a part."""
    inhoud = yaml.safe_load((map_ / "regio.yaml").read_text(encoding="utf-8"))
    mensen = {
        SYSTEEM: Mens(partij="systeem"),
        **{
            naam: Mens(partij=wie["partij"], mandaten=tuple(wie["mandaten"]), skj="skj" in wie)
            for naam, wie in inhoud["mensen"].items()
        },
    }
    gezinnen = tuple(
        load_scenario(pad, mensen=mensen) for pad in sorted((map_ / "gezinnen").glob("*.yaml"))
    )
    regio = Regio(
        naam=inhoud["naam"],
        nu=inhoud["nu"],
        vanaf=inhoud["vanaf"],
        organisaties=inhoud["organisaties"],
        mensen=inhoud["mensen"],
        gezinnen=gezinnen,
        meldingen=tuple(sorted((map_ / "meldingen").glob("*.xml"))),
        personas=(),
    )
    return _with_personas(regio, inhoud["personas"])


def _with_personas(regio: Regio, rijen: list[dict[str, str]]) -> Regio:
    personas = []
    for rij in rijen:
        wie, gezin = rij["wie"], rij.get("gezin", "")
        personas.append(
            Persona(
                actor=regio.gezinslid(gezin, wie) if gezin else regio.actor(wie),
                naam=wie.capitalize() if gezin else regio.mensen[wie]["naam"],
                als=rij["als"],
                kijk=rij["kijk"],
            )
        )
    return replace(regio, personas=tuple(personas))
