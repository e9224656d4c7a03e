import contextlib
import socket
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kring.config.postgres import Cluster, PostgresFout
from kring.config.postgres.server import log_of, processes_on


def ask(url, query, *values):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query, values or None).fetchone()


def test_owner_is_nobody_special(cluster):
    rights = ask(
        cluster.url(),
        "SELECT rolsuper, rolbypassrls, rolreplication, rolcreaterole, rolcreatedb, rolcanlogin"
        " FROM pg_roles WHERE rolname = current_user",
    )
    assert rights == (False, False, False, True, True, True)
    assert ask(cluster.url(), "SELECT current_user::text") == ("kring_eigenaar",)


def test_owner_owns_the_database_and_can_do_what_the_product_needs(cluster):
    cluster.create_database(name="rechten")
    with psycopg.connect(cluster.url(database="rechten"), autocommit=True) as connection:
        for extension in ("btree_gist", "pg_trgm", "unaccent"):
            connection.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
        connection.execute("CREATE ROLE kring_lezer NOLOGIN")
        connection.execute("GRANT kring_lezer TO kring_eigenaar WITH SET TRUE")
        connection.execute("SET ROLE kring_lezer")
    cluster.drop_database(name="rechten")


def test_database_is_what_we_asked_for(cluster):
    assert ask(
        cluster.url(),
        "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding), datdba::regrole::text"
        " FROM pg_database WHERE datname = current_database()",
    ) == ("b", "C.UTF-8", "UTF8", "kring_eigenaar")
    assert ask(cluster.url(), "SHOW data_checksums") == ("on",)
    assert ask(cluster.url(), "SHOW timezone") == ("Europe/Amsterdam",)


def test_letters_with_accents_are_letters(cluster):
    cluster.create_database(name="letters")
    with psycopg.connect(cluster.url(database="letters"), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        (found,) = connection.execute("SELECT similarity('Zoë', 'zoë'), lower('ÉÇ')").fetchall()
    assert found == (1.0, "éç")
    assert ask(cluster.url(), "SELECT 'É' ~* 'é'") == (True,)
    cluster.drop_database(name="letters")


def test_options_come_on_top_of_ours(cluster):
    assert ask(cluster.url(), "SHOW fsync") == ("off",)
    assert ask(cluster.url(), "SHOW max_connections") == ("60",)


def test_without_options_a_commit_is_on_disk(fresh):
    with Cluster(fresh.map).running() as url:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert ask(url, sql.SQL("SHOW {}").format(sql.Identifier(setting))) == ("on",)


def sockets_of(pid):
    """The sockets that a process has open; one that it closes meanwhile does not count."""
    with contextlib.suppress(FileNotFoundError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                target = str(descriptor.readlink())
                if target.startswith("socket:["):
                    yield target.removeprefix("socket:[").removesuffix("]")


def test_nothing_listens_on_a_network(cluster):
    owned = {nummer for pid in processes_on(cluster.data) for nummer in sockets_of(pid)}
    assert owned
    for table in ("tcp", "tcp6", "udp", "udp6"):
        rows = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        assert not owned & {row.split()[9] for row in rows}
    assert ask(cluster.url(), "SHOW listen_addresses") == ("",)


@pytest.mark.parametrize("role", ["kring_eigenaar", "kring_super"])
@pytest.mark.parametrize("password", ["", "verkeerd"])
def test_nobody_comes_in_without_the_password(cluster, role, password):
    place = cluster.status().socket_directory
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(place), port=5432, user=role, password=password, dbname="kring")


def test_what_is_ours_is_private(cluster):
    assert cluster.status().socket_directory.stat().st_mode & 0o777 == 0o700
    assert cluster.map.stat().st_mode & 0o777 == 0o700
    for name in ("kring_super.wachtwoord", "kring_eigenaar.wachtwoord", "slot", "log/postgres.log"):
        assert (cluster.map / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO geheim VALUES ('kanarie-1'), ('kanarie-1')",
        "INSERT INTO geheim VALUES ('kanarie-2-te-lang')",
        "SELECT 'kanarie-3'::date",
        "DO $$ BEGIN RAISE EXCEPTION 'kanarie-4' USING DETAIL = 'kanarie-5'; END $$",
        "DO $$ BEGIN RAISE WARNING 'kanarie-6'; END $$",
        "SELECT kanarie_7",
    ],
)
def test_log_never_holds_what_a_statement_holds(cluster, statement):
    with psycopg.connect(cluster.url()) as connection:
        connection.execute(
            "CREATE TEMP TABLE geheim (tekst text UNIQUE CHECK (length(tekst) < 12))"
        )
        with contextlib.suppress(psycopg.Error):
            connection.execute(statement)
    assert "kanarie" not in log_of(cluster.data).read_text()


