"""`kring statisch`: letters and stylesheets, made ready for the web server."""

import argparse
from typing import Any

from kring.config.lettertype import build_lettertype
from kring.config.opdrachten.basis import product, progress


def add(verben: Any) -> None:
    """Register the verb."""
    statisch = verben.add_parser(
        "statisch", help="lettertype en opmaak klaarzetten voor de webserver"
    )
    statisch.set_defaults(doe=_statisch)


def _statisch(gekozen: argparse.Namespace) -> int:
    with product():
        build_statisch()
    return 0


def build_statisch() -> None:
    """Needs the product to be set up."""
    from django.conf import settings
    from django.core.management import call_command

    progress("Lettertype en opmaak klaarzetten…")
    build_lettertype(settings.LETTERMAP)
    call_command("collectstatic", interactive=False, verbosity=0)
