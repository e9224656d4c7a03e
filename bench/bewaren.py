"""Keeps what was measured with the docs: a page to read and the figures themselves."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.latten import Oordeel
from bench.verslag import (
    HTTP_KOP,
    KOP,
    LAT_KOP,
    describe,
    describe_http,
    figures,
    lacking,
    markdown,
    over_http,
    verdicts,
)


BEGIN = """# Metingen

Gemaakt door `script/bench --bewaar`; verander deze bladzijde niet met de hand. De cijfers zelf staan in
[metingen.json](metingen.json).
"""
UITLEG = """## Hoe er gemeten is

- Elke vraag gaat door het hele product: de WSGI-toepassing, de rol van de deur, het beleid per rij, en een regel
  in het logboek die vastligt voordat er iets gelezen wordt. De vragen komen een voor een, in hetzelfde proces.
- **CPU** is wat één vraag aan processortijd kost: van de toepassing, en van alle processen van PostgreSQL samen.
  Het is de mediaan van een paar rondes. Wachten op de schijf telt daarin niet mee, in p50 en p95 wel.
- **SQL** telt de opdrachten van één vraag, zonder BEGIN en COMMIT.
- **Kaal** is dezelfde database die dezelfde rijen leest of schrijft: de opdrachten die het product stuurde, als
  superuser, voorbereid, zonder deuren, beleid, versleuteling of framework, om en om met het product gemeten.
- Een melding is duurzaam: de rijen en de sleutel van het gezin staan op schijf voordat er antwoord komt.
- Open Zaak is hier niet gedraaid. De latten die daarnaar verwijzen, zijn niet gemeten.
"""


def keep(uitkomst: Mapping[str, Any], oordelen: Sequence[Oordeel], map_: Path) -> Path:
    """Write the page and the figures; gives the page."""
    pagina = map_ / "metingen.md"
    pagina.write_text(_page(uitkomst, oordelen), encoding="utf-8")
    tekst = json.dumps(uitkomst, indent=2, ensure_ascii=False)
    (map_ / "metingen.json").write_text(tekst + "\n", encoding="utf-8")
    return pagina


def _page(uitkomst: Mapping[str, Any], oordelen: Sequence[Oordeel]) -> str:
    delen = [
        BEGIN,
        describe(uitkomst) + "\n",
        "## De latten\n",
        markdown(LAT_KOP, verdicts(oordelen)) + "\n",
    ]
    if tekort := lacking(oordelen):
        delen += ["Wat niet gehaald is, en wat ervoor nodig is:\n", *(f"- {r}" for r in tekort), ""]
    if rijen := figures(uitkomst):
        delen += ["## De cijfers\n", markdown(KOP, rijen) + "\n"]
    if over := uitkomst.get("http"):
        delen += [describe_http(over) + "\n", markdown(HTTP_KOP, over_http(over)) + "\n"]
    return "\n".join([*delen, UITLEG])
