"""Verbs that need the database: migrating, receiving, sealing and checking."""

import argparse
from typing import Any

from kring.config.opdrachten.basis import product, progress


def add(verben: Any) -> None:
    """Register the verbs."""
    migreer = verben.add_parser(
        "migreer", help="de database bijwerken: tabellen, rollen, beleid en rechten"
    )
    migreer.set_defaults(doe=_migreer)


def _migreer(gekozen: argparse.Namespace) -> int:
    with product():
        migrate_all()
    return 0


def migrate_all() -> None:
    """Tables, then roles, doors, policies and rights; needs the product to be set up."""
    from django.core.management import call_command

    from kring.dossier.opslag import alle_stelsels
    from kring.toegang.accounts import ensure_accounts
    from kring.toegang.actions import ensure_regiosleutel
    from kring.toegang.bouw import build_toegang
    from kring.toegang.rollen import BEHEER

    progress("Tabellen bijwerken…")
    call_command("migrate", database=BEHEER, verbosity=0)
    progress("Rollen, beleid en rechten bouwen…")
    build_toegang(alle_stelsels())
    ensure_accounts()
    ensure_regiosleutel()
