"""Verbs that need the database: migrating, receiving, sealing and checking."""

import argparse
from collections.abc import Iterable
from typing import Any

from kring.config.opdrachten.basis import OpdrachtFout, product, progress
from kring.stelsel.begrippen import Stelsel


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

    stelsels = alle_stelsels()
    _check_variant(stelsels)
    progress("Tabellen bijwerken…")
    call_command("migrate", database=BEHEER, verbosity=0)
    progress("Rollen, beleid en rechten bouwen…")
    build_toegang(stelsels)
    ensure_accounts()
    ensure_regiosleutel()


def _check_variant(stelsels: Iterable[Stelsel]) -> None:
    """New cases must be able to begin. Raises OpdrachtFout."""
    from django.conf import settings

    varianten = [stelsel.variant for stelsel in stelsels]
    if settings.KRING_VARIANT not in {naam for een in varianten for naam in (een.id, een.code)}:
        raise OpdrachtFout(
            f"KRING_VARIANT={settings.KRING_VARIANT} kan niet: die variant staat niet in het model. "
            f"Kies uit: {', '.join(een.id for een in varianten)}."
        )
