"""What the tests of the docs know about Markdown: headings, links, pictures, bold words, tables."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path


WORTEL = Path(__file__).resolve().parents[2]
DOCS = WORTEL / "docs"
BEELD = DOCS / "beeld"

_HEK = re.compile(r"^ *(```|~~~).*?^ *\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_KOP = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"(!?)\[((?:[^][]|\[[^][]*\])*)\]\(([^()\s]+)\)")
# A picture with a width of its own.
_BEELD = re.compile(r'<img\s[^>]*?src="([^"]+)"')
_VET = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project: all that stands there but what .gitignore names."""
    vormen = {regel.rstrip("/") for regel in read(WORTEL / ".gitignore").splitlines()} | {".git"}

    def walk(map_: Path) -> Iterator[Path]:
        for pad in sorted(map_.iterdir()):
            if any(fnmatch(pad.name, vorm) for vorm in vormen):
                continue
            yield from walk(pad) if pad.is_dir() else (pad,)

    return tuple(walk(WORTEL))


def pages() -> list[Path]:
    """Every Markdown file of the project."""
    return [pad for pad in project_files() if pad.suffix == ".md"]


def read(pad: Path) -> str:
    return pad.read_text(encoding="utf-8")


def prose(tekst: str) -> str:
    """The text without blocks of code."""
    return _HEK.sub("", tekst)


def blocks(tekst: str) -> list[str]:
    """The blocks of code, without their fences."""
    return [deel[0].strip("\n").partition("\n")[2].rpartition("\n")[0] for deel in _HEK.finditer(tekst)]  # fmt: skip


def headings(tekst: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    return [(len(kop), woorden) for kop, woorden in _KOP.findall(prose(tekst))]


def anchors(tekst: str) -> set[str]:
    """The places in a page that a link can point at, as code hosting sites name them."""
    gevonden: set[str] = set()
    for _, woorden in headings(tekst):
        kaal = _LINK.sub(r"\2", woorden).replace("`", "").lower()
        basis = re.sub(r"[^\w\- ]", "", kaal).replace(" ", "-")
        naam, nummer = basis, 0
        while naam in gevonden:
            nummer += 1
            naam = f"{basis}-{nummer}"
        gevonden.add(naam)
    return gevonden


def links(tekst: str) -> Iterator[str]:
    """Where links and pictures point; what stands in code is no link."""
    kaal = _CODE.sub("", prose(tekst))
    yield from (doel for _, _, doel in _LINK.findall(kaal))
    yield from _BEELD.findall(kaal)


def pictures(tekst: str) -> list[str]:
    """The addresses of the pictures."""
    kaal = prose(tekst)
    return [doel for beeld, _, doel in _LINK.findall(kaal) if beeld] + _BEELD.findall(kaal)


def bold(tekst: str) -> list[str]:
    """Every bold text, on one line."""
    return [" ".join(woorden.split()) for woorden in _VET.findall(prose(tekst))]


def rows(tekst: str) -> Iterator[list[str]]:
    """The cells of every row of a table, without headings and lines."""
    regels = tekst.splitlines()
    for regel, volgende in zip(regels, [*regels[1:], ""], strict=True):
        if regel.startswith("|") and not _is_streep(regel) and not _is_streep(volgende):
            yield [cel.strip() for cel in regel.strip().strip("|").split("|")]


def _is_streep(regel: str) -> bool:
    return bool(regel) and set(regel) <= set("|- :")


def broken(bladen: Iterable[Path]) -> list[str]:
    """Every link to a file or a place that is not there, with the page it stands on."""
    fouten = []
    for blad in bladen:
        for doel in links(read(blad)):
            if re.match(r"[a-z]+:", doel):
                continue
            naam, _, plek = doel.partition("#")
            pad = (blad.parent / naam).resolve() if naam else blad
            if not pad.exists():
                fouten.append(f"{blad.name}: {doel} is er niet")
            elif plek and plek not in anchors(read(pad)):
                fouten.append(f"{blad.name}: in {pad.name} is geen kop #{plek}")
    return fouten
