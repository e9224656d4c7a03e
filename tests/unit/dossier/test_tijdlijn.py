"""The safety timeline: nothing that is drawn lies over something else, and the twin says the same."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from kring.dossier.tijdlijn import (
    BREED,
    LETTERHOOGTE,
    SMAL,
    TEKENRUIMTE,
    Cijfer,
    Voorval,
    make_tijdlijn,
)


VANDAAG = date(2026, 11, 24)
DAGEN = st.integers(0, 400).map(lambda dagen: VANDAAG - timedelta(days=dagen))
CIJFERS = st.lists(
    st.builds(Cijfer, gever=st.sampled_from("ABCDE"), dag=DAGEN, cijfer=st.integers(0, 10), waarom=st.just("")),
    max_size=30,
)  # fmt: skip
VOORVALLEN = st.lists(
    st.builds(Voorval, dag=DAGEN, naam=st.just("Kennismaken"), ernstig=st.booleans()), max_size=14
)
MATEN = st.sampled_from((BREED, SMAL))


def draw(cijfers, voorvallen, maat=BREED):
    return make_tijdlijn(
        cijfers, voorvallen, vandaag=VANDAAG, onveilig_tot=3, genoeg_vanaf=7, maat=maat
    )


@given(CIJFERS, VOORVALLEN, MATEN)
def test_no_sign_and_no_name_lies_over_another(cijfers, voorvallen, maat):
    lijn = draw(cijfers, voorvallen, maat)
    rijen = {}
    for teken in lijn.tekens:
        rijen.setdefault(teken.y, []).append(float(teken.x))
    for rij in rijen.values():
        assert all(volgende - x >= TEKENRUIMTE - 0.11 for x, volgende in pairwise(rij))
    hoogtes = sorted(float(reeks.tekst_y) for reeks in lijn.reeksen)
    assert all(volgende - y >= LETTERHOOGTE - 0.11 for y, volgende in pairwise(hoogtes))


@given(CIJFERS, VOORVALLEN)
def test_the_twin_says_what_the_drawing_says(cijfers, voorvallen):
    lijn = draw(cijfers, voorvallen)
    assert len(lijn.cijfers) == len(cijfers)
    assert [teken.nummer for teken in lijn.tekens] == list(range(1, len(voorvallen) + 1))
    assert sorted(lijn.voorvallen, key=lambda v: v.dag) == list(lijn.voorvallen)
    for reeks in lijn.reeksen:
        assert f"{reeks.naam} {reeks.cijfer}" in lijn.samenvatting


def test_without_a_number_it_says_so():
    assert draw([], []).samenvatting == "Er is geen cijfer om te tonen."


def test_the_last_number_of_a_giver_stands_at_the_end_of_the_line():
    lijn = draw(
        [Cijfer("Noor", VANDAAG, 7, ""), Cijfer("Noor", VANDAAG - timedelta(days=9), 4, "")], []
    )
    assert [(reeks.naam, reeks.cijfer) for reeks in lijn.reeksen] == [("Noor", 7)]


def test_of_two_numbers_on_a_day_the_last_one_given_stands_at_the_end_of_the_line():
    lijn = draw([Cijfer("Samira", VANDAAG, 7, ""), Cijfer("Samira", VANDAAG, 6, "")], [])
    assert [reeks.cijfer for reeks in lijn.reeksen] == [6]
    assert "Samira 6" in lijn.samenvatting
    assert [cijfer.cijfer for cijfer in lijn.cijfers] == [6, 7]
