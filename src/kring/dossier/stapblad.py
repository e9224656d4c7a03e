"""One stap as a page with a form, for every door: what it asks, what came back, and every reason why
not. Knows no HTML and no HTTP; the words are the model's, for the reader who has the page before them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from kring.dossier.actions import Opdracht, StapGeweigerd, Verouderd, take_stap
from kring.dossier.actions.concepten import drop_concept
from kring.dossier.formulier import (
    CIJFERS,
    MEER,
    Invoer,
    Keuzes,
    Post,
    add_rij,
    make_invoer,
    own_leden,
    parse_waarden,
)
from kring.dossier.opsteller import EIGEN_VELDEN
from kring.dossier.queries.concepten import load_concept
from kring.dossier.queries.motor import load_oordeel, load_volle_stand
from kring.dossier.woorden import Reden, field_errors, reasons_for, wrong_fields
from kring.stelsel.begrippen import Feitsoort, Lezer, Stap, Stelsel
from kring.stelsel.toetsing import Weigering


AFWEGING = "_afweging."
SLEUTEL, GEZIEN = "_sleutel", "_gezien"
BESTAND = "Een bestand meesturen kan hier niet. Schrijf op wat erin staat."


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
    # Fields that the page answers itself, with their answers, for it speaks for one person.
    vast: Mapping[str, str] = field(default_factory=dict)

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
    concept = load_concept(actor=blad.actor, gezin=blad.gezin, stap=blad.stap.id)
    if concept:
        waarden = _waarden(blad, concept, op)
    return _ingevuld(blad, waarden, vooraf=_vooraf(blad, op), uit_concept=bool(concept))


def _vooraf(blad: Stapblad, op: datetime) -> list[Reden]:
    """What stands in the way whatever is filled in. Raises GeenToegang."""
    volledig = load_volle_stand(gezin=blad.gezin, actor=blad.actor)
    return _redenen(blad, load_oordeel(volledig, blad.stap.id, op))


def send(blad: Stapblad, post: Post, op: datetime) -> Verzonden | Ingevuld:
    """Take the stap with what was posted, or give the form back with everything still in it.

    Raises GeenToegang.
    """
    waarden = _waarden(blad, post, op)
    if MEER in post:
        meer = add_rij(blad.feit, waarden, post[MEER][-1])
        return _ingevuld(blad, meer, vooraf=_vooraf(blad, op))
    opdracht = Opdracht(
        gezin=blad.gezin,
        stap=blad.stap.id,
        door=blad.actor,
        op=op,
        waarden=waarden,
        sleutel=str(make_sleutel(post)),
        afwegingen=_afwegingen(post),
        gezien=gezien_in(post),
    )
    try:
        genomen = take_stap(opdracht)
    except StapGeweigerd as fout:
        fouten = field_errors(fout.weigeringen)
        redenen = _redenen(blad, fout.weigeringen)
        return _ingevuld(blad, waarden, fouten, weigeringen=redenen, afwegingen=opdracht.afwegingen)
    except Verouderd as fout:
        return _ingevuld(blad, waarden, verouderd=fout.sinds)
    drop_concept(actor=blad.actor, gezin=blad.gezin, stap=blad.stap.id)
    return Verzonden(genomen.gebeurtenis.id if genomen else "")


def keep(
    blad: Stapblad, post: Post, op: datetime, fouten: Mapping[str, str] | None = None
) -> Ingevuld:
    """The form as it was posted, without sending it; `fouten` maps a field to what is wrong."""
    return _ingevuld(blad, _waarden(blad, post, op), fouten)


def make_sleutel(post: Post) -> UUID:
    """One form with the same words is one request, however often it is sent. With other words it is
    another one: who goes back and writes on loses nothing. Without a key of a form: always new."""
    try:
        formulier = UUID(_laatste(post, SLEUTEL))
    except ValueError:
        return uuid4()
    woorden = sorted(
        (naam, antwoorden) for naam, antwoorden in post.items() if naam not in EIGEN_VELDEN
    )
    return uuid5(formulier, json.dumps(woorden))


def _waarden(blad: Stapblad, post: Post, op: datetime) -> dict[str, Any]:
    vast = {veld.id: blad.vast[veld.id] for veld in blad.feit.velden if veld.id in blad.vast}
    waarden = parse_waarden(blad.feit, post, op.date()) | vast
    return own_leden(blad.feit, waarden, blad.keuzes.leden, blad.gezin)


def _ingevuld(
    blad: Stapblad,
    waarden: Mapping[str, Any],
    fouten: Mapping[str, str] | None = None,
    **rest: Any,
) -> Ingevuld:
    invoer = make_invoer(blad.feit, waarden, blad.keuzes, fouten)
    getoond = tuple(vraag for vraag in invoer if vraag.naam not in blad.vast)
    if blad.lezer.van_gezin:
        getoond = tuple(_voor_zichzelf(blad.feit, getoond))
    return Ingevuld(invoer=getoond, veldfouten=wrong_fields(getoond), **rest)


def _voor_zichzelf(feit: Feitsoort, invoer: Iterable[Invoer]) -> Iterator[Invoer]:
    """What a family member is asked: not how a professional explained it, and not that they were silent."""
    velden = {veld.id: veld for veld in feit.velden}
    for vraag in invoer:
        veld = velden[vraag.naam]
        if veld.zelf:
            opties = (optie for optie in vraag.opties if optie.waarde not in veld.niet_zelf)
            yield replace(vraag, opties=tuple(opties))


def _redenen(blad: Stapblad, weigeringen: tuple[Weigering, ...]) -> list[Reden]:
    return reasons_for(blad.stelsel, weigeringen, blad.lezer, blad.namen, blad.pad_naar)


def _laatste(post: Post, naam: str) -> str:
    return (post.get(naam) or [""])[-1]


def gezien_in(post: Post) -> int | None:
    """Up to where the case was shown with the form, if the form says so."""
    tekst = _laatste(post, GEZIEN)
    return int(tekst) if tekst.isdecimal() and len(tekst) <= CIJFERS else None


def _afwegingen(post: Post) -> dict[str, str]:
    """Warnings that are reasoned away in writing: waarborg → reason."""
    return {
        naam.removeprefix(AFWEGING): redenen[-1].strip()
        for naam, redenen in post.items()
        if naam.startswith(AFWEGING) and redenen[-1].strip()
    }
