"""From what the queries give to what the family's pages show: words and order, nothing else."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from kring.dossier.afspraken import Afspraak, Doel, afspraken_van, doelen_van
from kring.dossier.queries import Gelezen, Mijn, Regel
from kring.dossier.queries.waarden import fields_of
from kring.portaal.bezoeken import count_bezoeken
from kring.portaal.indeling import ALTIJD, ELDERS, HANDELINGEN, NU_MOGELIJK, VAN_EEN_KIND
from kring.portaal.paden import naar_stap
from kring.stelsel.begrippen import AFGESLOTEN, OVERAL
from kring.stelsel.kalender import MAANDEN, dag_van
from kring.stelsel.uitleg import explain, show_pad, volgende_toestanden
from kring.toegang.models import Actor


# What is read at once; older lines are one click away.
EERSTE = 8


def show_rustig(mijn: Mijn, vandaag: date) -> dict[str, Any]:
    """The discreet home: what is agreed and whom to call; nothing that says what it is about."""
    open_ = [a for a in _afspraken(mijn, vandaag) if a.voor and not a.klaar]
    komt = [a for a in open_ if not a.te_laat]
    return {
        "mijn": mijn,
        "vandaag": vandaag,
        "eerst": next(iter(komt), None),
        "voorbij": [a for a in open_ if a.te_laat],
        "gezicht": show_mens(mijn.houder("vast_gezicht")),
    }


def show_mens(actor: Actor | None) -> dict[str, str] | None:
    """A professional as the family knows them: by the first name."""
    if actor is None or not actor.naam:
        return None
    return {"roepnaam": actor.naam.split()[0], "naam": actor.naam, "telefoon": actor.telefoon}


def show_overzicht(mijn: Mijn, vandaag: date) -> dict[str, Any]:
    """The whole home."""
    afspraken, plan = _afspraken(mijn, vandaag), show_plan(mijn, vandaag)
    rustig = show_rustig(mijn, vandaag)
    van_gezin = [a for a in afspraken if a.wie == "gezin" and not a.klaar]
    cijfers = [regel for regel in mijn.regels if regel.feit == "veiligheidscijfer"]
    cijfer = next((regel for regel in cijfers if mijn.is_van_mij(regel)), None)
    return {
        **rustig,
        **plan,
        "voorbij": [*rustig["voorbij"], *(doel for doel in plan["doelen"] if doel.te_laat)],
        "jij": mijn.lezer.van_kind,
        "nu": explain(mijn.stelsel, mijn.toestand, mijn.lezer),
        "hierna": _hierna(mijn),
        "pad": show_pad(mijn.stelsel, mijn.toestand),
        "doe_ik": [a for a in van_gezin if _is_voor_mij(mijn, a)],
        "doet_gezin": [a for a in van_gezin if not _is_voor_mij(mijn, a)],
        "doen_wij": [a for a in afspraken if a.wie == "wij" and not a.klaar],
        "doet_ander": [a for a in afspraken if a.wie == "anderen" and not a.klaar],
        "gedaan_al": [a for a in afspraken if a.klaar],
        "vervanger": show_mens(mijn.houder("vervanger")),
        "meekijkers": _meekijkers(mijn),
        "cijfer": cijfer,
        "onveilig": _is_onveilig(mijn, cijfer, vandaag),
        "acties": [_actie(mijn, naam) for naam in NU_MOGELIJK if _kan(mijn, naam)],
    }


def show_plan(mijn: Mijn, vandaag: date) -> dict[str, Any]:
    """The plan as far as this person may read it: in plain words, the goals, and what is agreed."""
    doelen: list[Doel] = doelen_van(mijn.regels, vandaag)
    gewoon = (r for r in mijn.regels if r.feit == "gewone_versie" and r.inhoud["van"] == "plan")
    return {
        "plan": next(gewoon, None),
        "doelen": doelen,
        "lopend": [a for a in _afspraken(mijn, vandaag) if not a.klaar],
    }


def _is_onveilig(mijn: Mijn, cijfer: Regel | None, vandaag: date) -> bool:
    """Whether this person said today that it is unsafe: then help comes before everything else."""
    if cijfer is None or dag_van(cijfer.op) != vandaag:
        return False
    return int(cijfer.inhoud["cijfer"]) <= mijn.stelsel.instelling("cijfer_onveilig_tot")


def _afspraken(mijn: Mijn, vandaag: date) -> list[Afspraak]:
    return list(afspraken_van(mijn.regels, vandaag))


def _is_voor_mij(mijn: Mijn, afspraak: Afspraak) -> bool:
    """Whether somebody of the gezin does this in person: the name is what was written with it. A
    voorwaarde is for whoever reads it."""
    return afspraak.voorwaarde or mijn.ik.kort in re.findall(r"\w+", afspraak.naam)


def _meekijkers(mijn: Mijn) -> list[str]:
    houders = mijn.houders.get("rvt_lid", ())
    mensen = (show_mens(mijn.actoren.get(UUID(houder.id))) for houder in houders)
    return [mens["roepnaam"] for mens in mensen if mens]


def _hierna(mijn: Mijn) -> list[dict[str, Any]]:
    """Where it can go from here, in the model's own words."""
    return [
        {
            "naam": mijn.stelsel.toestanden[toestand].voor_gezin,
            "uitleg": explain(mijn.stelsel, toestand, mijn.lezer),
        }
        for toestand in volgende_toestanden(mijn.stelsel, mijn.toestand)
    ]


