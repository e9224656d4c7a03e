"""Builds the region by taking every stap through the product itself, in the order in which it happened."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kring.config.proefregio.regio import Regio
from kring.dossier.actions import (
    Nieuw,
    Opdracht,
    StapGeweigerd,
    neem_in_beeld,
    ontvang_melding,
    take_stap,
)
from kring.dossier.opslag import stelsel_van
from kring.gezinnen import actions as gezinnen
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.scenario import Scenario, Scenariostap, resolve_waarden
from kring.toegang import actions as toegang
from kring.toegang.deur import GeenToegang, binnen, open_dossier


class BouwFout(RuntimeError):
    """A stap of a worked case went another way than its file says; the message is Dutch."""


@dataclass(slots=True)
class _Bouw:
    """A family while it is built: its key, and the keys of what its file calls by a name."""

    regio: Regio
    stelsel: Stelsel
    zaak: Scenario
    gezin: UUID | None = None
    sleutels: dict[str, str] = field(default_factory=dict)

    def sleutel(self, naam: str) -> str:
        """The key of somebody or something that the file calls by this name."""
        if naam in self.sleutels:
            return self.sleutels[naam]
        if naam in self.zaak.leden:
            return self.zaak.sleutel(naam)
        return str(self.regio.actor(naam))

    def door(self, naam: str) -> UUID:
        """The account that acts under this name."""
        if self.zaak.mensen[naam].lid:
            return self.regio.gezinslid(self.zaak.id, naam)
        return self.regio.actor(naam)


def build_regio(
    regio: Regio, ontvang_bericht: Callable[[bytes], object], meld: Callable[[str], None]
) -> None:
    """Make accounts and families in an empty database, and leave the clock at the region's moment.

    `ontvang_bericht` takes a CORV message in; `meld` is told how far the work is. Raises BouwFout.
    """
    toegang.set_clock(datetime.combine(regio.vanaf, datetime.min.time(), UTC), echt=_echt())
    _accounts(regio)
    bouwen = [_Bouw(regio, stelsel_van(zaak.varianten[0]), zaak) for zaak in regio.gezinnen]
    stappen = sorted(_stappen(bouwen), key=lambda paar: paar[1].op)
    for nummer, (bouw, stap) in enumerate(stappen):
        if nummer % 50 == 0:
            meld(f"Proefregio bouwen: {nummer} van {len(stappen)} stappen")
        toegang.set_clock(stap.op, echt=_echt())
        _stap(bouw, stap)
    toegang.set_clock(regio.nu, echt=_echt())
    for pad in regio.meldingen:
        ontvang_bericht(pad.read_bytes())


def _echt() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the shift is counted from the real time


def _stappen(bouwen: list[_Bouw]) -> Iterator[tuple[_Bouw, Scenariostap]]:
    for bouw in bouwen:
        for stap in bouw.zaak.stappen:
            yield bouw, stap


def _accounts(regio: Regio) -> None:
    for naam, organisatie in regio.organisaties.items():
        toegang.create_organisatie(id=regio.actor(naam), **organisatie)
    for naam, mens in regio.mensen.items():
        velden = {**mens, "skj": str(mens.get("skj", ""))}
        toegang.create_medewerker(id=regio.actor(naam), vanaf=regio.vanaf, **velden)
    for zaak in regio.gezinnen:
        for naam, wie in zaak.mensen.items():
            if wie.lid:
                toegang.create_gezinslid(id=regio.gezinslid(zaak.id, naam))


def _stap(bouw: _Bouw, stap: Scenariostap) -> None:
    waarden = resolve_waarden(bouw.stelsel, bouw.zaak, stap, bouw.sleutel)
    geweigerd: tuple[str, ...] = ()
    try:
        gebeurtenis = (
            _begin(bouw, stap, waarden) if bouw.gezin is None else _neem(bouw, stap, waarden)
        )
        if gebeurtenis:
            bouw.sleutels[stap.als] = gebeurtenis
    except StapGeweigerd as fout:
        geweigerd = tuple(sorted({w.code for w in fout.weigeringen}))
    except GeenToegang:
        geweigerd = ("geen toegang",)
    if geweigerd != tuple(sorted(stap.geweigerd or ())):
        raise BouwFout(
            f"{bouw.zaak.bestand}: {stap.door} neemt {stap.stap} op {stap.op:%d-%m-%Y %H:%M}. "
            f"Verwacht: {stap.geweigerd or 'genomen'}, gekregen: {geweigerd or 'genomen'}."
        )


def _neem(bouw: _Bouw, stap: Scenariostap, waarden: Mapping[str, Any]) -> str:
    assert bouw.gezin is not None  # noqa: S101  the caller looked
    genomen = take_stap(
        Opdracht(
            gezin=bouw.gezin,
            stap=stap.stap,
            door=bouw.door(stap.door),
            op=stap.op,
            waarden=waarden,
            sleutel=stap.als,
            afwegingen=stap.afwegingen,
        )
    )
    return genomen.gebeurtenis.id if genomen else ""


def _begin(bouw: _Bouw, stap: Scenariostap, waarden: Mapping[str, Any]) -> str:
    """The first stap: a report or a question at the door, with what is kept beside the fact."""
    thuis = bouw.zaak.regio
    nieuw = Nieuw(
        stap=stap.stap,
        door=bouw.door(stap.door),
        op=stap.op,
        waarden=waarden,
        naam=thuis["naam"],
        gemeente=thuis["gemeente"],
        bsn={bouw.sleutel(lid): str(bsn) for lid, bsn in thuis.get("bsn", {}).items()},
        adressen={
            bouw.sleutel(lid): (("woonadres", adres),)
            for lid, adres in thuis.get("adressen", {}).items()
        },
    )
    if "soort_melder" in waarden:
        kenmerk = waarden.get("kenmerk", bouw.zaak.id)
        origineel = "\n".join(rij["tekst"] for rij in waarden["uitspraken"]).encode()
        ontvangen = ontvang_melding(
            nieuw, afzender=waarden["melder"], kenmerk=kenmerk, origineel=origineel
        )
        bouw.gezin = ontvangen.gezin
    else:
        bouw.gezin = neem_in_beeld(nieuw)
    _koppel(bouw, stap)
    return ""


def _koppel(bouw: _Bouw, stap: Scenariostap) -> None:
    """Family members get into their own pages: each account is one person of this gezin."""
    assert bouw.gezin is not None  # noqa: S101  the caller made it
    deur = open_dossier(actor=_wie_opent(bouw, stap), gezin=bouw.gezin, alias=MOTOR)
    with binnen(deur):
        for naam, wie in bouw.zaak.mensen.items():
            if wie.lid:
                account = bouw.regio.gezinslid(bouw.zaak.id, naam)
                gezinnen.link_account(deur, UUID(bouw.sleutel(wie.lid)), account)


def _wie_opent(bouw: _Bouw, stap: Scenariostap) -> UUID:
    """Who took the first stap; for a report, somebody who judges reports."""
    if bouw.zaak.mensen[stap.door].partij == "lokaal_team":
        return bouw.door(stap.door)
    return next(
        bouw.regio.actor(naam)
        for naam, mens in bouw.zaak.mensen.items()
        if "veiligheidsbeoordeling" in mens.mandaten
    )
