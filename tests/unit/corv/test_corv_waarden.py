"""The limits of values, edge by edge."""

import pytest

from kring.koppelingen.corv import soorten as s
from kring.koppelingen.corv.beschrijving import Grondvorm, Waardesoort
from kring.koppelingen.corv.waarden import explain_misfit, read_waar_onwaar


GOED = [
    (s.DATUM, "20260314"),
    (s.DATUM, " 20260314\n"),
    (s.DATUM, "+00020260314"),
    (s.DATUM, "20260314.000"),
    (s.DATUM, "-5"),
    (s.DATUM, ".0"),
    (s.DATUM, "0" * 5000 + "1"),
    (s.BSN.waarde, "999912343"),
    (s.HUISNUMMER.waarde, "99999"),
    (s.HUISNUMMER.waarde, "+0003"),
    (s.LANDCODE.waarde, " 0000 "),
    (s.TOEVOEGING.waarde, ""),
    (s.JZ_STRING_20.waarde, "é" * 20),
    (s.JZ_STRING_20.waarde, "\U0001f600" * 20),
    (s.INDIC.waarde, "Ja"),
    (s.REFNUMMER.waarde, ""),
]

FOUT = [
    (s.DATUM, "", "een getal"),
    (s.DATUM, "1e3", "een getal"),
    (s.DATUM, "٢٠٢٦", "een getal"),
    (s.DATUM, "\u00a020260314", "een getal"),
    (s.DATUM, "123456789", "hoogstens 8 cijfers"),
    (s.DATUM, "1.5", "zonder cijfers achter de punt"),
    (s.DATUM, "1" * 5000, "hoogstens 8 cijfers"),
    (s.BSN.waarde, "99991234", "9 cijfers"),
    (s.BSN.waarde, "999912343 ", "9 cijfers"),
    (s.BSN.waarde, "99991234٣", "9 cijfers"),
    (s.HUISNUMMER.waarde, "0", "1 of hoger"),
    (s.HUISNUMMER.waarde, "-3", "1 of hoger"),
    (s.HUISNUMMER.waarde, "3.0", "1 of hoger"),
    (s.HUISNUMMER.waarde, "100000", "niet hoger zijn dan 99999"),
    (s.HUISNUMMER.waarde, "9" * 5000, "niet hoger zijn dan 99999"),
    (s.LANDCODE.waarde, "+502", "1 tot 4 cijfers"),
    (s.LANDCODE.waarde, "5.0", "geheel getal"),
    (s.POSTCODE.waarde, "1234 AB", "zonder spatie"),
    (s.HUISLETTER.waarde, "a\n", "1 letter"),
    (s.JZ_STRING_20.waarde, "x" * 21, "21 tekens; er passen er 20"),
    (s.APPLICATIE.waarde, "ab", "minstens 3"),
    (s.VESTIGINGSNUMMER.waarde, "0" * 11, "minstens 12"),
    (s.INDIC.waarde, "ja", "Kies uit: Ja, Nee"),
    (s.INDIC.waarde, "Ja ", "codelijst"),
    (Waardesoort(grondvorm=Grondvorm.WAAR_ONWAAR), "ja", "true of false"),
]


@pytest.mark.parametrize(("soort", "waarde"), GOED)
def test_a_value_within_its_limits_fits(soort, waarde):
    assert explain_misfit(waarde=waarde, soort=soort) is None


@pytest.mark.parametrize(("soort", "waarde", "woorden"), FOUT)
def test_a_value_over_its_limits_is_explained(soort, waarde, woorden):
    assert woorden in explain_misfit(waarde=waarde, soort=soort)


def test_an_explanation_never_repeats_the_value():
    """It would carry names and numbers into logs and mail."""
    for soort, waarde, _ in FOUT:
        uitleg = explain_misfit(waarde=waarde, soort=soort)
        assert len(waarde.strip()) < 5 or waarde.strip() not in uitleg


@pytest.mark.parametrize(
    ("waarde", "betekenis"),
    [("true", True), (" 1\n", True), ("false", False), ("0", False), ("TRUE", None), ("", None)],
)
def test_a_boolean_is_read_as_xml_writes_it(waarde, betekenis):
    assert read_waar_onwaar(waarde) is betekenis
