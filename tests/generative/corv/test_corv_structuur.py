"""Our description says, element by element, what the official schemas say.

Both are read as data and laid side by side, so that a difference is found wherever it hides.
Skipped, with the missing directory named, where the official schemas are absent.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import xmlschema

from kring.koppelingen.corv.beschrijving import Element, Grondvorm, Soort, Waardesoort
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN
from kring.koppelingen.corv.namen import to_clark, to_kort
from kring.koppelingen.corv.schemas import BESTAND


XS = "{http://www.w3.org/2001/XMLSchema}"
GRONDVORMEN = {
    "string": Grondvorm.TEKST,
    "decimal": Grondvorm.DECIMAAL,
    "integer": Grondvorm.GEHEEL,
    "positiveInteger": Grondvorm.POSITIEF,
    "boolean": Grondvorm.WAAR_ONWAAR,
}


@pytest.fixture(scope="module")
def schema(schemas):
    return xmlschema.XMLSchema(str(schemas / BESTAND), allow="local")


@pytest.mark.parametrize("naam", sorted(BESCHRIJVINGEN))
def test_the_description_is_the_schema(schema, naam):
    verschillen = [*compare_element(schema.elements[naam], BESCHRIJVINGEN[naam], f"/{naam}")]
    assert verschillen == []


def test_no_type_may_stand_in_for_another_unless_described(schema):
    gezien: dict[str, Soort] = {}
    for beschrijving in BESCHRIJVINGEN.values():
        for element in walk(beschrijving):
            gezien[element.soort.naam or ""] = element.soort
    for naam, soort in gezien.items():
        if naam:
            eigen = schema.maps.types[to_clark(naam)]
            vervangers = {
                t.name for t in schema.maps.types.values() if t is not eigen and t.is_derived(eigen)
            }
            assert vervangers == {to_clark(s.naam) for s in soort.afgeleid}


def walk(element: Element) -> Iterator[Element]:
    yield element
    for onder in element.soort.inhoud:
        yield from walk(onder)


def compare_element(officieel: Any, ons: Element, pad: str) -> Iterator[str]:
    soort = officieel.type
    if soort.name and not soort.name.startswith(XS):
        yield from differ(pad, "type", soort.name, to_clark(ons.soort.naam or ""))
    else:
        yield from differ(pad, "type", None, ons.soort.naam)
    yield from differ(pad, "nil", officieel.nillable, ons.nil)
    attributen = {n: a for n, a in getattr(soort, "attributes", {}).items() if n is not None}
    yield from compare_attributen(attributen, ons.soort, pad)
    if soort.is_simple() or soort.has_simple_content():
        yield from compare_waarde(soort, ons.soort.waarde, pad)
        return
    yield from differ(pad, "mag_leeg", soort.content.min_occurs == 0, ons.soort.mag_leeg)
    delen = [*flatten(soort.content)]
    yield from differ(
        pad, "inhoud", [to_kort(d.name) for d, *_ in delen], [e.naam for e in ons.soort.inhoud]
    )
    for (deel, minimaal, keuze), element in zip(delen, ons.soort.inhoud, strict=False):
        onder = f"{pad}/{element.naam}"
        gegeven = (element.minimaal, element.maximaal, element.keuze)
        yield from differ(onder, "aantal", (minimaal, deel.max_occurs, keuze), gegeven)
        yield from compare_element(deel, element, onder)


def flatten(
    groep: Any, *, optioneel: bool = False, keuze: bool = False
) -> Iterator[tuple[Any, int, bool]]:
    """The elements of nested groups in order, with how often at least and whether in a choice."""
    assert groep.max_occurs == 1
    for deel in groep:
        if hasattr(deel, "model"):
            vrij = optioneel or deel.min_occurs == 0
            yield from flatten(deel, optioneel=vrij, keuze=deel.model == "choice" and len(deel) > 1)
        else:
            yield deel, 0 if optioneel else deel.min_occurs, keuze


def compare_attributen(officieel: dict[str, Any], ons: Soort, pad: str) -> Iterator[str]:
    eigen = {to_clark(attribuut.naam): attribuut for attribuut in ons.attributen}
    yield from differ(pad, "attributen", sorted(officieel), sorted(eigen))
    for naam in officieel.keys() & eigen.keys():
        plek = f"{pad}/@{to_kort(naam)}"
        yield from differ(
            plek, "verplicht", officieel[naam].use == "required", eigen[naam].verplicht
        )
        yield from differ(plek, "vast", officieel[naam].fixed, eigen[naam].vast)
        yield from compare_waarde(officieel[naam].type, eigen[naam].waarde, plek)


def compare_waarde(soort: Any, ons: Waardesoort | None, pad: str) -> Iterator[str]:
    assert ons is not None, pad
    facetten: dict[str, Any] = {}
    while not str((soort := getattr(soort, "content", soort)).name).startswith(XS):
        for naam, facet in (getattr(soort, "facets", None) or {}).items():
            if naam is not None:
                facetten.setdefault(naam.removeprefix(XS), facet)
        soort = soort.base_type
    yield from differ(pad, "grondvorm", GRONDVORMEN[soort.name.removeprefix(XS)], ons.grondvorm)
    codes = tuple(getattr(facetten.get("enumeration"), "enumeration", ()))
    yield from differ(pad, "codes", sorted(codes), sorted(ons.codes))
    patronen = getattr(facetten.get("pattern"), "regexps", [None])
    yield from differ(pad, "patroon", patronen, [ons.patroon])
    getallen = {naam: facet.value for naam, facet in facetten.items() if hasattr(facet, "value")}
    yield from differ(pad, "hoogste", getallen.get("maxInclusive"), ons.hoogste)
    yield from differ(pad, "cijfers", getallen.get("totalDigits"), ons.cijfers)
    yield from differ(
        pad, "decimalen", getallen.get("fractionDigits"), None if ons.cijfers is None else 0
    )
    # Codes and patterns settle the length by themselves.
    lengte = getallen.get("length")
    lengtes = (lengte or getallen.get("minLength", 0), lengte or getallen.get("maxLength"))
    verwacht = (0, None) if codes or ons.patroon else lengtes
    yield from differ(pad, "lengte", verwacht, (ons.kortst, ons.langst))


def differ(pad: str, wat: str, officieel: object, ons: object) -> Iterator[str]:
    if officieel != ons:
        yield f"{pad} {wat}: schema {officieel!r}, wij {ons!r}"
