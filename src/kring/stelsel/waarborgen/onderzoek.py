"""Before an inquiry is final: typed statements, both sides heard, options weighed, contradiction."""

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.waarborgen.gezin import LEEFTIJD_REACTIE, beslissers, kinderen_vanaf
from kring.stelsel.waarborgen.toets import (
    Bevinding,
    mist,
    personen_in,
    sinds,
    tenzij,
    toets,
    toets_op_waarden,
)
from kring.stelsel.zaak import Gebeurtenis, Stand, Voorstel


@toets
def uitspraken_getypeerd(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R06: the inquiry rests on at least one fact with its source, and no note for it is untyped."""
    rijen = [rij for feit in stand.feiten("uitspraken") for rij in feit.waarden["uitspraken"]]
    gelabeld = {feit.waarden.get("bij") for feit in stand.feiten("uitspraken", "notitie_terzijde")}
    los = [
        notitie
        for notitie in stand.feiten("notitie")
        if notitie.waarden.get("voor") == "onderzoek" and notitie.id not in gelabeld
    ]
    return (
        *tenzij(any(rij["soort"] == "feit" and rij["bron"] for rij in rijen), reden="geen_feit"),
        *tenzij(not los, reden="losse_notitie"),
    )


@toets
def reacties_opgenomen(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R07: each parent with gezag and each child reacted to the shared conclusion, or why not."""
    conclusie = stand.laatste("conclusie")
    gedeeld = next(iter(sinds(stand, "onderzoek_gedeeld", conclusie)), None)
    if conclusie is None or gedeeld is None:
        return tenzij(gehaald=False, reden="niet_gedeeld")
    gehoord = personen_in(sinds(stand, "reactie", gedeeld), "van")
    met_reden = personen_in(sinds(stand, "geen_reactie", conclusie), "van")
    vanaf = stelsel.instelling("kind_vragen_vanaf_leeftijd")
    nodig = beslissers(stand, voorstel) | kinderen_vanaf(stand, voorstel, vanaf)
    return mist(nodig - gehoord - met_reden)


@toets
def factoren_en_opties(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R08: protective as well as hindering factors, and at least two options weighed."""
    soorten = {feit.waarden["soort"] for feit in stand.feiten("factor")}
    opties = stand.feiten("optie")
    gekozen = [optie for optie in opties if optie.waarden["gekozen"] == "ja"]
    return (
        *tenzij("belemmerend" in soorten, reden="geen_belemmerend"),
        *tenzij("beschermend" in soorten, reden="geen_beschermend"),
        *tenzij(len(opties) > 1 and gekozen, reden="geen_opties"),
    )


@toets
def tegenspraak_onderzoek(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R09 for the inquiry: the last conclusion was contradicted by another, and answered."""
    return _tegengesproken(stand, stand.laatste("conclusie"))


@toets_op_waarden
def tegenspraak_vooraf(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R09: what is decided now was contradicted by another registered person, and answered."""
    return _tegengesproken(stand, stand.gebeurtenis(voorstel.waarden["bij"]))


def _tegengesproken(stand: Stand, over: Gebeurtenis | None) -> tuple[Bevinding, ...]:
    if over is None:
        return tenzij(gehaald=False, reden="niets_om_tegen_te_spreken")
    gegeven = [
        feit
        for feit in stand.feiten("tegenspraak")
        if feit.waarden["bij"] == over.id and feit.door != over.door and feit.geregistreerd
    ]
    beantwoord = {feit.waarden["bij"] for feit in stand.feiten("tegenspraak_beantwoord")}
    return (
        *tenzij(gegeven),
        *tenzij(all(feit.id in beantwoord for feit in gegeven), reden="niet_beantwoord"),
    )


@toets_op_waarden
def eigen_oordeel_naast_instrument(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R33: a decision rests on reasons in words; a number alone is no reason.

    A reason that holds fewer than five words beside its digits only repeats a score.
    """
    redenen = " ".join(
        str(voorstel.waarden.get(veld, "")) for veld in REDENVELDEN if voorstel.waarden.get(veld)
    )
    woorden = [woord for woord in redenen.split() if woord.strip(".,;:!?()").isalpha()]
    return tenzij(len(woorden) >= KORTSTE_REDEN)


REDENVELDEN = (
    "reden",
    "samenvatting",
    "waarom",
    "toelichting",
    "bedreigingen",
    "waaruit",
    "tekst",
    "nadeel",
    "inhoud",
    "kenmerken",
)
KORTSTE_REDEN = 5


@toets
def rapport_deugt(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R06 for what leaves the house: the inquiry it rests on was made final, typed and answered."""
    return (
        *uitspraken_getypeerd(stelsel, stand, voorstel),
        *tenzij(stand.feiten("onderzoek_vastgesteld"), reden="niet_vastgesteld"),
    )


@toets
def visies_gevraagd(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """Each parent and each child of 12 told how they see it, or gave no reaction for a reason."""
    gehoord = personen_in(stand.feiten("visie", "reactie", "geen_reactie"), "van")
    nodig = beslissers(stand, voorstel) | kinderen_vanaf(stand, voorstel, LEEFTIJD_REACTIE)
    return mist(nodig - gehoord)
