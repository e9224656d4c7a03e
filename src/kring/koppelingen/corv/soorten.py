"""The values and attributes from which the VT messages are built, under the names of the standard.

Source: StUF-koppelvlak Jeugdzorg 1.0.9, schema set vt.
"""

from kring.koppelingen.corv.beschrijving import Attribuut, Element, Grondvorm, Soort, Waardesoort
from kring.koppelingen.corv.codelijsten import (
    GESLACHT,
    JA_NEE,
    JEUGDZORGROLLEN,
    NO_VALUE,
    ONVOLLEDIGE_DATUM,
    SASH_NIVEAU,
    SCOPE,
    STATUS_VEILIGHEIDSBEOORDELING,
    UITKOMST_VEILIGHEIDSBEOORDELING,
    VERWERKINGSSOORT,
    WIJZE_VAN_INFORMERING,
)


def _text(langst: int | None = None, *, kortst: int = 0) -> Waardesoort:
    return Waardesoort(kortst=kortst, langst=langst)


def _codes(*codes: str) -> Waardesoort:
    return Waardesoort(codes=codes)


def _pattern(patroon: str, uitleg: str) -> Waardesoort:
    return Waardesoort(patroon=patroon, uitleg=uitleg)


VRIJE_TEKST = _text()
DATUM = Waardesoort(grondvorm=Grondvorm.DECIMAAL, cijfers=8)
TIJDSTIP = _pattern(
    "[0-9]{8,17}", "8 tot 17 cijfers: jjjjmmdd, zo nodig met uummss en mmm erachter"
)

# Attributes. A value says with StUF's prefix why it is absent; a relation, and Ja/Nee, say it
# without prefix; an entity says it with prefix again.
_NO_VALUE = _codes(*NO_VALUE)
_SLEUTEL = _text(40)
_EXACT = Attribuut(naam="StUF:exact", waarde=Waardesoort(grondvorm=Grondvorm.WAAR_ONWAAR))
_WAARDE = (Attribuut(naam="StUF:noValue", waarde=_NO_VALUE), _EXACT)
_ONVOLLEDIG = Attribuut(naam="StUF:indOnvolledigeDatum", waarde=_codes(*ONVOLLEDIGE_DATUM))
_SLEUTELS = (
    "sleutelVerzendend",
    "sleutelOntvangend",
    "sleutelGegevensbeheer",
    "sleutelSynchronisatie",
)


def _entiteittype(mnemonic: str | None, *, verplicht: bool) -> Attribuut:
    return Attribuut(naam="StUF:entiteittype", waarde=_text(30), verplicht=verplicht, vast=mnemonic)


def as_object(mnemonic: str) -> tuple[Attribuut, ...]:
    """Attributes of the object that a message is about."""
    synchronisatie = Attribuut(naam="StUF:sleutelSynchronisatie", waarde=_SLEUTEL)
    return (_entiteittype(mnemonic, verplicht=True), synchronisatie)


def as_relatie(mnemonic: str) -> tuple[Attribuut, ...]:
    """Attributes of a relation: the same as of an entity, but without StUF's prefix."""
    return (
        _entiteittype(mnemonic, verplicht=True),
        Attribuut(naam="noValue", waarde=_NO_VALUE),
        *(Attribuut(naam=naam, waarde=_SLEUTEL) for naam in _SLEUTELS),
        Attribuut(naam="verwerkingssoort", waarde=_codes(*VERWERKINGSSOORT)),
    )


def as_entiteit(mnemonic: str | None) -> tuple[Attribuut, ...]:
    """Attributes of an entity; its type may be left out, and for a person it may be any word."""
    return (
        _entiteittype(mnemonic, verplicht=False),
        Attribuut(naam="StUF:noValue", waarde=_NO_VALUE),
        *(Attribuut(naam=f"StUF:{naam}", waarde=_SLEUTEL) for naam in _SLEUTELS),
        Attribuut(naam="StUF:scope", waarde=_codes(*SCOPE)),
        Attribuut(naam="StUF:verwerkingssoort", waarde=_codes(*VERWERKINGSSOORT)),
    )


def as_betrokkene() -> tuple[Attribuut, ...]:
    """Attributes of an organisation as a party: only its type."""
    return (_entiteittype("BTR", verplicht=False),)


def _bare(naam: str, waarde: Waardesoort, *, afgeleid: tuple[Soort, ...] = ()) -> Soort:
    return Soort(naam=naam, waarde=waarde, afgeleid=afgeleid)


def _value(naam: str, waarde: Waardesoort, *, afgeleid: tuple[Soort, ...] = ()) -> Soort:
    return Soort(naam=naam, waarde=waarde, attributen=_WAARDE, afgeleid=afgeleid)


# Stuurgegevens: values without any attribute.
BERICHTCODE = _bare("StUF:BerichtcodeDi01", _codes("Di01"))
ORGANISATIE = _bare("StUF:Organisatie", _text(200))
APPLICATIE = _bare("StUF:Applicatie", _text(50, kortst=3))
ADMINISTRATIE = _bare("StUF:Administratie", _text(50))
GEBRUIKER = _bare("StUF:Gebruiker", _text(100))
REFNUMMER = _bare("StUF:Refnummer", _text(40))
TIJDSTIP_BERICHT = _bare("StUF:Tijdstip", TIJDSTIP, afgeleid=(_value("StUF:Tijdstip-e", TIJDSTIP),))


