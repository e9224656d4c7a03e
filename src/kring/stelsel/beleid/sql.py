"""A policy as the condition of CREATE POLICY."""

from functools import singledispatchmethod

from kring.stelsel.beleid.knopen import (
    Bevat,
    Bit,
    En,
    Er,
    Knoop,
    Kolom,
    Leeftijd,
    Leeg,
    Niet,
    Of,
    Rij,
    Vast,
    Vergelijk,
    Verzoek,
)


def as_sql(knoop: Knoop, tabel: str, *, schema: str = "kring") -> str:
    """SQL for the condition on `tabel`. Facts about the request are functions in `schema`; each is a
    scalar sub-select, so that the database asks once a statement and not once a row."""
    return _Schrijver(tabel, schema).sql(knoop)


class _Schrijver:
    """Writes names and constants of the policy only; nothing from outside reaches this text."""

    def __init__(self, tabel: str, schema: str) -> None:
        self._tabel = tabel
        self._schema = schema

    @singledispatchmethod
    def sql(self, knoop: Knoop) -> str:
        raise TypeError(knoop)

    @sql.register
    def _(self, knoop: Rij) -> str:
        return f"{self._tabel}.{knoop.kolom}"

    @sql.register
    def _(self, knoop: Kolom) -> str:
        return f"{knoop.alias}.{knoop.kolom}"

    @sql.register
    def _(self, knoop: Verzoek) -> str:
        return f"(SELECT {self._schema}.{knoop.feit}())"

    @sql.register
    def _(self, knoop: Vast) -> str:
        if isinstance(knoop.waarde, str):
            return "'" + knoop.waarde.replace("'", "''") + "'"
        return str(knoop.waarde)

    @sql.register
    def _(self, knoop: Vergelijk) -> str:
        return f"({self.sql(knoop.links)} {knoop.op} {self.sql(knoop.rechts)})"

    @sql.register
    def _(self, knoop: Leeg) -> str:
        return f"({self.sql(knoop.waarde)} IS NULL)"

    @sql.register
    def _(self, knoop: Bit) -> str:
        return f"((({self.sql(knoop.masker)} >> {self.sql(knoop.bit)}) & 1) = 1)"

    @sql.register
    def _(self, knoop: Bevat) -> str:
        return f"({self.sql(knoop.waarde)} = ANY ({self.sql(knoop.lijst)}))"

    @sql.register
    def _(self, knoop: Leeftijd) -> str:
        jaren = f"interval '{knoop.jaren} years'"
        return f"(({self.sql(knoop.geboren)} + {jaren}) <= (SELECT {self._schema}.vandaag()))"

    @sql.register
    def _(self, knoop: En) -> str:
        return "(" + " AND ".join(map(self.sql, knoop.delen)) + ")"

    @sql.register
    def _(self, knoop: Of) -> str:
        return "(" + " OR ".join(map(self.sql, knoop.delen)) + ")"

    @sql.register
    def _(self, knoop: Niet) -> str:
        return f"(NOT {self.sql(knoop.deel)})"

    @sql.register
    def _(self, knoop: Er) -> str:
        van = ", ".join(f"{naam} {alias}" for naam, alias in knoop.tabellen)
        return f"EXISTS (SELECT 1 FROM {van} WHERE {self.sql(knoop.voorwaarde)})"  # noqa: S608
