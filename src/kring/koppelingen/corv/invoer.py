"""The values of the fact "melding ontvangen", as the model asks for them. Pure."""

from collections.abc import Mapping
from typing import Any

from kring.koppelingen.corv.bericht import Bericht
from kring.koppelingen.corv.gegevens import Afwezig
from kring.koppelingen.corv.gezin import Mensen, as_rij, given
from kring.koppelingen.corv.melder import (
    BRONNAAM,
    describe_informering,
    describe_melder,
    name_melder,
    sort_melder,
)
from kring.koppelingen.corv.melding import VtMelding
from kring.koppelingen.corv.regels import find_uitspraken


KANAAL = "corv"


def make_waarden(*, bericht: Bericht, melding: VtMelding, mensen: Mensen) -> Mapping[str, Any]:
    """Everything the message tells, in the fields of the fact; what is not known is left out."""
    zender = bericht.stuurgegevens.zender
    soort = sort_melder(melding)
    waarden = {
        "kanaal": KANAAL,
        "soort_melder": soort,
        "melder": name_melder(melding),
        "kenmerk": given(melding.identificatie),
        "zender": zender.organisatie,
        "zender_systeem": zender.applicatie,
        "zender_onderdeel": zender.administratie,
        "gegevens_melder": describe_melder(bericht=bericht, melding=melding, mensen=mensen),
        "datum_melding": _datum(melding.datum_melding),
        "datum_incident": _datum(melding.datum_incident),
        "besproken_met_gezin": describe_informering(melding, mensen),
        "leden": [as_rij(lid) for lid in mensen.leden],
        "uitspraken": find_uitspraken(
            bericht=bericht, melding=melding, mensen=mensen, bron=BRONNAAM[soort]
        ),
    }
    return {naam: waarde for naam, waarde in waarden.items() if waarde}


def _datum(datum: object) -> str:
    return "" if isinstance(datum, Afwezig) else str(datum)
