"""The answer to a melding: what it says, and what it refuses to leave unsaid."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kring.koppelingen.corv.bericht import Systeem
from kring.koppelingen.corv.codelijsten import (
    STATUS_NIET_ONTVANKELIJK,
    STATUS_ONJUIST_GEADRESSEERD,
    STATUS_UITKOMST,
    STATUS_VEILIGHEIDSBEOORDELING,
    UITKOMST_VEILIGHEIDSBEOORDELING,
)
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN, lees_bericht
from kring.koppelingen.corv.schrijven import (
    ZONDER_ZICHT,
    Contact,
    Terugkoppeling,
    TerugkoppelingGeweigerd,
    bouw_vt_terugkoppeling,
)


OVERDRACHT = Terugkoppeling(
    zender=Systeem(organisatie="Veilig Thuis Duinrand", applicatie="Kring"),
    ontvanger=Systeem(
        organisatie="Politie Eenheid Duinrand", applicatie="Meldkamer", administratie="Noord"
    ),
    referentienummer="VT-2026-00031",
    tijdstip=datetime(2026, 3, 19, 15, 4, 5, 678_900, tzinfo=UTC),
    identificatie_melding="DR-BVH-88001",
    status=STATUS_UITKOMST,
    uitkomst="overdracht",
    uitgevoerd_door="Veilig Thuis Duinrand",
    oin="00000099990000010000",
    zicht_op_veiligheid_bij="Lokaal team Duinrand",
    contact=Contact(
        naam="A. Bedacht",
        afdeling="Strand",
        emailadressen=("team@duinrand.invalid",),
        telefoonnummers=("0600000021", "0600000022"),
    ),
    zaakidentificatie="ZAAK-31",
    toelichting="Het lokale team praat deze week met het gezin.",
)
NIET_ONTVANKELIJK = replace(
    OVERDRACHT,
    status=STATUS_NIET_ONTVANKELIJK,
    uitkomst=None,
    zicht_op_veiligheid_bij=None,
    contact=None,
    toelichting=None,
    zaakidentificatie=None,
    identificatie_melding=None,
    oin=None,
)


def read_back(terugkoppeling: Terugkoppeling):
    return lees_bericht(
        bouw_vt_terugkoppeling(terugkoppeling),
        vandaag=date(2026, 3, 20),
        soorten=frozenset(BESCHRIJVINGEN),
    )


def refuse(**anders: object) -> dict[str, str]:
    with pytest.raises(TerugkoppelingGeweigerd) as geweigerd:
        bouw_vt_terugkoppeling(replace(OVERDRACHT, **anders))
    assert str(geweigerd.value) == "\n".join(map(str, geweigerd.value.fouten))
    return {fout.pad: fout.melding for fout in geweigerd.value.fouten}


def test_the_answer_is_exactly_this(load):
    assert bouw_vt_terugkoppeling(OVERDRACHT) == load("terugkoppeling")


def test_the_answer_can_be_read_back_whole():
    waarden = [veld.waarde for veld in read_back(OVERDRACHT).velden.walk() if veld.waarde]
    for waarde in ("DR-BVH-88001", "overdracht", "Lokaal team Duinrand", "0600000022", "ZAAK-31"):
        assert waarde in waarden
    assert read_back(OVERDRACHT).waarschuwingen == ()


def test_the_moment_is_told_by_the_clock_in_the_netherlands():
    assert read_back(OVERDRACHT).stuurgegevens.tijdstip.gegeven == "20260319160405678"


def test_what_is_not_known_is_sent_as_not_known():
    onbekend = {v.naam: v.no_value for v in read_back(NIET_ONTVANKELIJK).velden.walk() if v.nil}
    assert onbekend == {
        "JZ:identificatieVtMelding": "waardeOnbekend",
        "ZKN:oinNummer": "geenWaarde",
    }


@pytest.mark.parametrize("status", STATUS_VEILIGHEIDSBEOORDELING)
def test_who_keeps_sight_of_the_safety_is_never_left_open(status):
    zonder = replace(NIET_ONTVANKELIJK, status=status)
    zonder = replace(zonder, uitkomst="overdracht" if status == STATUS_UITKOMST else None)
    if status in ZONDER_ZICHT:
        assert read_back(zonder).naam == "vtTerugkoppelingDi01"
        return
    with pytest.raises(TerugkoppelingGeweigerd, match="wie zicht op de veiligheid houdt"):
        bouw_vt_terugkoppeling(zonder)


def test_only_two_answers_leave_the_safety_where_it_was():
    assert sorted(ZONDER_ZICHT) == [STATUS_ONJUIST_GEADRESSEERD, STATUS_NIET_ONTVANKELIJK]


@pytest.mark.parametrize("uitkomst", UITKOMST_VEILIGHEIDSBEOORDELING)
def test_every_uitkomst_can_be_sent(uitkomst):
    assert read_back(replace(OVERDRACHT, uitkomst=uitkomst)).naam == "vtTerugkoppelingDi01"


def test_the_holder_can_be_told_without_contact_data():
    namen = {veld.naam for veld in read_back(replace(OVERDRACHT, contact=None)).velden.walk()}
    assert "JZ:verantwoordelijkVoorZichtOpDeVeiligheidBelegdBij" in namen
    assert "JZ:contactgegevensVerantwoordelijkeOrganisatie" not in namen


def test_a_holder_of_white_space_is_no_holder():
    assert set(refuse(zicht_op_veiligheid_bij=" ")) == {"zicht_op_veiligheid_bij", "contact"}


def test_a_toelichting_is_never_shortened():
    assert read_back(replace(OVERDRACHT, toelichting="é" * 1000)).naam == "vtTerugkoppelingDi01"
    melding = refuse(toelichting="é" * 1001)["toelichting"]
    assert melding == "De waarde heeft 1001 tekens; er passen er 1000. Kort de waarde in."


@pytest.mark.parametrize(
    ("anders", "veld", "woorden"),
    [
        ({"uitkomst": None}, "uitkomst", "hoort bij de status"),
        ({"status": "overdracht"}, "uitkomst", "hoort bij de status"),
        ({"uitkomst": "verhuisd"}, "uitkomst", "Kies uit"),
        ({"status": "klaar", "uitkomst": None}, "status", "Kies uit"),
        ({"referentienummer": ""}, "referentienummer", "leeg"),
        ({"referentienummer": "x" * 41}, "referentienummer", "er passen er 40"),
        ({"uitgevoerd_door": ""}, "uitgevoerd_door", "leeg"),
        ({"oin": "123"}, "oin", "20 cijfers"),
        ({"zaakidentificatie": "Z1"}, "zaakidentificatie", "minstens 5"),
        ({"tijdstip": datetime(2026, 3, 19, 15, 4)}, "tijdstip", "geen tijdzone"),  # noqa: DTZ001
        ({"zender": Systeem(organisatie="", applicatie="Kring")}, "zender", "leeg"),
        ({"toelichting": "een\x0btwee"}, "toelichting", "onzichtbaar teken"),
        ({"contact": Contact(emailadressen=("a\x00",))}, "contact", "onzichtbaar teken"),
        (
            {"ontvanger": Systeem(organisatie="\ud800", applicatie="Kring")},
            "ontvanger",
            "onzichtbaar teken",
        ),
    ],
)
def test_what_may_not_be_sent_is_refused_by_field(anders, veld, woorden):
    assert woorden in refuse(**anders)[veld]


def test_all_reasons_are_told_at_once():
    redenen = refuse(zicht_op_veiligheid_bij=None, toelichting="x" * 2000, oin="1", uitkomst=None)
    assert set(redenen) == {"zicht_op_veiligheid_bij", "contact", "uitkomst", "toelichting", "oin"}


def test_text_survives_as_it_was_typed():
    tekst = "<b> & 'c' \"d\"\r\n\té — 😀 ]]>"
    velden = read_back(replace(OVERDRACHT, toelichting=tekst)).velden
    assert tekst in [veld.waarde for veld in velden.walk()]
