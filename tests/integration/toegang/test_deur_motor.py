"""Attacks on the door that writes, and on what the log shows of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from psycopg import Error
from psycopg.errors import (
    ForeignKeyViolation,
    InsufficientPrivilege,
    InvalidAuthorizationSpecification,
)
from tests.deurwerk import (
    insert,
    log_van,
    maak_actor,
    maak_gebeurtenis,
    open_dossier,
    toon,
    vraag_ticket,
)


NU = datetime.now(UTC)  # noqa: TID251  grants around the real moment


@pytest.fixture
def in_a(motor, zaak):
    """The motor behind a ticket for family A."""
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    with motor.transaction(force_rollback=True):
        toon(motor, kaartje)
        yield motor


ELDERS = [
    ("INSERT INTO toegang_toegang (id, gezin_id, actor_id, soort, doel, scope, van, tot, grond, reden, discreet)"
     " VALUES (gen_random_uuid(), %(b)s, %(actor)s, 'x', 'hulp', 1, now(), now(), gen_random_uuid(), '', false)"),
    "INSERT INTO gezinnen_gezin VALUES (%(nieuw)s, '', '')",
    "INSERT INTO dossier_weigering (id, gezin_id, op, actor_id, stap, codes) VALUES (gen_random_uuid(), %(b)s, now(), %(actor)s, 'x', '{}')",
    "INSERT INTO dossier_vernietiging VALUES (%(b)s, now(), gen_random_uuid())",
]  # fmt: skip


@pytest.mark.parametrize("opdracht", ELDERS)
def test_the_motor_writes_in_the_family_of_its_ticket_alone(in_a, zaak, opdracht):
    with pytest.raises(InsufficientPrivilege, match="row-level security"):
        in_a.execute(opdracht, {"b": zaak.b, "actor": zaak.actor, "nieuw": uuid4()})


def test_the_motor_changes_and_removes_nothing_elsewhere(in_a, zaak):
    for opdracht in (
        "UPDATE gezinnen_gezin SET naam = 'x' WHERE gezin_id = %s",
        "UPDATE toegang_toegang SET tot = now() WHERE gezin_id = %s",
        "UPDATE dossier_dossier SET toestand = 'x' WHERE gezin_id = %s",
        "DELETE FROM gezinnen_deelnemer WHERE gezin_id = %s",
        "DELETE FROM dossier_zegeltoegang WHERE gezin_id = %s",
    ):
        assert in_a.execute(opdracht, [zaak.b]).rowcount == 0


@pytest.mark.parametrize("opdracht", [
    "UPDATE dossier_dossier SET gezin_id = %(b)s",
    "UPDATE toegang_toegang SET actor_id = %(actor)s",
    "UPDATE toegang_toegang SET scope = 4095",
    "UPDATE dossier_gebeurtenis SET inhoud = ''",
    "UPDATE dossier_gebeurtenis SET auteur_id = %(actor)s",
    "UPDATE dossier_uitspraak SET verzegeld = false",
    "DELETE FROM dossier_gebeurtenis",
    "DELETE FROM toegang_toegang",
    "TRUNCATE dossier_uitspraak",
])  # fmt: skip
def test_the_motor_never_changes_author_family_seal_or_content(in_a, zaak, opdracht):
    with pytest.raises(InsufficientPrivilege):
        in_a.execute(opdracht, {"b": zaak.b, "actor": zaak.actor})


def test_a_row_cannot_point_at_a_row_of_another_family(alles, in_a, zaak):
    """Row policies do not guard foreign keys; keys that name the gezin do."""
    elders = maak_gebeurtenis(alles, zaak.b, volgnummer=9)
    vreemd = insert(alles, "gezinnen_persoon", gezin_id=zaak.b)["id"]
    huis = insert(alles, "gezinnen_huishouden", gezin_id=zaak.b)["id"]
    eigen = insert(alles, "gezinnen_persoon", gezin_id=zaak.a)["id"]
    pogingen = [
        ("dossier_zegeltoegang", {"gebeurtenis_id": elders}),
        ("dossier_termijn", {"gebeurtenis_id": elders}),
        ("dossier_berichtuit", {"gebeurtenis_id": elders}),
        ("dossier_melding", {"gebeurtenis_id": elders}),
        ("dossier_uitspraak", {"gebeurtenis_id": elders, "soort": "feit"}),
        ("gezinnen_deelnemer", {"persoon_id": vreemd}),
        ("gezinnen_adres", {"persoon_id": vreemd}),
        ("gezinnen_blok", {"persoon_id": vreemd, "van": NU, "tot": NU}),
        ("gezinnen_gezag", {"ouder_id": eigen, "kind_id": vreemd}),
        ("gezinnen_gezag", {"ouder_id": vreemd, "kind_id": eigen}),
        ("gezinnen_lidmaatschap", {"persoon_id": eigen, "huishouden_id": huis}),
    ]
    for tabel, waarden in pogingen:
        with pytest.raises(ForeignKeyViolation), in_a.transaction():
            insert(in_a, tabel, gezin_id=zaak.a, **waarden)


def test_a_write_is_logged_for_who_the_ticket_says_and_only_with_a_ticket(alles, motor, zaak):
    with pytest.raises(InvalidAuthorizationSpecification, match="geen geldig ticket"):
        motor.execute("SELECT kring.log_handeling('stap', '', true)")
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    with motor.transaction():
        toon(motor, kaartje)
        motor.execute("SELECT kring.log_handeling('stap', 'iets', true)")
    assert log_van(alles, zaak.actor)[1] == ("stap", zaak.a, "hulp", True)


def test_the_family_never_sees_the_line_of_a_write(alles, motor, zaak):
    """Which of them may read what was written differs; a line would tell the others that it exists."""
    gebeurtenis = maak_gebeurtenis(alles, zaak.a, volgnummer=8, portaal=True, verzegeld=False)
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    with motor.transaction():
        toon(motor, kaartje)
        for objecten in (str(gebeurtenis), "", "geen sleutel"):
            motor.execute("SELECT kring.log_handeling('stap', %s, true)", [objecten])
    vraag = "SELECT discreet FROM toegang_logregel WHERE actor_id = %s AND handeling = 'stap'"
    assert alles.execute(vraag, [zaak.actor]).fetchall() == [(True,)] * 3


def nog_open(motor, kaartje, *, gezinslid):
    with motor.transaction():
        toon(motor, kaartje)
        return motor.execute("SELECT kring.nog_open(%s)", [gezinslid]).fetchone()[0]


def test_a_grant_that_ended_while_a_write_waited_is_noticed(alles, motor, zaak):
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    assert nog_open(motor, kaartje, gezinslid=False)
    alles.execute(
        "UPDATE toegang_toegang SET tot = clock_timestamp() WHERE id = %s", [zaak.toegang]
    )
    assert not nog_open(motor, kaartje, gezinslid=False)


def test_a_block_that_began_while_a_write_waited_is_noticed(alles, motor, zaak):
    persoon = insert(alles, "gezinnen_persoon", gezin_id=zaak.a)["id"]
    lid = maak_actor(alles, soort="gezinslid")
    insert(alles, "gezinnen_deelnemer", gezin_id=zaak.a, persoon_id=persoon, actor_id=lid)
    kaartje = vraag_ticket(motor, "motor", "open_portaal", "portaal", lid, zaak.a)
    assert nog_open(motor, kaartje, gezinslid=True)
    insert(
        alles, "gezinnen_blok", gezin_id=zaak.a, persoon_id=persoon,
        van=NU - timedelta(minutes=1), tot="9999-01-01 00:00+00",
    )  # fmt: skip
    assert not nog_open(motor, kaartje, gezinslid=True)


def test_who_looks_along_is_shown_to_colleagues_with_a_grant_that_lives(alles, prof, portaal, zaak):
    kaartje = open_dossier(prof, "prof", zaak.actor, zaak.a)
    with prof.transaction():
        toon(prof, kaartje)
        assert [rij[0] for rij in prof.execute("SELECT * FROM kring.wie_ziet()")] == [zaak.actor]
    with pytest.raises(InsufficientPrivilege):
        portaal.execute("SELECT * FROM kring.wie_ziet()")


def test_errors_tell_no_values_of_rows(in_a, zaak):
    with pytest.raises(Error) as fout:
        in_a.execute("INSERT INTO gezinnen_gezin VALUES (%s, 'geheim', '')", [zaak.a])
    assert "geheim" not in str(fout.value)
