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


def tel(aantal: int, wat: str, meervoud: str = "") -> str:
    """A number with its noun: 1 regel, 2 regels."""
    return f"{aantal} {wat if aantal == 1 else meervoud or f'{wat}s'}"


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
        _set_up(os.environ["DJANGO_SETTINGS_MODULE"])
        from django.db.utils import OperationalError, ProgrammingError

        try:
            yield
        except (OperationalError, ProgrammingError, psycopg.OperationalError) as fout:
            if not (uitleg := explain_storing(url)):
                raise
            raise OpdrachtFout(uitleg) from fout


def _set_up(instellingen: str) -> None:
    """Django with these settings. Raises OpdrachtFout when there are none of that name."""
    import django

    try:
        django.setup()
    except ModuleNotFoundError as fout:
        if not f"{instellingen}.".startswith(f"{fout.name}."):
            raise
        raise OpdrachtFout(
            f"DJANGO_SETTINGS_MODULE={instellingen} kan niet: die instellingen zijn er niet. "
            "Kies uit: kring.config.settings.demo, kring.config.settings.production."
        ) from fout
