"""The font of letters: two weights, made once from the variable font in its package.

Typst sets a variable font in its lightest weight only, so each weight becomes a file of its own.
"""

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import typst


GEWICHTEN = {"gewoon": 400, "vet": 700}
# Latin as Dutch registers write names, punctuation and the euro.
BEREIKEN = ((0x20, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20AC, 0x20AC))


@cache
def load_letters(map_: Path) -> typst.Fonts:
    """The letters that this process sets with; only these, whatever else a machine has."""
    for naam, gewicht in GEWICHTEN.items():
        if not (map_ / f"brief-{naam}.ttf").exists():
            _make(map_, naam, gewicht)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(map_)]
    )


def _make(map_: Path, naam: str, gewicht: int) -> None:
    from fontTools import subset  # heavy, and needed once per installation
    from fontTools.varLib.instancer import instantiateVariableFont

    bron = files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    opties = subset.Options(
        layout_features=["kern", "liga", "mark", "mkmk", "ccmp"], name_IDs=["*"]
    )
    map_.mkdir(parents=True, exist_ok=True)
    tijdelijk = map_ / f".brief-{naam}.deel"
    with as_file(bron) as pad, subset.load_font(str(pad), opties) as font:
        snijder = subset.Subsetter(opties)
        snijder.populate(unicodes=[teken for van, tot in BEREIKEN for teken in range(van, tot + 1)])
        snijder.subset(font)
        instantiateVariableFont(font, {"wght": gewicht}, inplace=True, updateFontNames=True)
        subset.save_font(font, str(tijdelijk), opties)
    tijdelijk.replace(map_ / f"brief-{naam}.ttf")


@cache
def known_characters(map_: Path) -> frozenset[str]:
    """What the font can show. PDF/UA refuses a letter with a sign that nobody would see."""
    from fontTools.ttLib import TTFont

    load_letters(map_)
    bekend = None
    for naam in GEWICHTEN:
        with TTFont(map_ / f"brief-{naam}.ttf", lazy=True) as font:
            tekens = frozenset(map(chr, font.getBestCmap()))
        bekend = tekens if bekend is None else bekend & tekens
    return (bekend or frozenset()) | {"\n"}
