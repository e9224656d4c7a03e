"""Uitspraken as lines of a page: typed, dated, with who said it and what was said against it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from kring.dossier.models import Uitspraak
from kring.dossier.opslag import plek_uitspraak
from kring.stelsel.begrippen import Stelsel
from kring.toegang.deur import Deur
from kring.toegang.kluis import unlock
from kring.toegang.vragen import EenVan, Gat, Vraag


# Facts that say something about another line, and stand beside it wherever it is shown.
BIJ_REGEL = ("klopt_niet", "klopt_niet_antwoord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One uitspraak. `sleutel` is how another fact points at it."""

    sleutel: str
    gebeurtenis: str
    plek: str
    feit: str
    naam: str
    soort: str
    op: datetime
    auteur: UUID
    over: tuple[str, ...]
    voor: tuple[str, ...]
    portaal: bool
    bij: str
    inhoud: Mapping[str, Any]
    weerwoord: tuple["Regel", ...] = ()

    @property
    def tekst(self) -> str:
        """The words of the line: the first long text in it."""
        for naam in TEKSTVELDEN:
            if waarde := self.inhoud.get(naam):
                return str(waarde)
        return ""


# Where the words of a fact stand, in order of preference.
TEKSTVELDEN = (
    "tekst", "woorden", "wat", "doel", "waarom", "conclusie", "samenvatting", "vraag", "reden",
    "antwoord", "toelichting", "inhoud", "plan", "optie", "besproken", "hoe_gaat_het", "oordeel_gezin", "tegendeel",
    "hulp",
)  # fmt: skip


def load_regels(
    deur: Deur, stelsel: Stelsel, feiten: Iterable[str] | None = None, *, hoogstens: int
) -> list[Regel]:
    """The newest lines of these kinds of fact, newest first, each with its corrections beside it.

    Lines of one gebeurtenis stand in the order in which they were said.
    """
    if feiten is None:
        rijen = _alles(hoogstens).ask(deur.alias, gezin=deur.gezin)
    else:
        gezocht = [*feiten, *BIJ_REGEL]
        rijen = _van_soort(hoogstens).ask(deur.alias, gezin=deur.gezin, feiten=gezocht)
    return _gelezen(deur, stelsel, rijen)


def load_groepen(
    deur: Deur, stelsel: Stelsel, groepen: Sequence[Collection[str]], *, hoogstens: int
) -> tuple[list[Regel], ...]:
    """As `load_regels` for each of these groups, which share no kind of fact, in one question."""
    feiten = {f"feiten_{n}": list(groep) for n, groep in enumerate((*groepen, BIJ_REGEL))}
    vraag = _per_groep(len(feiten), hoogstens)
    rijen = sorted(vraag.ask(deur.alias, gezin=deur.gezin, **feiten), key=_nieuwste_eerst)
    return tuple(
        _gelezen(
            deur, stelsel, [rij for rij in rijen if rij[FEIT] in (*groep, *BIJ_REGEL)][:hoogstens]
        )
        for groep in groepen
    )


VELDEN = (
    "id", "gebeurtenis_id", "plek", "feit", "soort", "op", "auteur_id", "over", "voor", "portaal", "bij", "inhoud",
)  # fmt: skip
VOLGORDE = ("-op", "gebeurtenis_id", "id")
FEIT, OP, GEBEURTENIS = VELDEN.index("feit"), VELDEN.index("op"), VELDEN.index("gebeurtenis_id")


def _nieuwste_eerst(rij: tuple[Any, ...]) -> tuple[float, UUID, UUID]:
    """VOLGORDE, for rows that came from several groups."""
    return -rij[OP].timestamp(), rij[GEBEURTENIS], rij[0]


@cache
def _alles(hoogstens: int) -> Vraag:
    return Vraag(
        lambda: (
            Uitspraak.objects.filter(gezin_id=Gat("gezin"))
            .order_by(*VOLGORDE)
            .values_list(*VELDEN)[:hoogstens]
        )
    )


@cache
def _van_soort(hoogstens: int) -> Vraag:
    return Vraag(
        lambda: (
            Uitspraak.objects.filter(EenVan("feit", Gat("feiten")), gezin_id=Gat("gezin"))
            .order_by(*VOLGORDE)
            .values_list(*VELDEN)[:hoogstens]
        )
    )


