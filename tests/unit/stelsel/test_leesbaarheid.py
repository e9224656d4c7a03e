"""The B1 gate: figures worked out by hand, each bar at its edge, and what may never happen."""

import pytest
from hypothesis import given, strategies as st
from wordfreq import zipf_frequency

from kring.stelsel.begrippen import Woord
from kring.stelsel.leesbaarheid import (
    VAKWOORDEN,
    Maat,
    check_b1,
    meet_leesbaarheid,
    split_zinnen,
    tel_lettergrepen,
    zeldzame_woorden,
)


RARE = {"zeldzaam", "vreemd", "toeslag"}


def dutch(word):
    return zipf_frequency(word, "nl")


def made_up(word):
    """Rare are only the words of RARE."""
    return 2.0 if word in RARE else 5.0


def gate(text, *, woorden=frozenset(), frequentie=made_up):
    return check_b1(text, frequentie=frequentie, woorden=woorden)


def maten(text, **kwargs):
    return [fout.maat for fout in gate(text, **kwargs)]


def woord(id_, *vormen):
    return Woord(id=id_, betekenis="Uitleg.", bron=(), vormen=frozenset(vormen))


def easy(count):
    """A text of `count` words in sentences of at most five."""
    return " ".join(("De", "hond", "eet", "zijn", "brood.")[i % 5] for i in range(count)) + "."


SYLLABLES = {
    1: "huis zijn koe nieuw eeuw mooi haai boei blauw één vóór hé brr trein",
    # A diaeresis splits; museum, serieus and theater split without one; the y of yoghurt is a j.
    2: "nieuwe mooie draaien koeien bijen baby niveau bureau essay moeilijk duo idee yoghurt royaal "
    "e-mail zeeën knieën geïnd reëel naïef",
    3: "ruïne reünie ideeën cliënten egoïst museum serieus theater eieren video veiligheid collega's "
    "GGZ RVT",  # read letter by letter
    4: "Italië beïnvloeden geïnformeerd beëindigen januari situatie hulpverlener RvdK",
    5: "coördinatie financiële kinderbescherming",
    6: "ondertoezichtstelling gecertificeerde",
}


@pytest.mark.parametrize(
    ("word", "expected"),
    [(word, count) for count, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_follow_dutch_spelling(word, expected):
    assert tel_lettergrepen(word) == expected


# Each bar stands where one sentence ends.
@pytest.mark.parametrize(
    "text",
    [
        "Fatima komt.|Zij belt eerst.",
        "Kom je?|Ja!|Goed...",
        "Dinsdag 24 november, 10 uur.|Dan komt zij.",
        "Op 24 nov. 2026 om 10.30 uur.",
        "Bel dhr. J. de Vries, tel. 0800-2000.|Dat mag.",
        "Het kost 3.000 euro.|Veel.",
        "Vraag het, bijv. Fatima, d.w.z. Meral.",
        "Dit is art. 4 van de wet.",
        "Het is goed zo.|Dag.",
        "Brood, melk enz.|Dat is genoeg.",
        "Hij heet Jan.|Dan weet u het.",
        "Bel 112.|'s Nachts ook.",
        'Zij vraagt: "Is het veilig?" en wacht.',
        'Zij zegt: "Ik kom."|Dan gaat zij.',
        "Hij zegt ja.|'Kom maar.'|Dan gaan we.",
        "Bel eerst.|2. Wacht dan.",
    ],
)
def test_sentences_survive_dates_numbers_abbreviations_and_quotes(text):
    assert list(split_zinnen(text.replace("|", " "))) == text.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe dit:\n- bel 112\n- ga weg", ["Doe dit:", "bel 112", "ga weg"]),
        ("1. Bel Fatima.\n2. Wacht op haar.", ["Bel Fatima.", "Wacht op haar."]),
        ("Uw plan\n\nHier staat het plan.", ["Uw plan", "Hier staat het plan."]),
        ("Dit is een\nlange regel.\r\nEn nog een.", ["Dit is een\nlange regel.", "En nog een."]),
        ("", []),
        ("... - !", []),
    ],
)
def test_an_item_of_a_list_and_a_paragraph_are_sentences_and_a_line_is_not(text, expected):
    assert list(split_zinnen(text)) == expected


