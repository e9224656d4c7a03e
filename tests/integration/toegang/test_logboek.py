"""The sealed log on a real database: what is sealed, what is published, and every way to tamper."""

# ruff: noqa: S608  the SQL is put together of constants of this module

import json
import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connections
from psycopg.pq import TransactionStatus
from tests.deurwerk import als, andere_database, superuser, wait_for_others

from kring.toegang import logboek, merkle
from kring.toegang.logboek import prove
from kring.toegang.verificatie import verify
from kring.toegang.zegels import Getuigen, Verzegeling, ZegelFout, signing_key


NU = datetime(2026, 11, 21, 12, tzinfo=UTC)
SCHRIJF = "SELECT kring.log(%s, %s, 'dossier_geopend', 'hulp', NULL, %s, true, false)"


@pytest.fixture
def db(tmp_path, settings):
    """A database of its own, past every policy, with a directory for its witnesses."""
    settings.KRING_GETUIGEN = tmp_path / "getuigen"
    with andere_database("logboek"), superuser() as verbinding:
        yield verbinding


def seal(op):
    """Seal when nothing of another test holds it up."""
    wait_for_others()
    return logboek.seal(op)


def schrijf(db, aantal=3):
    """Log lines, each in a transaction of its own."""
    for nummer in range(aantal):
        db.execute(SCHRIJF, [uuid4(), uuid4(), f"regel {nummer}"])


@pytest.fixture
def verzegeld(db):
    """Three seals of three lines each, published."""
    for _ in range(3):
        schrijf(db)
        seal(NU)
    assert verify().bevindingen == ()
    return db


def gevonden(verslag):
    """Which seals have something wrong, and what."""
    return {(een.zegel, een.soort) for een in verslag.bevindingen}


def geknoei(db, *opdrachten):
    """What a database administrator can do: triggers off, and then anything."""
    db.execute("SET session_replication_role = replica")
    for opdracht in opdrachten:
        db.execute(opdracht)
    db.execute("RESET session_replication_role")


def test_seal_covers_what_is_committed_and_is_published(db):
    schrijf(db)
    (zegel,) = seal(NU)
    assert (zegel.nr, zegel.aantal, zegel.van_xid) == (1, 3, 0)
    plaats = logboek.getuigen()
    assert [een.as_json() for een in plaats.read()] == [zegel.as_json()]
    assert json.loads((plaats.map_ / "laatste.json").read_text()) == zegel.as_json()
    assert (plaats.map_ / "openbare-sleutel.pem").read_bytes().startswith(b"-----BEGIN PUBLIC KEY")


def test_sealing_twice_is_once(db):
    schrijf(db)
    assert len(seal(NU)) == 1
    assert seal(NU) == []
    verslag = verify()
    assert (verslag.zegels, verslag.regels, verslag.nog_niet) == (1, 3, 0)


