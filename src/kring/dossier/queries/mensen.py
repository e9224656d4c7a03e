"""The people of a gezin as the reader may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.gezinnen.models import Gezag, Gezin, Huishouden, Lidmaatschap, Persoon
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import add_jaren
from kring.toegang.deur import Deur
from kring.toegang.kluis import unlock
from kring.toegang.sleutels import SleutelVernietigd


@dataclass(frozen=True, slots=True, kw_only=True)
class Lid:
    """A person for a page: names, what is known of the age, and who has gezag."""

    id: str
    voornaam: str
    achternaam: str
    rol: str
    geslacht: str
    geboren: str
    leeftijd: str
    is_kind: bool
    huishouden: str
    gezag_over: tuple[str, ...]
    rustig: bool

    @property
    def naam(self) -> str:
        """First and last name, or what there is of them."""
        return f"{self.voornaam} {self.achternaam}".strip() or "Iemand zonder bekende naam"

    @property
    def kort(self) -> str:
        """How colleagues speak of this person."""
        return self.voornaam or self.naam


def load_leden(deur: Deur, op: date) -> dict[str, Lid]:
    """Everybody the reader may see, adults first, children from old to young."""
    huizen = _huizen(deur)
    gezag: dict[UUID, list[str]] = {}
    for recht in Gezag.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("van", "id"):
        if recht.van <= op and (recht.tot is None or op < recht.tot):
            gezag.setdefault(recht.ouder_id, []).append(str(recht.kind_id))
    personen = (
        Persoon.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("geboren", "id")
    )
    leden = [_lid(deur, persoon, huizen, gezag, op) for persoon in personen]
    return {lid.id: lid for lid in sorted(leden, key=lambda lid: lid.is_kind)}


def load_namen(deur: Deur, gezinnen: Iterable[UUID]) -> dict[UUID, str]:
    """How colleagues call these families, as far as the reader may see who is in them."""
    rijen = Gezin.objects.using(deur.alias).filter(pk__in=list(gezinnen))
    return {rij.gezin_id: naam for rij in rijen if (naam := _naam(rij))}


def _naam(rij: Gezin) -> str:
    try:
        return unlock(rij.gezin_id, f"gezin/{rij.gezin_id}", rij.naam)
    except SleutelVernietigd:
        return ""


def load_personen(deur: Deur, op: date) -> dict[str, Lid]:
    """The persons a family member may see: without households and gezag of others."""
    personen = (
        Persoon.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("geboren", "id")
    )
    return {str(persoon.id): _lid(deur, persoon, {}, {}, op) for persoon in personen}


def _huizen(deur: Deur) -> dict[UUID, str]:
    namen = {
        huis.id: unlock(deur.gezin, f"huishouden/{huis.id}", huis.naam)
        for huis in Huishouden.objects.using(deur.alias).filter(gezin_id=deur.gezin).order_by("id")
    }
    woont = (
        Lidmaatschap.objects.using(deur.alias).filter(gezin_id=deur.gezin, tot=None).order_by("id")
    )
    return {rij.persoon_id: namen[rij.huishouden_id] for rij in woont}


def _lid(
    deur: Deur,
    persoon: Persoon,
    huizen: Mapping[UUID, str],
    gezag: Mapping[UUID, list[str]],
    op: date,
) -> Lid:
    naam = unlock(deur.gezin, f"persoon/{persoon.id}", persoon.naam)
    achternaam = f"{naam['voorvoegsel']} {naam['achternaam']}".strip()
    geboren = Deeldatum.parse(persoon.geboren) if persoon.geboren else None
    return Lid(
        id=str(persoon.id),
        voornaam=naam["voornaam"],
        achternaam=achternaam,
        rol=persoon.rol,
        geslacht=persoon.geslacht,
        geboren=persoon.geboren,
        leeftijd=leeftijd_in_woorden(geboren, op),
        is_kind=persoon.rol in KINDROLLEN,
        huishouden=huizen.get(persoon.id, ""),
        gezag_over=tuple(gezag.get(persoon.id, ())),
        rustig=persoon.rustig,
    )


KINDROLLEN = frozenset({"kind", "jeugdige", "ongeboren_kind", "pleegkind", "stiefkind"})


def leeftijd_in_woorden(geboren: Deeldatum | None, op: date) -> str:
    """The age, or its bounds when part of the birth date is unknown; never an invented one."""
    if geboren is None:
        return "leeftijd onbekend"
    minstens, hoogstens = _jaren(geboren.laatst(), op), _jaren(geboren.vroegst(), op)
    return str(minstens) if minstens == hoogstens else f"{minstens} of {hoogstens}"


def _jaren(geboren: date, op: date) -> int:
    jaren = op.year - geboren.year
    return max(0, jaren - (add_jaren(geboren, jaren) > op))


def namen_van(leden: Mapping[str, Lid], sleutels: Iterable[object]) -> tuple[str, ...]:
    """First names of the persons among these keys whom the reader may see."""
    return tuple(leden[str(sleutel)].kort for sleutel in sleutels if str(sleutel) in leden)
