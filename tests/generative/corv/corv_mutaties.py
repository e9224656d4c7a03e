"""Ways to spoil a message, or nearly: what comes out may be valid or not, and that is the question."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

from corv_boom import XML, Knoop, TypeNaam, tag
from corv_generator import Generator

from kring.koppelingen.corv.beschrijving import Attribuut, Grondvorm, Waardesoort, walk_soorten
from kring.koppelingen.corv.namen import NAMESPACES
from kring.koppelingen.corv.vtberichten import VT_MELDING, VT_TERUGKOPPELING


LOS = ("x", " ", "\n\t", "\u00a0", "0", "]]>", "\r", "tekst & meer")
BOOLEANS = ("true", "false", "1", "0", " true\n", "TRUE", "", "ja", "false ")
GETALLEN = (
    *(
        "",
        " ",
        "0",
        "-0",
        "+0",
        "1",
        "+1",
        "-1",
        "1.",
        ".0",
        ".",
        "+",
        "1.0",
        "1.5",
        "0.5",
        "1e3",
        "0x1",
    ),
    *("99999", "100000", "9999", "00000", "12345678", "123456789", "12345678.0", "0000012345678"),
    *(
        " 12 ",
        "1 2",
        "\u00a012",
        "\u0661\u0662",
        "1,0",
        "--1",
        "000000000000000000000000000001",
        "0.000",
    ),
)
SOORTEN = [s for b in (VT_MELDING, VT_TERUGKOPPELING) for s in walk_soorten(b.soort)]
ATTRIBUTEN = sorted(
    {a.naam: a for s in SOORTEN for a in s.attributen}.values(), key=lambda a: a.naam
)
TYPENAMEN = sorted({s.naam for s in SOORTEN if s.naam})
TAGS = sorted({tag(element.naam) for s in SOORTEN for element in s.inhoud})


# Nothing of the kind is left, after other changes: the message stays as it is.
class NietsTeDoen(Exception):
    pass


def _is_knoop(_: Knoop) -> bool:
    return True


def _pick(bericht: Knoop, toeval: Random, past: Callable[[Knoop], bool] = _is_knoop) -> Knoop:
    kandidaten = [knoop for knoop in bericht.walk() if past(knoop)]
    if not kandidaten:
        raise NietsTeDoen
    return toeval.choice(kandidaten)


def _has_kinderen(knoop: Knoop) -> bool:
    return bool(knoop.kinderen)


def _has_attributen(knoop: Knoop) -> bool:
    return bool(knoop.attributen)


def _is_groep(knoop: Knoop) -> bool:
    return knoop.is_groep


def _is_waarde(knoop: Knoop) -> bool:
    return not knoop.is_groep


def mutate(bericht: Knoop, toeval: Random, *, aantal: int) -> Knoop:
    """A copy with so many changes."""
    anders = bericht.copy()
    for mutatie in toeval.choices(MUTATIES, k=aantal):
        with suppress(NietsTeDoen):
            mutatie(anders, toeval)
    return anders


def drop_element(bericht: Knoop, toeval: Random) -> None:
    ouder = _pick(bericht, toeval, _has_kinderen)
    del ouder.kinderen[toeval.randrange(len(ouder.kinderen))]


def duplicate_element(bericht: Knoop, toeval: Random) -> None:
    ouder = _pick(bericht, toeval, _has_kinderen)
    plaats = toeval.randrange(len(ouder.kinderen))
    ouder.kinderen.insert(plaats, ouder.kinderen[plaats].copy())


def move_element(bericht: Knoop, toeval: Random) -> None:
    ouder = _pick(bericht, toeval, _has_kinderen)
    kind = ouder.kinderen.pop(toeval.randrange(len(ouder.kinderen)))
    ouder.kinderen.insert(toeval.randrange(len(ouder.kinderen) + 1), kind)


def rename_element(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval)
    uri, _, lokaal = knoop.tag.rpartition("}")
    naam = toeval.choice(
        (lokaal.upper(), lokaal[:-1] or "q", f"{lokaal}x", "gerelateerde", "object")
    )
    knoop.tag = f"{uri}}}{naam}" if uri else naam


def move_namespace(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval)
    lokaal = knoop.tag.rpartition("}")[2]
    uri = toeval.choice((*NAMESPACES.values(), "http://vreemd.invalid", ""))
    knoop.tag = f"{{{uri}}}{lokaal}" if uri else lokaal


def insert_element(bericht: Knoop, toeval: Random) -> None:
    ouder = _pick(bericht, toeval, _is_groep)
    vreemd = Knoop(tag=toeval.choice((*TAGS, "vreemd", "{http://www.w3.org/2001/XInclude}include")))
    vreemd.tekst = toeval.choice(("", "x"))
    ouder.kinderen.insert(toeval.randrange(len(ouder.kinderen) + 1), vreemd)


def swap_content(bericht: Knoop, toeval: Random) -> None:
    een, ander = _pick(bericht, toeval), _pick(bericht, toeval)
    if een not in ander.walk() and ander not in een.walk():
        een.kinderen, ander.kinderen = ander.kinderen, een.kinderen
        een.tekst, ander.tekst = ander.tekst, een.tekst


def add_optional_element(bericht: Knoop, toeval: Random) -> None:
    ouder = _pick(bericht, toeval, _is_groep)
    if ouder.beschreven is not None:
        element = toeval.choice(ouder.beschreven.soort.inhoud)
        nieuw = Generator(toeval, kans=toeval.choice((0, 5))).build(element)
        ouder.kinderen.insert(toeval.randrange(len(ouder.kinderen) + 1), nieuw)


def empty_element(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval)
    knoop.kinderen, knoop.tekst = [], toeval.choice(("", "", " "))


def add_stray_text(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval, _is_groep)
    if knoop.kinderen and toeval.randrange(2):
        knoop.staarten[toeval.randrange(len(knoop.kinderen))] = toeval.choice(LOS)
    else:
        knoop.tekst = toeval.choice(LOS)


def add_child_to_value(bericht: Knoop, toeval: Random) -> None:
    _pick(bericht, toeval, _is_waarde).kinderen.append(Knoop(tag=toeval.choice((*TAGS, "b"))))


def change_value(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval, _is_waarde)
    if knoop.beschreven is not None and knoop.beschreven.soort.waarde is not None:
        knoop.tekst = near_miss(knoop.beschreven.soort.waarde, knoop.tekst, toeval)


def near_miss(soort: Waardesoort, waarde: str, toeval: Random) -> str:
    """A value on or just over an edge of what is allowed."""
    if soort.grondvorm is not Grondvorm.TEKST:
        return toeval.choice((*GETALLEN, *BOOLEANS))
    lengtes = [soort.kortst - 1, soort.kortst, (soort.langst or 5), (soort.langst or 5) + 1]
    teken = toeval.choice(("a", "9", " ", "\u00e9", "\U0001f600", "Z"))
    pogingen = [teken * max(lengte, 0) for lengte in lengtes]
    pogingen += [
        "",
        " ",
        f" {waarde}",
        f"{waarde} ",
        f"{waarde}\n",
        waarde[:-1],
        f"{waarde}0",
        f"{waarde}a",
    ]
    pogingen += [
        waarde.upper(),
        waarde.replace("1", "\u0661"),
        "123456789",
        "1234AB",
        "1234 AB",
        "0234AB",
    ]
    pogingen += [*soort.codes[:2], "ja", "JA", "onbekend", "20261103", "2026110321450000012"]
    return toeval.choice(pogingen)


def drop_attribute(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval, _has_attributen)
    del knoop.attributen[toeval.choice([*knoop.attributen])]


def add_attribute(bericht: Knoop, toeval: Random) -> None:
    """Any attribute the standard knows, with and without StUF's prefix, and some it does not know."""
    knoop = _pick(bericht, toeval)
    attribuut = toeval.choice(ATTRIBUTEN)
    lokaal = attribuut.naam.rpartition(":")[2]
    vreemd = (
        f"{{{XML}}}lang",
        f"{{{XML}}}space",
        "vreemd",
        "{http://vreemd.invalid}a",
        tag("xsi:foo"),
    )
    namen = (tag(attribuut.naam), tag(f"StUF:{lokaal}"), lokaal, tag(f"JZ:{lokaal}"))
    naam = toeval.choice(namen) if toeval.randrange(4) else toeval.choice(vreemd)
    knoop.attributen[naam] = _attribute_value(attribuut, toeval)


