"""Writes persons, gezag, blokken and addresses: always behind a door, always for a gebeurtenis."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from kring.gezinnen.models import (
    Adres,
    AdresGeheim,
    Adrestoegang,
    Blok,
    Deelnemer,
    Gezag,
    Gezin,
    Huishouden,
    Lidmaatschap,
    Persoon,
)
from kring.stelsel.deeldatum import Deeldatum
from kring.toegang.deur import Deur
from kring.toegang.kluis import lock, unlock
from kring.toegang.models import EEUWIG


FICTIEF = "9999"


class InvalidBsn(ValueError):
    """Not a BSN that this installation may hold; the message is Dutch and says what to do."""


def create_gezin(deur: Deur, naam: str, gemeente: str = "") -> None:
    """The root row of a new gezin; its data key is there already."""
    Gezin(
        gezin_id=deur.gezin, naam=lock(deur.gezin, f"gezin/{deur.gezin}", naam), gemeente=gemeente
    ).save(using=deur.alias, force_insert=True)


def save_personen(
    deur: Deur, rijen: Iterable[Mapping[str, Any]], *, dag: date, aanvullen: bool
) -> None:
    """Persons from the rows of a fact; where they live when a row says it.

    With `aanvullen` some may be here already: what a row leaves out of one stays as it was.
    """
    per_lid: dict[UUID, dict[str, Any]] = {}
    for rij in rijen:
        id_ = UUID(rij["lid"])
        per_lid[id_] = per_lid.get(id_, {}) | dict(rij)
    eerder = _eerder(deur, per_lid) if aanvullen else {}
    personen = [_persoon(deur, id_, eerder.get(id_, {}) | rij) for id_, rij in per_lid.items()]
    Persoon.objects.using(deur.alias).bulk_create(
        personen, update_conflicts=True, unique_fields=["id"], update_fields=UIT_RIJ
    )
    huizen = {id_: rij["huishouden"] for id_, rij in per_lid.items() if rij.get("huishouden")}
    if huizen:
        _wonen(deur, huizen, dag)


def _eerder(deur: Deur, wie: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """What is known of those of these persons who are here already, as the row of a fact says it."""
    bekend = Persoon.objects.using(deur.alias).filter(gezin_id=deur.gezin, pk__in=list(wie))
    return {
        rij.id: {
            **unlock(deur.gezin, f"persoon/{rij.id}", rij.naam),
            "geslacht": rij.geslacht,
            "geboren": rij.geboren,
        }
        for rij in bekend.only("id", "naam", "geslacht", "geboren")
    }


# What a row of a fact says of a person; the rest of a person stays as it is.
UIT_RIJ = ("naam", "geslacht", "rol", "geboren", "geboren_vroegst", "geboren_laatst")


def _persoon(deur: Deur, id_: UUID, rij: Mapping[str, Any]) -> Persoon:
    naam = {deel: rij.get(deel, "") for deel in ("voornaam", "voorvoegsel", "achternaam")}
    geboren = Deeldatum.parse(rij["geboren"]) if rij.get("geboren") else None
    return Persoon(
        id=id_,
        gezin_id=deur.gezin,
        naam=lock(deur.gezin, f"persoon/{id_}", naam),
        geslacht=rij.get("geslacht", ""),
        rol=rij["rol"],
        geboren=str(geboren) if geboren else "",
        geboren_vroegst=geboren.vroegst() if geboren else None,
        geboren_laatst=geboren.laatst() if geboren else None,
    )


def _wonen(deur: Deur, huizen: Mapping[UUID, str], dag: date) -> None:
    """Put people in a huishouden, by its name within the gezin; a move ends the earlier one."""
    per_naam = _huishoudens(deur, huizen.values())
    woont = Lidmaatschap.objects.using(deur.alias).filter(gezin_id=deur.gezin, tot=None)
    al = set(woont.filter(persoon_id__in=list(huizen)).values_list("persoon_id", "huishouden_id"))
    nieuw = {id_: per_naam[naam] for id_, naam in huizen.items() if (id_, per_naam[naam]) not in al}
    if verhuisd := nieuw.keys() & {persoon for persoon, _huis in al}:
        woont.filter(persoon_id__in=verhuisd).update(tot=dag)
    Lidmaatschap.objects.using(deur.alias).bulk_create(
        Lidmaatschap(gezin_id=deur.gezin, persoon_id=id_, huishouden_id=huis, van=dag)
        for id_, huis in nieuw.items()
    )


def _huishoudens(deur: Deur, namen: Iterable[str]) -> dict[str, UUID]:
    """Name → key; a huishouden that is not there yet is made."""
    bekend: dict[str, UUID] = {}
    for huis in Huishouden.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("id"):
        bekend.setdefault(unlock(deur.gezin, f"huishouden/{huis.id}", huis.naam), huis.id)
    nieuw = []
    for naam in dict.fromkeys(namen):
        if naam not in bekend:
            huis = Huishouden(gezin_id=deur.gezin)
            huis.naam = lock(deur.gezin, f"huishouden/{huis.id}", naam)
            bekend[naam] = huis.id
            nieuw.append(huis)
    Huishouden.objects.using(deur.alias).bulk_create(nieuw)
    return bekend


def set_bsn(deur: Deur, persoon: UUID, bsn: str) -> None:
    """Keep a BSN, encrypted, with the keyed hash it is recognised by. Raises InvalidBsn."""
    check_bsn(bsn)
    Persoon.objects.using(deur.alias).filter(pk=persoon, gezin_id=deur.gezin).update(
        bsn=lock(deur.gezin, f"bsn/{persoon}", bsn), bsn_kenmerk=bsn_kenmerk(bsn)
    )


def check_bsn(bsn: str) -> None:
    """Nine digits that pass the elfproef, and fictitious unless a setting allows otherwise."""
    cijfers = [int(teken) for teken in bsn] if bsn.isdecimal() and len(bsn) == 9 else [1] * 9
    som = sum(
        cijfer * gewicht
        for cijfer, gewicht in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
    )
    if som % 11:
        raise InvalidBsn("Dit is geen burgerservicenummer. Kijk de negen cijfers na.")
    if not (bsn.startswith(FICTIEF) or settings.KRING_ECHTE_BSN):
        raise InvalidBsn(
            "Deze omgeving is alleen voor verzonnen mensen: een BSN begint hier met 9999."
        )


def bsn_kenmerk(bsn: str) -> bytes:
    """The same for the same BSN, and useless without the key outside the database."""
    return hmac.new(settings.HOOFDSLEUTEL.derive("bsn"), bsn.encode(), hashlib.sha256).digest()


def add_adressen(deur: Deur, adressen: Iterable[tuple[UUID, str, Mapping[str, str]]]) -> None:
    """Addresses that need no protection, each of a person and a kind, with only the parts that are known."""
    rijen = []
    for persoon, soort, inhoud in adressen:
        rij = Adres(gezin_id=deur.gezin, persoon_id=persoon, soort=soort)
        rij.inhoud = lock(deur.gezin, f"adres/{rij.id}", dict(inhoud))
        rijen.append(rij)
    Adres.objects.using(deur.alias).bulk_create(rijen)


def seal_adres(deur: Deur, persoon: UUID, actoren: Iterable[UUID], *, grond: UUID) -> None:
    """Move the addresses of a person to the sealed store, and list who may ask for them."""
    open_ = Adres.objects.using(deur.alias).filter(gezin_id=deur.gezin, persoon_id=persoon)
    AdresGeheim.objects.using(deur.alias).bulk_create(
        AdresGeheim(
            id=rij.id, gezin_id=deur.gezin, persoon_id=persoon, soort=rij.soort, inhoud=rij.inhoud
        )
        for rij in open_
    )
    open_.delete()
    list_adres(deur, persoon, actoren, grond=grond)


def list_adres(deur: Deur, persoon: UUID, actoren: Iterable[UUID], *, grond: UUID) -> None:
    """Put these people on the list of who may ask for the sealed addresses of a person."""
    Adrestoegang.objects.using(deur.alias).bulk_create(
        (
            Adrestoegang(gezin_id=deur.gezin, persoon_id=persoon, actor_id=actor, grond=grond)
            for actor in actoren
        ),
        ignore_conflicts=True,
    )


def add_gezag(deur: Deur, *, ouder: UUID, kind: UUID, van: date, grond: UUID) -> None:
    """Gezag of an adult over a child from a day on."""
    Gezag(gezin_id=deur.gezin, ouder_id=ouder, kind_id=kind, van=van, grond=grond).save(
        using=deur.alias, force_insert=True
    )


def end_gezag(deur: Deur, *, ouder: UUID, kind: UUID, per: date) -> None:
    """From this day on the gezag is over."""
    Gezag.objects.using(deur.alias).filter(
        gezin_id=deur.gezin, ouder_id=ouder, kind_id=kind, tot=None
    ).update(tot=per)


def set_rechten(deur: Deur, kind: UUID, oordeel: Mapping[str, bool]) -> None:
    """The three judgements on what a child decides."""
    Persoon.objects.using(deur.alias).filter(pk=kind, gezin_id=deur.gezin).update(**oordeel)


def set_rustig(deur: Deur, persoon: UUID, *, rustig: bool) -> None:
    """Whether the portal of this person opens with appointments only."""
    Persoon.objects.using(deur.alias).filter(pk=persoon, gezin_id=deur.gezin).update(rustig=rustig)


def add_blok(deur: Deur, persoon: UUID, *, op: datetime, grond: UUID) -> None:
    """From now on this person sees nothing of this gezin."""
    Blok(gezin_id=deur.gezin, persoon_id=persoon, van=op, grond=grond).save(
        using=deur.alias, force_insert=True
    )


def end_blok(deur: Deur, persoon: UUID, *, op: datetime) -> None:
    """The block is over."""
    Blok.objects.using(deur.alias).filter(
        gezin_id=deur.gezin, persoon_id=persoon, tot=EEUWIG
    ).update(tot=op)


def link_account(deur: Deur, persoon: UUID, actor: UUID) -> None:
    """This account is this person, in this gezin."""
    Deelnemer(gezin_id=deur.gezin, persoon_id=persoon, actor_id=actor).save(
        using=deur.alias, force_insert=True
    )


def empty_gezin(deur: Deur) -> None:
    """What a destroyed file leaves: rows without a name, a date or a number. Nobody is found by them."""
    Gezin.objects.using(deur.alias).filter(pk=deur.gezin).update(naam=b"", gemeente="")
    Persoon.objects.using(deur.alias).filter(gezin_id=deur.gezin).update(
        naam=b"",
        geslacht="",
        geboren="",
        geboren_vroegst=None,
        geboren_laatst=None,
        bsn=None,
        bsn_kenmerk=None,
    )
    for tabel in (Adres, Deelnemer):
        tabel.objects.using(deur.alias).filter(gezin_id=deur.gezin).delete()
