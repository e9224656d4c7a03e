"""How a case goes: toestanden, stappen, and the kinds of dated fact that a stap records."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kring.stelsel.begrippen.bronnen import Grondslag, InvalidBegrip


class Veldsoort(StrEnum):
    TEKST = "tekst"
    REGEL = "regel"  # one line
    GETAL = "getal"
    DAG = "dag"
    DEELDATUM = "deeldatum"  # jjjj, jjjj-mm or jjjj-mm-dd: what is unknown stays unknown
    MOMENT = "moment"
    KEUZE = "keuze"
    KEUZES = "keuzes"
    LID = "lid"  # one person of the gezin
    LEDEN = "leden"
    MEDEWERKER = "medewerker"
    PARTIJ = "partij"
    VERWIJZING = "verwijzing"  # an earlier gebeurtenis or uitspraak of this case
    RIJEN = "rijen"  # a table with fields of its own
    NIEUW_LID = "nieuw_lid"  # the key of a person whom this gebeurtenis brings into the case


class Ligging(StrEnum):
    """Where a day lies, seen from the day of the act."""

    VERLEDEN = "verleden"  # or that day itself
    TOEKOMST = "toekomst"  # or that day itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    id: str
    naam: str


# One value that a fact carries. `naar` says for a verwijzing which kinds of fact it may point at;
# `minstens` and `hoogstens` bound a number, the length of a text or the count of rows.
@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    id: str
    naam: str
    soort: Veldsoort
    verplicht: bool = True
    hulp: str = ""
    keuzes: tuple[Keuze, ...] = ()
    minstens: int | None = None
    hoogstens: int | None = None
    naar: frozenset[str] = frozenset()
    # Kinds of fact that finish what a verwijzing points at: done once, it is not done again.
    niet_na: frozenset[str] = frozenset()
    ligt: Ligging | None = None
    # For a medewerker: the kinds of organisation that this person works for; empty for any.
    partijen: frozenset[str] = frozenset()
    # Where `ligt` does not hold, by another field beside this one: "rol=ongeboren_kind".
    behalve_bij: str = ""
    # Whether a person is asked this; what only the message of a system can say is not.
    gevraagd: bool = True
    # What it means that a single choice is left empty, as an answer among the others.
    leeg: str = ""
    # Kept with the gebeurtenis, never quoted: the name of whoever reported.
    geheim: bool = False
    # Whether a family member who takes the stap is asked this, and which answers are not theirs to give.
    zelf: bool = True
    niet_zelf: frozenset[str] = frozenset()
    # How a family member reads it, where the name speaks to the professional who fills it in.
    voor_gezin: str = ""
    # About the recording and not about the family: whether it may be kept or read, and who reported.
    intern: bool = False
    velden: tuple["Veld", ...] = ()

    def __post_init__(self) -> None:
        if (self.soort in (Veldsoort.KEUZE, Veldsoort.KEUZES)) != bool(self.keuzes):
            raise InvalidBegrip("keuzes horen bij soort keuze of keuzes, en alleen daar")
        if (self.soort is Veldsoort.RIJEN) != bool(self.velden):
            raise InvalidBegrip("velden horen bij soort rijen, en alleen daar")
        if (self.soort is Veldsoort.VERWIJZING) != bool(self.naar):
            raise InvalidBegrip("naar hoort bij soort verwijzing, en alleen daar")
        if onbekend := self.niet_zelf - {keuze.id for keuze in self.keuzes}:
            raise InvalidBegrip(f"niet_zelf noemt geen keuze: {', '.join(sorted(onbekend))}")
        self._check_samen()
        _check_behalve(self.velden)

    def _check_samen(self) -> None:
        if self.partijen and self.soort is not Veldsoort.MEDEWERKER:
            raise InvalidBegrip("partijen hoort bij soort medewerker")
        if self.ligt and self.soort not in (Veldsoort.DAG, Veldsoort.DEELDATUM):
            raise InvalidBegrip("ligt hoort bij soort dag of deeldatum")
        if self.niet_na and not self.naar:
            raise InvalidBegrip("niet_na hoort bij soort verwijzing")
        if self.leeg and (self.verplicht or self.soort not in (Veldsoort.KEUZE, Veldsoort.LID)):
            raise InvalidBegrip("leeg hoort bij een keuze of lid dat leeg mag blijven")
        if self.behalve_bij and not self.ligt:
            raise InvalidBegrip("behalve_bij hoort bij ligt")
        if self.verplicht and not self.gevraagd:
            raise InvalidBegrip("wat niet gevraagd wordt, kan niet verplicht zijn")


def _check_behalve(velden: tuple[Veld, ...]) -> None:
    """An exception names a choice of a field beside it. Raises InvalidBegrip."""
    bekend = {veld.id: {keuze.id for keuze in veld.keuzes} for veld in velden}
    for veld in velden:
        naam, _, keuzes = veld.behalve_bij.partition("=")
        if veld.behalve_bij and not 0 < len(set(keuzes.split()) & bekend.get(naam, set())) == len(
            keuzes.split()
        ):
            raise InvalidBegrip(f"{veld.id}: behalve_bij noemt geen keuze: {veld.behalve_bij}")


class Doelgroep(StrEnum):
    """Whose portal shows it, apart from what the rights by age and gezag open."""

    NIEMAND = "niemand"
    OVER = "over"
    AAN = "aan"
    GEZIN = "gezin"
    AUTEUR = "auteur"


# Who may see a fact: the category for professionals, and the family members it is about and for.
@dataclass(frozen=True, slots=True, kw_only=True)
class Zichtbaarheid:
    categorie: str
    portaal: Doelgroep
    # Fields that hold the persons it is about, and the persons it is addressed to.
    over: frozenset[str] = frozenset()
    aan: frozenset[str] = frozenset()
    # A sealed fact opens only for holders of these functies (and they need a grant as well).
    verzegeld_voor: frozenset[str] = frozenset()


# What a fact says about contact between the family and professionals, by the names of its fields:
# `met`: persons of the gezin with whom its author spoke; `vraagt`: persons who were asked to tell how
# they see it; `introduceert`: the professional whom the family met together with the one who leaves.
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    met: str = ""
    vraagt: str = ""
    introduceert: str = ""

    def __post_init__(self) -> None:
        if not (self.met or self.introduceert):
            raise InvalidBegrip("contact noemt een veld bij met of bij introduceert")
        if self.vraagt and not self.met:
            raise InvalidBegrip("wie iets vraagt, spreekt iemand: vul ook met in")


# A kind of dated fact. `uitspraak` says how it counts when quoted: a feit, a vermoeden, a mening,
# or "rij": each row of the field `rijen_veld` states its own kind in a sub-field `soort`.
@dataclass(frozen=True, slots=True, kw_only=True)
class Feitsoort:
    id: str
    naam: str
    uitspraak: str
    zicht: Zichtbaarheid
    bron: tuple[Grondslag, ...]
    velden: tuple[Veld, ...] = ()
    contact: Contact | None = None

    UITSPRAKEN: ClassVar[tuple[str, ...]] = ("feit", "vermoeden", "mening", "rij")

    def __post_init__(self) -> None:
        if self.uitspraak not in self.UITSPRAKEN:
            raise InvalidBegrip(f"uitspraak is een van {', '.join(self.UITSPRAKEN)}")
        namen = [veld.id for veld in self.velden]
        _check_behalve(self.velden)
        if dubbel := {naam for naam in namen if namen.count(naam) > 1}:
            raise InvalidBegrip(f"dubbele velden: {', '.join(sorted(dubbel))}")
        if onbekend := (self.zicht.over | self.zicht.aan) - self.personenvelden():
            raise InvalidBegrip(f"zicht noemt geen personenveld: {', '.join(sorted(onbekend))}")
        self._check_contact()

    def _check_contact(self) -> None:
        if self.contact is None:
            return
        if onbekend := {self.contact.met, self.contact.vraagt} - self.personenvelden() - {""}:
            raise InvalidBegrip(f"contact noemt geen personenveld: {', '.join(sorted(onbekend))}")
        medewerkers = {veld.id for veld in self.velden if veld.soort is Veldsoort.MEDEWERKER}
        if self.contact.introduceert and self.contact.introduceert not in medewerkers:
            raise InvalidBegrip("introduceert noemt een veld met een medewerker")

    def personenvelden(self) -> frozenset[str]:
        """Fields that hold persons of the gezin; a field in a row is written as rijen.veld."""
        soorten = (Veldsoort.LID, Veldsoort.LEDEN, Veldsoort.NIEUW_LID)
        eigen = {veld.id for veld in self.velden if veld.soort in soorten}
        in_rijen = {
            f"{veld.id}.{sub.id}"
            for veld in self.velden
            for sub in veld.velden
            if sub.soort in soorten
        }
        return frozenset(eigen | in_rijen)


# A functie that a stap gives to the person in a field, or to the one who acts ("door").
@dataclass(frozen=True, slots=True, kw_only=True)
class Belegging:
    functie: str
    bij: str


# A term that a stap starts, counted from its own moment ("op") or from the day in a field; `tot`
# names the field with the agreed last day instead. `alleen_bij` limits it to some choices: "antwoord=wil_niet".
@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnstart:
    termijn: str
    vanaf: str = "op"
    tot: str = ""
    alleen_bij: str = ""


# A grant that a stap gives: `aan` is a field with a medewerker, "door", or "mandaat:<id>" for all
# who hold that mandate. `tot` names a field with the last day.
@dataclass(frozen=True, slots=True, kw_only=True)
class Toegangseffect:
    soort: str
    aan: str
    tot: str = ""
    alleen_bij: str = ""


def is_bij(alleen_bij: str, waarden: Mapping[str, object]) -> bool:
    """Whether the values meet a condition written as "field=choice choice"; empty always holds."""
    veld, _, keuzes = alleen_bij.partition("=")
    return not alleen_bij or waarden.get(veld) in keuzes.split()


# A place where a case can be. `wie` says in words who carries it there.
@dataclass(frozen=True, slots=True, kw_only=True)
class Toestand:
    id: str
    naam: str
    wie: str
    # What happens here, as a family member says it.
    voor_gezin: str
    bron: tuple[Grondslag, ...]
    begin: bool = False
    eind: bool = False
    # Part of the way that most cases go: the family sees where on it they are.
    hoofdlijn: bool = False
    # The model knows this toestand and explains it; the screens for its steps come later.
    zonder_scherm: bool = False


# In `Stap.van`: from every toestand of a running case, and from a closed one.
OVERAL = "overal"
AFGESLOTEN = "afgesloten"


# An act that records a fact and may move the case. Without `van` it begins a case. Who may take it follows from `bevoegdheid`
# (the moederorganisatie), the mandate and registration of the person, and `functies` in the case.
# `soorten` are the hooks that a waarborg attaches to.
@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    id: str
    naam: str
    legt_vast: str
    bevoegdheid: str
    bron: tuple[Grondslag, ...]
    van: frozenset[str] = frozenset()
    naar: str = ""
    functies: frozenset[str] = frozenset()
    soorten: frozenset[str] = frozenset()
    belegt: tuple[Belegging, ...] = ()
    ontheft: frozenset[str] = frozenset()
    start_termijn: tuple[Termijnstart, ...] = ()
    stopt_termijn: frozenset[str] = frozenset()
    toegang: tuple[Toegangseffect, ...] = ()
    beeindigt_toegang: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.van and not self.naar:
            raise InvalidBegrip("een stap zonder van begint een zaak en heeft dus een naar")
