"""Letters to people of a gezin: the words from a sjabloon, set as accessible PDF (PDF/UA-1).

Source of the layout: what Utrecht learned with its letters in 2025: key data on top, the main message
first and bold, short paragraphs, days in words, a name with a direct number, and what one can do.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import as_file, files
from string import Formatter
from typing import Any

import typst
import yaml
from django.conf import settings

from kring.koppelingen.berichten.lettertype import known_characters, load_letters
from kring.stelsel.kalender import dag_in_woorden


SJABLONEN = files("kring.koppelingen.berichten") / "sjablonen"
VOLWASSENE, KIND = "volwassene", "kind"
# Nothing on the outside of a letter says what it is about or who it is from.
TITEL = "Brief van {dag}"


class OnbekendSjabloon(KeyError):
    """There is no letter with this name."""


def render_brief(sjabloon: str, gegevens: Mapping[str, Any]) -> bytes:
    """One letter as PDF/UA-1; the same words always give the same bytes.

    `gegevens` is what the case announced for one addressee. Raises OnbekendSjabloon.
    """
    brief = make_brief(sjabloon, gegevens)
    dag = date.fromisoformat(gegevens["dag"])
    letters = load_letters(settings.KRING_LETTERTYPEN)
    with as_file(SJABLONEN / "brief.typ") as pad:
        compiler = typst.Compiler(input=pad, font_paths=letters, ignore_system_fonts=True)
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"brief": json.dumps(_showable(brief), ensure_ascii=False)},
            timestamp=int(datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC).timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("a letter without an output file comes back as bytes")
    return pdf


def make_brief(sjabloon: str, gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the letter, each in its place. Raises OnbekendSjabloon."""
    aan = gegevens["aan"]
    tekst = load_sjabloon(sjabloon)[KIND if aan["kind"] else VOLWASSENE]
    woorden = _woorden(gegevens)
    team = ", ".join(filter(None, (gegevens["team"], gegevens["organisatie"])))
    return {
        "titel": TITEL.format(dag=woorden["dag"]),
        "afzender": gegevens["organisatie"] or gegevens["team"],
        "onderwerp": _fill(tekst["onderwerp"], woorden),
        "adres": address_lines(aan),
        "gegevens": _gegevens(gegevens, woorden, team),
        "aanhef": _fill(tekst["aanhef"], woorden),
        "kern": _fill(tekst["kern"], woorden),
        "delen": _delen(tekst["delen"], woorden),
        "groet": tekst["groet"],
        "ondertekening": "\n".join(filter(None, (gegevens["naam"], team))),
    }


@cache
def load_sjabloon(naam: str) -> Mapping[str, Any]:
    """The words of a letter, by reader. Raises OnbekendSjabloon."""
    bestand = SJABLONEN / f"{naam}.yaml"
    # The name comes from our own table, but a file name is never taken on trust.
    if not naam.replace("-", "").isalpha() or not bestand.is_file():
        raise OnbekendSjabloon(naam)
    return yaml.safe_load(bestand.read_text(encoding="utf-8"))


def _woorden(gegevens: Mapping[str, Any]) -> dict[str, str]:
    """Everything that a sjabloon can name; days in words."""
    woorden = {naam: tekst for naam, tekst in gegevens.items() if isinstance(tekst, str)}
    for naam in ("dag", "voor"):
        if woorden.get(naam):
            woorden[naam] = dag_in_woorden(date.fromisoformat(woorden[naam]))
    woorden["geadresseerde"] = gegevens["aan"]["naam"] or "lezer"
    return woorden


def _fill(tekst: str, woorden: Mapping[str, str]) -> str:
    return tekst.format_map(woorden)


def _delen(delen: list[Mapping[str, str]], woorden: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"kop": deel["kop"], "tekst": _fill(deel["tekst"], woorden)}
        for deel in delen
        if all(woorden.get(naam, "").strip() for naam in _nodig(deel))
    ]


def _nodig(deel: Mapping[str, str]) -> set[str]:
    """The words without which this part says nothing."""
    genoemd = {naam for _, naam, _, _ in Formatter().parse(deel["tekst"]) if naam}
    return genoemd | ({deel["als"]} if "als" in deel else set())


def _gegevens(
    gegevens: Mapping[str, Any], woorden: Mapping[str, str], team: str
) -> list[tuple[str, str]]:
    """The block with key data; what is not known has no line."""
    rijen = [
        ("Datum", woorden["dag"]),
        ("Wie u helpt" if not gegevens["aan"]["kind"] else "Wie je helpt", gegevens["naam"]),
        ("Team", team),
        ("Telefoon", gegevens["telefoon"]),
    ]
    return [(kop, waarde) for kop, waarde in rijen if waarde]


def address_lines(aan: Mapping[str, Any]) -> list[str]:
    """Name and address for the envelope, as far as known; nothing when the address is sealed."""
    adres = aan["adres"]
    if not adres:
        return []
    huis = "".join((adres.get("huisnummer", ""), adres.get("huisletter", "")))
    straat = " ".join(filter(None, (adres.get("straat"), huis, adres.get("toevoeging"))))
    plaats = "  ".join(filter(None, (adres.get("postcode"), adres.get("woonplaats"))))
    buitenland = [adres.get(f"regel{nummer}") for nummer in (1, 2, 3)]
    return [regel for regel in (aan["naam"], straat, plaats, *buitenland) if regel]


def _showable(waarde: Any) -> Any:
    """The same words, without signs that the font cannot show."""
    if isinstance(waarde, str):
        return "".join(map(_showable_teken, unicodedata.normalize("NFC", waarde)))
    if isinstance(waarde, dict):
        return {naam: _showable(deel) for naam, deel in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [_showable(deel) for deel in waarde]
    return waarde


def _showable_teken(teken: str) -> str:
    if teken in known_characters(settings.KRING_LETTERTYPEN):
        return teken
    # A letter of another script leaves a trace; a picture or an invisible sign does not.
    return "?" if unicodedata.category(teken)[0] in "LNM" else ""
