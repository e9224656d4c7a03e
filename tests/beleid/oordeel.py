"""The judgement in Python over whole worlds, and which mutants a set of worlds shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from kring.stelsel.beleid.knopen import Knoop
from kring.stelsel.beleid.lezen import may_read
from kring.stelsel.beleid.mutanten import mutanten
from tests.beleid.werelden import REGELS, Geval, Tabelrij, Vraag, Wereld, tabellen_van


Plek = tuple[str, int]


def visible(wereld: Wereld, vraag: Vraag, tabellen: Sequence[str] | None = None) -> set[Plek]:
    """Table and number of every row that the policy shows at this door."""
    feiten = vraag.feiten()
    return {
        (tabel, rij["rij"])
        for tabel in (tabellen_van(vraag.deur) if tabellen is None else tabellen)
        for rij in wereld[tabel]
        if may_read(REGELS[vraag.deur, tabel], rij, feiten, wereld)
    }


@dataclass(frozen=True)
class Beslissing:
    """One row, judged."""

    rij: Tabelrij
    vraag: Vraag
    wereld: Wereld
    mag: bool


def decisions(gevallen: Iterable[Geval]) -> dict[tuple[str, str], list[Beslissing]]:
    """Every judgement in these worlds, by door and table."""
    alle: dict[tuple[str, str], list[Beslissing]] = {plek: [] for plek in REGELS}
    for geval in gevallen:
        for vraag in geval.vragen:
            feiten = vraag.feiten()
            for tabel in geval.tabellen(vraag.deur):
                beleid = REGELS[vraag.deur, tabel]
                alle[vraag.deur, tabel] += [
                    Beslissing(
                        rij, vraag, geval.wereld, may_read(beleid, rij, feiten, geval.wereld)
                    )
                    for rij in geval.wereld[tabel]
                ]
    return alle


def survivors(beleid: Knoop, beslissingen: Sequence[Beslissing]) -> Iterator[Knoop]:
    """The mutants of a policy that judge every row as the policy itself does."""
    gevallen = [(een.rij, een.vraag.feiten(), een.wereld, een.mag) for een in beslissingen]
    # Mistakes in one limb show in the same few rows: what showed one is tried first on the next.
    Random(0).shuffle(gevallen)
    for mutant in mutanten(beleid):
        for plek, (rij, feiten, wereld, mag) in enumerate(gevallen):
            if may_read(mutant, rij, feiten, wereld) is not mag:
                gevallen.insert(0, gevallen.pop(plek))
                break
        else:
            yield mutant
