"""Builds vtTerugkoppelingDi01: what became of the melding, told to the one who sent it.

Stricter than the standard where silence would be unsafe: an answer that takes the case on must say
who keeps sight of the safety. Nothing is ever shortened to make it fit.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from kring.koppelingen.corv.bericht import Systeem
from kring.koppelingen.corv.codelijsten import (
    STATUS_NIET_ONTVANKELIJK,
    STATUS_ONJUIST_GEADRESSEERD,
    STATUS_UITKOMST,
)
from kring.koppelingen.corv.fouten import Fout
from kring.koppelingen.corv.namen import NAMESPACES, to_clark
from kring.koppelingen.corv.toetsing import check_bericht
from kring.koppelingen.corv.vtberichten import VT_TERUGKOPPELING


# With these two the case is not taken on, so nobody takes over sight of the safety either.
ZONDER_ZICHT = frozenset({STATUS_NIET_ONTVANKELIJK, STATUS_ONJUIST_GEADRESSEERD})

_NEDERLAND = ZoneInfo("Europe/Amsterdam")
_GEEN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a refusal calls an element: the name of our own field.
_VELDNAMEN = {
    "StUF:referentienummer": "referentienummer",
    "JZ:identificatieVtMelding": "identificatie_melding",
    "ZKN:identificatie": "zaakidentificatie",
    "ZKN:toelichting": "toelichting",
    "ZKN:status": "status",
    "ZKN:uitkomst": "uitkomst",
    "ZKN:oinNummer": "oin",
}


class TerugkoppelingGeweigerd(ValueError):
    """The terugkoppeling may not be sent like this; carries every reason."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("\n".join(map(str, fouten)))


# Whom the melder can reach at the organisation that goes on with the family.
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    naam: str | None = None
    afdeling: str | None = None
    emailadressen: tuple[str, ...] = ()
    telefoonnummers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugkoppeling:
    zender: Systeem
    # The zender of the melding.
    ontvanger: Systeem
    # Our own number for this message.
    referentienummer: str
    tijdstip: datetime
    # The melder's number of the melding; None when the melding had none.
    identificatie_melding: str | None
    status: str
    # Who did the assessment, and that organisation's number; None when it has none yet.
    uitgevoerd_door: str
    oin: str | None
    uitkomst: str | None = None
    zicht_op_veiligheid_bij: str | None = None
    contact: Contact | None = None
    zaakidentificatie: str | None = None
    toelichting: str | None = None


