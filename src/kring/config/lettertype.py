"""Makes the web font from its package: two small files, built once, never committed."""

from importlib.resources import files
from pathlib import Path


BEREIKEN = {"latin": (0x20, 0x17F), "latin-ext": (0x180, 0x24F)}
LEESTEKENS = (
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x201E,
    0x2022,
    0x2026,
    0x2192,
    0x20AC,
    0x2713,
)


def lettermap() -> Path:
    """Where the font package keeps its files; the letters as PDF use the same."""
    return Path(str(files("fontpkg_source_sans_3"))) / "files"


def build_lettertype(doel: Path) -> None:
    """Write the subsets as woff2 into `doel`, unless they are there already."""
    from fontTools import subset

    bron = next(pad for pad in sorted(lettermap().rglob("*.ttf")) if "Italic" not in pad.name)
    doel.mkdir(parents=True, exist_ok=True)
    for naam, (van, tot) in BEREIKEN.items():
        pad = doel / f"source-sans-{naam}.woff2"
        if pad.exists():
            continue
        opties = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk"])
        tekens = [*range(van, tot + 1), *(LEESTEKENS if naam == "latin" else ())]
        subsetter = subset.Subsetter(opties)
        subsetter.populate(unicodes=tekens)
        tijdelijk = pad.with_suffix(".deel")
        with subset.load_font(str(bron), opties) as font:
            subsetter.subset(font)
            subset.save_font(font, str(tijdelijk), opties)
        tijdelijk.replace(pad)
