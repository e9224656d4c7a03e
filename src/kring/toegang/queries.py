"""Reads accounts: who somebody is, with what the moederorganisatie entrusted to them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from kring.stelsel.begrippen import Registratiesoort
from kring.stelsel.zaak import Actorsoort, Handelend, Registratie, VerleendMandaat
from kring.toegang.models import Actor, Mandaat, Registratie as RegistratieRij
from kring.toegang.rollen import INLOG


def load_handelenden(actoren: Iterable[UUID], *, alias: str = INLOG) -> dict[str, Handelend]:
    """Active accounts as the motor knows them, by key; an unknown or closed account is not there."""
    sleutels = set(actoren)
    mandaten: dict[UUID, list[VerleendMandaat]] = {}
    for rij in Mandaat.objects.using(alias).filter(actor__in=sleutels):
        mandaat = VerleendMandaat(mandaat=rij.mandaat, van=rij.van, tot=rij.tot)
        mandaten.setdefault(rij.actor_id, []).append(mandaat)
    registraties: dict[UUID, list[Registratie]] = {}
    for inschrijving in RegistratieRij.objects.using(alias).filter(actor__in=sleutels):
        registratie = Registratie(
            soort=Registratiesoort(inschrijving.soort), van=inschrijving.van, tot=inschrijving.tot
        )
        registraties.setdefault(inschrijving.actor_id, []).append(registratie)
    return {
        str(actor.id): Handelend(
            id=str(actor.id),
            soort=Actorsoort(actor.soort),
            partij=actor.partij,
            mandaten=tuple(mandaten.get(actor.id, ())),
            registraties=tuple(registraties.get(actor.id, ())),
        )
        for actor in Actor.objects.using(alias).filter(
            id__in=sleutels, actief=True, soort__in=list(Actorsoort)
        )
    }


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
    return {actor.id: actor for actor in Actor.objects.using(alias).filter(id__in=set(sleutels))}
