"""The form of a predicate, and the register by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.zaak import Gebeurtenis, Stand, Voorstel


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One way in which a waarborg is not met: for whom, and under which name the model explains it."""

    betreft: tuple[str, ...] = ()
    reden: str = ""


Toets = Callable[[Stelsel, Stand, Voorstel], tuple[Bevinding, ...]]
TOETSEN: dict[str, Toets] = {}
# Predicates that look at the case alone, not at the values of the proposal: a screen can say
# beforehand what still stands in the way.
VOORAF: set[str] = set()


def toets(functie: Toets) -> Toets:
    """Register a predicate on the case under its own name, by which the model refers to it."""
    VOORAF.add(functie.__name__)
    return toets_op_waarden(functie)


def toets_op_waarden(functie: Toets) -> Toets:
    """Register a predicate that also looks at the values of the proposal."""
    naam = functie.__name__
    if naam in TOETSEN:
        raise ValueError(f"de toets {naam} bestaat al")
    TOETSEN[naam] = functie
    return functie


GEHAALD: tuple[Bevinding, ...] = ()


def tenzij(gehaald: object, reden: str = "") -> tuple[Bevinding, ...]:
    """Nothing found when the condition holds."""
    return GEHAALD if gehaald else (Bevinding(reden=reden),)


def mist(personen: Iterable[str], reden: str = "") -> tuple[Bevinding, ...]:
    """One finding that names the persons for whom something is missing; nothing when there are none."""
    wie = tuple(sorted(personen))
    return (Bevinding(betreft=wie, reden=reden),) if wie else GEHAALD


def personen_in(feiten: Iterable[Gebeurtenis], veld: str) -> frozenset[str]:
    """Everybody named in a field of these facts."""
    return frozenset(persoon for feit in feiten for persoon in feit.leden(veld))


def sinds(stand: Stand, soort: str, begin: Gebeurtenis | None) -> tuple[Gebeurtenis, ...]:
    """Facts of a kind that came after another one; all of them when that one does not exist."""
    vanaf = begin.volgnummer if begin else 0
    return tuple(feit for feit in stand.feiten(soort) if feit.volgnummer > vanaf)
