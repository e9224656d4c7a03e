"""What people are told, in time and in words that fit: conditions, rights, complaints, calamities."""

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.waarborgen.gezin import ouders
from kring.stelsel.waarborgen.toets import (
    GEHAALD,
    Bevinding,
    mist,
    personen_in,
    tenzij,
    toets,
    toets_op_waarden,
)
from kring.stelsel.zaak import Gebeurtenis, Stand, Voorstel


DELEN_VAN_KENNISGEVING = ("wat", "waarom", "voor", "gevolg", "rechten", "wie_beslist", "vrijwillig")
DELEN_VAN_VT_INFORMATIE = ("procedure", "gegevens", "inzage", "klacht")


@toets_op_waarden
def kennisgeving_voorwaarde(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R25: what, why, by when, consequence, rights, who decides, and that help is still voluntary;
    addressed to each parent, and resting on lighter ways that were tried."""
    leeg = [deel for deel in DELEN_VAN_KENNISGEVING if not voorstel.waarden.get(deel)]
    voornemen = stand.gebeurtenis(voorstel.waarden["bij"])
    return (
        *tenzij(not leeg),
        *mist(ouders(stand, voorstel) - frozenset(voorstel.waarden["aan"]), reden="niet_aan"),
        *tenzij(voornemen and voornemen.waarden.get("lichter"), reden="niet_lichter"),
    )


@toets
def voorwaarde_uitgelegd_aan_elk(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """A condition counts for somebody only after it was explained to that person."""
    voorwaarde = stand.laatste("voorwaarde_aangekondigd")
    vervallen = {feit.waarden["bij"] for feit in stand.feiten("voorwaarde_vervallen")}
    if voorwaarde is None or voorwaarde.id in vervallen:
        return GEHAALD
    uitgelegd = {
        feit.waarden["aan"]
        for feit in stand.feiten("voorwaarde_uitgelegd")
        if feit.waarden["bij"] == voorwaarde.id
    }
    return mist(voorwaarde.leden("aan") - uitgelegd)


@toets_op_waarden
def vt_informatie_compleet(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R22: at first contact VT tells about procedure, data, reading the file and complaints."""
    return tenzij(
        all(str(voorstel.waarden.get(deel) or "").strip() for deel in DELEN_VAN_VT_INFORMATIE)
    )


@toets
def vt_informeert_op_tijd(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D08: the person concerned is told within four weeks, or postponement is reasoned."""
    lopend = (*stand.lopende("vt_informeren"), *stand.lopende("vt_informeren_uitstel"))
    return tenzij(not any(termijn.is_te_laat(voorstel.op) for termijn in lopend))


@toets
def informeren_past(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R24: what was withheld is told on the day that was promised."""
    vandaag = voorstel.dag.isoformat()
    beloofd = {
        feit.waarden["voor"]
        for feit in stand.feiten("informatie_achtergehouden")
        if feit.waarden["later"] < vandaag
        and not any(
            later.volgnummer > feit.volgnummer
            and feit.waarden["voor"] in _aangesproken(stelsel, later)
            for later in stand.gebeurtenissen
        )
    }
    return mist(beloofd)


def _aangesproken(stelsel: Stelsel, gebeurtenis: Gebeurtenis) -> frozenset[str]:
    velden = stelsel.feitsoorten[gebeurtenis.feit].zicht.aan
    return frozenset(lid for veld in velden for lid in gebeurtenis.leden(veld))


@toets_op_waarden
def achterhouden_met_collega(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R24: withholding asks for serious harm in words and another professional who was consulted."""
    waarden = voorstel.waarden
    return (
        *tenzij(str(waarden.get("nadeel") or "").strip(), reden="geen_nadeel"),
        *tenzij(waarden["collega"] not in ("", voorstel.door.id)),
    )


@toets
def ouder_zonder_gezag_geinformeerd(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R28: a parent without gezag who asked gets the important facts, or a refusal with its reason."""
    besloten = {feit.waarden["bij"] for feit in stand.feiten("inzage_besloten")}
    met_gezag = stand.ouders_met_gezag(voorstel.dag)
    wachten = {
        feit.waarden["van"]
        for feit in stand.feiten("inzage_gevraagd")
        if feit.id not in besloten
        and stand.leden[feit.waarden["van"]].rol == "ouder"
        and feit.waarden["van"] not in met_gezag
    }
    return mist(wachten) if met_gezag else GEHAALD


@toets_op_waarden
def commissie_onafhankelijk(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R23: at least three members, a chair from outside, and nobody the complaint is about."""
    commissie = voorstel.waarden["commissie"]
    voorzitters = [rij for rij in commissie if rij["rol"] == "voorzitter"]
    return (
        *tenzij(len(commissie) >= KLEINSTE_COMMISSIE, reden="te_klein"),
        *tenzij(
            len(voorzitters) == 1 and voorzitters[0]["werkt_bij"] == "buiten", reden="voorzitter"
        ),
        *tenzij(not any(rij["betrokken"] == "ja" for rij in commissie), reden="betrokken"),
    )


KLEINSTE_COMMISSIE = 3


@toets
def calamiteiten_gemeld(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R29: every calamity was reported to the inspection at once."""
    gemeld = {feit.waarden["bij"] for feit in stand.feiten("calamiteit_gemeld")}
    return tenzij(all(feit.id in gemeld for feit in stand.feiten("calamiteit")))


@toets_op_waarden
def rechtsbijstand_verteld(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R26: before a first UHP or ending of gezag the parents know about the free lawyer."""
    if voorstel.waarden.get("maatregel") not in ("muhp", "gezagsbeeindiging"):
        return GEHAALD
    verteld = personen_in(stand.feiten("rechtsbijstand_gemeld"), "aan")
    return mist(ouders(stand, voorstel) - verteld)


@toets
def contra_expertise_verteld(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R27: the parents know that they may ask the court for an expert of their own."""
    verteld = personen_in(stand.feiten("contra_expertise_gemeld"), "aan")
    return mist(ouders(stand, voorstel) - verteld)
