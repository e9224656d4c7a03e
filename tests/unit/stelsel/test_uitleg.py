"""What the model tells one reader: words, source, what comes next, hard words; and the short form."""

from dataclasses import replace
from datetime import date

import pytest
from tests.fabriek_stelsel import ESTAFETTE, RVT, SPELERS, UITLEG, load_klein, stelsel_van

from kring.stelsel.begrippen import Lezer, Status
from kring.stelsel.tonen import bron_in_woorden, bron_voor_gezin, show_stelsel
from kring.stelsel.uitleg import Onbekend, explain, lezer_van, show_pad, volgende_toestanden


@pytest.mark.parametrize("variant", [RVT, ESTAFETTE])
@pytest.mark.parametrize("lezer", list(Lezer))
def test_every_stap_and_toestand_is_explained_to_every_reader(variant, lezer):
    stelsel = stelsel_van(variant)
    for naam in (*stelsel.stappen, *stelsel.toestanden):
        uitleg = explain(stelsel, naam, lezer)
        assert (uitleg.onderwerp, uitleg.lezer) == (naam, lezer)
        assert uitleg.tekst.zinnen()
        assert uitleg.grondslagen


def test_stap_tells_where_it_leads_which_term_it_starts_and_on_which_law():
    stelsel = stelsel_van(RVT)

    uitleg = explain(stelsel, "ontvang_melding", Lezer.PROFESSIONAL)

    assert uitleg.hierna == ("Melding bij Veilig Thuis",)
    assert "Veiligheidsbeoordeling door Veilig Thuis" in uitleg.termijnen
    assert {g.tekst for g in uitleg.grondslagen} >= {"wmo", "ub_wmo"}
    assert explain(stelsel, "schrijf_notitie", Lezer.OUDER).hierna == ()


def test_toestand_tells_where_the_case_can_go():
    stelsel = stelsel_van(RVT)

    uitleg = explain(stelsel, "T4", Lezer.OUDER)

    assert volgende_toestanden(stelsel, "T4") == ("T3", "T5", "T6", "T9")
    assert uitleg.hierna == tuple(stelsel.toestanden[t].naam for t in ("T3", "T5", "T6", "T9"))
    assert uitleg.termijnen == ()


@pytest.mark.parametrize(
    ("naam", "zegt"),
    [
        ("acuut_gevaar", "Bedoelde u leg_acuut_gevaar_vast?"),
        ("T11", "Bedoelde u T1 of T10?"),
        ("xyz", "Alle namen staan in docs/naslag/rvt/stappen.md."),
    ],
)
def test_what_the_model_does_not_have_is_answered_with_what_comes_near(naam, zegt):
    with pytest.raises(Onbekend) as gevangen:
        explain(stelsel_van(RVT), naam, Lezer.OUDER)
    assert gevangen.value.args[0] == f"{naam} is geen stap of toestand van rvt. {zegt}"


def test_hard_words_are_found_in_every_form_and_only_as_whole_words(tmp_path):
    wijziging = (UITLEG, "begin: {ouder: &tekst {wat: Wat.,", "begin: {ouder: &tekst {wat: Een lastige en moeilijk woord., ")  # fmt: skip
    stelsel = load_klein(tmp_path, wijziging)

    (woord,) = explain(stelsel, "begin", Lezer.OUDER).woorden

    assert woord.id == "moeilijk_woord"
    assert explain(stelsel, "sluit", Lezer.OUDER).woorden == ()


VANDAAG = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("geboren", "is_kind", "lezer"),
    [
        ("2014-06-02", True, Lezer.KIND), ("2014-06-01", True, Lezer.JONGERE), ("2008-06-02", True, Lezer.JONGERE),
        ("2008-06-01", True, Lezer.OUDER), ("2014", True, Lezer.JONGERE), ("", True, Lezer.JONGERE), ("", False, Lezer.OUDER),
        ("1980", False, Lezer.OUDER),
    ],
)  # fmt: skip
def test_model_speaks_to_a_person_in_the_words_of_that_age(geboren, is_kind, lezer):
    assert lezer_van(geboren, VANDAAG, is_kind=is_kind) is lezer