def test_figures_of_two_sentences_worked_out_by_hand():
    found = meet_leesbaarheid("De hond eet. Het kind slaapt nu goed.")
    assert (found.zinnen, found.woorden, found.langste_zin) == (2, 8, 5)
    assert found.lettergrepen == (1,) * 8
    assert found.gemiddelde_zin == 4
    assert found.flesch_douma == pytest.approx(206.84 - 0.77 * 100 - 0.93 * 4)


def test_figures_of_longer_words_worked_out_by_hand():
    # me-de-wer-ker 4, van 1, vei-lig 2, thuis 1, kijkt 1, mee 1: 10 syllables in 6 words.
    found = meet_leesbaarheid("Medewerker van Veilig Thuis kijkt mee.")
    assert found.lettergrepen == (4, 1, 2, 1, 1, 1)
    assert found.flesch_douma == pytest.approx(206.84 - 0.77 * (1000 / 6) - 0.93 * 6)


def test_a_statute_is_hard_and_its_rewriting_is_easy():
    statute = (
        "De kinderrechter kan een minderjarige onder toezicht stellen van een gecertificeerde instelling "
        "indien de minderjarige zodanig opgroeit dat hij in zijn ontwikkeling ernstig wordt bedreigd."
    )
    rewriting = "Groeit een kind niet veilig op? Dan kan de rechter hulp verplicht maken. Er komt dan iemand bij."
    assert meet_leesbaarheid(statute).flesch_douma < 35
    assert meet_leesbaarheid(rewriting).flesch_douma > 95


def test_numbers_count_in_the_sentence_but_not_in_the_syllables():
    found = meet_leesbaarheid("Bel 0800-2000 of 112 om 10.30 uur.")
    assert found.woorden == 7
    assert found.lettergrepen == (1, 1, 1, 1)


def test_a_text_without_words_has_empty_figures():
    found = meet_leesbaarheid(" \n ")
    assert (found.zinnen, found.woorden, found.langste_zin, found.gemiddelde_zin) == (0, 0, 0, 0)
    assert found.flesch_douma == pytest.approx(206.84 - 77)


@pytest.mark.parametrize("text", ["", "  \n", "...", "-"])
def test_an_empty_text_is_a_fault(text):
    assert maten(text) == [Maat.LEEG]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (easy(40), []),
        # 15 words pass as one sentence, 16 do not; a mean needs two sentences.
        ("Wij " + "gaan nu " * 7 + ".", []),
        ("Wij " + "gaan nu " * 7 + "weg.", [Maat.LANGE_ZIN]),
        ("Wij gaan nu naar het huis toe met de hond. " * 4, []),
        ("Wij gaan nu naar het huis toe met de kat en hond. " * 4, [Maat.GEMIDDELDE_ZIN]),
        ("Organisaties verantwoorden procedures. " * 12, [Maat.FLESCH]),
        ("De zeldzaam vreemd man is hier. " + easy(35), [Maat.ZELDZAAM]),
        ("Er volgt monitoring. " + easy(35), [Maat.VAKWOORD]),
    ],
)
def test_each_bar_refuses_what_is_over_its_edge(text, expected):
    assert maten(text) == expected


def test_every_fault_is_given_at_once_and_says_what_to_mend():
    hard = "ongetwijfeld verantwoordelijk " * 12
    faults = gate(f"De gecertificeerde instelling monitort zeldzaam vreemd {hard}.")
    expected = [Maat.FLESCH, Maat.LANGE_ZIN, Maat.ZELDZAAM, Maat.VAKWOORD]
    assert [fout.maat for fout in faults] == expected
    flesch, lang, zeldzaam, vakwoord = map(str, faults)
    assert flesch.endswith("minstens 70: kies kortere woorden of kortere zinnen")
    assert lang.startswith("deze zin heeft 30 woorden, hoogstens 15: De gecertificeerde")
    assert zeldzaam == "5,7 % van de woorden is zeldzaam, hoogstens 3 %: zeldzaam, vreemd"
    assert "de organisatie van de jeugdbeschermer" in vakwoord
    assert [fout.waar for fout in faults[2:]] == ["zeldzaam, vreemd", "gecertificeerde instelling"]


def test_one_rare_word_in_a_sentence_of_six_passes():
    assert maten("U krijgt dan een toeslag erbij.") == []
    assert maten("U krijgt dan een vreemd toeslag.") == [Maat.ZELDZAAM]


