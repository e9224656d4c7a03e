"""Every kind of fault is found, named and told together with the others."""

import pytest

from kring.koppelingen.corv.toetsing import get_soort
from kring.koppelingen.corv.veilig import parse_veilig
from kring.koppelingen.corv.vtberichten import ORGANISATIE_MET_ZICHT, UITVOERDER, optional


OBJECT = "/JZ:vtMeldingDi01/JZ:object"
SASH = "<JZ:indicatieSASHIngevuld>Nee</JZ:indicatieSASHIngevuld>"
PLAATS = '<JZ:locatieIncident xsi:nil="true" StUF:noValue="nietGeautoriseerd"/>'
DOOR = '<JZ:isIngediendDoor StUF:entiteittype="VTMBTR">'
INSTANTIE = "<JZ:gerelateerde/>"

# What is replaced in the smallest message, by what, and the path and words of the one fault.
GEVALLEN = [
    (SASH, "", OBJECT, "JZ:indicatieSASHIngevuld ontbreekt"),
    (SASH, SASH * 2, OBJECT, "staat er 2 keer; het mag er 1 keer staan"),
    (SASH, f"{SASH}<JZ:vreemd/>", f"{OBJECT}/JZ:vreemd", "hoort niet in JZ:object"),
    (SASH, f'{SASH}<x xmlns="urn:y"/>', f"{OBJECT}/{{urn:y}}x", "hoort niet in JZ:object"),
    (SASH, f"{SASH}&#160;", OBJECT, "losse tekst"),
    (SASH, f"{SASH}<![CDATA[x]]>", OBJECT, "losse tekst"),
    (">Nee<", ">Nee<JZ:x/><", f"{OBJECT}/JZ:indicatieSASHIngevuld", "er staan elementen in"),
    (
        SASH,
        SASH.replace(">Nee", ' xsi:nil="false">Nee'),
        f"{OBJECT}/JZ:indicatieSASHIngevuld",
        "mag geen xsi:nil",
    ),
    (PLAATS, PLAATS.replace("true", "ja"), f"{OBJECT}/JZ:locatieIncident", "true of false"),
    (
        PLAATS,
        PLAATS.replace("/>", "> </JZ:locatieIncident>"),
        f"{OBJECT}/JZ:locatieIncident",
        "niet leeg",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", "><![CDATA[]]></JZ:locatieIncident>"),
        f"{OBJECT}/JZ:locatieIncident",
        "niet leeg",
    ),
    (
        PLAATS,
        PLAATS.replace("nietGeautoriseerd", "geheim"),
        f"{OBJECT}/JZ:locatieIncident",
        "StUF:noValue: De waarde",
    ),
    (
        PLAATS,
        PLAATS.replace("StUF:noV", "noV"),
        f"{OBJECT}/JZ:locatieIncident",
        "Schrijf het als StUF:noValue",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", ' xml:lang="nl"/>'),
        f"{OBJECT}/JZ:locatieIncident",
        "hoort hier niet. Haal het weg",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", ' xsi:foo=""/>'),
        f"{OBJECT}/JZ:locatieIncident",
        "xsi:foo hoort hier niet",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", ' xsi:type="JZ:SASHniveau-e"/>'),
        f"{OBJECT}/JZ:locatieIncident",
        "xsi:type noemt",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", ' xsi:type="q:String-e"/>'),
        f"{OBJECT}/JZ:locatieIncident",
        "xsi:type noemt",
    ),
    (
        PLAATS,
        PLAATS.replace("/>", ' xsi:type=":String-e"/>'),
        f"{OBJECT}/JZ:locatieIncident",
        "xsi:type noemt",
    ),
    (
        DOOR,
        "<JZ:isIngediendDoor>",
        f"{OBJECT}/JZ:isIngediendDoor",
        'Voeg StUF:entiteittype="VTMBTR" toe',
    ),
    (
        DOOR,
        DOOR.replace("VTMBTR", "VTM"),
        f"{OBJECT}/JZ:isIngediendDoor",
        'moet hier "VTMBTR" zijn',
    ),
    (
        SASH,
        f"{SASH}<StUF:extraElementen/>",
        f"{OBJECT}/StUF:extraElementen",
        "StUF:extraElement ontbreekt",
    ),
]


