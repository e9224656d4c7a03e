"""Who must be asked: parents, children who can take part, everybody at home. And who acts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.waarborgen.toets import (
    Bevinding,
    mist,
    personen_in,
    sinds,
    tenzij,
    toets,
    toets_op_waarden,
)
from kring.stelsel.zaak import Stand, Voorstel


OUDERROLLEN = frozenset({"ouder", "voogd"})
# From this age a child is asked as a matter of course; younger children by understanding.
LEEFTIJD_REACTIE = 12


def ouders(stand: Stand, voorstel: Voorstel) -> frozenset[str]:
    """Who must be heard as a parent: those with gezag, or all parents while nobody's gezag is known."""
    met_gezag = stand.ouders_met_gezag(voorstel.dag)
    return met_gezag or frozenset(lid.id for lid in stand.leden.values() if lid.rol in OUDERROLLEN)


def beslissers(stand: Stand, voorstel: Voorstel) -> frozenset[str]:
    """Whose plan it is: the parents; in a gezin without children every adult in it."""
    if stand.minderjarigen(voorstel.dag):
        return ouders(stand, voorstel)
    return frozenset(stand.leden)


def kinderen(stand: Stand, voorstel: Voorstel) -> frozenset[str]:
    """The minors who are born."""
    return frozenset(
        lid.id for lid in stand.minderjarigen(voorstel.dag) if lid.rol != "ongeboren_kind"
    )


def kinderen_vanaf(stand: Stand, voorstel: Voorstel, leeftijd: int) -> frozenset[str]:
    """Minors of at least this age; one whose birth date is unknown is taken along."""
    return frozenset(
        lid.id
        for lid in stand.minderjarigen(voorstel.dag)
        if lid.rol != "ongeboren_kind" and lid.minstens(leeftijd, voorstel.dag) is not False
    )


