"""The roles of the database, one per door, and the connection that uses each."""

from dataclasses import dataclass

from kring.stelsel.beleid.regels import MOTOR, PORTAAL, PROF


@dataclass(frozen=True, slots=True)
class Rol:
    """A door: its connection in Django, its role in the database, its longest statement."""

    alias: str
    naam: str
    hoogstens_ms: int


# Signing in: accounts and sessions, no content of any family.
INLOG = "default"
WERKER = "werker"
# Migrations and building, as owner. No request and no job uses it.
BEHEER = "beheer"
# Owns the definer functions; nobody can log in as it.
DEURROL = "kring_deur"

ROLLEN = (
    Rol(INLOG, "kring_inlog", 2_000),
    Rol(PROF, "kring_prof", 2_000),
    Rol(PORTAAL, "kring_portaal", 2_000),
    Rol(MOTOR, "kring_motor", 10_000),
    Rol(WERKER, "kring_werker", 60_000),
)
ROLNAAM = {rol.alias: rol.naam for rol in ROLLEN}
