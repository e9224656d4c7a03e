"""The two VT messages, element by element in the order of the standard.

Source: StUF-koppelvlak Jeugdzorg 1.0.9, schema set vt. Each type stands under its name there, so
that a reader can lay the two side by side. The odd spelling of some elements is the standard's own.
"""

from kring.koppelingen.corv import soorten as s
from kring.koppelingen.corv.beschrijving import Element, Soort, either, many, one, optional, some


SYSTEEM = Soort(
    naam="StUF:Systeem-corv",
    inhoud=(
        one("StUF:organisatie", s.ORGANISATIE),
        one("StUF:applicatie", s.APPLICATIE),
        optional("StUF:administratie", s.ADMINISTRATIE),
        optional("StUF:gebruiker", s.GEBRUIKER),
    ),
)


def _stuurgegevens(bericht: str) -> Element:
    return one(
        "JZ:stuurgegevens",
        Soort(
            naam=f"StUF:Stuurgegevens-{bericht}",
            inhoud=(
                one("StUF:berichtcode", s.BERICHTCODE),
                one("StUF:zender", SYSTEEM),
                one("StUF:ontvanger", SYSTEEM),
                one("StUF:referentienummer", s.REFNUMMER),
                one("StUF:tijdstipBericht", s.TIJDSTIP_BERICHT),
                one("StUF:functie", s.functie(bericht)),
            ),
        ),
    )


def _bericht(naam: str, onderwerp: Soort) -> Element:
    inhoud = (_stuurgegevens(naam), one("JZ:object", onderwerp))
    return one(f"JZ:{naam}", Soort(naam=None, inhoud=inhoud))


EXTRA = optional("StUF:extraElementen", s.EXTRA_ELEMENTEN)

CONTACTGEGEVENS = Soort(
    naam="JZ:Grp-Contactgegevens",
    inhoud=(
        optional("JZ:naamContactpersoon", s.JZ_STRING),
        optional("JZ:afdeling", s.JZ_STRING, nil=True),
        many("JZ:eMail", s.JZ_STRING_254, nil=True),
        many("JZ:telefoonnummer", s.JZ_STRING_20, nil=True),
    ),
)

ADRES_BUITENLAND = Soort(
    naam="BG:Grp-verblijfsadresbuitenland",
    inhoud=(
        one("BG:lnd.landcode", s.LANDCODE, nil=True),
        optional("BG:sub.adresBuitenland1", s.ADRES_BUITENLAND, nil=True),
        optional("BG:sub.adresBuitenland2", s.ADRES_BUITENLAND, nil=True),
        optional("BG:sub.adresBuitenland3", s.ADRES_BUITENLAND, nil=True),
    ),
)

ADRES_BINNENLAND = Soort(
    naam="BG:Grp-verblijfsadresbinnenland",
    inhoud=(
        one("BG:wpl.woonplaatsNaam", s.WOONPLAATSNAAM, nil=True),
        one("BG:gor.openbareRuimteNaam", s.OPENBARE_RUIMTE, nil=True),
        optional("BG:aoa.postcode", s.POSTCODE, nil=True),
        one("BG:aoa.huisnummer", s.HUISNUMMER, nil=True),
        optional("BG:aoa.huisletter", s.HUISLETTER, nil=True),
        optional("BG:aoa.huisnummertoevoeging", s.TOEVOEGING, nil=True),
    ),
)

# A person who is only pointed at: somebody's relation, or who was told about the melding.
PERSOON_VERWIJZING = Soort(
    naam="BG:NPS-vt-melding-rnp-e",
    attributen=s.as_entiteit(None),
    inhoud=(
        optional("BG:inp.bsn", s.BSN, nil=True),
        optional("BG:geslachtsnaam", s.GESLACHTSNAAM, nil=True),
        optional("BG:voorvoegselGeslachtsnaam", s.VOORVOEGSEL, nil=True),
        optional("BG:voornamen", s.VOORNAMEN, nil=True),
        EXTRA,
        optional("BG:vreemdelingennummer", s.BG_STRING, nil=True),
        optional("BG:rni", s.BG_STRING, nil=True),
        optional("BG:volledigeNaam", s.BG_STRING_412),
    ),
)

RELATIE = Soort(
    naam="BG:NPSNPSSIR-vt-melding",
    attributen=s.as_relatie("NPSNPSSIR"),
    mag_leeg=True,
    inhoud=(
        one("BG:gerelateerde", PERSOON_VERWIJZING, nil=True),
        one("BG:omschrijvingSocialeRelatie", s.BG_STRING, nil=True),
        EXTRA,
    ),
)

