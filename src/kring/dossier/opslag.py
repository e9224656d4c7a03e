"""Between rows and the model: encrypted JSON in, typed gebeurtenissen out."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from kring.dossier.models import Gebeurtenis as GebeurtenisRij
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.laden import find_varianten, load_stelsel
from kring.stelsel.motor import Ontvangstbewijs
from kring.stelsel.zaak import Actorsoort, Gebeurtenis
from kring.toegang.kluis import unlock


@cache
def stelsel_van(variant: str) -> Stelsel:
    """The model of a variant, loaded once per process."""
    return load_stelsel(settings.KRING_STELSELS, variant)


def alle_stelsels() -> tuple[Stelsel, ...]:
    """The model of every variant in which cases may run."""
    return tuple(stelsel_van(naam) for naam in find_varianten(settings.KRING_STELSELS))


def plek_gebeurtenis(id_: object) -> str:
    """Where the content of a gebeurtenis is bound to."""
    return f"gebeurtenis/{id_}"


def plek_uitspraak(gebeurtenis: object, plek: str) -> str:
    """Where the content of an uitspraak is bound to; also how other facts point at it."""
    return f"uitspraak/{gebeurtenis}/{plek}"


def plek_toegang(id_: object) -> str:
    """Where the reason of a grant is bound to."""
    return f"toegang/{id_}"


def read_gebeurtenissen(gezin: UUID, rijen: Iterable[GebeurtenisRij]) -> tuple[Gebeurtenis, ...]:
    """Rows in order of volgnummer, as the motor knows them."""
    return tuple(_gebeurtenis(gezin, rij) for rij in rijen)


def _gebeurtenis(gezin: UUID, rij: GebeurtenisRij) -> Gebeurtenis:
    inhoud = unlock(gezin, plek_gebeurtenis(rij.id), rij.inhoud)
    return Gebeurtenis(
        id=str(rij.id),
        volgnummer=rij.volgnummer,
        stap=rij.stap,
        feit=rij.feit,
        op=rij.op,
        door=str(rij.auteur_id),
        partij=rij.partij,
        soort=Actorsoort(rij.soort),
        geregistreerd=rij.geregistreerd,
        waarden=inhoud["waarden"],
        lid=str(rij.lid_id) if rij.lid_id else "",
        afwegingen=inhoud["afwegingen"],
    )


def bewijs_as_json(bewijs: Ontvangstbewijs) -> dict[str, Any]:
    """The receipt as it is stored: plain values, no content."""
    plat = asdict(bewijs)
    plat["op"] = bewijs.op.isoformat()
    return plat
