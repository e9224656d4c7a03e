"""Faces, hand-overs and retellings: what counts as one, and what does not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fabriek_stelsel import ESTAFETTE, RVT, stelsel_van
from tests.unit.stelsel.zaken import NU, gebeurd

from kring.stelsel.begrippen import Contact, Functie, InvalidBegrip
from kring.stelsel.continuiteit import Waarom, assess_continuiteit
from kring.stelsel.zaak import Actorsoort


STELSEL = stelsel_van(RVT)


def stap(naam, /, *, door="fatima", partij="lokaal_team", soort=Actorsoort.MEDEWERKER, **waarden):
    """A gebeurtenis of this stap; its place follows from where it stands in the list."""
    feit = STELSEL.stappen[naam].legt_vast
    return replace(gebeurd(feit, door=door, **waarden), stap=naam, partij=partij, soort=soort)


def assess(*stappen, stelsel=STELSEL):
    reeks = [
        replace(een, id=f"g{nummer}", volgnummer=nummer, op=NU + timedelta(days=nummer))
        for nummer, een in enumerate(stappen, 1)
    ]
    return assess_continuiteit(stelsel, reeks)


def gesprek(door, *met):
    return stap("bespreek_plan", door=door, met=list(met) or ["moeder"])


def test_a_letter_or_a_note_is_no_face():
    geteld = assess(
        stap("schrijf_notitie", tekst="Gebeld."),
        stap("deel_onderzoek", aan=["moeder"], hoe="brief"),
    )
    assert (geteld.gezichten, geteld.hertellingen) == ((), ())


def test_the_first_face_is_no_retelling():
    geteld = assess(gesprek("fatima"), gesprek("fatima"))
    assert [gezicht.wie for gezicht in geteld.gezichten] == ["fatima"]
    assert geteld.gezichten[0].sinds == NU + timedelta(days=1)
    assert geteld.hertellingen == ()


def test_a_newcomer_without_a_warm_handover_is_a_retelling_once():
    geteld = assess(gesprek("fatima"), gesprek("ilse"), gesprek("ilse"))
    assert [(een.aan, een.gebeurtenis, een.waarom) for een in geteld.hertellingen] == [
        ("ilse", "g2", Waarom.NIEUW_GEZICHT)
    ]


@pytest.mark.parametrize(("wanneer", "aantal"), [("before", 0), ("after", 1)])
def test_only_a_warm_handover_before_the_talk_spares_the_family(wanneer, aantal):
    warm = stap("doe_warme_overdracht", nieuw="ilse", met=["moeder"])
    midden = [warm, gesprek("ilse")] if wanneer == "before" else [gesprek("ilse"), warm]
    geteld = assess(gesprek("fatima"), *midden)
    assert len(geteld.hertellingen) == aantal
    assert [gezicht.wie for gezicht in geteld.gezichten] == ["fatima", "ilse"]


def test_a_talk_with_nobody_in_it_does_not_count():
    assert assess(stap("bespreek_plan", met=[])).gezichten == ()


def test_asking_again_what_somebody_already_told_is_a_retelling():
    geteld = assess(
        stap("leg_visie_vast", van="moeder", woorden="Zo zie ik het."),
        stap("doe_warme_overdracht", nieuw="ilse", met=["moeder"]),
        stap("leg_visie_vast", door="ilse", van="moeder", woorden="Nog een keer."),
        stap("leg_visie_vast", door="ilse", van="vader", woorden="Voor het eerst."),
        stap("leg_visie_vast", door="ilse", van="vader", woorden="Wat erbij kwam."),
    )
    assert [(een.gebeurtenis, een.waarom) for een in geteld.hertellingen] == [
        ("g3", Waarom.OPNIEUW_GEVRAAGD)
    ]


def test_what_somebody_wrote_is_not_asked_again_for_free():
    zelf = stap(
        "geef_visie",
        door="m",
        partij="gezin",
        soort=Actorsoort.GEZINSLID,
        van="moeder",
        woorden="Zo.",
    )
    geteld = assess(zelf, stap("leg_visie_vast", van="moeder", woorden="Nog een keer."))
    assert [een.waarom for een in geteld.hertellingen] == [Waarom.OPNIEUW_GEVRAAGD]
    assert [gezicht.wie for gezicht in geteld.gezichten] == ["fatima"]


def beoordeeld(zicht, ontvanger="joost"):
    return stap(
        "beoordeel_melding", door="meral", partij="veilig_thuis", zicht=zicht, ontvanger=ontvanger
    )


def test_a_functie_that_carries_the_family_passes():
    begin = stap("ontvang_melding", door="meral", partij="veilig_thuis")
    geteld = assess(
        begin,
        beoordeeld("joost"),
        stap("benoem_vast_gezicht", door="joost", vast_gezicht="fatima", vervanger="henk"),
    )
    assert next((een.gebeurtenis, een.functies, een.buiten) for een in geteld.overdrachten) == (
        "g2",
        ("zicht_op_veiligheid",),
        True,
    )
    assert all(not een.buiten for een in geteld.overdrachten[1:])


def test_to_the_same_person_is_no_handover():
    begin = stap("ontvang_melding", door="meral", partij="veilig_thuis")
    assert assess(begin, beoordeeld("meral")).overdrachten == ()


def test_of_somebody_who_never_acted_no_organisation_is_known():
    begin = stap("ontvang_melding", door="meral", partij="veilig_thuis")
    (een,) = assess(begin, beoordeeld("gerard")).overdrachten
    assert een.buiten is False


def test_a_partij_that_holds_a_functie_as_a_whole_has_its_own_name():
    keten = stelsel_van(ESTAFETTE)
    geheel = [
        een.id
        for een in keten.stappen.values()
        for belegging in een.belegt
        if belegging.bij.startswith("partij:") and keten.functies[belegging.functie].draagt
    ]
    assert geheel


@pytest.mark.parametrize(
    "velden",
    [{}, {"introduceert": "", "vraagt": "van"}, {"introduceert": "nieuw", "vraagt": "van"}],
)
def test_contact_names_somebody(velden):
    with pytest.raises(InvalidBegrip, match="met"):
        Contact(**velden)


@pytest.mark.parametrize(
    "velden", [{"met": "tekst"}, {"met": "met", "vraagt": "wie"}, {"introduceert": "met"}]
)
def test_contact_names_fields_of_persons(velden):
    with pytest.raises(InvalidBegrip, match=r"contact|introduceert"):
        replace(STELSEL.feitsoorten["plan_besproken"], contact=Contact(**velden))


def test_who_carries_a_family_is_one_person():
    with pytest.raises(InvalidBegrip, match="één houder"):
        Functie(
            id="f",
            naam="F",
            partijen=frozenset({"gi"}),
            niveau="lokaal",
            reden="",
            bron=(),
            draagt=True,
        )
