"""A variant with everything in it: the whole model of one way to organise the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kring.stelsel.begrippen.bronnen import Bron, Grondslag, InvalidBegrip
from kring.stelsel.begrippen.regels import (
    Bewaarregel,
    Document,
    OpenVraag,
    Termijn,
    Trede,
    Waarborg,
    Weigergrond,
)
from kring.stelsel.begrippen.spelers import Bevoegdheid, Functie, Mandaat, Partij
from kring.stelsel.begrippen.toegang import Categorie, Doel, Toegangssoort
from kring.stelsel.begrippen.uitleg import Instelling, Lezer, Uitlegtekst, Woord
from kring.stelsel.begrippen.verloop import Feitsoort, Stap, Toestand


class Variantstatus(StrEnum):
    UITVOERBAAR = "uitvoerbaar"  # today's law carries it: cases may run in it
    ALLEEN_SIMULATIE = "alleen_simulatie"


# One way to organise the system. `gebruikt` names shared folders of the model that belong to it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    id: str
    code: str
    naam: str
    versie: str
    geldig_vanaf: date
    status: Variantstatus
    samenvatting: str
    parameters: Mapping[str, str]
    bron: tuple[Grondslag, ...]
    gebruikt: tuple[str, ...] = ()
    geldig_tot: date | None = None

    def __post_init__(self) -> None:
        if self.geldig_tot and self.geldig_tot <= self.geldig_vanaf:
            raise InvalidBegrip("geldig_tot moet na geldig_vanaf liggen")


# Everything of one variant, checked and immutable. `vingerafdruk` is the sha256 of its content.
@dataclass(frozen=True, kw_only=True)
class Stelsel:
    variant: Variant
    bronnen: Mapping[str, Bron]
    partijen: Mapping[str, Partij]
    bevoegdheden: Mapping[str, Bevoegdheid]
    mandaten: Mapping[str, Mandaat]
    functies: Mapping[str, Functie]
    toestanden: Mapping[str, Toestand]
    feitsoorten: Mapping[str, Feitsoort]
    stappen: Mapping[str, Stap]
    termijnen: Mapping[str, Termijn]
    waarborgen: Mapping[str, Waarborg]
    weigergronden: Mapping[str, Weigergrond]
    documenten: Mapping[str, Document]
    ladder: Mapping[str, Trede]
    bewaarregels: Mapping[str, Bewaarregel]
    open_vragen: Mapping[str, OpenVraag]
    categorieen: Mapping[str, Categorie]
    doelen: Mapping[str, Doel]
    toegangssoorten: Mapping[str, Toegangssoort]
    instellingen: Mapping[str, Instelling]
    woorden: Mapping[str, Woord]
    uitleg_stappen: Mapping[str, Mapping[Lezer, Uitlegtekst]]
    uitleg_toestanden: Mapping[str, Mapping[Lezer, Uitlegtekst]]
    vingerafdruk: str

    def instelling(self, naam: str) -> int:
        """The value of a decided number. Raises KeyError for a name the model does not know."""
        return self.instellingen[naam].waarde
