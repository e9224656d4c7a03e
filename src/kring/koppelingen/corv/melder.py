"""Who reported, and what the family was told: the parts of a VT-melding that are no line of their own.

Who reported stays with Veilig Thuis (Uitvoeringsbesluit Wmo 4.1.8 lid 3): in fields that are kept
secret, and in the original message.
"""

import re
from collections.abc import Iterator, Mapping

from kring.koppelingen.corv.bericht import Bericht
from kring.koppelingen.corv.gegevens import Afwezig, Datum, Waarde
from kring.koppelingen.corv.gezin import Mensen, given
from kring.koppelingen.corv.melding import Informering, VtMelding
from kring.koppelingen.corv.regels import as_opsomming, describe_betrokkene, describe_verwijzing
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import MAANDEN


POLITIE, HALT, PROFESSIONAL = "politie", "halt", "professional"
# How a line names its sender, without telling which office or person it was.
BRONNAAM: Mapping[str, str] = {POLITIE: "Politie", HALT: "Halt", PROFESSIONAL: "Melder"}


def name_melder(melding: VtMelding) -> str:
    """The organisation that reported, or else the one that sent the message."""
    instantie = melding.ingediend_door
    naam = "" if isinstance(instantie, Afwezig) else given(instantie.naam)
    return naam or melding.stuurgegevens.zender.organisatie.strip()


def sort_melder(melding: VtMelding) -> str:
    """politie or halt when the name says so; this message is sent by professionals only."""
    naam = f"{name_melder(melding)} {melding.stuurgegevens.zender.organisatie}"
    woorden = set(re.findall(r"\w+", naam.casefold()))
    return next((soort for soort in (POLITIE, HALT) if soort in woorden), PROFESSIONAL)


def describe_melder(*, bericht: Bericht, melding: VtMelding, mensen: Mensen) -> str:
    """Everything that tells who reported and where to ask further, for Veilig Thuis alone."""
    delen = [as_opsomming("Bericht:", list(_bericht(bericht, melding)))]
    if punten := list(_contact(melding)):
        delen.append(as_opsomming("Contact voor meer informatie:", punten))
    delen += [describe_betrokkene(wie) for wie in mensen.melders]
    return "\n\n".join(delen)


def _bericht(bericht: Bericht, melding: VtMelding) -> Iterator[str]:
    stuur = bericht.stuurgegevens
    for kop, systeem in (("zender", stuur.zender), ("ontvanger", stuur.ontvanger)):
        delen = (systeem.organisatie, systeem.applicatie, systeem.administratie, systeem.gebruiker)
        yield f"{kop}: {', '.join(deel for deel in delen if deel)}"
    yield f"referentienummer: {stuur.referentienummer}"
    yield f"tijdstip: {stuur.tijdstip.gegeven}"
    instantie = melding.ingediend_door
    if not isinstance(instantie, Afwezig):
        for naam in ("naam", "instantiecode", "vestigingsnummer", "rsin", "kvk_nummer"):
            yield from _punt(f"instantie, {naam.replace('_', '-')}", getattr(instantie, naam))


def _contact(melding: VtMelding) -> Iterator[str]:
    contact = melding.contact
    if isinstance(contact, Afwezig):
        return
    yield from _punt("naam", contact.naam)
    yield from _punt("afdeling", contact.afdeling)
    for adres in contact.emailadressen:
        yield from _punt("e-mail", adres)
    for nummer in contact.telefoonnummers:
        yield from _punt("telefoon", nummer)


def _punt(kop: str, waarde: Waarde) -> Iterator[str]:
    if given(waarde):
        yield f"{kop}: {given(waarde)}"


def describe_informering(melding: VtMelding, mensen: Mensen) -> str:
    """What the family knows of the report already, as the sender tells it; nothing when unsaid."""
    delen = [given(melding.informering)] if given(melding.informering) else []
    delen += [_verteld(wie, mensen) for wie in melding.geinformeerd if not isinstance(wie, Afwezig)]
    return "\n".join(delen)


def _verteld(informering: Informering, mensen: Mensen) -> str:
    wie = describe_verwijzing(informering.aan, mensen.find(informering.aan))
    hoe = [given(informering.wijze), _in_woorden(informering.datum)]
    zin = f"Verteld aan {wie}" + "".join(f", {deel}" for deel in hoe if deel) + "."
    if given(informering.strekking_reactie):
        return f"{zin} Reactie: {given(informering.strekking_reactie)}"
    if informering.gereageerd is False:
        return f"{zin} Er kwam geen reactie."
    return zin


def _in_woorden(datum: Datum) -> str:
    """A date as far as it is known: 14 maart 2026, maart 2026, 2026."""
    if not isinstance(datum, Deeldatum):
        return datum.gegeven or ""
    dag = f"{datum.dag} " if datum.dag else ""
    maand = f"{MAANDEN[datum.maand]} " if datum.maand else ""
    return f"op {dag}{maand}{datum.jaar}" if dag else f"in {maand}{datum.jaar}"
