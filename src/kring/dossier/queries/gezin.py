"""The page of a gezin: everything that one reader may see, in a fixed number of questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections

from kring.dossier.models import Dossier, Gebeurtenis, Termijn, Toewijzing
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.adressen import load_adressen
from kring.dossier.queries.mensen import Lid, load_leden, load_namen
from kring.dossier.queries.regels import Regel, load_regels
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.zaak import Houder, Stand
from kring.toegang.deur import Deur, GeenToegang
from kring.toegang.models import EEUWIG, Actor
from kring.toegang.queries import load_actoren


# What each part of the page is made of. Older lines stand on the pages of the parts themselves.
WETEN = ("uitspraken", "acuut_gevaar", "hermelding", "melding_ontvangen", "woorden_kind", "notitie")
VEILIG = ("veiligheidscijfer", "veilig_genoeg", "melding_beoordeeld")
PLAN = ("afspraak", "afspraak_klaar", "afspraak_vervallen", "doel", "bijdrage", "bijdrage_gestopt",
        "voorwaarde_aangekondigd", "voorwaarde_gehaald", "voorwaarde_vervallen", "hulp_gestart",
        "hulp_gestopt", "plan_vastgesteld", "adres_afgeschermd")  # fmt: skip
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
class Gezinspagina:
    """All that the page shows, and nothing that its reader may not see."""

    gezin: UUID
    nummer: str
    naam: str
    stelsel: Stelsel
    toestand: str
    volgnummer: int
    # Of a closed case; none as long as it runs, and none when it is kept for ever.
    bewaren_tot: date | None
    leden: dict[str, Lid]
    # Person → addresses in words; never a sealed one.
    adressen: dict[str, tuple[str, ...]]
    houders: dict[str, tuple[Houder, ...]]
    weten: list[Regel]
    veilig: list[Regel]
    plan: list[Regel]
    # The newest gebeurtenissen, and all that are milestones.
    geschiedenis: list[Mijlpaal]
    mijlpalen: list[Mijlpaal]
    termijnen: list[Loopt]
    kijkers: list[Kijker]
    telling: Telling
    actoren: dict[UUID, Actor]

    @property
    def stand(self) -> Stand:
        """As much of the stand as tells who may do what now; no facts."""
        return Stand(toestand=self.toestand, functies=self.houders)


def load_gezinspagina(deur: Deur, op: date, mijlpalen: Iterable[str]) -> Gezinspagina:
    """Everything behind an open door, in the transaction of the caller; `mijlpalen` are the steps that
    a story is told by. Raises GeenToegang.
    """
    dossier = load_dossier(deur)
    stelsel = stelsel_van(dossier.variant)
    houders = load_houders(deur)
    weten = load_regels(deur, stelsel, WETEN, hoogstens=HOOGSTENS)
    veilig = load_regels(deur, stelsel, VEILIG, hoogstens=HOOGSTENS)
    plan = load_regels(deur, stelsel, PLAN, hoogstens=HOOGSTENS)
    geschiedenis = _gebeurtenissen(deur, stelsel)
    kijkers = _kijkers(deur)
    wie = {regel.auteur for regel in (*weten, *veilig, *plan)}
    wie |= {mijlpaal.door for mijlpaal in geschiedenis} | {kijker.actor for kijker in kijkers}
    wie |= {UUID(houder.id) for reeks in houders.values() for houder in reeks}
    return Gezinspagina(
        gezin=deur.gezin,
        bewaren_tot=dossier.bewaren_tot if dossier.gesloten_op else None,
        nummer=dossier.nummer,
        naam=naam_van(deur, dossier),
        stelsel=stelsel,
        toestand=dossier.toestand,
        volgnummer=dossier.volgnummer,
        leden=load_leden(deur, op),
        adressen=load_adressen(deur),
        houders=houders,
        weten=weten,
        veilig=veilig,
        plan=plan,
        geschiedenis=geschiedenis,
        mijlpalen=_gebeurtenissen(deur, stelsel, mijlpalen),
        termijnen=load_termijnen(deur, stelsel),
        kijkers=kijkers,
        telling=telling_van(dossier),
        actoren=load_actoren(wie, alias=deur.alias),
    )


def load_dossier(deur: Deur) -> Dossier:
    """The case behind the door. Raises GeenToegang when it is gone."""
    dossier = Dossier.objects.using(deur.alias).filter(pk=deur.gezin, vernietigd_op=None).first()
    if dossier is None:
        raise GeenToegang
    return dossier


def naam_van(deur: Deur, dossier: Dossier) -> str:
    """How the gezin is called; its number, for whoever may not see who is in it."""
    return load_namen(deur, [dossier.gezin_id]).get(dossier.gezin_id, dossier.nummer)


def load_houders(deur: Deur) -> dict[str, tuple[Houder, ...]]:
    """Who holds which functie now, as far as the reader may see."""
    houders: dict[str, tuple[Houder, ...]] = {}
    rijen = Toewijzing.objects.using(deur.alias).filter(gezin_id=deur.gezin, tot=EEUWIG)
    for rij in rijen.order_by("van", "id"):
        houder = Houder(id=str(rij.houder_id), sinds=rij.van)
        houders[rij.functie] = (*houders.get(rij.functie, ()), houder)
    return houders


def load_termijnen(deur: Deur, stelsel: Stelsel) -> list[Loopt]:
    """The terms that run, the soonest first."""
    rijen = Termijn.objects.using(deur.alias).filter(gezin_id=deur.gezin, gestopt_op=None)
    return [
        Loopt(
            wat=stelsel.termijnen[rij.termijn].wat,
            termijn=rij.termijn,
            einde=rij.einde,
            einde_moment=rij.einde_moment,
            gebeurtenis=str(rij.gebeurtenis_id),
        )
        for rij in rijen.order_by("einde_moment", "id")
    ]


def _gebeurtenissen(
    deur: Deur, stelsel: Stelsel, stappen: Iterable[str] | None = None
) -> list[Mijlpaal]:
    """What happened, newest first: the last ones, or all of these steps."""
    rijen = Gebeurtenis.objects.using(deur.alias).filter(gezin_id=deur.gezin)
    if stappen is not None:
        rijen = rijen.filter(stap__in=list(stappen))
    rijen = rijen.order_by("-volgnummer")[: GESCHIEDENIS if stappen is None else HOOGSTENS]
    velden = ("id", "stap", "op", "auteur_id")
    return [
        Mijlpaal(
            id=str(id_),
            stap=stap,
            naam=stelsel.stappen[stap].naam,
            op=op,
            door=door,
            verplaatst=bool(stelsel.stappen[stap].naar),
        )
        for id_, stap, op, door in rijen.values_list(*velden)
    ]


def _kijkers(deur: Deur) -> list[Kijker]:
    with connections[deur.alias].cursor() as cursor:
        cursor.execute(
            "SELECT actor_id, soort, doel, van, nullif(tot, %s) FROM kring.wie_ziet()", [EEUWIG]
        )
        return [Kijker(*rij) for rij in cursor.fetchall()]
