"""One family on its way through the product: who is who, what day it is, and a browser for each person.

Everything is done through the screens. Only three things come from elsewhere: the message of the
police at the door for it, the accounts that family members sign in with, and the clock.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import Page, expect
from tests.functional.formulieren import choose, expect_done, fill, naam_van, refused, send


MELDING = Path(__file__).parent / "berichten/haddou.xml"
NUMMER = "PD-BERICHT-2026-1124-02"
GEHEIM = "een-geheim-voor-de-proef"
CORV = "/koppelvlak/corv/"
# A professional who did nothing for eight hours has to sign in again; a family member sooner.
STIL = timedelta(minutes=15)
BLADZIJDEN = {"Overzicht": "", "Onderzoek": "onderzoek/", "Plan": "plan/", "Logboek": "logboek/"}


class Reis:
    """The story of the gezin Haddou: Ilse Verbeek and Karim Haddou, with Yara (13) and Sem (6)."""

    def __init__(self, als: Any, regio: Any) -> None:
        self._als = als
        self._regio = regio
        self._begin = self._nu = regio.nu
        self._paginas: dict[str, Page] = {}
        self._gezien: dict[str, datetime] = {}
        self._accounts: dict[str, UUID] = {}
        self.gezin: UUID | None = None
        self.nummer = ""

    # -- The clock ----------------------------------------------------------------------------------------

    def dag(self, nummer: int) -> str:
        """A day of the story, as a form takes it."""
        return (self._begin + timedelta(days=nummer)).date().isoformat()

    def klok(self, dag: int, uur: int, minuut: int = 0) -> None:
        """It is this day of the story, at this time."""
        from kring.toegang import actions

        moment = (self._begin + timedelta(days=dag)).replace(hour=uur, minute=minuut)
        assert moment > self._nu
        self._nu = moment
        actions.set_clock(moment, echt=datetime.now(UTC))  # noqa: TID251  counted from the real time

    # -- People -------------------------------------------------------------------------------------------

    def als(self, wie: str) -> Page:
        """The browser of this person, signed in."""
        if wie not in self._paginas:
            self._paginas[wie] = self._als(self._accounts.get(wie, wie))
        elif self._nu - self._gezien[wie] > STIL:
            self._meld_opnieuw_aan(wie)
        self._gezien[wie] = self._nu
        return self._paginas[wie]

    def _meld_opnieuw_aan(self, wie: str) -> None:
        from kring.toegang.aanmelden import make_token

        actor = self._accounts.get(wie) or self._regio.actor(wie)
        self._paginas[wie].goto(f"/aanmelden/{make_token(actor)}/")

    def geef_account(self, wie: str, door: str) -> None:
        """This family member can sign in from now on."""
        from kring.dossier.queries.mensen import load_leden
        from kring.gezinnen.actions import link_account
        from kring.stelsel.beleid.regels import MOTOR
        from kring.toegang.actions import create_gezinslid
        from kring.toegang.deur import binnen, open_dossier

        wie_opent, account = self._regio.actor(door), uuid4()
        create_gezinslid(id=account)
        with binnen(open_dossier(actor=wie_opent, gezin=self.gezin)) as deur:
            leden = load_leden(deur, self._nu.date())
        persoon = next(lid.id for lid in leden.values() if lid.voornaam.lower() == wie)
        with binnen(open_dossier(actor=wie_opent, gezin=self.gezin, alias=MOTOR)) as deur:
            link_account(deur, UUID(persoon), account)
        self._accounts[wie] = account

    # -- Professionals ------------------------------------------------------------------------------------

    def open(self, wie: str, bladzijde: str = "Overzicht") -> Page:
        """A page of this family, as this professional."""
        pagina = self.als(wie)
        pad = f"/gezin/{self.gezin}/{BLADZIJDEN[bladzijde]}"
        if not pagina.url.partition("?")[0].endswith(pad):
            pagina.goto(pad)
        return pagina

    def _formulier(self, wie: str, stap: str, op: str, waarden: dict[str, Any]) -> Page:
        pagina = self.open(wie, op)
        choose(pagina, naam_van(stap))
        fill(pagina, waarden)
        send(pagina)
        return pagina

    def neem(self, wie: str, stap: str, op: str = "Overzicht", /, **waarden: Any) -> Page:
        """Take a stap, from the page of the family where it stands."""
        pagina = self._formulier(wie, stap, op, waarden)
        expect_done(pagina)
        return pagina

    def weiger(self, wie: str, stap: str, op: str = "Overzicht", /, **waarden: Any) -> set[str]:
        """Try a stap that is refused; the answers stay on the page. Gives the codes of the reasons."""
        pagina = self._formulier(wie, stap, op, waarden)
        codes = refused(pagina)
        self.staat_er_nog(pagina, waarden)
        return codes

    @staticmethod
    def staat_er_nog(pagina: Page, waarden: dict[str, Any]) -> None:
        """What was typed is still in the form."""
        for naam, waarde in waarden.items():
            veld = pagina.locator(f"form textarea[name='{naam}']")
            if veld.count():
                expect(veld).to_have_value(str(waarde))

    # -- Family members -----------------------------------------------------------------------------------

    def mijn(self, wie: str) -> Page:
        """The own page of a family member, with everything on it."""
        pagina = self.als(wie)
        pagina.goto("/mijn/")
        if pagina.get_by_role("link", name="Meer", exact=True).is_visible():
            pagina.click("text=Meer")
            send(pagina, "Ja, laat alles zien")
        return pagina

    def zeg(self, wie: str, stap: str, /, **waarden: Any) -> Page:
        """A family member says something, from the own page."""
        pagina = self.mijn(wie)
        choose(pagina, naam_van(stap))
        fill(pagina, waarden)
        send(pagina, "Verstuur")
        expect_done(pagina)
        return pagina
