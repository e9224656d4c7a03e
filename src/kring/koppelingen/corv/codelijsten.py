"""The code lists of the VT messages, with where they come from.

They are the vocabulary of police and justice: words for the boundary, not words for a family.
"""

from dataclasses import dataclass


BRON_SCHEMA = "StUF-koppelvlak Jeugdzorg 1.0.9, schemaset vt"
BRON_ROLLEN = "Referentielijsten bij het StUF-koppelvlak Jeugdzorg, versie 1.0.87 van 3 juli 2026"

VERWANTSCHAP = "verwantschap en gezag"
FAMILY_LIFE = "family-life"
INSTRUMENTEEL = "instrumenteel betrokken bij het bedrijfsdocument"
PROFESSIONEEL = "professioneel betrokken bij de jeugdige"


# In which role somebody is involved. The message carries the text; the code stands in the list only.
@dataclass(frozen=True, slots=True)
class Jeugdzorgrol:
    code: str
    tekst: str
    groep: str


# Source: BRON_ROLLEN, the rows without an end date.
JEUGDZORGROLLEN = (
    Jeugdzorgrol("111", "ouder, gezag niet benoemd", VERWANTSCHAP),
    Jeugdzorgrol("112", "ouder met gezag", VERWANTSCHAP),
    Jeugdzorgrol("113", "ouder zonder gezag", VERWANTSCHAP),
    Jeugdzorgrol("114", "ouder, niet juridisch", VERWANTSCHAP),
    Jeugdzorgrol("115", "kind", VERWANTSCHAP),
    Jeugdzorgrol("121", "broer of zus", VERWANTSCHAP),
    Jeugdzorgrol("122", "halfbroer of -zus", VERWANTSCHAP),
    Jeugdzorgrol("125", "grootouder", VERWANTSCHAP),
    Jeugdzorgrol("139", "overige verwant", VERWANTSCHAP),
    Jeugdzorgrol("191", "voogd", VERWANTSCHAP),
    Jeugdzorgrol("211", "pleegouder", FAMILY_LIFE),
    Jeugdzorgrol("212", "stiefouder", FAMILY_LIFE),
    Jeugdzorgrol("213", "opvoeder/verzorger", FAMILY_LIFE),
    Jeugdzorgrol("221", "stiefbroer of -zus", FAMILY_LIFE),
    Jeugdzorgrol("222", "pleegbroer of -zus", FAMILY_LIFE),
    Jeugdzorgrol("301", "jeugdige", INSTRUMENTEEL),
    Jeugdzorgrol("391", "melder", INSTRUMENTEEL),
    Jeugdzorgrol("392", "informant", INSTRUMENTEEL),
    Jeugdzorgrol("393", "contactpersoon", INSTRUMENTEEL),
    Jeugdzorgrol("411", "hulpverlener", PROFESSIONEEL),
    Jeugdzorgrol("412", "verpleegkundige, arts of medisch specialist", PROFESSIONEEL),
    Jeugdzorgrol("413", "onderwijsgevende", PROFESSIONEEL),
    Jeugdzorgrol("491", "overige professional", PROFESSIONEEL),
)
ROL_BIJ_TEKST = {rol.tekst: rol for rol in JEUGDZORGROLLEN}

# Source of the lists below: BRON_SCHEMA.
JA_NEE = ("Ja", "Nee")
GESLACHT = ("M", "V", "O")
# Level of concern on the Screening Assessment for Stalking and Harassment: no general danger score.
SASH_NIVEAU = ("laag", "matig", "hoog")
WIJZE_VAN_INFORMERING = ("mondeling", "schriftelijk", "telefonisch", "e-mail", "onbenoemd")

STATUS_NIET_ONTVANKELIJK = "melding niet ontvankelijk"
STATUS_UITKOMST = "uitkomst veiligheidsbeoordeling"
STATUS_ONJUIST_GEADRESSEERD = "Melding onjuist geadresseerd"
STATUS_VEILIGHEIDSBEOORDELING = (
    STATUS_NIET_ONTVANKELIJK,
    STATUS_UITKOMST,
    "overdracht",
    "afsluiting zonder overdracht",
    STATUS_ONJUIST_GEADRESSEERD,
)
UITKOMST_VEILIGHEIDSBEOORDELING = (
    "vervolgstappen belegd bij VT",
    "overdracht",
    "geen vervolgstappen nodig",
    "inzet regionaal maatwerk VT",
)

# Why a value is absent (StUF noValue) and what of a date is not known (StUF indOnvolledigeDatum):
# V complete, D the day, M month and day, J year, month and day.
NO_VALUE = (
    "nietOndersteund",
    "nietGeautoriseerd",
    "geenWaarde",
    "waardeOnbekend",
    "vastgesteldOnbekend",
)
ONVOLLEDIGE_DATUM = ("J", "M", "D", "V")
VERWERKINGSSOORT = ("T", "W", "V", "E", "I", "R", "S", "O")
SCOPE = (
    "alles",
    "allesZonderMetagegevens",
    "allesMaarKerngegevensGerelateerden",
    "allesZonderMetagegevensMaarKerngegevensGerelateerden",
    "kerngegevens",
)
