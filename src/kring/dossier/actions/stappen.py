"""Take a stap in a case: lock, fold, ask the motor, and store what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connections

from kring.dossier import gevolgen
from kring.dossier.models import Dossier, Gebeurtenis as GebeurtenisRij, Weigering as WeigeringRij
from kring.dossier.opslag import read_gebeurtenissen, stelsel_van
from kring.dossier.projectie import Schrijver, update_dossier
from kring.stelsel.begrippen import Stelsel, Veld, Veldsoort
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.fold import fold
from kring.stelsel.motor import Genomen, Geweigerd, take_stap as take_in_motor
from kring.stelsel.toetsing import Weigering
from kring.stelsel.weigergronden import VELD
from kring.stelsel.zaak import Actorsoort, Handelend, Stand, Voorstel
from kring.toegang.deur import Deur, GeenToegang, binnen, log_handeling, open_dossier, open_portaal
from kring.toegang.queries import load_handelenden


class StapGeweigerd(Exception):
    """The model does not allow the stap; carries every reason. Nothing was written but the refusal."""

    def __init__(self, stelsel: Stelsel, weigeringen: tuple[Weigering, ...]) -> None:
        self.stelsel = stelsel
        self.weigeringen = weigeringen
        super().__init__(", ".join(weigering.code for weigering in weigeringen))


class Verouderd(Exception):
    """The case moved on while the form was open; `sinds` holds what happened in between."""

    def __init__(self, sinds: tuple[str, ...]) -> None:
        self.sinds = sinds
        super().__init__(", ".join(sinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What somebody asks: the stap with its values. `sleutel` makes a repeat find its work done;
    `gezien` is the volgnummer that the form showed, for a stap that changes what others see."""

    gezin: UUID
    stap: str
    door: UUID
    op: datetime
    waarden: Mapping[str, Any]
    sleutel: str
    afwegingen: Mapping[str, str] = field(default_factory=dict)
    gezien: int | None = None
    doel: str = ""


def take_stap(opdracht: Opdracht) -> Genomen | None:
    """Take a stap in an existing case; None when the same request was done before.

    Raises GeenToegang (no live grant; in the log), StapGeweigerd (with all reasons; in the log),
    Verouderd, and KeyError for a stap that the variant does not have.
    """
    handelend = load_handelenden([opdracht.door]).get(str(opdracht.door))
    if handelend is None:
        raise GeenToegang
    if handelend.soort is Actorsoort.GEZINSLID:
        deur = open_portaal(actor=opdracht.door, gezin=opdracht.gezin, alias=MOTOR)
    else:
        deur = open_dossier(
            actor=opdracht.door, gezin=opdracht.gezin, doel=opdracht.doel, alias=MOTOR
        )
    return take_behind(deur, opdracht, handelend)


def take_behind(deur: Deur, opdracht: Opdracht, handelend: Handelend) -> Genomen | None:
    """Take a stap behind a door of the motor that is open already. Raises as `take_stap`."""
    try:
        with binnen(deur):
            return _take(deur, opdracht, handelend)
    except StapGeweigerd as weigering:
        # A form that is not filled in well is no attempt at what is not allowed.
        if any(reden.code != VELD for reden in weigering.weigeringen):
            _log_weigering(deur, opdracht, weigering)
        raise


def _take(deur: Deur, opdracht: Opdracht, handelend: Handelend) -> Genomen | None:
    dossier = lock_dossier(deur)
    _check_nog_open(deur, handelend)
    if is_gedaan(deur, opdracht.sleutel):
        return None
    stelsel = stelsel_van(dossier.variant)
    stand = load_stand(deur, stelsel)
    opdracht = _after_waiting(opdracht, stand)
    check_niet_verouderd(stelsel, stand, opdracht)
    voorstel = make_voorstel(deur, stelsel, opdracht, handelend)
    uitkomst = take_in_motor(stelsel, stand, voorstel)
    if isinstance(uitkomst, Geweigerd):
        raise StapGeweigerd(stelsel, uitkomst.weigeringen)
    store(deur, stelsel, stand, uitkomst, dossier, sleutel=opdracht.sleutel)
    return uitkomst


def _after_waiting(opdracht: Opdracht, stand: Stand) -> Opdracht:
    """The clock was read before the case was locked: what others stored in the meantime came first."""
    if not stand.gebeurtenissen:
        return opdracht
    laatste = stand.gebeurtenissen[-1].op
    # In UTC, because two clock times in the same zone say nothing in the night that the clock changes.
    achter = laatste.astimezone(UTC) - opdracht.op.astimezone(UTC)
    return replace(opdracht, op=laatste) if timedelta(0) < achter < LANGSTE_WACHT else opdracht


