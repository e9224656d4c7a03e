"""The rules around a stap that no worked case reaches: open questions, a menu of steps, odd values."""

from dataclasses import replace
from datetime import date

import pytest
from tests.fabriek_stelsel import RVT, stelsel_van
from tests.unit.stelsel.zaken import NU, actor, gebeurd, lid, stand, voorstel

from kring.stelsel.begrippen import Lezer, OpenVraag, Registratiesoort
from kring.stelsel.motor import Geweigerd, take_stap
from kring.stelsel.toetsing import (
    assess_bevoegdheid,
    assess_stap,
    assess_vooraf,
    uitleg_bij,
    waarborgen_bij,
)
from kring.stelsel.waarborgen.toets import toets
from kring.stelsel.zaak import Geldig, Houder, Registratie, VerleendMandaat


STELSEL = stelsel_van(RVT)
VAST_GEZICHT = {"vast_gezicht": (Houder(id="fatima", sinds=NU),)}
IN_T4 = stand(leden=[lid("finn")], functies=VAST_GEZICHT)
NOTITIE = {"tekst": "Wat ik zag."}


def codes(weigeringen):
    return sorted({weigering.code for weigering in weigeringen})


def with_vraag(*stappen):
    vraag = OpenVraag(
        id="v",
        vraag="Mag dit?",
        waarom="De wet zwijgt.",
        zolang="Niet.",
        bron=STELSEL.stappen["schrijf_notitie"].bron,
        stappen=frozenset(stappen),
    )
    return replace(STELSEL, open_vragen={"v": vraag})


def test_stap_that_waits_for_an_answer_is_refused_with_the_question():
    open_ = with_vraag("schrijf_notitie")
    wens = voorstel("schrijf_notitie", actor("fatima", "lokaal_team", "gezinswerk"), **NOTITIE)

    oordeel = assess_stap(open_, IN_T4, wens)
    (weigering,) = oordeel.weigeringen

    assert not oordeel.mag
    assert (weigering.code, weigering.melding) == ("open_vraag", "Mag dit?")
    assert weigering.grondslag == STELSEL.stappen["schrijf_notitie"].bron
    assert "de wet zegt nog niet" in uitleg_bij(open_, weigering, Lezer.OUDER).lower()
    assert assess_stap(with_vraag("sluit_af"), IN_T4, wens).mag


def test_no_stap_of_the_model_waits_for_an_answer_now():
    assert not [vraag.id for vraag in STELSEL.open_vragen.values() if vraag.stappen]


@pytest.mark.parametrize(
    ("wie", "verwacht"),
    [
        (actor("fatima", "lokaal_team", "gezinswerk"), []),
        (actor("henk", "lokaal_team", "gezinswerk"), ["functie"]),
        (actor("fatima", "lokaal_team", "gezinswerk", skj=False), ["registratie"]),
        (actor("meral", "vrouwenopvang", "rvt_meedoen", skj=False), ["bevoegdheid", "functie", "registratie"]),
    ],
)  # fmt: skip
def test_menu_of_steps_asks_only_who_and_when(wie, verwacht):
    assert codes(assess_bevoegdheid(STELSEL, IN_T4, voorstel("schaal_af", wie))) == verwacht


def test_beforehand_a_screen_knows_what_stands_in_the_way_whatever_is_filled_in():
    wie = actor("fatima", "lokaal_team", "gezinswerk")

    vooraf = assess_vooraf(STELSEL, IN_T4, voorstel("schaal_af", wie))

    # The look together (M07) and the safety of finn (M08) are missing; R33 waits for the values.
    assert codes(vooraf) == ["M07", "M08"]
    assert next(w for w in vooraf if w.code == "M08").betreft == ("finn",)


def test_every_reason_that_the_case_gives_is_told_beside_what_is_not_filled_in():
    wie = actor("fatima", "lokaal_team", "gezinswerk")

    leeg = assess_stap(STELSEL, IN_T4, voorstel("schaal_af", wie)).weigeringen

    assert codes(leeg) == ["M07", "M08", "veld"]


@pytest.mark.parametrize(
    ("tot", "zin"),
    [
        ("2026-07-01", ""),
        ("2026-07-02", "dit mag hoogstens 30 dagen duren; kies uiterlijk 1-7-2026"),
        ("2099-01-01", "dit mag hoogstens 30 dagen duren; kies uiterlijk 1-7-2026"),
        ("ooit", "dit is geen bestaande dag; schrijf bijvoorbeeld 2026-11-24"),
    ],
)
def test_access_that_would_last_too_long_is_refused_with_the_last_day(tot, zin):
    inge = actor("inge", "inspectie", "toezicht")
    waarden = {"toezichthouder": "inge", "reden": "Onderzoek naar de hulp.", "tot": tot}
    wie = actor("fatima", "lokaal_team", "gezinswerk")
    wens = voorstel("laat_toezicht_toe", wie, medewerkers=[inge], **waarden)

    oordeel = assess_stap(STELSEL, IN_T4, wens)

    assert [(w.veld, w.melding) for w in oordeel.weigeringen] == ([("tot", zin)] if zin else [])