@pytest.mark.parametrize(
    "name",
    ["gewoon", "met spatie", "met \"aanhaling\" en 'apostrof'", "a/b?c=d&e%20f", "x; DROP TABLE y"],
)
def test_any_name_of_a_database_is_only_a_name(cluster, name):
    url = cluster.create_database(name=name)
    assert ask(url, "SELECT current_database()::text") == (name,)
    cluster.drop_database(name=name)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)
    cluster.drop_database(name=name)


def test_a_template_is_copied(cluster):
    with psycopg.connect(cluster.create_database(name="sjabloon")) as connection:
        connection.execute("CREATE TABLE boom AS SELECT 7 AS ringen")
    url = cluster.create_database(name="kopie", template="sjabloon")
    assert ask(url, "SELECT ringen FROM boom") == (7,)
    assert ask(url, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'kopie'") == (
        "kring_eigenaar",
    )
    for name in ("kopie", "sjabloon"):
        cluster.drop_database(name=name)


def test_superuser_is_there_for_drills(cluster):
    assert ask(
        cluster.superuser_url(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ) == (True,)
    assert ask(cluster.superuser_url(database="kring"), "SHOW wal_level") == ("replica",)


def test_environment_of_libpq_changes_nothing(cluster, monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        wrong = {
            "PGHOST": "127.0.0.1",
            "PGHOSTADDR": "127.0.0.1",
            "PGPORT": str(elsewhere.getsockname()[1]),
            "PGUSER": "iemand",
            "PGPASSWORD": "verkeerd",
            "PGDATABASE": "postgres",
            "PGSERVICE": "bestaat-niet",
            "PGSERVICEFILE": str(tmp_path / "geen"),
            "PGOPTIONS": "-c search_path=elders",
            "PGSSLMODE": "verify-full",
            "PGGSSENCMODE": "require",
            "PGCHANNELBINDING": "require",
            "PGTZ": "Asia/Tokyo",
        }
        for name, value in wrong.items():
            monkeypatch.setenv(name, value)
        url = cluster.url()
        assert ask(url, "SELECT current_database()::text, current_user::text") == (
            "kring",
            "kring_eigenaar",
        )
        assert ask(url, "SHOW search_path") == ('"$user", public',)
        assert ask(url, "SHOW timezone") == ("Europe/Amsterdam",)


def test_a_server_that_does_not_run_has_no_url(fresh):
    for call in (fresh.url, fresh.superuser_url):
        with pytest.raises(PostgresFout, match=r"draait niet op .*script/demo"):
            call()
    with pytest.raises(PostgresFout, match="draait niet"):
        fresh.create_database(name="x")
    with pytest.raises(PostgresFout, match="draait niet"):
        fresh.drop_database(name="x")


def test_a_setting_has_a_name_that_settings_have(fresh):
    odd = Cluster(fresh.map, options={"fsync = off\nlisten_addresses": "*"})
    with pytest.raises(PostgresFout, match="geen instelling van PostgreSQL"):
        odd.start()
    assert not odd.status().running


def test_a_setting_can_hold_any_text(fresh):
    text = 'it\'s \\ a "name"'
    with Cluster(fresh.map, options={**fresh.options, "kring.tekst": text}).running() as url:
        assert ask(url, "SHOW kring.tekst") == (text,)
