"""The grammar refuses descriptions that cannot exist, and the messages are described once."""

import pytest

from kring.koppelingen.corv.beschrijving import (
    Element,
    InvalidBeschrijving,
    Soort,
    Waardesoort,
    either,
    many,
    one,
    optional,
    some,
    walk_soorten,
)
from kring.koppelingen.corv.vtberichten import VT_MELDING, VT_TERUGKOPPELING


TEKST = Soort(naam="JZ:String-e", waarde=Waardesoort())


@pytest.mark.parametrize(
    ("bouw", "aantal"),
    [(one, (1, 1)), (optional, (0, 1)), (many, (0, None)), (some, (1, None)), (either, (0, 1))],
)
def test_a_constructor_names_how_often(bouw, aantal):
    element = bouw("JZ:x", TEKST, nil=True)
    assert (element.minimaal, element.maximaal) == aantal
    assert element.nil
    assert element.keuze is (bouw is either)


def test_a_pattern_needs_words_for_the_sender():
    with pytest.raises(InvalidBeschrijving, match="uitleg"):
        Waardesoort(patroon="[0-9]")


def test_longest_cannot_lie_below_shortest():
    with pytest.raises(InvalidBeschrijving, match="langst"):
        Waardesoort(kortst=3, langst=2)


def test_a_type_has_a_value_or_elements():
    with pytest.raises(InvalidBeschrijving, match="both"):
        Soort(naam="JZ:x", waarde=Waardesoort(), inhoud=(one("JZ:y", TEKST),))


def test_a_type_names_each_element_once():
    with pytest.raises(InvalidBeschrijving, match="twice"):
        Soort(naam="JZ:x", inhoud=(one("JZ:y", TEKST), one("JZ:y", TEKST)))


def test_an_element_in_a_choice_may_be_left_out():
    with pytest.raises(InvalidBeschrijving, match="keuze"):
        Element(naam="JZ:x", soort=TEKST, keuze=True)


def test_each_type_of_the_standard_is_described_once():
    gezien: dict[str, Soort] = {}
    for beschrijving in (VT_MELDING, VT_TERUGKOPPELING):
        for soort in walk_soorten(beschrijving.soort):
            if soort.naam is not None:
                assert gezien.setdefault(soort.naam, soort) is soort
    assert len(gezien) > 60
