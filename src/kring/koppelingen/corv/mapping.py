"""Translates a received vtMeldingDi01 into our own words. Pure: nothing is looked up or decided."""

from collections.abc import Callable
from typing import TypeVar

from kring.koppelingen.corv.bericht import Bericht, Veld
from kring.koppelingen.corv.beschrijving import walk_soorten
from kring.koppelingen.corv.codelijsten import ROL_BIJ_TEKST, Jeugdzorgrol
from kring.koppelingen.corv.gegevens import Afwezig
from kring.koppelingen.corv.melding import (
    AdresBinnenland,
    AdresBuitenland,
    Adressen,
    Betrokkene,
    Contactgegevens,
    ExtraElement,
    Informering,
    MeldendeInstantie,
    Naam,
    OverigVeld,
    Persoon,
    PersoonVerwijzing,
    Relatie,
    Sash,
    VtMelding,
    ZorgelijkeSituatie,
)
from kring.koppelingen.corv.tak import Gelezen, Tak
from kring.koppelingen.corv.vtberichten import VT_MELDING


T = TypeVar("T")

# Attributes that can have one value only, by type: the description tells what they say.
_VAST = frozenset(
    (soort.naam, attribuut.naam)
    for soort in walk_soorten(VT_MELDING.soort)
    for attribuut in soort.attributen
    if attribuut.vast is not None
)
# Parts of XML Schema itself: they say how to read the message, not what happened.
_XSI = ("xsi:nil", "xsi:type", "xsi:schemaLocation", "xsi:noNamespaceSchemaLocation")


def as_vt_melding(*, bericht: Bericht) -> VtMelding:
    """The melding that the message holds. Raises ValueError for another message."""
    onderwerp = bericht.velden.find("JZ:object")
    if bericht.naam != "vtMeldingDi01" or onderwerp is None:
        raise ValueError(f"{bericht.naam} is geen vtMeldingDi01. Geef een vtMeldingDi01.")
    # The stuurgegevens, always the first part, have their own place as a whole.
    gelezen = Gelezen({veld.pad for veld in bericht.velden.velden[0].walk()})
    tak = Tak(onderwerp, gelezen)
    return VtMelding(
        stuurgegevens=bericht.stuurgegevens,
        identificatie=tak.read("JZ:identificatieVtMelding"),
        datum_melding=tak.read_datum("JZ:datumMelding"),
        datum_incident=tak.read_datum("JZ:datumIncident"),
        locatie_incident=tak.read("JZ:locatieIncident"),
        omschrijving_incident=tak.read("JZ:omschrijvingIncident"),
        agendering_gewenst=tak.read_ja_nee("JZ:indicatieAgenderingAfstemmingsoverlegGewenst"),
        contact=_translate(tak.enter("JZ:contactgegevensVerdiepingOpInfo"), _as_contact),
        informering=tak.read("JZ:informering"),
        sash=Sash(
            ingevuld=tak.read_ja_nee("JZ:indicatieSASHIngevuld"), niveau=tak.read("JZ:SASHniveau")
        ),
        zorgelijke_situatie=_translate(_enter_gerelateerde(tak, "JZ:betreft"), _as_situatie),
        geinformeerd=_translate_all(tak.enter_all("JZ:isGeinformeerdAan"), _as_informering),
        ingediend_door=_translate(_enter_gerelateerde(tak, "JZ:isIngediendDoor"), _as_instantie),
        extra_elementen=_find_extra(onderwerp, gelezen),
        overige_velden=_find_overige(bericht.velden, gelezen),
    )


def _translate(tak: Tak | Afwezig, vertaal: Callable[[Tak], T]) -> T | Afwezig:
    return tak if isinstance(tak, Afwezig) else vertaal(tak)


def _translate_all(
    takken: tuple[Tak | Afwezig, ...], vertaal: Callable[[Tak], T]
) -> tuple[T | Afwezig, ...]:
    return tuple(_translate(tak, vertaal) for tak in takken)