# Longer than anybody waits for the lock; further back is an act in the past, and that is refused.
LANGSTE_WACHT = timedelta(minutes=1)


def _check_nog_open(deur: Deur, handelend: Handelend) -> None:
    """What opened the door still does, now that the wait for the case is over: the ticket lives longer
    than a grant that ends, or a block that begins, while somebody waits. Raises GeenToegang."""
    with connections[deur.alias].cursor() as cursor:
        cursor.execute("SELECT kring.nog_open(%s)", [handelend.soort == Actorsoort.GEZINSLID])
        if not cursor.fetchone()[0]:
            raise GeenToegang


def lock_dossier(deur: Deur) -> Dossier:
    """The case behind the door, held until the transaction ends. Raises GeenToegang."""
    rij = (
        Dossier.objects.using(deur.alias)
        .select_for_update(of=("self",))
        .filter(pk=deur.gezin)
        .first()
    )
    if rij is None or rij.vernietigd_op:
        raise GeenToegang
    return rij


def is_gedaan(deur: Deur, sleutel: str) -> bool:
    """Whether the request with this key was done before, in the case behind the door."""
    rijen = GebeurtenisRij.objects.using(deur.alias).filter(gezin_id=deur.gezin, sleutel=sleutel)
    return rijen.exists()


def load_stand(deur: Deur, stelsel: Stelsel) -> Stand:
    """The fold of everything that happened, read through the motor's door."""
    rijen = (
        GebeurtenisRij.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("volgnummer")
    )
    return fold(stelsel, read_gebeurtenissen(deur.gezin, rijen))


def check_niet_verouderd(stelsel: Stelsel, stand: Stand, opdracht: Opdracht) -> None:
    """A stap that moves the case counts on what its author saw; notes and numbers do not.

    Raises Verouderd.
    """
    gezien = stand.volgnummer if opdracht.gezien is None else opdracht.gezien
    nieuw = [g for g in stand.gebeurtenissen if g.volgnummer > gezien]
    if stelsel.stappen[opdracht.stap].naar and any(g.door != str(opdracht.door) for g in nieuw):
        raise Verouderd(tuple(stelsel.stappen[g.stap].naam for g in nieuw))


def make_voorstel(
    deur: Deur, stelsel: Stelsel, opdracht: Opdracht, handelend: Handelend
) -> Voorstel:
    """The request as the motor takes it, with the professionals that its values name."""
    feit = stelsel.feitsoorten[stelsel.stappen[opdracht.stap].legt_vast]
    genoemd = _medewerkers(feit.velden, opdracht.waarden)
    return Voorstel(
        id=str(uuid4()),
        stap=opdracht.stap,
        door=gevolgen.in_dossier(deur, stelsel, handelend),
        op=opdracht.op,
        waarden=opdracht.waarden,
        medewerkers=load_handelenden(genoemd, alias=deur.alias) if genoemd else {},
        afwegingen=opdracht.afwegingen,
    )


def _medewerkers(velden: tuple[Veld, ...], waarden: Mapping[str, Any]) -> list[UUID]:
    gevonden = []
    for veld in velden:
        if veld.soort is Veldsoort.MEDEWERKER and waarden.get(veld.id):
            try:
                gevonden.append(UUID(str(waarden[veld.id])))
            except ValueError:
                continue  # not a key: the motor refuses it as an unknown professional
    return gevonden


def store(
    deur: Deur, stelsel: Stelsel, voor: Stand, genomen: Genomen, dossier: Dossier, *, sleutel: str
) -> None:
    """Write the stap, all that follows from it, and its audit line, in the open transaction."""
    Schrijver(deur.alias, deur.gezin, stelsel, sleutel).write_alles(voor, genomen)
    gevolgen.apply(deur, stelsel, genomen)
    update_dossier(dossier, stelsel, genomen)
    dossier.save(using=deur.alias, force_update=True, update_fields=gevolgen.DOSSIERVELDEN)
    log_handeling(deur, genomen.gebeurtenis.stap, genomen.gebeurtenis.id)


def _log_weigering(deur: Deur, opdracht: Opdracht, weigering: StapGeweigerd) -> None:
    """A refusal is kept too: who tried what, and the codes of every reason."""
    with binnen(deur):
        WeigeringRij(
            gezin_id=opdracht.gezin,
            op=opdracht.op,
            actor_id=opdracht.door,
            stap=opdracht.stap,
            codes=sorted({w.code for w in weigering.weigeringen}),
        ).save(using=deur.alias, force_insert=True)
        log_handeling(deur, opdracht.stap, "", toegestaan=False)
