"""Takes a stap: the next gebeurtenis with its receipt, or every reason why not."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kring.stelsel.begrippen import Stelsel, Toegangseffect, is_bij
from kring.stelsel.fold import beleggingen, fold
from kring.stelsel.toetsing import Uitkomst, Weigering, as_gebeurtenis, assess_stap
from kring.stelsel.zaak import Gebeurtenis, Stand, Voorstel, Waarden


# Grows with every change in what a stand or a receipt means.
MOTORVERSIE = "1"


# Proof of what was decided and on which model: enough to replay the stap and get the same answer.
@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangstbewijs:
    gebeurtenis: str
    variant: str
    versie: str
    vingerafdruk: str
    motorversie: str
    stap: str
    door: str
    partij: str
    bevoegdheid: str
    artikelen: tuple[str, ...]
    op: datetime
    toestand_voor: str
    toestand_na: str
    volgnummer: int
    # sha256 of the values: what went in, without its content.
    invoer: str
    uitkomsten: tuple[Uitkomst, ...]
    afgewogen: tuple[str, ...]


# A stap that was taken, with all that follows from it for the one who stores it.
@dataclass(frozen=True, slots=True, kw_only=True)
class Genomen:
    gebeurtenis: Gebeurtenis
    bewijs: Ontvangstbewijs
    stand: Stand
    beleggingen: Mapping[str, str]
    ontheffingen: frozenset[str]
    toegang: tuple[Toegangseffect, ...]
    beeindigt_toegang: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geweigerd:
    """A stap that was not taken; nothing changed."""

    weigeringen: tuple[Weigering, ...]


def take_stap(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> Genomen | Geweigerd:
    """Assess the proposal and, when nothing stands in the way, fold it into the stand.

    Raises KeyError when the variant does not have the stap.
    """
    oordeel = assess_stap(stelsel, stand, voorstel)
    if not oordeel.mag:
        return Geweigerd(weigeringen=oordeel.weigeringen)
    stap = stelsel.stappen[voorstel.stap]
    gebeurtenis = as_gebeurtenis(stelsel, stand, voorstel)
    nieuw = fold(stelsel, (gebeurtenis,), vanaf=stand)
    return Genomen(
        gebeurtenis=gebeurtenis,
        bewijs=_bewijs(stelsel, stand, nieuw, voorstel, oordeel.uitkomsten),
        stand=nieuw,
        beleggingen=beleggingen(stap, gebeurtenis),
        ontheffingen=stap.ontheft,
        toegang=tuple(e for e in stap.toegang if is_bij(e.alleen_bij, voorstel.waarden)),
        beeindigt_toegang=stap.beeindigt_toegang,
    )


def _bewijs(
    stelsel: Stelsel, voor: Stand, na: Stand, voorstel: Voorstel, uitkomsten: tuple[Uitkomst, ...]
) -> Ontvangstbewijs:
    stap = stelsel.stappen[voorstel.stap]
    bevoegdheid = stelsel.bevoegdheden[stap.bevoegdheid]
    return Ontvangstbewijs(
        gebeurtenis=voorstel.id,
        variant=stelsel.variant.id,
        versie=stelsel.variant.versie,
        vingerafdruk=stelsel.vingerafdruk,
        motorversie=MOTORVERSIE,
        stap=stap.id,
        door=voorstel.door.id,
        partij=voorstel.door.partij,
        bevoegdheid=bevoegdheid.id,
        artikelen=tuple(f"{g.tekst} {g.artikel}" for g in (*bevoegdheid.bron, *stap.bron)),
        op=voorstel.op,
        volgnummer=na.volgnummer,
        toestand_voor=voor.toestand,
        toestand_na=na.toestand,
        invoer=_hash(voorstel.waarden),
        uitkomsten=uitkomsten,
        afgewogen=tuple(sorted(voorstel.afwegingen)),
    )


def _hash(waarden: Waarden) -> str:
    tekst = json.dumps(waarden, sort_keys=True, ensure_ascii=False, default=dict)
    return hashlib.sha256(tekst.encode()).hexdigest()
