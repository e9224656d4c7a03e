"""Every address of the product, found in the URLconf, and an example of each."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLResolver, get_resolver


def patronen(resolver: Any = None, begin: str = "") -> Iterator[str]:
    """Every route, as the URLconf writes it."""
    for deel in (resolver or get_resolver()).url_patterns:
        pad = begin + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from patronen(deel, pad)
        else:
            yield pad


# A stap that stands for all steps of its page.
STAPPEN = {"mijn": "schrijf_eigen_woorden", "nieuw": "neem_in_beeld", "gezin": "schrijf_notitie"}


def pad_bij(patroon: str, *, gezin: object, persoon: object, **anders: object) -> str:
    """An address of this route, about this family and this person."""
    waarden = {
        "<uuid:gezin>": gezin,
        "<uuidstr:gezin>": gezin,
        "<uuid:persoon>": persoon,
        "<uuid:bekend>": anders.get("bekend", UUID(int=7)),
        "<uuid:consult>": anders.get("consult", uuid4()),
        "<str:token>": "onzin",
        "<slug:stap>": anders.get("stap") or STAPPEN.get(patroon.split("/")[0], ""),
    }
    for vak, waarde in waarden.items():
        patroon = patroon.replace(vak, str(waarde))
    assert "<" not in patroon, f"no example for {patroon}"
    return f"/{patroon}"
