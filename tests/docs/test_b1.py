"""Every text that a parent or child can read passes the B1 gate, in every variant of the model."""

import re
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from kring.stelsel.begrippen import Lezer
from kring.stelsel.laden import find_varianten, load_stelsel
from kring.stelsel.leesbaarheid import check_b1


STELSELS = Path(__file__).resolve().parents[2] / "stelsels"
FAMILY = tuple(lezer for lezer in Lezer if lezer.van_gezin)
# A parent is "u", a child "je"; the other form in a text is a slip.
WRONG_ADDRESS = {
    Lezer.OUDER: re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE),
    Lezer.KIND: re.compile(r"\b(?:u|uw)\b", re.IGNORECASE),
    Lezer.JONGERE: re.compile(r"\b(?:u|uw)\b", re.IGNORECASE),
}
# Words are written by a person, never filled in: a brace, a percent form or an angle bracket is a hole.
HOLE = re.compile(r"[{}<>]|%\(|%s")


@pytest.fixture(scope="module", params=sorted(find_varianten(STELSELS)))
def stelsel(request):
    return load_stelsel(STELSELS, request.param)


def texts_for(stelsel, reader):
    """Every text for this reader: its place in the model, and the words."""
    for name in ("uitleg_toestanden", "uitleg_stappen"):
        for id_, readers in getattr(stelsel, name).items():
            if reader in readers:
                yield f"{name}.{id_}.{reader}", "\n\n".join(readers[reader].zinnen())
    for name in ("waarborgen", "weigergronden"):
        for id_, item in getattr(stelsel, name).items():
            refusals = {"niet_gehaald": item.niet_gehaald, **getattr(item, "redenen", {})}
            for reason, readers in refusals.items():
                if reader in readers:
                    yield f"{name}.{id_}.{reason}.{reader}", readers[reader]


def texts_for_all(stelsel):
    """Texts that every family member reads."""
    yield from (
        (f"doelen.{id_}.voor_gezin", doel.voor_gezin) for id_, doel in stelsel.doelen.items()
    )
    yield from (
        (f"toestanden.{id_}.voor_gezin", toestand.voor_gezin)
        for id_, toestand in stelsel.toestanden.items()
    )
    yield from (
        (f"woorden.{id_}.betekenis", woord.betekenis) for id_, woord in stelsel.woorden.items()
    )


def family_texts(stelsel):
    for reader in FAMILY:
        yield from texts_for(stelsel, reader)
    yield from texts_for_all(stelsel)


def frequency(word):
    return zipf_frequency(word, "nl")


def test_every_family_text_passes_the_b1_gate(stelsel):
    faults = [
        f"{place}: {fault}"
        for place, text in family_texts(stelsel)
        for fault in check_b1(text, frequentie=frequency, woorden=stelsel.woorden)
    ]
    assert not faults, f"{len(faults)} fouten in {stelsel.variant.id}\n" + "\n".join(faults)


def test_a_parent_is_u_and_a_child_is_je(stelsel):
    slips = [
        f"{place}: '{found[0]}' in: {text}"
        for reader, wrong in WRONG_ADDRESS.items()
        for place, text in texts_for(stelsel, reader)
        if (found := wrong.search(text))
    ]
    assert not slips, "\n".join(slips)


def test_no_family_text_has_a_hole_to_fill_in(stelsel):
    holes = [f"{place}: {text}" for place, text in family_texts(stelsel) if HOLE.search(text)]
    assert not holes, "\n".join(holes)


def test_the_gate_sees_every_kind_of_text(stelsel):
    kinds = {place.partition(".")[0] for place, _ in family_texts(stelsel)}
    expected = {
        "uitleg_toestanden",
        "uitleg_stappen",
        "waarborgen",
        "weigergronden",
        "doelen",
        "toestanden",
        "woorden",
    }
    assert kinds == expected
