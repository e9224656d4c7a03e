"""Holds a parsed message against its description and finds every fault in it.

One stricter than the XML library with the official schemas: a fixed value of an attribute, such as
the entiteittype, must be that value. The schemas say so; libxml2 does not look at it.
"""

from bisect import bisect_right
from collections import Counter
from typing import cast

from lxml import etree

from kring.koppelingen.corv.beschrijving import (
    Attribuut,
    Element,
    Soort,
    get_attributen,
    get_plaatsen,
)
from kring.koppelingen.corv.fouten import Fout
from kring.koppelingen.corv.namen import NAMESPACES, to_clark, to_kort
from kring.koppelingen.corv.waarden import WITRUIMTE, explain_misfit, read_waar_onwaar


_XSI = f"{{{NAMESPACES['xsi']}}}"
_NIL, _TYPE = f"{_XSI}nil", f"{_XSI}type"
# Allowed on every element by XML Schema itself.
_ALTIJD = frozenset({_NIL, _TYPE, f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})


def check_bericht(*, wortel: etree._Element, beschrijving: Element) -> tuple[Fout, ...]:
    """Every fault of the message against its description, in document order; empty when it fits."""
    toets = _Toets()
    toets.check_element(wortel, beschrijving, f"/{beschrijving.naam}")
    return tuple(toets.fouten)