def _attribute_value(attribuut: Attribuut, toeval: Random) -> str:
    goed = Generator(toeval, kans=0).attribute(attribuut)
    return goed if toeval.randrange(3) else near_miss(attribuut.waarde, goed, toeval)


def change_attribute(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval, _has_attributen)
    naam = toeval.choice([*knoop.attributen])
    bekend = [a for a in ATTRIBUTEN if tag(a.naam) == naam]
    oud = knoop.attributen[naam]
    if bekend and isinstance(oud, str):
        pogingen = (
            near_miss(bekend[0].waarde, oud, toeval),
            *BOOLEANS[:4],
            f" {oud}",
            f"{oud}X",
            "ZAK",
            "VTM",
        )
        knoop.attributen[naam] = toeval.choice(pogingen)


def toggle_prefix(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval, _has_attributen)
    naam = toeval.choice([*knoop.attributen])
    lokaal = naam.rpartition("}")[2]
    waarde = knoop.attributen.pop(naam)
    knoop.attributen[lokaal if "}" in naam else tag(f"StUF:{lokaal}")] = waarde


def add_nil(bericht: Knoop, toeval: Random) -> None:
    """`xsi:nil` anywhere, with or without emptying the element."""
    knoop = _pick(bericht, toeval)
    knoop.attributen[tag("xsi:nil")] = toeval.choice(BOOLEANS)
    if toeval.randrange(3):
        knoop.kinderen, knoop.tekst = [], toeval.choice(("", "", "", " "))
    if toeval.randrange(2):
        naam = toeval.choice((tag("StUF:noValue"), "noValue"))
        knoop.attributen[naam] = toeval.choice(("geenWaarde", "waardeOnbekend", "", "anders"))


