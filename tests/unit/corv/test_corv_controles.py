"""What the schema does not check: what refuses a melding, and what only warns."""

from datetime import date

import pytest


OBJECT = "/JZ:vtMeldingDi01/JZ:object"
STUUR = "/JZ:vtMeldingDi01/JZ:stuurgegevens"
SITUATIE = f"{OBJECT}/JZ:betreft/JZ:gerelateerde"
MEES = f"{SITUATIE}/JZ:heeftBetrokken[1]/JZ:gerelateerde"

# What is replaced in the message about a family, by what, and where that gives which warning.
AFWIJKINGEN = [
    (">20260313<", ">20261341<", f"{OBJECT}/JZ:datumIncident", "bestaat niet"),
    (">20260313<", ">20260321<", f"{OBJECT}/JZ:datumIncident", "in de toekomst"),
    (">20180622<", ">20280622<", f"{MEES}/BG:geboortedatum", "in de toekomst"),
    (">999912343<", ">999912344<", f"{MEES}/BG:inp.bsn", "Zoek deze persoon niet op dit nummer"),
    (">999912343<", ">999999999<", f"{MEES}/BG:inp.bsn", "geen BSN"),
    (
        ">Ja</JZ:indicatieSASH",
        ">Nee</JZ:indicatieSASH",
        f"{OBJECT}/JZ:SASHniveau",
        "spreken elkaar tegen",
    ),
    ("<JZ:SASHniveau>matig</JZ:SASHniveau>", "", f"{OBJECT}/JZ:SASHniveau", "spreken elkaar tegen"),
    ("DR-BVH-88001", "", f"{OBJECT}/JZ:identificatieVtMelding", "geen nummer van de melder"),
    (">20260314213015250<", ">20260230<", f"{STUUR}/StUF:tijdstipBericht", "bestaat niet"),
    (">20260314213015250<", ">2026031499<", f"{STUUR}/StUF:tijdstipBericht", "bestaat niet"),
    (">20260314213015250<", ">20260321<", f"{STUUR}/StUF:tijdstipBericht", "in de toekomst"),
    (
        "<JZ:locatieIncident>",
        '<JZ:locatieIncident StUF:noValue="waardeOnbekend">',
        f"{OBJECT}/JZ:locatieIncident",
        "ook een reden",
    ),
]


@pytest.mark.parametrize(("oud", "nieuw", "pad", "woorden"), AFWIJKINGEN)
def test_a_soft_inconsistency_never_refuses_a_melding(take, oud, nieuw, pad, woorden):
    (waarschuwing,) = take("melding-gezin", (oud, nieuw)).waarschuwingen
    assert waarschuwing.pad == pad
    assert woorden in waarschuwing.melding


def test_a_warning_never_repeats_a_value(take):
    for oud, nieuw, *_ in AFWIJKINGEN:
        (waarschuwing,) = take("melding-gezin", (oud, nieuw)).waarschuwingen
        waarde = nieuw.strip("<>")
        assert not waarde or waarde not in str(waarschuwing)


@pytest.mark.parametrize("vandaag", [date(2026, 3, 14), date(2030, 1, 1)])
def test_the_day_of_receipt_is_not_in_the_future(take, vandaag):
    assert take("melding-gezin", vandaag=vandaag).waarschuwingen == ()


@pytest.mark.parametrize(
    ("oud", "nieuw", "pad"),
    [
        (">H-9<", "> <", f"{STUUR}/StUF:referentienummer"),
        (">Halt Duinrand<", "><", f"{STUUR}/StUF:zender/StUF:organisatie"),
        (">Balie<", ">   <", f"{STUUR}/StUF:zender/StUF:applicatie"),
    ],
)
def test_a_message_nobody_can_recognise_or_answer_is_refused(load, refuse, oud, nieuw, pad):
    (fout,) = refuse(load("melding-klein", (oud, nieuw)))
    assert fout.pad == pad
    assert "Vul het in" in fout.melding


def test_the_bsn_of_a_real_person_is_refused_where_it_may_not_be(load, refuse):
    fouten = refuse(
        load("melding-gezin", (">999912343<", ">123456782<"), (">999912355<", ">123456794<"))
    )
    assert [fout.pad for fout in fouten] == [
        f"{MEES}/BG:inp.bsn",
        f"{MEES}/BG:staatInRelatieTot[1]/BG:gerelateerde/BG:inp.bsn",
    ]
    assert all("9999xxxxx" in fout.melding and "12345" not in fout.melding for fout in fouten)


def test_the_bsn_of_a_real_person_is_taken_where_it_may_be(take):
    bericht = take("melding-gezin", (">999912343<", ">123456782<"), echte_bsn_toegestaan=True)
    assert bericht.waarschuwingen == ()


def test_a_warning_can_be_read_as_text(take):
    eerste = take("melding-klein").waarschuwingen[0]
    assert str(eerste).startswith(
        f"{OBJECT}/JZ:identificatieVtMelding: De melding heeft geen nummer"
    )
