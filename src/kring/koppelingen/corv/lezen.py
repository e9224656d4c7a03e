"""Takes in one message: safe, strict, and with every reason at once when it is refused."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from kring.koppelingen.corv.bericht import Bericht, build_velden, read_stuurgegevens
from kring.koppelingen.corv.beschrijving import Element
from kring.koppelingen.corv.controles import find_bezwaren_tegen_gebruik, find_waarschuwingen
from kring.koppelingen.corv.fouten import BerichtGeweigerd, Fout, refuse
from kring.koppelingen.corv.namen import NAMESPACES, cut
from kring.koppelingen.corv.schemas import check_schemas
from kring.koppelingen.corv.toetsing import check_bericht
from kring.koppelingen.corv.veilig import STANDAARD_GRENZEN, Grenzen, parse_veilig
from kring.koppelingen.corv.vtberichten import VT_MELDING, VT_TERUGKOPPELING


BESCHRIJVINGEN = {"vtMeldingDi01": VT_MELDING, "vtTerugkoppelingDi01": VT_TERUGKOPPELING}
# What this side of the koppelvlak receives; the terugkoppeling is what it sends.
ONTVANGEN = frozenset({"vtMeldingDi01"})

# Messages of StUF-koppelvlak Jeugdzorg 1.0.9 that are known by name only.
_OPVOLGERS = {
    "zorgmeldingDi01": "vtMeldingDi01",
    "zorgmeldingTerugkoppelingDi01": "vtTerugkoppelingDi01",
}
_ANDERE = frozenset({"vtoDi01", "notificatieDi01", "notificatiejrDi01"})
_ANDERE |= {"meldingGeneriekDi01", "uitkomstMeldingGeneriekDi01"}
_ANDERE |= {"vcobDi01", "ucobDi01", "vciDi01", "uciDi01"}


def lees_bericht(
    data: bytes,
    *,
    vandaag: date,
    schemas: Path | None = None,
    grenzen: Grenzen = STANDAARD_GRENZEN,
    echte_bsn_toegestaan: bool = False,
    soorten: frozenset[str] = ONTVANGEN,
) -> Bericht:
    """The message that the bytes hold.

    `vandaag` is the day of receipt, `soorten` the messages that may be taken. With `schemas`, the
    directory of the official schema set vt, those are asked too. Raises BerichtGeweigerd with every
    fault, and SchemasOnbruikbaar when the directory cannot be used.
    Source: StUF-koppelvlak Jeugdzorg 1.0.9.
    """
    wortel = parse_veilig(data, grenzen=grenzen)
    naam = _find_naam(wortel, soorten)
    beschrijving = BESCHRIJVINGEN[naam]
    _raise_if_any(_find_fouten(wortel, beschrijving, schemas), grenzen)
    velden = build_velden(wortel=wortel, beschrijving=beschrijving)
    bericht = Bericht(
        naam=naam,
        stuurgegevens=read_stuurgegevens(velden),
        velden=velden,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    bezwaren = find_bezwaren_tegen_gebruik(
        bericht=bericht, echte_bsn_toegestaan=echte_bsn_toegestaan
    )
    _raise_if_any(bezwaren, grenzen)
    return replace(bericht, waarschuwingen=find_waarschuwingen(bericht=bericht, vandaag=vandaag))


def _find_fouten(
    wortel: etree._Element, beschrijving: Element, schemas: Path | None
) -> tuple[Fout, ...]:
    """The faults against our description; the official schemas speak when that finds none."""
    fouten = check_bericht(wortel=wortel, beschrijving=beschrijving)
    if not fouten and schemas is not None:
        fouten = check_schemas(wortel=wortel, schemas=schemas)
    return fouten


def _find_naam(wortel: etree._Element, soorten: frozenset[str]) -> str:
    qnaam = etree.QName(wortel)
    naam, namespace = qnaam.localname, qnaam.namespace
    if namespace == NAMESPACES["JZ"] and naam in soorten:
        return naam
    raise refuse(_explain_naam(naam, namespace, soorten))


def _explain_naam(naam: str, namespace: str | None, soorten: frozenset[str]) -> str:
    welkom = " of ".join(sorted(soorten))
    if namespace != NAMESPACES["JZ"]:
        return (
            f"Dit is geen bekend bericht: element '{cut(naam)}' in namespace '{cut(namespace or '')}'. "
            f"Stuur {welkom} in namespace '{NAMESPACES['JZ']}'."
        )
    if naam in _OPVOLGERS:
        return f"Het bericht {naam} is vervangen. Stuur {_OPVOLGERS[naam]}."
    if naam in _ANDERE or naam in BESCHRIJVINGEN:
        return f"Het bericht {naam} wordt hier niet aangenomen. Stuur {welkom}."
    return f"Dit is geen bekend bericht: element '{cut(naam)}' in namespace '{namespace}'. Stuur {welkom}."


def _raise_if_any(fouten: tuple[Fout, ...], grenzen: Grenzen) -> None:
    if not fouten:
        return
    meer = len(fouten) - grenzen.fouten
    if meer > 0:
        rest = Fout(pad="/", melding=f"Er zijn nog {meer} fouten. Herstel eerst deze.")
        fouten = (*fouten[: grenzen.fouten], rest)
    raise BerichtGeweigerd(fouten)
