"""From what the queries give to what the templates show: words and order, nothing else."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from kring.dossier.afspraken import afspraken_van
from kring.dossier.gevolgen import MAG_ADRES
from kring.dossier.queries import Deelpagina, Gezinspagina, Logboek, Regel
from kring.dossier.queries.gezin import Kijker, Loopt
from kring.dossier.queries.waarden import Lezing, fields_of
from kring.dossier.tijdlijn import BREED, SMAL, Cijfer, Voorval, make_tijdlijn
from kring.stelsel.aandacht import laatste_dag_in_woorden
from kring.stelsel.begrippen import OVERAL, Stelsel
from kring.stelsel.kalender import dag_van
from kring.stelsel.waarborgen.gezin import is_actieve_helper
from kring.toegang.models import Actor
from kring.werkplek.indeling import ERNSTIG, MIJLPALEN, Onderdeel
from kring.werkplek.omgeving import show_netwerk
from kring.werkplek.paden import naar_stap
from kring.werkplek.stamboom import show_genogram


def names_of(actoren: Mapping[UUID, Actor], leden: Mapping[str, Any]) -> dict[str, str]:
    """Key → name, for professionals and for persons of the gezin whom the reader may see."""
    namen = {str(sleutel): actor.naam for sleutel, actor in actoren.items() if actor.naam}
    return namen | {lid.id: lid.kort for lid in leden.values()}


def gedaan(request: HttpRequest, stelsel: Stelsel) -> str:
    """What was recorded just before, for the message on the next page; the model's words only."""
    stap = stelsel.stappen.get(request.GET.get("gedaan", ""))
    return stap.naam if stap else ""


# What is read at one glance; older lines are one click away.
EERSTE = 5
# Agreements stand on the page themselves, so the term that runs for each of them does not.
AFSPRAAK = "afspraak"
RVT_ANTWOORD = "rvt_antwoord"


def show_gezin(pagina: Gezinspagina, ik: UUID, nu: datetime) -> dict[str, Any]:
    """The page of a gezin."""
    namen = names_of(pagina.actoren, pagina.leden)
    afspraken = list(afspraken_van(pagina.plan, nu.date()))
    helpers = _helpers(pagina.plan)
    return {
        "pagina": pagina,
        "namen": namen,
        "rollen": rollen_van(pagina.stelsel),
        "nu": nu,
        "vast_gezicht": _houder(pagina, "vast_gezicht", namen),
        "vervanger": _houder(pagina, "vervanger", namen),
        "mag_adres_vragen": _mag_adres_vragen(pagina, ik),
        "zicht": _houder(pagina, "zicht_op_veiligheid", namen),
        "rvt": [namen.get(h.id, "") for h in pagina.houders.get("rvt_lid", ())],
        "ben_vast_gezicht": _is(pagina, "vast_gezicht", ik),
        "toestand": pagina.stelsel.toestanden[pagina.toestand],
        "cijfers": _laatste_cijfers(pagina, namen, ik),
        "lopend": [
            show_termijn(termijn, nu) for termijn in pagina.termijnen if termijn.termijn != AFSPRAAK
        ],
        "afspraken_te_laat": sum(afspraak.te_laat for afspraak in afspraken),
        "beloofd": [a for a in afspraken if a.wie == "wij" and not a.klaar],
        "afspraken": [a for a in afspraken if not a.klaar],
        "gedane_afspraken": [a for a in afspraken if a.klaar],
        "verloop": pagina.geschiedenis[:EERSTE],
        "eerder": pagina.geschiedenis[EERSTE:],
        "tijdlijnen": _tijdlijnen(pagina, namen, nu.date()),
        "vakken": _vakken(pagina.weten),
        "stem": [regel for regel in pagina.weten if regel.feit == "woorden_kind"],
        "notities": _open_notities(pagina.weten),
        "helpers": helpers,
        "actieve_helpers": sum(_telt_mee(helper, nu.date()) for helper in helpers),
        "hoogstens_helpers": pagina.stelsel.instelling("hulpverleners_hoogstens"),
        "afgeschermd": _afgeschermd(pagina.plan, namen),
        "vragen": _open_vragen(pagina),
        "genogram": show_genogram(pagina),
        "netwerk": show_netwerk(pagina, helpers, namen, nu.date()),
        "kijkers": [_kijker(kijker, pagina, namen) for kijker in pagina.kijkers],
    }


def _open_vragen(pagina: Gezinspagina) -> list[Regel]:
    """Questions to the veiligheidsteam that wait for an answer."""
    wacht = {termijn.gebeurtenis for termijn in pagina.termijnen if termijn.termijn == RVT_ANTWOORD}
    return [r for r in pagina.veilig if r.feit == "rvt_gevraagd" and str(r.gebeurtenis) in wacht]


