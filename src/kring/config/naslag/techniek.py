"""Settings, verbs and API, from the facts that the product itself gives about them."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kring.config.naslag.opmaak import UIT_DE_CODE, blad, code, lijst, tabel, tekst
from kring.config.omgeving import Variabele


# Read before the settings are, so they are not in their register.
VOORAF = (
    Variabele(
        "DATABASE_URL",
        "De PostgreSQL die Kring gebruikt, als postgresql://gebruiker:wachtwoord@host:5432/naam.",
        "geen: de ingebouwde PostgreSQL",
    ),
    Variabele(
        "DJANGO_SETTINGS_MODULE",
        "Welke instellingen gelden: kring.config.settings.demo, .production of .test.",
        "kring.config.settings.demo",
    ),
    Variabele("KRING_MAP", "Map waarin Kring zijn eigen map .kring maakt.", "de map van het project"),
    Variabele(
        "KRING_POSTGRES_ROOT",
        "Voor tests: hoe root de ingebouwde PostgreSQL start, naamruimte of uid.",
        "geen: wat hier kan",
    ),
)  # fmt: skip


Verben = argparse._SubParsersAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Techniek:
    """What is told about the product from outside the model."""

    variabelen: Sequence[Variabele]
    opdrachten: Verben
    # The description of the API in OpenAPI 3.
    openapi: Mapping[str, Any]


def build_techniek(techniek: Techniek) -> Mapping[str, str]:
    """Path → text."""
    return {
        "instellingen.md": _instellingen(techniek.variabelen),
        "opdrachten.md": _opdrachten(techniek.opdrachten),
        "api.md": _api(techniek.openapi),
    }


def _instellingen(variabelen: Iterable[Variabele]) -> str:
    koppen = ("Variabele", "Wat", "Standaard")
    wat = "Alles wat van buiten komt, is een omgevingsvariabele. Een termijn of regel is dat nooit: die staan in het model."
    return blad(
        "Instellingen",
        UIT_DE_CODE,
        wat,
        tabel(koppen, map(_variabele, variabelen)),
        "## Wat eerder wordt gelezen",
        tabel(koppen, map(_variabele, VOORAF)),
    )


def _variabele(variabele: Variabele) -> list[str]:
    return [code(variabele.naam), tekst(variabele.uitleg), tekst(variabele.standaard)]


def _opdrachten(verben: Verben) -> str:
    delen = [_opdracht(*een) for een in sorted(walk_verben(verben), key=lambda een: een[0])]
    wat = "Een werkwoord eindigt met 0, of zegt wat er mis is en eindigt met 1. Bij verkeerd gebruik is het 2."
    return blad("Opdrachten", UIT_DE_CODE, wat, *delen)


def walk_verben(
    verben: Verben, voor: str = "kring"
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every verb that can be given, with what it does; those of a group as `kring groep verb`."""
    hulp = {een.dest: een.help or "" for een in verben._choices_actions}
    for naam, parser in verben.choices.items():
        groep = find_group(parser)
        if groep is None:
            yield f"{voor} {naam}", hulp.get(naam, ""), parser
        else:
            yield from walk_verben(groep, f"{voor} {naam}")


def find_group(parser: argparse.ArgumentParser) -> Verben | None:
    """The verbs under this one; nothing when it is a verb itself."""
    acties = parser._actions
    return next((een for een in acties if isinstance(een, argparse._SubParsersAction)), None)


def _opdracht(naam: str, hulp: str, parser: argparse.ArgumentParser) -> str:
    acties = [een for een in parser._actions if not isinstance(een, argparse._HelpAction)]
    vorm = " ".join([naam, *map(_vorm, acties)])
    rijen = [f"{code(_naam(een))}: {tekst(een.help)}" for een in acties if een.help]
    return f"## {naam}\n\n{tekst(hulp)}\n\n```text\n{vorm}\n```\n\n{lijst(rijen)}".rstrip()


def _naam(actie: argparse.Action) -> str:
    return actie.option_strings[-1] if actie.option_strings else str(actie.metavar or actie.dest)


def _vorm(actie: argparse.Action) -> str:
    """An argument as it is typed; in brackets what may be left out."""
    waarde = "" if actie.nargs == 0 else str(actie.metavar or actie.dest).upper()
    if actie.choices:
        waarde = "|".join(map(str, actie.choices))
    vorm = " ".join(filter(None, [*actie.option_strings[-1:], waarde]))
    return vorm if actie.required else f"[{vorm}]"


def _api(openapi: Mapping[str, Any]) -> str:
    over = openapi["info"]
    return blad(
        "API",
        UIT_DE_CODE,
        f"Versie {over['version']}. {tekst(over['description'])} De hele beschrijving staat op "
        "`/api/v1/openapi.json`. Elke vraag draagt een sleutel: `Authorization: Bearer`.",
        *_paden(openapi["paths"]),
        "## Antwoorden",
        *_schemas(openapi["components"]["schemas"]),
    )


def _paden(paden: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for pad, methoden in sorted(paden.items()):
        for methode, vraag in sorted(methoden.items()):
            yield f"## {methode.upper()} {pad}"
            yield f"{tekst(vraag['summary'])} ({code(vraag['operationId'])}). {tekst(vraag.get('description', ''))}"
            yield tabel(
                ("Parameter", "Waar", "Soort"),
                [
                    [code(deel["name"]), deel["in"], _soort(deel["schema"])]
                    for deel in vraag.get("parameters", ())
                ],
            )
            yield lijst(
                f"{status}: {_antwoord(antwoord)}"
                for status, antwoord in sorted(
                    vraag["responses"].items(), key=lambda deel: str(deel[0])
                )
            )


def _antwoord(antwoord: Mapping[str, Any]) -> str:
    vormen = antwoord.get("content", {}).values()
    return ", ".join(_soort(vorm["schema"]) for vorm in vormen) or tekst(antwoord["description"])


def _schemas(schemas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for naam, schema in sorted(schemas.items()):
        verplicht = schema.get("required", ())
        yield f"### {naam}\n\n{tekst(schema.get('description', ''))}"
        yield tabel(
            ("Veld", "Soort", "Altijd"),
            [
                [code(veld), _soort(soort), "ja" if veld in verplicht else ""]
                for veld, soort in schema.get("properties", {}).items()
            ],
        )


def _soort(schema: Mapping[str, Any]) -> str:
    """A type in short: the name of a schema, a list of one, or a plain value with its format."""
    if "$ref" in schema:
        return code(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " of ".join(_soort(deel) for deel in schema["anyOf"])
    if schema.get("type") == "array":
        return f"lijst van {_soort(schema['items'])}"
    return " ".join(filter(None, (schema.get("type", "object"), schema.get("format", ""))))
