"""Delivers vtTerugkoppelingDi01: a file that the Digikoppeling adapter picks up, named by its number."""

from datetime import datetime

from django.conf import settings

from kring.koppelingen.base import BezorgFout, TeBezorgen, write_once
from kring.koppelingen.corv.bericht import Systeem
from kring.koppelingen.corv.schrijven import (
    Contact,
    Terugkoppeling,
    TerugkoppelingGeweigerd,
    bouw_vt_terugkoppeling,
)


APPLICATIE = "Kring"


def bezorg_terugkoppeling(bericht: TeBezorgen) -> None:
    """Write the message into the directory of the adapter. Raises BezorgFout.

    The number follows from the key of the message, so that a second try is the same message.
    """
    terugkoppeling = as_terugkoppeling(bericht)
    try:
        inhoud = bouw_vt_terugkoppeling(terugkoppeling)
    except TerugkoppelingGeweigerd as geweigerd:
        # These reasons name fields and limits, never a value.
        redenen = "; ".join(map(str, geweigerd.fouten))
        raise BezorgFout(f"dit mag zo niet verstuurd worden: {redenen}") from geweigerd
    write_once(settings.KRING_CORV_UIT, f"{terugkoppeling.referentienummer}.xml", inhoud)


def as_terugkoppeling(bericht: TeBezorgen) -> Terugkoppeling:
    """Our own words in those of the koppelvlak."""
    inhoud = bericht.inhoud
    return Terugkoppeling(
        zender=Systeem(organisatie=inhoud["door"], applicatie=APPLICATIE),
        ontvanger=Systeem(
            organisatie=inhoud["aan"],
            applicatie=inhoud["aan_systeem"],
            administratie=inhoud["aan_onderdeel"] or None,
        ),
        referentienummer=str(bericht.id),
        tijdstip=datetime.fromisoformat(inhoud["op"]),
        identificatie_melding=inhoud["melding"] or None,
        zaakidentificatie=inhoud["nummer"],
        status=inhoud["status"],
        uitkomst=inhoud.get("uitkomst"),
        uitgevoerd_door=inhoud["door"],
        oin=settings.KRING_OIN or None,
        zicht_op_veiligheid_bij=inhoud.get("zicht"),
        contact=_contact(inhoud.get("contact") or {}),
    )


def _contact(gegeven: dict[str, str]) -> Contact | None:
    team = ", ".join(filter(None, (gegeven.get("organisatie"), gegeven.get("afdeling"))))
    telefoon = gegeven.get("telefoon", "")
    if not (team or telefoon):
        return None
    return Contact(afdeling=team or None, telefoonnummers=(telefoon,) if telefoon else ())
