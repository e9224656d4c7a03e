"""Around the court: grounds, durations, hearing the child, placement, aanwijzing, extension."""

from collections.abc import Mapping
from datetime import date, timedelta

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.kalender import add_jaren
from kring.stelsel.termijnen import einde_dag
from kring.stelsel.waarborgen.gezin import LEEFTIJD_REACTIE, kinderen_vanaf, ouders
from kring.stelsel.waarborgen.toets import (
    GEHAALD,
    Bevinding,
    mist,
    personen_in,
    tenzij,
    toets_op_waarden,
)
from kring.stelsel.zaak import Gebeurtenis, Stand, Voorstel


def _ingevuld(voorstel: Voorstel, *velden: str) -> bool:
    return all(str(voorstel.waarden.get(veld) or "").strip() for veld in velden)


@toets_op_waarden
def verzoekschrift_concreet(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R10: the concrete threats, and a duration fitted to them (Rv 799a(1))."""
    return tenzij(_ingevuld(voorstel, "bedreigingen", "maanden"))


@toets_op_waarden
def besproken_met_minderjarige(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R11: whether and how it was discussed with the minor, and the reaction (Rv 799a(2)(3))."""
    return tenzij(_ingevuld(voorstel, "besproken_met_kind", "reactie_kind"))


@toets_op_waarden
def gronden_ots(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R12: serious threat, help not or not enough accepted, and an acceptable term: all reasoned.

    A voorlopige ondertoezichtstelling and a machtiging rest on grounds of their own (BW 1:257, 265b).
    """
    if voorstel.waarden["maatregel"] != "ots":
        return GEHAALD
    return tenzij(_ingevuld(voorstel, "ernst", "hulp_niet_aanvaard", "aanvaardbare_termijn"))


# Measure → the term that caps it.
DUUR: Mapping[str, str] = {"ots": "ots_max", "vots": "vots_max", "muhp": "muhp_max"}


@toets_op_waarden
def duur_binnen_maximum(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R13: no measure lasts longer than the law allows; an ex parte order two weeks."""
    waarden = voorstel.waarden
    vanaf, tot = date.fromisoformat(waarden["vanaf"]), date.fromisoformat(waarden["tot"])
    uitgesproken = date.fromisoformat(waarden["uitgesproken"])
    grenzen = []
    if naam := DUUR.get(waarden["maatregel"]):
        # A year from 1 March ends on the last day of February: the first day counts.
        grenzen.append(einde_dag(stelsel.termijnen[naam], vanaf) - timedelta(days=1))
    if waarden["maatregel"] == "voorlopige_voogdij" and waarden.get("verzoek_loopt") != "ja":
        grenzen.append(einde_dag(stelsel.termijnen["schorsing"], uitgesproken))
    if waarden["zonder_horen"] == "ja":
        grenzen.append(einde_dag(stelsel.termijnen["spoed"], uitgesproken))
    return tenzij(vanaf <= tot and all(tot <= grens for grens in grenzen))


@toets_op_waarden
def machtiging_aanwezig(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R15: no placement without a machtiging that is in force and was used in time (BW 1:265a, 265c)."""
    kind, dag = voorstel.waarden["kind"], voorstel.waarden["vanaf"]
    geldig = [
        feit
        for feit in stand.feiten("beschikking")
        if feit.waarden["maatregel"] == "muhp"
        and kind in feit.leden("kinderen")
        and feit.waarden["vanaf"] <= dag <= feit.waarden["tot"]
    ]
    if not geldig:
        return tenzij(gehaald=False)
    return tenzij(
        any(_op_tijd_gebruikt(stelsel, stand, feit, kind, dag) for feit in geldig), "vervallen"
    )


def _op_tijd_gebruikt(
    stelsel: Stelsel, stand: Stand, machtiging: Gebeurtenis, kind: str, dag: str
) -> bool:
    """A machtiging that was not carried out for three months has lapsed (BW 1:265c(3))."""
    begin = date.fromisoformat(machtiging.waarden["vanaf"])
    eerder = [
        feit.waarden["vanaf"]
        for feit in stand.feiten("uithuisplaatsing")
        if feit.waarden["kind"] == kind and feit.waarden["vanaf"] >= machtiging.waarden["vanaf"]
    ]
    eerste = date.fromisoformat(min([*eerder, dag]))
    return eerste <= einde_dag(stelsel.termijnen["muhp_verval"], begin)


@toets_op_waarden
def liefst_in_een_gezin(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R14: a foster family or gezinshuis first, unless that is not in the child's interest."""
    return tenzij(
        voorstel.waarden["plaats"] != "instelling" or _ingevuld(voorstel, "waarom_geen_gezin")
    )


@toets_op_waarden
def kind_gehoord(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Bevinding, ...]:
    """R16: a child of 12 gets the chance to be heard, from 8 we ask, or the reason why not."""
    gevraagd = personen_in(stand.feiten("kind_uitgenodigd", "kind_niet_gehoord"), "kind")
    vanaf = stelsel.instelling("kind_vragen_vanaf_leeftijd")
    genoemd = voorstel.waarden.get("kinderen") or [voorstel.waarden.get("kind")]
    return mist((kinderen_vanaf(stand, voorstel, vanaf) & frozenset(genoemd)) - gevraagd)


@toets_op_waarden
def rechtsmiddel_in_aanwijzing(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R17: an aanwijzing says how to ask the court for annulment within two weeks, to each addressee.

    Limiting contact counts as an aanwijzing and concerns each parent (BW 1:265f).
    """
    beperkt = voorstel.waarden["beperkt_contact"] == "ja"
    niet_aan = (
        ouders(stand, voorstel) - frozenset(voorstel.waarden["aan"]) if beperkt else frozenset()
    )
    return (*tenzij(_ingevuld(voorstel, "rechtsmiddel")), *mist(niet_aan, reden="contact"))


@toets_op_waarden
def uitleg_bij_begin_maatregel(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R18: at the start the GI explains 264, 265 and 265d to parents and child, and who replaces."""
    nodig = ouders(stand, voorstel) | kinderen_vanaf(stand, voorstel, LEEFTIJD_REACTIE)
    return (
        *tenzij(_ingevuld(voorstel, "uitleg_rechten", "vervanger")),
        *mist(nodig - frozenset(voorstel.waarden.get("aan") or ()), reden="niet_aan"),
    )


@toets_op_waarden
def eerste_contact_op_tijd(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R19: worker named and first contact within five working days."""
    lopend = stand.lopende("gi_contact")
    contact = voorstel.waarden.get("contact")
    op_tijd = all(contact and date.fromisoformat(contact) <= termijn.einde for termijn in lopend)
    return tenzij(op_tijd)


@toets_op_waarden
def advies_na_twee_jaar(
    stelsel: Stelsel, stand: Stand, voorstel: Voorstel
) -> tuple[Bevinding, ...]:
    """R20: after two years of OTS with UHP the Raad was told two months before, and advised."""
    kind, einde = voorstel.waarden["kind"], date.fromisoformat(voorstel.waarden["einde"])
    eerste = min(
        (f.waarden["vanaf"] for f in stand.feiten("uithuisplaatsing") if f.waarden["kind"] == kind),
        default=None,
    )
    if eerste is None or add_jaren(date.fromisoformat(eerste), 2) > einde:
        return GEHAALD
    adviezen = [f for f in stand.feiten("advies_raad") if f.waarden["kind"] == kind]
    uiterlijk = einde_dag(stelsel.termijnen["advies_2jaar"], einde).isoformat()
    return (
        *tenzij(adviezen),
        *tenzij(all(f.waarden["gevraagd"] <= uiterlijk for f in adviezen), reden="te_laat"),
    )
