"""Splits a gebeurtenis into the uitspraken it makes: one for the whole and one per row that is about
somebody, each with its kind and with the persons who may see it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kring.stelsel.begrippen import Doelgroep, Feitsoort, Stelsel, Veld, Veldsoort
from kring.stelsel.zaak import BIJ, Gebeurtenis, Stand


PER_RIJ = "rij"
# The sub-field by which an author says that the person may read a row now.
DELEN = "delen"


# Who may see a row: what the access policy looks at.
@dataclass(frozen=True, slots=True, kw_only=True)
class Zicht:
    categorie: str
    over: tuple[str, ...]
    voor: tuple[str, ...]
    portaal: bool
    verzegeld: bool


# One thing that was said. `plek` is where in the values: "" for the whole, "uitspraken.0" for a row.
@dataclass(frozen=True, slots=True, kw_only=True)
class Uitspraak:
    plek: str
    feit: str
    soort: str
    bij: str
    zicht: Zicht
    inhoud: Mapping[str, Any]


def uitspraken_van(
    stelsel: Stelsel, stand: Stand, gebeurtenis: Gebeurtenis
) -> tuple[Uitspraak, ...]:
    """What this gebeurtenis says; `stand` is the one after it, so that new members are known."""
    feit = stelsel.feitsoorten[gebeurtenis.feit]
    return (*_geheel(feit, stand, gebeurtenis), *_rijen(feit, gebeurtenis))


def zicht_van(stelsel: Stelsel, stand: Stand, gebeurtenis: Gebeurtenis) -> Zicht:
    """Who may know that the gebeurtenis took place: whoever sees something of what it says."""
    feit = stelsel.feitsoorten[gebeurtenis.feit]
    delen = [uitspraak.zicht for uitspraak in uitspraken_van(stelsel, stand, gebeurtenis)]
    zichtbaar = [deel for deel in delen if deel.portaal]
    return Zicht(
        categorie=feit.zicht.categorie,
        over=_samen(deel.over for deel in zichtbaar),
        voor=_samen(deel.voor for deel in zichtbaar),
        portaal=bool(zichtbaar),
        verzegeld=bool(feit.zicht.verzegeld_voor),
    )


def _samen(reeksen: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(persoon for reeks in reeksen for persoon in reeks))


def _geheel(feit: Feitsoort, stand: Stand, gebeurtenis: Gebeurtenis) -> Iterator[Uitspraak]:
    apart = {
        veld.id
        for veld in feit.velden
        if veld.geheim or _is_apart(feit, veld) or _brengt_leden(veld)
    }
    inhoud = {naam: waarde for naam, waarde in gebeurtenis.waarden.items() if naam not in apart}
    if not inhoud:
        return
    over = _personen(gebeurtenis, feit.zicht.over)
    aan = _personen(gebeurtenis, feit.zicht.aan)
    # What is about persons row by row is shared row by row; the whole stays with professionals.
    alleen_rijen = bool(feit.zicht.over) and all("." in veld for veld in feit.zicht.over)
    voor = {
        Doelgroep.AAN: aan,
        Doelgroep.GEZIN: aan or _gehoor(stand, gebeurtenis),
    }.get(feit.zicht.portaal, ())
    if feit.zicht.portaal is Doelgroep.OVER and not over and gebeurtenis.lid:
        over = (gebeurtenis.lid,)
    yield Uitspraak(
        plek="",
        feit=feit.id,
        soort="feit" if feit.uitspraak == PER_RIJ else feit.uitspraak,
        bij=str(gebeurtenis.waarden.get(BIJ, "")),
        zicht=Zicht(
            categorie=feit.zicht.categorie,
            over=over,
            voor=voor,
            portaal=feit.zicht.portaal in TOONT and not alleen_rijen and bool(over or voor),
            verzegeld=bool(feit.zicht.verzegeld_voor),
        ),
        inhoud=inhoud,
    )


def _gehoor(stand: Stand, gebeurtenis: Gebeurtenis) -> tuple[str, ...]:
    """Everybody in the gezin, or the few to whom the thing that this answers is addressed."""
    eerder = stand.gebeurtenis(str(gebeurtenis.waarden.get(BIJ, "")).partition("/")[0])
    gericht = eerder.waarden.get("aan") if eerder else None
    return tuple(gericht) if isinstance(gericht, list | tuple) and gericht else tuple(stand.leden)


TOONT = (Doelgroep.OVER, Doelgroep.AAN, Doelgroep.GEZIN)


def _rijen(feit: Feitsoort, gebeurtenis: Gebeurtenis) -> Iterator[Uitspraak]:
    for veld in feit.velden:
        if not _is_apart(feit, veld):
            continue
        personenvelden = [
            naam.partition(".")[2] for naam in feit.zicht.over if naam.startswith(f"{veld.id}.")
        ] or [sub.id for sub in veld.velden if sub.soort is Veldsoort.LEDEN]
        for nummer, rij in enumerate(gebeurtenis.waarden.get(veld.id, ())):
            over = _samen(_als_reeks(rij.get(naam)) for naam in personenvelden)
            mag = feit.zicht.portaal is Doelgroep.OVER and rij.get(DELEN, "ja") == "ja"
            yield Uitspraak(
                plek=f"{veld.id}.{nummer}",
                feit=feit.id,
                soort=rij["soort"]
                if feit.uitspraak == PER_RIJ and "soort" in rij
                else _soort(feit),
                bij=str(gebeurtenis.waarden.get(BIJ, "")),
                zicht=Zicht(
                    categorie=feit.zicht.categorie,
                    over=over,
                    voor=(),
                    portaal=mag and bool(over),
                    verzegeld=bool(feit.zicht.verzegeld_voor),
                ),
                inhoud=rij,
            )


def _soort(feit: Feitsoort) -> str:
    """Rows that do not say their own kind beside rows that do are judgements."""
    return "mening" if feit.uitspraak == PER_RIJ else feit.uitspraak


def _is_apart(feit: Feitsoort, veld: Veld) -> bool:
    """Whether each row of the field is an uitspraak of its own: it is about somebody, or typed."""
    if veld.soort is not Veldsoort.RIJEN or _brengt_leden(veld):
        return False
    genoemd = any(naam.startswith(f"{veld.id}.") for naam in feit.zicht.over)
    getypeerd = feit.uitspraak == PER_RIJ and any(sub.id == "soort" for sub in veld.velden)
    over_iemand = any(sub.soort in (Veldsoort.LID, Veldsoort.LEDEN) for sub in veld.velden)
    return genoemd or getypeerd or over_iemand


def _brengt_leden(veld: Veld) -> bool:
    return any(sub.soort is Veldsoort.NIEUW_LID for sub in veld.velden)


def _personen(gebeurtenis: Gebeurtenis, velden: frozenset[str]) -> tuple[str, ...]:
    return _samen(_als_reeks(gebeurtenis.waarden.get(veld)) for veld in sorted(velden))


def _als_reeks(waarde: Any) -> tuple[str, ...]:
    if not waarde:
        return ()
    return (waarde,) if isinstance(waarde, str) else tuple(waarde)
