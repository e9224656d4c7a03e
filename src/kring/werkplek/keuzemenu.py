"""What this person can do in this case now, by kind: the model says it, nothing is switched by hand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from kring.dossier.opslag import stelsel_van
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.toetsing import assess_bevoegdheid
from kring.stelsel.zaak import Handelend, Stand, Voorstel
from kring.toegang.queries import load_handelenden
from kring.werkplek.indeling import GROEPEN
from kring.werkplek.paden import naar_stap


Keuze = dict[str, Any]


def stappen_nu(
    stelsel: Stelsel, stand: Stand, handelend: Handelend, gezin: UUID, op: datetime
) -> list[Keuze]:
    """Groups of steps that this person may take from here; empty groups are left out."""
    pad = naar_stap(gezin)
    groepen = []
    for kop, namen in GROEPEN:
        mag = [
            {"id": naam, "naam": stelsel.stappen[naam].naam, "pad": pad(naam)}
            for naam in namen
            if naam in stelsel.stappen and _mag(stelsel, stand, handelend, naam, op)
        ]
        if mag:
            groepen.append({"kop": kop, "stappen": mag})
    return groepen


# What is done most, with a word that fits under a thumb.
SNEL = {"schrijf_notitie": "Notitie", "geef_cijfer": "Cijfer", "maak_afspraak": "Afspraak"}


def snelkeuzes(menu: list[Keuze]) -> list[Keuze]:
    """The few steps of every day, as far as they are in the menu."""
    stappen = {stap["id"]: stap for groep in menu for stap in groep["stappen"]}
    return [{**stappen[naam], "kort": kort} for naam, kort in SNEL.items() if naam in stappen]


def beginstappen(actor: UUID, op: datetime) -> list[Keuze]:
    """The ways in which this person may begin a case."""
    stelsel = stelsel_van(settings.KRING_VARIANT)
    handelend = load_handelenden([actor])[str(actor)]
    return [
        {"naam": stap.naam, "pad": reverse("nieuw", kwargs={"stap": stap.id})}
        for stap in stelsel.stappen.values()
        if not stap.van and _mag(stelsel, Stand(), handelend, stap.id, op)
    ]


def _mag(stelsel: Stelsel, stand: Stand, handelend: Handelend, stap: str, op: datetime) -> bool:
    voorstel = Voorstel(id="", stap=stap, door=handelend, op=op)
    return not assess_bevoegdheid(stelsel, stand, voorstel)
