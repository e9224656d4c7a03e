"""A note becomes one row for each sentence, and no word gets lost."""

import pytest
from tests.fabriek_stelsel import stelsel_van

from kring.dossier.formulier import HOOGSTENS_RIJEN
from kring.dossier.zinnen import fill_zinnen, rows_from


@pytest.mark.parametrize(
    ("notitie", "zinnen"),
    [
        ("Mw. De Vries belde om 10.30 uur. Zij huilde.", ["Mw. De Vries belde om 10.30 uur.", "Zij huilde."]),
        ("Er is o.a. ruzie over geld, bijv. Over de huur. J. de Boer kwam.", ["Er is o.a. ruzie over geld, bijv. Over de huur.", "J. de Boer kwam."]),
        ("Finn zei: “Ik wil niet.” Toen liep hij weg! Waarom?", ["Finn zei: “Ik wil niet.”", "Toen liep hij weg!", "Waarom?"]),
        ("- Finn eet goed.\n- Lotte slaapt slecht", ["Finn eet goed.", "Lotte slaapt slecht"]),
        ("Een zin\r\nop twee regels.", ["Een zin op twee regels."]),
        ("Dhr. A.B. Smit belt ca. 3 keer per week.", ["Dhr. A.B. Smit belt ca. 3 keer per week."]),
        ("", []),
    ],
)  # fmt: skip
def test_every_sentence_is_a_row(notitie, zinnen):
    assert rows_from(notitie) == [{"tekst": zin} for zin in zinnen]


def test_a_long_note_keeps_all_its_words():
    rijen = rows_from(" ".join(f"Dit is zin {nummer}." for nummer in range(100)))
    assert len(rijen) == HOOGSTENS_RIJEN
    assert rijen[-1]["tekst"].startswith("Dit is zin 59.")
    assert rijen[-1]["tekst"].endswith("Dit is zin 99.")


def test_only_the_form_that_takes_a_note_apart_is_filled():
    soorten = stelsel_van("rvt").feitsoorten
    assert fill_zinnen(soorten["notitie_terzijde"], [], "g1") == {}
    assert fill_zinnen(soorten["uitspraken"], [], "g1") == {}