def _enter_gerelateerde(tak: Tak, naam: str) -> Tak | Afwezig:
    """A relation has the thing it points at inside; either of the two can be absent."""
    relatie = tak.enter(naam)
    return relatie if isinstance(relatie, Afwezig) else relatie.enter("JZ:gerelateerde")


def _as_contact(tak: Tak) -> Contactgegevens:
    return Contactgegevens(
        naam=tak.read("JZ:naamContactpersoon"),
        afdeling=tak.read("JZ:afdeling"),
        emailadressen=tak.read_all("JZ:eMail"),
        telefoonnummers=tak.read_all("JZ:telefoonnummer"),
    )


def _as_situatie(tak: Tak) -> ZorgelijkeSituatie:
    return ZorgelijkeSituatie(
        omschrijving=tak.read("JZ:omschrijvingZorgelijkeSituatie"),
        relevante_registraties=tak.read_all("JZ:relevanteRegistratie"),
        aanvullende_informatie=tak.read("JZ:aanvullendeInformatie"),
        bestaande_hulpverlening=tak.read("JZ:bestaandeHulpverlening"),
        tijdelijk_huisverbod=tak.read("JZ:tijdelijkHuisverbod"),
        aanhouding=tak.read("JZ:aanhouding"),
        aangifte=tak.read("JZ:aangifte"),
        eergerelateerd_geweld=tak.read("JZ:eergerelateerdGeweld"),
        betrokkenen=_translate_all(tak.enter_all("JZ:heeftBetrokken"), _as_betrokkene),
    )


def _as_betrokkene(tak: Tak) -> Betrokkene:
    return Betrokkene(
        persoon=_translate(tak.enter("JZ:gerelateerde"), _as_persoon),
        rol=_as_rol(tak),
        aanvullende_informatie=tak.read("JZ:aanvullendeInformatieBetrokkenPersoon"),
        overige_zorg_minderjarige=tak.read("JZ:overigeZorgMinderjarige"),
    )


def _as_rol(tak: Tak) -> Jeugdzorgrol | Afwezig:
    tekst = tak.read("JZ:jeugzorgrol")
    return tekst if isinstance(tekst, Afwezig) else ROL_BIJ_TEKST[tekst]


def _as_persoon(tak: Tak) -> Persoon:
    return Persoon(
        naam=_as_naam(tak),
        bsn=tak.read_bsn("BG:inp.bsn"),
        vreemdelingennummer=tak.read("BG:vreemdelingennummer"),
        rni=tak.read("BG:rni"),
        geslacht=tak.read("BG:geslachtsaanduiding"),
        geboren=tak.read_datum("BG:geboortedatum"),
        telefoonnummers=tak.read_all("BG:telefoonnummer"),
        nationaliteit=tak.read("BG:nationaliteit"),
        taal=tak.read("BG:taal"),
        adressen=Adressen(
            # The standard writes the first of these without s.
            formeel_binnenland=_translate(
                tak.enter("BG:formeelVerblijfadresBinnenland"), _as_binnenland
            ),
            formeel_buitenland=_translate(
                tak.enter("BG:formeelVerblijfsadresBuitenland"), _as_buitenland
            ),
            feitelijk_binnenland=_translate(
                tak.enter("BG:feitelijkVerblijfsadresBinnenland"), _as_binnenland
            ),
            feitelijk_buitenland=_translate(
                tak.enter("BG:feitelijkVerblijfsadresBuitenland"), _as_buitenland
            ),
        ),
        relaties=_translate_all(tak.enter_all("BG:staatInRelatieTot"), _as_relatie),
    )


def _as_naam(tak: Tak) -> Naam:
    return Naam(
        voornamen=tak.read("BG:voornamen"),
        voorvoegsel=tak.read("BG:voorvoegselGeslachtsnaam"),
        geslachtsnaam=tak.read("BG:geslachtsnaam"),
    )


