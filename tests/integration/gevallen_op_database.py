"""Walks through a worked case on the whole action path: accounts, doors, grants, rows and projections."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import psycopg
from django.test import override_settings
from tests.deurwerk import geef_toegang
from tests.gevallen import ALTIJD, Beeld, Loop

from kring.dossier.actions import (
    Genomen,
    Nieuw,
    Opdracht,
    StapGeweigerd,
    neem_in_beeld,
    ontvang_melding,
    take_stap,
)
from kring.dossier.opslag import stelsel_van
from kring.gezinnen import actions as gezinnen
from kring.stelsel.beleid.regels import MOTOR
from kring.stelsel.scenario import LANG_GELEDEN, Scenario, Scenariostap, resolve_waarden
from kring.toegang import actions as toegang
from kring.toegang.deur import Deur, GeenToegang, binnen, open_dossier


MELDING = "melding_ontvangen"
PARTIJ = "partij:"
VEILIG_THUIS = f"{PARTIJ}veilig_thuis"
EVEN = timedelta(minutes=1)
TELLING = ("gezichten", "overdrachten", "hertellingen")
NIETS = Beeld(
    toestand="", volgnummer=0, functies={}, termijnen={}, telling=dict.fromkeys(TELLING, 0)
)


class DatabaseVertolker:
    """One case in the database, taken stap by stap by people with accounts of their own."""

    def __init__(self, scenario: Scenario, variant: str, superuser: psycopg.Connection) -> None:
        self._scenario = scenario
        self._stelsel = stelsel_van(variant)
        self._db = superuser
        self._run = uuid4()
        self._gezin: UUID | None = None
        # What the file calls by a name → the key of the gebeurtenis.
        self._als: dict[str, str] = {}
        self._zonder_account = {naam for naam, mens in scenario.mensen.items() if mens.lid}
        self._namen = self._create_accounts()

    # -- People ---------------------------------------------------------------------------------------

    def _actor(self, naam: str) -> UUID:
        """The account of somebody; a family member's account is not the person."""
        return uuid5(self._run, f"{naam}@" if self._scenario.mensen[naam].lid else naam)

    def _create_accounts(self) -> dict[str, str]:
        namen = {str(uuid5(self._run, lid)): lid for lid in self._scenario.leden}
        for naam, mens in self._scenario.mensen.items():
            id_ = self._actor(naam)
            namen[str(id_)] = naam
            if mens.partij == "gezin":
                toegang.create_gezinslid(id=id_)
            elif mens.partij == "systeem":
                toegang.create_systeem(id=id_, naam="CORV")
            else:
                toegang.create_medewerker(
                    id=id_, naam=naam, partij=mens.partij, organisatie=f"Organisatie {mens.partij}", team="",
                    beroep="Jeugdprofessional", telefoon="0600000042", mandaten=mens.mandaten,
                    vanaf=LANG_GELEDEN, skj="190000001" if mens.skj else "",
                )  # fmt: skip
        return namen | self._organisaties()

    def _organisaties(self) -> dict[str, str]:
        """The organisations that can hold a functie as a whole; Veilig Thuis is always one of them."""
        vraag = "SELECT id, partij FROM toegang_actor WHERE soort = 'organisatie'"
        bekend = {str(id_): f"{PARTIJ}{partij}" for id_, partij in self._db.execute(vraag)}
        if VEILIG_THUIS not in bekend.values():
            id_ = uuid4()
            toegang.create_organisatie(id=id_, naam="Veilig Thuis Voorbeeldregio", partij="veilig_thuis")  # fmt: skip
            bekend[str(id_)] = VEILIG_THUIS
        return bekend

    # -- A stap ---------------------------------------------------------------------------------------

    def take(self, stap: Scenariostap, *, kijk: bool = True) -> Loop:
        """The stap at its own moment: the clock of the database goes along with the story.

        Without `kijk` nobody looks at what stands in the database after it.
        """
        toegang.set_clock(stap.op, echt=datetime.now(UTC))  # noqa: TID251  counted from the real time
        try:
            uitkomsten = self._take(stap)
        except StapGeweigerd as fout:
            return Loop(
                stap=stap,
                beeld=self.beeld() if kijk else NIETS,
                weigeringen=fout.weigeringen,
                genoemd=self._namen,
            )
        except GeenToegang:
            return Loop(stap=stap, beeld=self.beeld() if kijk else NIETS, deur_dicht=True)
        if self._zonder_account:
            self._link()
        return Loop(stap=stap, beeld=self.beeld() if kijk else NIETS, uitkomsten=uitkomsten)

    def let_in(self, stap: Scenariostap) -> Loop:
        """The same stap, by somebody to whom the door was opened for this one time."""
        geef_toegang(
            self._db,
            self._actor(stap.door),
            self._gezin,
            doel="hulp",
            van=stap.op - EVEN,
            tot=stap.op + EVEN,
        )
        return self.take(stap)

    def _take(self, stap: Scenariostap) -> Any:
        waarden = resolve_waarden(self._stelsel, self._scenario, stap, self._sleutel)
        if self._gezin is None:
            self._begin(stap, waarden)
            self._als[stap.als] = str(self._vraag("SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s")[0][0])  # fmt: skip
            return ()
        opdracht = Opdracht(
            gezin=self._gezin,
            stap=stap.stap,
            door=self._actor(stap.door),
            op=stap.op,
            waarden=waarden,
            sleutel=str(uuid4()),
            afwegingen=stap.afwegingen,
        )
        genomen = take_stap(opdracht)
        assert isinstance(genomen, Genomen)
        self._als[stap.als] = genomen.gebeurtenis.id
        return genomen.bewijs.uitkomsten

    def _sleutel(self, naam: str) -> str:
        if naam in self._als:
            return self._als[naam]
        is_account = naam in self._scenario.mensen and not self._scenario.mensen[naam].lid
        return str(self._actor(naam) if is_account else uuid5(self._run, naam))

    def _begin(self, stap: Scenariostap, waarden: Mapping[str, Any]) -> None:
        nieuw = Nieuw(
            stap=stap.stap, door=self._actor(stap.door), op=stap.op, waarden=waarden, naam="Gezin Voorbeeld"
        )  # fmt: skip
        with override_settings(KRING_VARIANT=self._stelsel.variant.id):
            if self._stelsel.stappen[stap.stap].legt_vast == MELDING:
                ontvangen = ontvang_melding(
                    nieuw, afzender="proef", kenmerk=str(self._run), origineel=b"<melding/>"
                )
                self._gezin = ontvangen.gezin
            else:
                self._gezin = neem_in_beeld(nieuw)

    def _link(self) -> None:
        """Give family members who are in the case now their account, through an open door."""
        aanwezig = {
            str(id_)
            for (id_,) in self._vraag("SELECT id FROM gezinnen_persoon WHERE gezin_id = %s")
        }
        nieuw = [naam for naam in self._zonder_account if str(self._persoon(naam)) in aanwezig]
        if not nieuw or (deur := self._open_deur()) is None:
            return
        with binnen(deur):
            for naam in nieuw:
                gezinnen.link_account(deur, self._persoon(naam), self._actor(naam))
        self._zonder_account -= set(nieuw)

    def _open_deur(self) -> Deur | None:
        """The door of somebody of this case who has a grant now."""
        vraag = "SELECT actor_id FROM toegang_toegang WHERE gezin_id = %s AND van <= kring.nu() AND tot > kring.nu()"
        for (actor,) in self._vraag(vraag):
            if str(actor) in self._namen:
                with suppress(GeenToegang):
                    return open_dossier(actor=actor, gezin=self._gezin, alias=MOTOR)
        return None

    def _persoon(self, naam: str) -> UUID:
        return uuid5(self._run, self._scenario.mensen[naam].lid)

    # -- What stands in the database ------------------------------------------------------------------

    def _vraag(self, vraag: str, *waarden: Any) -> list[tuple[Any, ...]]:
        return self._db.execute(vraag, [self._gezin, *waarden]).fetchall()

    def beeld(self) -> Beeld:
        """The projections, read past every policy."""
        rijen = self._vraag(f"SELECT toestand, volgnummer, bewaren_tot, gesloten_op, {', '.join(TELLING)} FROM dossier_dossier WHERE gezin_id = %s")  # noqa: S608  # fmt: skip
        if not rijen:
            return NIETS
        toestand, volgnummer, bewaren_tot, gesloten_op, *telling = rijen[0]
        bewaren = bewaren_tot.isoformat() if bewaren_tot else ALTIJD
        return Beeld(
            toestand=toestand,
            volgnummer=volgnummer,
            functies=self._functies(),
            termijnen=self._termijnen(),
            bewaren_tot=bewaren if gesloten_op else "",
            telling=dict(zip(TELLING, telling, strict=True)),
        )

    def _functies(self) -> Mapping[str, frozenset[str]]:
        functies: dict[str, set[str]] = {}
        vraag = "SELECT functie, houder_id FROM dossier_toewijzing WHERE gezin_id = %s AND tot > '9000-01-01'"  # fmt: skip
        for functie, houder in self._vraag(vraag):
            functies.setdefault(functie, set()).add(self._namen.get(str(houder), str(houder)))
        return {functie: frozenset(houders) for functie, houders in functies.items()}

    def _termijnen(self) -> Mapping[str, tuple[date, ...]]:
        lopend: dict[str, list[date]] = {}
        vraag = "SELECT termijn, einde FROM dossier_termijn WHERE gezin_id = %s AND gestopt_op IS NULL"  # fmt: skip
        for termijn, einde in self._vraag(vraag):
            lopend.setdefault(termijn, []).append(einde)
        return {termijn: tuple(sorted(dagen)) for termijn, dagen in lopend.items()}
