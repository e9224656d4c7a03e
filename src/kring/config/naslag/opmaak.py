"""Plain Markdown: headings, tables and lists, with the words of the model as they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kring.stelsel.begrippen import Grondslag, Stelsel


UIT_HET_MODEL = (
    "Gemaakt uit `stelsels/` door `kring naslag`. Wijzig het model, niet deze bladzijde."
)
UIT_DE_CODE = "Gemaakt uit de code door `kring naslag`. Wijzig de code, niet deze bladzijde."
# What Markdown would read as markup in a sentence.
TEKENS = str.maketrans({"<": "&lt;", ">": "&gt;", "|": "\\|", "*": "\\*", "\n": " "})


def blad(kop: str, herkomst: str, *delen: str) -> str:
    """A page; empty parts are left out."""
    return "\n\n".join(deel.strip("\n") for deel in (f"# {kop}", herkomst, *delen) if deel) + "\n"


def tekst(woorden: object) -> str:
    """Words of the model, safe in a sentence and in a table."""
    return " ".join(str(woorden).translate(TEKENS).split())


def code(naam: str) -> str:
    """A name as the model or the code writes it."""
    return f"`{naam}`"


def codes(namen: Iterable[str]) -> str:
    """Names in alphabetical order."""
    return ", ".join(code(naam) for naam in sorted(namen))


def registers(namen: Iterable[str]) -> str:
    """Registers in which a professional must stand in one."""
    return " of ".join(naam.upper() for naam in sorted(namen))


def tabel(koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """A table; nothing at all when it has no rows."""
    regels = ["| " + " | ".join(rij) + " |" for rij in rijen]
    if not regels:
        return ""
    streep = "|" + " --- |" * len(koppen)
    return "\n".join(["| " + " | ".join(koppen) + " |", streep, *regels])


def lijst(regels: Iterable[str]) -> str:
    """A list; empty lines are left out."""
    return "\n".join(f"- {regel}" for regel in regels if regel)


def bronnen(bron: tuple[Grondslag, ...]) -> str:
    """What an item rests on: text, place, standing, and how well it was read."""
    return "; ".join(_grondslag(grond) for grond in bron)


def _grondslag(grond: Grondslag) -> str:
    dagen = [
        f"{woord} {dag}"
        for woord, dag in (("vanaf", grond.geldig_vanaf), ("tot", grond.geldig_tot))
        if dag
    ]
    stand = ", ".join([str(grond.status).replace("_", " "), str(grond.vertrouwen), *dagen])
    return f"{tekst(f'{grond.tekst} {grond.artikel}')} ({stand})"


@dataclass(frozen=True, slots=True)
class Gedeeld:
    """An item with the variants that have it exactly so; `overal` when all do."""

    ding: Any
    varianten: tuple[str, ...]
    overal: bool

    @property
    def waar(self) -> str:
        """In which variants, where that is not all of them."""
        return "" if self.overal else f"Alleen in {codes(self.varianten)}."


def samen(stelsels: Sequence[Stelsel], verzameling: str) -> list[Gedeeld]:
    """A collection of all variants: what they have in common once, what differs apart."""
    gevonden: dict[str, list[tuple[Any, list[str]]]] = {}
    for stelsel in stelsels:
        dingen: Mapping[str, Any] = getattr(stelsel, verzameling)
        for id_, ding in dingen.items():
            versies = gevonden.setdefault(id_, [])
            zelfde = next((wie for ander, wie in versies if ander == ding), None)
            if zelfde is None:
                versies.append((ding, [stelsel.variant.id]))
            else:
                zelfde.append(stelsel.variant.id)
    return [
        Gedeeld(ding, tuple(wie), len(wie) == len(stelsels))
        for versies in gevonden.values()
        for ding, wie in versies
    ]
