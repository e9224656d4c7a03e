"""Every concept refuses to exist wrongly, and says in Dutch what to mend."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from kring.stelsel.begrippen import (
    Belegging,
    Bevoegdheid,
    Bewaarregel,
    Bron,
    Categorie,
    Doelgroep,
    Eenheid,
    Feitsoort,
    Functie,
    Gevolg,
    Grondslag,
    InvalidBegrip,
    Keuze,
    Lezer,
    Ligging,
    Mandaat,
    Registratiesoort,
    Stap,
    Status,
    Termijn,
    Termijnsoort,
    Toegangssoort,
    Trede,
    Uitlegtekst,
    Variant,
    Variantstatus,
    Veld,
    Veldsoort,
    Vertrouwen,
    Waarborg,
    Weigergrond,
    Zichtbaarheid,
    is_bij,
)


EEN, TWEE = date(2026, 1, 1), date(2026, 1, 2)
BRON = (
    Grondslag(tekst="wet_a", artikel="1", status=Status.WET, vertrouwen=Vertrouwen.EIGEN),
)  # fmt: skip
ZICHT = Zichtbaarheid(categorie="werk", portaal=Doelgroep.NIEMAND)
NEE = {Lezer.PROFESSIONAL: "Nee."}


def veld(**anders):
    return Veld(**{"id": "v", "naam": "V", "soort": Veldsoort.TEKST, **anders})


def termijn(**anders):
    basis = {"id": "t", "wat": "T", "soort": Termijnsoort.BESLISTERMIJN, "termijn": "1 dag", "start": "nu", "bron": BRON, "aantal": 1}  # fmt: skip
    return Termijn(**{**basis, **anders})


def feit(**anders):
    return Feitsoort(**{"id": "f", "naam": "F", "uitspraak": "feit", "zicht": ZICHT, "bron": BRON, **anders})  # fmt: skip


def waarborg(**anders):
    basis = {"id": "W", "naam": "W", "gevolg": Gevolg.BLOKKEERT, "toets": "t", "bij": frozenset(), "niet_gehaald": NEE, "bron": BRON}  # fmt: skip
    return Waarborg(**{**basis, **anders})


def bron(**anders):
    basis = {"id": "b", "titel": "B", "soort": "wet", "vindplaats": "x", "gelezen_op": EEN, "status": Status.WET, "vertrouwen": Vertrouwen.EIGEN}  # fmt: skip
    return Bron(**{**basis, **anders})


def variant(**anders):
    basis = {"id": "v", "code": "V", "naam": "V", "versie": "1", "geldig_vanaf": EEN, "status": Variantstatus.UITVOERBAAR, "samenvatting": "V.", "parameters": {}, "bron": BRON}  # fmt: skip
    return Variant(**{**basis, **anders})


KAN_NIET = {
    "source that ends before it begins": (lambda: bron(geldig_vanaf=TWEE, geldig_tot=EEN), "geldig_tot moet na geldig_vanaf"),
    "article without a place": (lambda: replace(BRON[0], artikel=" "), "artikel is leeg"),
    "article in force for no day": (lambda: replace(BRON[0], geldig_vanaf=EEN, geldig_tot=EEN), "geldig_tot moet na geldig_vanaf"),
    "term without length": (lambda: termijn(aantal=0), "aantal is minstens 1"),
    "agreed term with length": (lambda: termijn(soort=Termijnsoort.AFGESPROKEN), "aantal is minstens 1"),
    "extension without unit": (lambda: termijn(verlenging_aantal=2), "horen bij elkaar"),
    "counting back under the act": (lambda: termijn(atw=True, soort=Termijnsoort.UITERLIJK_VOORAF), "terugrekenen valt buiten"),
    "safeguard without words": (lambda: waarborg(niet_gehaald={Lezer.OUDER: "Nee."}), "de tekst voor de professional ontbreekt"),
    "finding without words": (lambda: waarborg(redenen={"r": {Lezer.OUDER: "Nee."}}), "de tekst voor de professional ontbreekt"),
    "level beyond the ladder": (lambda: Trede(id="t", niveau=6, naam="T", bron=BRON), "niveau ligt tussen 0 en 5"),
    "retention from nowhere": (lambda: Bewaarregel(id="b", soort="s", anker="ooit", bron=BRON), "anker is een van einde_betrokkenheid"),
    "power of nobody": (lambda: Bevoegdheid(id="b", naam="B", partijen=frozenset(), statutair=True, bron=BRON), "geen enkele partij heeft deze"),
    "mandate of nothing": (lambda: Mandaat(id="m", naam="M", bevoegdheden=frozenset(), bron=BRON), "het mandaat omvat geen bevoegdheid"),
    "always held by many": (lambda: Functie(id="f", naam="F", partijen=frozenset(), niveau="l", reden="R", bron=BRON, verplicht_in=frozenset("A")), "zet enig op ja"),
    "variant that ends before it begins": (lambda: variant(geldig_tot=EEN), "geldig_tot moet na geldig_vanaf"),
    "bit out of the mask": (lambda: Categorie(id="c", naam="C", bit=32, bron=BRON), "bit ligt tussen 0 en 31"),
    "grant for no time": (lambda: Toegangssoort(id="t", naam="T", doel="d", categorieen=frozenset(), bron=BRON, hoogstens_uren=0), "hoogstens_uren is minstens 1"),
    "explanation without why": (lambda: Uitlegtekst(wat="W", waarom=" ", doen="D"), "waarom is leeg"),
    "choice without choices": (lambda: veld(soort=Veldsoort.KEUZE), "keuzes horen bij soort keuze"),
    "text with choices": (lambda: veld(keuzes=(Keuze(id="a", naam="A"),)), "keuzes horen bij soort keuze"),
    "rows without fields": (lambda: veld(soort=Veldsoort.RIJEN), "velden horen bij soort rijen"),
    "reference to nothing": (lambda: veld(soort=Veldsoort.VERWIJZING), "naar hoort bij soort verwijzing"),
    "organisation of a text": (lambda: veld(partijen=frozenset({"team"})), "partijen hoort bij soort medewerker"),
    "text that lies in the past": (lambda: veld(ligt=Ligging.VERLEDEN), "ligt hoort bij soort dag"),
    "an exception to nothing": (lambda: veld(soort=Veldsoort.DAG, behalve_bij="a=b"), "behalve_bij hoort bij ligt"),
    "an exception by a field that is not there": (lambda: feit(velden=(veld(soort=Veldsoort.DAG, ligt=Ligging.VERLEDEN, behalve_bij="a=b"),)), "behalve_bij noemt geen keuze: a=b"),
    "finished without a reference": (lambda: veld(niet_na=frozenset({"f"})), "niet_na hoort bij soort verwijzing"),
    "empty where it must be filled in": (lambda: veld(soort=Veldsoort.LID, leeg="Ikzelf"), "leeg hoort bij een keuze of lid dat leeg mag blijven"),
    "needed and never asked": (lambda: veld(gevraagd=False), "kan niet verplicht zijn"),
    "an answer that is not a choice": (lambda: veld(niet_zelf=frozenset({"x"})), "niet_zelf noemt geen keuze"),
    "fact of no kind": (lambda: feit(uitspraak="roddel"), "uitspraak is een van feit, vermoeden, mening, rij"),
    "field twice": (lambda: feit(velden=(veld(), veld())), "dubbele velden: v"),
    "about a text": (lambda: feit(velden=(veld(),), zicht=replace(ZICHT, over=frozenset({"v"}))), "zicht noemt geen personenveld: v"),
    "stap from nowhere to nowhere": (lambda: Stap(id="s", naam="S", legt_vast="f", bevoegdheid="b", bron=BRON), "heeft dus een naar"),
}  # fmt: skip


@pytest.mark.parametrize(("maak", "melding"), KAN_NIET.values(), ids=KAN_NIET)
def test_concept_that_cannot_be_is_refused(maak, melding):
    with pytest.raises(InvalidBegrip, match=melding):
        maak()


@pytest.mark.parametrize(
    "begrip",
    [
        bron(geldig_vanaf=EEN, geldig_tot=TWEE), termijn(), waarborg(), variant(geldig_tot=TWEE), veld(), feit(),
        termijn(aantal=0, soort=Termijnsoort.AFGESPROKEN),
        termijn(verlenging_aantal=2, verlenging_eenheid=Eenheid.WEEK, atw=True),
    ],
)  # fmt: skip
def test_concept_that_can_be_exists_and_never_changes(begrip):
    with pytest.raises(FrozenInstanceError):
        begrip.id = "anders"


@pytest.mark.parametrize(
    ("van", "tot", "dag", "geldt"),
    [(None, None, EEN, True), (EEN, TWEE, EEN, True), (EEN, TWEE, TWEE, False), (TWEE, None, EEN, False)],
)  # fmt: skip
def test_article_is_in_force_from_its_first_day_until_its_last(van, tot, dag, geldt):
    assert replace(BRON[0], geldig_vanaf=van, geldig_tot=tot).geldt_op(dag) is geldt


def test_children_read_the_words_for_parents_and_professionals_their_own():
    woorden = {Lezer.PROFESSIONAL: "Vaktaal.", Lezer.OUDER: "Gewoon.", Lezer.KIND: "Simpel."}
    reden = {Lezer.PROFESSIONAL: "Reden."}
    regel = waarborg(niet_gehaald=woorden, redenen={"r": reden})
    grond = Weigergrond(id="g", niet_gehaald={Lezer.PROFESSIONAL: "Vaktaal."}, bron=BRON)

    assert [regel.tekst(lezer) for lezer in Lezer] == ["Gewoon.", "Simpel.", "Gewoon.", "Vaktaal."]
    assert regel.tekst(Lezer.OUDER, "r") == "Reden."
    assert regel.tekst(Lezer.KIND, "onbekend") == "Simpel."
    assert grond.tekst(Lezer.JONGERE) == "Vaktaal."


def test_only_the_professional_is_not_of_the_family():
    assert [lezer for lezer in Lezer if not lezer.van_gezin] == [Lezer.PROFESSIONAL]


def test_explanation_reads_its_filled_parts_in_order():
    tekst = Uitlegtekst(wat="Wat.", waarom="Waarom.", doen="Doen.", anders="Anders.", wie="Wie.")

    assert tekst.zinnen() == ("Wat.", "Wie.", "Waarom.", "Anders.", "Doen.")


def test_fields_with_persons_are_found_also_in_rows():
    rijen = veld(
        id="r",
        soort=Veldsoort.RIJEN,
        velden=(veld(id="lid", soort=Veldsoort.LID), veld(id="tekst")),
    )

    assert feit(
        velden=(rijen, veld(id="aan", soort=Veldsoort.LEDEN), veld())
    ).personenvelden() == frozenset({"r.lid", "aan"})


@pytest.mark.parametrize(
    ("voorwaarde", "geldt"),
    [("", True), ("a=x", True), ("a=y x", True), ("a=y", False), ("b=x", False)],
)
def test_condition_on_a_choice_holds_for_one_of_its_choices(voorwaarde, geldt):
    assert is_bij(voorwaarde, {"a": "x"}) is geldt


def test_words_of_the_model_are_the_words_of_the_files():
    assert Belegging(functie="f", bij="door").bij == "door"
    assert str(Registratiesoort.SKJ) == "skj"
