"""Before a plan is final: the family's own plan first, talked through, rights known, agreement asked."""

from datetime import timedelta

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.waarborgen.gezin import (
    LEEFTIJD_REACTIE,
    beslissers,
    kinderen,
    kinderen_vanaf,
    ouders,
)
from kring.stelsel.waarborgen.toets import (
    GEHAALD,
    Bevinding,
    mist,
    personen_in,
    sinds,
    tenzij,
    toets,
    toets_op_waarden,
)
from kring.stelsel.zaak import Stand, Voorstel


@toets
def familiegroepsplan_aangeboden(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R01: offered to every parent, or a legal exception is recorded; and no family still at work.

    A parent who said to make a plan gets the redelijke termijn of the model (Jeugdwet 4.1.2).
    """
    uitgezonderd = personen_in(stand.feiten("familiegroepsplan_uitzondering"), "kind")
    if kinderen(stand, voorstel) and kinderen(stand, voorstel) <= uitgezonderd:
        return GEHAALD
    aangeboden = personen_in(stand.feiten("familiegroepsplan_aangeboden"), "aan")
    return (
        *mist(ouders(stand, voorstel) - aangeboden),
        *mist(_maken_nog_een_plan(stelsel, stand, voorstel), reden="gezin_maakt_plan"),
    )


def _maken_nog_een_plan(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> frozenset[str]:
    laatste = {feit.waarden["van"]: feit for feit in stand.feiten("familiegroepsplan_antwoord")}
    ontvangen_van = personen_in(stand.feiten("familiegroepsplan_ontvangen"), "van")
    geduld = timedelta(weeks=stelsel.instelling("redelijke_termijn_familiegroepsplan_weken"))
    return frozenset(
        ouder
        for ouder, feit in laatste.items()
        if feit.waarden["antwoord"] == "maakt_plan"
        and ouder not in ontvangen_van
        and voorstel.dag <= feit.dag + geduld
    )


@toets
def plan_overlegd(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R02: talked through with parents, children and foster parents, or why that could not be."""
    begin = stand.laatste("onderzoek_vastgesteld")
    gesproken = personen_in(sinds(stand, "plan_besproken", begin), "met")
    niet_mogelijk = personen_in(sinds(stand, "overleg_niet_mogelijk", begin), "met")
    pleegouders = frozenset(lid.id for lid in stand.leden.values() if lid.rol == "pleegouder")
    nodig = beslissers(stand, voorstel) | kinderen(stand, voorstel) | pleegouders
    ingestemd = personen_in(stand.feiten("instemming_pleegouder"), "van")
    return (
        *mist(nodig - gesproken - niet_mogelijk),
        *mist(pleegouders - ingestemd, reden="pleegouder"),
    )


@toets
def plan_op_tijd(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R03: the plan is there within six weeks, and on paper within fourteen days when asked."""
    te_laat = [t for t in stand.lopende("plan") if t.is_te_laat(voorstel.op)]
    papier = [t for t in stand.lopende("plan_schriftelijk") if t.is_te_laat(voorstel.op)]
    return (*tenzij(not te_laat), *tenzij(not papier, reden="op_papier"))


@toets
def vertrouwenspersoon_uitgelegd(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R21: parents, and children of 12 and over, were told who the vertrouwenspersoon is."""
    uitgelegd = personen_in(stand.feiten("rechten_uitgelegd"), "aan")
    nodig = ouders(stand, voorstel) | kinderen_vanaf(stand, voorstel, LEEFTIJD_REACTIE)
    return mist(nodig - uitgelegd)


@toets
def gewone_versie_gemaakt(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R34: a version in plain words exists of what is being signed off."""
    soort = GEWONE_VERSIE_VAN.get(stelsel.stappen[voorstel.stap].legt_vast, "plan")
    return tenzij(any(feit.waarden["van"] == soort for feit in stand.feiten("gewone_versie")))


GEWONE_VERSIE_VAN = {
    "plan_vastgesteld": "plan",
    "onderzoek_vastgesteld": "onderzoek",
    "voorwaarde_aangekondigd": "voorwaarde",
}


@toets
def akkoord_gevraagd(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """Everybody who can was asked whether they agree; silence is written down, never counted as yes."""
    gevraagd = personen_in(sinds(stand, "akkoord", stand.laatste("onderzoek_vastgesteld")), "van")
    nodig = beslissers(stand, voorstel) | kinderen_vanaf(stand, voorstel, LEEFTIJD_REACTIE)
    return mist(nodig - gevraagd)


@toets
def doel_met_afspraak(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """There is a goal, and an agreement about safety with somebody who does it."""
    veiligheid = [a for a in stand.feiten("afspraak") if a.waarden["veiligheid"] == "ja"]
    return (
        *tenzij(stand.feiten("doel"), reden="geen_doel"),
        *tenzij(veiligheid, reden="geen_veiligheidsafspraak"),
    )


@toets
def geevalueerd_met_gezin(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """Scaling down follows on a look together that says so, with the family's own judgement."""
    laatste = stand.laatste("evaluatie")
    return tenzij(laatste and laatste.waarden["besluit"] == "afschalen" and laatste.leden("met"))


@toets
def correcties_beantwoord(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D13: everybody who said that something is wrong got an answer."""
    beantwoord = {feit.waarden["bij"] for feit in stand.feiten("klopt_niet_antwoord")}
    return mist({f.waarden["van"] for f in stand.feiten("klopt_niet") if f.id not in beantwoord})


@toets_op_waarden
def bewaarregel_bekend(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """D14: for each kind of file in it, a retention rule is in force on the day of closing."""
    bekend = {
        regel.soort
        for regel in stelsel.bewaarregels.values()
        if any(bron.geldt_op(voorstel.dag) for bron in regel.bron)
    }
    return tenzij(frozenset(voorstel.waarden["bewaarsoort"]) <= bekend)


@toets
def monitoring_voorbij(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """Monitoring ran until its date, and somebody asked the family how it goes."""
    loopt = [t for t in stand.lopende("monitoring") if not t.is_te_laat(voorstel.op)]
    contact = sinds(stand, "monitorcontact", stand.laatste("afgeschaald"))
    return (*tenzij(not loopt, reden="nog_niet"), *tenzij(contact, reden="geen_contact"))


@toets_op_waarden
def eindgesprek_met_gezin(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """The last talk was with the parents (or adults), after scaling down."""
    bij = frozenset(voorstel.waarden["met"])
    nodig = beslissers(stand, voorstel) or frozenset(
        lid.id for lid in stand.leden.values() if lid.minstens(18, voorstel.dag)
    )
    return mist(nodig - bij)