def load_van_gebeurtenissen(
    deur: Deur, stelsel: Stelsel, gebeurtenissen: Iterable[UUID]
) -> list[Regel]:
    """The lines of these gebeurtenissen that the reader sees, each with its corrections apart."""
    rijen = VAN_GEBEURTENISSEN.ask(
        deur.alias, gezin=deur.gezin, gebeurtenissen=list(gebeurtenissen)
    )
    return sorted((_regel(deur, stelsel, *rij[1:]) for rij in rijen), key=_volgorde)


VAN_GEBEURTENISSEN = Vraag(
    lambda: (
        Uitspraak.objects.filter(
            EenVan("gebeurtenis_id", Gat("gebeurtenissen")), gezin_id=Gat("gezin")
        )
        .order_by(*VOLGORDE)
        .values_list(*VELDEN)
    )
)


@cache
def _per_groep(aantal: int, hoogstens: int) -> Vraag:
    """The newest of each group. One look at the table, because every look asks the policy."""

    def maak() -> QuerySet[Any, Any]:
        takken = [EenVan("feit", Gat(f"feiten_{n}")) for n in range(aantal)]
        groep = Case(
            *(When(tak, then=n) for n, tak in enumerate(takken)), output_field=IntegerField()
        )
        plaats = Window(RowNumber(), partition_by=[groep], order_by=VOLGORDE)
        rijen = Uitspraak.objects.filter(reduce(or_, map(Q, takken)), gezin_id=Gat("gezin"))
        return rijen.annotate(plaats=plaats).filter(plaats__lte=hoogstens).values_list(*VELDEN)

    return Vraag(maak)


def _gelezen(deur: Deur, stelsel: Stelsel, rijen: Iterable[tuple[Any, ...]]) -> list[Regel]:
    regels = [_regel(deur, stelsel, *rij[1:]) for rij in rijen]
    return join_weerwoord(sorted(regels, key=_volgorde))


def _volgorde(regel: Regel) -> tuple[float, str, str, int]:
    veld, _, nummer = regel.plek.partition(".")
    return -regel.op.timestamp(), regel.gebeurtenis, veld, int(nummer or 0)


def _regel(
    deur: Deur,
    stelsel: Stelsel,
    gebeurtenis: UUID,
    plek: str,
    feit: str,
    soort: str,
    op: datetime,
    auteur: UUID,
    over: list[UUID],
    voor: list[UUID],
    portaal: bool,
    bij: str,
    inhoud: bytes,
) -> Regel:
    return Regel(
        sleutel=f"{gebeurtenis}/{plek}" if plek else str(gebeurtenis),
        gebeurtenis=str(gebeurtenis),
        plek=plek,
        feit=feit,
        naam=stelsel.feitsoorten[feit].naam,
        soort=soort,
        op=op,
        auteur=auteur,
        over=tuple(map(str, over)),
        voor=tuple(map(str, voor)),
        portaal=portaal,
        bij=bij,
        inhoud=unlock(deur.gezin, plek_uitspraak(gebeurtenis, plek), inhoud),
    )


def join_weerwoord(regels: list[Regel]) -> list[Regel]:
    """Put what contests a line, and the answer to that, beside the line itself."""
    bij: dict[str, list[Regel]] = {}
    for regel in reversed(regels):
        if regel.feit in BIJ_REGEL:
            bij.setdefault(regel.bij, []).append(regel)
    for reeks in list(bij.values()):
        for klopt_niet in list(reeks):
            reeks += bij.get(klopt_niet.gebeurtenis, [])
    return [
        replace(regel, weerwoord=tuple(bij[regel.sleutel])) if regel.sleutel in bij else regel
        for regel in regels
        if regel.feit not in BIJ_REGEL or not regel.bij
    ]


def can_read(deur: Deur, sleutel: str) -> bool:
    """Whether the reader behind this door sees the line that a key points at."""
    gebeurtenis, _, plek = sleutel.partition("/")
    try:
        welke = UUID(gebeurtenis)
    except ValueError:
        return False
    rijen = Uitspraak.objects.using(deur.alias).filter(gezin_id=deur.gezin, gebeurtenis_id=welke)
    return rijen.filter(plek=plek).exists()
