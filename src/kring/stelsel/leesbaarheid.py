"""The B1 gate: can a parent or child read this text? Figures, bars, and every fault in Dutch.

Words of law are allowed only beside an explanation. The gate does not prove that somebody
understands a text; it stops the texts that nobody would.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kring.stelsel.begrippen import Woord


MIN_FLESCH = 70.0
MAX_MEAN = 10.0
MAX_ZIN = 15
# Words below this zipf value are rare: fewer than about three in a million words.
ZIPF_RARE = 3.5
MAX_RARE_SHARE = 0.03
SHORTEST_RARE = 4
# A share or mean over a few words measures the length of the text, not its difficulty: in 6 words
# one rare word is 17 %. So a text under 35 words is judged as a text of 35, filled up with ordinary
# words. Then one rare word passes (1 of 35 is under 3 %) and two do not, whatever the length.
SMALLEST_SAMPLE = 35
# Syllables in an ordinary word of an easy text, to fill up with; a text at the bar has about 1.7.
ORDINARY_WORD = 1.5

# How often a word is used, on the zipf scale (3 = once in a million words, 6 = once in a thousand).
Frequentie = Callable[[str], float]
# The words that the reader can look up: the glossary of the model, or just the words.
Woordenlijst = Mapping[str, Woord] | Collection[str]

# Words of the field that a family does not know: with what to write instead.
VAKWOORDEN: Mapping[str, str] = {
    "vast gezicht": "de vaste hulpverlener",
    "vaste gezicht": "de vaste hulpverlener",
    "lokaal team": "het wijkteam",
    "regionaal veiligheidsteam": "het veiligheidsteam",
    "moederorganisatie": "de organisatie waar iemand werkt",
    "gecertificeerde instelling": "de organisatie van de jeugdbeschermer",
    "vertrouwenspersoon": "iemand die naast u staat (gratis)",
    "professional": "de hulpverlener",
    "expertise": "iemand die veel weet van",
    "betrokkene": "over wie het gaat",
    "jeugdige": "het kind",
    "minderjarige": "het kind",
    "cliënt": "u",
    "inzage": "lezen wat er over u staat",
    "correctierecht": "zeggen dat iets niet klopt",
    "rectificatie": "zeggen dat iets niet klopt",
    "evaluatie": "samen kijken: helpt het?",
    "afschalen": "minder hulp",
    "opschalen": "meer hulp",
    "monitoring": "blijven volgen hoe het gaat",
    "monitoren": "blijven volgen hoe het gaat",
    "casus": "uw gezin",
    "casusregie": "wie alles bij elkaar houdt",
    "regie": "wie alles bij elkaar houdt",
    "interventie": "wat we doen",
    "traject": "de hulp",
    "indicatie": "welke hulp past",
    "taxatie": "hoe groot het gevaar is",
    "risicotaxatie": "hoe groot het gevaar is",
    "veiligheidstaxatie": "hoe veilig het is",
    "veiligheidsbeoordeling": "kijken hoe veilig het is",
    "triage": "kijken wat eerst moet",
    "hermelding": "een nieuwe melding",
    "disclosure": "iemand vertelt het zelf",
    "ontwikkelingsbedreiging": "het kind groeit niet veilig op",
    "structurele onveiligheid": "het is steeds weer onveilig",
    "acute onveiligheid": "er is nu gevaar",
    "radarfunctie": "meldingen naast elkaar leggen",
    "verklarende analyse": "samen uitzoeken hoe het komt",
    "hoor en wederhoor": "iedereen mag vertellen hoe die het ziet",
    "wederhoor": "iedereen mag vertellen hoe die het ziet",
    "tegenspraak": "een collega zoekt wat er niet klopt",
    "accorderen": "zeggen dat het klopt",
    "rapportage": "het verslag",
    "familiegroepsplan": "een plan dat u zelf maakt, met familie en vrienden",
    "hulpverleningsplan": "het plan",
    "veiligheidsvoorwaarde": "wat nodig is om veilig te zijn",
    "warme overdracht": "een gesprek om de nieuwe hulpverlener te leren kennen",
    "calamiteit": "er ging iets ernstig mis",
    "consult": "om raad vragen",
    "bevoegdheid": "wat iemand van de wet mag",
    "bevoegd": "mag dit van de wet",
    "mandaat": "wat iemand van zijn werk mag",
    "grondslag": "waar dit in de wet staat",
    "proportionaliteit": "niet zwaarder dan nodig",
    "subsidiariteit": "eerst proberen wat lichter is",
    "drang": "de hulp is vrijwillig",
    "vrijwillig kader": "hulp waar u ja tegen zegt",
    "gedwongen kader": "hulp die moet van de rechter",
    "maatregel": "een besluit van de kinderrechter",
    "kinderbeschermingsmaatregel": "een besluit van de kinderrechter",
    "verzoekschrift": "de brief aan de kinderrechter",
    "verzoek tot onderzoek": "de vraag aan de Raad om mee te kijken",
    "raadsonderzoek": "het onderzoek van de Raad",
    "beschikking": "het besluit van de kinderrechter",
    "bekrachtiging": "de kinderrechter zegt dat het moet",
    "machtiging": "de kinderrechter zegt dat het mag",
    "ondertoezichtstelling": "een jeugdbeschermer helpt, en dat moet van de rechter",
    "uithuisplaatsing": "een kind gaat ergens anders wonen",
    "schriftelijke aanwijzing": "een brief met wat moet",
    "gezag": "wie beslist over een kind",
    "gezagsbeëindiging": "een ouder mag niet meer beslissen over het kind",
    "voogdij": "iemand anders beslist over het kind",
    "bijzondere curator": "iemand die alleen voor het kind opkomt",
    "belanghebbende": "iemand over wie de zaak gaat",
    "perspectiefbesluit": "het besluit waar een kind opgroeit",
    "rechtsbijstand": "hulp van een advocaat",
    "contra-expertise": "onderzoek door iemand die u zelf kiest",
    "klachtencommissie": "mensen die naar uw klacht kijken",
    "hoger beroep": "een andere rechter kijkt er nog eens naar",
}


class Maat(StrEnum):
    LEEG = "leeg"
    FLESCH = "flesch_douma"
    GEMIDDELDE_ZIN = "gemiddelde_zin"
    LANGE_ZIN = "lange_zin"
    ZELDZAAM = "zeldzaam"
    VAKWOORD = "vakwoord"


# One bar that a text misses. `melding` says in Dutch what to mend; `waar` is the sentence or word.
@dataclass(frozen=True, slots=True, kw_only=True)
class Leesfout:
    maat: Maat
    melding: str
    waar: str = ""

    def __str__(self) -> str:
        return self.melding


# What was counted in a text. A number counts as a word of its sentence, not in the syllables.
@dataclass(frozen=True, slots=True, kw_only=True)
class Leescijfers:
    zinnen: int
    woorden: int
    langste_zin: int
    # Syllables of each word that is written in letters.
    lettergrepen: tuple[int, ...]

    @property
    def gemiddelde_zin(self) -> float:
        return self.woorden / self.zinnen if self.zinnen else 0.0

    @property
    def flesch_douma(self) -> float:
        """Douma's reading ease for Dutch (1960): 100 is very easy, under 50 is hard."""
        return _flesch(self.lettergrepen, self.gemiddelde_zin)


