"""A melding in our own words says what was sent, says what was not, and drops nothing."""

from dataclasses import replace

import pytest

from kring.koppelingen.corv.codelijsten import ROL_BIJ_TEKST
from kring.koppelingen.corv.gegevens import NIET_GEGEVEN, Afwezig, Bsn, Reden
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.koppelingen.corv.melding import (
    AdresBinnenland,
    AdresBuitenland,
    Contactgegevens,
    ExtraElement,
    Informering,
    MeldendeInstantie,
    Naam,
    OverigVeld,
    PersoonVerwijzing,
    Relatie,
    Sash,
)
from kring.stelsel.deeldatum import Deeldatum


OBJECT = "/JZ:vtMeldingDi01/JZ:object"
ONBEKEND = Afwezig(reden=Reden.WAARDE_ONBEKEND)


@pytest.fixture
def translate(take):
    return lambda naam, *vervangingen: as_vt_melding(bericht=take(naam, *vervangingen))


def test_the_melding_itself(translate):
    melding = translate("melding-gezin")
    assert melding.identificatie == "DR-BVH-88001"
    assert melding.datum_melding == Deeldatum(2026, 3, 14)
    assert melding.datum_incident == Deeldatum(2026, 3, 13)
    assert melding.agendering_gewenst is True
    assert melding.sash == Sash(ingevuld=True, niveau="matig")
    assert melding.informering == "Vader was al weg en is later gebeld."
    assert melding.contact == Contactgegevens(
        naam="E. Verzonnen",
        afdeling="Wijkteam Strand",
        emailadressen=("wijkteam.strand@duinrand.invalid", "dienst7@duinrand.invalid"),
        telefoonnummers=("0600000011", "0600000012"),
    )
    assert melding.ingediend_door == MeldendeInstantie(
        naam="Politie Eenheid Duinrand",
        instantiecode="DR01",
        vestigingsnummer="000099990001",
        rsin=NIET_GEGEVEN,
        kvk_nummer="99990001",
    )
    assert melding.stuurgegevens.referentienummer == "DR-2026-00417"


def test_the_zorgelijke_situatie(translate):
    situatie = translate("melding-gezin").zorgelijke_situatie
    assert situatie.omschrijving.startswith("De kinderen slapen")
    assert situatie.relevante_registraties == (
        "2025-12-02 overlast, buren gesproken",
        "2026-02-20 ruzie, beiden gehoord",
    )
    assert situatie.tijdelijk_huisverbod == "Wordt overwogen"
    assert [betrokkene.rol.code for betrokkene in situatie.betrokkenen] == ["301", "112", "125"]


def test_a_betrokkene_with_everything_that_was_told(translate):
    mees, iris, oma = translate("melding-gezin").zorgelijke_situatie.betrokkenen
    assert mees.rol is ROL_BIJ_TEKST["jeugdige"]
    assert mees.overige_zorg_minderjarige == "Komt soms te laat op school."
    assert mees.persoon.naam == Naam(
        voornamen="Mees", voorvoegsel="van der", geslachtsnaam="Zandloper"
    )
    assert mees.persoon.bsn == Bsn(nummer="999912343", betrouwbaar=True)
    assert mees.persoon.geboren == Deeldatum(2018, 6, 22)
    assert mees.persoon.geslacht == "M"
    assert iris.persoon.telefoonnummers == ("0600000013", "0600000014")
    assert (iris.persoon.nationaliteit, iris.persoon.taal) == ("Nederlandse", "Nederlands")
    assert (oma.persoon.vreemdelingennummer, oma.persoon.rni) == ("9990000077", "9990000078")
    assert oma.persoon.naam.voornamen == NIET_GEGEVEN
    assert oma.persoon.telefoonnummers == ()


def test_formeel_and_feitelijk_addresses_stay_apart(translate):
    mees, iris, _ = translate("melding-gezin").zorgelijke_situatie.betrokkenen
    assert mees.persoon.adressen.formeel_binnenland == AdresBinnenland(
        straat="Schelppad",
        huisnummer="81",
        huisletter="B",
        toevoeging="3hg",
        postcode="9999XD",
        woonplaats="Duinrand",
    )
    assert mees.persoon.adressen.feitelijk_binnenland.straat == "Helmgras"
    assert mees.persoon.adressen.feitelijk_binnenland.postcode == NIET_GEGEVEN
    assert mees.persoon.adressen.formeel_buitenland == NIET_GEGEVEN
    assert iris.persoon.adressen.formeel_buitenland == AdresBuitenland(
        regels=("Calle Inventada 5", "00001 Ficticia", "tweede deur"), landcode="6029"
    )


def test_relations_point_at_people_and_never_match_them(translate):
    mees, *_ = translate("melding-gezin").zorgelijke_situatie.betrokkenen
    niemand = Naam(voornamen=NIET_GEGEVEN, voorvoegsel=NIET_GEGEVEN, geslachtsnaam=NIET_GEGEVEN)
    assert mees.persoon.relaties[1] == Relatie(
        tot=PersoonVerwijzing(
            naam=niemand,
            volledige_naam="mevrouw Kwelder, de moeder van Iris",
            bsn=NIET_GEGEVEN,
            vreemdelingennummer=NIET_GEGEVEN,
            rni=NIET_GEGEVEN,
        ),
        omschrijving="kleinzoon van",
    )