def test_children_are_spoken_to_as_je():
    assert [lezer for lezer in Lezer if lezer.van_kind] == [Lezer.KIND, Lezer.JONGERE]


def test_short_form_names_every_part_of_the_variant(tmp_path):
    delen = {deel.kop: deel.regels for deel in show_stelsel(load_klein(tmp_path))}

    assert list(delen) == [
        "Klein", "Functies", "Toestanden", "Stappen die de zaak verplaatsen", "Waarborgen", "Termijnen", "Open vragen",
    ]  # fmt: skip
    assert delen["Functies"] == ("Gezicht (lokaal): Team; altijd belegd in A",)
    assert delen["Toestanden"] == ("A Begin (begin): team", "Z Einde (einde): team")
    assert delen["Stappen die de zaak verplaatsen"] == (
        "begin → A: Beginnen. Team. wet_a 11 [wet]",
        "A → Z: Sluiten. Team, als Gezicht. wet_a 11 [wet]",
    )
    assert delen["Open vragen"] == ("Wat nu? Zolang: Wachten.",)


def test_functie_that_need_not_be_held_says_no_more(tmp_path):
    los = (SPELERS, "enig: ja, verplicht_in: [A], ", "")

    delen = show_stelsel(load_klein(tmp_path, los))

    assert delen[1].regels == ("Gezicht (lokaal): Team",)


@pytest.mark.parametrize("variant", [RVT, ESTAFETTE])
def test_real_variants_have_a_short_form(variant):
    assert all(deel.regels for deel in show_stelsel(stelsel_van(variant)))


def test_source_in_words_carries_its_standing():
    bron = stelsel_van(RVT).termijnen["calamiteit"].bron

    assert bron_in_woorden(bron) == "jeugdwet 4.1.8(1) [onze_lezing]; kring waarborg R29 [onze_lezing]"  # fmt: skip


def test_family_sees_where_it_is_on_the_way_that_most_cases_go():
    stelsel = stelsel_van(RVT)
    hoofdlijn = [id_ for id_, t in stelsel.toestanden.items() if t.hoofdlijn]

    op_de_lijn, ernaast = show_pad(stelsel, "T3"), show_pad(stelsel, "T5")

    assert [trede.toestand for trede in op_de_lijn] == hoofdlijn
    assert [trede.toestand for trede in ernaast if trede.nu] == ["T5"]
    assert len(ernaast) == len(hoofdlijn) + 1
    for pad in (op_de_lijn, ernaast):
        hier = next(n for n, trede in enumerate(pad) if trede.nu)
        assert [trede.geweest for trede in pad] == [n < hier for n in range(len(pad))]
        assert all(trede.naam for trede in pad)


@pytest.mark.parametrize("variant", [RVT, ESTAFETTE])
def test_a_family_reads_the_names_of_texts_and_no_codes(variant):
    stelsel = stelsel_van(variant)
    for naam in (*stelsel.stappen, *stelsel.toestanden):
        namen = explain(stelsel, naam, Lezer.OUDER).bronnen
        assert namen
        assert len(namen) == len(set(namen))
        assert not {"kring", *stelsel.bronnen} & set(namen)
        assert not [tekst for tekst in namen if "regel " in tekst or "§" in tekst]


def test_our_own_reading_is_not_said_to_be_a_rule():
    stelsel = stelsel_van(RVT)
    wet = stelsel.stappen["ontvang_melding"].bron[0]
    eigen = next(
        grond for stap in stelsel.stappen.values() for grond in stap.bron if grond.tekst == "kring"
    )
    gelezen = replace(wet, status=Status.ONZE_LEZING)
    titel = stelsel.bronnen[wet.tekst].titel
    assert bron_voor_gezin(stelsel, (wet, eigen, gelezen, wet)) == (
        titel,
        "Onze eigen keuze",
        f"Hoe wij dit lezen: {titel}",
    )