def rollen_van(stelsel: Stelsel) -> dict[str, str]:
    """Role of a person → how it is called."""
    leden = next(v for v in stelsel.feitsoorten["gezinsleden_vastgelegd"].velden if v.id == "leden")
    rol = next(veld for veld in leden.velden if veld.id == "rol")
    return {keuze.id: keuze.naam for keuze in rol.keuzes}


def _kijker(kijker: Kijker, pagina: Gezinspagina, namen: Mapping[str, str]) -> dict[str, Any]:
    soort = pagina.stelsel.toegangssoorten[kijker.soort]
    return {"naam": namen.get(str(kijker.actor), ""), "als": soort.naam, "tot": kijker.tot}


def _houder(pagina: Gezinspagina, functie: str, namen: Mapping[str, str]) -> dict[str, Any]:
    houder = next(iter(pagina.houders.get(functie, ())), None)
    return {"naam": namen.get(houder.id, ""), "sinds": houder.sinds} if houder else {}


def _mag_adres_vragen(pagina: Gezinspagina, ik: UUID) -> set[str]:
    """Whose sealed address this reader can ask for: a link only, the database decides."""
    if not any(_is(pagina, functie, ik) for functie in MAG_ADRES):
        return set()
    afgeschermd = (regel for regel in pagina.plan if regel.feit == "adres_afgeschermd")
    return {str(lid) for regel in afgeschermd for lid in regel.inhoud["van"]}


def _afgeschermd(regels: Iterable[Regel], namen: Mapping[str, str]) -> list[str]:
    """From whom an address is kept, once for each who may not know it."""
    voor = (regel.inhoud["voor"] for regel in regels if regel.feit == "adres_afgeschermd")
    return list(
        dict.fromkeys(", ".join(namen[lid] for lid in leden if lid in namen) for leden in voor)
    )


def _is(pagina: Gezinspagina, functie: str, ik: UUID) -> bool:
    return any(houder.id == str(ik) for houder in pagina.houders.get(functie, ()))


def show_termijn(termijn: Loopt, nu: datetime) -> dict[str, Any]:
    """A running term in words, with how late it is."""
    dagen = (termijn.einde - dag_van(nu)).days
    te_laat = termijn.einde_moment <= nu
    return {
        "wat": termijn.wat,
        "termijn": termijn.termijn,
        "uiterlijk": laatste_dag_in_woorden(termijn.einde_moment, nu),
        "te_laat": te_laat,
        "dagen": abs(dagen),
    }


def gever_van(regel: Regel, namen: Mapping[str, str]) -> str:
    """Who gave a number: the person it speaks for, else who wrote it."""
    return namen.get(regel.inhoud.get("van", ""), "") or namen.get(str(regel.auteur), "Gezin")


def cijfers_van(regels: Iterable[Regel], namen: Mapping[str, str]) -> list[Cijfer]:
    """Every number with its giver, in the order of the lines."""
    return [
        Cijfer(gever_van(r, namen), dag_van(r.op), r.inhoud["cijfer"], r.inhoud["waarom"])
        for r in regels
        if r.feit == "veiligheidscijfer"
    ]


def _laatste_cijfers(
    pagina: Gezinspagina, namen: Mapping[str, str], ik: UUID
) -> list[dict[str, Any]]:
    """Per giver the newest number, with the one before it; the reader's own comes first."""
    per_gever: dict[str, list[Cijfer]] = {}
    for cijfer in cijfers_van(pagina.veilig, namen):
        per_gever.setdefault(cijfer.gever, []).append(cijfer)
    mijn = namen.get(str(ik), "")
    return [
        {"gever": "u" if gever == mijn else gever, **_verschil(*reeks[:2])}
        for gever, reeks in sorted(per_gever.items(), key=lambda paar: paar[0] != mijn)
    ]


def _verschil(nu: Cijfer, eerder: Cijfer | None = None) -> dict[str, Any]:
    verschil = nu.cijfer - eerder.cijfer if eerder else 0
    return {"nu": nu, "hoger": max(0, verschil), "lager": max(0, -verschil)}


def _tijdlijnen(pagina: Gezinspagina, namen: Mapping[str, str], vandaag: date) -> dict[str, Any]:
    voorvallen = [
        Voorval(dag_van(m.op), MIJLPALEN[m.stap], m.stap in ERNSTIG) for m in pagina.mijlpalen
    ]
    # The lines come newest first; a drawing goes from left to right.
    cijfers = cijfers_van(reversed(pagina.veilig), namen)
    return {
        maat.naam: make_tijdlijn(
            cijfers,
            voorvallen,
            vandaag=vandaag,
            onveilig_tot=pagina.stelsel.instelling("cijfer_onveilig_tot"),
            genoeg_vanaf=pagina.stelsel.instelling("cijfer_genoeg_vanaf"),
            maat=maat,
        )
        for maat in (BREED, SMAL)
    }


