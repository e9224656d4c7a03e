"""What verbs share: errors, printing, and a database that is there."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from kring.config.opdrachten.storing import explain_storing
from kring.config.postgres import running_database


class OpdrachtFout(Exception):
    """The verb cannot do its work; the message is Dutch and says what to do."""


def say(tekst: str) -> None:
    """The answer of a verb, on stdout."""
    sys.stdout.write(f"{tekst}\n")


def progress(tekst: str) -> None:
    """How far long work is, on stderr."""
    sys.stderr.write(f"{tekst}\n")
    sys.stderr.flush()


def print_json(inhoud: Any) -> None:
    """Only JSON on stdout."""
    say(json.dumps(inhoud, ensure_ascii=False, indent=2, default=str))


@contextmanager
def product(instellingen: str = "kring.config.settings.demo") -> Iterator[None]:
    """The product with its database: started when nothing runs yet, and then stopped again.

    Raises OpdrachtFout when the database is not there, not made ready, or not of these keys.
    """
    with running_database() as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", instellingen)
        import django

        django.setup()
        from django.db.utils import OperationalError, ProgrammingError

        try:
            yield
        except (OperationalError, ProgrammingError, psycopg.OperationalError) as fout:
            if not (uitleg := explain_storing(url)):
                raise
            raise OpdrachtFout(uitleg) from fout
