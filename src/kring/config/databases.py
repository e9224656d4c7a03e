"""One connection per door: each logs in as its own role, and no role is superuser or owner."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kring.toegang.rollen import BEHEER, ROLLEN
from kring.toegang.sleutels import Hoofdsleutel


def database_settings(hoofdsleutel: Hoofdsleutel) -> dict[str, Any]:
    """Django's DATABASES: the same server and database for every door, another role for each.

    The server comes from DATABASE_URL, which `kring` sets when it starts the embedded one; only the
    door `beheer` (migrations) uses the role of that address. Without it the doors are there, but
    lead nowhere: enough for a check of the code.
    """
    adres = urlsplit(os.environ.get("DATABASE_URL", "postgresql://geen@/geen"))
    vraag = {naam: waarden[0] for naam, waarden in parse_qs(adres.query).items()}
    gedeeld = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(adres.path.removeprefix("/")),
        "HOST": unquote(adres.hostname or "") or vraag.pop("host", ""),
        "PORT": str(adres.port or vraag.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
    }
    # A statement is planned once: with the row policies, planning it anew takes longer than running it.
    plannen = "-c plan_cache_mode=force_generic_plan"
    opties = {"prepare_threshold": 5, "server_side_binding": True, "options": plannen, **vraag}
    deuren = {
        rol.alias: {
            **gedeeld,
            "USER": rol.naam,
            "PASSWORD": hoofdsleutel.derive(f"rol:{rol.naam}").hex(),
            "OPTIONS": {**opties, "application_name": f"kring {rol.alias}"},
        }
        for rol in ROLLEN
    }
    eigenaar = {
        "USER": unquote(adres.username or ""),
        "PASSWORD": unquote(adres.password or ""),
        "OPTIONS": {**vraag, "application_name": "kring beheer"},
    }
    return {**deuren, BEHEER: {**gedeeld, **eigenaar}}


class Deurwachter:
    """Keeps the ORM from choosing a door by itself, and migrations to the owner's."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == BEHEER

    def allow_relation(self, een: Any, ander: Any, **hints: Any) -> bool:
        return True
