"""What the keeper of the standard published: sample messages, code lists, and schemas for our answer.

Each test skips, with the missing directory named, where that is absent.
"""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from corv_generator import Generator
from hypothesis import given, settings, strategies as st
from lxml import etree

from kring.koppelingen.corv import codelijsten, soorten
from kring.koppelingen.corv.bericht import Systeem
from kring.koppelingen.corv.beschrijving import Soort
from kring.koppelingen.corv.fouten import BerichtGeweigerd
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN, ONTVANGEN, lees_bericht
from kring.koppelingen.corv.mapping import as_vt_melding
from kring.koppelingen.corv.schemas import BESTAND
from kring.koppelingen.corv.schrijven import (
    ZONDER_ZICHT,
    Contact,
    Terugkoppeling,
    bouw_vt_terugkoppeling,
)


VANDAAG = date(2026, 11, 21)
ALLE = frozenset(BESCHRIJVINGEN)


def read_csv(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return [*csv.DictReader(bestand, delimiter=";")]


def test_every_published_sample_is_judged_as_published(voorbeelden, schemas):
    """Other messages of the koppelvlak are valid by the standard, and not taken here."""
    for rij in read_csv(voorbeelden / "verwacht.csv"):
        oordeel = judge((voorbeelden / rij["bestand"]).read_bytes(), schemas)
        genomen = rij["verwacht"] == "geldig" and rij["bericht"] in ALLE
        assert oordeel == ("genomen" if genomen else "geweigerd"), rij["bestand"]


def judge(data: bytes, schemas: Path) -> str:
    try:
        bericht = lees_bericht(data, vandaag=VANDAAG, schemas=schemas, soorten=ALLE)
    except BerichtGeweigerd:
        return "geweigerd"
    return "genomen" if not bericht.waarschuwingen else "genomen met waarschuwing"


def test_every_published_melding_becomes_a_melding(voorbeelden):
    for pad in sorted(voorbeelden.glob("vtMeldingDi01-*.xml")):
        bericht = lees_bericht(pad.read_bytes(), vandaag=VANDAAG, soorten=ONTVANGEN)
        melding = as_vt_melding(bericht=bericht)
        assert melding.overige_velden == ()
        assert melding.zorgelijke_situatie.betrokkenen


def test_our_own_samples_are_valid_by_the_schemas(schemas):
    schema = etree.XMLSchema(etree.parse(str(schemas / BESTAND)))
    berichten = Path(__file__).parents[2] / "unit/corv/berichten"
    for pad in sorted(berichten.glob("*.xml")):
        geldig = pad.stem.startswith(("melding-", "terugkoppeling"))
        if not pad.stem.startswith("vijandig"):
            assert schema.validate(etree.parse(str(pad))) is geldig, pad.name


def test_the_jeugdzorgrollen_are_those_of_the_list(referentielijsten):
    geldig = {
        (rij["rolcode"], rij["rolomschrijving"], rij["groep"])
        for rij in read_csv(referentielijsten / "jeugdzorgrollen.csv")
        if not rij["datum_einde_geldigheid"]
    }
    assert {(rol.code, rol.tekst, rol.groep) for rol in codelijsten.JEUGDZORGROLLEN} == geldig


@pytest.mark.parametrize(
    ("soort", "ons"),
    [
        ("UitkomstVeiligheidsbeoordeling", codelijsten.UITKOMST_VEILIGHEIDSBEOORDELING),
        ("StatusVeiligheidsbeoordeling", codelijsten.STATUS_VEILIGHEIDSBEOORDELING),
        ("SASHniveau", codelijsten.SASH_NIVEAU),
        ("Informeringswijze", codelijsten.WIJZE_VAN_INFORMERING),
    ],
)
def test_the_codes_are_those_of_the_list(referentielijsten, soort, ons):
    rijen = read_csv(referentielijsten / "codelijsten.csv")
    assert sorted(ons) == sorted(rij["code"] for rij in rijen if rij["lijst"] == soort)


class Bouwer:
    """Answers that may be sent, with and without what may be left out."""

    def __init__(self, toeval: Random) -> None:
        self.toeval = toeval
        self.generator = Generator(toeval, kans=5)

    def text(self, soort: Soort) -> str:
        # Never blank: that is refused, as another test shows.
        assert soort.waarde is not None
        return f"x{self.generator.value(soort.waarde)[1:]}"

    def perhaps(self, soort: Soort) -> str | None:
        return self.text(soort) if self.toeval.randrange(2) else None

    def systeem(self) -> Systeem:
        return Systeem(
            organisatie=self.text(soorten.ORGANISATIE),
            applicatie="Kring",
            administratie=self.perhaps(soorten.ADMINISTRATIE),
            gebruiker=self.perhaps(soorten.GEBRUIKER),
        )

    def contact(self) -> Contact:
        adressen = [self.text(soorten.JZ_STRING_254) for _ in range(self.toeval.randrange(3))]
        return Contact(naam=self.perhaps(soorten.JZ_STRING), emailadressen=tuple(adressen))

    def terugkoppeling(self) -> Terugkoppeling:
        status = self.toeval.choice(codelijsten.STATUS_VEILIGHEIDSBEOORDELING)
        uitkomst = self.toeval.choice(codelijsten.UITKOMST_VEILIGHEIDSBEOORDELING)
        zicht = status not in ZONDER_ZICHT or self.toeval.randrange(2) == 0
        return Terugkoppeling(
            zender=self.systeem(),
            ontvanger=self.systeem(),
            referentienummer=self.text(soorten.REFNUMMER),
            tijdstip=datetime.fromtimestamp(self.toeval.randrange(2**31), tz=UTC),
            identificatie_melding=self.perhaps(soorten.JZ_STRING),
            status=status,
            uitkomst=uitkomst if status == codelijsten.STATUS_UITKOMST else None,
            uitgevoerd_door=self.text(soorten.GESLACHTSNAAM),
            oin=self.toeval.choice((None, "0" * 20)),
            zicht_op_veiligheid_bij=self.text(soorten.GESLACHTSNAAM) if zicht else None,
            contact=self.contact() if zicht and self.toeval.randrange(2) else None,
            zaakidentificatie=self.toeval.choice((None, "12345", "x" * 40)),
            toelichting=self.perhaps(soorten.ZKN_STRING_1000),
        )


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(zaad=st.integers(0, 2**32 - 1))
def test_every_answer_we_build_is_valid_and_says_what_was_put_in(schemas, zaad):
    terugkoppeling = Bouwer(Random(zaad)).terugkoppeling()
    data = bouw_vt_terugkoppeling(terugkoppeling)
    assert data == bouw_vt_terugkoppeling(terugkoppeling)
    bericht = lees_bericht(data, vandaag=date(2040, 1, 1), schemas=schemas, soorten=ALLE)
    assert bericht.stuurgegevens.zender == terugkoppeling.zender
    waarden = {veld.naam: veld.waarde for veld in bericht.velden.walk()}
    assert waarden["ZKN:status"] == terugkoppeling.status
    assert waarden.get("ZKN:toelichting") == terugkoppeling.toelichting
    assert waarden["JZ:identificatieVtMelding"] == terugkoppeling.identificatie_melding
