"""Joins a report to the family it certainly is about: the radar's other half."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from kring.dossier import gevolgen
from kring.dossier.actions.stappen import (
    Opdracht,
    StapGeweigerd,
    check_niet_verouderd,
    is_gedaan,
    load_stand,
    lock_dossier,
    take_behind,
    take_stap,
)
from kring.dossier.opslag import stelsel_van
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.toetsing import assess_stap
from kring.stelsel.zaak import Handelend, Stand, Voorstel
from kring.toegang.deur import GeenToegang, binnen, open_bekend, open_dossier
from kring.toegang.queries import load_handelenden


STAP = "voeg_melding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voeging:
    """A report, the known family it belongs to, and what was judged now. `personen` says which person
    of the report is which person of that family: only those that are certainly the same. `gezien` is the
    volgnummer of the report that was shown."""

    melding: UUID
    bekend: UUID
    nummer: str
    personen: Mapping[str, str]
    door: UUID
    op: datetime
    oordelen: list[dict[str, Any]]
    reden: str
    gezien: int | None = None


def voeg_melding(voeging: Voeging) -> None:
    """Write the report into the known family, and close it here with a pointer to there.

    Everything is assessed before anything is written, and a repeat finds what was done. Raises
    GeenToegang, StapGeweigerd and Verouderd.
    """
    handelend = load_handelenden([voeging.door]).get(str(voeging.door))
    if handelend is None:
        raise GeenToegang
    kenmerken = "Zelfde burgerservicenummer en zelfde geboortedatum."
    sluiten = {"bekend_gezin": voeging.nummer, "kenmerken": kenmerken}
    sluiting = Opdracht(
        gezin=voeging.melding,
        stap=STAP,
        door=voeging.door,
        op=voeging.op,
        waarden=sluiten,
        sleutel=_sleutel(voeging.bekend),
        gezien=voeging.gezien,
    )
    stand = _check_melding(sluiting, handelend)
    if stand is None:
        return
    deur = open_bekend(actor=voeging.door, melding=voeging.melding, bekend=voeging.bekend)
    hermelding = Opdracht(
        gezin=voeging.bekend,
        stap="neem_hermelding_op",
        door=voeging.door,
        op=voeging.op,
        waarden=_hermelding(stand, voeging),
        sleutel=_sleutel(voeging.melding),
    )
    take_behind(deur, hermelding, handelend)
    take_stap(sluiting)


def _check_melding(sluiting: Opdracht, handelend: Handelend) -> Stand | None:
    """The report as it stands, None when this was done before; refuses before anything is written in
    the other family."""
    with binnen(open_dossier(actor=sluiting.door, gezin=sluiting.gezin, alias=MOTOR)) as deur:
        stelsel = stelsel_van(lock_dossier(deur).variant)
        if is_gedaan(deur, sluiting.sleutel):
            return None
        stand = load_stand(deur, stelsel)
        check_niet_verouderd(stelsel, stand, sluiting)
        voorstel = Voorstel(
            id=str(uuid4()),
            stap=sluiting.stap,
            door=gevolgen.in_dossier(deur, stelsel, handelend),
            op=sluiting.op,
            waarden=sluiting.waarden,
        )
    oordeel = assess_stap(stelsel, stand, voorstel)
    if oordeel.weigeringen:
        raise StapGeweigerd(stelsel, oordeel.weigeringen)
    return stand


def _sleutel(ander: UUID) -> str:
    return f"voeging {ander}"


def _hermelding(stand: Stand, voeging: Voeging) -> dict[str, Any]:
    """The report in the words of its reporter, about the persons of the known family."""
    melding = stand.laatste("melding_ontvangen")
    assert melding is not None  # noqa: S101  a report that waits for judgement has one
    return {
        "soort_melder": melding.waarden["soort_melder"],
        "uitspraken": list(_uitspraken(melding.waarden["uitspraken"], voeging.personen)),
        "oordelen": voeging.oordelen,
        "reden": voeging.reden,
    }


def _uitspraken(
    rijen: Iterable[Mapping[str, Any]], personen: Mapping[str, str]
) -> Iterable[dict[str, Any]]:
    for rij in rijen:
        over = [personen[lid] for lid in rij.get("over", ()) if lid in personen]
        yield {naam: waarde for naam, waarde in rij.items() if naam != "over"} | (
            {"over": over} if over else {}
        )
