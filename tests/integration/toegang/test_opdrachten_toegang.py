"""`kring audit` and `kring toegang check` as somebody types them."""

import argparse
import json
from uuid import uuid4

import pytest
from tests.databank import slot
from tests.deurwerk import andere_database, superuser, wait_for_others

from kring.config.opdrachten import audit, toegang
from kring.config.opdrachten.basis import OpdrachtFout
from kring.dossier.opslag import stelsel_van
from kring.toegang import merkle
from kring.toegang.bouw import build_toegang


@pytest.fixture
def db(tmp_path, settings, monkeypatch):
    settings.KRING_GETUIGEN = tmp_path / "getuigen"
    with andere_database("opdrachten"), superuser() as verbinding:
        adres = verbinding.info
        monkeypatch.setenv("DATABASE_URL", f"postgresql://kring_eigenaar@/{adres.dbname}")
        yield verbinding


@pytest.fixture
def kring(capsys):
    """Run a verb; gives how it ended and what it said."""
    parser = argparse.ArgumentParser()
    verben = parser.add_subparsers()
    audit.add(verben)
    toegang.add(verben)

    def run(*woorden):
        wait_for_others()
        gekozen = parser.parse_args(woorden)
        status = gekozen.doe(gekozen)
        return status, capsys.readouterr().out

    return run


def schrijf(db):
    db.execute(
        "SELECT kring.log(%s, %s, 'dossier_geopend', 'hulp', NULL, '', true, false)",
        [uuid4(), uuid4()],
    )


def test_audit_seals_and_verifies(db, kring):
    schrijf(db)
    assert (
        kring("audit", "verifieer")[1]
        .splitlines()[-1]
        .startswith("Nog niet verzegeld: 1 regel, de oudste van")
    )
    status, tekst = kring("audit", "zegel")
    assert (status, tekst.split(",")[0]) == (0, "Zegel 1: 1 regel")
    assert kring("audit", "zegel") == (0, "Er is niets nieuws om te verzegelen.\n")
    assert kring("audit", "verifieer") == (0, "1 zegel over 1 regel: alles klopt.\n")
    assert json.loads(kring("audit", "zegel", "--json")[1]) == []
    assert json.loads(kring("audit", "verifieer", "--json")[1])["goed"] is True


def test_audit_ends_with_one_and_the_reasons_when_the_log_was_changed(db, kring):
    schrijf(db)
    kring("audit", "zegel")
    db.execute("SET session_replication_role = replica")
    db.execute("UPDATE toegang_logregel SET doel = 'anders'")
    status, tekst = kring("audit", "verifieer")
    assert status == 1
    assert tekst.startswith(
        "Zegel 1 past niet op de regels in het logboek. Er is een regel veranderd"
    )
    status, tekst = kring("audit", "verifieer", "--json")
    (een,) = json.loads(tekst)["bevindingen"]
    assert (status, een["zegel"], een["soort"]) == (1, 1, "wortel")
    assert een["doe"]


def test_audit_compares_with_the_copy_of_a_witness(db, kring, tmp_path):
    schrijf(db)
    kring("audit", "zegel")
    (tmp_path / "getuige").mkdir()
    status, tekst = kring("audit", "verifieer", "--getuigen", str(tmp_path / "getuige"))
    assert status == 1
    assert "Zegel 1 is niet gepubliceerd" in tekst


def test_audit_says_when_there_is_no_such_copy_and_makes_none(db, kring, tmp_path):
    schrijf(db)
    kring("audit", "zegel")
    with pytest.raises(OpdrachtFout, match=r"De map .*/nee bestaat niet. Geef achter --getuigen"):
        kring("audit", "verifieer", "--getuigen", str(tmp_path / "nee"))
    assert not (tmp_path / "nee").exists()


def test_audit_proves_one_line(db, kring, settings):
    schrijf(db)
    kring("audit", "zegel")
    regel = db.execute("SELECT id FROM toegang_logregel").fetchone()[0]
    bewijs = json.loads(kring("audit", "bewijs", str(regel))[1])
    zegel = json.loads((settings.KRING_GETUIGEN / "laatste.json").read_text())
    assert merkle.objections(bewijs, zegel) == []
    with pytest.raises(OpdrachtFout, match="staat niet in het logboek"):
        kring("audit", "bewijs", "999999")


def test_audit_says_why_it_cannot_seal(db, kring, settings, tmp_path):
    (tmp_path / "bestand").write_text("")
    settings.KRING_GETUIGEN = tmp_path / "bestand"
    for woorden in (("audit", "zegel"), ("audit", "verifieer")):
        with pytest.raises(OpdrachtFout, match="KRING_GETUIGEN"):
            kring(*woorden)


def test_toegang_check_tells_what_is_wrong_and_what_to_do(db, kring):
    with slot():
        build_toegang([stelsel_van("rvt")])
    status, tekst = kring("toegang", "check")
    assert (status, tekst[:12]) == (0, "Alles klopt:")
    assert json.loads(kring("toegang", "check", "--json")[1]) == {"goed": True, "afwijkingen": []}
    db.execute("GRANT SELECT ON kring.geheim TO kring_prof")
    status, tekst = kring("toegang", "check")
    assert status == 1
    assert "kring_prof: SELECT op kring.geheim is te veel. Draai: kring migreer" in tekst
    status, tekst = kring("toegang", "check", "--json")
    assert (status, json.loads(tekst)["goed"]) == (1, False)
