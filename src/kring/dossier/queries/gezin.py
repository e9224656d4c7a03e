"""The page of a gezin: everything that one reader may see, in a fixed number of questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import BooleanField, OuterRef, QuerySet, Subquery, Value

from kring.dossier.models import Dossier, Gebeurtenis, Termijn, Toewijzing
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.adressen import load_adressen
from kring.dossier.queries.mensen import Lid, load_leden, open_naam
from kring.dossier.queries.regels import Regel, load_groepen
from kring.gezinnen.models import Gezin
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import PORTAAL
from kring.stelsel.zaak import Houder, Stand
from kring.toegang.deur import Deur, GeenToegang
from kring.toegang.models import EEUWIG, Actor
from kring.toegang.queries import load_actoren
from kring.toegang.vragen import EenVan, Gat, Vraag


# What each part of the page is made of. Older lines stand on the pages of the parts themselves.
WETEN = ("uitspraken", "acuut_gevaar", "hermelding", "melding_ontvangen", "woorden_kind", "notitie")
VEILIG = ("veiligheidscijfer", "veilig_genoeg", "melding_beoordeeld", "rvt_gevraagd")
PLAN = ("afspraak", "afspraak_klaar", "afspraak_vervallen", "doel", "bijdrage", "bijdrage_gestopt",
        "voorwaarde_aangekondigd", "voorwaarde_gehaald", "voorwaarde_vervallen", "hulp_gestart",
        "hulp_gestopt", "plan_vastgesteld", "adres_afgeschermd")  # fmt: skip
FAMILIE = ("band_vastgelegd", "band_vervallen")
HOOGSTENS = 120
GESCHIEDENIS = 40


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """A gebeurtenis in the history: what, when, by whom. No content."""

    id: str
    stap: str
    naam: str
    op: datetime
    door: UUID
    verplaatst: bool


@dataclass(frozen=True, slots=True)
class Loopt:
    """A running term with its words."""

    wat: str
    termijn: str
    einde: date
    einde_moment: datetime
    gebeurtenis: str


@dataclass(frozen=True, slots=True)
class Kijker:
    """Somebody who may open this gezin now, and for what."""

    actor: UUID
    soort: str
    doel: str
    van: datetime
    tot: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How many faces, hand-overs and retellings this family had."""

    gezichten: int
    overdrachten: int
    hertellingen: int