def meet_leesbaarheid(tekst: str) -> Leescijfers:
    """Count sentences, words and syllables."""
    zinnen = [_tokens(zin) for zin in split_zinnen(tekst)]
    woorden = [woord for zin in zinnen for woord in zin]
    return Leescijfers(
        zinnen=len(zinnen),
        woorden=len(woorden),
        langste_zin=max(map(len, zinnen), default=0),
        lettergrepen=tuple(tel_lettergrepen(woord) for woord in woorden if woord[0].isalpha()),
    )


def check_b1(tekst: str, *, frequentie: Frequentie, woorden: Woordenlijst) -> tuple[Leesfout, ...]:
    """Every bar that the text misses; empty means it passes.

    A text under 35 words is judged as if ordinary words filled it up to 35. A mean needs two
    sentences; a single sentence has the bar of the longest.
    """
    cijfers = meet_leesbaarheid(tekst)
    if not cijfers.woorden:
        return (Leesfout(maat=Maat.LEEG, melding="de tekst is leeg"),)
    uitgelegd = _uitgelegd(woorden)
    zeldzaam = _zeldzaam(tekst, frequentie, uitgelegd)
    return (
        *_check_flesch(cijfers),
        *_check_zinnen(tekst, cijfers),
        *_check_zeldzaam(zeldzaam, cijfers),
        *_check_vakwoorden(tekst, uitgelegd),
    )


def zeldzame_woorden(
    tekst: str, *, frequentie: Frequentie, woorden: Woordenlijst
) -> tuple[str, ...]:
    """The rare words that no glossary explains, in order; a word that returns is there twice."""
    return tuple(_zeldzaam(tekst, frequentie, _uitgelegd(woorden)))