def add_type(bericht: Knoop, toeval: Random) -> None:
    knoop = _pick(bericht, toeval)
    eigen = knoop.beschreven.soort if knoop.beschreven else None
    namen = [s.naam for s in (eigen, *eigen.afgeleid) if s.naam] if eigen else []
    waarde: str | TypeNaam = TypeNaam(tag(toeval.choice([*namen * 20, *TYPENAMEN])))
    if toeval.randrange(4) == 0:
        waarde = toeval.choice(
            ("", "x", ":x", "JZ:", " JZ:String-e", "q:String-e", "JZ:a:b", "xml:lang")
        )
    knoop.attributen[tag("xsi:type")] = waarde


def add_schema_location(bericht: Knoop, toeval: Random) -> None:
    naam = toeval.choice(("xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"))
    waarden = ("", "a", f"{NAMESPACES['JZ']} http://elders.invalid/a.xsd", "a b c")
    _pick(bericht, toeval).attributen[tag(naam)] = toeval.choice(waarden)


def replace_root(bericht: Knoop, toeval: Random) -> None:
    bericht.tag = tag(
        f"JZ:{toeval.choice(('vtMeldingDi01', 'vtTerugkoppelingDi01', 'zorgmeldingDi01'))}"
    )


MUTATIES: tuple[Callable[[Knoop, Random], None], ...] = (
    *(drop_element, duplicate_element, move_element, rename_element, move_namespace),
    *(insert_element, swap_content, add_optional_element, empty_element, add_stray_text),
    *(add_child_to_value, change_value, change_value, drop_attribute, add_attribute, add_attribute),
    *(
        change_attribute,
        toggle_prefix,
        add_nil,
        add_nil,
        add_type,
        add_schema_location,
        replace_root,
    ),
)
