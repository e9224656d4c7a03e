"""One stap as a page with a form, for every door: what it asks, what came back, and every reason why
not. Knows no HTML and no HTTP; the words are the model's, for the reader who has the page before them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from kring.dossier.actions import Opdracht, StapGeweigerd, Verouderd, concepten, take_stap
from kring.dossier.formulier import MEER, Invoer, Keuzes, Post, make_invoer, parse_waarden
from kring.dossier.queries.motor import load_oordeel, load_volle_stand
from kring.dossier.woorden import Reden, field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Feitsoort, Lezer, Stap, Stelsel
from kring.stelsel.toetsing import Weigering


AFWEGING = "_afweging."
SLEUTEL, GEZIEN = "_sleutel", "_gezien"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stapblad:
    """The frame of one form: whose, about which gezin, for which stap, in whose words."""

    gezin: UUID
    actor: UUID
    stelsel: Stelsel
    stap: Stap
    keuzes: Keuzes
    namen: Mapping[str, str]
    lezer: Lezer
    pad_naar: Callable[[str], str]
    # Fields that the page fills in itself, for it speaks for one person.
    vast: frozenset[str] = frozenset()

    @property
    def feit(self) -> Feitsoort:
        """What the stap records."""
        return self.stelsel.feitsoorten[self.stap.legt_vast]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingevuld:
    """The form as it is shown: questions with answers, and what is wrong or in the way."""

    invoer: tuple[Invoer, ...]
    veldfouten: list[Invoer]
    weigeringen: list[Reden] = field(default_factory=list)
    vooraf: list[Reden] = field(default_factory=list)
    afwegingen: Mapping[str, str] = field(default_factory=dict)
    verouderd: tuple[str, ...] = ()
    uit_concept: bool = False

    @property
    def geweigerd(self) -> bool:
        """Whether this is an answer that could not be taken in."""
        return bool(self.weigeringen or self.veldfouten or self.verouderd)


@dataclass(frozen=True, slots=True)
class Verzonden:
    """The stap was taken, now or by an earlier request with the same key (then empty)."""

    gebeurtenis: str


def begin(blad: Stapblad, waarden: Mapping[str, Any], op: datetime) -> Ingevuld:
    """An empty form, or the draft that was kept, with what already stands in the way."""
    concept = concepten.load_concept(actor=blad.actor, gezin=blad.gezin, stap=blad.stap.id)
    if concept:
        waarden = parse_waarden(blad.feit, concept, op.date())
    volledig = load_volle_stand(gezin=blad.gezin, actor=blad.actor)
    vooraf = load_oordeel(volledig, blad.stap.id, op)
    return _ingevuld(blad, waarden, vooraf=_redenen(blad, vooraf), uit_concept=bool(concept))


def send(blad: Stapblad, post: Post, op: datetime) -> Verzonden | Ingevuld:
    """Take the stap with what was posted, or give the form back with everything still in it.

    Raises GeenToegang.
    """
    waarden = parse_waarden(blad.feit, post, op.date())
    if MEER in post:
        veld = post[MEER][-1]
        return _ingevuld(blad, waarden | {veld: [*waarden.get(veld, []), {}]})
    opdracht = Opdracht(
        gezin=blad.gezin,
        stap=blad.stap.id,
        door=blad.actor,
        op=op,
        waarden=waarden,
        sleutel=_laatste(post, SLEUTEL),
        afwegingen=_afwegingen(post),
        gezien=_nummer(_laatste(post, GEZIEN)),
    )
    try:
        genomen = take_stap(opdracht)
    except StapGeweigerd as fout:
        fouten = field_errors(fout.weigeringen)
        redenen = _redenen(blad, fout.weigeringen)
        return _ingevuld(blad, waarden, fouten, weigeringen=redenen, afwegingen=opdracht.afwegingen)
    except Verouderd as fout:
        return _ingevuld(blad, waarden, verouderd=fout.sinds)
    concepten.drop_concept(actor=blad.actor, gezin=blad.gezin, stap=blad.stap.id)
    return Verzonden(genomen.gebeurtenis.id if genomen else "")


def keep(blad: Stapblad, post: Post, op: datetime) -> Ingevuld:
    """The form as it was posted, without sending it."""
    return _ingevuld(blad, parse_waarden(blad.feit, post, op.date()))


def _ingevuld(
    blad: Stapblad,
    waarden: Mapping[str, Any],
    fouten: Mapping[str, str] | None = None,
    **rest: Any,
) -> Ingevuld:
    invoer = make_invoer(blad.feit, waarden, blad.keuzes, fouten)
    getoond = tuple(vraag for vraag in invoer if vraag.naam not in blad.vast)
    return Ingevuld(invoer=getoond, veldfouten=wrong_fields(getoond), **rest)


def _redenen(blad: Stapblad, weigeringen: tuple[Weigering, ...]) -> list[Reden]:
    return reasons_for(blad.stelsel, weigeringen, blad.lezer, blad.namen, blad.pad_naar)


def _laatste(post: Post, naam: str) -> str:
    return (post.get(naam) or [""])[-1]


def _nummer(tekst: str) -> int | None:
    return int(tekst) if tekst.isdecimal() else None


def _afwegingen(post: Post) -> dict[str, str]:
    """Warnings that are reasoned away in writing: waarborg → reason."""
    return {
        naam.removeprefix(AFWEGING): redenen[-1].strip()
        for naam, redenen in post.items()
        if naam.startswith(AFWEGING) and redenen[-1].strip()
    }
