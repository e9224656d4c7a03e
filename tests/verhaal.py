"""A region for integration tests: people of its own, and a case that follows a worked scenario.

Every test makes a new one, because nothing is rolled back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from kring.config.plaatsen import projectmap
from kring.dossier.actions import Genomen, Nieuw, Opdracht, ontvang_melding, take_stap
from kring.dossier.opslag import stelsel_van
from kring.gezinnen import actions as gezinnen
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.scenario import Scenario, load_scenario, resolve_waarden
from kring.toegang import actions as toegang, klok
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.models import Actor
from kring.toegang.rollen import INLOG


Adressen = tuple[tuple[str, Mapping[str, str]], ...]
LANG_GELEDEN = date(2000, 1, 1)
VERHALEN = "stelsels/varianten/rvt/scenarios"
VT_ORGANISATIE = UUID("3c3f3c3e-1111-5c1a-9a86-4b72696e6720")


def rvt() -> Stelsel:
    """The model in which the tests run."""
    return stelsel_van("rvt")


def ensure_veilig_thuis() -> None:
    """The organisation that holds the safety of a report that nobody judged yet."""
    bestaat = Actor.objects.using(INLOG).filter(soort="organisatie", partij="veilig_thuis").exists()
    if not bestaat:
        toegang.create_organisatie(
            id=VT_ORGANISATIE, naam="Veilig Thuis Voorbeeldregio", partij="veilig_thuis"
        )


def make_medewerker(
    naam: str,
    *,
    partij: str = "lokaal_team",
    mandaten: tuple[str, ...] = ("gezinswerk",),
    skj: bool = True,
) -> UUID:
    """A professional with an account of its own."""
    sleutel = uuid4()
    toegang.create_medewerker(
        id=sleutel,
        naam=naam,
        partij=partij,
        organisatie=f"Organisatie van {naam}",
        team=f"Team van {naam}",
        beroep="Jeugdprofessional",
        telefoon="0600000099",
        mandaten=mandaten,
        vanaf=LANG_GELEDEN,
        skj="190000001" if skj else "",
    )
    return sleutel


@dataclass
class Verhaal:
    """One case on its way through a scenario; `sleutels` maps names to keys."""

    scenario: Scenario
    run: UUID = field(default_factory=uuid4)
    gezin: UUID = field(default_factory=uuid4)
    gedaan: int = 0
    als: dict[str, str] = field(default_factory=dict)

    def sleutel(self, naam: str) -> UUID:
        """The key of a person, by the name in the scenario."""
        return uuid5(self.run, naam)

    def actor(self, naam: str) -> UUID:
        """The account of somebody; a family member's account is not the person."""
        mens = self.scenario.mensen[naam]
        return self.sleutel(f"{naam}@" if mens.lid else naam)

    def _los_op(self, naam: str) -> str:
        return self.als.get(naam) or str(self.sleutel(naam))

    def maak_mensen(self) -> None:
        """Accounts for everybody who acts."""
        ensure_veilig_thuis()
        for naam, mens in self.scenario.mensen.items():
            if mens.partij == "gezin":
                toegang.create_gezinslid(id=self.actor(naam))
            elif mens.partij == "systeem":
                toegang.create_systeem(id=self.actor(naam), naam="CORV")
            else:
                self._medewerker(naam)

    def _medewerker(self, naam: str) -> None:
        mens = self.scenario.mensen[naam]
        toegang.create_medewerker(
            id=self.actor(naam),
            naam=naam.capitalize(),
            partij=mens.partij,
            organisatie=f"Organisatie {mens.partij}",
            team="Wijkteam Noord",
            beroep="Jeugdprofessional",
            telefoon="0600000042",
            mandaten=mens.mandaten,
            vanaf=LANG_GELEDEN,
            skj="190000001" if mens.skj else "",
        )

    def begin_melding(
        self, *, adressen: Mapping[str, Adressen] | None = None, **extra: Any
    ) -> None:
        """The first stap: the report comes in, with addresses by name; `extra` changes its values."""
        stap = self.scenario.stappen[0]
        waarden = dict(resolve_waarden(rvt(), self.scenario, stap, self._los_op)) | extra
        nieuw = Nieuw(
            stap=stap.stap,
            door=self.actor(stap.door),
            op=stap.op,
            waarden=waarden,
            naam="Gezin Yildiz",
            adressen={str(self.sleutel(wie)): reeks for wie, reeks in (adressen or {}).items()},
        )
        ontvangen = ontvang_melding(
            nieuw, afzender="test", kenmerk=str(self.run), origineel=b"<melding/>"
        )
        self.gezin, self.gedaan = ontvangen.gezin, 1

    def loop(self, tot: str = "", *, wijzig: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        """Take every stap of the scenario that succeeds, up to and with the first one called `tot`."""
        try:
            while self.gedaan < len(self.scenario.stappen):
                stap = self.scenario.stappen[self.gedaan]
                self.gedaan += 1
                if stap.geweigerd is not None:
                    continue
                # Grants live by the clock of the database, so it goes along with the story.
                toegang.set_clock(stap.op, echt=datetime.now(UTC))  # noqa: TID251
                self._neem(stap, (wijzig or {}).get(stap.stap, {}))
                if stap.stap == tot:
                    return
        finally:
            toegang.reset_clock()

    def _neem(self, stap: Any, extra: Mapping[str, Any]) -> None:
        waarden = dict(resolve_waarden(rvt(), self.scenario, stap, self._los_op)) | dict(extra)
        mens = self.scenario.mensen[stap.door]
        if mens.lid:
            self.koppel(stap.door)
        genomen = self.neem(stap.door, stap.stap, waarden, op=stap.op, afwegingen=stap.afwegingen)
        self.als[stap.als] = genomen.gebeurtenis.id

    def neem(self, door: str, stap: str, waarden: Mapping[str, Any], **rest: Any) -> Genomen:
        """One stap by somebody of the scenario; `rest` is passed to the Opdracht."""
        velden = {"op": klok.nu(), "sleutel": str(uuid4()), **rest}
        genomen = take_stap(
            Opdracht(gezin=self.gezin, stap=stap, door=self.actor(door), waarden=waarden, **velden)
        )
        assert genomen is not None
        return genomen

    def tussendoor(self, door: str, stap: str, waarden: Mapping[str, Any]) -> Genomen:
        """A stap that the scenario does not have, at the moment of the last one it has taken."""
        op = self.scenario.stappen[self.gedaan - 1].op
        toegang.set_clock(op, echt=datetime.now(UTC))  # noqa: TID251
        try:
            return self.neem(door, stap, waarden, op=op)
        finally:
            toegang.reset_clock()

    def koppel(self, naam: str) -> None:
        """Give a family member the account that the scenario lets act."""
        if f"koppel {naam}" in self.als:
            return
        self.als[f"koppel {naam}"] = "ja"
        deur = open_dossier(actor=self._met_toegang(), gezin=self.gezin, alias=MOTOR)
        with binnen(deur):
            gezinnen.link_account(
                deur, self.sleutel(self.scenario.mensen[naam].lid), self.actor(naam)
            )

    def _met_toegang(self) -> UUID:
        return self.actor("fatima")


def scenario(naam: str = "van-melding-tot-afsluiting", *, dagen_geleden: int) -> Scenario:
    """A worked case of the model that began so many days ago."""
    begin = klok.nu().date() - timedelta(days=dagen_geleden)
    return load_scenario(projectmap() / Path(VERHALEN) / f"{naam}.yaml", begin=begin)


def begin_verhaal(
    tot: str = "", *, dagen_geleden: int = 120, wijzig: Any = None, adressen: Any = None
) -> Verhaal:
    """A new region with a case that has come as far as the first stap called `tot`."""
    verhaal = Verhaal(scenario(dagen_geleden=dagen_geleden))
    verhaal.maak_mensen()
    verhaal.begin_melding(adressen=adressen, **(wijzig or {}).get("ontvang_melding", {}))
    if tot and tot != "ontvang_melding":
        verhaal.loop(tot, wijzig=wijzig)
    return verhaal
