"""Attacks on break-glass."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from psycopg.errors import (
    CheckViolation,
    InvalidAuthorizationSpecification,
)
from tests.deurwerk import (
    code,
    geef_toegang,
    gezien,
    insert,
    log_van,
    maak_actor,
    maak_gebeurtenis,
    open_dossier,
)

from kring.toegang import deur


REDEN = "Het kind is nu alleen thuis"
NU = datetime.now(UTC)  # noqa: TID251  grants around the real moment


def nood(actor, gezin, *, uren=4, reden=REDEN, scope=0b10000010):
    return deur.open_nood(
        actor=actor, gezin=gezin, toegang=uuid4(), scope=scope, uren=uren, reden=reden
    )


def test_break_glass_opens_what_its_scope_says_for_four_hours_and_is_logged(alles, prof, zaak):
    nood(zaak.vreemde, zaak.a)
    kaartje = open_dossier(prof, "prof", zaak.vreemde, zaak.a)
    assert gezien(prof, kaartje) == 1
    assert gezien(prof, kaartje, "gezinnen_gezin") == 0, "outside the scope"
    duur = "SELECT tot - van <= interval '4 hours', reden FROM toegang_toegang WHERE actor_id = %s"
    assert alles.execute(duur, [zaak.vreemde]).fetchone() == (True, REDEN)
    assert log_van(alles, zaak.vreemde)[0] == ("nood_geopend", zaak.a, "nood", True)


@pytest.mark.parametrize("te_veel", [
    {"uren": 5}, {"uren": 0}, {"uren": -1}, {"uren": 2**31 - 1}, {"reden": "te kort"},
    {"reden": " " * 40}, {"reden": "x" * 19}, {"reden": ""}, {"scope": 0}, {"scope": -1},
])  # fmt: skip
def test_break_glass_beyond_its_limits_is_refused_and_logged(alles, zaak, te_veel):
    with pytest.raises(deur.GeenToegang):
        nood(zaak.vreemde, zaak.a, **te_veel)
    assert log_van(alles, zaak.vreemde) == [("nood_geopend", zaak.a, "nood", False)]
    assert alles.execute(
        "SELECT count(*) FROM toegang_toegang WHERE actor_id = %s", [zaak.vreemde]
    ).fetchone() == (0,)


def test_break_glass_is_for_professionals_and_for_a_family_that_is_there(alles, zaak):
    gezinslid, dicht = maak_actor(alles, soort="gezinslid"), maak_actor(alles)
    alles.execute("UPDATE toegang_actor SET actief = false WHERE id = %s", [dicht])
    for actor, gezin in ((gezinslid, zaak.a), (dicht, zaak.a), (zaak.vreemde, uuid4())):
        with pytest.raises(deur.GeenToegang):
            nood(actor, gezin)
        assert [regel[3] for regel in log_van(alles, actor)] == [False]


def test_break_glass_never_opens_a_zegel(alles, prof, zaak):
    verzegeld = maak_gebeurtenis(alles, zaak.a, verzegeld=True, volgnummer=7)
    insert(
        alles,
        "dossier_zegeltoegang",
        gezin_id=zaak.a,
        gebeurtenis_id=verzegeld,
        actor_id=zaak.vreemde,
    )
    nood(zaak.vreemde, zaak.a, scope=4095)
    assert gezien(prof, open_dossier(prof, "prof", zaak.vreemde, zaak.a)) == 1
    geef_toegang(alles, zaak.vreemde, zaak.a)
    assert gezien(prof, open_dossier(prof, "prof", zaak.vreemde, zaak.a, "hulp")) == 2


@pytest.mark.parametrize("anders", [
    {"tot": NU + timedelta(hours=5)}, {"reden": "te kort"}, {"reden": " " * 30}, {"doel": "hulp"},
])  # fmt: skip
def test_the_table_itself_keeps_break_glass_short_and_reasoned(alles, zaak, anders):
    goed = {
        "soort": "nood",
        "doel": "nood",
        "reden": REDEN,
        "van": NU,
        "tot": NU + timedelta(hours=4),
    }
    geef_toegang(alles, zaak.vreemde, zaak.a, **goed)
    with pytest.raises(CheckViolation):
        geef_toegang(alles, zaak.vreemde, zaak.a, **goed | anders)


def test_a_code_for_break_glass_is_for_these_hours_this_scope_and_this_family(motor, zaak):
    opdracht = "SELECT kring.open_nood(%s, %s, %s, %s, %s, %s, %s, %s)"
    vraag = [zaak.vreemde, zaak.a, uuid4(), 2, 1]
    verloopt, merk = code("motor", "nood", *vraag)
    for plek, anders in ((1, zaak.b), (3, 4095), (4, 4), (0, zaak.actor), (3, None), (4, None)):
        vals = [*vraag[:plek], anders, *vraag[plek + 1 :]]
        with pytest.raises(InvalidAuthorizationSpecification):
            motor.execute(opdracht, [*vals, REDEN, verloopt, merk])
