"""Consent: for help (D01), for sharing (D03, D09, D10), and what VT may do without it (D06, D07)."""

from collections.abc import Iterable

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.bewaren import bewaardatum
from kring.stelsel.waarborgen.toets import GEHAALD, Bevinding, mist, tenzij, toets, toets_op_waarden
from kring.stelsel.zaak import Lid, Stand, Voorstel


# Ages of Jeugdwet 7.3.4 and 7.3.5.
KIND_BESLIST_MEE, KIND_BESLIST_ZELF = 12, 16


@toets_op_waarden
def toestemming_voor_hulp(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D01: under 12 the parents with gezag, 12–15 child and parents, 16 and over the child alone.

    Exceptions of the law are recorded with their ground; silence and "no" are no consent.
    """
    lid = stand.leden[voorstel.waarden["voor"]]
    uitzondering = {
        feit.waarden["grond"]
        for feit in stand.feiten("toestemming_uitzondering")
        if feit.waarden["voor"] == lid.id and feit.waarden["hulp"] == voorstel.waarden["hulp"]
    }
    if "maatregel" in uitzondering:
        # Not required for help within a measure; the beschikking must be there (Jeugdwet 7.3.4).
        return tenzij(_onder_maatregel(stand, lid, voorstel), reden="geen_maatregel")
    nodig = _wie_toestemt(stand, lid, voorstel)
    if uitzondering and lid.minstens(KIND_BESLIST_MEE, voorstel.dag):
        # From 12 on: serious harm, or the child keeps wishing it, and the parents' no gives way.
        nodig = nodig - stand.ouders_met_gezag(voorstel.dag, lid.id)
    if not nodig:
        return tenzij(gehaald=False, reden="niemand_bekend")
    return mist(nodig - _gaven(stand, voorstel, lid))


def _wie_toestemt(stand: Stand, lid: Lid, voorstel: Voorstel) -> frozenset[str]:
    """Whose consent is needed; when the age is not certain, everybody who might be asked."""
    zelf = frozenset({lid.id})
    met_gezag = stand.ouders_met_gezag(voorstel.dag, lid.id)
    if lid.minstens(KIND_BESLIST_ZELF, voorstel.dag) is True or _is_volwassen_rol(lid):
        return zelf
    if lid.minstens(KIND_BESLIST_MEE, voorstel.dag) is False:
        return met_gezag
    return zelf | met_gezag


def _is_volwassen_rol(lid: Lid) -> bool:
    return lid.geboren is None and lid.rol in (
        "ouder",
        "stiefouder",
        "partner",
        "grootouder",
        "voogd",
    )


def _gaven(stand: Stand, voorstel: Voorstel, lid: Lid) -> frozenset[str]:
    laatste = {
        feit.waarden["van"]: feit.waarden["antwoord"]
        for feit in stand.feiten("toestemming")
        if feit.waarden["voor"] == lid.id and feit.waarden["hulp"] == voorstel.waarden["hulp"]
    }
    return frozenset(van for van, antwoord in laatste.items() if antwoord == "ja")


def _onder_maatregel(stand: Stand, lid: Lid, voorstel: Voorstel) -> bool:
    dag = voorstel.dag.isoformat()
    return any(
        feit.waarden["vanaf"] <= dag <= feit.waarden["tot"] and lid.id in feit.leden("kinderen")
        for feit in stand.feiten("beschikking")
    )


@toets_op_waarden
def hulp_niet_door_gi(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R05: a gecertificeerde instelling does not give jeugdhulp itself (Jeugdwet 3.2(2))."""
    return tenzij(voorstel.waarden["soort_aanbieder"] != "gi")


@toets
def maatregel_alleen_door_gi(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R05: only a gecertificeerde instelling carries out a measure (Jeugdwet 3.2(1))."""
    return tenzij(voorstel.door.partij == "gi")


@toets_op_waarden
def delen_mag(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """D03: share with consent for each person it is about, or on a ground that the law gives.

    For a child the same people consent as for help: under 12 the parents with gezag (Jeugdwet 7.3.15).
    """
    waarden = voorstel.waarden
    if waarden["grond"] == "toestemming":
        gaven = {
            feit.waarden["van"]: feit.waarden["antwoord"]
            for feit in stand.feiten("toestemming_delen")
            if feit.waarden["aan"] == waarden["aan"]
        }
        nodig = {
            wie
            for lid in waarden["over"]
            for wie in _wie_toestemt(stand, stand.leden[lid], voorstel)
        }
        return mist(wie for wie in nodig if gaven.get(wie) != "ja")
    if waarden["grond"] == "wet":
        return tenzij(waarden.get("artikel"), reden="geen_artikel")
    return GEHAALD


@toets_op_waarden
def bron_blijft_verborgen(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D09: the reporter is not shown when that brings danger, nor without the reporter's consent."""
    waarden = voorstel.waarden
    if waarden["noemt_bron"] == "nee":
        return GEHAALD
    return (
        *tenzij(waarden.get("toestemming_bron") == "ja", reden="geen_toestemming_bron"),
        *tenzij(waarden.get("gevaar_bron") == "nee", reden="gevaar"),
    )


ZES_VRAGEN = (
    "toestemming_geprobeerd",
    "schade",
    "gewetensnood",
    "subsidiariteit",
    "doelmatigheid",
    "proportionaliteit",
)


@toets_op_waarden
def zes_vragen_beantwoord(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D10: a conflict van plichten is reasoned through on all six tests of the professional code."""
    if voorstel.waarden["grond"] != "conflict":
        return GEHAALD
    return tenzij(_alle_ingevuld(voorstel, ZES_VRAGEN))


def _alle_ingevuld(voorstel: Voorstel, velden: Iterable[str]) -> bool:
    return all(str(voorstel.waarden.get(veld) or "").strip() for veld in velden)


@toets_op_waarden
def delen_met_veilig_thuis(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D06: to Veilig Thuis without consent only when necessary to stop or investigate violence."""
    if voorstel.waarden["grond"] != "veilig_thuis":
        return GEHAALD
    return tenzij(_alle_ingevuld(voorstel, ("schade", "doelmatigheid")))


@toets_op_waarden
def redelijk_vermoeden(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """D07: without consent VT processes special data only on a reasonable suspicion, said in words
    and resting on something that somebody reported."""
    gemeld = any(
        feit.waarden["uitspraken"] for feit in stand.feiten("melding_ontvangen", "hermelding")
    )
    return (
        *tenzij(len(str(voorstel.waarden.get("vermoeden", "")).split()) >= KORTSTE_VERMOEDEN),
        *tenzij(gemeld, reden="geen_melding"),
    )


KORTSTE_VERMOEDEN = 5


@toets_op_waarden
def vernietiging_kan(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """D12 and D14: destroyed on request or after the term, and a copy was offered before."""
    waarden = voorstel.waarden
    if waarden["besluit"] != "vernietigen":
        return GEHAALD
    if not stelsel.toestanden[stand.toestand].eind:
        return tenzij(gehaald=False, reden="loopt_nog")
    gevraagd = waarden.get("bij") and stand.gebeurtenis(waarden["bij"])
    tot = bewaardatum(stelsel, stand)
    verlopen = tot is not None and tot < voorstel.dag
    return tenzij(gevraagd or verlopen)


@toets_op_waarden
def inzage_weigering_heeft_grond(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """D11: what is not given is refused by a person, with its ground, to the one who asked."""
    waarden = voorstel.waarden
    return tenzij(waarden["besluit"] == "geheel" or str(waarden.get("grond") or "").strip())
