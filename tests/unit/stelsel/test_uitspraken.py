"""A gebeurtenis falls apart in what it says: each part with its kind, and with the people who see it."""

from dataclasses import replace

import pytest
from tests.fabriek_stelsel import RVT, stelsel_van
from tests.unit.stelsel.zaken import gebeurd, lid, stand, veld

from kring.stelsel.begrippen import Doelgroep, Feitsoort, Veldsoort, Zichtbaarheid
from kring.stelsel.uitspraken import uitspraken_van, zicht_van


STELSEL = stelsel_van(RVT)
LEDEN = [lid("sanne", "ouder"), lid("tim", "ouder"), lid("lotte"), lid("finn")]


def said(feit, *, eerder=(), lid="", **waarden):
    """The parts of one gebeurtenis in the family, with the sight of the whole."""
    ding = gebeurd(feit, 9, id_="g9", lid=lid, **waarden)
    zaak = stand(*eerder, ding, leden=LEDEN)
    return uitspraken_van(STELSEL, zaak, ding), zicht_van(STELSEL, zaak, ding)


def rij(soort, *over, **anders):
    basis = {"soort": soort, "tekst": "Iets.", "bron": "School", "over": list(over), "strekking": "zorg", "grond": "hulp"}  # fmt: skip
    return {**basis, "delen": "ja", **anders}


def test_note_is_for_professionals_only():
    (geheel,), zicht = said("notitie", tekst="Gebeld.")

    assert (geheel.plek, geheel.soort, geheel.inhoud) == ("", "mening", {"tekst": "Gebeld."})
    assert (zicht.portaal, zicht.over, zicht.voor) == (False, (), ())


def test_agreement_is_for_the_whole_family():
    (geheel,), zicht = said("afspraak", wat="Bellen.", wie="wij", naam="F", veiligheid="nee")

    assert geheel.soort == "feit"
    assert zicht.portaal
    assert set(zicht.voor) == {"sanne", "tim", "lotte", "finn"}


def test_letter_is_for_whom_it_is_addressed_to():
    (geheel,), zicht = said("rechten_uitgelegd", aan=["sanne"], wie="J", wat="W", waar="W", wanneer="W", verder="V")  # fmt: skip

    assert geheel.zicht.voor == zicht.voor == ("sanne",)
    assert zicht.portaal


def test_answer_to_something_addressed_is_for_the_same_people():
    voorwaarde = gebeurd("voorwaarde_aangekondigd", 1, id_="g1", aan=["tim"])
    los = gebeurd("doel", 2, id_="g2", doel="Rust.")

    _, gericht = said("voorwaarde_gehaald", eerder=(voorwaarde,), bij="g1", waaruit="Omdat.")
    _, aan_iedereen = said("voorwaarde_gehaald", eerder=(los,), bij="g2", waaruit="Omdat.")

    assert gericht.voor == ("tim",)
    assert set(aan_iedereen.voor) == {"sanne", "tim", "lotte", "finn"}


def test_own_figure_of_a_family_member_is_about_that_person():
    (van_lotte,), _ = said("veiligheidscijfer", lid="lotte", cijfer=4, waarom="Bang.")
    (van_team,), zicht = said("veiligheidscijfer", cijfer=4, waarom="Bang.")

    assert van_lotte.zicht.over == ("lotte",)
    assert van_lotte.zicht.portaal
    assert not van_team.zicht.portaal
    assert not zicht.portaal


def test_row_with_its_own_kind_is_seen_by_whom_it_is_about_once_it_may_be_shared():
    delen, zicht = said(
        "uitspraken", uitspraken=[rij("feit", "finn"), rij("mening", "tim", delen="nee")]
    )

    assert [(d.plek, d.soort) for d in delen] == [("uitspraken.0", "feit"), ("uitspraken.1", "mening")]  # fmt: skip
    assert [d.zicht.portaal for d in delen] == [True, False]
    assert (zicht.portaal, zicht.over) == (True, ("finn",))