def test_two_workers_at_once_make_one_seal(db):
    schrijf(db, 50)
    uitkomsten = []

    def werk():
        try:
            uitkomsten.append(seal(NU))
        finally:
            connections.close_all()

    draden = [threading.Thread(target=werk) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(map(len, uitkomsten)) == [0, 0, 0, 1]
    assert verify().bevindingen == ()


def test_a_transaction_that_still_runs_is_sealed_when_it_is_over(db):
    """A line with a lower number can be committed later than one with a higher number."""
    with als("beheer", autocommit=False) as traag, superuser() as laat:
        laat.autocommit = False
        laat.execute(SCHRIJF, [uuid4(), uuid4(), "laat"])
        schrijf(db)
        assert logboek.seal(NU) == []
        assert verify().nog_niet == 3
        assert laat.info.transaction_status == TransactionStatus.INTRANS
        laat.commit()
        traag.rollback()
    (zegel,) = seal(NU)
    assert zegel.aantal == 4
    assert verify().bevindingen == ()


def test_a_backlog_becomes_several_seals(db, monkeypatch):
    monkeypatch.setattr(logboek, "HOOGSTENS", 4)
    schrijf(db, 10)
    with db.transaction():
        schrijf(db, 6)
    schrijf(db, 1)
    zegels = seal(NU)
    assert [zegel.aantal for zegel in zegels] == [4, 4, 2, 6, 1]
    assert verify().bevindingen == ()


def test_lines_after_the_last_seal_are_reported_as_not_yet_sealed(verzegeld):
    schrijf(verzegeld, 2)
    verslag = verify()
    assert (verslag.nog_niet, verslag.bevindingen) == (2, ())
    assert verslag.nog_niet_sinds is not None


LINE = "(SELECT id FROM toegang_logregel ORDER BY id OFFSET 4 LIMIT 1)"
VELDEN = "op, actor_id, gezin_id, handeling, doel, grond, objecten, toegestaan, discreet, xid"
VERWISSEL = """UPDATE toegang_logregel r SET id = -r.id WHERE r.id IN
    (SELECT id FROM toegang_logregel ORDER BY id OFFSET 3 LIMIT 2)"""
TERUG = """UPDATE toegang_logregel r SET id = (SELECT -sum(id) FROM toegang_logregel WHERE id < 0) + r.id
    WHERE r.id < 0"""


@pytest.mark.parametrize(
    ("opdrachten", "verwacht"),
    [
        ([f"UPDATE toegang_logregel SET doel = 'nood' WHERE id = {LINE}"], {(2, "wortel")}),
        ([f"UPDATE toegang_logregel SET discreet = true WHERE id = {LINE}"], {(2, "wortel")}),
        ([f"UPDATE toegang_logregel SET op = op + interval '1 microsecond' WHERE id = {LINE}"],
         {(2, "wortel")}),
        ([f"DELETE FROM toegang_logregel WHERE id = {LINE}"], {(2, "aantal")}),
        ([f"INSERT INTO toegang_logregel SELECT 1000 + id, {VELDEN} FROM toegang_logregel WHERE id = {LINE}"],
         {(2, "aantal")}),
        ([VERWISSEL, TERUG], {(2, "wortel")}),
        (["UPDATE toegang_logregel SET xid = '1' WHERE xid >= (SELECT max(van_xid)::xid8 FROM toegang_zegel)"],
         {(1, "aantal"), (3, "aantal")}),
        (["UPDATE toegang_logregel SET xid = '9000000000000' WHERE id = (SELECT max(id) FROM toegang_logregel)"],
         {(3, "aantal"), (None, "toekomst")}),
    ],
)  # fmt: skip
def test_tampering_with_lines_is_found_in_its_seal(verzegeld, opdrachten, verwacht):
    geknoei(verzegeld, *opdrachten)
    verslag = verify()
    assert gevonden(verslag) == verwacht
    assert all(een.doe for een in verslag.bevindingen)


@pytest.mark.parametrize(
    ("opdrachten", "verwacht"),
    [
        # The tail is cut, lines and seal together: only the witnesses know.
        (["DELETE FROM toegang_logregel WHERE xid >= (SELECT van_xid::xid8 FROM toegang_zegel WHERE nr = 3)",
          "DELETE FROM toegang_zegel WHERE nr = 3"], {(3, "verdwenen")}),
        (["DELETE FROM toegang_zegel WHERE nr = 2"],
         {(3, "nummer"), (3, "grens"), (3, "keten"), (2, "verdwenen"), (None, "buiten")}),
        (["UPDATE toegang_zegel SET nr = -nr WHERE nr IN (2, 3)", "UPDATE toegang_zegel SET nr = 5 + nr WHERE nr < 0"],
         {(nr, soort) for nr in (2, 3) for soort in ("grens", "keten", "anders_gepubliceerd", "handtekening")}),
        (["UPDATE toegang_zegel SET handtekening = sha512('x') WHERE nr = 2"],
         {(2, "handtekening"), (2, "anders_gepubliceerd"), (3, "keten")}),
        (["UPDATE toegang_zegel SET wortel = sha256('x') WHERE nr = 2"],
         {(2, "handtekening"), (2, "wortel"), (2, "anders_gepubliceerd"), (3, "keten")}),
        (["UPDATE toegang_zegel SET aantal = 4 WHERE nr = 3"],
         {(3, "handtekening"), (3, "aantal"), (3, "anders_gepubliceerd")}),
    ],
)  # fmt: skip
def test_tampering_with_seals_is_found(verzegeld, opdrachten, verwacht):
    geknoei(verzegeld, *opdrachten)
    assert gevonden(verify()) == verwacht


def _herschrijf(db, settings):
    """Change a line and make every seal after it again, with the real key: a perfect chain."""
    geknoei(db, f"UPDATE toegang_logregel SET doel = 'anders' WHERE id = {LINE}")
    with db.cursor() as cursor:
        cursor.execute(f"{logboek.ZEGEL} ORDER BY nr")
        zegels = list(logboek.verzegelingen(cursor.fetchall()))
        vorige = zegels[0].vorige
        for oud in zegels:
            cursor.execute(logboek.IN_ZEGEL, [str(oud.van_xid), str(oud.tot_xid)])
            velden = {naam: getattr(oud, naam) for naam in oud.__slots__ if naam != "handtekening"}
            velden |= {"wortel": merkle.root(logboek.bladeren(cursor.fetchall())), "vorige": vorige}
            los = Verzegeling(**velden)
            nieuw = Verzegeling(
                **velden, handtekening=signing_key(settings.HOOFDSLEUTEL).sign(los.bericht())
            )
            db.execute("SET session_replication_role = replica")
            cursor.execute(
                "UPDATE toegang_zegel SET wortel = %s, vorige = %s, handtekening = %s WHERE nr = %s",
                [nieuw.wortel, nieuw.vorige, nieuw.handtekening, nieuw.nr],
            )
            vorige = nieuw.kenmerk()


def test_rewritten_history_with_a_consistent_chain_is_found_by_what_was_published(
    verzegeld, settings
):
    _herschrijf(verzegeld, settings)
    assert gevonden(verify()) == {(2, "anders_gepubliceerd"), (3, "anders_gepubliceerd")}


def test_a_witness_finds_what_the_own_directory_no_longer_shows(verzegeld, settings, tmp_path):
    plaats = logboek.getuigen()
    getuige = tmp_path / "getuige"
    getuige.mkdir()
    (getuige / "zegels.jsonl").write_bytes((plaats.map_ / "zegels.jsonl").read_bytes())
    _herschrijf(verzegeld, settings)
    (plaats.map_ / "zegels.jsonl").write_bytes(b"")
    seal(NU)
    assert verify().bevindingen == (), "whoever has everything here can make it fit here"
    assert gevonden(verify(Getuigen(getuige))) >= {(2, "anders_gepubliceerd")}


def test_another_key_is_noticed(verzegeld):
    pad = logboek.getuigen().map_ / "openbare-sleutel.pem"
    pad.write_text("-----BEGIN PUBLIC KEY-----\nanders\n")
    assert gevonden(verify()) == {(None, "sleutel")}


def test_a_damaged_publication_is_noticed(verzegeld):
    pad = logboek.getuigen().map_ / "zegels.jsonl"
    regels = pad.read_text().splitlines(keepends=True)
    pad.write_text(regels[1] + regels[0] + regels[2])
    assert (1, "publicatie") in gevonden(verify())
    pad.write_text(regels[0] + "geen zegel\n")
    assert (None, "publicatie") in gevonden(verify())
    pad.unlink()
    assert gevonden(verify()) == {(nr, "niet_gepubliceerd") for nr in (1, 2, 3)}
    schrijf(verzegeld, 1)
    with pytest.raises(ZegelFout, match="kopie van een getuige"):
        seal(NU)


def test_a_crash_between_sealing_and_publishing_is_made_good(verzegeld):
    pad = logboek.getuigen().map_ / "zegels.jsonl"
    regels = pad.read_bytes().splitlines(keepends=True)
    # The last line only half, as a power cut would leave it.
    pad.write_bytes(regels[0] + regels[1] + regels[2][:20])
    assert gevonden(verify()) == {(3, "niet_gepubliceerd")}
    assert seal(NU) == []
    assert pad.read_bytes() == b"".join(regels)
    assert verify().bevindingen == ()


def test_sealing_on_top_of_a_database_that_lost_seals_is_refused(verzegeld):
    geknoei(verzegeld, "DELETE FROM toegang_zegel WHERE nr = 3")
    with pytest.raises(ZegelFout, match="kring audit verifieer"):
        seal(NU)


def test_a_place_where_nothing_can_be_written_is_told(db, settings, tmp_path):
    (tmp_path / "bestand").write_text("")
    settings.KRING_GETUIGEN = tmp_path / "bestand"
    with pytest.raises(ZegelFout, match="KRING_GETUIGEN"):
        seal(NU)


def test_a_line_can_be_proven_with_its_published_seal(verzegeld):
    regel = verzegeld.execute(
        "SELECT id FROM toegang_logregel ORDER BY id OFFSET 4 LIMIT 1"
    ).fetchone()[0]
    bewijs = json.loads(json.dumps(prove(regel)))
    zegels = {zegel.nr: zegel.as_json() for zegel in logboek.getuigen().read()}
    assert merkle.objections(bewijs, zegels[bewijs["zegel"]]) == []
    bewijs["regel"]["doel"] = "iets anders"
    assert merkle.objections(bewijs, zegels[bewijs["zegel"]])


def test_a_line_that_is_not_there_or_not_sealed_has_no_proof(verzegeld):
    schrijf(verzegeld, 1)
    nieuwste = verzegeld.execute("SELECT max(id) FROM toegang_logregel").fetchone()[0]
    with pytest.raises(ZegelFout, match="nog niet verzegeld"):
        prove(nieuwste)
    with pytest.raises(ZegelFout, match="staat niet in het logboek"):
        prove(nieuwste + 1)
