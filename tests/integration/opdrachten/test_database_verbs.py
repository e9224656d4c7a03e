"""A database that is not there, not made ready or not ours is told in one sentence, with what to do."""

import os

import pytest
from tests.databank import cluster, make_database, slot

from kring.config.opdracht import main
from kring.config.opdrachten.basis import OpdrachtFout, product
from kring.config.opdrachten.storing import explain_storing


DICHT = "postgresql://kring:geheim@127.0.0.1:1/kring"
VERBEN = {
    "migreer": ["migreer"],
    "demo": ["demo", "--alleen-bouwen"],
    "toegang": ["toegang", "check"],
    "audit": ["audit", "verifieer"],
    "werk": ["werk", "--eenmaal"],
    "vernietig": ["vernietig", "--herhaal"],
}


@pytest.fixture
def lege_database():
    naam = f"leeg_{os.getpid()}"
    cluster().drop_database(name=naam)
    yield cluster().create_database(name=naam)
    cluster().drop_database(name=naam)


@pytest.mark.parametrize("woorden", VERBEN.values(), ids=VERBEN)
def test_unreachable_database_is_told_without_its_password(kring, woorden, tmp_path):
    afloop = kring(*woorden, DATABASE_URL=DICHT, KRING_MAP=tmp_path)
    assert (afloop.status, afloop.uit) == (1, "")
    laatste = afloop.fout.splitlines()[-1]
    assert laatste.startswith("Kring kan niet bij de database van DATABASE_URL (")
    assert laatste.endswith("Kijk of de server draait, en of adres, naam en wachtwoord kloppen.")
    assert "Traceback" not in afloop.fout
    assert "geheim" not in afloop.fout


def test_address_that_is_no_postgresql_is_told(kring, tmp_path):
    afloop = kring("migreer", DATABASE_URL="mysql://kring:geheim@host/kring", KRING_MAP=tmp_path)
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout.startswith("DATABASE_URL begint niet met postgresql://")
    assert "geheim" not in afloop.fout


def test_database_that_was_not_made_ready_asks_for_migreer(kring, lege_database):
    afloop = kring("audit", "verifieer", DATABASE_URL=lege_database)
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout == (
        "De database is nog niet klaargezet voor deze versie. Doe eerst: kring migreer\n"
    )


def test_keys_of_another_database_are_told_with_their_place(kring, tmp_path):
    afloop = kring(
        "audit", "verifieer", DATABASE_URL=os.environ["DATABASE_URL"], KRING_SLEUTELS=tmp_path
    )
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout.startswith(f"De hoofdsleutel in {tmp_path} past niet bij deze database")


def test_nothing_is_said_of_a_database_that_is_well():
    assert explain_storing(os.environ["DATABASE_URL"]) == ""


def test_fault_of_our_own_in_a_statement_is_not_hidden_behind_an_explanation():
    from django.db import connections
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError), product(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT er_is_niets")


def test_a_table_that_is_missing_asks_for_migreer(lege_database, monkeypatch):
    from django.db import connections

    monkeypatch.setenv("DATABASE_URL", lege_database)
    verwacht = pytest.raises(OpdrachtFout, match="kring migreer")
    with verwacht, product(), connections["default"].cursor() as cursor:
        cursor.execute("SELECT FROM er_is_niets")


def test_migreer_twice_changes_nothing_and_says_what_it_does(kring):
    url = make_database(f"migreer_{os.getpid()}")
    try:
        with slot():
            afloop = kring("migreer", DATABASE_URL=url)
        assert (afloop.status, afloop.uit) == (0, "")
        assert afloop.fout.splitlines() == [
            "Tabellen bijwerken…",
            "Rollen, beleid en rechten bouwen…",
        ]
        with slot():
            assert kring("toegang", "check", DATABASE_URL=url).status == 0
    finally:
        cluster().drop_database(name=f"migreer_{os.getpid()}")


def test_variant_that_is_not_in_the_model_stops_migreer_before_it_begins(kring, lege_database):
    afloop = kring("migreer", DATABASE_URL=lege_database, KRING_VARIANT="netwerk")
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout == (
        "KRING_VARIANT=netwerk kan niet: die variant staat niet in het model. "
        "Kies uit: estafette-2020, rvt.\n"
    )


def test_statisch_makes_fonts_and_stylesheets(tmp_path, settings):
    settings.LETTERMAP, settings.STATIC_ROOT = tmp_path / "letters", tmp_path / "static"
    assert main(["statisch"]) == 0
    assert {pad.suffix for pad in (tmp_path / "letters").iterdir()} == {".woff2"}
    assert (tmp_path / "static" / "kring" / "1-tokens.css").exists()
    eerst = {pad: pad.stat().st_mtime_ns for pad in (tmp_path / "letters").iterdir()}
    main(["statisch"])
    assert {pad: pad.stat().st_mtime_ns for pad in (tmp_path / "letters").iterdir()} == eerst
