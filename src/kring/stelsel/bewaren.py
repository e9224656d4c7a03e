"""How long a file is kept: the longest term of the versioned table wins."""

from datetime import date

from kring.stelsel.begrippen import Bewaarregel, Stelsel
from kring.stelsel.kalender import add_jaren
from kring.stelsel.zaak import KINDROLLEN, Gebeurtenis, Stand


VOLWASSEN = 18
# What a file is when it closes without a kind chosen: a report that Veilig Thuis closed itself.
ZONDER_KEUZE = ("veilig_thuis",)


def bewaardatum(stelsel: Stelsel, stand: Stand) -> date | None:
    """The last day on which the closed file is kept; None while it runs, or when it is kept for ever.

    Source: Jeugdwet 7.3.8(3) and the rows of `bewaarregels`, in force on the day of closing.
    """
    if not stand.gebeurtenissen or not stelsel.toestanden[stand.toestand].eind:
        return None
    einde = stand.gebeurtenissen[_laatste_einde(stelsel, stand)]
    soorten = einde.waarden.get("bewaarsoort") or ZONDER_KEUZE
    regels = [
        regel
        for regel in stelsel.bewaarregels.values()
        if regel.soort in soorten and any(bron.geldt_op(einde.dag) for bron in regel.bron)
    ]
    dagen = [_einde(regel, einde.dag, stand) for regel in regels]
    return None if None in dagen else max((dag for dag in dagen if dag), default=None)


def vernietigingsbesluit(stelsel: Stelsel, stand: Stand) -> Gebeurtenis | None:
    """The decision by which the closed file is destroyed; None when there is none.

    Only the last decision counts, and only one that was taken since the file was closed for the last
    time: what was decided before a file was opened again says nothing about what came after.
    Source: Jeugdwet 7.3.9, Wmo 5.3.5.
    """
    besluit = stand.laatste("vernietiging_besloten")
    if besluit is None or not stelsel.toestanden[stand.toestand].eind:
        return None
    gesloten = stand.gebeurtenissen[_laatste_einde(stelsel, stand)]
    geldt = besluit.volgnummer > gesloten.volgnummer
    return besluit if geldt and besluit.waarden["besluit"] == "vernietigen" else None


def _laatste_einde(stelsel: Stelsel, stand: Stand) -> int:
    """Position of the gebeurtenis that closed the case."""
    return max(
        nummer
        for nummer, gebeurtenis in enumerate(stand.gebeurtenissen)
        if stelsel.stappen[gebeurtenis.stap].naar == stand.toestand
    )


def _einde(regel: Bewaarregel, gesloten: date, stand: Stand) -> date | None:
    if regel.jaren is None:
        return None
    if regel.anker == "einde_betrokkenheid":
        return add_jaren(gesloten, regel.jaren)
    # Of a child without a birth date, a newborn on the day of closing is the safe assumption.
    geboren = [
        lid.geboren.laatst() if lid.geboren else gesloten
        for lid in stand.leden.values()
        if lid.geboren or lid.rol in KINDROLLEN
    ]
    jongste = max(geboren, default=gesloten)
    extra = VOLWASSEN if regel.anker == "meerderjarigheid_jongste" else 0
    return add_jaren(jongste, regel.jaren + extra)
