"""`kring naslag`: write the reference in docs/naslag, or say where it is out of date. Needs no database."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kring.config.naslag import Techniek, build_naslag, find_differences, write_naslag
from kring.config.omgeving import VARIABELEN
from kring.config.opdrachten.basis import print_json, say
from kring.config.plaatsen import projectmap
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.laden import find_varianten, load_stelsel


def add(verben: Any) -> None:
    """Register the verb."""
    naslag = verben.add_parser(
        "naslag", help="docs/naslag maken uit het model, de instellingen, de opdrachten en de API"
    )
    naslag.add_argument(
        "--controleer", action="store_true", help="alleen zeggen welke bladzijden niet meer kloppen"
    )
    naslag.add_argument("--json", action="store_true", help="alleen JSON")
    # What is registered by the time that the verb runs, itself included.
    naslag.set_defaults(doe=_naslag, verben=verben)


def naslagmap() -> Path:
    """Where the reference stands."""
    return projectmap() / "docs" / "naslag"


def load_alle() -> list[Stelsel]:
    """Every variant of the project, whatever KRING_STELSELS says: the pages are the project's too."""
    map_ = projectmap() / "stelsels"
    return [load_stelsel(map_, naam) for naam in find_varianten(map_)]


def _naslag(gekozen: argparse.Namespace) -> int:
    bladen = build_naslag(load_alle(), load_techniek(gekozen.verben))
    if gekozen.controleer:
        anders = list(find_differences(naslagmap(), bladen))
    else:
        anders = write_naslag(naslagmap(), bladen)
    if gekozen.json:
        print_json({"anders": anders})
    else:
        _tell(anders, controle=gekozen.controleer)
    return bool(gekozen.controleer and anders)


def _tell(anders: list[str], *, controle: bool) -> None:
    for naam in anders:
        say(f"docs/naslag/{naam}")
    if controle and anders:
        say(f"{len(anders)} bladzijden kloppen niet meer. Maak ze opnieuw met: kring naslag")
    elif not anders:
        say("De naslag klopt.")


def load_techniek(verben: Any) -> Techniek:
    """The facts about settings, verbs and API; sets Django up when that was not done."""
    with settings_only():
        from kring.api.v1 import api

        openapi = api.get_openapi_schema(path_prefix="/api/v1/")
    return Techniek(
        variabelen=sorted(VARIABELEN.values(), key=lambda variabele: variabele.naam),
        opdrachten=verben,
        openapi=openapi,
    )


@contextmanager
def settings_only() -> Iterator[None]:
    """Django with its settings, without a database, and without leaving a key or a file behind."""
    from django.apps import apps

    if apps.ready:
        yield
        return
    import django

    eerder = os.environ.get("KRING_MAP")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings.test")
    with TemporaryDirectory() as leeg:
        os.environ["KRING_MAP"] = leeg
        try:
            django.setup()
            yield
        finally:
            if eerder is None:
                del os.environ["KRING_MAP"]
            else:
                os.environ["KRING_MAP"] = eerder
