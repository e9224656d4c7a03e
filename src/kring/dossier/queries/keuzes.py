"""What the fields of a form can point at: people, professionals and earlier facts of this case."""

from collections.abc import Iterable, Mapping

from kring.dossier.formulier import Keuzes
from kring.dossier.queries.mensen import Lid
from kring.dossier.queries.regels import BIJ_REGEL, Regel, load_regels
from kring.stelsel.begrippen import Stap, Stelsel, Veld, Veldsoort
from kring.stelsel.kalender import dag_van
from kring.toegang.deur import Deur
from kring.toegang.queries import find_medewerkers


HOOGSTENS = 200
KORT = 70
UITSPRAAK = "uitspraak"


def load_keuzes(deur: Deur, stelsel: Stelsel, stap: Stap, leden: Mapping[str, Lid]) -> Keuzes:
    """Everything that the fields of this stap can choose from, as far as the reader may see it."""
    feit = stelsel.feitsoorten[stap.legt_vast]
    velden = list(_alle(feit.velden))
    soorten = {soort for veld in velden for soort in veld.naar}
    klaar = {soort for veld in velden for soort in veld.niet_na}
    return Keuzes(
        leden={lid.id: f"{lid.naam} ({lid.leeftijd})" for lid in leden.values()},
        medewerkers=_medewerkers(deur, stelsel, stap, velden),
        verwijzingen=_verwijzingen(deur, stelsel, soorten, klaar) if soorten else {},
    )


def _alle(velden: Iterable[Veld]) -> Iterable[Veld]:
    for veld in velden:
        yield veld
        yield from _alle(veld.velden)


def _medewerkers(
    deur: Deur, stelsel: Stelsel, stap: Stap, velden: Iterable[Veld]
) -> dict[str, str]:
    """Professionals who can hold what the stap gives; everybody who works in files where it says nothing."""
    gevraagd = [veld for veld in velden if veld.soort is Veldsoort.MEDEWERKER]
    if not gevraagd:
        return {}
    partijen = {partij for veld in gevraagd for partij in veld.partijen}
    partijen |= {partij for b in stap.belegt for partij in stelsel.functies[b.functie].partijen}
    if not partijen:
        partijen = {partij.id for partij in stelsel.partijen.values() if partij.moederorganisatie}
    gevonden = find_medewerkers(partijen, alias=deur.alias)
    return {str(actor.id): f"{actor.naam}, {actor.team or actor.organisatie}" for actor in gevonden}


def _verwijzingen(
    deur: Deur, stelsel: Stelsel, soorten: set[str], klaar: set[str]
) -> dict[str, dict[str, str]]:
    """Kind of fact → earlier facts of that kind, newest first, but for those that are finished."""
    # What contests a line stands beside that line, so it is found through the line.
    zoek = None if soorten & {UITSPRAAK, *BIJ_REGEL} else soorten | klaar
    per_soort: dict[str, dict[str, str]] = {}
    regels = load_regels(deur, stelsel, zoek, hoogstens=HOOGSTENS)
    weg = {regel.bij for regel in regels if regel.feit in klaar}
    for bij in regels:
        for regel in (bij,) if UITSPRAAK in soorten else (bij, *bij.weerwoord):
            soort = UITSPRAAK if UITSPRAAK in soorten else regel.feit
            if soort in soorten:
                sleutel = regel.sleutel if soort == UITSPRAAK else regel.gebeurtenis
                if sleutel not in weg:
                    per_soort.setdefault(soort, {}).setdefault(sleutel, _kort(regel))
    return per_soort


def _kort(regel: Regel) -> str:
    dag = dag_van(regel.op)
    tekst = regel.tekst if len(regel.tekst) <= KORT else f"{regel.tekst[:KORT]}…"
    return f"{regel.naam}, {dag.day}-{dag.month}-{dag.year}: {tekst}"
