"""What a VT-melding says, line by line: each line a feit, a vermoeden or a mening of somebody.

| part of the message | kind | because |
|---|---|---|
| omschrijvingIncident, registrations, help, huisverbod, aanhouding, aangifte | feit | the sender saw or did it |
| omschrijvingZorgelijkeSituatie and other free text about a person | vermoeden | seen, said and thought stand through each other; a person must take them apart |
| eergerelateerdGeweld, SASH | mening | a judgement of the sender |
| strekkingReactie | mening | somebody's own words, with that person as bron |
| everything else, and what the reader found odd | feit | it stood in the message |

Lines carry nothing that tells who reported: that is gathered apart, for Veilig Thuis alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kring.koppelingen.corv.bericht import Bericht, Veld
from kring.koppelingen.corv.codelijsten import NO_VALUE
from kring.koppelingen.corv.gegevens import Afwezig, Datum, Waarde
from kring.koppelingen.corv.gezin import (
    GEEN_NAAM,
    Gezinslid,
    Mensen,
    as_persoon,
    full_name,
    given,
    read_adressen,
)
from kring.koppelingen.corv.melding import (
    Betrokkene,
    Persoon,
    PersoonVerwijzing,
    Relatie,
    VtMelding,
)
from kring.koppelingen.corv.namen import to_woorden


FEIT, VERMOEDEN, MENING = "feit", "vermoeden", "mening"
KRING = "Kring"
ONGENOEMD = "iemand die niet genoemd is"
VREEMDELING, RNI = "vreemdelingennummer", "nummer in het register van niet-ingezetenen"
# What one line can hold in the model; a longer text goes on in the next.
LANGSTE = 100_000
LANGSTE_BRON = 300
Regel = dict[str, Any]

# Why a sender left something open: "does not know" and "may not say" are different facts.
WAAROM_NIET: Mapping[str, str] = dict(
    zip(
        NO_VALUE,
        (
            "het systeem van de melder kent dit niet",
            "de melder mag dit niet zeggen",
            "dit is er niet",
            "de melder weet dit niet",
            "is nagegaan, en blijft onbekend",
        ),
        strict=True,
    )
)


def find_uitspraken(
    *, bericht: Bericht, melding: VtMelding, mensen: Mensen, bron: str
) -> list[Regel]:
    """Every line of the melding; `bron` is how the sender is called without saying who it was."""
    regels = [
        *_over_situatie(melding, bron),
        *_reacties(melding, mensen),
        *(regel for lid in mensen.leden for regel in _over_lid(lid, mensen, bron)),
        *(_over_professional(wie, bron) for wie in mensen.professionals),
        *_rest(bericht, melding, mensen, bron),
        *_waarschuwingen(bericht),
    ]
    return [deel for regel in regels for deel in _split(regel)]


def _regel(soort: str, tekst: str, bron: str, *leden: Gezinslid) -> Regel:
    regel: Regel = {"soort": soort, "tekst": tekst, "bron": bron}
    return regel | ({"over": [lid.lid for lid in leden]} if leden else {})


def _split(regel: Regel) -> Iterator[Regel]:
    tekst = regel["tekst"]
    for begin in range(0, len(tekst), LANGSTE):
        # A part of white space alone says nothing, and is no text for the model.
        if tekst[begin : begin + LANGSTE].strip():
            yield regel | {"tekst": tekst[begin : begin + LANGSTE]}


def _over_situatie(melding: VtMelding, bron: str) -> Iterator[Regel]:
    yield from _als_gegeven(FEIT, "", melding.omschrijving_incident, bron)
    yield from _als_gegeven(FEIT, "Waar het gebeurde: ", melding.locatie_incident, bron)
    kop = "Zorg over stalking, ingeschat met de SASH: "
    yield from _als_gegeven(MENING, kop, melding.sash.niveau, bron)
    situatie = melding.zorgelijke_situatie
    if isinstance(situatie, Afwezig):
        return
    yield from _als_gegeven(VERMOEDEN, "", situatie.omschrijving, bron)
    yield from _als_gegeven(VERMOEDEN, "", situatie.aanvullende_informatie, bron)
    for registratie in situatie.relevante_registraties:
        yield from _als_gegeven(FEIT, "Eerder geregistreerd: ", registratie, bron)
    for kop, waarde in {
        "Hulp die er al is: ": situatie.bestaande_hulpverlening,
        "Tijdelijk huisverbod: ": situatie.tijdelijk_huisverbod,
        "Aanhouding: ": situatie.aanhouding,
        "Aangifte: ": situatie.aangifte,
    }.items():
        yield from _als_gegeven(FEIT, kop, waarde, bron)
    yield from _als_gegeven(MENING, "Geweld om eer: ", situatie.eergerelateerd_geweld, bron)


def _als_gegeven(soort: str, kop: str, waarde: Waarde, bron: str) -> Iterator[Regel]:
    if given(waarde):
        yield _regel(soort, f"{kop}{given(waarde)}", bron)


def _reacties(melding: VtMelding, mensen: Mensen) -> Iterator[Regel]:
    """What somebody said when told about the melding: an opinion, of that person."""
    for informering in melding.geinformeerd:
        if isinstance(informering, Afwezig) or not given(informering.strekking_reactie):
            continue
        lid = mensen.find(informering.aan)
        wie = (lid,) if lid else ()
        yield _regel(
            MENING,
            given(informering.strekking_reactie),
            name_verwijzing(informering.aan, lid),
            *wie,
        )


def name_verwijzing(verwijzing: PersoonVerwijzing | Afwezig, lid: Gezinslid | None) -> str:
    """Who is meant: the member when certain, with every other name that the sender gives."""
    if isinstance(verwijzing, Afwezig):
        return ONGENOEMD
    los = full_name(verwijzing.naam)
    namen = [lid.naam] if lid else []
    for naam in (given(verwijzing.volledige_naam), "" if los == GEEN_NAAM else los):
        if naam and not any(naam in al for al in namen):
            namen.append(naam)
    eerste, *anders = namen or [GEEN_NAAM]
    return f"{eerste} (ook genoemd: {', '.join(anders)})" if anders else eerste


def describe_verwijzing(verwijzing: PersoonVerwijzing | Afwezig, lid: Gezinslid | None) -> str:
    """Who is meant, with the numbers that the sender gives; never a BSN."""
    punten = [name_verwijzing(verwijzing, lid)]
    if not isinstance(verwijzing, Afwezig):
        punten += _punt(VREEMDELING, verwijzing.vreemdelingennummer)
        punten += _punt(RNI, verwijzing.rni)
    return ", ".join(punten)


def _over_lid(lid: Gezinslid, mensen: Mensen, bron: str) -> Iterator[Regel]:
    for betrokkene in lid.betrokkenen:
        for waarde in (betrokkene.aanvullende_informatie, betrokkene.overige_zorg_minderjarige):
            if given(waarde):
                yield _regel(VERMOEDEN, given(waarde), bron, lid)
        if punten := [*_anders(lid, betrokkene), *_punten(betrokkene, mensen)]:
            yield _regel(FEIT, as_opsomming(f"Verder over {lid.naam}:", punten), bron, lid)


def _anders(lid: Gezinslid, betrokkene: Betrokkene) -> Iterator[str]:
    """What a second mention of the same person says otherwise than the first."""
    persoon, eerst = as_persoon(betrokkene), lid.persoon
    if persoon is None or eerst is None or persoon is eerst:
        return
    if full_name(persoon.naam) != lid.naam:
        yield f"ook genoemd: {full_name(persoon.naam)}"
    if persoon.geboren != eerst.geboren and not isinstance(persoon.geboren, Afwezig):
        yield f"ook genoemde geboortedatum: {persoon.geboren}"
    if persoon.geslacht != eerst.geslacht:
        yield from _punt("ook genoemd geslacht", persoon.geslacht)


def _punten(betrokkene: Betrokkene, mensen: Mensen) -> Iterator[str]:
    """What is told of a person and has no place of its own in the gezin."""
    if not isinstance(betrokkene.rol, Afwezig):
        yield f"rol volgens de melder: {betrokkene.rol.tekst}"
    if persoon := as_persoon(betrokkene):
        yield from _kenmerken(persoon)
        for relatie in persoon.relaties:
            if not isinstance(relatie, Afwezig):
                yield _in_relatie(relatie, mensen)


def _kenmerken(persoon: Persoon) -> Iterator[str]:
    for nummer in persoon.telefoonnummers:
        yield from _punt("telefoonnummer", nummer)
    yield from _zoals_gegeven("geboortedatum", persoon.geboren)
    yield from _punt("nationaliteit", persoon.nationaliteit)
    yield from _punt("taal", persoon.taal)
    yield from _punt(VREEMDELING, persoon.vreemdelingennummer)
    yield from _punt(RNI, persoon.rni)


def _punt(kop: str, waarde: Waarde) -> Iterator[str]:
    if given(waarde):
        yield f"{kop}: {given(waarde)}"


def _in_relatie(relatie: Relatie, mensen: Mensen | None) -> str:
    wie = describe_verwijzing(relatie.tot, mensen.find(relatie.tot) if mensen else None)
    return f"{given(relatie.omschrijving) or 'heeft een band met'} {wie}"


def as_opsomming(kop: str, punten: list[str]) -> str:
    """A heading with points below it, each on a line of its own."""
    return "\n".join([kop, *(f"- {punt}" for punt in punten)])


def _over_professional(betrokkene: Betrokkene, bron: str) -> Regel:
    """Somebody who is no member of the gezin: kept whole, in one line."""
    return _regel(FEIT, describe_betrokkene(betrokkene), bron)


def describe_betrokkene(betrokkene: Betrokkene) -> str:
    """Everything told about somebody outside the gezin, in one text."""
    persoon = as_persoon(betrokkene)
    naam = full_name(persoon.naam) if persoon else ONGENOEMD
    rol = "betrokken" if isinstance(betrokkene.rol, Afwezig) else betrokkene.rol.tekst
    punten = list(_buitenstaander(persoon)) if persoon else []
    punten += _punt("over deze persoon", betrokkene.aanvullende_informatie)
    punten += _punt("zorg over een kind", betrokkene.overige_zorg_minderjarige)
    return as_opsomming(f"Genoemd als {rol}: {naam}.", punten)


def _buitenstaander(persoon: Persoon) -> Iterator[str]:
    yield from _kenmerken(persoon)
    yield from _punt("geslacht", persoon.geslacht)
    if not isinstance(persoon.geboren, Afwezig):
        yield f"geboren: {persoon.geboren}"
    for relatie in persoon.relaties:
        if not isinstance(relatie, Afwezig):
            yield _in_relatie(relatie, None)
    for soort, delen in read_adressen(persoon):
        yield f"adres ({soort}): {', '.join(delen.values())}"


def _rest(bericht: Bericht, melding: VtMelding, mensen: Mensen, bron: str) -> Iterator[Regel]:
    if mensen.niemand:
        tekst = "Het bericht noemt niemand uit het gezin. Vraag de melder om wie het gaat."
        yield _regel(FEIT, tekst, KRING)
    for afwezig in mensen.onbekend:
        reden = WAAROM_NIET.get(afwezig.reden, "er staat niet bij waarom")
        yield _regel(FEIT, f"Er is nog iemand betrokken die niet is genoemd: {reden}.", bron)
    punten = [*_ja_nee(melding), *_onleesbaar(melding), *_open_velden(bericht), *_extra(melding)]
    if punten:
        yield _regel(FEIT, as_opsomming("Verder staat in het bericht:", punten), bron)


def _ja_nee(melding: VtMelding) -> Iterator[str]:
    for kop, waarde in {
        "bespreken in het afstemmingsoverleg gewenst": melding.agendering_gewenst,
        "SASH ingevuld": melding.sash.ingevuld,
    }.items():
        if not isinstance(waarde, Afwezig):
            yield f"{kop}: {'ja' if waarde else 'nee'}"


def _onleesbaar(melding: VtMelding) -> Iterator[str]:
    """Dates that cannot exist, as they were sent; of persons they stand with the person."""
    yield from _zoals_gegeven("datum melding", melding.datum_melding)
    yield from _zoals_gegeven("datum incident", melding.datum_incident)


def _zoals_gegeven(kop: str, datum: Datum) -> Iterator[str]:
    if isinstance(datum, Afwezig) and datum.gegeven:
        yield f"{kop}, zoals die er stond: {datum.gegeven}"


def _open_velden(bericht: Bericht) -> Iterator[str]:
    for veld in bericht.velden.walk():
        waarom = WAAROM_NIET.get(veld.no_value or "")
        if waarom and not _over_melder(veld):
            yield f"{to_woorden(veld.naam)}: {waarom}"


def _over_melder(veld: Veld) -> bool:
    return any(deel in veld.pad for deel in ("stuurgegevens", "contactgegevens", "isIngediendDoor"))


def _extra(melding: VtMelding) -> Iterator[str]:
    for extra in melding.extra_elementen:
        if given(extra.waarde):
            yield f"{extra.naam}: {given(extra.waarde)}"
    for veld in melding.overige_velden:
        yield f"{to_woorden(veld.pad.rpartition('/')[2])}: {veld.waarde}"


def _waarschuwingen(bericht: Bericht) -> Iterator[Regel]:
    for waarschuwing in bericht.waarschuwingen:
        naam = to_woorden(waarschuwing.pad.rpartition("/")[2])
        yield _regel(FEIT, f"Let op bij '{naam}': {waarschuwing.melding}", KRING)
