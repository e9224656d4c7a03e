"""What a stap changes outside the case itself: persons, gezag, blokken, addresses, letters, messages.

One explicit table, from the kind of fact to the function that follows it. No signals.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from kring.dossier import post
from kring.gezinnen import actions as gezinnen
from kring.gezinnen.models import Deelnemer
from kring.stelsel.begrippen import Stelsel, Veldsoort
from kring.stelsel.motor import Genomen
from kring.stelsel.zaak import Actorsoort, Handelend
from kring.toegang import klok
from kring.toegang.deur import Deur
from kring.toegang.models import Toegang


DOSSIERVELDEN = (
    "toestand",
    "volgnummer",
    "laatste_op",
    "gesloten_op",
    "bewaren_tot",
    "te_vernietigen",
    "acuut_gevaar",
    "eerste_termijn",
    "eerste_termijn_op",
    "termijnen",
    "termijnen_op",
    "gezichten",
    "overdrachten",
    "hertellingen",
    "cijfer",
    "vorig_cijfer",
)


def in_dossier(deur: Deur, stelsel: Stelsel, handelend: Handelend) -> Handelend:
    """Who acts, as somebody in this case: a family member is one person of the gezin, a professional
    has what the own grants open now."""
    if handelend.soort is Actorsoort.GEZINSLID:
        deelnemer = Deelnemer.objects.using(deur.alias).get(
            actor_id=handelend.id, gezin_id=deur.gezin
        )
        return replace(handelend, lid=str(deelnemer.persoon_id))
    if handelend.soort is Actorsoort.MEDEWERKER and not deur.zonder_toegang:
        nu = klok.nu()
        eigen = Toegang.objects.using(deur.alias).filter(
            gezin_id=deur.gezin, actor_id=handelend.id, van__lte=nu, tot__gt=nu
        )
        # A grant that ended while somebody waited opens nothing any more.
        return opened(stelsel, handelend, eigen.values_list("soort", flat=True))
    return handelend


def opened(stelsel: Stelsel, handelend: Handelend, soorten: Iterable[str]) -> Handelend:
    """A professional with what these kinds of grant open."""
    opent = frozenset().union(*(stelsel.toegangssoorten[soort].categorieen for soort in soorten))
    return replace(handelend, opent=opent)


def apply(deur: Deur, stelsel: Stelsel, genomen: Genomen) -> None:
    """Follow the stap in the tables of the gezin and announce what must go out."""
    _nieuwe_leden(deur, stelsel, genomen)
    if gevolg := GEVOLGEN.get(genomen.gebeurtenis.feit):
        gevolg(deur, genomen)
    _volg_adressen(deur, genomen)
    post.announce(deur, stelsel, genomen)


def _nieuwe_leden(deur: Deur, stelsel: Stelsel, genomen: Genomen) -> None:
    feit = stelsel.feitsoorten[genomen.gebeurtenis.feit]
    for veld in feit.velden:
        rijen = genomen.gebeurtenis.waarden.get(veld.id)
        if rijen and any(sub.soort is Veldsoort.NIEUW_LID for sub in veld.velden):
            gebeurtenis = genomen.gebeurtenis
            # The first thing that happens brings only people who are new.
            aanvullen = gebeurtenis.volgnummer > 1
            gezinnen.save_personen(deur, rijen, dag=gebeurtenis.dag, aanvullen=aanvullen)


def _gezag(deur: Deur, genomen: Genomen) -> None:
    waarden = genomen.gebeurtenis.waarden
    for kind in waarden["kinderen"]:
        gezinnen.add_gezag(
            deur,
            ouder=UUID(waarden["ouder"]),
            kind=UUID(kind),
            van=date.fromisoformat(waarden["vanaf"]),
            grond=UUID(genomen.gebeurtenis.id),
        )


def _gezag_einde(deur: Deur, genomen: Genomen) -> None:
    waarden = genomen.gebeurtenis.waarden
    gezinnen.end_gezag(
        deur,
        ouder=UUID(waarden["ouder"]),
        kind=UUID(waarden["kind"]),
        per=date.fromisoformat(waarden["per"]),
    )


def _rechten_kind(deur: Deur, genomen: Genomen) -> None:
    waarden = genomen.gebeurtenis.waarden
    oordeel = {naam: waarden[naam] == "ja" for naam in ("bekwaam", "bezwaar", "deelt")}
    gezinnen.set_rechten(deur, UUID(waarden["kind"]), oordeel)


def _blok(deur: Deur, genomen: Genomen) -> None:
    gebeurtenis = genomen.gebeurtenis
    gezinnen.add_blok(
        deur, UUID(gebeurtenis.waarden["wie"]), op=gebeurtenis.op, grond=UUID(gebeurtenis.id)
    )


def _blok_op(deur: Deur, genomen: Genomen) -> None:
    gebeurtenis = genomen.gebeurtenis
    gezinnen.end_blok(deur, UUID(gebeurtenis.waarden["wie"]), op=gebeurtenis.op)


def _scherm_af(deur: Deur, genomen: Genomen) -> None:
    gebeurtenis = genomen.gebeurtenis
    houders = {h.id for naam in MAG_ADRES for h in genomen.stand.houders(naam)} | {gebeurtenis.door}
    for lid in gebeurtenis.waarden["van"]:
        gezinnen.seal_adres(deur, UUID(lid), map(UUID, houders), grond=UUID(gebeurtenis.id))


# Who may ask for a sealed address: who visits, and who seals it while carrying the family.
MAG_ADRES = ("vast_gezicht", "vervanger", "casusregisseur")


def _volg_adressen(deur: Deur, genomen: Genomen) -> None:
    """Whoever begins to visit this family comes on the lists of its sealed addresses."""
    nieuw = {UUID(wie) for naam, wie in genomen.beleggingen.items() if naam in MAG_ADRES}
    for feit in genomen.stand.feiten("adres_afgeschermd") if nieuw else ():
        for lid in feit.waarden["van"]:
            gezinnen.list_adres(deur, UUID(lid), nieuw, grond=UUID(genomen.gebeurtenis.id))


def _veilig_contact(deur: Deur, genomen: Genomen) -> None:
    waarden = genomen.gebeurtenis.waarden
    # The full home is safe only when it was chosen alone.
    rustig = waarden["overzicht"] != "heel" or waarden["alleen"] != "ja"
    gezinnen.set_rustig(deur, UUID(waarden["met"]), rustig=rustig)


Gevolg = Callable[[Deur, Genomen], None]
GEVOLGEN: Mapping[str, Gevolg] = {
    "gezag_vastgelegd": _gezag,
    "gezag_beeindigd": _gezag_einde,
    "rechtenoordeel": _rechten_kind,
    "blok_gezet": _blok,
    "blok_opgeheven": _blok_op,
    "adres_afgeschermd": _scherm_af,
    "veiligheidsgesprek": _veilig_contact,
}
