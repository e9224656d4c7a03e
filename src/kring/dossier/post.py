"""What must go out because of a stap: announced here in our own words, written with the stap itself,
rendered and delivered after commit by the connections.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kring.dossier.models import BerichtUit
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.motor import Genomen
from kring.stelsel.zaak import Gebeurtenis, Stand
from kring.toegang.deur import Deur
from kring.toegang.kluis import lock
from kring.toegang.queries import load_actoren


CORV_TERUGKOPPELING = "corv_terugkoppeling"
BRIEF = "brief"


def announce(deur: Deur, stelsel: Stelsel, genomen: Genomen) -> None:
    """Write the outgoing messages that this stap causes, in its transaction."""
    maker = MAKERS.get(genomen.gebeurtenis.feit)
    for soort, inhoud in maker(deur, genomen) if maker else ():
        gebeurtenis = genomen.gebeurtenis
        bericht = BerichtUit(
            gezin_id=deur.gezin,
            soort=soort,
            sleutel=f"{soort}/{gebeurtenis.id}",
            gebeurtenis_id=UUID(gebeurtenis.id),
            aangemaakt_op=gebeurtenis.op,
            niet_voor=gebeurtenis.op,
        )
        bericht.inhoud = lock(deur.gezin, f"bericht/{bericht.id}", inhoud)
        bericht.save(using=deur.alias, force_insert=True)


Berichten = list[tuple[str, Mapping[str, Any]]]


def _terugkoppeling(deur: Deur, genomen: Genomen) -> Berichten:
    """The answer to the reporter who wrote through CORV: outcome, and with whom the safety lies now."""
    melding = genomen.stand.laatste("melding_ontvangen")
    if melding is None or melding.waarden["kanaal"] != "corv":
        return []
    uitkomst = UITKOMSTEN[genomen.gebeurtenis.feit]
    if genomen.gebeurtenis.feit == "melding_niet_in_behandeling":
        uitkomst = {"status": NIET_IN_BEHANDELING[genomen.gebeurtenis.waarden["waarom"]]}
    inhoud = {
        **uitkomst,
        "melding": melding.waarden.get("kenmerk", ""),
        "aan": melding.waarden.get("zender", ""),
        "aan_systeem": melding.waarden.get("zender_systeem", ""),
        "op": genomen.gebeurtenis.op.isoformat(),
        "zicht": _zicht(deur, genomen.stand, genomen.gebeurtenis),
        "contact": _contact(deur, genomen.gebeurtenis),
    }
    return [(CORV_TERUGKOPPELING, inhoud)]


UITKOMSTEN: Mapping[str, Mapping[str, str]] = {
    "melding_beoordeeld": {"status": "uitkomst veiligheidsbeoordeling", "uitkomst": "overdracht"},
    "melding_gevoegd": {"status": "uitkomst veiligheidsbeoordeling", "uitkomst": "overdracht"},
    "melding_gesloten": {
        "status": "afsluiting zonder overdracht",
        "uitkomst": "geen vervolgstappen nodig",
    },
    "melding_niet_in_behandeling": {},
}
NIET_IN_BEHANDELING = {
    "niet_ontvankelijk": "melding niet ontvankelijk",
    "onjuist_geadresseerd": "Melding onjuist geadresseerd",
}


def _zicht(deur: Deur, stand: Stand, gebeurtenis: Gebeurtenis) -> str:
    """The organisation with which the safety lies; a person's name is none of the reporter's business."""
    houder = next((h.id for h in stand.houders("zicht_op_veiligheid")), "")
    if not houder or houder.startswith("partij:"):
        return VEILIG_THUIS
    actor = load_actoren([UUID(houder)], alias=deur.alias)[UUID(houder)]
    return actor.organisatie or VEILIG_THUIS


VEILIG_THUIS = "Veilig Thuis"


def _contact(deur: Deur, gebeurtenis: Gebeurtenis) -> Mapping[str, str]:
    """Where the reporter can ask further: the team that goes on, not a person."""
    ontvanger = gebeurtenis.waarden.get("ontvanger")
    if not ontvanger:
        return {}
    actor = load_actoren([UUID(ontvanger)], alias=deur.alias)[UUID(ontvanger)]
    return {"organisatie": actor.organisatie, "afdeling": actor.team, "telefoon": actor.telefoon}


def _brief_ander_gezicht(deur: Deur, genomen: Genomen) -> Berichten:
    """A letter to everybody who must know who comes now (R31)."""
    waarden = genomen.gebeurtenis.waarden
    nieuw = UUID(waarden["vast_gezicht"])
    actor = load_actoren([nieuw], alias=deur.alias)[nieuw]
    inhoud = {
        "sjabloon": "ander-gezicht",
        "aan": waarden["verteld_aan"],
        "naam": actor.naam,
        "team": actor.team,
        "telefoon": actor.telefoon,
        "toelichting": waarden["toelichting"],
        "dag": genomen.gebeurtenis.dag.isoformat(),
    }
    return [(BRIEF, inhoud)]


def _brief_voorwaarde(deur: Deur, genomen: Genomen) -> Berichten:
    """The written notice of a condition, to each addressee (R25)."""
    waarden = genomen.gebeurtenis.waarden
    delen = ("wat", "waarom", "voor", "gevolg", "wie_beslist", "rechten", "vrijwillig")
    inhoud = {
        "sjabloon": "voorwaarde",
        "aan": waarden["aan"],
        "dag": genomen.gebeurtenis.dag.isoformat(),
        **{deel: waarden[deel] for deel in delen},
    }
    return [(BRIEF, inhoud)]


Maker = Callable[[Deur, Genomen], Berichten]
MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys(UITKOMSTEN, _terugkoppeling),
    "vast_gezicht_gewisseld": _brief_ander_gezicht,
    "voorwaarde_aangekondigd": _brief_voorwaarde,
}
