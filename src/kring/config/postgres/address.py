"""Which database the product uses: the one of DATABASE_URL, else the embedded one."""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kring.config.plaatsen import werkmap
from kring.config.postgres.cluster import Cluster
from kring.config.postgres.errors import PostgresFout


VARIABLE = "DATABASE_URL"
SCHEMES = ("postgres", "postgresql")
EXAMPLE = "postgresql://gebruiker:wachtwoord@host:5432/kring"


def default_cluster() -> Cluster:
    """Give the cluster of this checkout, or of KRING_MAP."""
    return Cluster(werkmap() / "postgres")


@contextmanager
def running_database() -> Iterator[str]:
    """Give the URL of the database for the time of the block; an embedded one runs meanwhile.

    Raises `PostgresFout` when there is none to be had.
    """
    if given := given_url():
        yield given
        return
    with default_cluster().running() as url:
        yield url


def database_url() -> str:
    """Give the URL of the database; an embedded one then runs until this process ends.

    Raises `PostgresFout` when there is none to be had.
    """
    return given_url() or _embedded_url()


def given_url() -> str:
    """Give DATABASE_URL, or nothing when it is not set. Raises `PostgresFout` when it is no such URL."""
    url = os.environ.get(VARIABLE, "")
    if not url:
        return ""
    if url.partition("://")[0] not in SCHEMES:
        # The URL is never quoted back: there is a password in it.
        raise PostgresFout(
            f"{VARIABLE} begint niet met postgresql://, en Kring werkt met PostgreSQL. "
            f"Zet er zo een neer: {EXAMPLE}"
        )
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise PostgresFout(f"{VARIABLE} is niet te lezen. Schrijf het zo: {EXAMPLE}") from error
    return url


@cache
def _embedded_url() -> str:
    stack = ExitStack()
    url = stack.enter_context(default_cluster().running())
    atexit.register(stack.close)
    return url
