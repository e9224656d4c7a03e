"""Reads accounts: who somebody is, with what the moederorganisatie entrusted to them."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from kring.stelsel.begrippen import Registratiesoort
from kring.stelsel.zaak import Actorsoort, Handelend, Registratie, VerleendMandaat
from kring.toegang.models import Actor, Mandaat
from kring.toegang.rollen import INLOG
from kring.toegang.vragen import EenVan, Gat, Vraag


def load_handelenden(actoren: Iterable[UUID], *, alias: str = INLOG) -> dict[str, Handelend]:
    """Active accounts as the motor knows them, by key; an unknown or closed account is not there."""
    per_actor: dict[UUID, list[tuple[Any, ...]]] = {}
    for rij in HANDELENDEN.ask(alias, actoren=list(set(actoren))):
        per_actor.setdefault(rij[0], []).append(rij[1:])
    return {str(sleutel): _handelend(sleutel, rijen) for sleutel, rijen in per_actor.items()}


def _handelend(sleutel: UUID, rijen: list[tuple[Any, ...]]) -> Handelend:
    soort, partij = rijen[0][:2]
    mandaten = dict.fromkeys(rij[2:5] for rij in rijen if rij[2])
    registraties = dict.fromkeys(rij[5:] for rij in rijen if rij[5])
    return Handelend(
        id=str(sleutel),
        soort=Actorsoort(soort),
        partij=partij,
        mandaten=tuple(VerleendMandaat(mandaat=m, van=van, tot=tot) for m, van, tot in mandaten),
        registraties=tuple(
            Registratie(soort=Registratiesoort(s), van=van, tot=tot) for s, van, tot in registraties
        ),
    )


# Each mandate with each registration: a few rows, in one question.
HANDELENDEN = Vraag(
    lambda: Actor.objects.filter(
        EenVan("pk", Gat("actoren")), actief=True, soort__in=list(Actorsoort)
    )
    .order_by("id", "mandaten__id", "registraties__id")
    .values_list(
        "id", "soort", "partij", "mandaten__mandaat", "mandaten__van", "mandaten__tot",
        "registraties__soort", "registraties__van", "registraties__tot",
    )
)  # fmt: skip


def holders_of_mandaat(mandaat: str, *, op: date, alias: str = INLOG) -> tuple[UUID, ...]:
    """Everybody who holds this mandate on the day, in a fixed order."""
    geldig = Q(tot__isnull=True) | Q(tot__gt=op)
    rijen = Mandaat.objects.using(alias).filter(
        geldig, mandaat=mandaat, van__lte=op, actor__actief=True
    )
    return tuple(rijen.order_by("actor_id").values_list("actor_id", flat=True).distinct())


def find_medewerkers(partijen: Iterable[str], *, alias: str = INLOG) -> list[Actor]:
    """Active professionals of these parties, by name: for a list to choose from."""
    rijen = Actor.objects.using(alias).filter(
        partij__in=set(partijen), soort="medewerker", actief=True
    )
    return list(rijen.order_by("naam", "id"))


def load_actoren(sleutels: Iterable[UUID], *, alias: str = INLOG) -> dict[UUID, Actor]:
    """Accounts by key, closed ones too: names in what was written long ago."""
    rijen = ACTOREN.ask(alias, actoren=list(set(sleutels)))
    actoren = (Actor.from_db(alias, ACTORVELDEN, rij) for rij in rijen)
    return {actor.id: actor for actor in actoren}


ACTORVELDEN = [veld.attname for veld in Actor._meta.concrete_fields]
ACTOREN = Vraag(
    lambda: Actor.objects.filter(EenVan("pk", Gat("actoren"))).values_list(*ACTORVELDEN)
)
