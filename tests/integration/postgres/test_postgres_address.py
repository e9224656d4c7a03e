import os

import psycopg
import pytest

from kring.config import plaatsen
from kring.config.plaatsen import PlaatsFout, projectmap, werkmap
from kring.config.postgres import (
    Cluster,
    PostgresFout,
    address,
    database_url,
    default_cluster,
    running_database,
)


USE = """
import os, sys
import psycopg
from kring.config.postgres import database_url
url = database_url()
assert url == database_url()
worker = os.fork()
if worker == 0:
    sys.exit()
os.waitpid(worker, 0)
psycopg.connect(url).close()
print("klaar", flush=True)
"""


@pytest.fixture(autouse=True)
def no_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("KRING_MAP", raising=False)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_database_of_the_environment_is_the_database(monkeypatch, scheme):
    url = f"{scheme}://kring:geheim@db.example.nl:5432/kring?sslmode=require"
    monkeypatch.setenv("DATABASE_URL", url)
    assert database_url() == url
    with running_database() as given:
        assert given == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://kring:geheim@host/kring", "begint niet met postgresql://"),
        ("sqlite:///kring.db", "begint niet met postgresql://"),
        ("kring", "begint niet met postgresql://"),
        ("postgresql://kring:geheim@host/kring?onzin=ja", "is niet te lezen"),
        ("postgresql://kring:geheim@[host/kring", "is niet te lezen"),
    ],
)
def test_another_database_is_refused_without_its_password(monkeypatch, url, why):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(PostgresFout) as caught:
        database_url()
    said = str(caught.value)
    assert why in said
    assert "postgresql://gebruiker:wachtwoord@host:5432/kring" in said
    assert "geheim" not in said


def test_without_one_an_embedded_server_runs_for_the_block(stopped, monkeypatch):
    monkeypatch.setattr(address, "default_cluster", lambda: stopped)
    monkeypatch.setenv("DATABASE_URL", "")
    with running_database() as url:
        psycopg.connect(url).close()
        assert url == stopped.url()
    assert not stopped.status().running


def test_without_one_an_embedded_server_runs_until_the_process_ends(place, stopped, application):
    (place / ".kring").mkdir()
    stopped.map.rename(place / ".kring" / "postgres")
    program = application(USE, environment={"KRING_MAP": str(place)})
    said, wrong = program.communicate(timeout=30)
    assert (said, wrong, program.returncode) == ("klaar\n", "", 0)
    assert not Cluster(place / ".kring" / "postgres").status().running


def test_same_url_all_the_time_and_nothing_left_at_the_end(stopped, monkeypatch):
    monkeypatch.setattr(address, "default_cluster", lambda: stopped)
    ends = []
    monkeypatch.setattr(address.atexit, "register", lambda *call: ends.append(call))
    address._embedded_url.cache_clear()
    assert database_url() == database_url() == stopped.url()
    ((leave,),) = ends
    leave()
    assert not stopped.status().running
    address._embedded_url.cache_clear()


def test_place_of_the_embedded_server(monkeypatch, tmp_path):
    assert default_cluster() == Cluster(projectmap() / ".kring" / "postgres")
    monkeypatch.setenv("KRING_MAP", str(tmp_path))
    assert default_cluster().map == tmp_path / ".kring" / "postgres"
    monkeypatch.setenv("KRING_MAP", "~/elders")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert werkmap() == tmp_path / "elders" / ".kring"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KRING_MAP", "hier")
    assert werkmap() == tmp_path / "hier" / ".kring"


def test_project_is_where_the_model_is(tmp_path):
    assert (projectmap() / "stelsels").is_dir()
    with pytest.raises(PlaatsFout, match="uitgecheckte code"):
        projectmap(vanaf=tmp_path / "kring" / "plaatsen.py")
    assert plaatsen.__doc__
    assert os.environ.get("DATABASE_URL") is None
