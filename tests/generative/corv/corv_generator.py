"""Builds messages from the description: every message that comes out is valid by construction."""

import re
from random import Random

from corv_boom import Knoop, TypeNaam, tag

from kring.koppelingen.corv.beschrijving import Attribuut, Element, Grondvorm, Soort, Waardesoort


TEKENS = "abcXYZ019 .,-'\"&<>éëß\u00a0\n\t\u2014\U0001f600"
_DEEL = re.compile(r"\[([^\]]*)\](?:\{(\d+)(?:,(\d+))?\})?")


# `kans` says, in tenths, how often what may be left out is there.
class Generator:
    def __init__(self, toeval: Random, *, kans: int) -> None:
        self.toeval = toeval
        self.kans = kans

    def chance(self) -> bool:
        return self.toeval.randrange(10) < self.kans

    def build(self, element: Element) -> Knoop:
        """An element that fits, with everything in it."""
        soort = self._choose_soort(element.soort)
        knoop = Knoop(tag=tag(element.naam), beschreven=element)
        if soort is not element.soort or (soort.naam and self.toeval.randrange(40) == 0):
            knoop.attributen[tag("xsi:type")] = TypeNaam(tag(soort.naam or ""))
        self._add_attributen(knoop, soort)
        # A group that is nil takes everything below it away, so that is rarer than a value.
        if element.nil and self.toeval.randrange(30) < (self.kans if soort.waarde else 1):
            self._make_nil(knoop, soort)
            return knoop
        if element.nil and self.toeval.randrange(30) == 0:
            knoop.attributen[tag("xsi:nil")] = self.toeval.choice(("false", "0", " false "))
        if soort.waarde is not None:
            knoop.tekst = self.value(soort.waarde)
        elif not (soort.mag_leeg and self.toeval.randrange(5) == 0):
            knoop.kinderen = self._build_inhoud(soort)
        return knoop

    def _choose_soort(self, soort: Soort) -> Soort:
        if soort.afgeleid and self.toeval.randrange(20) == 0:
            return self.toeval.choice(soort.afgeleid)
        return soort

    def _build_inhoud(self, soort: Soort) -> list[Knoop]:
        keuzes = [element for element in soort.inhoud if element.keuze]
        gekozen = self.toeval.choice(keuzes) if keuzes else None
        kinderen = []
        for element in soort.inhoud:
            if element.keuze and element is not gekozen:
                continue
            kinderen += [self.build(element) for _ in range(self._count(element))]
        return kinderen

    def _count(self, element: Element) -> int:
        if element.minimaal == 0 and not self.chance():
            return 0
        if element.maximaal is not None:
            return element.maximaal
        return 1 + (self.toeval.randrange(3) if self.chance() else 0)

    def _add_attributen(self, knoop: Knoop, soort: Soort) -> None:
        for attribuut in soort.attributen:
            if attribuut.verplicht or self.toeval.randrange(60) < self.kans:
                knoop.attributen[tag(attribuut.naam)] = self.attribute(attribuut)
        if self.toeval.randrange(100) == 0:
            knoop.attributen[tag("xsi:schemaLocation")] = "http://elders.invalid a.xsd"

    def attribute(self, attribuut: Attribuut) -> str:
        """A value that fits the attribute."""
        return self.value(attribuut.waarde) if attribuut.vast is None else attribuut.vast

    def _make_nil(self, knoop: Knoop, soort: Soort) -> None:
        knoop.attributen[tag("xsi:nil")] = self.toeval.choice(("true", "1", " true "))
        for attribuut in soort.attributen:
            if attribuut.naam.endswith("noValue") and self.toeval.randrange(4):
                knoop.attributen[tag(attribuut.naam)] = self.attribute(attribuut)

    def value(self, soort: Waardesoort) -> str:
        """A value that fits."""
        if soort.codes:
            return self.toeval.choice(soort.codes)
        if soort.grondvorm is Grondvorm.WAAR_ONWAAR:
            return self.toeval.choice(("true", "false", "1", "0", " true", "0\n"))
        if soort.patroon:
            return self._around(soort, self._from_pattern(soort.patroon))
        if soort.grondvorm is Grondvorm.DECIMAAL:
            return self._around(soort, self._date())
        if soort.hoogste is not None:
            return self._around(soort, str(self.toeval.randint(1, soort.hoogste)))
        return self._text(soort)

    def _text(self, soort: Waardesoort) -> str:
        langst = 30 if soort.langst is None else soort.langst
        lengte = self.toeval.choice(
            (soort.kortst, langst, self.toeval.randint(soort.kortst, min(langst, 30)))
        )
        return "".join(self.toeval.choices(TEKENS, k=lengte))

    def _from_pattern(self, patroon: str) -> str:
        gemaakt = ""
        for tekens, minst, meest in _DEEL.findall(patroon):
            keuze = re.sub(
                r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), tekens
            )
            aantal = self.toeval.randint(int(minst or 1), int(meest or minst or 1))
            gemaakt += "".join(self.toeval.choices(keuze, k=aantal))
        return gemaakt

    def _around(self, soort: Waardesoort, cijfers: str) -> str:
        """White space around a number means nothing."""
        if soort.grondvorm is Grondvorm.TEKST or self.toeval.randrange(8):
            return cijfers
        return self.toeval.choice((f" {cijfers}", f"{cijfers}\n", f"\t{cijfers} "))

    def _date(self) -> str:
        dag = f"{self.toeval.randint(1900, 2030)}{self.toeval.randint(1, 12):02}{self.toeval.randint(1, 28):02}"
        return self.toeval.choice(
            (dag, dag, dag, dag, "0", "-5", "99999999", f"+{dag}", f"000{dag}", f"{dag}.00")
        )
