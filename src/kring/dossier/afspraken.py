"""Agreements and goals as they stand: what is open, late or done, with the conditions that hold now.

The lines of a case come newest first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kring.dossier.queries import Regel


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraak:
    """An agreement or promise, with whether it is done and whether it is late."""

    sleutel: str
    wat: str
    wie: str
    naam: str
    voor: str
    klaar: bool
    te_laat: bool
    voorwaarde: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel:
    """A goal of the plan, with whether it was reached and whether its day is past."""

    sleutel: str
    wat: str
    voor: str
    gehaald: bool
    te_laat: bool


def doelen_van(regels: Iterable[Regel], vandaag: date) -> list[Doel]:
    """Goals, open ones first. What the newest evaluation says of a goal is how it stands."""
    regels = list(regels)
    stand = {
        rij["doel"]: rij["stand"]
        for regel in reversed(regels)
        if regel.feit == "evaluatie"
        for rij in regel.inhoud["doelen"]
    }
    doelen = [
        Doel(
            sleutel=regel.sleutel,
            wat=regel.inhoud["doel"],
            voor=regel.inhoud["voor"],
            gehaald=stand.get(regel.sleutel) == "gehaald",
            te_laat=stand.get(regel.sleutel) != "gehaald"
            and regel.inhoud["voor"] < vandaag.isoformat(),
        )
        for regel in regels
        if regel.feit == "doel"
    ]
    return sorted(doelen, key=lambda doel: (doel.gehaald, doel.voor))


def afspraken_van(regels: Iterable[Regel], vandaag: date) -> Iterable[Afspraak]:
    """Agreements, open ones first, and the conditions that hold now."""
    regels = list(regels)
    klaar = {r.bij for r in regels if r.feit == "afspraak_klaar"}
    weg = {r.bij for r in regels if r.feit == "afspraak_vervallen"}
    rijen = [_voorwaarde(regel, vandaag) for regel in _open_voorwaarden(regels)]
    for regel in regels:
        if regel.feit == "afspraak" and regel.sleutel not in weg:
            voor = regel.inhoud.get("voor", "")
            af = regel.sleutel in klaar
            rijen.append(
                Afspraak(
                    sleutel=regel.sleutel,
                    wat=regel.inhoud["wat"],
                    wie=regel.inhoud["wie"],
                    naam=regel.inhoud["naam"],
                    voor=voor,
                    klaar=af,
                    te_laat=bool(voor) and not af and voor < vandaag.isoformat(),
                )
            )
    return sorted(rijen, key=lambda a: (a.klaar, a.voor or "9999"))


def _open_voorwaarden(regels: Iterable[Regel]) -> list[Regel]:
    over = {r.bij for r in regels if r.feit in ("voorwaarde_gehaald", "voorwaarde_vervallen")}
    return [r for r in regels if r.feit == "voorwaarde_aangekondigd" and r.sleutel not in over]


def _voorwaarde(regel: Regel, vandaag: date) -> Afspraak:
    voor = regel.inhoud["voor"]
    return Afspraak(
        sleutel=regel.sleutel,
        wat=regel.inhoud["wat"],
        wie="gezin",
        naam=regel.inhoud["gevolg"],
        voor=voor,
        klaar=False,
        te_laat=voor < vandaag.isoformat(),
        voorwaarde=True,
    )
