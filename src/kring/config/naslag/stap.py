"""One stap in words: who may take it, from where to where, what it records, starts and opens."""

from collections.abc import Iterator, Mapping
from typing import Any

from kring.config.naslag.opmaak import bronnen, code, codes, lijst, registers, tekst
from kring.stelsel.begrippen import (
    AFGESLOTEN,
    OVERAL,
    Belegging,
    Doelgroep,
    Feitsoort,
    Stap,
    Stelsel,
    Termijnstart,
    Toegangseffect,
)


PORTAAL = {
    Doelgroep.NIEMAND: "niet in het portaal",
    Doelgroep.OVER: "in het portaal van wie het over gaat",
    Doelgroep.AAN: "in het portaal van wie het krijgt",
    Doelgroep.GEZIN: "in het portaal van het gezin",
    Doelgroep.AUTEUR: "in het portaal van wie het schreef",
}
OVERAL_IN_WOORDEN = {OVERAL: "elke toestand van een lopende zaak", AFGESLOTEN: "een gesloten zaak"}


def describe_stap(stelsel: Stelsel, stap: Stap) -> str:
    """The section of a stap."""
    delen = (
        ("Van", _van(stelsel, stap)),
        ("Naar", _toestand(stelsel, stap.naar)),
        ("Wie", _wie(stelsel, stap)),
        ("Legt vast", _feit(stelsel, stap)),
        ("Velden", _velden(stelsel.feitsoorten[stap.legt_vast])),
        ("Belegt", "; ".join(_belegging(stelsel, stap, een) for een in stap.belegt)),
        ("Ontheft", _namen(stelsel.functies, stap.ontheft)),
        ("Begint termijn", "; ".join(_start(stelsel, stap, een) for een in stap.start_termijn)),
        ("Stopt termijn", codes(stap.stopt_termijn)),
        ("Geeft toegang", "; ".join(_toegang(stelsel, stap, een) for een in stap.toegang)),
        ("Beëindigt toegang", codes(stap.beeindigt_toegang)),
        ("Waarborgen", "; ".join(_waarborgen(stelsel, stap))),
        ("Open vraag", codes(v.id for v in stelsel.open_vragen.values() if stap.id in v.stappen)),
        ("Bron", bronnen(stap.bron)),
    )
    kop = f"### {tekst(stap.naam)}\n\n{code(stap.id)}"
    return f"{kop}\n\n" + lijst(f"{naam}: {woorden}." for naam, woorden in delen if woorden)


def _toestand(stelsel: Stelsel, id_: str) -> str:
    return f"{id_} {tekst(stelsel.toestanden[id_].naam)}" if id_ else ""


def _van(stelsel: Stelsel, stap: Stap) -> str:
    bekend = [_toestand(stelsel, id_) for id_ in stelsel.toestanden if id_ in stap.van]
    bekend += [woorden for id_, woorden in OVERAL_IN_WOORDEN.items() if id_ in stap.van]
    return ", ".join(bekend) or "begint een zaak"


def _wie(stelsel: Stelsel, stap: Stap) -> str:
    bevoegdheid = stelsel.bevoegdheden[stap.bevoegdheid]
    wie = [_namen(stelsel.partijen, bevoegdheid.partijen)]
    if stap.functies:
        wie.append(f"in dit gezin {_namen(stelsel.functies, stap.functies, of=True)}")
    if bevoegdheid.registraties:
        wie.append(f"geregistreerd ({registers(bevoegdheid.registraties)})")
    wet = ", uit de wet" if bevoegdheid.statutair else ""
    return f"{'; '.join(wie)}; bevoegdheid {code(bevoegdheid.id)}{wet}"


def _namen(bekend: Mapping[str, Any], ids: frozenset[str], *, of: bool = False) -> str:
    """Names of items of the model, in its order."""
    namen = [tekst(ding.naam) for id_, ding in bekend.items() if id_ in ids]
    return " of ".join(namen) if of else ", ".join(namen)


def _feit(stelsel: Stelsel, stap: Stap) -> str:
    feit = stelsel.feitsoorten[stap.legt_vast]
    soort = "per regel een feit, vermoeden of mening" if feit.uitspraak == "rij" else feit.uitspraak
    zegel = _namen(stelsel.functies, feit.zicht.verzegeld_voor, of=True)
    delen = [soort, f"categorie {code(feit.zicht.categorie)}", PORTAAL[feit.zicht.portaal]]
    delen += [f"verzegeld, alleen voor {zegel}"] if zegel else []
    return f"{tekst(feit.naam)} ({'; '.join(delen)})"


def _velden(feit: Feitsoort) -> str:
    return ", ".join(
        tekst(veld.naam) + ("" if veld.verplicht else " (mag leeg)") for veld in feit.velden
    )


def _veld(stelsel: Stelsel, stap: Stap, id_: str) -> str:
    """A field of the fact, by the words on the form."""
    velden = {veld.id: veld.naam for veld in stelsel.feitsoorten[stap.legt_vast].velden}
    return f"“{tekst(velden[id_])}”"


def _aan(stelsel: Stelsel, stap: Stap, wie: str) -> str:
    soort, _, naam = wie.partition(":")
    if wie == "door":
        return "wie de stap neemt"
    if soort == "partij" and naam:
        return f"{tekst(stelsel.partijen[naam].naam)} als geheel"
    if soort == "mandaat" and naam:
        return f"ieder met mandaat {code(naam)}"
    return f"wie bij {_veld(stelsel, stap, wie)} staat"


def _belegging(stelsel: Stelsel, stap: Stap, belegging: Belegging) -> str:
    functie = tekst(stelsel.functies[belegging.functie].naam)
    return f"{functie} bij {_aan(stelsel, stap, belegging.bij)}"


def _start(stelsel: Stelsel, stap: Stap, start: Termijnstart) -> str:
    termijn = stelsel.termijnen[start.termijn]
    if start.tot:
        wanneer = f"tot de dag bij {_veld(stelsel, stap, start.tot)}"
    elif start.vanaf == "op":
        wanneer = tekst(termijn.termijn)
    else:
        wanneer = f"{tekst(termijn.termijn)} vanaf {_veld(stelsel, stap, start.vanaf)}"
    wanneer += _alleen_bij(stelsel, stap, start.alleen_bij)
    return f"{code(termijn.id)} ({wanneer})"


def _toegang(stelsel: Stelsel, stap: Stap, effect: Toegangseffect) -> str:
    tot = f", tot de dag bij {_veld(stelsel, stap, effect.tot)}" if effect.tot else ""
    wie = _aan(stelsel, stap, effect.aan)
    return f"{code(effect.soort)} aan {wie}{tot}{_alleen_bij(stelsel, stap, effect.alleen_bij)}"


def _alleen_bij(stelsel: Stelsel, stap: Stap, voorwaarde: str) -> str:
    if not voorwaarde:
        return ""
    id_, _, gekozen = voorwaarde.partition("=")
    velden = stelsel.feitsoorten[stap.legt_vast].velden
    keuzes = {keuze.id: keuze.naam for veld in velden if veld.id == id_ for keuze in veld.keuzes}
    namen = " of ".join(tekst(keuzes.get(naam, naam)) for naam in gekozen.split())
    return f", alleen bij {_veld(stelsel, stap, id_)}: {namen}"


def _waarborgen(stelsel: Stelsel, stap: Stap) -> Iterator[str]:
    haken = stap.soorten | {stap.id}
    for waarborg in stelsel.waarborgen.values():
        if waarborg.bij & haken:
            yield f"{waarborg.id} {tekst(waarborg.naam)} ({waarborg.gevolg})"