def test_judgement_per_person_is_shared_row_by_row_and_the_whole_stays_inside():
    oordelen = [
        {"lid": "tim", "antwoord": "ja", "waarom": "Rust.", "gevraagd_aan": "Tim"},
        {"lid": "finn", "antwoord": "nee", "waarom": "Alleen.", "gevraagd_aan": "Lotte"},
    ]

    delen, _ = said("veilig_genoeg", oordelen=oordelen)

    assert [(d.plek, d.soort, d.zicht.over) for d in delen] == [
        ("oordelen.0", "mening", ("tim",)),
        ("oordelen.1", "mening", ("finn",)),
    ]
    assert all(d.zicht.portaal for d in delen)


def test_whole_beside_rows_about_persons_is_not_shown_in_the_portal():
    oordeel = {"lid": "tim", "acuut": "nee", "structureel": "nee", "krachten": "K", "waarom": "W", "delen": "ja"}  # fmt: skip

    delen, zicht = said("melding_beoordeeld", vermoeden="V", oordelen=[oordeel], reden="R", ontvanger="j", zicht="j")  # fmt: skip

    assert [(d.plek, d.zicht.portaal) for d in delen] == [("", False), ("oordelen.0", True)]
    assert "oordelen" not in delen[0].inhoud
    assert zicht.over == ("tim",)


def test_report_keeps_the_reporter_secret_and_brings_people_without_quoting_them():
    delen, zicht = said(
        "melding_ontvangen",
        kanaal="telefoon",
        melder="Buurman",
        leden=[{"lid": "finn", "rol": "kind"}],
        uitspraken=[rij("vermoeden", "finn")],
    )

    assert [(d.plek, d.soort) for d in delen] == [("", "feit"), ("uitspraken.0", "vermoeden")]
    assert delen[0].inhoud == {"kanaal": "telefoon"}
    assert not any("Buurman" in str(d.inhoud) for d in delen)
    assert not zicht.portaal


def test_sealed_words_of_a_child_are_marked_as_sealed():
    (woorden,), zicht = said("woorden_kind", van="lotte", woorden="Ik wil weg.")

    assert woorden.zicht.verzegeld
    assert zicht.verzegeld
    assert not zicht.portaal


def test_field_that_is_secret_and_nothing_else_says_nothing():
    zicht = Zichtbaarheid(categorie="werk", portaal=Doelgroep.NIEMAND)
    geheim = veld(Veldsoort.REGEL, id="naam", geheim=True)
    soort = Feitsoort(id="f", naam="F", uitspraak="feit", zicht=zicht, bron=(), velden=(geheim,))
    stelsel = _with(soort)

    assert uitspraken_van(stelsel, stand(), gebeurd("f", naam="Geheim")) == ()


@pytest.mark.parametrize("getypeerd", [True, False])
def test_rows_with_people_are_uitspraken_of_their_own_also_when_sight_does_not_name_them(getypeerd):
    met = veld(Veldsoort.LEDEN, id="met")
    soort = veld(Veldsoort.REGEL, id="soort")
    rijen = veld(Veldsoort.RIJEN, id="rijen", velden=(met, *([soort] if getypeerd else [])))
    feit = Feitsoort(
        id="f",
        naam="F",
        uitspraak="rij",
        zicht=Zichtbaarheid(categorie="werk", portaal=Doelgroep.OVER),
        bron=(),
        velden=(rijen, veld(Veldsoort.RIJEN, id="los")),
    )
    waarden = {"rijen": [{"met": ["tim"], "soort": "feit"}], "los": [{"tekst": "a"}]}
    if not getypeerd:
        del waarden["rijen"][0]["soort"]

    delen = uitspraken_van(_with(feit), stand(leden=LEDEN), gebeurd("f", **waarden))

    assert [d.plek for d in delen] == ["", "rijen.0"]
    assert delen[1].soort == ("feit" if getypeerd else "mening")
    assert delen[1].zicht.over == ("tim",)


def _with(feit):
    return replace(STELSEL, feitsoorten={feit.id: feit})