def _as_binnenland(tak: Tak) -> AdresBinnenland:
    return AdresBinnenland(
        straat=tak.read("BG:gor.openbareRuimteNaam"),
        huisnummer=tak.read_getal("BG:aoa.huisnummer"),
        huisletter=tak.read("BG:aoa.huisletter"),
        toevoeging=tak.read("BG:aoa.huisnummertoevoeging"),
        postcode=tak.read("BG:aoa.postcode"),
        woonplaats=tak.read("BG:wpl.woonplaatsNaam"),
    )


def _as_buitenland(tak: Tak) -> AdresBuitenland:
    return AdresBuitenland(
        regels=(
            tak.read("BG:sub.adresBuitenland1"),
            tak.read("BG:sub.adresBuitenland2"),
            tak.read("BG:sub.adresBuitenland3"),
        ),
        landcode=tak.read_getal("BG:lnd.landcode"),
    )


def _as_relatie(tak: Tak) -> Relatie:
    return Relatie(
        tot=_translate(tak.enter("BG:gerelateerde"), _as_verwijzing),
        omschrijving=tak.read("BG:omschrijvingSocialeRelatie"),
    )


def _as_verwijzing(tak: Tak) -> PersoonVerwijzing:
    return PersoonVerwijzing(
        naam=_as_naam(tak),
        volledige_naam=tak.read("BG:volledigeNaam"),
        bsn=tak.read_bsn("BG:inp.bsn"),
        vreemdelingennummer=tak.read("BG:vreemdelingennummer"),
        rni=tak.read("BG:rni"),
    )


def _as_informering(tak: Tak) -> Informering:
    return Informering(
        aan=_translate(tak.enter("JZ:gerelateerde"), _as_verwijzing),
        wijze=tak.read("JZ:wijzeVanInformering"),
        gereageerd=tak.read_ja_nee("JZ:indicatieGereageerd"),
        strekking_reactie=tak.read("JZ:strekkingReactie"),
        datum=tak.read_datum("JZ:datumGeinformeerd"),
    )


def _as_instantie(tak: Tak) -> MeldendeInstantie:
    def read_inside(groep: str, naam: str) -> str | Afwezig:
        binnen = tak.enter(groep)
        return binnen if isinstance(binnen, Afwezig) else binnen.read(naam)

    return MeldendeInstantie(
        naam=tak.read("ZKN:naam"),
        instantiecode=tak.read("ZKN:instantiecode"),
        vestigingsnummer=read_inside("ZKN:vestiging", "BG:vestigingsNummer"),
        rsin=read_inside("ZKN:ingeschrevenNietNatuurlijkPersoon", "BG:rsin"),
        kvk_nummer=read_inside("ZKN:maatschappelijkeActiviteit", "BG:kvkNummer"),
    )


def _find_extra(onderwerp: Veld, gelezen: Gelezen) -> tuple[ExtraElement, ...]:
    found = []
    for groep in onderwerp.walk():
        for veld in groep.velden:
            if veld.naam == "StUF:extraElement":
                gelezen.mark(veld, "naam")
                waarde = Tak(groep, gelezen).read_veld(veld)
                found.append(
                    ExtraElement(
                        pad=groep.pad, naam=veld.get_attribuut("naam") or "", waarde=waarde
                    )
                )
    return tuple(found)


def _find_overige(velden: Veld, gelezen: Gelezen) -> tuple[OverigVeld, ...]:
    """Every value and attribute that found no place of its own."""
    found = []
    for veld in velden.walk():
        if veld.waarde is not None and veld.pad not in gelezen.paden:
            found.append(OverigVeld(pad=veld.pad, waarde=veld.waarde))
        for naam, waarde in veld.attributen:
            pad = f"{veld.pad}/@{naam}"
            if pad not in gelezen.paden and naam not in _XSI and (veld.soort, naam) not in _VAST:
                found.append(OverigVeld(pad=pad, waarde=waarde))
    return tuple(found)
