"""The models that the tests run on: the real variants, and a small one to break on purpose."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.laden import ModelFouten, load_stelsel
from kring.stelsel.weigergronden import WEIGERGRONDEN


WORTEL = Path(__file__).resolve().parents[1]
STELSELS = WORTEL / "stelsels"
RVT, ESTAFETTE = "rvt", "estafette-2020"


@cache
def stelsel_van(variant: str) -> Stelsel:
    """The model of a variant, loaded once per process."""
    return load_stelsel(STELSELS, variant)


# -- A small model, complete and without a fault ------------------------------------------------------

BRONNEN = "bronnen/wetten.yaml"
SPELERS = "gedeeld/spelers.yaml"
REGELS = "gedeeld/regels.yaml"
STAPPEN = "gedeeld/stappen.yaml"
UITLEG = "gedeeld/uitleg.yaml"
VARIANT = "varianten/klein/variant.yaml"

_LEZERS = "{ouder: &tekst {wat: Wat., waarom: Waarom., doen: Doe dit.}, kind: *tekst, jongere: *tekst, professional: *tekst}"
_GRONDEN = "\n".join(
    f"  {naam}: {{bron: [wet_a 1], niet_gehaald: {{professional: Nee., ouder: Helaas.}}}}"
    for naam in sorted(WEIGERGRONDEN)
)

KLEIN: Mapping[str, str] = {
    BRONNEN: """\
bronnen:
  wet_a:
    titel: Wet A
    soort: wet
    vindplaats: boek
    gelezen_op: 2026-01-01
    status: wet
    vertrouwen: L
""",
    SPELERS: """\
partijen:
  team: {naam: Team, taak: Helpt., moederorganisatie: ja, bron: [wet_a 1]}
  gezin: {naam: Gezin, taak: Leeft., moederorganisatie: nee, bron: [wet_a 1]}
bevoegdheden:
  werken: {naam: Werken, partijen: [team], statutair: nee, bron: [wet_a 2]}
  beslissen: {naam: Beslissen, partijen: [team], statutair: ja, registraties: [skj], bron: [wet_a 2]}
mandaten:
  werk: {naam: Werk, bevoegdheden: [werken, beslissen], bron: [wet_a 2]}
functies:
  gezicht: {naam: Gezicht, partijen: [team], niveau: lokaal, reden: Nodig., enig: ja, verplicht_in: [A], bron: [wet_a 3]}
toestanden:
  A: {naam: Begin, voor_gezin: We beginnen, wie: team, begin: ja, bron: [wet_a 4]}
  Z: {naam: Einde, voor_gezin: We zijn klaar, wie: team, eind: ja, bron: [wet_a 4]}
categorieen:
  werk: {bit: 0, naam: Werk, bron: [wet_a 5]}
doelen:
  hulp: {naam: Hulp, voor_gezin: Voor hulp., bron: [wet_a 5]}
toegangssoorten:
  dossier: {naam: Dossier, doel: hulp, categorieen: [werk], bron: [wet_a 5]}
""",
    REGELS: """\
termijnen:
  week: {wat: Een week, soort: beslistermijn, termijn: 1 week, start: begin, aantal: 1, eenheid: week, atw: ja, bron: [wet_a 6]}
  dag: {wat: Een dag, soort: afgesproken, termijn: de dag, start: begin, bron: [wet_a 6]}
waarborgen:
  W1:
    naam: Geregistreerd
    gevolg: blokkeert
    toets: geregistreerd_besluit
    bij: [besluit]
    herstel: sluit
    bron: [wet_a 7]
    niet_gehaald: {professional: Niet geregistreerd.}
weigergronden:
"""
    + _GRONDEN
    + """
instellingen:
  getal: {waarde: 3, eenheid: stuks, betekenis: Drie., bron: [wet_a 8]}
woorden:
  moeilijk_woord: {betekenis: Lastig., vormen: [lastige], bron: [wet_a 8]}
bewaarregels:
  kort: {soort: werk, anker: einde_betrokkenheid, jaren: 1, bron: [wet_a 8]}