def _vakken(regels: Iterable[Regel]) -> list[dict[str, Any]]:
    """What we know, in three columns: worry, strength, what has to happen."""
    koppen = (
        ("zorg", "Waar maken we ons zorgen over?"),
        ("kracht", "Wat gaat er goed?"),
        ("nodig", "Wat moet er gebeuren?"),
    )
    per_strekking: dict[str, list[Regel]] = {}
    for regel in regels:
        if (
            regel.feit in ("uitspraken", "acuut_gevaar", "hermelding", "melding_ontvangen")
            and regel.tekst
        ):
            per_strekking.setdefault(regel.inhoud.get("strekking", "zorg"), []).append(regel)
    return [
        {
            "soort": soort,
            "kop": kop,
            "regels": per_strekking.get(soort, [])[:EERSTE],
            "ouder": per_strekking.get(soort, [])[EERSTE:],
        }
        for soort, kop in koppen
    ]


def _open_notities(regels: Iterable[Regel]) -> list[Regel]:
    """Notes whose sentences were not made into typed lines yet."""
    regels = list(regels)
    gelabeld = {regel.bij for regel in regels if regel.feit == "uitspraken"}
    return [r for r in regels if r.feit == "notitie" and r.sleutel not in gelabeld]


def _helpers(regels: Iterable[Regel]) -> list[dict[str, Any]]:
    regels = list(regels)
    gestopt = {r.bij: r.op for r in regels if r.feit == "bijdrage_gestopt"}
    return [
        {"regel": r, "gestopt_op": gestopt.get(r.sleutel)} for r in regels if r.feit == "bijdrage"
    ]


def _telt_mee(helper: Mapping[str, Any], op: date) -> bool:
    return not helper["gestopt_op"] and is_actieve_helper(helper["regel"].inhoud, op)


def show_deel(deel: Deelpagina, onderdelen: Iterable[Onderdeel]) -> dict[str, Any]:
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
                **_nieuw_en_ouder(show_feiten(deel, onderdeel.feiten, namen)),
                "stappen": [
                    {"naam": stappen[naam].naam, "pad": pad(naam)}
                    for naam in onderdeel.stappen
                    if naam in stappen and {deel.toestand, OVERAL} & stappen[naam].van
                ],
            }
            for onderdeel in onderdelen
        ],
    }


def _nieuw_en_ouder(regels: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"regels": regels[:EERSTE], "ouder": regels[EERSTE:]}


def show_feiten(
    deel: Deelpagina, feiten: Iterable[str], namen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The lines of these kinds of fact, each with all its values in words; one that has no value for
    this reader is left out."""
    soorten = set(feiten)
    lezing = Lezing(stelsel=deel.stelsel, namen=namen, verwezen=deel.verwezen)
    return [
        {"regel": regel, "velden": velden}
        for regel in deel.regels
        if regel.feit in soorten and (velden := fields_of(lezing, regel))
    ]


# What the doors themselves write in the log; every other handeling is a stap.
HANDELINGEN = {
    "dossier_geopend": "Dossier geopend",
    "overzicht_geopend": "Eigen overzicht geopend",
    "nood_geopend": "Dossier in nood geopend",
    "hermelding_geopend": "Nieuwe melding bij dit gezin gelegd",
    "adres_bekeken": "Afgeschermd adres bekeken",
}


def show_log(log: Logboek) -> dict[str, Any]:
    """The log, the refusals and the terms in words; no content."""
    namen = {str(sleutel): actor.naam or "Gezinslid" for sleutel, actor in log.actoren.items()}
    return {
        "log": log,
        "toestand": log.stelsel.toestanden[log.toestand],
        "regels": [
            {
                "op": regel.op,
                "wie": namen.get(str(regel.actor_id), "Onbekend"),
                "wat": naam_handeling(log.stelsel, regel.handeling),
                "waarvoor": naam_doel(log.stelsel, regel.doel),
                "mocht": regel.toegestaan,
            }
            for regel in log.regels
        ],
        "weigeringen": [
            {
                "op": rij.op,
                "wie": namen.get(str(rij.actor_id), "Onbekend"),
                "stap": naam_handeling(log.stelsel, rij.stap),
                "redenen": [_reden(log.stelsel, code) for code in rij.codes],
            }
            for rij in log.weigeringen
        ],
    }


def naam_handeling(stelsel: Stelsel, handeling: str) -> str:
    """A handeling of the log, as people say it."""
    stap = stelsel.stappen.get(handeling)
    return stap.naam if stap else HANDELINGEN.get(handeling, handeling)


def naam_doel(stelsel: Stelsel, doel: str) -> str:
    """A purpose, as people say it."""
    return stelsel.doelen[doel].naam if doel in stelsel.doelen else ""


def _reden(stelsel: Stelsel, code: str) -> str:
    waarborg = stelsel.waarborgen.get(code)
    return f"{code}: {waarborg.naam}" if waarborg else code
