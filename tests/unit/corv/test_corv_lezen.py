"""Taking in a message: which ones, what is kept of them, and what makes two the same."""

import hashlib
from datetime import date, time

import pytest

from kring.koppelingen.corv.bericht import Systeem, read_stuurgegevens, read_tijdstip
from kring.koppelingen.corv.lezen import lees_bericht
from kring.koppelingen.corv.namen import NAMESPACES
from kring.koppelingen.corv.schemas import SchemasOnbruikbaar
from kring.koppelingen.corv.veilig import Grenzen


OBJECT = "/JZ:vtMeldingDi01/JZ:object"


@pytest.mark.parametrize(
    ("naam", "aantal_waarschuwingen"),
    [("melding-gezin", 0), ("melding-klein", 3), ("melding-onvolledig", 4)],
)
def test_what_the_standard_allows_is_taken(take, naam, aantal_waarschuwingen):
    assert len(take(naam).waarschuwingen) == aantal_waarschuwingen


@pytest.mark.parametrize(
    ("naam", "woorden"),
    [
        ("ongeldig-velden", "codelijst"),
        ("vijandig-doctype", "DOCTYPE"),
        ("vijandig-instructie", "verwerkingsinstructie"),
        ("voorganger", "zorgmeldingDi01 is vervangen. Stuur vtMeldingDi01."),
    ],
)
def test_what_it_does_not_allow_is_refused(load, refuse, naam, woorden):
    assert woorden in refuse(load(naam))[0].melding


@pytest.mark.parametrize(
    ("wortel", "woorden"),
    [
        (
            f'<vtMeldingDi01 xmlns="{NAMESPACES["JZ"]}0"/>',
            f"'vtMeldingDi01' in namespace '{NAMESPACES['JZ']}0'",
        ),
        ("<vtMeldingDi01/>", "'vtMeldingDi01' in namespace ''"),
        (f'<melding xmlns="{NAMESPACES["JZ"]}"/>', "'melding' in namespace"),
        (
            f'<vtoDi01 xmlns="{NAMESPACES["JZ"]}"/>',
            "vtoDi01 wordt hier niet aangenomen. Stuur vtMeldingDi01.",
        ),
        (
            f'<vtTerugkoppelingDi01 xmlns="{NAMESPACES["JZ"]}"/>',
            "vtTerugkoppelingDi01 wordt hier niet aangenomen",
        ),
        (f"<{'x' * 5000}/>", f"'{'x' * 120}…'"),
    ],
)
def test_an_unknown_message_is_named_in_the_refusal(refuse, wortel, woorden):
    (fout,) = refuse(wortel.encode())
    assert woorden in fout.melding


def test_the_bytes_are_sealed_as_received(load, take):
    data = load("melding-gezin")
    assert take("melding-gezin").sha256 == hashlib.sha256(data).hexdigest()


def test_every_field_is_kept_in_order_as_it_was_written(take):
    velden = take("melding-klein").velden
    onderwerp = velden.find("JZ:object")
    assert [veld.naam for veld in onderwerp.velden][:3] == [
        "JZ:identificatieVtMelding",
        "JZ:datumMelding",
        "JZ:datumIncident",
    ]
    plaats = onderwerp.find("JZ:locatieIncident")
    assert (plaats.nil, plaats.waarde, plaats.no_value) == (True, None, "nietGeautoriseerd")
    assert plaats.attributen == (("xsi:nil", "true"), ("StUF:noValue", "nietGeautoriseerd"))
    assert onderwerp.find("JZ:omschrijvingIncident").waarde == ""
    assert onderwerp.find("JZ:contactgegevensVerdiepingOpInfo").waarde is None
    assert onderwerp.find("JZ:betreft").no_value == "nietOndersteund"
    assert onderwerp.find("JZ:informering") is None


def test_every_path_names_one_field(take):
    paden = [veld.pad for veld in take("melding-gezin").velden.walk()]
    assert len(set(paden)) == len(paden)
    assert f"{OBJECT}/JZ:contactgegevensVerdiepingOpInfo/JZ:eMail[2]" in paden
    assert f"{OBJECT}/JZ:informering" in paden


def test_white_space_in_a_text_is_kept(take):
    bericht = take(
        "melding-klein", ("<JZ:omschrijvingIncident>", "<JZ:omschrijvingIncident> een\n twee ")
    )
    assert bericht.velden.find("JZ:object").find("JZ:omschrijvingIncident").waarde == " een\n twee "


