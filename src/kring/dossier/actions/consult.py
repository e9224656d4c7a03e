"""A consult without a name: one professional asks, another answers, and no family can be reached by it.

It belongs to no gezin, so its content is locked with the key of the region.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F

from kring.dossier.models import Consult as ConsultRij
from kring.dossier.opslag import stelsel_van
from kring.stelsel.beleid.regels import MOTOR, PROF
from kring.stelsel.kalender import dag_van
from kring.stelsel.velden import HOOGSTENS_TEKENS
from kring.stelsel.zaak import Actorsoort, Handelend
from kring.toegang.deur import GeenToegang, binnen, log_handeling, open_lijst
from kring.toegang.kluis import REGIO, lock, unlock
from kring.toegang.queries import load_actoren, load_handelenden


# Who joins the veiligheidsteam answers.
BEVOEGDHEID = "rvt_meedoen"
HOOGSTENS = 200


class ConsultFout(ValueError):
    """The question or answer cannot be taken; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult:
    """A question with its answer, as professionals see it. The family is nowhere in it."""

    id: UUID
    vraag: str
    gevraagd_op: datetime
    vrager: str
    van_mij: bool
    antwoord: str
    beantwoorder: str
    beantwoord_op: datetime | None


def ask(*, door: UUID, vraag: str, op: datetime, sleutel: UUID | None = None) -> UUID:
    """Put a question to the veiligheidsteam; gives its key. The same `sleutel` again is the same request.

    Raises ConsultFout and GeenToegang.
    """
    tekst = _check_tekst(vraag, "Schrijf op wat u wilt vragen, zonder namen.")
    _medewerker(door)
    deur = open_lijst(actor=door, alias=MOTOR)
    with binnen(deur):
        if sleutel and ConsultRij.objects.using(deur.alias).filter(pk=sleutel).exists():
            return sleutel
        rij = ConsultRij(id=sleutel or uuid4(), vrager_id=door, gevraagd_op=op)
        rij.vraag = lock(REGIO, _plek(rij.id, "vraag"), tekst)
        rij.save(using=deur.alias, force_insert=True)
        log_handeling(deur, "consult_gevraagd", str(rij.id))
        return rij.id


def answer(*, door: UUID, consult: UUID, antwoord: str, op: datetime) -> None:
    """Answer a question, once. Raises ConsultFout, and GeenToegang for who may not answer."""
    tekst = _check_tekst(antwoord, "Schrijf uw antwoord op.")
    if not may_answer(_medewerker(door), op):
        raise GeenToegang
    deur = open_lijst(actor=door, alias=MOTOR)
    with binnen(deur):
        open_ = ConsultRij.objects.using(deur.alias).filter(pk=consult, antwoord=None)
        beantwoord = open_.update(
            antwoord=lock(REGIO, _plek(consult, "antwoord"), tekst),
            beantwoorder_id=door,
            beantwoord_op=op,
        )
        if not beantwoord:
            raise ConsultFout("Deze vraag is al beantwoord. Kijk op de lijst.")
        log_handeling(deur, "consult_beantwoord", str(consult))


def load_consulten(*, door: UUID, op: datetime) -> list[Consult]:
    """Questions without an answer first, each group from new to old: all of them for whoever answers,
    one's own for anybody else. Raises GeenToegang."""
    alles = may_answer(_medewerker(door), op)
    deur = open_lijst(actor=door, alias=PROF)
    with binnen(deur):
        rijen = ConsultRij.objects.using(deur.alias).order_by(
            F("beantwoord_op").desc(nulls_first=True), "-gevraagd_op", "id"
        )
        gevonden = list((rijen if alles else rijen.filter(vrager_id=door))[:HOOGSTENS])
        wie = {rij.vrager_id for rij in gevonden}
        wie |= {rij.beantwoorder_id for rij in gevonden if rij.beantwoorder_id}
        namen = {id_: actor.naam for id_, actor in load_actoren(wie, alias=deur.alias).items()}
    return [_consult(rij, door, namen) for rij in gevonden]


def may_answer(handelend: Handelend, op: datetime) -> bool:
    """Whether this professional joins the veiligheidsteam, by power and mandate."""
    stelsel = stelsel_van(settings.KRING_VARIANT)
    if handelend.partij not in stelsel.bevoegdheden[BEVOEGDHEID].partijen:
        return False
    return any(
        verleend.geldt_op(dag_van(op))
        and BEVOEGDHEID in stelsel.mandaten[verleend.mandaat].bevoegdheden
        for verleend in handelend.mandaten
    )


def _medewerker(actor: UUID) -> Handelend:
    handelend = load_handelenden([actor]).get(str(actor))
    if handelend is None or handelend.soort is not Actorsoort.MEDEWERKER:
        raise GeenToegang
    return handelend


def _check_tekst(tekst: str, leeg: str) -> str:
    tekst = tekst.strip()
    if not tekst:
        raise ConsultFout(leeg)
    if len(tekst) > HOOGSTENS_TEKENS:
        raise ConsultFout(
            f"De tekst is te lang: {len(tekst)} tekens, er passen er {HOOGSTENS_TEKENS}. Kort hem in."
        )
    return tekst


def _consult(rij: ConsultRij, door: UUID, namen: dict[UUID, str]) -> Consult:
    antwoord = rij.antwoord
    return Consult(
        id=rij.id,
        vraag=unlock(REGIO, _plek(rij.id, "vraag"), rij.vraag),
        gevraagd_op=rij.gevraagd_op,
        vrager=namen.get(rij.vrager_id, ""),
        van_mij=rij.vrager_id == door,
        antwoord="" if antwoord is None else unlock(REGIO, _plek(rij.id, "antwoord"), antwoord),
        beantwoorder=namen.get(rij.beantwoorder_id, "") if rij.beantwoorder_id else "",
        beantwoord_op=rij.beantwoord_op,
    )


def _plek(consult: UUID, wat: str) -> str:
    return f"consult/{consult}/{wat}"
