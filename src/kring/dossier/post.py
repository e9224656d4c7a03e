"""What must go out because of a stap: announced here in our own words, written with the stap itself,
rendered and delivered after commit by the connections.

A message carries all that its rendering needs, because whoever delivers it opens no family.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from kring.dossier.models import BerichtUit, Dossier
from kring.gezinnen.models import Adres, Persoon
from kring.stelsel.begrippen import Stelsel
from kring.stelsel.motor import Genomen
from kring.stelsel.zaak import KINDROLLEN, Gebeurtenis, Stand
from kring.toegang.deur import Deur
from kring.toegang.kluis import lock, unlock
from kring.toegang.models import Actor
from kring.toegang.queries import load_actoren


CORV_TERUGKOPPELING = "corv_terugkoppeling"
BRIEF = "brief"
# Goes nowhere: it takes the address from every letter of these people that was not delivered yet.
AFSCHERMING = "afscherming"


def announce(deur: Deur, stelsel: Stelsel, genomen: Genomen) -> None:
    """Write the outgoing messages that this stap causes, in its transaction."""
    gebeurtenis = genomen.gebeurtenis
    maker = MAKERS.get(gebeurtenis.feit)
    for soort, inhoud in maker(deur, genomen) if maker else ():
        bericht = BerichtUit(
            gezin_id=deur.gezin,
            soort=soort,
            sleutel=f"{soort}/{gebeurtenis.id}/{inhoud.get('lid', '')}",
            gebeurtenis_id=UUID(gebeurtenis.id),
            aangemaakt_op=gebeurtenis.op,
            niet_voor=gebeurtenis.op,
            bezorgd_op=gebeurtenis.op if soort == AFSCHERMING else None,
        )
        bericht.inhoud = lock(deur.gezin, plek_bericht(bericht.id), inhoud)
        bericht.save(using=deur.alias, force_insert=True)


def plek_bericht(id_: object) -> str:
    """Where the content of an outgoing message is bound to."""
    return f"bericht/{id_}"


Berichten = list[tuple[str, Mapping[str, Any]]]


def _terugkoppeling(deur: Deur, genomen: Genomen) -> Berichten:
    """The answer to the reporter who wrote through CORV: outcome, and with whom the safety lies now."""
    melding = genomen.stand.laatste("melding_ontvangen")
    if melding is None or melding.waarden["kanaal"] != "corv":
        return []
    gebeurtenis = genomen.gebeurtenis
    inhoud = {
        "melding": melding.waarden.get("kenmerk", ""),
        "aan": melding.waarden.get("zender", ""),
        "aan_systeem": melding.waarden.get("zender_systeem", ""),
        "aan_onderdeel": melding.waarden.get("zender_onderdeel", ""),
        "door": _veilig_thuis(deur),
        "nummer": Dossier.objects.using(deur.alias).values_list("nummer").get(pk=deur.gezin)[0],
        "op": gebeurtenis.op.isoformat(),
    }
    if gebeurtenis.feit == NIET_OPGEPAKT:
        # Nobody takes the case on, so there is nothing to tell about who watches over it.
        status = NIET_IN_BEHANDELING[gebeurtenis.waarden["waarom"]]
        return [(CORV_TERUGKOPPELING, {**inhoud, "status": status})]
    vervolg = {
        "status": BEOORDEELD,
        "uitkomst": UITKOMSTEN[gebeurtenis.feit],
        "zicht": _zicht(deur, genomen.stand),
        "contact": _contact(deur, gebeurtenis),
    }
    return [(CORV_TERUGKOPPELING, inhoud | vervolg)]


# The words of the koppelvlak Jeugdzorg: an uitkomst goes with this status, and with no other.
BEOORDEELD = "uitkomst veiligheidsbeoordeling"
UITKOMSTEN: Mapping[str, str] = {
    "melding_beoordeeld": "overdracht",
    "melding_gevoegd": "overdracht",
    "melding_gesloten": "geen vervolgstappen nodig",
}
NIET_OPGEPAKT = "melding_niet_in_behandeling"
NIET_IN_BEHANDELING = {
    "niet_ontvankelijk": "melding niet ontvankelijk",
    "onjuist_geadresseerd": "Melding onjuist geadresseerd",
}


def _zicht(deur: Deur, stand: Stand) -> str:
    """The organisation with which the safety lies; a person's name is none of the reporter's business."""
    houder = next((h.id for h in stand.houders("zicht_op_veiligheid")), "")
    if not houder or houder.startswith("partij:"):
        return _veilig_thuis(deur)
    return _actor(deur, houder).organisatie or _veilig_thuis(deur)


def _veilig_thuis(deur: Deur) -> str:
    """The name of Veilig Thuis in this region."""
    organisaties = Actor.objects.using(deur.alias).filter(
        soort="organisatie", partij="veilig_thuis", actief=True
    )
    eerste = organisaties.order_by("id").first()
    return eerste.naam if eerste else VEILIG_THUIS


VEILIG_THUIS = "Veilig Thuis"


def _actor(deur: Deur, sleutel: str) -> Actor:
    return load_actoren([UUID(sleutel)], alias=deur.alias)[UUID(sleutel)]


def _contact(deur: Deur, gebeurtenis: Gebeurtenis) -> Mapping[str, str]:
    """Where the reporter can ask further: the team that goes on, not a person."""
    ontvanger = gebeurtenis.waarden.get("ontvanger")
    if not ontvanger:
        return {}
    actor = _actor(deur, ontvanger)
    return {"organisatie": actor.organisatie, "afdeling": actor.team, "telefoon": actor.telefoon}


def _brief_ander_gezicht(deur: Deur, genomen: Genomen) -> Berichten:
    """A letter to everybody who must know who comes now (R31)."""
    waarden = genomen.gebeurtenis.waarden
    inhoud = {
        "sjabloon": "ander-gezicht",
        "toelichting": waarden["toelichting"],
        **_afzender(_actor(deur, waarden["vast_gezicht"])),
    }
    return [*_per_persoon(deur, genomen, waarden["verteld_aan"], inhoud)]


def _brief_voorwaarde(deur: Deur, genomen: Genomen) -> Berichten:
    """The written notice of a condition, to each addressee (R25)."""
    waarden = genomen.gebeurtenis.waarden
    delen = ("wat", "waarom", "voor", "gevolg", "wie_beslist", "rechten", "vrijwillig")
    inhoud = {
        "sjabloon": "voorwaarde",
        **{deel: waarden[deel] for deel in delen},
        **_afzender(_actor(deur, genomen.gebeurtenis.door)),
    }
    return [*_per_persoon(deur, genomen, waarden["aan"], inhoud)]


def _afzender(actor: Actor) -> Mapping[str, str]:
    """Who helps, and can be called directly."""
    delen = ("naam", "organisatie", "team", "telefoon")
    return {deel: getattr(actor, deel) for deel in delen}


def _per_persoon(
    deur: Deur, genomen: Genomen, leden: list[str], inhoud: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The letter for each addressee apart, with nothing in it of anybody else."""
    dag = genomen.gebeurtenis.dag.isoformat()
    for lid in dict.fromkeys(leden):
        yield BRIEF, {**inhoud, "lid": lid, "dag": dag, "aan": _geadresseerde(deur, genomen, lid)}


