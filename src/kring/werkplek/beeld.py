"""From what the queries give to what the templates show: words and order, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kring.dossier.queries import Deelpagina, Gezinspagina, Regel
from kring.dossier.queries.gezin import Loopt
from kring.dossier.tijdlijn import BREED, SMAL, Cijfer, Voorval, make_tijdlijn
from kring.stelsel.aandacht import dag_in_woorden
from kring.stelsel.begrippen import OVERAL
from kring.stelsel.kalender import dag_van
from kring.toegang.models import Actor
from kring.werkplek.indeling import ERNSTIG, MIJLPALEN
from kring.werkplek.paden import naar_stap


@dataclass(frozen=True, slots=True, kw_only=True)
class Afspraak:
    """An agreement or promise, with whether it is done and whether it is late."""

    sleutel: str
    wat: str
    wie: str
    naam: str
    voor: str
    klaar: bool
    te_laat: bool
    voorwaarde: bool = False


def names_of(actoren: Mapping[UUID, Actor], leden: Mapping[str, Any]) -> dict[str, str]:
    """Key → name, for professionals and for persons of the gezin whom the reader may see."""
    namen = {str(sleutel): actor.naam for sleutel, actor in actoren.items() if actor.naam}
    return namen | {lid.id: lid.kort for lid in leden.values()}


def show_gezin(pagina: Gezinspagina, ik: UUID, nu: datetime) -> dict[str, Any]:
    """The page of a gezin."""
    namen = names_of(pagina.actoren, pagina.leden)
    afspraken = list(afspraken_van(pagina.plan, nu.date()))
    lopend = [show_termijn(termijn, nu) for termijn in pagina.termijnen]
    return {
        "pagina": pagina,
        "namen": namen,
        "nu": nu,
        "vast_gezicht": _houder(pagina, "vast_gezicht", namen),
        "vervanger": _houder(pagina, "vervanger", namen),
        "zicht": _houder(pagina, "zicht_op_veiligheid", namen),
        "rvt": [namen.get(h.id, "") for h in pagina.houders.get("rvt_lid", ())],
        "ben_vast_gezicht": _is(pagina, "vast_gezicht", ik),
        "toestand": pagina.stelsel.toestanden[pagina.toestand],
        "cijfers": _laatste_cijfers(pagina, namen),
        "te_laat": [t for t in lopend if t["te_laat"]],
        "lopend": lopend,
        "beloofd": [a for a in afspraken if a.wie == "wij" and not a.klaar],
        "afspraken": afspraken,
        "tijdlijnen": _tijdlijnen(pagina, namen, nu.date()),
        "vakken": _vakken(pagina.weten),
        "stem": [regel for regel in pagina.weten if regel.feit == "woorden_kind"],
        "notities": _open_notities(pagina.weten),
        "helpers": _helpers(pagina.plan),
        "afgeschermd": [regel for regel in pagina.plan if regel.feit == "adres_afgeschermd"],
    }


def _houder(pagina: Gezinspagina, functie: str, namen: Mapping[str, str]) -> dict[str, Any]:
    houder = next(iter(pagina.houders.get(functie, ())), None)
    return {"naam": namen.get(houder.id, ""), "sinds": houder.sinds} if houder else {}


def _is(pagina: Gezinspagina, functie: str, ik: UUID) -> bool:
    return any(houder.id == str(ik) for houder in pagina.houders.get(functie, ()))


def show_termijn(termijn: Loopt, nu: datetime) -> dict[str, Any]:
    """A running term in words, with how late it is."""
    dagen = (termijn.einde - dag_van(nu)).days
    te_laat = termijn.einde_moment <= nu
    return {
        "wat": termijn.wat,
        "termijn": termijn.termijn,
        "uiterlijk": dag_in_woorden(termijn.einde_moment),
        "te_laat": te_laat,
        "dagen": abs(dagen),
    }


def afspraken_van(regels: Iterable[Regel], vandaag: date) -> Iterable[Afspraak]:
    """Agreements, open ones first, and the conditions that hold now."""
    regels = list(regels)
    klaar = {r.bij for r in regels if r.feit == "afspraak_klaar"}
    weg = {r.bij for r in regels if r.feit == "afspraak_vervallen"}
    rijen = [_voorwaarde(regel, vandaag) for regel in _open_voorwaarden(regels)]
    for regel in regels:
        if regel.feit == "afspraak" and regel.sleutel not in weg:
            voor = regel.inhoud.get("voor", "")
            af = regel.sleutel in klaar
            rijen.append(
                Afspraak(
                    sleutel=regel.sleutel,
                    wat=regel.inhoud["wat"],
                    wie=regel.inhoud["wie"],
                    naam=regel.inhoud["naam"],
                    voor=voor,
                    klaar=af,
                    te_laat=bool(voor) and not af and voor < vandaag.isoformat(),
                )
            )
    return sorted(rijen, key=lambda a: (a.klaar, a.voor or "9999"))


def _open_voorwaarden(regels: Iterable[Regel]) -> list[Regel]:
    over = {r.bij for r in regels if r.feit in ("voorwaarde_gehaald", "voorwaarde_vervallen")}
    return [r for r in regels if r.feit == "voorwaarde_aangekondigd" and r.sleutel not in over]


def _voorwaarde(regel: Regel, vandaag: date) -> Afspraak:
    voor = regel.inhoud["voor"]
    return Afspraak(
        sleutel=regel.sleutel,
        wat=regel.inhoud["wat"],
        wie="gezin",
        naam=regel.inhoud["gevolg"],
        voor=voor,
        klaar=False,
        te_laat=voor < vandaag.isoformat(),
        voorwaarde=True,
    )


def gever_van(regel: Regel, namen: Mapping[str, str]) -> str:
    """Who gave a number: the person it speaks for, else who wrote it."""
    return namen.get(regel.inhoud.get("van", ""), "") or namen.get(str(regel.auteur), "Gezin")


def cijfers_van(regels: Iterable[Regel], namen: Mapping[str, str]) -> list[Cijfer]:
    """Every number with its giver."""
    return [
        Cijfer(gever_van(r, namen), dag_van(r.op), r.inhoud["cijfer"], r.inhoud["waarom"])
        for r in regels
        if r.feit == "veiligheidscijfer"
    ]


def _laatste_cijfers(pagina: Gezinspagina, namen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Per giver the newest number, with the one before it."""
    per_gever: dict[str, list[Cijfer]] = {}
    for cijfer in cijfers_van(pagina.veilig, namen):
        per_gever.setdefault(cijfer.gever, []).append(cijfer)
    return [
        {"nu": reeks[0], "verschil": reeks[0].cijfer - reeks[1].cijfer if len(reeks) > 1 else None}
        for reeks in per_gever.values()
    ]


