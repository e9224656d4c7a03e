"""A message as a tree that a test can change, and the many ways to write one tree as XML."""

from dataclasses import dataclass, field, replace
from random import Random
from xml.sax.saxutils import escape

from kring.koppelingen.corv.beschrijving import Element
from kring.koppelingen.corv.namen import NAMESPACES, to_clark


XML = "http://www.w3.org/XML/1998/namespace"


# An attribute value that names a type: written with whatever prefix the document uses.
@dataclass(frozen=True)
class TypeNaam:
    clark: str


@dataclass
class Knoop:
    tag: str
    # What the description says of this place; None for an element that a mutation made up.
    beschreven: Element | None = None
    attributen: dict[str, str | TypeNaam] = field(default_factory=dict)
    # The text before the children, and the text behind each child.
    tekst: str = ""
    kinderen: list["Knoop"] = field(default_factory=list)
    staarten: dict[int, str] = field(default_factory=dict)

    def walk(self) -> list["Knoop"]:
        return [self, *(knoop for kind in self.kinderen for knoop in kind.walk())]

    def copy(self) -> "Knoop":
        return replace(
            self,
            attributen=dict(self.attributen),
            kinderen=[kind.copy() for kind in self.kinderen],
            staarten=dict(self.staarten),
        )

    @property
    def is_groep(self) -> bool:
        return self.beschreven is not None and self.beschreven.soort.waarde is None


# How one document is written. Every choice leaves the meaning as it is.
@dataclass(frozen=True)
class Schrijfwijze:
    voorvoegsels: dict[str, str]
    # The namespace that is written without prefix, if any.
    zonder: str | None
    toeval: Random
    # How often, in tenths, white space, comments, CDATA and the like are strewn in.
    kans: int
    instructies: bool

    def chance(self) -> bool:
        return self.toeval.randrange(10) < self.kans


def choose_schrijfwijze(toeval: Random, *, instructies: bool = False) -> Schrijfwijze:
    """One way of writing."""
    uris = [*NAMESPACES.values()]
    namen = [*NAMESPACES] if toeval.randrange(2) else [f"n{nummer}" for nummer in range(len(uris))]
    zonder = toeval.choice(uris[:4]) if toeval.randrange(4) == 0 else None
    return Schrijfwijze(
        voorvoegsels=dict(zip(uris, namen, strict=True)),
        zonder=zonder,
        toeval=toeval,
        kans=toeval.choice((0, 0, 1, 5)),
        instructies=instructies,
    )


def write(knoop: Knoop, wijze: Schrijfwijze) -> bytes:
    """The tree as a document."""
    toeval = wijze.toeval
    kop = toeval.choice(("", '<?xml version="1.0"?>\n', "<?xml version='1.0' encoding='utf-8'?>"))
    merk = "\ufeff" if toeval.randrange(20) == 0 else ""
    staart = "\n<!-- einde -->\n" if wijze.chance() else ""
    return (merk + kop + _write_knoop(knoop, wijze, boven=True) + staart).encode()


def _write_knoop(knoop: Knoop, wijze: Schrijfwijze, *, boven: bool = False) -> str:
    namespaces = _declare(wijze) if boven or wijze.chance() else {}
    naam = _name(knoop.tag, wijze, namespaces, attribuut=False)
    regels = []
    for clark, waarde in knoop.attributen.items():
        sleutel = _name(clark, wijze, namespaces, attribuut=True)
        regels.append(f"{sleutel}={_quote(waarde, wijze)}")
    regels += [f'{sleutel}="{uri}"' for sleutel, uri in namespaces.items()]
    wijze.toeval.shuffle(regels)
    begin = " ".join([naam, *regels])
    inhoud = _write_text(knoop.tekst, wijze)
    for nummer, kind in enumerate(knoop.kinderen):
        inhoud += _space(knoop, wijze) + _write_knoop(kind, wijze)
        inhoud += _write_text(knoop.staarten.get(nummer, ""), wijze)
    if knoop.kinderen:
        inhoud += _space(knoop, wijze)
    if not inhoud and wijze.toeval.randrange(2):
        return f"<{begin}/>"
    return f"<{begin}>{inhoud}</{naam}{' ' if wijze.chance() else ''}>"


def _declare(wijze: Schrijfwijze) -> dict[str, str]:
    gegeven = {f"xmlns:{naam}": uri for uri, naam in wijze.voorvoegsels.items()}
    return gegeven | ({"xmlns": wijze.zonder} if wijze.zonder else {})


def _name(clark: str, wijze: Schrijfwijze, namespaces: dict[str, str], *, attribuut: bool) -> str:
    """The name as written; what its namespace needs is added to the declarations."""
    uri, _, lokaal = clark.removeprefix("{").rpartition("}")
    if uri == XML:
        return f"xml:{lokaal}"
    if not attribuut and uri == (wijze.zonder or ""):
        # Said again each time: the element above may be without namespace, or the other way round.
        namespaces["xmlns"] = uri
        return lokaal
    if uri in wijze.voorvoegsels:
        return f"{wijze.voorvoegsels[uri]}:{lokaal}"
    if not uri:
        if not attribuut:
            namespaces["xmlns"] = ""
        return lokaal
    namespaces["xmlns:vreemd"] = uri
    return f"vreemd:{lokaal}"


def _quote(waarde: str | TypeNaam, wijze: Schrijfwijze) -> str:
    if isinstance(waarde, TypeNaam):
        uri, _, lokaal = waarde.clark.removeprefix("{").rpartition("}")
        waarde = f"{wijze.voorvoegsels.get(uri, 'onbekend')}:{lokaal}"
    teken = wijze.toeval.choice("\"'")
    regeleinden = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", teken: f"&#{ord(teken)};"}
    return f"{teken}{escape(waarde, regeleinden)}{teken}"


def _write_text(tekst: str, wijze: Schrijfwijze) -> str:
    if tekst and "]]>" not in tekst and "\r" not in tekst and wijze.chance():
        return f"<![CDATA[{tekst}]]>"
    geschreven = escape(tekst, {"\r": "&#13;"})
    if tekst and wijze.chance():
        half = len(tekst) // 2
        los = _loose(wijze)
        return escape(tekst[:half], {"\r": "&#13;"}) + los + escape(tekst[half:], {"\r": "&#13;"})
    return geschreven


def _space(knoop: Knoop, wijze: Schrijfwijze) -> str:
    """What may stand between elements without meaning anything."""
    if not wijze.chance():
        return ""
    return wijze.toeval.choice(("\n  ", " ", "\t", "&#32;", "<![CDATA[ ]]>", _loose(wijze)))


def _loose(wijze: Schrijfwijze) -> str:
    if wijze.instructies and wijze.toeval.randrange(2):
        return "<?bladwijzer hier?>"
    return "<!-- los -->"


def tag(naam: str) -> str:
    """`JZ:object` as the tree names it."""
    return to_clark(naam)
