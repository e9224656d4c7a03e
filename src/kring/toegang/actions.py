"""Writes accounts, mandates and registrations: the work of whoever manages a region, as owner."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connections

from kring.toegang import klok
from kring.toegang.kluis import REGIO, sleutelbos
from kring.toegang.models import Actor, Actorsoort, Mandaat, Registratie
from kring.toegang.rollen import BEHEER, INLOG


def create_medewerker(
    *,
    id: UUID,  # noqa: A002
    naam: str,
    partij: str,
    organisatie: str,
    team: str,
    beroep: str,
    telefoon: str,
    mandaten: Iterable[str],
    vanaf: date,
    skj: str = "",
) -> Actor:
    """A professional with mandates and, with a number, an SKJ registration from a day on."""
    actor = Actor(
        id=id,
        soort=Actorsoort.MEDEWERKER,
        naam=naam,
        partij=partij,
        organisatie=organisatie,
        team=team,
        beroep=beroep,
        telefoon=telefoon,
    )
    actor.save(using=BEHEER, force_insert=True)
    Mandaat.objects.using(BEHEER).bulk_create(
        Mandaat(actor=actor, mandaat=naam, van=vanaf) for naam in mandaten
    )
    if skj:
        Registratie(actor=actor, soort="skj", nummer=skj, van=vanaf).save(using=BEHEER)
    return actor


def create_organisatie(*, id: UUID, naam: str, partij: str) -> Actor:  # noqa: A002
    """An organisation that can hold a functie as a whole."""
    actor = Actor(id=id, soort=Actorsoort.ORGANISATIE, naam=naam, partij=partij, organisatie=naam)
    actor.save(using=BEHEER, force_insert=True)
    return actor


def create_gezinslid(*, id: UUID) -> Actor:  # noqa: A002
    """An account for a family member; the name stands with the person in the gezin."""
    actor = Actor(id=id, soort=Actorsoort.GEZINSLID, partij="gezin")
    actor.save(using=BEHEER, force_insert=True)
    return actor


def create_systeem(*, id: UUID, naam: str) -> Actor:  # noqa: A002
    """The account under which a connection acts."""
    actor = Actor(id=id, soort=Actorsoort.SYSTEEM, naam=naam, partij="systeem")
    actor.save(using=BEHEER, force_insert=True)
    return actor


def ensure_systeem(*, id: UUID, naam: str) -> None:  # noqa: A002
    """The account of a connection, made when it is not there yet."""
    Actor.objects.using(BEHEER).get_or_create(
        id=id, defaults={"soort": Actorsoort.SYSTEEM, "naam": naam, "partij": "systeem"}
    )


def ensure_regiosleutel() -> None:
    """The key of content that is of no gezin, made once."""
    with suppress(FileExistsError):
        sleutelbos().create(REGIO)


def set_clock(moment: datetime, *, echt: datetime) -> None:
    """Let this installation live at another moment: for the demo and for tests, never with real data.

    Database and application share the shift, so that grants, ages and terms agree.
    """
    _shift_clock(moment - echt)


def reset_clock() -> None:
    """Back to the real time."""
    _shift_clock(timedelta(0))


def _shift_clock(verschuiving: timedelta) -> None:
    waarden: tuple[Any, ...] = (verschuiving,)
    with connections[BEHEER].cursor() as cursor:
        cursor.execute("UPDATE kring.klok SET verschuiving = %s", waarden)
    klok.verschuiving.cache_clear()


def remove_sessies(nu: datetime) -> int:
    """Remove the sessions that ended by themselves; gives how many."""
    return Session.objects.using(INLOG).filter(expire_date__lt=nu).delete()[0]
