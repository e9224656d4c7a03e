"""Reads pages as a person does, sends forms as a browser does, and looks past the doors at what is there."""

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import lxml.html
from django.http import HttpResponse
from django.test import Client
from tests.deurwerk import superuser
from tests.integration.superuser import ask

from kring.config.proefregio import Regio
from kring.toegang.aanmelden import make_token
from kring.toegang.kluis import unlock


# Written by asking and by being refused; and what was typed and not sent.
BIJKOMEND = {"toegang_logregel", "dossier_weigering", "dossier_concept"}
STORING = "Er ging iets mis bij ons"


class Kaart:
    """Names of the region → keys."""

    def __init__(self, regio: Regio) -> None:
        self.regio = regio
        self._leden = {
            naam: regio.gezinslid(zaak.id, naam)
            for zaak in regio.gezinnen
            for naam, wie in zaak.mensen.items()
            if wie.lid
        }
        self._gezinnen: dict[str, UUID] = {}

    def actor(self, wie: str) -> UUID:
        """The account of a professional or a family member."""
        return self._leden.get(wie) or self.regio.actor(wie)

    def gezin(self, naam: str) -> UUID:
        """The family of the region that colleagues call so."""
        if not self._gezinnen:
            rijen = ask("SELECT gezin_id, naam FROM gezinnen_gezin")
            self._gezinnen = {unlock(g, f"gezin/{g}", bytes(n)): g for g, n in rijen}
        return self._gezinnen[f"Gezin {naam}"]

    def persoon(self, gezin: UUID, voornaam: str) -> str:
        """Somebody of a family."""
        rijen = ask("SELECT id, naam FROM gezinnen_persoon WHERE gezin_id = %s", gezin)
        return next(
            str(id_)
            for id_, naam in rijen
            if unlock(gezin, f"persoon/{id_}", bytes(naam))["voornaam"] == voornaam
        )


def link_van(actor: UUID) -> str:
    """The link by which this account signs in."""
    return f"/aanmelden/{make_token(actor)}/"


def tekst(antwoord: HttpResponse) -> str:
    """What somebody reads on a page, without markup."""
    zonder = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return re.sub(r"\s+", " ", html.unescape(zonder))


def formulier(antwoord: HttpResponse) -> dict[str, list[str]]:
    """What a browser would send when somebody pressed the button of the form on this page."""
    (vorm,) = (v for v in lxml.html.fromstring(antwoord.content).forms if v.get("action") is None)
    velden: dict[str, list[str]] = {}
    # lxml reads "on" where a browser sends the empty value that stands there.
    leeg = set(vorm.xpath(".//input[@type='radio'][@checked][@value='']/@name"))
    for naam, gelezen in vorm.form_values():
        waarde = "" if naam in leeg else gelezen
        # Browsers end every line of a text with CR LF.
        velden.setdefault(naam, []).append(waarde.replace("\r\n", "\n").replace("\n", "\r\n"))
    return velden


def vul(bezoeker: Client, pad: str, **waarden: Any) -> HttpResponse:
    """Open a form, fill it in and send it; `__` in a name stands for a dot."""
    velden = formulier(bezoeker.get(pad))
    return bezoeker.post(pad, velden | met_punten(waarden))


def los(**waarden: Any) -> dict[str, Any]:
    """A form that was not opened first; with a key of its own, as every form has."""
    return {"_sleutel": str(uuid4()), **met_punten(waarden)}


def met_punten(waarden: Mapping[str, Any]) -> dict[str, Any]:
    """Names of fields in rows, which have dots in them."""
    return {naam.replace("__", "."): waarde for naam, waarde in waarden.items()}


def naar(gezin: object, stap: str) -> str:
    """The page of a stap for a professional."""
    return f"/gezin/{gezin}/stap/{stap}/"


def afdruk(*gezinnen: UUID) -> dict[str, tuple[Any, ...]]:
    """A digest of all that is kept of these families, table by table, but the log of who asked."""
    sleutels = [str(gezin) for gezin in gezinnen]
    with superuser() as db:
        return {
            tabel: db.execute(
                f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {tabel} t"  # noqa: S608
                " WHERE gezin_id = ANY(%s::uuid[])",
                [sleutels],
            ).fetchone()
            for tabel in _tabellen()
        }


@cache
def _tabellen() -> tuple[str, ...]:
    """Every table that keeps something of a family."""
    rijen = ask(
        "SELECT c.table_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE c.table_schema = 'public' AND c.column_name = 'gezin_id'"
        " AND t.table_type = 'BASE TABLE' ORDER BY 1"
    )
    return tuple(tabel for (tabel,) in rijen if tabel not in BIJKOMEND)


def gebeurtenissen(gezin: UUID) -> int:
    """How many gebeurtenissen a case has."""
    return ask("SELECT count(*) FROM dossier_gebeurtenis WHERE gezin_id = %s", gezin)[0][0]


def volgnummer(gezin: UUID) -> int:
    """Up to where a case has come."""
    return ask("SELECT volgnummer FROM dossier_dossier WHERE gezin_id = %s", gezin)[0][0]


def toestand(gezin: UUID) -> str:
    """Where a case stands."""
    return ask("SELECT toestand FROM dossier_dossier WHERE gezin_id = %s", gezin)[0][0]


def aantal_gezinnen() -> int:
    """How many families there are."""
    return ask("SELECT count(*) FROM gezinnen_gezin")[0][0]


def nieuw_gezin(bezoeker: Client, **waarden: Any) -> UUID:
    """A family of one's own, begun as somebody at the local team does."""
    standaard = {
        "deur": "gezin",
        "vraag": "Wij hebben hulp nodig bij ruzie over geld.",
        "leden__0__rol": "ouder",
        "leden__0__voornaam": "Iris",
        "leden__0__achternaam": "Proef",
        "_naam": f"Gezin {uuid4().hex[:8]}",
    }
    antwoord = vul(bezoeker, "/nieuw/neem_in_beeld/", **standaard | waarden)
    assert antwoord.status_code == 302, tekst(antwoord)
    return UUID(antwoord.headers["Location"].split("/")[2])


def in_dienst(als: Any, kaart: Kaart) -> UUID:
    """A family of one's own whose vast gezicht is Ali, with Petra as vervanger."""
    gezin = nieuw_gezin(als("petra"))
    antwoord = vul(
        als("petra"),
        naar(gezin, "benoem_vast_gezicht"),
        vast_gezicht=str(kaart.actor("ali")),
        vervanger=str(kaart.actor("petra")),
        reden="Ali kent de wijk en heeft ruimte.",
    )
    assert antwoord.status_code == 302, tekst(antwoord)
    return gezin


def end_session(bezoeker: Client) -> None:
    """The server forgets the sign-in, as it does after a time; the browser does not know yet."""
    with superuser() as db:
        db.execute(
            "DELETE FROM django_session WHERE session_key = %s",
            [bezoeker.cookies["sessionid"].value],
        )