PERSOON = Soort(
    naam="BG:NPS-vt-melding-bnp-e",
    attributen=s.as_entiteit(None),
    inhoud=(
        optional("BG:inp.bsn", s.BSN, nil=True),
        one("BG:geslachtsnaam", s.GESLACHTSNAAM, nil=True),
        optional("BG:voorvoegselGeslachtsnaam", s.VOORVOEGSEL, nil=True),
        optional("BG:voornamen", s.VOORNAMEN, nil=True),
        one("BG:geslachtsaanduiding", s.GESLACHTSAANDUIDING, nil=True),
        optional("BG:geboortedatum", s.DATUM_MET_INDICATOR, nil=True),
        EXTRA,
        optional("BG:vreemdelingennummer", s.BG_STRING, nil=True),
        optional("BG:rni", s.BG_STRING, nil=True),
        many("BG:telefoonnummer", s.BG_TELEFOONNUMMER),
        optional("BG:nationaliteit", s.BG_STRING_42, nil=True),
        optional("BG:taal", s.BG_STRING, nil=True),
        optional("BG:formeelVerblijfsadresBuitenland", ADRES_BUITENLAND, nil=True),
        optional("BG:formeelVerblijfadresBinnenland", ADRES_BINNENLAND, nil=True),
        optional("BG:feitelijkVerblijfsadresBuitenland", ADRES_BUITENLAND, nil=True),
        optional("BG:feitelijkVerblijfsadresBinnenland", ADRES_BINNENLAND, nil=True),
        many("BG:staatInRelatieTot", RELATIE, nil=True),
    ),
)

BETROKKENE = Soort(
    naam="JZ:ZOSNPS-vt-melding",
    attributen=s.as_relatie("ZOSNPS"),
    inhoud=(
        one("JZ:gerelateerde", PERSOON, nil=True),
        one("JZ:jeugzorgrol", s.JEUGDZORGROL, nil=True),
        optional("JZ:aanvullendeInformatieBetrokkenPersoon", s.JZ_STRING, nil=True),
        optional("JZ:overigeZorgMinderjarige", s.JZ_STRING, nil=True),
        EXTRA,
    ),
)

ZORGELIJKE_SITUATIE = Soort(
    naam="JZ:ZOS-vt-melding",
    attributen=s.as_relatie("ZOS"),
    inhoud=(
        one("JZ:omschrijvingZorgelijkeSituatie", s.JZ_STRING, nil=True),
        many("JZ:relevanteRegistratie", s.JZ_STRING, nil=True),
        optional("JZ:aanvullendeInformatie", s.JZ_STRING, nil=True),
        optional("JZ:bestaandeHulpverlening", s.JZ_STRING),
        optional("JZ:tijdelijkHuisverbod", s.JZ_STRING),
        optional("JZ:aanhouding", s.JZ_STRING),
        optional("JZ:aangifte", s.JZ_STRING),
        optional("JZ:eergerelateerdGeweld", s.JZ_STRING),
        EXTRA,
        some("JZ:heeftBetrokken", BETROKKENE, nil=True),
    ),
)

BETREFT = Soort(
    naam="JZ:VTMZOS-vt-melding",
    attributen=s.as_relatie("VTMZOS"),
    inhoud=(one("JZ:gerelateerde", ZORGELIJKE_SITUATIE, nil=True), EXTRA),
)

INFORMERING = Soort(
    naam="JZ:VTMNPS-vt-melding",
    attributen=s.as_relatie("VTMNPS"),
    mag_leeg=True,
    inhoud=(
        one("JZ:gerelateerde", PERSOON_VERWIJZING, nil=True),
        optional("JZ:wijzeVanInformering", s.INFORMERINGSWIJZE, nil=True),
        one("JZ:indicatieGereageerd", s.INDIC, nil=True),
        optional("JZ:strekkingReactie", s.JZ_STRING, nil=True),
        optional("JZ:datumGeinformeerd", s.DATUM_E, nil=True),
        EXTRA,
    ),
)

VESTIGING = Soort(
    naam="BG:VES-r",
    attributen=s.as_entiteit("VES"),
    inhoud=(one("BG:vestigingsNummer", s.VESTIGINGSNUMMER, nil=True),),
)

NIET_NATUURLIJK_PERSOON = Soort(
    naam="BG:NNPINN-r-e",
    attributen=s.as_entiteit("NNPINN"),
    inhoud=(one("BG:rsin", s.BG_STRING_9),),
)

MAATSCHAPPELIJKE_ACTIVITEIT = Soort(
    naam="BG:MAC-r",
    attributen=s.as_entiteit("MAC"),
    inhoud=(one("BG:kvkNummer", s.KVKNUMMER, nil=True),),
)

MELDENDE_INSTANTIE = Soort(
    naam="ZKN:BTR-r-e-vt-melding",
    attributen=s.as_betrokkene(),
    inhoud=(
        optional("ZKN:vestiging", VESTIGING),
        optional("ZKN:naam", s.ZKN_STRING_200, nil=True),
        optional("ZKN:instantiecode", s.ZKN_STRING, nil=True),
        either("ZKN:ingeschrevenNietNatuurlijkPersoon", NIET_NATUURLIJK_PERSOON, nil=True),
        either("ZKN:maatschappelijkeActiviteit", MAATSCHAPPELIJKE_ACTIVITEIT, nil=True),
    ),
)