@pytest.mark.parametrize(("oud", "nieuw", "pad", "woorden"), GEVALLEN)
def test_a_fault_is_named_with_its_place(load, refuse, oud, nieuw, pad, woorden):
    (fout,) = refuse(load("melding-klein", (oud, nieuw)))
    assert fout.pad == pad
    assert woorden in fout.melding
    assert fout.regel is not None


def test_all_faults_are_told_at_once(load, refuse):
    fouten = refuse(load("ongeldig-velden"))
    assert len(fouten) == 13
    assert [fout.regel for fout in fouten] == sorted(fout.regel for fout in fouten)


def test_no_fault_repeats_what_the_message_says(load, refuse):
    meldingen = " ".join(fout.melding for fout in refuse(load("ongeldig-velden")))
    for waarde in ("202603151", "te-lang-voor", "vandaag", "thuis", "Ruzie", "los "):
        assert waarde not in meldingen


def test_only_one_of_a_choice_may_stand(load, refuse):
    twee = (
        '<JZ:gerelateerde><ZKN:ingeschrevenNietNatuurlijkPersoon xsi:nil="1"/>'
        '<ZKN:maatschappelijkeActiviteit xsi:nil="1"/></JZ:gerelateerde>'
    )
    (fout,) = refuse(load("melding-klein", (INSTANTIE, twee)))
    assert "mag er één staan" in fout.melding


def test_one_element_out_of_order_is_one_fault(load, refuse):
    sash = (SASH, ""), ("<JZ:identificatieVtMelding", f"{SASH}<JZ:identificatieVtMelding")
    (fout,) = refuse(load("melding-klein", *sash))
    assert fout.pad == f"{OBJECT}/JZ:indicatieSASHIngevuld"
    assert "na JZ:informering en vóór JZ:SASHniveau" in fout.melding


def test_the_first_element_out_of_order_is_sent_to_the_front(load, refuse):
    eerste = '<JZ:identificatieVtMelding xsi:nil="true" StUF:noValue="geenWaarde"/>'
    (fout,) = refuse(load("melding-klein", (eerste, ""), (SASH, eerste + SASH)))
    assert fout.melding.endswith("komt het vóór JZ:datumMelding.")


def test_a_group_that_may_be_empty_is_all_or_nothing(load, refuse):
    halve = (
        '<JZ:isGeinformeerdAan StUF:entiteittype="VTMNPS"><JZ:gerelateerde/></JZ:isGeinformeerdAan>'
    )
    (fout,) = refuse(load("melding-klein", (DOOR, halve + DOOR)))
    assert "JZ:indicatieGereageerd ontbreekt" in fout.melding
    assert 'xsi:nil="true"' in fout.melding


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        (SASH, f"<!-- los -->{SASH}"),
        (SASH, SASH.replace("Nee", "N<!-- los -->ee")),
        (SASH, SASH.replace("Nee", "<![CDATA[Nee]]>")),
        (PLAATS, PLAATS.replace("/>", ' xsi:type="JZ:String-e"/>')),
        (PLAATS, '<JZ:locatieIncident xsi:nil="0">thuis</JZ:locatieIncident>'),
        (
            "<StUF:tijdstipBericht>",
            '<StUF:tijdstipBericht xsi:type="StUF:Tijdstip-e" StUF:exact="true">',
        ),
        (
            "<JZ:stuurgegevens>",
            '<JZ:stuurgegevens xsi:schemaLocation="http://elders.invalid x.xsd">',
        ),
    ],
)
def test_what_xml_allows_is_taken(take, oud, nieuw):
    assert take("melding-klein", (oud, nieuw)).naam == "vtMeldingDi01"


def test_a_derived_type_brings_its_own_elements():
    wortel = parse_veilig(
        b'<a xmlns="http://www.egem.nl/StUF/sector/zkn/0310"'
        b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="BTR-r-e-vt-terugkoppeling"/>'
    )
    assert get_soort(wortel, optional("a", ORGANISATIE_MET_ZICHT)) is UITVOERDER