def test_who_was_told_and_what_they_said(translate):
    moeder, vader = translate("melding-gezin").geinformeerd
    assert (moeder.wijze, moeder.gereageerd, moeder.datum) == (
        "mondeling",
        True,
        Deeldatum(2026, 3, 14),
    )
    assert moeder.strekking_reactie == "Moeder schrikt, en wil wel praten."
    assert moeder.aan.bsn.nummer == "999912355"
    assert vader.gereageerd is False
    assert vader.datum == NIET_GEGEVEN


def test_what_has_no_place_of_its_own_is_kept(translate):
    melding = translate("melding-gezin")
    pad = f"{OBJECT}/StUF:extraElementen"
    assert melding.extra_elementen == (
        ExtraElement(pad=pad, naam="wagen", waarde="14-22"),
        ExtraElement(pad=pad, naam="bodycam", waarde=Afwezig(reden=Reden.NIET_ONDERSTEUND)),
    )
    assert melding.overige_velden == (
        OverigVeld(pad=f"{OBJECT}/JZ:betreft/@verwerkingssoort", waarde="T"),
    )


def test_each_absence_keeps_its_own_reason(translate):
    melding = translate("melding-klein")
    assert melding.identificatie == Afwezig(reden=Reden.GEEN_WAARDE)
    assert melding.datum_melding == Afwezig(reden=Reden.ZONDER_REDEN)
    assert melding.datum_incident == Afwezig(reden=Reden.VASTGESTELD_ONBEKEND)
    assert melding.locatie_incident == Afwezig(reden=Reden.NIET_GEAUTORISEERD)
    assert melding.omschrijving_incident == Afwezig(reden=Reden.LEEG)
    assert melding.agendering_gewenst == ONBEKEND
    assert melding.zorgelijke_situatie == Afwezig(reden=Reden.NIET_ONDERSTEUND)
    assert melding.contact.emailadressen == ()
    assert melding.geinformeerd == ()
    assert melding.ingediend_door.naam == NIET_GEGEVEN
    assert melding.overige_velden == ()


def test_incomplete_data_stays_incomplete(translate):
    melding = translate("melding-onvolledig")
    assert melding.datum_melding == Afwezig(reden=Reden.ONLEESBAAR, gegeven="20260231")
    assert melding.datum_incident == Deeldatum(2026)
    kind, volwassene, melder = melding.zorgelijke_situatie.betrokkenen
    assert kind.persoon.geboren == Deeldatum(2023, 4)
    assert kind.persoon.bsn == Bsn(nummer="999912344", betrouwbaar=False)
    assert kind.persoon.naam.geslachtsnaam == ONBEKEND
    assert kind.persoon.adressen.feitelijk_binnenland.huisnummer == ONBEKEND
    assert kind.persoon.adressen.feitelijk_binnenland.woonplaats == "Duinrand"
    assert kind.persoon.adressen.feitelijk_buitenland == Afwezig(reden=Reden.ZONDER_REDEN)
    assert kind.persoon.adressen.formeel_binnenland == NIET_GEGEVEN
    assert volwassene.persoon == Afwezig(reden=Reden.NIET_GEAUTORISEERD)
    assert volwassene.rol == ONBEKEND
    assert melder.persoon.geboren == Afwezig(reden=Reden.DATUM_ONBEKEND)
    leeg, niemand = melding.geinformeerd
    assert isinstance(leeg, Informering)
    assert leeg.aan == NIET_GEGEVEN
    assert niemand == Afwezig(reden=Reden.GEEN_WAARDE)


def test_a_reason_beside_a_value_is_kept_beside_it(translate):
    melding = translate("melding-onvolledig")
    pad = f"{OBJECT}/JZ:betreft/JZ:gerelateerde/JZ:heeftBetrokken[2]/JZ:aanvullendeInformatieBetrokkenPersoon"
    assert melding.overige_velden == (OverigVeld(pad=f"{pad}/@StUF:noValue", waarde="geenWaarde"),)


def test_an_unreadable_date_keeps_what_was_said_about_it(translate):
    ind = (">20260314<", ' StUF:indOnvolledigeDatum="D">20261399<')
    melding = translate("melding-gezin", ind)
    pad = f"{OBJECT}/JZ:datumMelding/@StUF:indOnvolledigeDatum"
    assert OverigVeld(pad=pad, waarde="D") in melding.overige_velden


def test_a_number_loses_the_white_space_around_it(translate):
    melding = translate("melding-gezin", (">81<", ">\n 81 <"))
    assert (
        melding.zorgelijke_situatie.betrokkenen[0].persoon.adressen.formeel_binnenland.huisnummer
        == "81"
    )


def test_a_field_that_the_mapping_does_not_know_is_kept(take):
    bericht = take("melding-klein")
    stuurgegevens, onderwerp = bericht.velden.velden
    nieuw = replace(
        onderwerp.find("JZ:omschrijvingIncident"), pad=f"{OBJECT}/JZ:nieuw", naam="JZ:nieuw"
    )
    onderwerp = replace(onderwerp, velden=(*onderwerp.velden, replace(nieuw, waarde="iets nieuws")))
    velden = replace(bericht.velden, velden=(stuurgegevens, onderwerp))
    melding = as_vt_melding(bericht=replace(bericht, velden=velden))
    assert melding.overige_velden == (OverigVeld(pad=f"{OBJECT}/JZ:nieuw", waarde="iets nieuws"),)


def test_another_message_is_no_melding(take):
    bericht = take("terugkoppeling", soorten=frozenset(BESCHRIJVINGEN))
    with pytest.raises(ValueError, match="geen vtMeldingDi01"):
        as_vt_melding(bericht=bericht)