def _geadresseerde(deur: Deur, genomen: Genomen, lid: str) -> Mapping[str, Any]:
    persoon = Persoon.objects.using(deur.alias).get(pk=UUID(lid), gezin_id=deur.gezin)
    naam = unlock(deur.gezin, f"persoon/{persoon.id}", persoon.naam)
    delen = (naam["voornaam"], naam["voorvoegsel"], naam["achternaam"])
    afgeschermd = any(
        lid in feit.waarden["van"] for feit in genomen.stand.feiten("adres_afgeschermd")
    )
    return {
        "naam": " ".join(filter(None, delen)),
        "kind": persoon.rol in KINDROLLEN,
        "adres": {} if afgeschermd else _adres(deur, persoon.id),
    }


def _adres(deur: Deur, persoon: UUID) -> Mapping[str, str]:
    """Where somebody is, or else where somebody is registered; nothing when neither is known."""
    rijen = Adres.objects.using(deur.alias).filter(gezin_id=deur.gezin, persoon_id=persoon)
    eerste = min(rijen.order_by("id"), key=lambda rij: rij.soort != FEITELIJK, default=None)
    return unlock(deur.gezin, f"adres/{eerste.id}", eerste.inhoud) if eerste else {}


FEITELIJK = "feitelijk"


def _afscherming(deur: Deur, genomen: Genomen) -> Berichten:
    return [
        (AFSCHERMING, {"lid": lid}) for lid in dict.fromkeys(genomen.gebeurtenis.waarden["van"])
    ]


Maker = Callable[[Deur, Genomen], Berichten]
MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys((*UITKOMSTEN, NIET_OPGEPAKT), _terugkoppeling),
    "vast_gezicht_gewisseld": _brief_ander_gezicht,
    "voorwaarde_aangekondigd": _brief_voorwaarde,
    "adres_afgeschermd": _afscherming,
}