def get_kinderen(element: etree._Element) -> list[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return [kind for kind in element if isinstance(kind.tag, str)]


def read_tekst(element: etree._Element) -> str:
    """The text of an element as one piece; a comment inside it does not break it."""
    return (element.text or "") + "".join(kind.tail or "" for kind in element)


def is_nil(element: etree._Element) -> bool:
    """Was it sent empty on purpose, with `xsi:nil`?"""
    return read_waar_onwaar(str(element.get(_NIL, "false"))) is True


def get_soort(element: etree._Element, beschreven: Element) -> Soort | None:
    """The type that the element has: its own, or the derived one that `xsi:type` names; None when
    `xsi:type` names another."""
    genoemd = element.get(_TYPE)
    if genoemd is None:
        return beschreven.soort
    voorvoegsel, scheiding, lokaal = str(genoemd).rpartition(":")
    namespace = element.nsmap.get(voorvoegsel if scheiding else None)
    if namespace is None:
        return None
    gezocht = f"{{{namespace}}}{lokaal}"
    for soort in (beschreven.soort, *beschreven.soort.afgeleid):
        if soort.naam is not None and to_clark(soort.naam) == gezocht:
            return soort
    return None


def name_kinderen(pad: str, kinderen: list[etree._Element]) -> list[str]:
    """A path for each child, numbered where its name occurs more than once."""
    totaal = Counter(str(kind.tag) for kind in kinderen)
    geteld: Counter[str] = Counter()
    paden = []
    for kind in kinderen:
        tag = str(kind.tag)
        geteld[tag] += 1
        nummer = f"[{geteld[tag]}]" if totaal[tag] > 1 else ""
        paden.append(f"{pad}/{to_kort(tag)}{nummer}")
    return paden


class _Toets:
    def __init__(self) -> None:
        self.fouten: list[Fout] = []

    def _add(self, element: etree._Element, pad: str, melding: str) -> None:
        regel = cast("int | None", element.sourceline)
        self.fouten.append(Fout(pad=pad, melding=melding, regel=regel))

    def check_element(self, element: etree._Element, beschreven: Element, pad: str) -> None:
        soort = get_soort(element, beschreven)
        if soort is None:
            self._add(
                element, pad, "xsi:type noemt een type dat hier niet past. Haal xsi:type weg."
            )
            soort = beschreven.soort
        self._check_attributen(element, soort, pad)
        if self._check_nil(element, beschreven, pad):
            return
        if soort.waarde is None:
            self._check_inhoud(element, soort, pad)
        elif get_kinderen(element):
            self._add(
                element, pad, "Hier hoort een waarde, maar er staan elementen in. Haal die weg."
            )
        elif melding := explain_misfit(waarde=read_tekst(element), soort=soort.waarde):
            leeg = not read_tekst(element).strip()
            self._add(element, pad, melding + (_advise_nil(beschreven) if leeg else ""))

    def _check_nil(self, element: etree._Element, beschreven: Element, pad: str) -> bool:
        """Judge `xsi:nil`; True when the element is nil, so that its content needs no look."""
        gegeven = element.get(_NIL)
        if gegeven is None:
            return False
        if not beschreven.nil:
            self._add(element, pad, "Dit element mag geen xsi:nil hebben. Haal xsi:nil weg.")
            return False
        if read_waar_onwaar(str(gegeven)) is None:
            self._add(element, pad, "xsi:nil moet true of false zijn.")
        if not is_nil(element):
            return False
        if len(get_kinderen(element)) or _has_characters(element):
            self._add(
                element,
                pad,
                "Het element heeft xsi:nil, maar is niet leeg; ook witruimte telt. "
                "Maak het helemaal leeg of haal xsi:nil weg.",
            )
        return True

    def _check_attributen(self, element: etree._Element, soort: Soort, pad: str) -> None:
        toegestaan = get_attributen(soort)
        for naam, waarde in element.attrib.items():
            if naam in _ALTIJD:
                continue
            attribuut = toegestaan.get(str(naam))
            melding = (
                _advise_attribuut(str(naam), toegestaan)
                if attribuut is None
                else _explain_attribuut(attribuut, str(waarde))
            )
            if melding:
                self._add(element, pad, melding)
        for naam, attribuut in toegestaan.items():
            if attribuut.verplicht and naam not in element.attrib:
                vast = f'="{attribuut.vast}"' if attribuut.vast else ""
                self._add(
                    element,
                    pad,
                    f"Attribuut {attribuut.naam} ontbreekt. Voeg {attribuut.naam}{vast} toe.",
                )

    def _check_inhoud(self, element: etree._Element, soort: Soort, pad: str) -> None:
        if read_tekst(element).strip(WITRUIMTE):
            self._add(
                element,
                pad,
                "Tussen de elementen staat losse tekst. Zet die in een element of haal die weg.",
            )
        kinderen = get_kinderen(element)
        self._check_aantallen(element, soort, pad, Counter(str(kind.tag) for kind in kinderen))
        plaatsen = get_plaatsen(soort)
        misplaatst = _find_misplaced([plaatsen.get(str(kind.tag), (-1,))[0] for kind in kinderen])
        paden = name_kinderen(pad, kinderen)
        for nummer, (kind, kindpad) in enumerate(zip(kinderen, paden, strict=True)):
            gevonden = plaatsen.get(str(kind.tag))
            if gevonden is None:
                self._add(
                    kind,
                    kindpad,
                    f"Dit element hoort niet in {pad.rpartition('/')[2]}. Haal het weg.",
                )
                continue
            plaats, beschreven = gevonden
            if nummer in misplaatst:
                self._add(kind, kindpad, _advise_plaats(soort, plaats))
            self.check_element(kind, beschreven, kindpad)

    def _check_aantallen(
        self, element: etree._Element, soort: Soort, pad: str, aantallen: Counter[str]
    ) -> None:
        if soort.mag_leeg and not aantallen:
            return
        keuze = []
        for beschreven in soort.inhoud:
            aantal = aantallen[to_clark(beschreven.naam)]
            if aantal < beschreven.minimaal:
                advies = _advise_nil(beschreven)
                self._add(
                    element, pad, f"Element {beschreven.naam} ontbreekt. Voeg het toe.{advies}"
                )
            elif beschreven.maximaal is not None and aantal > beschreven.maximaal:
                self._add(
                    element,
                    pad,
                    f"Element {beschreven.naam} staat er {aantal} keer; "
                    f"het mag er {beschreven.maximaal} keer staan. Haal de rest weg.",
                )
            if beschreven.keuze and aantal:
                keuze.append(beschreven.naam)
        if len(keuze) > 1:
            self._add(
                element, pad, f"Van {' en '.join(keuze)} mag er één staan. Haal de andere weg."
            )


def _has_characters(element: etree._Element) -> bool:
    """Is there any text, if only white space or an empty CDATA section?"""
    return element.text is not None or any(kind.tail is not None for kind in element)


def _find_misplaced(plaatsen: list[int]) -> set[int]:
    """The fewest elements that must move to put all in order; -1 stands for an unknown element."""
    # The longest rising row stays. `staarten` holds, per length, which element such a row ends with.
    staarten: list[int] = []
    vorige: dict[int, int | None] = {}
    for nummer, plaats in enumerate(plaatsen):
        if plaats >= 0:
            lengte = bisect_right(staarten, plaats, key=plaatsen.__getitem__)
            vorige[nummer] = staarten[lengte - 1] if lengte else None
            staarten[lengte:] = [nummer, *staarten[lengte + 1 :]]
    blijft: int | None = staarten[-1] if staarten else None
    misplaatst = set(vorige)
    while blijft is not None:
        misplaatst.discard(blijft)
        blijft = vorige[blijft]
    return misplaatst


def _advise_plaats(soort: Soort, plaats: int) -> str:
    buren = [f"na {el.naam}" for el in soort.inhoud[max(plaats - 1, 0) : plaats]]
    buren += [f"vóór {el.naam}" for el in soort.inhoud[plaats + 1 : plaats + 2]]
    return (
        f"Dit element staat op de verkeerde plaats. In de volgorde komt het {' en '.join(buren)}."
    )


def _advise_nil(beschreven: Element) -> str:
    if not beschreven.nil:
        return ""
    return ' Is er geen waarde, stuur het element dan leeg met xsi:nil="true".'


def _explain_attribuut(attribuut: Attribuut, waarde: str) -> str | None:
    melding = explain_misfit(waarde=waarde, soort=attribuut.waarde)
    if melding is None and attribuut.vast is not None and waarde != attribuut.vast:
        melding = f'De waarde moet hier "{attribuut.vast}" zijn.'
    return f"Attribuut {attribuut.naam}: {melding}" if melding else None


def _advise_attribuut(naam: str, toegestaan: dict[str, Attribuut]) -> str:
    """An attribute that does not belong here; StUF's prefix is the usual mistake."""
    lokaal = naam.rpartition("}")[2]
    for attribuut in toegestaan.values():
        if attribuut.naam.rpartition(":")[2] == lokaal:
            return f"Attribuut {to_kort(naam)} hoort hier niet. Schrijf het als {attribuut.naam}."
    return f"Attribuut {to_kort(naam)} hoort hier niet. Haal het weg."