def test_safeguard_holds_only_while_one_of_its_sources_is_in_force():
    regel = STELSEL.waarborgen["R30"]
    later = replace(regel, bron=(replace(regel.bron[0], geldig_vanaf=date(2027, 1, 1)),))
    stelsel = replace(STELSEL, waarborgen={"R30": later})
    stap = STELSEL.stappen["sluit_af"]

    assert not list(waarborgen_bij(stelsel, stap, voorstel("sluit_af")))
    assert list(waarborgen_bij(STELSEL, stap, voorstel("sluit_af")))


@pytest.mark.parametrize(
    ("van", "tot", "geldt"),
    [(None, None, True), ("2026-06-01", None, True), ("2026-06-02", None, False), (None, "2026-06-01", False), (None, "2026-06-02", True)],
)  # fmt: skip
def test_mandate_and_registration_count_from_their_first_day_until_their_last(van, tot, geldt):
    dagen = {"van": date.fromisoformat(van or "2020-01-01"), "tot": date.fromisoformat(tot) if tot else None}  # fmt: skip
    mandaat = VerleendMandaat(mandaat="gezinswerk", **dagen)
    registratie = Registratie(soort=Registratiesoort.BIG, **dagen)
    wie = replace(actor(), mandaten=(mandaat,), registraties=(registratie,))

    verwacht = [] if geldt else ["mandaat", "registratie"]
    assert codes(assess_bevoegdheid(STELSEL, IN_T4, voorstel("schaal_af", wie))) == verwacht
    assert Geldig(**dagen).geldt_op(date(2026, 6, 1)) is geldt


@pytest.mark.parametrize("vreemd", [["een", "lijst"], 5, {"a": 1}, True, None, ""])
@pytest.mark.parametrize(
    ("stap", "veld"),
    [("zet_rvt_in", "medewerker"), ("zet_rvt_in", "niveau"), ("stop_rvt", "wie_stopt"), ("benoem_vast_gezicht", "vervanger"), ("geef_cijfer", "van")],
)  # fmt: skip
def test_value_of_the_wrong_kind_is_a_refusal_and_never_a_crash(stap, veld, vreemd):
    goed = {"medewerker": "meral", "niveau": "bevoegd", "vraag": "Kijk mee.", "tot": "2026-07-01"}
    wens = voorstel(stap, actor("meral", "veilig_thuis", "rvt_meedoen"), **{**goed, veld: vreemd})

    uitkomst = take_stap(STELSEL, IN_T4, wens)

    assert isinstance(uitkomst, Geweigerd)
    assert "veld" in codes(uitkomst.weigeringen)


def test_professional_whom_nobody_knows_cannot_be_named():
    meral = actor("meral", "veilig_thuis", "rvt_meedoen")
    stop = {"opbrengst": "Klaar."}
    in_dit_gezin = {"rvt_lid": (Houder(id="vertrokken", sinds=NU),)}

    def refused(zaak, wie, *bekend):
        wens = voorstel("stop_rvt", meral, wie_stopt=wie, medewerkers=bekend, **stop)
        return codes(assess_stap(STELSEL, zaak, wens).weigeringen)

    assert refused(IN_T4, "onbekend") == ["veld"]
    assert refused(IN_T4, "bas", actor("bas", "veilig_thuis")) == []
    assert refused(IN_T4, "meral") == []
    # Who left the organisation, and still has a functie here, can be relieved of it.
    assert refused(stand(functies=in_dit_gezin), "vertrokken") == []


def test_refusal_of_a_stap_that_the_variant_does_not_have_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        take_stap(STELSEL, IN_T4, voorstel("bestaat_niet"))


def test_two_predicates_cannot_have_one_name():
    def geregistreerd_besluit(stelsel, stand, voorstel):
        return ()

    with pytest.raises(ValueError, match="de toets geregistreerd_besluit bestaat al"):
        toets(geregistreerd_besluit)


def test_both_functies_of_one_stap_are_looked_at_together():
    joost = actor("joost", "lokaal_team", "teamleiding")
    ilse, kees = actor("ilse"), actor("kees")
    nu = {
        "vast_gezicht": (Houder(id="ilse", sinds=NU),),
        "vervanger": (Houder(id="kees", sinds=NU),),
    }
    zaak = stand(gebeurd("notitie"), toestand="T0", functies=nu)

    def refused(gezicht, vervanger):
        wens = voorstel("benoem_vast_gezicht", joost, medewerkers=(ilse, kees), vast_gezicht=gezicht, vervanger=vervanger, reden="Omdat.")  # fmt: skip
        return codes(assess_stap(STELSEL, zaak, wens).weigeringen)

    assert refused("ilse", "ilse") == ["functie_botst"]
    # Changing places is two people with one functie each.
    assert refused("kees", "ilse") == []
