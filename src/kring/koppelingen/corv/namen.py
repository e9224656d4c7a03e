"""Names in the messages: `JZ:object` for a reader, `{namespace}object` for the XML library."""

import re
from functools import cache


# Source: StUF-koppelvlak Jeugdzorg 1.0.9, schema set vt. A prefix says in which schema an element
# was defined, so it changes inside one message; a sender may choose other prefixes for the same.
NAMESPACES = {
    "JZ": "http://www.stufstandaarden.nl/koppelvlak/jz0100",
    "StUF": "http://www.egem.nl/StUF/StUF0301",
    "BG": "http://www.egem.nl/StUF/sector/bg/0310",
    "ZKN": "http://www.egem.nl/StUF/sector/zkn/0310",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_VOORVOEGSELS = {namespace: voorvoegsel for voorvoegsel, namespace in NAMESPACES.items()}
_HOOFDLETTER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMMER = re.compile(r"\[[0-9]+\]$")
# A hostile sender chooses the names that we repeat in an answer.
_LANGSTE = 120


@cache
def to_clark(naam: str) -> str:
    """`JZ:object` as `{namespace}object`, for names of our own; one without prefix stays as it is."""
    voorvoegsel, _, lokaal = naam.rpartition(":")
    return f"{{{NAMESPACES[voorvoegsel]}}}{lokaal}" if voorvoegsel else naam


def to_kort(clark: str) -> str:
    """`{namespace}object` as `JZ:object`, whatever prefix the sender used; cut when very long."""
    namespace, scheiding, lokaal = clark.removeprefix("{").rpartition("}")
    if scheiding and namespace in _VOORVOEGSELS:
        return cut(f"{_VOORVOEGSELS[namespace]}:{lokaal}")
    return cut(clark)


def cut(tekst: str) -> str:
    """A name from outside, short enough to repeat in a refusal."""
    return tekst if len(tekst) <= _LANGSTE else f"{tekst[:_LANGSTE]}…"


def to_woorden(naam: str) -> str:
    """`JZ:datumIncident` as `datum incident`: a name of the standard as a reader says it."""
    kaal = _NUMMER.sub("", naam).removeprefix("@").rpartition(":")[2].rpartition(".")[2]
    woorden = _HOOFDLETTER.sub(" ", kaal).split()
    return " ".join(woord if woord.isupper() else woord.lower() for woord in woorden)