def functie(bericht: str) -> Soort:
    """The stuurgegeven that repeats the name of the message."""
    return _bare(f"StUF:Functie-{bericht}", _codes(bericht))


# Dates. Both types allow the same; only the place where they stand differs.
DATUM_E = Soort(naam="StUF:Datum-e", waarde=DATUM, attributen=(*_WAARDE, _ONVOLLEDIG))
DATUM_MET_INDICATOR = Soort(
    naam="StUF:DatumMetIndicator", waarde=DATUM, attributen=DATUM_E.attributen, afgeleid=(DATUM_E,)
)

INDIC = Soort(
    naam="StUF:INDIC-e",
    waarde=_codes(*JA_NEE),
    attributen=(Attribuut(naam="noValue", waarde=_NO_VALUE), _EXACT),
)

# What a sender adds outside the standard, under a name of its own.
EXTRA_ELEMENTEN = Soort(
    naam="StUF:ExtraElementen",
    inhoud=(
        Element(
            naam="StUF:extraElement",
            maximaal=None,
            nil=True,
            soort=Soort(
                naam=None,
                waarde=VRIJE_TEKST,
                attributen=(
                    *_WAARDE,
                    Attribuut(naam="naam", waarde=VRIJE_TEKST, verplicht=True),
                    _ONVOLLEDIG,
                ),
            ),
        ),
    ),
)

JZ_STRING = _value("JZ:String-e", VRIJE_TEKST)
JZ_STRING_20 = _value("JZ:String20-e", _text(20))
JZ_STRING_254 = _value("JZ:String254-e", _text(254))
SASHNIVEAU = _value("JZ:SASHniveau-e", _codes(*SASH_NIVEAU))
INFORMERINGSWIJZE = _value("JZ:Informeringswijze-e", _codes(*WIJZE_VAN_INFORMERING))

BG_STRING = _value("BG:String-e", VRIJE_TEKST)
BG_STRING_9 = _value("BG:String9-e", _text(9))
BG_STRING_42 = _value("BG:String42-e", _text(42))
BG_STRING_412 = _value("BG:String412-e", _text(412))
BSN = _value("BG:BSN-e", _pattern("[0-9]{9}", "precies 9 cijfers"))
GESLACHTSNAAM = _value("BG:Geslachtsnaam-e", _text(200))
VOORVOEGSEL = _value("BG:VoorvoegselGeslachtsnaam-e", _text(10))
VOORNAMEN = _value("BG:Voornamen-e", _text(200))
GESLACHTSAANDUIDING = _value("BG:Geslachtsaanduiding-e", _codes(*GESLACHT))
BG_TELEFOONNUMMER = _value("BG:Telefoonnummer-e", _text(20))
LANDCODE = _value(
    "BG:Landcode-e",
    Waardesoort(grondvorm=Grondvorm.GEHEEL, patroon="[0-9]{1,4}", uitleg="1 tot 4 cijfers"),
)
ADRES_BUITENLAND = _value("BG:AdresBuitenland-e", _text(35))
WOONPLAATSNAAM = _value("BG:WoonplaatsNaam-e", _text(80))
OPENBARE_RUIMTE = _value("BG:NaamgevingObject-e", _text(80))
POSTCODE = _value(
    "BG:Postcode-e",
    _pattern("[1-9][0-9]{3}[A-Z]{0,2}", "4 cijfers en hoogstens 2 hoofdletters, zonder spatie"),
)
HUISNUMMER = _value("BG:Huisnummering-e", Waardesoort(grondvorm=Grondvorm.POSITIEF, hoogste=99999))
HUISLETTER = _value("BG:Huislettering-e", _pattern("[a-zA-Z]", "precies 1 letter"))
TOEVOEGING = _value(
    "BG:Huisnummertoevoeging-e", _pattern("[a-zA-Z0-9]{0,4}", "hoogstens 4 letters of cijfers")
)
VESTIGINGSNUMMER = _value("BG:VestigingsNummer-e", _text(12, kortst=12))
KVKNUMMER = _value("BG:KvKNummer-e", _text(8, kortst=8))

ZKN_STRING = _value("ZKN:String-e", VRIJE_TEKST)
ZKN_STRING_200 = _value("ZKN:String200-e", _text(200))
ZKN_STRING_1000 = _value("ZKN:String1000-e", _text(1000))
JEUGDZORGROL = _value("ZKN:Omschrijving-blh-e", _codes(*(rol.tekst for rol in JEUGDZORGROLLEN)))
ZAAKIDENTIFICATIE = _value("ZKN:ZaakIdentificatie-e", _text(40, kortst=5))
UITKOMST = _value("ZKN:UitkomstVeiligheidsbeoordeling-e", _codes(*UITKOMST_VEILIGHEIDSBEOORDELING))
STATUS = _value("ZKN:StatusVeiligheidsbeoordeling-e", _codes(*STATUS_VEILIGHEIDSBEOORDELING))
OINNUMMER = _value("ZKN:OINNummer-e", _pattern("[0-9]{20}", "precies 20 cijfers"))
