"""The people of a gezin as the reader may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kring.gezinnen.models import Gezag, Gezin, Lidmaatschap, Persoon
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import add_jaren
from kring.toegang.deur import Deur
from kring.toegang.kluis import unlock
from kring.toegang.sleutels import SleutelVernietigd
from kring.toegang.vragen import EenVan, Gat, Vraag


ONGEBOREN = "ongeboren_kind"
NAAMLOOS = {ONGEBOREN: "Ongeboren kind"}


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
        return f"{self.voornaam} {self.achternaam}".strip() or NAAMLOOS.get(
            self.rol, "Iemand zonder bekende naam"
        )

    @property
    def kort(self) -> str:
        """How colleagues speak of this person."""
        return self.voornaam or self.naam


def load_leden(deur: Deur, op: date) -> dict[str, Lid]:
    """Everybody the reader may see, adults first, children from old to young."""
    huizen = _huizen(deur)
    gezag: dict[UUID, list[str]] = {}
    for ouder, kind, van, tot in GEZAG.ask(deur.alias, gezin=deur.gezin):
        if van <= op and (tot is None or op < tot):
            gezag.setdefault(ouder, []).append(str(kind))
    leden = [_lid(deur, rij, huizen, gezag, op) for rij in _personen(deur)]
    return {lid.id: lid for lid in sorted(leden, key=lambda lid: lid.is_kind)}


GEZAG = Vraag(
    lambda: (
        Gezag.objects.filter(gezin_id=Gat("gezin"))
        .order_by("van", "id")
        .values_list("ouder_id", "kind_id", "van", "tot")
    )
)
PERSONEN = Vraag(
    lambda: (
        Persoon.objects.filter(gezin_id=Gat("gezin"))
        .order_by("geboren", "id")
        .values_list("id", "naam", "rol", "geslacht", "geboren", "rustig")
    )
)


def _personen(deur: Deur) -> list[tuple[Any, ...]]:
    return PERSONEN.ask(deur.alias, gezin=deur.gezin)


def load_namen(deur: Deur, gezinnen: Iterable[UUID]) -> dict[UUID, str]:
    """How colleagues call these families, as far as the reader may see who is in them."""
    rijen = NAMEN.ask(deur.alias, gezinnen=list(gezinnen))
    return {gezin: naam for gezin, dicht in rijen if (naam := open_naam(gezin, dicht))}


NAMEN = Vraag(
    lambda: Gezin.objects.filter(EenVan("pk", Gat("gezinnen"))).values_list("gezin_id", "naam")
)


def open_naam(gezin: UUID, dicht: bytes) -> str:
    """The name of a family; nothing when its key is gone."""
    try:
        return unlock(gezin, f"gezin/{gezin}", dicht)
    except SleutelVernietigd:
        return ""


def load_personen(deur: Deur, op: date) -> dict[str, Lid]:
    """The persons a family member may see: without households and gezag of others."""
    return {str(rij[0]): _lid(deur, rij, {}, {}, op) for rij in _personen(deur)}


def _huizen(deur: Deur) -> dict[UUID, str]:
    return {
        persoon: unlock(deur.gezin, f"huishouden/{huis}", naam)
        for persoon, huis, naam in WOONT.ask(deur.alias, gezin=deur.gezin)
    }


WOONT = Vraag(
    lambda: (
        Lidmaatschap.objects.filter(gezin_id=Gat("gezin"), tot=None)
        .order_by("id")
        .values_list("persoon_id", "huishouden_id", "huishouden__naam")
    )
)


def _lid(
    deur: Deur,
    rij: tuple[Any, ...],
    huizen: Mapping[UUID, str],
    gezag: Mapping[UUID, list[str]],
    op: date,
) -> Lid:
    id_, dicht, rol, geslacht, geboren, rustig = rij
    naam = unlock(deur.gezin, f"persoon/{id_}", dicht)
    achternaam = f"{naam['voorvoegsel']} {naam['achternaam']}".strip()
    dag = Deeldatum.parse(geboren) if geboren else None
    return Lid(
        id=str(id_),
        voornaam=naam["voornaam"],
        achternaam=achternaam,
        rol=rol,
        geslacht=geslacht,
        geboren=geboren,
        leeftijd=leeftijd_in_woorden(dag, op, ongeboren=rol == ONGEBOREN),
        is_kind=rol in KINDROLLEN,
        huishouden=huizen.get(id_, ""),
        gezag_over=tuple(gezag.get(id_, ())),
        rustig=rustig,
    )


KINDROLLEN = frozenset({"kind", "jeugdige", ONGEBOREN, "pleegkind", "stiefkind"})


def leeftijd_in_woorden(geboren: Deeldatum | None, op: date, *, ongeboren: bool) -> str:
    """The age, or its bounds when part of the birth date is unknown; never an invented one."""
    if geboren is None:
        return "nog niet geboren" if ongeboren else "leeftijd onbekend"
    minstens, hoogstens = _jaren(geboren.laatst(), op), _jaren(geboren.vroegst(), op)
    return str(minstens) if minstens == hoogstens else f"{minstens} of {hoogstens}"


def _jaren(geboren: date, op: date) -> int:
    jaren = op.year - geboren.year
    return max(0, jaren - (add_jaren(geboren, jaren) > op))


def namen_van(leden: Mapping[str, Lid], sleutels: Iterable[object]) -> tuple[str, ...]:
    """First names of the persons among these keys whom the reader may see."""
    return tuple(leden[str(sleutel)].kort for sleutel in sleutels if str(sleutel) in leden)
