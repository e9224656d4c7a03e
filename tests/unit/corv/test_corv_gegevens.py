"""A field gives a value or the reason why not; a date gives no more than is known."""

import pytest

from kring.koppelingen.corv.bericht import Veld
from kring.koppelingen.corv.gegevens import (
    Afwezig,
    Bsn,
    Reden,
    is_fictief,
    passes_elfproef,
    read_bsn,
    read_datum,
    read_waarde,
)
from kring.stelsel.deeldatum import Deeldatum


def build_veld(waarde: str | None, **attributen: str) -> Veld:
    return Veld(
        pad="/x",
        naam="x",
        soort="x",
        waarde=waarde,
        nil=waarde is None,
        attributen=tuple((naam.replace("_", ":"), tekst) for naam, tekst in attributen.items()),
        velden=(),
    )


@pytest.mark.parametrize(
    ("veld", "reden"),
    [
        (None, Reden.NIET_GEGEVEN),
        (build_veld(""), Reden.LEEG),
        (build_veld(" \n"), Reden.LEEG),
        (build_veld("", StUF_noValue="geenWaarde"), Reden.GEEN_WAARDE),
        (build_veld(None), Reden.ZONDER_REDEN),
        (build_veld(None, StUF_noValue="nietGeautoriseerd"), Reden.NIET_GEAUTORISEERD),
        (build_veld(None, noValue="vastgesteldOnbekend"), Reden.VASTGESTELD_ONBEKEND),
        (build_veld(None, StUF_noValue="waardeOnbekend"), Reden.WAARDE_ONBEKEND),
        (build_veld(None, StUF_noValue="nietOndersteund"), Reden.NIET_ONDERSTEUND),
    ],
)
def test_an_absent_value_says_why(veld, reden):
    assert read_waarde(veld) == Afwezig(reden=reden)
    assert read_datum(veld) == Afwezig(reden=reden)
    assert read_bsn(veld) == Afwezig(reden=reden)


def test_a_value_stays_as_it_was_written():
    assert read_waarde(build_veld(" Schelppad 81 ")) == " Schelppad 81 "


@pytest.mark.parametrize(
    ("waarde", "onvolledig", "datum"),
    [
        ("20180622", None, Deeldatum(2018, 6, 22)),
        ("20180622", "V", Deeldatum(2018, 6, 22)),
        ("20180622", "D", Deeldatum(2018, 6)),
        ("20180600", "D", Deeldatum(2018, 6)),
        ("20180622", "M", Deeldatum(2018)),
        ("20180000", "M", Deeldatum(2018)),
        (" +00020180622.00 ", None, Deeldatum(2018, 6, 22)),
        ("20180620.", None, Deeldatum(2018, 6, 20)),
        ("20240229", None, Deeldatum(2024, 2, 29)),
    ],
)
def test_only_the_known_part_of_a_date_is_read(waarde, onvolledig, datum):
    attributen = {"StUF_indOnvolledigeDatum": onvolledig} if onvolledig else {}
    assert read_datum(build_veld(waarde, **attributen)) == datum


def test_a_date_that_is_wholly_unknown_keeps_no_digits():
    veld = build_veld("19000101", StUF_indOnvolledigeDatum="J")
    assert read_datum(veld) == Afwezig(reden=Reden.DATUM_ONBEKEND)


@pytest.mark.parametrize(
    ("waarde", "onvolledig"),
    [
        *(("20250229", None), ("20261341", None), ("20180600", None), ("0", None), ("-5", None)),
        *(
            ("2018", "M"),
            ("20181322", "D"),
            ("00020201", None),
            ("10180622", None),
            ("22000101", None),
        ),
    ],
)
def test_what_cannot_be_a_date_is_shown_as_it_was_sent(waarde, onvolledig):
    attributen = {"StUF_indOnvolledigeDatum": onvolledig} if onvolledig else {}
    datum = read_datum(build_veld(waarde, **attributen))
    assert datum == Afwezig(reden=Reden.ONLEESBAAR, gegeven=waarde)


@pytest.mark.parametrize(
    ("nummer", "betrouwbaar"),
    [("999912343", True), ("999912344", False), ("999999999", False), ("000000000", False)],
)
def test_a_bsn_that_fails_the_elfproef_is_kept_but_not_used(nummer, betrouwbaar):
    assert passes_elfproef(nummer) is betrouwbaar
    assert read_bsn(build_veld(nummer)) == Bsn(nummer=nummer, betrouwbaar=betrouwbaar)


def test_only_one_range_is_never_given_to_a_person():
    assert is_fictief("999912343")
    assert not is_fictief("123456782")
