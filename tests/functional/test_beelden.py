"""The pictures in the docs are taken here, never by hand; `script/beelden` puts them in docs/beeld.

A plain run takes them too, so that a picture of a page that is gone is noticed.
"""

import os
from pathlib import Path

import pytest


# Name of the picture → who looks, how wide and high, and the links that lead to the page.
BEELDEN = {
    "gezin": ("fatima", {"width": 1280, "height": 1440}, ["text=Gezin Yildiz"]),
    "mijn": ("samira", {"width": 390, "height": 844}, []),
}
KILO = 1024
HOOGSTENS = 300 * KILO


@pytest.mark.parametrize("naam", BEELDEN)
def test_picture_of_a_page_can_be_taken_and_is_small(als, tmp_path, naam):
    wie, maat, weg = BEELDEN[naam]
    pagina = als(wie, maat=maat)
    for stap in weg:
        pagina.click(stap)
    pagina.evaluate("document.fonts.ready")
    doel = Path(os.environ.get("BEELDEN_NAAR") or tmp_path) / f"{naam}.png"
    pagina.screenshot(path=doel, animations="disabled", caret="hide")
    assert doel.read_bytes().startswith(b"\x89PNG")
    assert doel.stat().st_size < HOOGSTENS