def test_the_stuurgegevens_say_who_sent_what_to_whom(take):
    stuurgegevens = take("melding-gezin").stuurgegevens
    assert stuurgegevens.zender == Systeem(
        organisatie="Politie Eenheid Duinrand",
        applicatie="Meldkamer",
        administratie="Noord",
        gebruiker="dienst-7",
    )
    assert stuurgegevens.ontvanger.administratie is None
    assert stuurgegevens.tijdstip.datum == date(2026, 3, 14)
    assert stuurgegevens.tijdstip.tijd == time(21, 30, 15, 250_000)


def test_without_stuurgegevens_there_is_no_message(take):
    with pytest.raises(ValueError, match="stuurgegevens"):
        read_stuurgegevens(take("melding-klein").velden.velden[1])


@pytest.mark.parametrize(
    ("gegeven", "datum", "tijd"),
    [
        ("20260314", date(2026, 3, 14), None),
        ("2026031421", date(2026, 3, 14), time(21)),
        ("202603142130", date(2026, 3, 14), time(21, 30)),
        ("20260314213015", date(2026, 3, 14), time(21, 30, 15)),
        ("20260314213015007", date(2026, 3, 14), time(21, 30, 15, 7000)),
        ("202603142130150", date(2026, 3, 14), None),
        ("2026031425", date(2026, 3, 14), None),
        ("20261340", None, None),
    ],
)
def test_a_tijdstip_is_read_as_far_as_it_goes(gegeven, datum, tijd):
    tijdstip = read_tijdstip(gegeven)
    assert (tijdstip.gegeven, tijdstip.datum, tijdstip.tijd) == (gegeven, datum, tijd)


@pytest.mark.parametrize(
    ("oud", "nieuw", "zelfde"),
    [
        ("<StUF:referentienummer>", "<StUF:referentienummer> ", True),
        ("Halt Duinrand", "Halt\n  Duinrand", True),
        ("<!-- Verzonnen", "<!-- Opnieuw verstuurd", True),
        (">H-9<", ">h-9<", False),
        (">Balie<", ">Loket<", False),
        (
            "Balie</StUF:applicatie>",
            "Balie</StUF:applicatie><StUF:administratie>A</StUF:administratie>",
            False,
        ),
    ],
)
def test_zender_and_referentienummer_make_it_the_same_message(take, oud, nieuw, zelfde):
    eerste, tweede = take("melding-klein"), take("melding-klein", (oud, nieuw))
    assert (eerste.sleutel == tweede.sleutel) is zelfde
    assert eerste.sha256 != tweede.sha256


def test_accents_may_be_coded_either_way(take):
    een = take("melding-klein", ("Halt Duinrand", "Halt Caf\u00e9"))
    ander = take("melding-klein", ("Halt Duinrand", "Halt Cafe\u0301"))
    assert een.sleutel == ander.sleutel


def test_other_prefixes_give_the_same_fields(load, take):
    data = (
        load("melding-gezin").replace(b"JZ:", b"a:").replace(b":JZ", b":a").replace(b"ZKN", b"b-1")
    )
    anders = lees_bericht(data, vandaag=date(2026, 3, 20))
    assert anders.velden == take("melding-gezin").velden


def test_reasons_beyond_the_bound_are_counted(load, refuse):
    fouten = refuse(load("ongeldig-velden"), grenzen=Grenzen(fouten=5))
    assert len(fouten) == 6
    assert fouten[-1].melding == "Er zijn nog 8 fouten. Herstel eerst deze."


def test_a_refusal_can_be_read_as_text(load, refuse):
    (fout,) = refuse(load("voorganger"))
    assert str(fout) == "/: Het bericht zorgmeldingDi01 is vervangen. Stuur vtMeldingDi01."
    assert "(regel 10): De waarde" in str(refuse(load("ongeldig-velden"))[0])


def test_a_setting_without_schemas_says_what_to_do(take, tmp_path):
    with pytest.raises(SchemasOnbruikbaar, match="laat de instelling leeg"):
        take("melding-klein", schemas=tmp_path)


SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{JZ}">
  <xs:element name="vtMeldingDi01"><xs:complexType><xs:sequence>
    <xs:any namespace="##any" processContents="skip" maxOccurs="{meest}"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


@pytest.mark.parametrize(("meest", "genomen"), [(2, True), (1, False)])
def test_schemas_in_the_setting_have_a_say_too(load, take, refuse, tmp_path, meest, genomen):
    schema = SCHEMA.format(JZ=NAMESPACES["JZ"], meest=meest)
    (tmp_path / "jz0100_msg_vtberichten_resolved2025.xsd").write_text(schema, encoding="utf-8")
    if genomen:
        assert take("melding-klein", schemas=tmp_path).naam == "vtMeldingDi01"
        return
    (fout,) = refuse(load("melding-klein"), schemas=tmp_path)
    assert "officiële schema" in fout.melding
    assert fout.pad.endswith("JZ:object")
