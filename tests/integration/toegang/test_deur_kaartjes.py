"""Attacks on the ticket: no committed log, no rows, whatever one shows."""

import pytest
from psycopg.errors import UniqueViolation
from tests.deurwerk import (
    als,
    code,
    committed_xid,
    geef_toegang,
    gezien,
    log_van,
    maak_actor,
    open_dossier,
    superuser,
    tel,
    ticket,
    toon,
    vraag_ticket,
)


TABELLEN = ("dossier_gebeurtenis", "gezinnen_gezin", "toegang_toegang", "dossier_dossier")


@pytest.fixture
def kaartje(prof, zaak):
    """A true ticket of the actor for family A."""
    return open_dossier(prof, "prof", zaak.actor, zaak.a)


def test_a_true_ticket_opens_its_family_and_is_in_the_log_once(alles, prof, zaak, kaartje):
    assert gezien(prof, kaartje) == 1, "the open gebeurtenis and not the sealed one"
    assert gezien(prof, kaartje, "gezinnen_gezin") == 1
    assert log_van(alles, zaak.actor) == [("dossier_geopend", zaak.a, "hulp", True)]


@pytest.mark.parametrize("tabel", TABELLEN)
@pytest.mark.parametrize(
    "onzin", ["", "|", "||||||", "x|y|z|a|b|c|d", "dossier" * 1000, "é|'|\"|\\|;|--|0"]
)
def test_no_ticket_or_nonsense_opens_nothing(prof, tabel, onzin):
    assert tel(prof, tabel) == 0
    assert gezien(prof, onzin, tabel) == 0


@pytest.mark.parametrize("plek", range(7))
@pytest.mark.parametrize("anders", ["", "x", "nieuw", "lijst", "9999999999"])
def test_a_ticket_of_which_one_field_is_changed_opens_nothing(prof, kaartje, plek, anders):
    delen = kaartje.split("|")
    assert delen[plek] != anders
    delen[plek] = anders
    assert gezien(prof, "|".join(delen)) == 0
    assert gezien(prof, "|".join([*delen, ""])) == 0


def test_a_ticket_with_another_family_or_actor_in_it_opens_nothing(prof, zaak, kaartje):
    for oud, nieuw in ((zaak.a, zaak.b), (zaak.actor, zaak.vreemde)):
        vals = kaartje.replace(str(oud), str(nieuw))
        assert sum(gezien(prof, vals, tabel) for tabel in TABELLEN) == 0


def test_a_ticket_does_not_open_another_family_of_the_same_person(alles, prof, zaak, kaartje):
    """OE-4: context does not follow an object; B was never opened, though the actor may."""
    geef_toegang(alles, zaak.actor, zaak.b)
    with prof.transaction():
        toon(prof, kaartje)
        vraag = "SELECT count(*) FROM dossier_gebeurtenis WHERE gezin_id = %s"
        assert prof.execute(vraag, [zaak.b]).fetchone() == (0,)
    assert log_van(alles, zaak.actor) == [("dossier_geopend", zaak.a, "hulp", True)]


@pytest.mark.parametrize("ander", ["motor", "portaal"])
def test_a_ticket_of_one_door_is_nothing_at_another(prof, zaak, kaartje, ander):
    with als(ander) as verbinding:
        assert gezien(verbinding, kaartje) == 0
        assert gezien(verbinding, kaartje, "dossier_dossier") == 0
        eigen = open_dossier(verbinding, ander, zaak.actor, zaak.a) if ander == "motor" else ""
    assert gezien(prof, eigen) == 0


def test_an_expired_ticket_opens_nothing(alles, prof, zaak):
    kern = {"gezin": zaak.a, "actor": zaak.actor, "doel": "hulp", "xid": committed_xid(alles)}
    assert gezien(prof, ticket("prof", over=60, **kern)) == 1
    assert gezien(prof, ticket("prof", over=-1, **kern)) == 0


def test_no_rows_before_the_log_line_is_committed(alles, prof, zaak):
    with prof.transaction(force_rollback=True):
        kaartje = open_dossier(prof, "prof", zaak.actor, zaak.a)
        toon(prof, kaartje)
        assert tel(prof) == 0, "in the same transaction"
        with als("prof") as elders:
            assert gezien(elders, kaartje) == 0, "while the other one still runs"
    assert gezien(prof, kaartje) == 0, "the log line was rolled back"
    assert log_van(alles, zaak.actor) == []


def test_a_log_line_rolled_back_to_a_savepoint_opens_nothing(alles, prof, zaak):
    """The transaction around it commits, so its number alone proves nothing."""
    with prof.transaction():
        alles.execute("SELECT 1")
        with prof.transaction(force_rollback=True):
            kaartje = open_dossier(prof, "prof", zaak.actor, zaak.a)
        prof.execute("SELECT pg_current_xact_id()")
    assert log_van(alles, zaak.actor) == []
    assert gezien(prof, kaartje) == 0


def test_a_log_line_in_a_savepoint_that_stays_opens_after_commit(alles, prof, zaak):
    with prof.transaction():
        with prof.transaction():
            kaartje = open_dossier(prof, "prof", zaak.actor, zaak.a)
        toon(prof, kaartje)
        assert tel(prof) == 0
    assert gezien(prof, kaartje) == 1
    assert len(log_van(alles, zaak.actor)) == 1


