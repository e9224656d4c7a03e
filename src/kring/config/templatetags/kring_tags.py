"""Words for moments and names in templates. No logic: only how a value is said."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template

from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import AMSTERDAM, MAANDEN, weekdag_in_woorden


register = template.Library()


@register.filter
def dag(waarde: date | datetime | str) -> str:
    """24 november 2026."""
    lokaal = _lokaal(waarde)
    return f"{lokaal.day} {MAANDEN[lokaal.month]} {lokaal.year}"


@register.filter
def deeldag(waarde: str) -> str:
    """24 november 2026, november 2026 or 2026: as much as is known."""
    datum = Deeldatum.parse(waarde)
    delen = (datum.dag, MAANDEN.get(datum.maand or 0), datum.jaar)
    return " ".join(str(deel) for deel in delen if deel)


@register.filter
def weekdag(waarde: date | datetime | str, vandaag: date | datetime) -> str:
    """dinsdag 24 november; of another year than today's with that year."""
    return weekdag_in_woorden(_lokaal(waarde), _lokaal(vandaag))


@register.filter
def moment(waarde: datetime) -> str:
    """24 november 2026, 14.30 uur."""
    return f"{dag(waarde)}, {tijd(waarde)}"


@register.filter
def tijd(waarde: datetime) -> str:
    """14.30 uur: in 24 hours, because "5 uur" is two moments."""
    lokaal = waarde.astimezone(AMSTERDAM)
    return f"{lokaal.hour}.{lokaal.minute:02d} uur"


def _lokaal(waarde: date | datetime | str) -> date:
    if isinstance(waarde, str):
        return date.fromisoformat(waarde)
    return waarde.astimezone(AMSTERDAM).date() if isinstance(waarde, datetime) else waarde


@register.filter
def uit(verzameling: Mapping[str, Any], sleutel: object) -> Any:
    """What stands under a key; nothing when the reader may not see it."""
    return verzameling.get(str(sleutel), "")


@register.filter
def gewoon(naam: str) -> str:
    """A name of the model as a word: beschikking_rechter, beschikking rechter."""
    return naam.replace("_", " ")
