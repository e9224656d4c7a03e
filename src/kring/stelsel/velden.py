"""Do the values fit the fields of a fact? Every fault at once, each with its field, in Dutch."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kring.stelsel.begrippen import Feitsoort, Ligging, Veld, Veldsoort, is_bij
from kring.stelsel.deeldatum import Deeldatum, InvalidDeeldatum
from kring.stelsel.zaak import Stand, Waarden


# No note or report is longer; a longer text is almost always a pasted file.
HOOGSTENS_TEKENS = 100_000
HOOGSTENS_REGEL = 300
HOOGSTENS_RIJEN = 200
VROEGSTE_JAAR, LAATSTE_JAAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Veldfout:
    """A value that does not fit: the field (`leden.0.geboren` in a row) and what to do."""

    veld: str
    melding: str


def check_waarden(
    feit: Feitsoort, waarden: Waarden, stand: Stand, op: date, *, bericht: bool = False
) -> tuple[Veldfout, ...]:
    """Every value that is missing, unknown or of the wrong kind, seen from the day `op`.

    A `bericht` of another system is not refused for an odd date: nobody is there to mend it, and what
    it says of a child matters more. Its reader says beside it that the date is odd.
    """
    kader = _Kader(stand, frozenset(_nieuwe_leden(feit, waarden)), op, bericht)
    return tuple(_check_velden(feit.velden, waarden, "", kader))


@dataclass(frozen=True, slots=True)
class _Kader:
    """What a value may refer to: the case, and the persons that this same fact brings in."""

    stand: Stand
    nieuw: frozenset[str]
    op: date
    bericht: bool = False

    def kent_lid(self, id_: object) -> bool:
        return id_ in self.stand.leden or id_ in self.nieuw


def _nieuwe_leden(feit: Feitsoort, waarden: Waarden) -> Iterator[str]:
    for veld in feit.velden:
        rijen = waarden.get(veld.id)
        if not isinstance(rijen, list | tuple):
            continue
        for sub in veld.velden:
            if sub.soort is Veldsoort.NIEUW_LID:
                sleutels = (rij.get(sub.id) for rij in rijen if isinstance(rij, Mapping))
                yield from (sleutel for sleutel in sleutels if sleutel and isinstance(sleutel, str))


def _check_velden(
    velden: tuple[Veld, ...], waarden: Waarden, pad: str, kader: _Kader
) -> Iterator[Veldfout]:
    bekend = {veld.id for veld in velden}
    for naam in waarden.keys() - bekend:
        yield Veldfout(f"{pad}{naam}", f"het veld {naam} hoort hier niet; haal het weg")
    for veld in velden:
        waarde = waarden.get(veld.id)
        if waarde is None or waarde in ("", [], ()):
            if veld.verplicht:
                yield Veldfout(pad + veld.id, "vul dit in")
        elif veld.soort is Veldsoort.RIJEN:
            yield from _check_rijen(veld, waarde, pad + veld.id, kader)
        elif melding := CONTROLES[veld.soort](_zoals_hier(veld, waarden), waarde, kader):
            yield Veldfout(pad + veld.id, melding)


def _zoals_hier(veld: Veld, waarden: Waarden) -> Veld:
    """The field as it holds beside these answers: a child that is not born yet will be."""
    if veld.behalve_bij and is_bij(veld.behalve_bij, waarden):
        return replace(veld, ligt=None, behalve_bij="")
    return veld


def _check_rijen(veld: Veld, rijen: Any, pad: str, kader: _Kader) -> Iterator[Veldfout]:
    if not isinstance(rijen, list | tuple) or not all(isinstance(rij, Mapping) for rij in rijen):
        yield Veldfout(pad, f"{veld.naam}: hier hoort een lijst van regels")
        return
    if len(rijen) > HOOGSTENS_RIJEN:
        yield Veldfout(
            pad, f"{veld.naam}: meer dan {HOOGSTENS_RIJEN} regels; leg de rest apart vast"
        )
    if veld.minstens and len(rijen) < veld.minstens:
        yield Veldfout(pad, f"{veld.naam}: vul minstens {veld.minstens} regels in")
    for nummer, rij in enumerate(rijen):
        yield from _check_velden(veld.velden, rij, f"{pad}.{nummer}.", kader)


def _tekst(veld: Veld, waarde: Any, kader: _Kader) -> str:
    hoogstens = HOOGSTENS_REGEL if veld.soort is Veldsoort.REGEL else HOOGSTENS_TEKENS
    if not _is_tekst(waarde):
        return "dit is geen tekst; typ hier woorden"
    if not waarde.strip():
        return "vul dit in"
    if len(waarde) > hoogstens:
        return f"de tekst is te lang: {len(waarde)} tekens, er passen er {hoogstens}; kort hem in"
    if veld.minstens and len(waarde.strip()) < veld.minstens:
        return f"de tekst is te kort: schrijf minstens {veld.minstens} tekens"
    return ""


def _is_tekst(waarde: Any) -> bool:
    """Characters that can be stored and sent: no NUL, and no half of a pair."""
    if not isinstance(waarde, str) or "\0" in waarde:
        return False
    try:
        waarde.encode()
    except UnicodeEncodeError:
        return False
    return True


def _getal(veld: Veld, waarde: Any, kader: _Kader) -> str:
    if not isinstance(waarde, int) or isinstance(waarde, bool):
        return "dit is geen heel getal"
    laag = veld.minstens if veld.minstens is not None else waarde
    hoog = veld.hoogstens if veld.hoogstens is not None else waarde
    return (
        ""
        if laag <= waarde <= hoog
        else f"kies een getal van {veld.minstens} tot en met {veld.hoogstens}"
    )


def _moment(veld: Veld, waarde: Any, kader: _Kader) -> str:
    try:
        bekend = datetime.fromisoformat(waarde).tzinfo is not None and "T" in waarde
    except (ValueError, TypeError):
        bekend = False
    return "" if bekend else "dit is geen bestaand moment; vul dag en tijd in"


NOG_NIET = "deze dag moet nog komen; kies vandaag of een dag die geweest is"
GEEN_DAG = "dit is geen bestaande dag; schrijf bijvoorbeeld 2026-11-24"


def _dag(veld: Veld, waarde: Any, kader: _Kader) -> str:
    try:
        dag = date.fromisoformat(waarde)
    except (ValueError, TypeError):
        return GEEN_DAG
    if dag.isoformat() != waarde:
        # Days are compared as text further on: one day has one way of writing.
        return GEEN_DAG
    if veld.ligt is Ligging.VERLEDEN and dag > kader.op:
        return NOG_NIET
    if veld.ligt is Ligging.TOEKOMST and dag < kader.op:
        return "deze dag is al geweest; kies vandaag of een latere dag"
    if not VROEGSTE_JAAR <= dag.year <= LAATSTE_JAAR:
        return f"het jaar {dag.year} klopt niet; kijk de datum na"
    return ""


def _deeldatum(veld: Veld, waarde: Any, kader: _Kader) -> str:
    try:
        datum = Deeldatum.parse(waarde)
    except (InvalidDeeldatum, AttributeError) as fout:
        return str(fout) if isinstance(fout, InvalidDeeldatum) else "dit is geen datum"
    if not VROEGSTE_JAAR <= datum.jaar <= LAATSTE_JAAR:
        return f"het jaar {datum.jaar} klopt niet"
    # Of a date that is known in part, only what is certain counts.
    if veld.ligt is Ligging.VERLEDEN and datum.vroegst() > kader.op and not kader.bericht:
        return NOG_NIET
    if veld.ligt is Ligging.TOEKOMST and datum.laatst() < kader.op and not kader.bericht:
        return "deze dag is al geweest; kies vandaag of een latere dag"
    return ""


def _keuze(veld: Veld, waarde: Any, kader: _Kader) -> str:
    bekend = {keuze.id for keuze in veld.keuzes}
    gekozen = waarde if veld.soort is Veldsoort.KEUZES else [waarde]
    if isinstance(gekozen, list | tuple) and all(
        isinstance(k, str) and k in bekend for k in gekozen
    ):
        return ""
    return f"kies uit: {', '.join(keuze.naam for keuze in veld.keuzes)}"


def _leden(veld: Veld, waarde: Any, kader: _Kader) -> str:
    gekozen = waarde if veld.soort is Veldsoort.LEDEN else [waarde]
    if isinstance(gekozen, list | tuple) and all(
        isinstance(k, str) and kader.kent_lid(k) for k in gekozen
    ):
        return ""
    return "kies iemand uit dit gezin"


def _verwijzing(veld: Veld, waarde: Any, kader: _Kader) -> str:
    gebeurtenis = kader.stand.gebeurtenis(waarde) if isinstance(waarde, str) else None
    past = gebeurtenis and ("uitspraak" in veld.naar or gebeurtenis.feit in veld.naar)
    if not gebeurtenis or not past or not gebeurtenis.kent_plek(waarde):
        return f"{veld.naam}: dit staat niet in dit dossier"
    if waarde in kader.stand.afgerond(veld.niet_na):
        return f"{veld.naam}: dit is al afgerond; kies iets dat nog open is"
    return ""


def _sleutel(veld: Veld, waarde: Any, kader: _Kader) -> str:
    return "" if _is_tekst(waarde) else f"{veld.naam}: de sleutel ontbreekt"


Controle = Callable[[Veld, Any, _Kader], str]
CONTROLES: Mapping[Veldsoort, Controle] = {
    Veldsoort.TEKST: _tekst,
    Veldsoort.REGEL: _tekst,
    Veldsoort.GETAL: _getal,
    Veldsoort.DAG: _dag,
    Veldsoort.MOMENT: _moment,
    Veldsoort.DEELDATUM: _deeldatum,
    Veldsoort.KEUZE: _keuze,
    Veldsoort.KEUZES: _keuze,
    Veldsoort.LID: _leden,
    Veldsoort.LEDEN: _leden,
    Veldsoort.MEDEWERKER: _sleutel,
    Veldsoort.PARTIJ: _sleutel,
    Veldsoort.VERWIJZING: _verwijzing,
    Veldsoort.NIEUW_LID: _sleutel,
}