@toets
def veilig_genoeg_per_lid(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R32: "is it safe enough now?" was answered for every member since the newest report."""
    laatste_melding = next(iter(reversed(stand.feiten("melding_ontvangen", "hermelding"))), None)
    beoordeeld = {
        rij["lid"]
        for feit in sinds(stand, "veilig_genoeg", laatste_melding)
        for rij in feit.waarden["oordelen"]
    }
    return mist(stand.leden.keys() - beoordeeld)


@toets
def nu_veilig_genoeg(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """The newest answer for every member is yes: needed before scaling down."""
    laatste: dict[str, str] = {}
    for feit in stand.feiten("veilig_genoeg"):
        laatste |= {rij["lid"]: rij["antwoord"] for rij in feit.waarden["oordelen"]}
    return mist(lid for lid in stand.leden if laatste.get(lid) != "ja")


@toets_op_waarden
def oordeel_over_elk_lid(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """The judgement of a report says something about every household member."""
    genoemd = {rij["lid"] for rij in voorstel.waarden.get("oordelen", ())}
    return mist(stand.leden.keys() - genoemd)


@toets
def vast_gezicht_verteld(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """The vast gezicht and the replacement are named, and every adult and child of 12 knows who it is."""
    if not (stand.houders("vast_gezicht") and stand.houders("vervanger")):
        return tenzij(gehaald=False, reden="niet_benoemd")
    begin = stand.laatste("vast_gezicht_benoemd")
    verteld = personen_in(sinds(stand, "vast_gezicht_verteld", begin), "aan")
    volwassen = frozenset(lid.id for lid in stand.leden.values() if lid.minstens(12, voorstel.dag))
    return mist((volwassen | ouders(stand, voorstel)) - verteld)


@toets_op_waarden
def warme_overdracht_gedaan(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R31: the new face met the family together with the old one, and the family was told."""
    nieuw = voorstel.waarden["vast_gezicht"]
    vorige = next(
        iter(reversed(stand.feiten("vast_gezicht_benoemd", "vast_gezicht_gewisseld"))), None
    )
    gesprekken = [
        feit
        for feit in sinds(stand, "warme_overdracht", vorige)
        if feit.waarden["nieuw"] == nieuw and feit.leden("met")
    ]
    verteld = frozenset(voorstel.waarden["verteld_aan"])
    return (
        *tenzij(gesprekken, reden="geen_gesprek"),
        *mist(beslissers(stand, voorstel) - verteld, reden="niet_verteld"),
    )


@toets
def geregistreerd_besluit(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R30: a registered professional answers for the decision."""
    return tenzij(voorstel.door.geregistreerd_op(voorstel.dag))


@toets
def wettelijke_handeling_compleet(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R04: a statutory act names person, moederorganisatie, article and ground."""
    bevoegdheid = stelsel.bevoegdheden[stelsel.stappen[voorstel.stap].bevoegdheid]
    organisatie = stelsel.partijen.get(voorstel.door.partij)
    return (
        *tenzij(organisatie and organisatie.moederorganisatie, reden="organisatie"),
        *tenzij(bevoegdheid.statutair and bevoegdheid.bron, reden="artikel"),
    )


@toets_op_waarden
def ander_dan_auteur(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """Nobody judges the own work: who answers `bij` another's act is somebody else."""
    over = stand.gebeurtenis(voorstel.waarden["bij"])
    return tenzij(over and over.door != voorstel.door.id)


@toets_op_waarden
def zelf_auteur(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """The one whose judgement was contradicted answers in person."""
    tegenspraak = stand.gebeurtenis(voorstel.waarden["bij"])
    over = stand.gebeurtenis(tegenspraak.waarden["bij"]) if tegenspraak else None
    return tenzij(over and over.door == voorstel.door.id)


def is_actieve_helper(bijdrage: Mapping[str, Any], op: date) -> bool:
    """Whether a contribution that was not stopped counts against the limit on this day."""
    return bool(bijdrage["soort"] != "netwerk" and bijdrage["tot"] >= op.isoformat())


@toets_op_waarden
def aantal_helpers(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """No more professionals around the family than the variant's limit, this one included."""
    gestopt = {feit.waarden["bij"] for feit in stand.feiten("bijdrage_gestopt")}
    actief = [
        feit
        for feit in stand.feiten("bijdrage")
        if feit.id not in gestopt and is_actieve_helper(feit.waarden, voorstel.dag)
    ]
    erbij = voorstel.waarden["soort"] != "netwerk"
    return tenzij(len(actief) + erbij <= stelsel.instelling("hulpverleners_hoogstens"))


MEERDERJARIG, MEERDERJARIG_VERKLAARD = 18, 16


@toets_op_waarden
def gezag_kan(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """M15: gezag is held by an adult, or by a mother from 16 whom the judge gave it, over a minor and
    never over oneself (BW 1:245, 246, 253ha). An unknown birth date is not held against anybody."""
    ouder, gekozen = stand.leden[voorstel.waarden["ouder"]], voorstel.waarden["kinderen"]
    rechter = voorstel.waarden["hoe"] == "beschikking"
    leeftijd = MEERDERJARIG_VERKLAARD if rechter else MEERDERJARIG
    jong = ouder.minstens(leeftijd, voorstel.dag) is False or ouder.rol == "ongeboren_kind"
    oud = [lid for lid in gekozen if stand.leden[lid].minstens(MEERDERJARIG, voorstel.dag)]
    return (
        *mist([ouder.id] if jong else (), "te_jong"),
        *mist(oud, "te_oud"),
        *mist({ouder.id} & set(gekozen), "zelf"),
    )


@toets_op_waarden
def woorden_van_kind(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """M16: what is sealed as the words of a child was said by one: not by somebody who is certainly 18."""
    wie = voorstel.waarden.get("van") or voorstel.door.lid
    return mist([wie] if stand.leden[wie].minstens(MEERDERJARIG, voorstel.dag) else ())