def _kan(mijn: Mijn, stap: str) -> bool:
    gekozen = mijn.stelsel.stappen.get(stap)
    if gekozen is None:
        return False
    if stap in VAN_EEN_KIND and not mijn.ik.is_kind:
        return False
    dicht = mijn.stelsel.toestanden[mijn.toestand].eind
    return bool({mijn.toestand, AFGESLOTEN if dicht else OVERAL} & gekozen.van)


def _actie(mijn: Mijn, stap: str) -> dict[str, str]:
    return {"naam": mijn.stelsel.stappen[stap].naam, "pad": naar_stap(stap)}


def show_rechten(mijn: Mijn) -> dict[str, Any]:
    """What a family member may always do."""
    acties = [_actie(mijn, naam) for naam in ALTIJD if _kan(mijn, naam)]
    uitgelegd = (regel for regel in mijn.regels if regel.feit == "rechten_uitgelegd")
    return {
        "mijn": mijn,
        "jij": mijn.lezer.van_kind,
        "acties": acties,
        # Who stands beside this person, as it was told to them.
        "naast": next(uitgelegd, None),
        "gezicht": show_mens(mijn.houder("vast_gezicht")),
    }


def show_staat(mijn: Mijn) -> dict[str, Any]:
    """Everything that is written about this person or for this person, with what contests it."""
    namen, lezing = mijn.namen(), mijn.lezing()
    regels = [
        {
            "regel": regel,
            "velden": velden,
            "bron": bron_van(regel, namen),
            "mag_weerspreken": _kan(mijn, "zeg_klopt_niet")
            and not regel.feit.startswith("klopt_niet"),
        }
        for regel in mijn.regels
        if regel.feit not in ELDERS and (velden := fields_of(lezing, regel))
    ]
    return {
        "mijn": mijn,
        "namen": namen,
        "regels": regels,
        "nieuw": regels[:EERSTE],
        "maanden": _per_maand(regels[EERSTE:]),
        "jij": mijn.lezer.van_kind,
    }


def _per_maand(regels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Older lines under the month in which they were said, the newest month first."""
    groepen = groupby(regels, key=lambda rij: dag_van(rij["regel"].op).replace(day=1))
    return [
        {"naam": f"{MAANDEN[maand.month]} {maand.year}", "regels": list(reeks)}
        for maand, reeks in groepen
    ]


def bron_van(regel: Regel, namen: dict[str, str]) -> str:
    """Who says a line: its source, else who wrote it."""
    return str(regel.inhoud.get("bron") or namen.get(str(regel.auteur), ""))


def show_wie(mijn: Mijn, gelezen: Iterable[Gelezen]) -> dict[str, Any]:
    """Who looked and why; looks of the same person on the same day are one line, with how many visits."""
    regels: dict[tuple[Any, ...], dict[str, Any]] = {}
    momenten: dict[tuple[Any, ...], list[datetime]] = {}
    for rij in gelezen:
        if rij.actor is None or rij.actor.soort == "gezinslid":
            continue
        wat = HANDELINGEN.get(rij.handeling, "keek in de gegevens")
        sleutel = (rij.actor.id, dag_van(rij.op), wat, rij.mocht)
        regels.setdefault(sleutel, _gelezen(mijn, rij, wat))
        momenten.setdefault(sleutel, []).append(rij.op)
    for sleutel, regel in regels.items():
        regel["keer"] = count_bezoeken(momenten[sleutel])
    return {"mijn": mijn, "regels": list(regels.values()), "jij": mijn.lezer.van_kind}


def _werkt_bij(mijn: Mijn, actor: Actor) -> str:
    """Profession and organisation; the team alone where these may tell where somebody hides."""
    partij = mijn.stelsel.partijen.get(actor.partij)
    if partij and partij.schuilplek:
        return actor.team
    return ", ".join(filter(None, (actor.beroep, actor.organisatie)))


def _gelezen(mijn: Mijn, rij: Gelezen, wat: str) -> dict[str, Any]:
    assert rij.actor is not None  # noqa: S101  the caller looked
    doel = mijn.stelsel.doelen.get(rij.doel)
    return {
        "op": rij.op,
        "naam": rij.actor.naam or rij.actor.organisatie,
        "beroep": _werkt_bij(mijn, rij.actor),
        "wat": wat,
        "waarom": doel.voor_gezin if doel else "",
        "mocht": rij.mocht,
    }