@pytest.mark.parametrize(
    ("rare", "others", "passes"),
    [(1, 0, True), (1, 34, True), (2, 33, False), (2, 64, False), (2, 65, True), (3, 96, False)],
)
def test_rare_words_stay_within_three_percent_of_at_least_35_words(rare, others, passes):
    text = "zeldzaam. " * rare + easy(others)
    assert (maten(text) == []) is passes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iemand anders moet hiernaar kijken.", []),
        ("U kunt met de vertrouwensarts praten.", []),
        ("Toestemming", []),
        ("Organisaties verantwoorden procedures uitgebreid tegenover inspecties.", [Maat.FLESCH]),
    ],
)
def test_a_short_sentence_is_failed_by_many_long_words_not_by_one(text, expected):
    assert maten(text) == expected


@pytest.mark.parametrize(
    "text", ["Toeslag komt er.", "Zij heet Toeslag.", "Dat is 12345.", "Wij gaan nu."]
)
def test_names_numbers_and_short_words_are_never_rare(text):
    def rare_when_short(word):
        return made_up(word) if len(word) > 3 else 0.0

    assert zeldzame_woorden(text, frequentie=rare_when_short, woorden=()) == ()


def test_rare_words_come_in_order_and_as_often_as_they_stand():
    found = zeldzame_woorden(
        "Een toeslag, een vreemd ding, die toeslag.", frequentie=made_up, woorden=()
    )
    assert found == ("toeslag", "vreemd", "toeslag")


@pytest.mark.parametrize(
    "woorden",
    [
        {"toeslag": woord("toeslag")},
        {"geld": woord("geld", "Toeslag")},
        {"toeslag"},
        frozenset({"vreemde toeslag"}),
        {"vreemde_toeslag": woord("vreemde_toeslag")},
    ],
)
def test_a_word_that_the_glossary_explains_is_not_rare(woorden):
    text = "Dit is een vreemde\ntoeslag voor u."
    assert zeldzame_woorden(text, frequentie=made_up, woorden=woorden) == ()


def test_a_possessive_is_looked_up_without_its_ending():
    def only_toeslag(word):
        return 5.0 if word == "opa" else 0.0

    assert zeldzame_woorden("opa's", frequentie=only_toeslag, woorden=()) == ()
    assert zeldzame_woorden("oma’s", frequentie=only_toeslag, woorden={"oma"}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "U heeft recht op inzage.",
        "Uw vaste gezicht komt.",
        "Uw vast\ngezicht komt.",
        "De machtigingen zijn er.",
        "Inzage mag.",
        "De RVT kijkt mee.",
        "De RvdK kijkt mee.",
        "Dit is werk van de GI's.",
    ],
)
def test_a_word_of_the_field_needs_an_explanation(text):
    assert maten(text) == [Maat.VAKWOORD]


@pytest.mark.parametrize(
    "text",
    [
        "U heeft recht op inzage (lezen wat er staat).",
        "U mag lezen wat er staat (inzage).",
        "Lezen wat er staat heet inzage.",
        'Dat noemen we "inzage".',
        "Inzage betekent lezen. U mag inzage vragen.",
        "Dit mag. Een machtiging is een brief van de rechter.",
        "Het veiligheidsteam (RVT) kijkt mee. De RVT helpt.",
        "Kijk TV en stuur een SMS.",
        "Kalm aan, dit is omgekeerd.",
    ],
)
def test_a_word_of_the_field_beside_its_explanation_passes(text):
    assert maten(text) == []


def test_a_word_that_is_only_used_is_not_explained():
    assert maten("De machtiging is verlopen.") == [Maat.VAKWOORD]
    assert maten("Een machtiging is verlopen.") == [Maat.VAKWOORD]


@pytest.mark.parametrize(
    "woorden",
    [{"inzage"}, {"inzage": woord("inzage")}, {"lezen": woord("lezen", "inzage")}],
)
def test_the_glossary_explains_a_word_of_the_field(woorden):
    assert maten("U heeft recht op inzage.", woorden=woorden) == []


def test_the_fault_names_what_to_write_instead():
    (fault,) = gate("Wij doen aan monitoring en monitoring.")
    assert fault.waar == "monitoring"
    assert VAKWOORDEN["monitoring"] in fault.melding
    (fault,) = gate("De GGZ helpt.")
    assert "schrijf het voluit" in fault.melding