# Sentences. An item of a list and a paragraph end a sentence; a single line break does not.
_ITEM = r"(?:[-*•–]|\d{1,2}[.)]|[a-z]\))[ \t]+"
_BLOK = re.compile(rf"\n[ \t]*\n|\n(?=[ \t]*{_ITEM})")
_EERSTE_ITEM = re.compile(rf"^\s*{_ITEM}")
_EINDE = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+(?:['’][snt]\s+)?[\"'“‘„«(\[]*[A-ZÀ-ÖØ-Þ0-9])")
# After these a full stop ends no sentence: always, or when a number follows.
_AFKORTING = re.compile(r"bijv|bv|ca|dhr|drs?|evt|excl|incl|ing|ir|max|mevr|min|mr|mw|prof|resp|st")
_VOOR_GETAL = re.compile(
    r"jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|ma|di|wo|do|vr|za|zo|art|blz|lid|nr|tel"
)


def split_zinnen(tekst: str) -> tuple[str, ...]:
    """The sentences of a text, each with at least one word or number."""
    zinnen = [
        zin.strip()
        for blok in _BLOK.split(tekst.replace("\r\n", "\n"))
        for zin in _split_blok(_EERSTE_ITEM.sub("", blok))
    ]
    return tuple(zin for zin in zinnen if _tokens(zin))


def _split_blok(blok: str) -> Iterator[str]:
    begin = 0
    for einde in _EINDE.finditer(blok):
        if not _is_afkorting(blok[begin : einde.end()], blok[einde.end() :].lstrip()):
            yield blok[begin : einde.end()]
            begin = einde.end()
    yield blok[begin:]


def _is_afkorting(zin: str, rest: str) -> bool:
    """Whether the full stop at the end of `zin` belongs to an abbreviation or a list number."""
    if not zin.endswith(".") or zin.endswith(".."):
        return False
    if re.fullmatch(r"\s*\d{1,2}\.", zin):
        return True
    woord = zin[:-1].rpartition(" ")[2].lstrip("(\"'“‘„")
    if rest[:1].isdigit() and _VOOR_GETAL.fullmatch(woord.lower()):
        return True
    # An initial, or letters with full stops between them: J. de Vries, d.w.z.
    letters = re.fullmatch(r"[A-Z]|(?:\w\.)+\w", woord)
    return bool(letters or _AFKORTING.fullmatch(woord.lower()))


# Words: letters with an inner hyphen or apostrophe, or a number with what belongs to it.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d(?:[\d.,:/-]*\d)?")


def _tokens(tekst: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", tekst))


# Vowels that sound as one. Where Dutch spelling hides a split, the pattern says so: museum, serieus.
_KLANK = re.compile(
    r"eeu|ieu(?![sz])|eau|aai|ooi|oei|aa|ee|oo|uu|ie|oe|eu(?!m\b)|ij|ei|ui|au|ou|ai|oi|[aeo]y"
    r"|ëe|ëi|ïe|öo|üi|[aeiouyäëïöü]"
)
_TREMA = "\u0308"
# Read letter by letter: RVT, GGZ, RvdK.
_HOOFDLETTERS = re.compile(r"(?<![\w-])[A-Z](?:[a-z]{0,2}[A-Z])+(?![\w-])")


def tel_lettergrepen(woord: str) -> int:
    """The syllables of one Dutch word, by runs of vowels; a diaeresis splits a run."""
    if _HOOFDLETTERS.fullmatch(woord):
        return len(woord)
    los = unicodedata.normalize("NFD", woord.lower())
    zonder = "".join(t for t in los if t == _TREMA or not unicodedata.combining(t))
    klanken = unicodedata.normalize("NFC", zonder)
    return max(1, len(_KLANK.findall(re.sub(r"\by(?=[aeiou])", "j", klanken))))


def _flesch(lettergrepen: tuple[float, ...], gemiddelde_zin: float) -> float:
    per_woord = sum(lettergrepen) / len(lettergrepen) if lettergrepen else 1.0
    return 206.84 - 77 * per_woord - 0.93 * gemiddelde_zin


def _check_flesch(cijfers: Leescijfers) -> Iterator[Leesfout]:
    gevuld = (ORDINARY_WORD,) * (SMALLEST_SAMPLE - len(cijfers.lettergrepen))
    score = _flesch((*cijfers.lettergrepen, *gevuld), cijfers.gemiddelde_zin)
    if score < MIN_FLESCH:
        melding = f"Flesch-Douma is {_getal(score)}, minstens {MIN_FLESCH:.0f}: kies kortere woorden of kortere zinnen"
        yield Leesfout(maat=Maat.FLESCH, melding=melding)


def _check_zinnen(tekst: str, cijfers: Leescijfers) -> Iterator[Leesfout]:
    if cijfers.zinnen > 1 and cijfers.gemiddelde_zin > MAX_MEAN:
        melding = f"een zin heeft gemiddeld {_getal(cijfers.gemiddelde_zin)} woorden, hoogstens {MAX_MEAN:.0f}"
        yield Leesfout(maat=Maat.GEMIDDELDE_ZIN, melding=melding)
    for zin in split_zinnen(tekst):
        if (lengte := len(_tokens(zin))) > MAX_ZIN:
            melding = f"deze zin heeft {lengte} woorden, hoogstens {MAX_ZIN}: {zin}"
            yield Leesfout(maat=Maat.LANGE_ZIN, melding=melding, waar=zin)


def _uitgelegd(woorden: Woordenlijst) -> frozenset[str]:
    """Every form that the glossary explains, in lower case."""
    vormen = set(woorden)
    if isinstance(woorden, Mapping):
        vormen |= {vorm for woord in woorden.values() for vorm in woord.vormen}
    return frozenset(vorm.replace("_", " ").lower() for vorm in vormen)


def _zeldzaam(tekst: str, frequentie: Frequentie, uitgelegd: frozenset[str]) -> list[str]:
    """Words in lower case only: a name is never rare. So a hard first word of a sentence escapes."""
    tekst = " ".join(tekst.split())
    for reeks in sorted((vorm for vorm in uitgelegd if " " in vorm), key=len, reverse=True):
        tekst = re.sub(rf"\b{re.escape(reeks)}\b", " ", tekst, flags=re.IGNORECASE)
    woorden = (woord.replace("’", "'") for woord in _tokens(tekst) if woord.islower())
    return [
        woord
        for woord in woorden
        if len(woord) >= SHORTEST_RARE
        and not {woord, woord.removesuffix("'s")} & uitgelegd
        and max(frequentie(woord), frequentie(woord.removesuffix("'s"))) < ZIPF_RARE
    ]


def _check_zeldzaam(zeldzaam: list[str], cijfers: Leescijfers) -> Iterator[Leesfout]:
    aandeel = len(zeldzaam) / max(cijfers.woorden, SMALLEST_SAMPLE)
    if aandeel > MAX_RARE_SHARE:
        woorden = ", ".join(dict.fromkeys(zeldzaam))
        melding = f"{_getal(100 * aandeel)} % van de woorden is zeldzaam, hoogstens {100 * MAX_RARE_SHARE:.0f} %: {woorden}"
        yield Leesfout(maat=Maat.ZELDZAAM, melding=melding, waar=woorden)


_VAKWOORD = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(woord) for woord in sorted(VAKWOORDEN, key=len, reverse=True))
    + r")(?:en|s|n|e)?(?![\w-])",
    re.IGNORECASE,
)
_BEKEND = frozenset({"OK", "SMS", "TV", "WC"})
_NOEMT = re.compile(
    r"\b(?:heet|heten|noemen we|noemen wij)(?: dat| dit)?(?: de| het| een)?\s*[\"'“‘]?$",
    re.IGNORECASE,
)
_BETEKENT = re.compile(r"^[\"'”’]?\s+(?:betekent|betekenen|wil zeggen)\b")
_EEN_IS = re.compile(r"(?:^|[.!?]\s+)(?:een|de|het)\s+[\"'“‘]?$", re.IGNORECASE)


def _check_vakwoorden(tekst: str, uitgelegd: frozenset[str]) -> Iterator[Leesfout]:
    tekst = " ".join(tekst.split())
    gevonden: dict[str, bool] = {}
    for treffer in (*_VAKWOORD.finditer(tekst), *_HOOFDLETTERS.finditer(tekst)):
        basis = treffer[1].lower() if treffer.re is _VAKWOORD else treffer[0]
        bekend = bool({basis.lower(), treffer[0].lower()} & uitgelegd | {basis} & _BEKEND)
        gevonden[basis] = gevonden.get(basis, False) or bekend or _is_uitgelegd(tekst, treffer)
    for basis, uitleg in gevonden.items():
        if not uitleg:
            raad = VAKWOORDEN.get(basis)
            tip = f"schrijf liever '{raad}'" if raad else "schrijf het voluit"
            melding = f"{basis} is een vakwoord zonder uitleg: {tip}, of leg het uit"
            yield Leesfout(maat=Maat.VAKWOORD, melding=melding, waar=basis)


def _is_uitgelegd(tekst: str, treffer: re.Match[str]) -> bool:
    """Whether the text explains the word: `X (…)`, `(X)`, `dat heet X`, `X betekent`, `een X is een`."""
    voor, na = tekst[: treffer.start()], tekst[treffer.end() :]
    haakjes = na.lstrip().startswith("(") or (voor.endswith("(") and na.startswith(")"))
    een_is = _EEN_IS.search(voor) and re.match(r"[\"'”’]?\s+is (?:een|iemand|als|wat)\b", na)
    return bool(haakjes or een_is or _NOEMT.search(voor) or _BETEKENT.match(na))


def _getal(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")
