"""Who belongs to the gezin, how it is called, and who lives where."""

import pytest

from kring.koppelingen.corv.codelijsten import JEUGDZORGROLLEN
from kring.koppelingen.corv.gezin import (
    GEZIN_ZONDER_NAAM,
    as_rij,
    find_adressen,
    find_mensen,
    is_van_gezin,
    name_gezin,
)
from kring.koppelingen.corv.mapping import as_vt_melding


BUITEN = {"391", "392", "393", "411", "412", "413", "491"}
ROL = "<JZ:jeugzorgrol>grootouder</JZ:jeugzorgrol>"


@pytest.fixture
def mensen(take):
    def find(naam, *vervangingen):
        return find_mensen(as_vt_melding(bericht=take(naam, *vervangingen)))

    return find


@pytest.mark.parametrize("rol", JEUGDZORGROLLEN, ids=lambda rol: rol.code)
def test_only_professionals_and_reporters_stand_outside_the_gezin(rol):
    assert is_van_gezin(rol) == (rol.code not in BUITEN)


@pytest.mark.parametrize(
    ("tekst", "rol"),
    [
        ("jeugdige", "kind"),
        ("kind", "kind"),
        ("broer of zus", "kind"),
        ("ouder zonder gezag", "ouder"),
        ("ouder, niet juridisch", "ouder"),
        ("stiefouder", "stiefouder"),
        ("stiefbroer of -zus", "stiefkind"),
        ("pleegouder", "pleegouder"),
        ("pleegbroer of -zus", "pleegkind"),
        ("grootouder", "grootouder"),
        ("voogd", "voogd"),
        ("opvoeder/verzorger", "ander"),
        ("overige verwant", "ander"),
    ],
)
def test_role_in_our_own_words(mensen, tekst, rol):
    gevonden = mensen("melding-gezin", (ROL, f"<JZ:jeugzorgrol>{tekst}</JZ:jeugzorgrol>"))
    assert gevonden.leden[2].rol == rol


def test_partner_by_the_relation_that_the_sender_writes(mensen):
    gevonden = mensen(
        "melding-gezin",
        ("<JZ:jeugzorgrol>jeugdige", "<JZ:jeugzorgrol>overige verwant"),
        ("zoon van", "ex-partner van"),
    )
    assert gevonden.leden[0].rol == "partner"


def test_row_of_a_member_holds_only_what_is_known(mensen):
    kind, niemand = mensen("melding-onvolledig").leden
    assert as_rij(kind) == {
        "lid": kind.lid, "rol": "kind", "voornaam": "Noor", "geslacht": "o", "geboren": "2023-04",
    }  # fmt: skip
    assert as_rij(niemand) == {"lid": niemand.lid, "rol": "ander"}


def test_unreliable_bsn_is_not_kept(mensen):
    assert [lid.bsn for lid in mensen("melding-onvolledig").leden] == ["", ""]
    assert [bool(lid.bsn) for lid in mensen("melding-gezin").leden] == [True, True, False]


def test_address_has_only_the_parts_that_are_there(mensen):
    assert find_adressen(mensen("melding-onvolledig").leden[0]) == (
        ("feitelijk", {"woonplaats": "Duinrand"}),
    )


def test_a_town_alone_makes_no_huishouden(mensen):
    assert {lid.huishouden for lid in mensen("melding-onvolledig").leden} == {""}


def test_where_somebody_is_goes_before_where_somebody_is_registered(mensen):
    """With the street gone, the real place is not known; the registered one does not take its place."""
    straat = "<BG:gor.openbareRuimteNaam>Helmgras</BG:gor.openbareRuimteNaam>"
    leeg = '<BG:gor.openbareRuimteNaam xsi:nil="true"/>'
    assert mensen("melding-gezin").leden[0].huishouden == "Huishouden 1"
    assert mensen("melding-gezin", (straat, leeg)).leden[0].huishouden == ""


def test_same_address_same_huishouden_and_no_address_in_its_name(mensen):
    adres = (
        "<BG:feitelijkVerblijfsadresBinnenland><BG:wpl.woonplaatsNaam>DUINRAND</BG:wpl.woonplaatsNaam>"
        "<BG:gor.openbareRuimteNaam>helm gras</BG:gor.openbareRuimteNaam>"
        "<BG:aoa.huisnummer>4</BG:aoa.huisnummer></BG:feitelijkVerblijfsadresBinnenland>"
    )
    einde = "</BG:formeelVerblijfsadresBuitenland>"
    gevonden = mensen("melding-gezin", (einde, einde + adres)).leden
    assert [lid.huishouden for lid in gevonden] == ["Huishouden 1", "Huishouden 1", ""]


def test_second_mention_with_the_same_bsn_is_the_same_person(mensen):
    bsn = "<BG:inp.bsn>999912343</BG:inp.bsn>"
    gevonden = mensen("melding-gezin", (bsn, "<BG:inp.bsn>999912355</BG:inp.bsn>"))
    assert [len(lid.betrokkenen) for lid in gevonden.leden] == [2, 1]


def test_same_name_is_not_the_same_person(mensen):
    namen = [lid.persoon.naam.geslachtsnaam for lid in mensen("melding-gezin").leden]
    assert namen.count("Kwelder") == 2


def test_reporter_and_informant_are_kept_apart(mensen):
    gevonden = mensen("melding-onvolledig")
    assert [wie.rol.tekst for wie in gevonden.melders] == ["melder"]
    assert gevonden.professionals == ()


def test_a_melding_without_any_member_gets_one_without_a_name(mensen):
    gevonden = mensen("melding-klein")
    assert gevonden.niemand
    assert [(lid.rol, lid.naam) for lid in gevonden.leden] == [
        ("ander", "iemand zonder bekende naam")
    ]


def test_gezin_is_called_after_the_children_then_the_mother(mensen):
    assert name_gezin(mensen("melding-gezin").leden) == "Gezin van der Zandloper"
    zonder_kind = mensen("melding-gezin", ("<JZ:jeugzorgrol>jeugdige", "<JZ:jeugzorgrol>voogd"))
    assert name_gezin(zonder_kind.leden) == "Gezin Kwelder"
    assert name_gezin(mensen("melding-klein").leden) == GEZIN_ZONDER_NAAM