def test_the_longest_word_of_the_field_is_found():
    assert [fout.waar for fout in gate("Dit is een schriftelijke aanwijzing.")] == [
        "schriftelijke aanwijzing"
    ]
    assert [fout.waar for fout in gate("Zo werkt hoor en wederhoor.")] == ["hoor en wederhoor"]


def test_what_stands_instead_passes_the_gate_itself():
    glossary = {"hulpverlener", "wijkteam", "veiligheidsteam", "jeugdbeschermer", "kinderrechter"}
    for word, instead in VAKWOORDEN.items():
        assert gate(f"{instead.capitalize()}.", woorden=glossary, frequentie=dutch) == (), word


def test_a_family_text_passes_with_the_real_frequencies():
    text = (
        "Dag Samira. Hier ziet u wat we samen doen. Dinsdag 24 november, 10 uur, komt Fatima bij u thuis. "
        "We praten over Noor. En over de brief van de toeslag. Kunt u niet? Zeg het dan. "
        "Is het nu niet veilig? Bel 112. Praten kan dag en nacht op 0800-2000. Dat is gratis."
    )
    assert gate(text, frequentie=dutch) == ()


WORDS = st.sampled_from(
    ["ja", "de", "huis", "praten", "veilig", "afspraak", "hulpverlener", "mogelijkheden"]
)
SENTENCE = st.lists(WORDS, min_size=2, max_size=20)
TEXT = st.lists(SENTENCE, min_size=1, max_size=6)


def written(sentences):
    return " ".join(f"{' '.join(words).capitalize()}." for words in sentences)


@given(TEXT, st.data())
def test_splitting_a_sentence_never_lowers_flesch_douma_nor_adds_a_fault_of_length(sentences, data):
    which = data.draw(st.integers(0, len(sentences) - 1))
    cut = data.draw(st.integers(1, len(sentences[which]) - 1))
    split = [
        *sentences[:which],
        sentences[which][:cut],
        sentences[which][cut:],
        *sentences[which + 1 :],
    ]
    before, after = meet_leesbaarheid(written(sentences)), meet_leesbaarheid(written(split))
    assert after.flesch_douma >= before.flesch_douma
    assert after.langste_zin <= before.langste_zin
    assert after.zinnen == before.zinnen + 1
    length = (Maat.FLESCH, Maat.LANGE_ZIN)
    assert {m for m in maten(written(split)) if m in length} <= set(maten(written(sentences)))


@given(TEXT)
def test_leaving_out_a_word_of_at_least_average_length_never_lowers_flesch_douma(sentences):
    before = meet_leesbaarheid(written(sentences))
    longest = max((word for words in sentences for word in words), key=tel_lettergrepen)
    index = next(i for i, words in enumerate(sentences) if longest in words)
    shorter = [list(words) for words in sentences]
    shorter[index].remove(longest)
    assert meet_leesbaarheid(written(shorter)).flesch_douma >= before.flesch_douma


@given(TEXT)
def test_every_word_stands_in_exactly_one_sentence(sentences):
    found = meet_leesbaarheid(written(sentences))
    assert found.zinnen == len(sentences)
    assert found.woorden == sum(map(len, sentences)) == len(found.lettergrepen)
    assert found.langste_zin == max(map(len, sentences))


@given(TEXT)
def test_writing_a_text_twice_changes_no_mean(sentences):
    once, twice = meet_leesbaarheid(written(sentences)), meet_leesbaarheid(written(sentences * 2))
    assert twice.flesch_douma == pytest.approx(once.flesch_douma)
    assert twice.gemiddelde_zin == once.gemiddelde_zin


@given(TEXT, st.sets(st.sampled_from(["veilig", "afspraak", "hulpverlener", "mogelijkheden"])))
def test_explaining_a_word_never_adds_a_fault(sentences, explained):
    def rare(word):
        return 1.0

    text = written(sentences)
    assert set(maten(text, woorden=explained, frequentie=rare)) <= set(maten(text, frequentie=rare))


@given(st.text(max_size=200))
def test_no_text_breaks_the_gate(text):
    gate(text)
    assert all(zin in text.replace("\r\n", "\n") for zin in split_zinnen(text))


@given(st.text(alphabet=st.characters(categories=("Ll", "Lu")), min_size=1, max_size=20))
def test_every_word_has_at_least_one_syllable(word):
    assert tel_lettergrepen(word) >= 1