def bouw_vt_terugkoppeling(terugkoppeling: Terugkoppeling) -> bytes:
    """The message in UTF-8; the same terugkoppeling always gives the same bytes.

    Raises TerugkoppelingGeweigerd with every reason in Dutch.
    Source: StUF-koppelvlak Jeugdzorg 1.0.9; which uitkomst goes with which status is our reading.
    """
    tekens = _find_vreemde_tekens(terugkoppeling)
    if tekens:
        raise TerugkoppelingGeweigerd(tekens)
    wortel = _build(terugkoppeling)
    fouten = (*_find_bezwaren(terugkoppeling), *_find_misfits(wortel))
    if fouten:
        raise TerugkoppelingGeweigerd(fouten)
    return etree.tostring(wortel, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _find_vreemde_tekens(terugkoppeling: Terugkoppeling) -> tuple[Fout, ...]:
    """Control characters, mostly from pasted text: XML cannot carry them at all."""
    melding = "Hier staat een onzichtbaar teken dat niet mee kan. Typ de tekst opnieuw."
    return tuple(
        Fout(pad=naam, melding=melding)
        for naam, waarde in asdict(terugkoppeling).items()
        if any(_GEEN_XML.search(tekst) for tekst in _find_teksten(waarde))
    )


def _find_teksten(waarde: object) -> Iterator[str]:
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        waarde = tuple(waarde.values())
    if isinstance(waarde, tuple):
        for deel in waarde:
            yield from _find_teksten(deel)


def _find_bezwaren(t: Terugkoppeling) -> tuple[Fout, ...]:
    """What we ask beyond the standard."""
    found = [
        Fout(pad=naam, melding="Dit is leeg. Vul het in.")
        for naam, waarde in {
            "zender": t.zender.organisatie,
            "ontvanger": t.ontvanger.organisatie,
            "referentienummer": t.referentienummer,
            "uitgevoerd_door": t.uitgevoerd_door,
        }.items()
        if not waarde.strip()
    ]
    if t.tijdstip.tzinfo is None:
        found.append(
            Fout(pad="tijdstip", melding="Het tijdstip heeft geen tijdzone. Geef die mee.")
        )
    zicht = (t.zicht_op_veiligheid_bij or "").strip()
    if t.status not in ZONDER_ZICHT and not zicht:
        melding = (
            "Bij deze uitkomst moet vaststaan wie zicht op de veiligheid houdt. "
            "Spreek dat af en vul de organisatie in."
        )
        found.append(Fout(pad="zicht_op_veiligheid_bij", melding=melding))
    if t.contact is not None and not zicht:
        melding = "Contactgegevens horen bij de organisatie die zicht op de veiligheid houdt. Vul die in of haal ze weg."
        found.append(Fout(pad="contact", melding=melding))
    if (t.uitkomst is not None) != (t.status == STATUS_UITKOMST):
        melding = f"Een uitkomst hoort bij de status '{STATUS_UITKOMST}', en alleen daarbij. Pas een van de twee aan."
        found.append(Fout(pad="uitkomst", melding=melding))
    return tuple(found)


def _find_misfits(wortel: etree._Element) -> tuple[Fout, ...]:
    """What does not fit the standard, under the names of our own fields."""
    return tuple(
        Fout(pad=_VELDNAMEN.get(fout.pad.rpartition("/")[2], fout.pad), melding=fout.melding)
        for fout in check_bericht(wortel=wortel, beschrijving=VT_TERUGKOPPELING)
    )


def _build(t: Terugkoppeling) -> etree._Element:
    wortel = etree.Element(to_clark("JZ:vtTerugkoppelingDi01"), nsmap=dict(NAMESPACES))
    _add_stuurgegevens(wortel, t)
    zaak = _add(wortel, "JZ:object", soort="ZAK")
    for naam, waarde in {
        "ZKN:identificatie": t.zaakidentificatie,
        "ZKN:toelichting": t.toelichting,
        "ZKN:uitkomst": t.uitkomst,
        "ZKN:status": t.status,
    }.items():
        _add_if(zaak, naam, waarde)
    melding = _add(
        _add(zaak, "ZKN:naarAanleidingVan", soort="ZAKVTM"), "ZKN:gerelateerde", soort="VTM"
    )
    _add_or_nil(
        melding, "JZ:identificatieVtMelding", t.identificatie_melding, reden="waardeOnbekend"
    )
    if t.zicht_op_veiligheid_bij is not None:
        _add_betreft(melding, t.zicht_op_veiligheid_bij, t.contact)
    uitvoerder = _add(_add(zaak, "ZKN:isUitgevoerdDoor", soort="ZAKBTR"), "ZKN:gerelateerde")
    _add(uitvoerder, "ZKN:naam", t.uitgevoerd_door)
    _add_or_nil(uitvoerder, "ZKN:oinNummer", t.oin, reden="geenWaarde")
    return wortel


def _add_stuurgegevens(wortel: etree._Element, t: Terugkoppeling) -> None:
    stuurgegevens = _add(wortel, "JZ:stuurgegevens")
    _add(stuurgegevens, "StUF:berichtcode", "Di01")
    for naam, systeem in {"StUF:zender": t.zender, "StUF:ontvanger": t.ontvanger}.items():
        element = _add(stuurgegevens, naam)
        _add(element, "StUF:organisatie", systeem.organisatie)
        _add(element, "StUF:applicatie", systeem.applicatie)
        _add_if(element, "StUF:administratie", systeem.administratie)
        _add_if(element, "StUF:gebruiker", systeem.gebruiker)
    _add(stuurgegevens, "StUF:referentienummer", t.referentienummer)
    _add(stuurgegevens, "StUF:tijdstipBericht", _as_tijdstip(t.tijdstip))
    _add(stuurgegevens, "StUF:functie", "vtTerugkoppelingDi01")


def _as_tijdstip(moment: datetime) -> str:
    """jjjjmmdduummssmmm, as the clock stands in the Netherlands."""
    hier = moment.astimezone(_NEDERLAND) if moment.tzinfo else moment
    return f"{hier:%Y%m%d%H%M%S}{hier.microsecond // 1000:03d}"


def _add_betreft(melding: etree._Element, zicht: str, contact: Contact | None) -> None:
    situatie = _add(_add(melding, "JZ:betreft", soort="VTMZOS"), "JZ:gerelateerde", soort="ZOS")
    if contact is not None:
        gegevens = _add(situatie, "JZ:contactgegevensVerantwoordelijkeOrganisatie")
        _add_if(gegevens, "JZ:naamContactpersoon", contact.naam)
        _add_if(gegevens, "JZ:afdeling", contact.afdeling)
        for adres in contact.emailadressen:
            _add(gegevens, "JZ:eMail", adres)
        for nummer in contact.telefoonnummers:
            _add(gegevens, "JZ:telefoonnummer", nummer)
    belegd = _add(situatie, "JZ:verantwoordelijkVoorZichtOpDeVeiligheidBelegdBij", soort="ZOSBTR")
    _add(_add(belegd, "JZ:gerelateerde"), "ZKN:naam", zicht)


def _add(
    boven: etree._Element, naam: str, waarde: str | None = None, *, soort: str | None = None
) -> etree._Element:
    element = etree.SubElement(boven, to_clark(naam))
    element.text = waarde
    if soort is not None:
        element.set(to_clark("StUF:entiteittype"), soort)
    return element


def _add_if(boven: etree._Element, naam: str, waarde: str | None) -> None:
    if waarde is not None:
        _add(boven, naam, waarde)


def _add_or_nil(boven: etree._Element, naam: str, waarde: str | None, *, reden: str) -> None:
    element = _add(boven, naam, waarde)
    if waarde is None:
        element.set(to_clark("xsi:nil"), "true")
        element.set(to_clark("StUF:noValue"), reden)