def telling_van(dossier: Dossier) -> Telling:
    """As it stands in the projection."""
    return Telling(
        gezichten=dossier.gezichten,
        overdrachten=dossier.overdrachten,
        hertellingen=dossier.hertellingen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gezinskern:
    """What a family is to whoever reads it: people, lines and terms, as far as the reader may see."""

    gezin: UUID
    nummer: str
    naam: str
    stelsel: Stelsel
    toestand: str
    volgnummer: int
    # Of a closed case; none as long as it runs, and none when it is kept for ever.
    bewaren_tot: date | None
    telling: Telling
    leden: dict[str, Lid]
    weten: list[Regel]
    veilig: list[Regel]
    plan: list[Regel]
    familie: list[Regel]
    termijnen: list[Loopt]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gezinspagina(Gezinskern):
    """All that the page shows, and nothing that its reader may not see."""

    # Person → addresses in words; never a sealed one.
    adressen: dict[str, tuple[str, ...]]
    houders: dict[str, tuple[Houder, ...]]
    # The newest gebeurtenissen, and all that are milestones.
    geschiedenis: list[Mijlpaal]
    mijlpalen: list[Mijlpaal]
    kijkers: list[Kijker]
    actoren: dict[UUID, Actor]

    @property
    def stand(self) -> Stand:
        """As much of the stand as tells who may do what now; no facts."""
        return Stand(toestand=self.toestand, functies=self.houders)


def load_gezinskern(deur: Deur, op: date) -> Gezinskern:
    """The family behind an open door, in the transaction of the caller. Raises GeenToegang."""
    dossier, naam = load_dossier_met_naam(deur)
    stelsel = stelsel_van(dossier.variant)
    groepen = (WETEN, VEILIG, PLAN, FAMILIE)
    weten, veilig, plan, familie = load_groepen(deur, stelsel, groepen, hoogstens=HOOGSTENS)
    return Gezinskern(
        gezin=deur.gezin,
        bewaren_tot=dossier.bewaren_tot if dossier.gesloten_op else None,
        nummer=dossier.nummer,
        naam=naam,
        stelsel=stelsel,
        toestand=dossier.toestand,
        volgnummer=dossier.volgnummer,
        telling=telling_van(dossier),
        leden=load_leden(deur, op),
        weten=weten,
        veilig=veilig,
        plan=plan,
        familie=familie,
        termijnen=load_termijnen(deur, stelsel),
    )


def load_gezinspagina(deur: Deur, op: date, mijlpalen: Iterable[str]) -> Gezinspagina:
    """Everything behind an open door, in the transaction of the caller; `mijlpalen` are the steps that
    a story is told by. Raises GeenToegang.
    """
    kern = load_gezinskern(deur, op)
    houders = load_houders(deur)
    geschiedenis, van_het_verhaal = _gebeurtenissen(deur, kern.stelsel, mijlpalen)
    kijkers = _kijkers(deur)
    wie = {regel.auteur for regel in (*kern.weten, *kern.veilig, *kern.plan)}
    wie |= {mijlpaal.door for mijlpaal in geschiedenis} | {kijker.actor for kijker in kijkers}
    wie |= {UUID(houder.id) for reeks in houders.values() for houder in reeks}
    return Gezinspagina(
        **{veld.name: getattr(kern, veld.name) for veld in fields(kern)},
        adressen=load_adressen(deur),
        houders=houders,
        geschiedenis=geschiedenis,
        mijlpalen=van_het_verhaal,
        kijkers=kijkers,
        actoren=load_actoren(wie, alias=deur.alias),
    )


def load_dossier(deur: Deur) -> Dossier:
    """The case behind the door. Raises GeenToegang when it is gone."""
    return load_dossier_met_naam(deur)[0]


def load_dossier_met_naam(deur: Deur) -> tuple[Dossier, str]:
    """As `load_dossier`, with how the gezin is called; its number, for whoever may not see who is in it."""
    vraag, namen = DOSSIER_PORTAAL if deur.alias == PORTAAL else DOSSIER
    rijen = vraag.ask(deur.alias, gezin=deur.gezin)
    if not rijen:
        raise GeenToegang
    *velden, dicht = rijen[0]
    dossier = Dossier.from_db(deur.alias, namen, velden)
    naam = open_naam(deur.gezin, dicht) if dicht is not None else ""
    return dossier, naam or dossier.nummer


def _dossier(namen: Sequence[str]) -> tuple[Vraag, Sequence[str]]:
    """The question for these fields of the case, and for its name. That has a policy of its own:
    whoever may not see it reads the case without it."""
    vraag = Vraag(
        lambda: (
            Dossier.objects.filter(pk=Gat("gezin"), vernietigd_op=None)
            .annotate(dicht=Subquery(Gezin.objects.filter(pk=OuterRef("pk")).values("naam")))
            .values_list(*namen, "dicht")
        )
    )
    return vraag, namen


DOSSIER = _dossier([veld.attname for veld in Dossier._meta.concrete_fields])
# The family's door gives no more of the case than this.
DOSSIER_PORTAAL = _dossier(
    ["gezin_id", "nummer", "variant", "toestand", "volgnummer", "gesloten_op", "bewaren_tot"]
)


def load_houders(deur: Deur) -> dict[str, tuple[Houder, ...]]:
    """Who holds which functie now, as far as the reader may see."""
    houders: dict[str, tuple[Houder, ...]] = {}
    for functie, wie, van in HOUDERS.ask(deur.alias, gezin=deur.gezin):
        houder = Houder(id=str(wie), sinds=van)
        houders[functie] = (*houders.get(functie, ()), houder)
    return houders


HOUDERS = Vraag(
    lambda: (
        Toewijzing.objects.filter(gezin_id=Gat("gezin"), tot=EEUWIG)
        .order_by("van", "id")
        .values_list("functie", "houder_id", "van")
    )
)


def load_termijnen(deur: Deur, stelsel: Stelsel) -> list[Loopt]:
    """The terms that run, the soonest first."""
    return [
        Loopt(
            wat=stelsel.termijnen[termijn].wat,
            termijn=termijn,
            einde=einde,
            einde_moment=einde_moment,
            gebeurtenis=str(gebeurtenis),
        )
        for termijn, einde, einde_moment, gebeurtenis in TERMIJNEN.ask(deur.alias, gezin=deur.gezin)
    ]


TERMIJNEN = Vraag(
    lambda: (
        Termijn.objects.filter(gezin_id=Gat("gezin"), gestopt_op=None)
        .order_by("einde_moment", "id")
        .values_list("termijn", "einde", "einde_moment", "gebeurtenis_id")
    )
)


def _gebeurtenissen(
    deur: Deur, stelsel: Stelsel, stappen: Iterable[str]
) -> tuple[list[Mijlpaal], list[Mijlpaal]]:
    """What happened, newest first: the last ones, and those of these steps."""
    rijen = GEBEURTENISSEN.ask(deur.alias, gezin=deur.gezin, stappen=list(stappen))
    op_volgorde = sorted(rijen, reverse=True)
    laatste = [rij[1:-1] for rij in op_volgorde if rij[-1]]
    gekozen = [rij[1:-1] for rij in op_volgorde if not rij[-1]]
    return _mijlpalen(stelsel, laatste), _mijlpalen(stelsel, gekozen)


def _rijen(hoogstens: int, laatste: bool, *welke: EenVan) -> QuerySet[Any, Any]:
    rijen = Gebeurtenis.objects.filter(*welke, gezin_id=Gat("gezin"))
    rijen = rijen.annotate(laatste=Value(laatste, output_field=BooleanField()))
    velden = ("volgnummer", "id", "stap", "op", "auteur_id", "laatste")
    return rijen.order_by("-volgnummer").values_list(*velden)[:hoogstens]


GEBEURTENISSEN = Vraag(
    lambda: _rijen(GESCHIEDENIS, True).union(
        _rijen(HOOGSTENS, False, EenVan("stap", Gat("stappen"))), all=True
    )
)


def _mijlpalen(stelsel: Stelsel, rijen: Iterable[tuple[Any, ...]]) -> list[Mijlpaal]:
    return [
        Mijlpaal(
            id=str(id_),
            stap=stap,
            naam=stelsel.stappen[stap].naam,
            op=op,
            door=door,
            verplaatst=bool(stelsel.stappen[stap].naar),
        )
        for id_, stap, op, door in rijen
    ]


def _kijkers(deur: Deur) -> list[Kijker]:
    with connections[deur.alias].cursor() as cursor:
        cursor.execute(
            "SELECT actor_id, soort, doel, van, nullif(tot, %s) FROM kring.wie_ziet()", [EEUWIG]
        )
        return [Kijker(*rij) for rij in cursor.fetchall()]
