"""Attacks on the radar of Veilig Thuis, which tells whether a family is known."""

from datetime import date
from uuid import uuid4

import pytest
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


@pytest.fixture
def melding(alles, zaak):
    """A report about A; one of its persons is certainly a person of family B."""
    dag = {
        "geboren": "2015-03-04",
        "geboren_vroegst": date(2015, 3, 4),
        "geboren_laatst": date(2015, 3, 4),
    }
    kenmerk = uuid4().bytes
    for gezin in (zaak.a, zaak.b):
        insert(alles, "gezinnen_persoon", gezin_id=gezin, bsn_kenmerk=kenmerk, **dag)
    beoordelaar = maak_actor(alles)
    toegang = geef_toegang(alles, beoordelaar, zaak.a, soort="vt_beoordeling", doel="vt_taak")
    return beoordelaar, toegang, kenmerk


def zoek(prof, kaartje):
    with prof.transaction():
        toon(prof, kaartje)
        return [rij[2] for rij in prof.execute("SELECT * FROM kring.zoek_bekend()")]


def test_the_radar_answers_who_judges_the_report_and_nobody_else(prof, zaak, melding):
    beoordelaar, *_ = melding
    assert zoek(prof, open_dossier(prof, "prof", beoordelaar, zaak.a)) == [zaak.b]
    assert zoek(prof, open_dossier(prof, "prof", zaak.actor, zaak.a)) == []
    assert zoek(prof, "") == []


def test_the_radar_is_silent_when_the_grant_to_judge_has_ended(alles, prof, zaak, melding):
    beoordelaar, toegang, _ = melding
    kaartje = open_dossier(prof, "prof", beoordelaar, zaak.a)
    alles.execute("UPDATE toegang_toegang SET tot = clock_timestamp() WHERE id = %s", [toegang])
    assert zoek(prof, kaartje) == []


@pytest.mark.parametrize(
    "dagen", [("", None, None), ("2015", date(2015, 1, 1), date(2015, 12, 31))]
)
def test_the_radar_recognises_nobody_by_a_birth_date_that_is_not_wholly_known(
    alles, prof, zaak, melding, dagen
):
    beoordelaar, _, kenmerk = melding
    geboren = dict(zip(("geboren", "geboren_vroegst", "geboren_laatst"), dagen, strict=True))
    alles.execute(
        "UPDATE gezinnen_persoon SET geboren = %(geboren)s, geboren_vroegst = %(geboren_vroegst)s,"
        " geboren_laatst = %(geboren_laatst)s WHERE bsn_kenmerk = %(kenmerk)s",
        geboren | {"kenmerk": kenmerk},
    )
    assert zoek(prof, open_dossier(prof, "prof", beoordelaar, zaak.a)) == []


def bekend(motor, actor, melding, gezin):
    return vraag_ticket(motor, "motor", "open_bekend", "bekend", actor, melding, gezin)


def test_writing_into_the_known_family_needs_the_grant_and_the_certainty(
    alles, motor, zaak, melding
):
    beoordelaar, toegang, _ = melding
    assert gezien(motor, bekend(motor, beoordelaar, zaak.a, zaak.b)) == 2
    assert bekend(motor, zaak.actor, zaak.a, zaak.b) == "", "a grant of another kind"
    assert bekend(motor, beoordelaar, zaak.b, zaak.a) == "", "the wrong way round"
    assert bekend(motor, beoordelaar, zaak.a, zaak.a) == "", "itself"
    assert bekend(motor, beoordelaar, zaak.a, uuid4()) == "", "nobody is known there"
    alles.execute("UPDATE toegang_toegang SET tot = clock_timestamp() WHERE id = %s", [toegang])
    assert bekend(motor, beoordelaar, zaak.a, zaak.b) == "", "the grant has ended"
    assert [regel[3] for regel in log_van(alles, beoordelaar)] == [True, False, False, False, False]
