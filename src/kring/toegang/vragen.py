"""Questions that every page asks: written with the ORM, made into SQL once.

Making SQL of a queryset takes longer than running it. What differs from one request to the next stands
in the queryset as a `Gat` with a name; the same text each time is also what the server keeps prepared.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Expression, F, Func, QuerySet
from django.db.models.expressions import Col
from psycopg.pq import Format

from kring.toegang.rollen import INLOG


class Gat(Expression):
    """The place of a value that is given when the question is asked."""

    def __init__(self, naam: str) -> None:
        super().__init__()
        self.naam = naam

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class EenVan(Func):
    """Whether a column is one of the values of a list, however many there are."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, kolom: str, gat: Gat) -> None:
        super().__init__(F(kolom), gat)


class Vraag:
    """One statement. `maak` gives a queryset of plain values (`values_list`) with its gaten."""

    def __init__(self, maak: Callable[[], QuerySet[Any, Any]]) -> None:
        self._maak = maak

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        compiler = self._maak().using(INLOG).query.get_compiler(INLOG)
        tekst, waarden = compiler.as_sql()
        # What the ORM would translate on its way out is no plain value.
        kolommen = [kolom for kolom, *_ in compiler.select if isinstance(kolom, Col)]
        assert not compiler.get_converters(kolommen)  # noqa: S101
        return tekst, tuple(waarden)

    def ask(self, alias: str, **waarden: Any) -> list[tuple[Any, ...]]:
        """The rows, through this door. Raises KeyError when a value is missing."""
        tekst, vast = self._sql
        gevuld = [waarden[deel.naam] if isinstance(deel, Gat) else deel for deel in vast]
        with connections[alias].cursor() as cursor:
            # Moments, keys and lists of keys are read faster than from their text.
            cursor.cursor.format = Format.BINARY
            cursor.execute(tekst, gevuld)
            return cursor.fetchall()
