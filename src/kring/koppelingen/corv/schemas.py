"""The official schemas as a second opinion, where an installation has them.

Kring does not ship them: they are published by the keeper of the standard. The XML library judges
by them; what it does not look at is in `toetsing`.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

from lxml import etree

from kring.koppelingen.corv.fouten import Fout
from kring.koppelingen.corv.namen import cut


BESTAND = "jz0100_msg_vtberichten_resolved2025.xsd"
_SLOT = Lock()


class SchemasOnbruikbaar(ValueError):
    """The setting names a place where the official schemas cannot be read."""


def check_schemas(*, wortel: etree._Element, schemas: Path) -> tuple[Fout, ...]:
    """The faults that the official schemas find. Raises SchemasOnbruikbaar.

    `schemas` is the directory of the set vt of StUF-koppelvlak Jeugdzorg 1.0.9.
    """
    schema = _load(schemas / BESTAND)
    # One schema object keeps one log: two messages at once would read each other's faults.
    with _SLOT:
        if schema.validate(wortel):
            return ()
        return tuple(_as_fout(regel) for regel in cast("Iterable[Any]", schema.error_log))


def _as_fout(regel: Any) -> Fout:
    # The library's own sentence repeats the value, so only the rule is named.
    melding = (
        f"Het officiële schema keurt dit af (regel {regel.type_name} van XML Schema). "
        "Vergelijk dit deel van het bericht met de standaard."
    )
    return Fout(pad=cut(regel.path or "/"), melding=melding, regel=regel.line)


@lru_cache(maxsize=4)
def _load(bestand: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    try:
        return etree.XMLSchema(etree.parse(str(bestand), parser))
    except (OSError, etree.LxmlError) as fout:
        raise SchemasOnbruikbaar(
            f"De officiële schema's zijn niet te lezen: {bestand}. Zet in de instelling de map met "
            f"{BESTAND} en de schema's waar dat naar verwijst, of laat de instelling leeg."
        ) from fout