def _tijdlijnen(pagina: Gezinspagina, namen: Mapping[str, str], vandaag: date) -> dict[str, Any]:
    voorvallen = [
        Voorval(dag_van(m.op), MIJLPALEN[m.stap], m.stap in ERNSTIG)
        for m in pagina.geschiedenis
        if m.stap in MIJLPALEN
    ]
    gedeeld = {
        "vandaag": vandaag,
        "onveilig_tot": pagina.stelsel.instelling("cijfer_onveilig_tot"),
        "genoeg_vanaf": pagina.stelsel.instelling("cijfer_genoeg_vanaf"),
    }
    cijfers = cijfers_van(pagina.veilig, namen)
    return {
        "breed": make_tijdlijn(cijfers, voorvallen, maat=BREED, **gedeeld),
        "smal": make_tijdlijn(cijfers, voorvallen, maat=SMAL, **gedeeld),
    }


def _vakken(regels: Iterable[Regel]) -> list[dict[str, Any]]:
    """What we know, in three columns: worry, strength, what has to happen."""
    koppen = (("zorg", "Waar maken we ons zorgen over?"), ("kracht", "Wat gaat er goed?"), ("nodig", "Wat moet er gebeuren?"))
    per_strekking: dict[str, list[Regel]] = {}
    for regel in regels:
        if regel.feit in ("uitspraken", "acuut_gevaar", "hermelding", "melding_ontvangen") and regel.tekst:
            per_strekking.setdefault(regel.inhoud.get("strekking", "zorg"), []).append(regel)
    return [{"soort": soort, "kop": kop, "regels": per_strekking.get(soort, [])} for soort, kop in koppen]


def _open_notities(regels: Iterable[Regel]) -> list[Regel]:
    """Notes whose sentences were not made into typed lines yet."""
    regels = list(regels)
    gelabeld = {regel.bij for regel in regels if regel.feit == "uitspraken"}
    return [r for r in regels if r.feit == "notitie" and r.sleutel not in gelabeld]


def _helpers(regels: Iterable[Regel]) -> list[dict[str, Any]]:
    regels = list(regels)
    gestopt = {r.bij for r in regels if r.feit == "bijdrage_gestopt"}
    return [{"regel": r, "gestopt": r.sleutel in gestopt} for r in regels if r.feit == "bijdrage"]


def show_deel(deel: Deelpagina, onderdelen: Iterable[Any], ik: UUID) -> dict[str, Any]:
    """A page of one part: sections with their lines, and the steps that add to them."""
    namen = names_of(deel.actoren, deel.leden)
    pad = naar_stap(deel.gezin)
    stappen = deel.stelsel.stappen
    return {
        "deel": deel,
        "namen": namen,
        "toestand": deel.stelsel.toestanden[deel.toestand],
        "onderdelen": [
            {
                "kop": onderdeel.kop,
                "hulp": onderdeel.hulp,
                "regels": [regel for regel in deel.regels if regel.feit in onderdeel.feiten],
                "stappen": [
                    {"naam": stappen[naam].naam, "pad": pad(naam)}
                    for naam in onderdeel.stappen
                    if naam in stappen and {deel.toestand, OVERAL} & stappen[naam].van
                ],
            }
            for onderdeel in onderdelen
        ],
    }
