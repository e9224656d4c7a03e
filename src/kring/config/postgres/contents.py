"""What stands in every cluster: one role that owns one database, as a managed PostgreSQL gives us."""

import psycopg
from psycopg import sql

from kring.config.postgres.connection import OWNER
from kring.config.postgres.errors import PostgresFout


DATABASE = "kring"
# The database a superuser works from.
MAINTENANCE = "postgres"

# Like template0 says, said again: a database of another template would inherit something else.
TEXT = sql.SQL(
    "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin "
    "BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8'"
)


def ensure_contents(*, superuser_url: str, owner_password: str) -> None:
    """Make the owner and his database when they are not there.

    Raises `PostgresFout` when the server does not let us in.
    """
    with connect(superuser_url) as connection:
        if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", OWNER):
            # The server gets the verifier only, so no log or statistic can hold the password.
            verifier = connection.pgconn.encrypt_password(
                owner_password.encode(), OWNER.encode(), b"scram-sha-256"
            ).decode()
            role = sql.SQL(
                "CREATE ROLE {} LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS NOREPLICATION PASSWORD {}"
            )
            connection.execute(role.format(sql.Identifier(OWNER), sql.Literal(verifier)))
        if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            make_database(connection, name=DATABASE, template=None)
            # The databases of the server itself are nobody's place to work in.
            connection.execute(
                "REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC"
            )


def connect(url: str) -> psycopg.Connection:
    """Open a connection on which each statement stands by itself.

    Raises `PostgresFout` when the server does not let us in.
    """
    try:
        return psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise PostgresFout(
            "PostgreSQL draait maar laat Kring niet toe: "
            f"{str(error).splitlines()[-1].strip()}. Hoort deze map bij een andere server, stop die dan; "
            "kies anders een nieuwe map met: export KRING_MAP=$HOME/kring"
        ) from error


def make_database(connection: psycopg.Connection, *, name: str, template: str | None) -> None:
    """Make a database of the owner: a copy of the template, or an empty one."""
    source = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else TEXT
    statement = sql.SQL("CREATE DATABASE {} OWNER {} {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER), source))


def remove_database(connection: psycopg.Connection, *, name: str) -> None:
    """Remove a database, ending the connections to it; one that is not there is fine."""
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query, [name]).fetchone() is not None
