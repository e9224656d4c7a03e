"""What a check found, and the questions that several checks ask."""

from dataclasses import dataclass
from typing import Any


MIGREER = "Draai: kring migreer"
ONTBREEKT = "ontbreekt"
# Not ours: the catalogue, and what stands in a session or belongs to an extension.
EIGEN_SCHEMAS = """n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg\\_toast%%' AND n.nspname NOT LIKE 'pg\\_temp%%'"""
GEEN_EXTENSIE = """NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = {soort}::regclass
    AND x.objid = {oid} AND x.deptype = 'e')"""


@dataclass(frozen=True, slots=True)
class Afwijking:
    """Something in the database that is not as it should be; Dutch, with what to do."""

    soort: str
    over: str
    wat: str
    doe: str = MIGREER

    def __str__(self) -> str:
        return f"{self.over}: {self.wat}. {self.doe}"


def rijen(cursor: Any, vraag: str, *waarden: Any) -> list[tuple]:
    """The answer to a question."""
    cursor.execute(vraag, waarden)
    return cursor.fetchall()


def eigenaar(cursor: Any) -> str:
    """The role that owns the database."""
    vraag = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    return rijen(cursor, vraag)[0][0]


def naam_van(schema: str, naam: str) -> str:
    """How the matrix calls a table."""
    return naam if schema == "public" else f"{schema}.{naam}"
