"""The pages on disk: written, or compared with what they should be."""

from collections.abc import Iterator, Mapping
from pathlib import Path


def write_naslag(map_: Path, bladen: Mapping[str, str]) -> list[str]:
    """Make the directory hold these pages and no other; gives the paths that changed."""
    anders = list(find_differences(map_, bladen))
    for naam in anders:
        pad = map_ / naam
        if naam in bladen:
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_text(bladen[naam], encoding="utf-8")
        else:
            pad.unlink()
    return anders


def find_differences(map_: Path, bladen: Mapping[str, str]) -> Iterator[str]:
    """Pages that are not there, that say something else, or that should not be there, in order."""
    er_staat = {pad.relative_to(map_).as_posix() for pad in map_.rglob("*.md")}
    for naam in sorted(er_staat | set(bladen)):
        if naam not in er_staat or _read(map_ / naam) != bladen.get(naam):
            yield naam


def _read(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")
