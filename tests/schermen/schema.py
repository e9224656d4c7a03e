"""Does an answer fit the description in openapi.json? The part of JSON Schema that the description uses."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID


TYPEN: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda w: isinstance(w, dict),
    "array": lambda w: isinstance(w, list),
    "string": lambda w: isinstance(w, str),
    "boolean": lambda w: isinstance(w, bool),
    "integer": lambda w: isinstance(w, int) and not isinstance(w, bool),
    "number": lambda w: isinstance(w, int | float) and not isinstance(w, bool),
    "null": lambda w: w is None,
}
VORMEN: Mapping[str, Callable[[str], Any]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}


def fouten(
    waarde: Any, schema: Mapping[str, Any], delen: Mapping[str, Any], plek: str = "$"
) -> Iterator[str]:
    """Everything that does not fit, with the place; names that the description does not know as well."""
    if "$ref" in schema:
        yield from fouten(waarde, delen[schema["$ref"].rsplit("/", 1)[1]], delen, plek)
        return
    if "anyOf" in schema:
        if not any(not list(fouten(waarde, deel, delen, plek)) for deel in schema["anyOf"]):
            yield f"{plek}: fits none"
        return
    soort = schema.get("type", "")
    if soort and not TYPEN[soort](waarde):
        yield f"{plek}: no {soort}"
        return
    yield from _vorm(waarde, schema, plek)
    yield from _delen(waarde, schema, delen, plek)


def _vorm(waarde: Any, schema: Mapping[str, Any], plek: str) -> Iterator[str]:
    if isinstance(waarde, str) and (vorm := VORMEN.get(schema.get("format", ""))):
        try:
            vorm(waarde)
        except ValueError:
            yield f"{plek}: no {schema['format']}"
    if "enum" in schema and waarde not in schema["enum"]:
        yield f"{plek}: not in the list"


def _delen(
    waarde: Any, schema: Mapping[str, Any], delen: Mapping[str, Any], plek: str
) -> Iterator[str]:
    if isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from fouten(deel, schema.get("items", {}), delen, f"{plek}[{nummer}]")
    if isinstance(waarde, dict):
        velden = schema.get("properties", {})
        yield from (
            f"{plek}: {naam} is missing" for naam in set(schema.get("required", ())) - waarde.keys()
        )
        yield from (f"{plek}: {naam} is not described" for naam in waarde.keys() - velden.keys())
        for naam in waarde.keys() & velden.keys():
            yield from fouten(waarde[naam], velden[naam], delen, f"{plek}.{naam}")
