"""The families that are measured: some lived by real actions, the others copied from those.

A copy has new keys, its own data key and its own words under that key, so that every family opens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from tests.verhaal import Verhaal, ensure_veilig_thuis, make_medewerker, scenario

from bench.klonen import Kloner
from bench.omgeving import Omgeving, say, superuser
from kring.dossier.queries import load_werklijst
from kring.toegang import klok
from kring.toegang.accounts import CORV
from kring.toegang.deur import binnen, open_lijst
from kring.toegang.models import Actor
from kring.toegang.rollen import INLOG


REGIO = UUID("5f0c1d8e-0c59-5f0a-8d0d-4b72696e6720")
# One caseload: as many as the list that is measured has lines.
GROEP = 100
# Where each real family has got to: from just begun to nearly closed.
VERHALEN = (
    ("gezin-bakker", "begin_raadsonderzoek", 110),
    ("van-melding-tot-afsluiting", "begin_kennismaken", 10),
    ("van-melding-tot-afsluiting", "stel_onderzoek_vast", 40),
    ("van-melding-tot-afsluiting", "stel_plan_vast", 60),
    ("gezin-bakker", "kondig_voorwaarde_aan", 85),
    ("van-melding-tot-afsluiting", "stel_voorwaarde_gehaald_vast", 100),
    ("van-melding-tot-afsluiting", "schaal_af", 80),
    ("gezin-bakker", "evalueer", 75),
)
VEILIG_THUIS = 11  # beside the one of the stories: who gets to see a new report


class Bankverhaal(Verhaal):
    """A worked case in which the same professionals act as in the others."""

    def sleutel(self, naam: str) -> UUID:
        mens = self.scenario.mensen.get(naam)
        if mens is None or mens.lid:
            return super().sleutel(naam)
        return CORV if mens.partij == "systeem" else uuid5(REGIO, naam)

    def maak_mensen(self) -> None:
        sleutels = {naam: self.actor(naam) for naam in self.scenario.mensen}
        rijen = Actor.objects.using(INLOG).filter(pk__in=sleutels.values())
        bekend = set(rijen.values_list("pk", flat=True))
        nieuw = {n: m for n, m in self.scenario.mensen.items() if sleutels[n] not in bekend}
        super(
            Bankverhaal, replace(self, scenario=replace(self.scenario, mensen=nieuw))
        ).maak_mensen()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """What there is to measure on."""

    omgeving: Omgeving
    werker: UUID
    lijst: tuple[UUID, ...]
    # A small and a large file, and who works in them.
    eerste_werker: UUID
    klein: UUID
    groot: UUID
    echt: int
    gezinnen: int
    rijen: int

    def as_json(self) -> dict[str, Any]:
        """How the families were made, for whoever reads the figures."""
        return {
            "gezinnen": self.gezinnen,
            "door_echte_handelingen": self.echt,
            "gekopieerd_met_eigen_sleutels": self.gezinnen - self.echt,
            "rijen": self.rijen,
            "op_de_lijst": len(self.lijst),
        }


def build(omgeving: Omgeving, gezinnen: int, echt: int) -> Bank:
    """Make the families, and choose one professional whose caseload is measured."""
    ensure_veilig_thuis()
    for nummer in range(VEILIG_THUIS):
        make_medewerker(
            f"Beoordelaar {nummer}", partij="veilig_thuis", mandaten=("veiligheidsbeoordeling",)
        )
    verhalen = [*_live(min(echt, gezinnen))]
    klein = next((v for v in verhalen if v.gedaan < 10), verhalen[0])
    groot = _grown(verhalen[-1])
    with superuser(omgeving) as db:
        kloner = Kloner(db, blijven=_blijven())
        sjablonen = [
            kloner.read(verhaal.gezin, _leden(verhaal)) for verhaal in verhalen[:-1] or verhalen
        ]
        kloner.fill(sjablonen, range(len(verhalen), gezinnen), groep=GROEP)
        telling = db.execute("SELECT count(*) FROM dossier_dossier").fetchone()
        werker = kloner.account(uuid5(REGIO, "fatima"), 1 if gezinnen >= 2 * GROEP else 0)
    return Bank(
        omgeving=omgeving,
        werker=werker,
        lijst=_lijst(werker),
        eerste_werker=uuid5(REGIO, "fatima"),
        klein=klein.gezin,
        groot=groot.gezin,
        echt=len(verhalen),
        gezinnen=int(telling[0]),  # type: ignore[index]
        rijen=kloner.rijen,
    )


def _live(aantal: int) -> Iterator[Bankverhaal]:
    """Families that come as far as their part of a story, stap by stap through the motor."""
    for nummer in range(aantal):
        naam, tot, dagen = VERHALEN[nummer % len(VERHALEN)]
        verhaal = Bankverhaal(scenario(naam, dagen_geleden=dagen + nummer))
        verhaal.maak_mensen()
        verhaal.begin_melding()
        verhaal.loop(tot)
        say(
            f"Gezinnen maken: {nummer + 1} van {aantal} door echte handelingen, {verhaal.gedaan} stappen"
        )
        yield verhaal


def _grown(verhaal: Bankverhaal, stappen: int = 120) -> Bankverhaal:
    """A large file: as many more stappen as a year of weekly contact gives."""
    lid = str(verhaal.sleutel(verhaal.scenario.leden[0]))
    zin = {"tekst": "Het ging deze week beter dan de week ervoor.", "bron": "Huisbezoek", "over": [lid],
           "soort": "feit", "strekking": "kracht", "delen": "ja", "grond": "hulp"}  # fmt: skip
    soorten = (
        ("schrijf_notitie", {"tekst": "Huisbezoek. " * 20}),
        ("geef_cijfer", {"cijfer": 6, "waarom": "Het is rustig thuis."}),
        ("leg_uitspraken_vast", {"uitspraken": [zin, zin, zin]}),
        ("maak_afspraak", {"wat": "Samen bellen", "wie": "wij", "naam": "Fatima", "voor": "2199-01-01", "veiligheid": "nee"}),
    )  # fmt: skip
    for nummer in range(stappen):
        verhaal.neem("fatima", *soorten[nummer % len(soorten)])
    return verhaal


def _blijven() -> set[UUID]:
    """Accounts that are not of one caseload: organisations, systems and Veilig Thuis."""
    rijen = Actor.objects.using(INLOG).exclude(soort="gezinslid")
    return {a.pk for a in rijen if a.soort != "medewerker" or a.partij == "veilig_thuis"}


def _leden(verhaal: Bankverhaal) -> list[UUID]:
    return [verhaal.actor(naam) for naam, mens in verhaal.scenario.mensen.items() if mens.lid]


def _lijst(werker: UUID) -> tuple[UUID, ...]:
    with binnen(open_lijst(actor=werker)) as deur:
        return tuple(regel.gezin for regel in load_werklijst(deur, klok.nu()))
