"""Read a sealed address: asked and logged first, for whoever stands on its list."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connections

from kring.toegang.deur import binnen, open_adres
from kring.toegang.kluis import unlock


def lees_adres(*, actor: UUID, gezin: UUID, persoon: UUID) -> list[Mapping[str, str]]:
    """Every sealed address of a person, with the parts that are known.

    The line in the log is committed before anything is read. Raises GeenToegang.
    """
    deur = open_adres(actor=actor, gezin=gezin, persoon=persoon)
    with binnen(deur), connections[deur.alias].cursor() as cursor:
        cursor.execute("SELECT id, inhoud FROM kring.lees_adres() ORDER BY id")
        return [unlock(gezin, f"adres/{id_}", inhoud) for id_, inhoud in cursor.fetchall()]
