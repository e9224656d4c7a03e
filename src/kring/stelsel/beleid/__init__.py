"""Who may see what: one syntax tree per table and door, read in SQL, in Python and by mutants."""

from kring.stelsel.beleid.regels import BELEID, Regel
from kring.stelsel.beleid.sql import as_sql


__all__ = ["BELEID", "Regel", "as_sql"]
