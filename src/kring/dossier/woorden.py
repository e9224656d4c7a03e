"""Refusals in words for a page: the text for the reader, the source, and where to mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kring.dossier.formulier import Invoer
from kring.stelsel import weigergronden
from kring.stelsel.begrippen import Lezer, Stelsel
from kring.stelsel.toetsing import Weigering, uitleg_bij
from kring.stelsel.tonen import bron_in_woorden, bron_voor_gezin


# Reasons about the person, whatever the file holds.
WIE = frozenset(
    {
        weigergronden.BEVOEGDHEID,
        weigergronden.MANDAAT,
        weigergronden.REGISTRATIE,
        weigergronden.FUNCTIE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reden:
    """One reason on a page. `zacht` may be reasoned away in writing, under `naam`."""

    code: str
    tekst: str
    melding: str
    bron: str
    namen: tuple[str, ...]
    herstel_naam: str
    herstel_pad: str
    zacht: bool


def reasons_for(
    stelsel: Stelsel,
    weigeringen: Iterable[Weigering],
    lezer: Lezer,
    namen: Mapping[str, str],
    pad_naar: Callable[[str], str],
) -> list[Reden]:
    """Every reason but those about single fields, once each. `pad_naar` gives the page of a stap;
    only persons in `namen` are named.

    Whoever may not take the stap at all reads why, and nothing of what the file still lacks for it.
    """
    weigeringen = list(weigeringen)
    if WIE & {weigering.code for weigering in weigeringen}:
        weigeringen = [w for w in weigeringen if w.code not in stelsel.waarborgen]
    redenen = [
        Reden(
            code=weigering.code,
            tekst=uitleg_bij(stelsel, weigering, lezer),
            melding=weigering.melding,
            bron=_bron(stelsel, weigering, lezer),
            namen=tuple(namen[lid] for lid in weigering.betreft if lid in namen),
            herstel_naam=stelsel.stappen[weigering.herstel].naam if weigering.herstel else "",
            herstel_pad=pad_naar(weigering.herstel) if weigering.herstel else "",
            zacht=weigering.zacht,
        )
        for weigering in weigeringen
        if weigering.code != weigergronden.VELD
    ]
    return list(dict.fromkeys(redenen))


def _bron(stelsel: Stelsel, weigering: Weigering, lezer: Lezer) -> str:
    if lezer is Lezer.PROFESSIONAL:
        return bron_in_woorden(weigering.grondslag)
    return "; ".join(bron_voor_gezin(stelsel, weigering.grondslag))


def field_errors(weigeringen: Iterable[Weigering]) -> dict[str, str]:
    """Field → what is wrong with it."""
    return {w.veld: w.melding for w in weigeringen if w.code == weigergronden.VELD}


def wrong_fields(invoer: Iterable[Invoer]) -> list[Invoer]:
    """The questions with something wrong, as a list above a form shows them."""
    return [replace(fout, rijen=()) for vraag in invoer for fout in vraag.fouten]
