"""The first page of the reference: which variants there are, and what stands where."""

from collections.abc import Sequence

from kring.config.naslag.opmaak import UIT_HET_MODEL, blad, lijst, tabel, tekst
from kring.stelsel.begrippen import Stelsel


INLEIDING = """Naslag bij Kring: wat het model zegt en wat de code biedt, zonder iets dat met de hand is
geschreven. `script/check` faalt als deze bladzijden niet meer kloppen."""
REGELS = {
    "termijnen.md": "alle termijnen, met hun begin, soort en vindplaats",
    "waarborgen.md": "waar een stap op stuit, aan welke stappen het hangt, en wat het gezin dan leest",
    "weigergronden.md": "de andere redenen om een stap te weigeren",
    "bevoegdheden.md": "partijen, bevoegdheden, mandaten, functies en de ladder van het veiligheidsteam",
    "toegang.md": "wie wat mag zien: soorten toegang, categorieën en doelen",
    "bewaarregels.md": "hoe lang een dossier bewaard blijft",
    "documenten.md": "de stukken die het veld kent",
    "open-vragen.md": "wat wet en programma openlaten, en wat Kring zolang doet",
    "getallen.md": "getallen die het model koos",
    "woorden.md": "moeilijke woorden, uitgelegd voor een gezin",
    "bronnen.md": "de gelezen teksten, en hoe goed ze zijn gelezen",
}
TECHNIEK = {
    "instellingen.md": "elke omgevingsvariabele",
    "opdrachten.md": "elk werkwoord van `kring`",
    "api.md": "de API",
}


def build_inhoud(stelsels: Sequence[Stelsel]) -> str:
    """The first page."""
    varianten = [
        [
            stelsel.variant.code,
            tekst(stelsel.variant.naam),
            stelsel.variant.versie,
            str(stelsel.variant.status).replace("_", " "),
            f"[toestanden]({stelsel.variant.id}/toestanden.md)",
            f"[stappen]({stelsel.variant.id}/stappen.md)",
        ]
        for stelsel in stelsels
    ]
    return blad(
        "Naslag",
        UIT_HET_MODEL,
        INLEIDING,
        "## Varianten",
        tabel(("Code", "Variant", "Versie", "Status", "", ""), varianten),
        "## Regels",
        "Wat varianten delen, staat hier één keer. Bij wat maar in één variant zo is, staat welke.",
        _verwijzingen(REGELS),
        "## Techniek",
        _verwijzingen(TECHNIEK),
    )


def _verwijzingen(bladen: dict[str, str]) -> str:
    return lijst(f"[{naam.removesuffix('.md')}]({naam}): {wat}" for naam, wat in bladen.items())
