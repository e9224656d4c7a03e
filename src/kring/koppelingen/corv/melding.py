"""A VT-melding in our own words: what police or Halt told, and what they left open.

Every value is there or says why not. Nothing is filled in, and nothing of the message is left out:
what has no place of its own stands in `extra_elementen` or `overige_velden`.
"""

from dataclasses import dataclass

from kring.koppelingen.corv.bericht import Stuurgegevens
from kring.koppelingen.corv.codelijsten import Jeugdzorgrol
from kring.koppelingen.corv.gegevens import Afwezig, Bsn, Datum, JaNee, Waarde


# A name as far as it was given.
@dataclass(frozen=True, slots=True, kw_only=True)
class Naam:
    voornamen: Waarde
    voorvoegsel: Waarde
    geslachtsnaam: Waarde


# Somebody who is only pointed at. Never taken for a person by name alone.
@dataclass(frozen=True, slots=True, kw_only=True)
class PersoonVerwijzing:
    naam: Naam
    # Where the melder did not split the name.
    volledige_naam: Waarde
    bsn: Bsn | Afwezig
    vreemdelingennummer: Waarde
    rni: Waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class AdresBinnenland:
    straat: Waarde
    huisnummer: Waarde
    huisletter: Waarde
    toevoeging: Waarde
    postcode: Waarde
    woonplaats: Waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class AdresBuitenland:
    regels: tuple[Waarde, Waarde, Waarde]
    landcode: Waarde


# Where somebody is registered (formeel) and where somebody is (feitelijk): two different facts.
@dataclass(frozen=True, slots=True, kw_only=True)
class Adressen:
    formeel_binnenland: AdresBinnenland | Afwezig
    formeel_buitenland: AdresBuitenland | Afwezig
    feitelijk_binnenland: AdresBinnenland | Afwezig
    feitelijk_buitenland: AdresBuitenland | Afwezig


# What the person of whom this is told is to another; `omschrijving` is in the melder's words.
@dataclass(frozen=True, slots=True, kw_only=True)
class Relatie:
    tot: PersoonVerwijzing | Afwezig
    omschrijving: Waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoon:
    naam: Naam
    bsn: Bsn | Afwezig
    vreemdelingennummer: Waarde
    rni: Waarde
    # M, V or O; O means that it is not known.
    geslacht: Waarde
    geboren: Datum
    telefoonnummers: tuple[Waarde, ...]
    nationaliteit: Waarde
    taal: Waarde
    adressen: Adressen
    relaties: tuple[Relatie | Afwezig, ...]


# A person with the role in which the melder places them.
@dataclass(frozen=True, slots=True, kw_only=True)
class Betrokkene:
    persoon: Persoon | Afwezig
    rol: Jeugdzorgrol | Afwezig
    aanvullende_informatie: Waarde
    overige_zorg_minderjarige: Waarde


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactgegevens:
    naam: Waarde
    afdeling: Waarde
    emailadressen: tuple[Waarde, ...]
    telefoonnummers: tuple[Waarde, ...]


# The Screening Assessment for Stalking and Harassment: a level of concern about stalking only.
@dataclass(frozen=True, slots=True, kw_only=True)
class Sash:
    ingevuld: JaNee
    niveau: Waarde


# What the melder worries about, in free text: what was seen, what was said and what is thought
# stand through each other here, and a person must take them apart.
@dataclass(frozen=True, slots=True, kw_only=True)
class ZorgelijkeSituatie:
    omschrijving: Waarde
    relevante_registraties: tuple[Waarde, ...]
    aanvullende_informatie: Waarde
    bestaande_hulpverlening: Waarde
    tijdelijk_huisverbod: Waarde
    aanhouding: Waarde
    aangifte: Waarde
    eergerelateerd_geweld: Waarde
    betrokkenen: tuple[Betrokkene | Afwezig, ...]


# Who was told about the melding, and what they said to it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Informering:
    aan: PersoonVerwijzing | Afwezig
    wijze: Waarde
    gereageerd: JaNee
    strekking_reactie: Waarde
    datum: Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldendeInstantie:
    naam: Waarde
    instantiecode: Waarde
    vestigingsnummer: Waarde
    rsin: Waarde
    kvk_nummer: Waarde


# What a sender added outside the standard; `pad` says to what.
@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraElement:
    pad: str
    naam: str
    waarde: Waarde


# Anything else that was sent, mostly attributes that tell nothing in a melding.
@dataclass(frozen=True, slots=True, kw_only=True)
class OverigVeld:
    pad: str
    waarde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VtMelding:
    stuurgegevens: Stuurgegevens
    identificatie: Waarde
    datum_melding: Datum
    datum_incident: Datum
    locatie_incident: Waarde
    omschrijving_incident: Waarde
    agendering_gewenst: JaNee
    contact: Contactgegevens | Afwezig
    # About telling the family, when that cannot be said per person.
    informering: Waarde
    sash: Sash
    zorgelijke_situatie: ZorgelijkeSituatie | Afwezig
    geinformeerd: tuple[Informering | Afwezig, ...]
    ingediend_door: MeldendeInstantie | Afwezig
    extra_elementen: tuple[ExtraElement, ...]
    overige_velden: tuple[OverigVeld, ...]