def test_a_transaction_that_runs_or_was_rolled_back_opens_nothing(alles, prof, zaak):
    kern = {"gezin": zaak.a, "actor": zaak.actor, "doel": "hulp"}
    with superuser() as ander:
        ander.autocommit = False
        teruggedraaid = ander.execute("SELECT pg_current_xact_id()::text").fetchone()[0]
        assert gezien(prof, ticket("prof", xid=teruggedraaid, **kern)) == 0, "still running"
        ander.rollback()
    assert gezien(prof, ticket("prof", xid=teruggedraaid, **kern)) == 0


def test_a_grant_that_ends_closes_a_transaction_that_is_reading(alles, prof, zaak, kaartje):
    """OE-7: a deny counts from the next statement."""
    with prof.transaction():
        toon(prof, kaartje)
        assert tel(prof) == 1
        alles.execute(
            "UPDATE toegang_toegang SET tot = clock_timestamp() WHERE id = %s", [zaak.toegang]
        )
        assert (tel(prof), tel(prof, "gezinnen_gezin"), tel(prof, "dossier_dossier")) == (0, 0, 0)
        assert prof.execute("SELECT count(*) FROM kring.wie_ziet()").fetchone() == (0,)


def test_a_ticket_lasts_no_longer_than_its_transaction(prof, kaartje):
    assert gezien(prof, kaartje) == 1
    assert tel(prof) == 0


def test_the_purpose_of_the_ticket_is_enforced(alles, prof, zaak):
    geef_toegang(alles, zaak.actor, zaak.a, soort="toezicht", doel="toezicht", scope=1 << 9)
    smal = open_dossier(prof, "prof", zaak.actor, zaak.a, "toezicht")
    breed = open_dossier(prof, "prof", zaak.actor, zaak.a)
    assert (gezien(prof, smal), gezien(prof, breed)) == (0, 1), (
        "the widest grant decides when none is named"
    )
    assert [regel[2] for regel in log_van(alles, zaak.actor)] == ["toezicht", "hulp"]


def test_a_list_ticket_shows_lines_and_no_content(alles, prof, zaak):
    kaartje = vraag_ticket(prof, "prof", "open_lijst", "lijst", zaak.actor)
    assert gezien(prof, kaartje, "dossier_dossier") == 1
    assert gezien(prof, kaartje) == gezien(prof, kaartje, "gezinnen_persoon") == 0
    assert log_van(alles, zaak.actor) == [("lijst_bekeken", None, "werk", True)]


# --- a case that begins --------------------------------------------------------------------------------------


def _begin(motor, actor, gezin):
    return vraag_ticket(motor, "motor", "begin_dossier", "nieuw", actor, gezin)


def test_a_ticket_for_a_new_case_is_good_in_its_own_transaction_only(motor, zaak):
    from uuid import uuid4

    nieuw = uuid4()
    with motor.transaction():
        kaartje = _begin(motor, zaak.actor, nieuw)
        toon(motor, kaartje)
        motor.execute("INSERT INTO gezinnen_gezin VALUES (%s, '', '')", [nieuw])
        assert tel(motor, "gezinnen_gezin") == 1
    assert gezien(motor, kaartje, "gezinnen_gezin") == 0
    with motor.transaction():
        _begin(motor, zaak.actor, uuid4())
        toon(motor, kaartje)
        assert tel(motor, "gezinnen_gezin") == 0


def test_a_case_that_exists_cannot_be_begun_again(motor, zaak):
    with pytest.raises(UniqueViolation, match="bestaat al"):
        _begin(motor, zaak.actor, zaak.a)


# --- accounts that are closed --------------------------------------------------------------------------------


def test_a_closed_account_opens_nothing_whatever_grants_it_still_has(alles, prof, motor, zaak):
    alles.execute("UPDATE toegang_actor SET actief = false WHERE id = %s", [zaak.actor])
    assert open_dossier(prof, "prof", zaak.actor, zaak.a) == ""
    assert open_dossier(motor, "motor", zaak.actor, zaak.a) == ""
    assert vraag_ticket(prof, "prof", "open_lijst", "lijst", zaak.actor) == ""
    assert [regel[3] for regel in log_van(alles, zaak.actor)] == [False] * 3


def test_an_account_that_does_not_exist_opens_nothing_and_is_logged(alles, prof, zaak):
    from uuid import uuid4

    niemand = uuid4()
    assert open_dossier(prof, "prof", niemand, zaak.a) == ""
    assert log_van(alles, niemand) == [("dossier_geopend", zaak.a, "", False)]


def test_a_stranger_gets_no_ticket_and_the_refusal_is_logged(alles, prof, zaak):
    assert open_dossier(prof, "prof", zaak.vreemde, zaak.a, "hulp") == ""
    assert log_van(alles, zaak.vreemde) == [("dossier_geopend", zaak.a, "hulp", False)]


def test_a_colleague_of_the_same_team_is_a_stranger(alles, prof, zaak):
    collega = maak_actor(alles, team="Team Oost", organisatie="Gemeente")
    alles.execute("UPDATE toegang_actor SET team = 'Team Oost' WHERE id = %s", [zaak.actor])
    assert open_dossier(prof, "prof", collega, zaak.a) == ""


def test_codes_and_tickets_cannot_pass_for_each_other(prof, zaak):
    verloopt, merk = code("prof", "dossier", zaak.a, zaak.actor, "hulp", 3)
    assert gezien(prof, f"dossier|{zaak.a}|{zaak.actor}|hulp|3|{verloopt}|{merk}") == 0