INGEDIEND_DOOR = Soort(
    naam="JZ:VTMBTR-vt-melding",
    attributen=s.as_relatie("VTMBTR"),
    inhoud=(one("JZ:gerelateerde", MELDENDE_INSTANTIE, nil=True), EXTRA),
)

VT_MELDING = _bericht(
    "vtMeldingDi01",
    Soort(
        naam="JZ:VTM-vt-melding",
        attributen=s.as_object("VTM"),
        inhoud=(
            one("JZ:identificatieVtMelding", s.JZ_STRING, nil=True),
            one("JZ:datumMelding", s.DATUM_E, nil=True),
            one("JZ:datumIncident", s.DATUM_E, nil=True),
            one("JZ:locatieIncident", s.JZ_STRING, nil=True),
            one("JZ:omschrijvingIncident", s.JZ_STRING, nil=True),
            one("JZ:indicatieAgenderingAfstemmingsoverlegGewenst", s.INDIC, nil=True),
            one("JZ:contactgegevensVerdiepingOpInfo", CONTACTGEGEVENS, nil=True),
            optional("JZ:informering", s.JZ_STRING),
            one("JZ:indicatieSASHIngevuld", s.INDIC),
            optional("JZ:SASHniveau", s.SASHNIVEAU),
            EXTRA,
            one("JZ:betreft", BETREFT, nil=True),
            many("JZ:isGeinformeerdAan", INFORMERING, nil=True),
            one("JZ:isIngediendDoor", INGEDIEND_DOOR, nil=True),
        ),
    ),
)

UITVOERDER = Soort(
    naam="ZKN:BTR-r-e-vt-terugkoppeling",
    attributen=s.as_betrokkene(),
    inhoud=(
        one("ZKN:naam", s.GESLACHTSNAAM),
        one("ZKN:oinNummer", s.OINNUMMER, nil=True),
    ),
)

ORGANISATIE_MET_ZICHT = Soort(
    naam="ZKN:BTR-r-vt-terugkoppeling",
    attributen=s.as_betrokkene(),
    inhoud=(one("ZKN:naam", s.GESLACHTSNAAM),),
    afgeleid=(UITVOERDER,),
)

ZICHT_OP_VEILIGHEID = Soort(
    naam="JZ:ZOSBTR-vt-terugkoppeling",
    attributen=s.as_relatie("ZOSBTR"),
    mag_leeg=True,
    inhoud=(one("JZ:gerelateerde", ORGANISATIE_MET_ZICHT, nil=True), EXTRA),
)

SITUATIE_NA_BEOORDELING = Soort(
    naam="JZ:ZOS-vt-terugkoppeling",
    attributen=s.as_relatie("ZOS"),
    inhoud=(
        optional("JZ:contactgegevensVerantwoordelijkeOrganisatie", CONTACTGEGEVENS, nil=True),
        EXTRA,
        one("JZ:verantwoordelijkVoorZichtOpDeVeiligheidBelegdBij", ZICHT_OP_VEILIGHEID, nil=True),
    ),
)

BETREFT_NA_BEOORDELING = Soort(
    naam="JZ:VTMZOS-vt-terugkoppeling",
    attributen=s.as_relatie("VTMZOS"),
    inhoud=(one("JZ:gerelateerde", SITUATIE_NA_BEOORDELING, nil=True), EXTRA),
)

BEANTWOORDE_MELDING = Soort(
    naam="JZ:VTM-vt-terugkoppeling",
    attributen=s.as_relatie("VTM"),
    inhoud=(
        one("JZ:identificatieVtMelding", s.JZ_STRING, nil=True),
        EXTRA,
        optional("JZ:betreft", BETREFT_NA_BEOORDELING, nil=True),
    ),
)

NAAR_AANLEIDING_VAN = Soort(
    naam="ZKN:ZAKVTM-vt-terugkoppeling",
    attributen=s.as_relatie("ZAKVTM"),
    inhoud=(one("ZKN:gerelateerde", BEANTWOORDE_MELDING, nil=True), EXTRA),
)

UITGEVOERD_DOOR = Soort(
    naam="ZKN:ZAKBTR-vt-terugkoppeling",
    attributen=s.as_relatie("ZAKBTR"),
    inhoud=(one("ZKN:gerelateerde", UITVOERDER, nil=True), EXTRA),
)

VT_TERUGKOPPELING = _bericht(
    "vtTerugkoppelingDi01",
    Soort(
        naam="ZKN:ZAK-vt-terugkoppeling-e",
        attributen=s.as_object("ZAK"),
        inhoud=(
            optional("ZKN:identificatie", s.ZAAKIDENTIFICATIE, nil=True),
            EXTRA,
            optional("ZKN:toelichting", s.ZKN_STRING_1000, nil=True),
            optional("ZKN:uitkomst", s.UITKOMST),
            one("ZKN:status", s.STATUS),
            one("ZKN:naarAanleidingVan", NAAR_AANLEIDING_VAN),
            one("ZKN:isUitgevoerdDoor", UITGEVOERD_DOOR),
        ),
    ),
)