ladder:
  mee: {niveau: 1, naam: Mee, bevoegdheden: [werken], bron: [wet_a 8]}
open_vragen:
  vraag: {vraag: Wat nu?, waarom: Open., zolang: Wachten., bron: [wet_a 9]}
documenten:
  brief: {naam: Brief, velden: [aan], bron: [wet_a 9]}
""",
    STAPPEN: """\
feitsoorten:
  begonnen:
    naam: Begonnen
    uitspraak: feit
    zicht: {categorie: werk, portaal: gezin}
    bron: [wet_a 10]
    velden:
      leden:
        naam: Leden
        soort: rijen
        velden:
          lid: {naam: Lid, soort: nieuw_lid}
          rol: {naam: Rol, soort: regel}
      wie: {naam: Wie, soort: medewerker, partijen: [team], verplicht: nee}
      tot: {naam: Tot, soort: dag, verplicht: nee}
  gesloten:
    naam: Gesloten
    uitspraak: mening
    zicht: {categorie: werk, portaal: niemand}
    bron: [wet_a 10]
    velden:
      bij: {naam: Bij, soort: verwijzing, naar: [begonnen]}
      reden: {naam: Reden, soort: tekst}
stappen:
  begin:
    naam: Beginnen
    naar: A
    legt_vast: begonnen
    bevoegdheid: werken
    belegt: [{functie: gezicht, bij: door}]
    start_termijn: [{termijn: week}, {termijn: dag, tot: tot}]
    toegang: [{soort: dossier, aan: wie, tot: tot}]
    bron: [wet_a 11]
  sluit:
    naam: Sluiten
    van: [A]
    naar: Z
    legt_vast: gesloten
    bevoegdheid: beslissen
    functies: [gezicht]
    soorten: [besluit]
    ontheft: [gezicht]
    stopt_termijn: [week]
    beeindigt_toegang: [dossier]
    bron: [wet_a 11]
""",
    UITLEG: f"""\
uitleg_stappen:
  begin: {_LEZERS}
  sluit: {_LEZERS.replace("&tekst", "&meer").replace("*tekst", "*meer")}
uitleg_toestanden:
  A: {_LEZERS.replace("&tekst", "&nog").replace("*tekst", "*nog")}
  Z: {_LEZERS.replace("&tekst", "&einde").replace("*tekst", "*einde")}
""",
    VARIANT: """\
code: V9
naam: Klein
versie: "1"
geldig_vanaf: 2026-01-01
status: uitvoerbaar
samenvatting: Een klein stelsel.
parameters: {toets: Rijk}
gebruikt: [gedeeld]
bron: [wet_a 12]
""",
}


def write_model(wortel: Path, *wijzigingen: tuple[str, str, str], **erbij: str) -> Path:
    """Write the small model under `wortel`, each (file, old, new) changed in one place, and with the
    files of `erbij` (name without `.yaml`, in gedeeld/) beside it. Gives the model's folder."""
    teksten = {**KLEIN, **{f"gedeeld/{naam}.yaml": tekst for naam, tekst in erbij.items()}}
    for bestand, oud, nieuw in wijzigingen:
        assert teksten[bestand].count(oud) == 1, (bestand, oud, teksten[bestand].count(oud))
        teksten[bestand] = teksten[bestand].replace(oud, nieuw)
    stelsels = wortel / "stelsels"
    for bestand, tekst in teksten.items():
        pad = stelsels / bestand
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(tekst, encoding="utf-8")
    return stelsels


def load_klein(wortel: Path, *wijzigingen: tuple[str, str, str], **erbij: str) -> Stelsel:
    """The small model, changed."""
    return load_stelsel(write_model(wortel, *wijzigingen, **erbij), "klein")


def faults(wortel: Path, *wijzigingen: tuple[str, str, str], **erbij: str) -> list[str]:
    """What the loader says about the changed model, each fault as `file:line: message`."""
    try:
        load_klein(wortel, *wijzigingen, **erbij)
    except ModelFouten as fouten:
        return [str(fout).removeprefix("stelsels/") for fout in fouten.fouten]
    return []
