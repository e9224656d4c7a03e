"""Attacks on sealed addresses."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from psycopg.errors import InsufficientPrivilege
from tests.deurwerk import (
    geef_toegang,
    gezien,
    insert,
    log_van,
    maak_actor,
    open_dossier,
    toon,
    vraag_ticket,
)


GEHEIM = b"Kanariestraat 7"
REDEN = "Het kind is nu alleen thuis"
NU = datetime.now(UTC)  # noqa: TID251  grants around the real moment


@pytest.fixture
def adres(alles, zaak):
    """A sealed address in family A, of one person; the actor stands on its list and visits."""
    persoon = insert(alles, "gezinnen_persoon", gezin_id=zaak.a)["id"]
    insert(alles, "gezinnen_adresgeheim", gezin_id=zaak.a, persoon_id=persoon, inhoud=GEHEIM)
    insert(alles, "gezinnen_adrestoegang", gezin_id=zaak.a, persoon_id=persoon, actor_id=zaak.actor)
    bezoekt(alles, zaak.actor, zaak.a)
    return persoon


def bezoekt(alles, actor, gezin, functie="vervanger", tot="9999-01-01 00:00+00"):
    """Carries the family, or did until some moment."""
    insert(
        alles, "dossier_toewijzing", gezin_id=gezin, houder_id=actor, functie=functie,
        van=NU - timedelta(days=9), tot=tot,
    )  # fmt: skip


@pytest.mark.parametrize(
    "rol", [None, ("rvt_lid",), ("ontvanger",), ("vervanger", NU - timedelta(days=1))]
)
def test_who_stood_on_the_list_and_came_back_for_other_work_reads_nothing(alles, prof, zaak, rol):
    persoon = insert(alles, "gezinnen_persoon", gezin_id=zaak.a)["id"]
    insert(alles, "gezinnen_adresgeheim", gezin_id=zaak.a, persoon_id=persoon, inhoud=GEHEIM)
    insert(alles, "gezinnen_adrestoegang", gezin_id=zaak.a, persoon_id=persoon, actor_id=zaak.actor)
    if rol:
        bezoekt(alles, zaak.actor, zaak.a, *rol)
    assert vraag_adres(prof, zaak.actor, zaak.a, persoon) == ""


def vraag_adres(prof, actor, gezin, persoon):
    return vraag_ticket(prof, "prof", "open_adres", "adres", actor, gezin, persoon)


def lees_adres(prof, kaartje):
    with prof.transaction():
        toon(prof, kaartje)
        return [bytes(inhoud) for _, inhoud in prof.execute("SELECT * FROM kring.lees_adres()")]


def test_who_stands_on_the_list_reads_the_address_and_the_family_does_not_see_that(
    alles, prof, zaak, adres
):
    assert lees_adres(prof, vraag_adres(prof, zaak.actor, zaak.a, adres)) == [GEHEIM]
    assert log_van(alles, zaak.actor) == [("adres_bekeken", zaak.a, "adres", True)]
    discreet = "SELECT discreet, objecten FROM toegang_logregel WHERE actor_id = %s"
    assert alles.execute(discreet, [zaak.actor]).fetchall() == [(True, str(adres))]


def test_a_grant_without_a_place_on_the_list_reads_nothing(alles, prof, zaak, adres):
    collega = maak_actor(alles)
    geef_toegang(alles, collega, zaak.a)
    assert vraag_adres(prof, collega, zaak.a, adres) == ""
    assert log_van(alles, collega) == [("adres_bekeken", zaak.a, "adres", False)]


def test_a_place_on_the_list_without_a_grant_reads_nothing(alles, prof, zaak, adres):
    alles.execute(
        "UPDATE toegang_toegang SET tot = clock_timestamp() WHERE id = %s", [zaak.toegang]
    )
    assert vraag_adres(prof, zaak.actor, zaak.a, adres) == ""


def test_a_narrow_grant_does_not_open_an_address(alles, prof, zaak, adres):
    alles.execute("UPDATE toegang_toegang SET scope = 512 WHERE id = %s", [zaak.toegang])
    assert vraag_adres(prof, zaak.actor, zaak.a, adres) == ""


def test_break_glass_opens_no_sealed_address_also_not_for_who_is_on_its_list(
    alles, prof, zaak, adres
):
    alles.execute("DELETE FROM toegang_toegang WHERE id = %s", [zaak.toegang])
    geef_toegang(alles, zaak.actor, zaak.a, soort="nood", doel="nood", reden=REDEN,
                 van=NU - timedelta(hours=1), tot=NU + timedelta(hours=2))  # fmt: skip
    assert open_dossier(prof, "prof", zaak.actor, zaak.a) != ""
    assert vraag_adres(prof, zaak.actor, zaak.a, adres) == ""


@pytest.mark.parametrize("weg", ["DELETE FROM gezinnen_adrestoegang WHERE actor_id = %s",
                                 "UPDATE toegang_toegang SET tot = clock_timestamp() WHERE actor_id = %s",
                                 "UPDATE toegang_actor SET actief = false WHERE id = %s"])  # fmt: skip
def test_an_open_ticket_closes_when_the_right_to_the_address_ends(alles, prof, zaak, adres, weg):
    kaartje = vraag_adres(prof, zaak.actor, zaak.a, adres)
    alles.execute(weg, [zaak.actor])
    assert lees_adres(prof, kaartje) == []


def test_an_address_ticket_opens_one_address_and_nothing_else(alles, prof, zaak, adres):
    ander = insert(alles, "gezinnen_persoon", gezin_id=zaak.a)["id"]
    insert(alles, "gezinnen_adresgeheim", gezin_id=zaak.a, persoon_id=ander, inhoud=b"Elders 1")
    kaartje = vraag_adres(prof, zaak.actor, zaak.a, adres)
    assert lees_adres(prof, kaartje) == [GEHEIM]
    assert gezien(prof, kaartje) == gezien(prof, kaartje, "gezinnen_persoon") == 0
    for vals in (
        kaartje.replace(str(adres), str(ander)),
        open_dossier(prof, "prof", zaak.actor, zaak.a),
        "",
    ):
        assert lees_adres(prof, vals) == []


GEHEIM_ERIN = """INSERT INTO gezinnen_adresgeheim (id, gezin_id, persoon_id, soort, inhoud)
    VALUES (%s, %s, %s, '', %s)"""
LIJST_ERIN = """INSERT INTO gezinnen_adrestoegang (id, gezin_id, persoon_id, actor_id, grond)
    VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"""


def test_the_motor_seals_an_address(motor, zaak, adres):
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    with motor.transaction():
        toon(motor, kaartje)
        motor.execute(GEHEIM_ERIN, [uuid4(), zaak.a, adres, GEHEIM])
        motor.execute(LIJST_ERIN, [uuid4(), zaak.a, adres, zaak.actor, uuid4()])


def test_the_motor_reads_no_sealed_address_and_seals_none_elsewhere(motor, zaak, adres):
    kaartje = open_dossier(motor, "motor", zaak.actor, zaak.a)
    for opdracht, waarden in (
        ("SELECT count(*) FROM gezinnen_adresgeheim", []),
        ("SELECT count(*) FROM gezinnen_adrestoegang", []),
        (GEHEIM_ERIN, [uuid4(), zaak.b, adres, GEHEIM]),
        (LIJST_ERIN, [uuid4(), zaak.b, adres, zaak.actor, uuid4()]),
    ):
        with motor.transaction(force_rollback=True):
            toon(motor, kaartje)
            with pytest.raises(InsufficientPrivilege):
                motor.execute(opdracht, waarden)
