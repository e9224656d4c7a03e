"""What the model says about a stap or a toestand, for one reader: words, source, terms, hard words."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from kring.stelsel.begrippen import Grondslag, Lezer, Stap, Stelsel, Toestand, Uitlegtekst, Woord
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import add_jaren
from kring.stelsel.tonen import bron_voor_gezin


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitleg:
    """An explanation with everything a reader may ask of it: on which rule, what comes next, which
    words are hard."""

    onderwerp: str
    naam: str
    lezer: Lezer
    tekst: Uitlegtekst
    grondslagen: tuple[Grondslag, ...]
    # The same by name only, for whoever does not know the codes.
    bronnen: tuple[str, ...]
    hierna: tuple[str, ...]
    termijnen: tuple[str, ...]
    woorden: tuple[Woord, ...]


class Onbekend(LookupError):
    """The model has no such stap or toestand; the message is Dutch and names what comes near."""


def explain(stelsel: Stelsel, naam: str, lezer: Lezer) -> Uitleg:
    """What the model tells this reader about a stap or a toestand. Raises Onbekend."""
    if naam in stelsel.stappen:
        return _stap(stelsel, stelsel.stappen[naam], lezer)
    if naam in stelsel.toestanden:
        return _toestand(stelsel, stelsel.toestanden[naam], lezer)
    raise Onbekend(
        f"{naam} is geen stap of toestand van {stelsel.variant.id}. {_naaste(stelsel, naam)}"
    )


# How much a name must look like another one to be meant by it, from 0 to 1.
GELIJKENIS = 0.5


def _naaste(stelsel: Stelsel, naam: str) -> str:
    """What somebody who typed this may have meant."""
    lijkt = get_close_matches(naam, (*stelsel.toestanden, *stelsel.stappen), n=3, cutoff=GELIJKENIS)
    if lijkt:
        return f"Bedoelde u {' of '.join(lijkt)}?"
    return f"Alle namen staan in docs/naslag/{stelsel.variant.id}/stappen.md."


# Below these ages the model speaks to a child, and to a young person.
JONGERE_VANAF, OUDER_VANAF = 12, 18


def lezer_van(geboren: str, op: date, *, is_kind: bool) -> Lezer:
    """In which words the model speaks to a person of the gezin on a day. What is unknown of a birth
    date makes nobody younger; of a child without one nothing is assumed but that it is no adult."""
    if not geboren:
        return Lezer.JONGERE if is_kind else Lezer.OUDER
    dag = Deeldatum.parse(geboren).vroegst()
    if add_jaren(dag, JONGERE_VANAF) > op:
        return Lezer.KIND
    return Lezer.JONGERE if add_jaren(dag, OUDER_VANAF) > op else Lezer.OUDER


def _stap(stelsel: Stelsel, stap: Stap, lezer: Lezer) -> Uitleg:
    tekst = stelsel.uitleg_stappen[stap.id][lezer]
    grondslagen = (*stap.bron, *stelsel.bevoegdheden[stap.bevoegdheid].bron)
    termijnen = (stelsel.termijnen[start.termijn] for start in stap.start_termijn)
    return Uitleg(
        onderwerp=stap.id,
        naam=stap.naam,
        lezer=lezer,
        tekst=tekst,
        grondslagen=grondslagen,
        bronnen=bron_voor_gezin(stelsel, grondslagen),
        hierna=(stelsel.toestanden[stap.naar].naam,) if stap.naar else (),
        termijnen=tuple(termijn.wat for termijn in termijnen),
        woorden=moeilijke_woorden(stelsel, tekst),
    )


def _toestand(stelsel: Stelsel, toestand: Toestand, lezer: Lezer) -> Uitleg:
    tekst = stelsel.uitleg_toestanden[toestand.id][lezer]
    return Uitleg(
        onderwerp=toestand.id,
        naam=toestand.naam,
        lezer=lezer,
        tekst=tekst,
        grondslagen=toestand.bron,
        bronnen=bron_voor_gezin(stelsel, toestand.bron),
        hierna=tuple(
            stelsel.toestanden[id_].naam for id_ in volgende_toestanden(stelsel, toestand.id)
        ),
        termijnen=(),
        woorden=moeilijke_woorden(stelsel, tekst),
    )


def volgende_toestanden(stelsel: Stelsel, toestand: str) -> tuple[str, ...]:
    """Where the case can go from here in one stap, in the order of the model."""
    naar = {s.naar for s in stelsel.stappen.values() if toestand in s.van and s.naar}
    return tuple(id_ for id_ in stelsel.toestanden if id_ in naar - {toestand})


# A place on the way that most cases go, seen from where this one is now.
@dataclass(frozen=True, slots=True)
class Trede:
    toestand: str
    naam: str
    geweest: bool
    nu: bool


def show_pad(stelsel: Stelsel, toestand: str) -> tuple[Trede, ...]:
    """The main line of the variant with the toestand in it, also when it lies beside that line."""
    namen = [id_ for id_, t in stelsel.toestanden.items() if t.hoofdlijn or id_ == toestand]
    hier = namen.index(toestand)
    return tuple(
        Trede(id_, stelsel.toestanden[id_].voor_gezin, nummer < hier, nummer == hier)
        for nummer, id_ in enumerate(namen)
    )


def moeilijke_woorden(stelsel: Stelsel, tekst: Uitlegtekst) -> tuple[Woord, ...]:
    """The words and expressions of the glossary that occur in the text, in the glossary's order."""
    gelezen = " ".join(tekst.zinnen()).lower()
    return tuple(woord for woord in stelsel.woorden.values() if _komt_voor(woord, gelezen))


def _komt_voor(woord: Woord, gelezen: str) -> bool:
    vormen = (woord.id.replace("_", " "), *woord.vormen)
    return any(re.search(rf"\b{re.escape(vorm.lower())}\b", gelezen) for vorm in vormen)
