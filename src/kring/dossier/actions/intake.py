"""The first gebeurtenis of a case: a report that comes in, or a question at the local team's door."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, connections

from kring.dossier.actions.stappen import Opdracht, StapGeweigerd, make_voorstel, store
from kring.dossier.models import Dossier, Melding
from kring.dossier.opslag import stelsel_van
from kring.gezinnen import actions as gezinnen
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.motor import Genomen, Geweigerd, take_stap as take_in_motor
from kring.stelsel.zaak import Handelend, Stand
from kring.toegang.deur import Deur, DossierBestaat, GeenToegang, nieuw_dossier
from kring.toegang.kluis import sleutelbos
from kring.toegang.queries import load_handelenden


# Letters and digits that nobody mistakes for one another on paper or by phone.
TEKENS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class AndereInhoud(Exception):
    """The same sender used the same number before, for another message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuw:
    """A case that begins: the stap with its values, and what is kept beside the fact itself."""

    stap: str
    door: UUID
    op: datetime
    waarden: Mapping[str, Any]
    naam: str
    gemeente: str = ""
    # Per person (the key in `waarden`): BSN, and addresses as (kind, parts).
    bsn: Mapping[str, str] = field(default_factory=dict)
    adressen: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangen:
    """What became of a report: its registration number, and whether it was here already."""

    nummer: str
    gezin: UUID | None
    nieuw: bool


def neem_in_beeld(nieuw: Nieuw, gezin: UUID | None = None) -> UUID:
    """Begin a case at the local team's door; gives the key of the gezin.

    With `gezin`, a repeated request finds its work done. Raises StapGeweigerd, and GeenToegang for a
    closed account.
    """
    if gezin is None:
        gezin = uuid4()
        begin_dossier(nieuw, gezin)
        return gezin
    with suppress(DossierBestaat):
        try:
            begin_dossier(nieuw, gezin, vers=False)
        except IntegrityError:
            # Sent twice in the same moment: by now the first is there, or has failed.
            begin_dossier(nieuw, gezin, vers=False)
    return gezin


def ontvang_melding(nieuw: Nieuw, *, afzender: str, kenmerk: str, origineel: bytes) -> Ontvangen:
    """Take in a report, once per sender and reference; the original is kept byte for byte.

    Raises AndereInhoud when the number was used for another message, and StapGeweigerd.
    """
    sleutel = _merk("melding", f"{afzender}\n{kenmerk}".encode())
    afdruk = _merk("origineel", origineel)
    if eerder := _eerder(sleutel, afdruk):
        return eerder
    gezin = uuid4()

    def keep_origineel(deur: Deur, genomen: Genomen) -> None:
        melding = Melding(
            gezin_id=gezin,
            gebeurtenis_id=UUID(genomen.gebeurtenis.id),
            kanaal=nieuw.waarden["kanaal"],
            sleutel=sleutel,
            vingerafdruk=afdruk,
            ontvangen_op=nieuw.op,
        )
        plek = f"melding/{melding.id}"
        melding.origineel = sleutelbos().encrypt(gezin, plek, origineel)
        melding.save(using=deur.alias, force_insert=True)

    try:
        nummer = begin_dossier(nieuw, gezin, daarna=keep_origineel)
    except IntegrityError:
        # The same message, taken in by another process in the same moment.
        if eerder := _eerder(sleutel, afdruk):
            return eerder
        raise
    return Ontvangen(nummer=nummer, gezin=gezin, nieuw=True)


def _merk(doel: str, inhoud: bytes) -> bytes:
    return hmac.new(settings.HOOFDSLEUTEL.derive(doel), inhoud, hashlib.sha256).digest()


def _eerder(sleutel: bytes, afdruk: bytes) -> Ontvangen | None:
    with connections[MOTOR].cursor() as cursor:
        cursor.execute("SELECT nummer, vingerafdruk FROM kring.bekende_melding(%s)", [sleutel])
        rij = cursor.fetchone()
    if rij is None:
        return None
    if bytes(rij[1]) != afdruk:
        raise AndereInhoud
    return Ontvangen(nummer=rij[0], gezin=None, nieuw=False)


def begin_dossier(nieuw: Nieuw, gezin: UUID, *, daarna: Any = None, vers: bool = True) -> str:
    """Everything that begins a case, in one transaction; gives the number of the dossier.

    `daarna(deur, genomen)` writes what belongs to it; `vers` says that nobody else can be using this
    key of a gezin. Raises StapGeweigerd, GeenToegang and DossierBestaat.
    """
    handelend = load_handelenden([nieuw.door]).get(str(nieuw.door))
    if handelend is None:
        raise GeenToegang
    gemaakt, klaar = _create_sleutel(gezin), False
    try:
        with nieuw_dossier(actor=nieuw.door, gezin=gezin) as deur:
            nummer = _begin(deur, nieuw, handelend, daarna)
            klaar = True
        return nummer
    except BaseException as fout:
        # The key goes with the transaction it was made for. When the answer to the commit got lost,
        # nobody knows whether it took place, and a key without a gezin harms no one: it stays.
        if vers and gemaakt and (not klaar or isinstance(fout, IntegrityError)):
            sleutelbos().destroy(gezin)
        raise


def _create_sleutel(gezin: UUID) -> bool:
    """Make the key of a gezin; False when an earlier attempt, broken off, left one."""
    try:
        sleutelbos().create(gezin)
    except FileExistsError:
        return False
    return True


def _begin(deur: Deur, nieuw: Nieuw, handelend: Handelend, daarna: Any) -> str:
    stelsel = stelsel_van(settings.KRING_VARIANT)
    opdracht = Opdracht(
        gezin=deur.gezin,
        stap=nieuw.stap,
        door=nieuw.door,
        op=nieuw.op,
        waarden=nieuw.waarden,
        sleutel="begin",
    )
    uitkomst = take_in_motor(stelsel, Stand(), make_voorstel(deur, stelsel, opdracht, handelend))
    if isinstance(uitkomst, Geweigerd):
        raise StapGeweigerd(stelsel, uitkomst.weigeringen)
    gezinnen.create_gezin(deur, nieuw.naam, nieuw.gemeente)
    dossier = _dossier(deur, stelsel.variant.id, stelsel.variant.versie, nieuw)
    store(deur, stelsel, Stand(), uitkomst, dossier, sleutel="begin")
    _persoonsgegevens(deur, nieuw)
    if daarna:
        daarna(deur, uitkomst)
    return dossier.nummer


def _dossier(deur: Deur, variant: str, versie: str, nieuw: Nieuw) -> Dossier:
    dossier = Dossier(
        gezin_id=deur.gezin,
        nummer=_nummer(),
        variant=variant,
        versie=versie,
        toestand="",
        volgnummer=0,
        begonnen_op=nieuw.op,
        laatste_op=nieuw.op,
    )
    dossier.save(using=deur.alias, force_insert=True)
    return dossier


def _nummer() -> str:
    """A number that says nothing about how many families there are."""
    tekens = [secrets.choice(TEKENS) for _ in range(8)]
    return f"K-{''.join(tekens[:4])}-{''.join(tekens[4:])}"


def _persoonsgegevens(deur: Deur, nieuw: Nieuw) -> None:
    for persoon, bsn in nieuw.bsn.items():
        gezinnen.set_bsn(deur, UUID(persoon), bsn)
    gezinnen.add_adressen(
        deur,
        [
            (UUID(persoon), soort, delen)
            for persoon, adressen in nieuw.adressen.items()
            for soort, delen in adressen
        ],
    )
