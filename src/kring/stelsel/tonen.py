"""A variant in the short form that a person reads: who, where, which steps, terms and safeguards."""

from collections.abc import Iterator
from dataclasses import dataclass

from kring.stelsel.begrippen import Grondslag, Stap, Status, Stelsel


@dataclass(frozen=True, slots=True)
class Deel:
    """A heading with its lines."""

    kop: str
    regels: tuple[str, ...]


def show_stelsel(stelsel: Stelsel) -> tuple[Deel, ...]:
    """The whole variant, part by part."""
    return (
        Deel(stelsel.variant.naam, tuple(_variant(stelsel))),
        Deel("Functies", tuple(_functies(stelsel))),
        Deel("Toestanden", tuple(_toestanden(stelsel))),
        Deel("Stappen die de zaak verplaatsen", tuple(_stappen(stelsel))),
        Deel("Waarborgen", tuple(_waarborgen(stelsel))),
        Deel("Termijnen", tuple(_termijnen(stelsel))),
        Deel(
            "Open vragen",
            tuple(f"{v.vraag} Zolang: {v.zolang}" for v in stelsel.open_vragen.values()),
        ),
    )


def bron_in_woorden(bron: tuple[Grondslag, ...]) -> str:
    """Where an item rests on, with its standing."""
    return "; ".join(f"{grond.tekst} {grond.artikel} [{grond.status}]" for grond in bron)


def bron_voor_gezin(stelsel: Stelsel, bron: tuple[Grondslag, ...]) -> tuple[str, ...]:
    """The names of the texts that an item rests on, once each, as a family reads them: no codes, and
    our own reading is never said to be a rule."""
    return tuple(dict.fromkeys(_naam_van_tekst(stelsel, grond) for grond in bron))


def _naam_van_tekst(stelsel: Stelsel, grond: Grondslag) -> str:
    bron = stelsel.bronnen[grond.tekst]
    if grond.status is not Status.ONZE_LEZING:
        return bron.titel
    return "Onze eigen keuze" if bron.status is grond.status else f"Hoe wij dit lezen: {bron.titel}"


def _variant(stelsel: Stelsel) -> Iterator[str]:
    variant = stelsel.variant
    yield f"{variant.code} {variant.id}, versie {variant.versie}, vanaf {variant.geldig_vanaf}, {variant.status}"
    yield f"vingerafdruk {stelsel.vingerafdruk}"
    yield variant.samenvatting
    for naam, waarde in variant.parameters.items():
        yield f"{naam}: {waarde}"


def _functies(stelsel: Stelsel) -> Iterator[str]:
    for functie in stelsel.functies.values():
        wie = ", ".join(stelsel.partijen[naam].naam for naam in sorted(functie.partijen))
        altijd = (
            f"; altijd belegd in {', '.join(sorted(functie.verplicht_in))}"
            if functie.verplicht_in
            else ""
        )
        yield f"{functie.naam} ({functie.niveau}): {wie}{altijd}"


def _toestanden(stelsel: Stelsel) -> Iterator[str]:
    for toestand in stelsel.toestanden.values():
        kenmerk = " (begin)" if toestand.begin else " (einde)" if toestand.eind else ""
        yield f"{toestand.id} {toestand.naam}{kenmerk}: {toestand.wie}"


def _stappen(stelsel: Stelsel) -> Iterator[str]:
    for stap in stelsel.stappen.values():
        if stap.naar:
            van = ", ".join(sorted(stap.van)) or "begin"
            yield f"{van} → {stap.naar}: {stap.naam}. {_wie_mag(stelsel, stap)}. {bron_in_woorden(stap.bron)}"


def _wie_mag(stelsel: Stelsel, stap: Stap) -> str:
    bevoegdheid = stelsel.bevoegdheden[stap.bevoegdheid]
    partijen = ", ".join(stelsel.partijen[naam].naam for naam in sorted(bevoegdheid.partijen))
    functies = ", ".join(stelsel.functies[naam].naam for naam in sorted(stap.functies))
    return f"{partijen}, als {functies}" if functies else partijen


def _waarborgen(stelsel: Stelsel) -> Iterator[str]:
    for waarborg in stelsel.waarborgen.values():
        yield f"{waarborg.id} {waarborg.naam} ({waarborg.gevolg}): {bron_in_woorden(waarborg.bron)}"


def _termijnen(stelsel: Stelsel) -> Iterator[str]:
    for termijn in stelsel.termijnen.values():
        yield f"{termijn.wat}: {termijn.termijn} ({termijn.soort}). {bron_in_woorden(termijn.bron)}"
