"""What the schema does not check.

A melding about a child in danger is refused only when it cannot be used or may not be here:

| finding | what happens | why |
|---|---|---|
| no referentienummer, or no organisatie or applicatie of the zender | refused | it cannot be told from another message, and nobody can be answered |
| a BSN outside 9999xxxxx where real persons are not allowed | refused | it may be a real person |
| a date that cannot exist, or lies in the future | warning | the day of receipt sets the terms; a wrong date stays visible as sent |
| a BSN that fails the elfproef | warning | the person is taken by name; the number is never used to find anybody |
| SASH level without a filled in SASH, or the other way round | warning | a person asks the sender |
| no identificatie of the melding | warning | the answer then says that it is absent |
| no contact data, no meldende instantie, a value with a reason why it is absent | warning | idem |
"""

from datetime import date

from kring.koppelingen.corv.bericht import Bericht, Veld
from kring.koppelingen.corv.fouten import Fout, Waarschuwing
from kring.koppelingen.corv.gegevens import (
    Afwezig,
    Reden,
    has_waarde,
    is_fictief,
    passes_elfproef,
    read_datum,
    read_waarde,
)
from kring.stelsel.deeldatum import Deeldatum


_DATUMSOORTEN = ("StUF:Datum-e", "StUF:DatumMetIndicator")


def find_bezwaren_tegen_gebruik(
    *, bericht: Bericht, echte_bsn_toegestaan: bool
) -> tuple[Fout, ...]:
    """Why a message that fits the standard still cannot be taken; empty when it can."""
    found = []
    zender = bericht.stuurgegevens.zender
    verplicht = {
        "StUF:zender/StUF:organisatie": zender.organisatie,
        "StUF:zender/StUF:applicatie": zender.applicatie,
        "StUF:referentienummer": bericht.stuurgegevens.referentienummer,
    }
    for pad, waarde in verplicht.items():
        if not waarde.strip():
            pad = f"/JZ:{bericht.naam}/JZ:stuurgegevens/{pad}"
            melding = "Dit is leeg. Vul het in: zonder dit gegeven is het bericht niet te herkennen of te beantwoorden."
            found.append(Fout(pad=pad, melding=melding))
    if not echte_bsn_toegestaan:
        found += [
            _refuse_bsn(veld) for veld in _bsn_velden(bericht) if not is_fictief(veld.waarde or "")
        ]
    return tuple(found)


def _refuse_bsn(veld: Veld) -> Fout:
    melding = (
        "Dit BSN kan van een echt mens zijn en deze omgeving is alleen voor verzonnen personen. "
        "Gebruik een BSN uit de testreeks 9999xxxxx."
    )
    return Fout(pad=veld.pad, melding=melding)


def _bsn_velden(bericht: Bericht) -> list[Veld]:
    return [veld for veld in bericht.velden.walk() if veld.soort == "BG:BSN-e" and veld.waarde]


def find_waarschuwingen(*, bericht: Bericht, vandaag: date) -> tuple[Waarschuwing, ...]:
    """What a person should look at before working with the message."""
    found = [*_warn_tijdstip(bericht, vandaag)]
    for veld in bericht.velden.walk():
        found += _warn_veld(veld, vandaag)
    onderwerp = bericht.velden.find("JZ:object")
    if bericht.naam == "vtMeldingDi01" and onderwerp is not None:
        found += _warn_melding(onderwerp)
    return tuple(found)


def _warn_tijdstip(bericht: Bericht, vandaag: date) -> list[Waarschuwing]:
    pad = f"/JZ:{bericht.naam}/JZ:stuurgegevens/StUF:tijdstipBericht"
    tijdstip = bericht.stuurgegevens.tijdstip
    if tijdstip.datum is None or (
        tijdstip.tijd is None and len(tijdstip.gegeven) > len("jjjjmmdd")
    ):
        return [
            Waarschuwing(
                pad=pad, melding="Dit tijdstip bestaat niet. Ga uit van het moment van ontvangst."
            )
        ]
    if tijdstip.datum > vandaag:
        return [
            Waarschuwing(
                pad=pad,
                melding="Dit tijdstip ligt in de toekomst. Ga uit van het moment van ontvangst.",
            )
        ]
    return []


def _warn_veld(veld: Veld, vandaag: date) -> list[Waarschuwing]:
    meldingen = []
    if veld.soort in _DATUMSOORTEN:
        datum = read_datum(veld)
        if isinstance(datum, Deeldatum) and datum.vroegst() > vandaag:
            meldingen.append(
                "Deze datum ligt in de toekomst. Vraag de melder wat de datum moet zijn."
            )
        if isinstance(datum, Afwezig) and datum.reden is Reden.ONLEESBAAR:
            meldingen.append("Deze datum bestaat niet. Vraag de melder wat de datum moet zijn.")
    if veld.soort == "BG:BSN-e" and veld.waarde and not passes_elfproef(veld.waarde):
        meldingen.append("Dit kan geen BSN zijn. Zoek deze persoon niet op dit nummer.")
    if has_waarde(veld) and veld.no_value:
        meldingen.append(
            "Hier staat een waarde, en ook een reden waarom die er niet is. Vraag de melder wat klopt."
        )
    return [Waarschuwing(pad=veld.pad, melding=melding) for melding in meldingen]


def _warn_melding(onderwerp: Veld) -> list[Waarschuwing]:
    ingevuld, niveau = onderwerp.find("JZ:indicatieSASHIngevuld"), onderwerp.find("JZ:SASHniveau")
    afwijkingen = {
        "JZ:identificatieVtMelding": (
            isinstance(read_waarde(onderwerp.find("JZ:identificatieVtMelding")), Afwezig),
            "De melding heeft geen nummer van de melder. Vraag het, zodat de melder het antwoord herkent.",
        ),
        "JZ:SASHniveau": (
            (niveau is not None) != (ingevuld is not None and ingevuld.waarde == "Ja"),
            "De SASH en het niveau spreken elkaar tegen: het ene is ingevuld, het andere niet. Vraag het na.",
        ),
        "JZ:contactgegevensVerdiepingOpInfo": (
            not _says_something(onderwerp.find("JZ:contactgegevensVerdiepingOpInfo")),
            "Er staan geen contactgegevens bij de melding. Zoek die bij de zender van het bericht.",
        ),
        "JZ:isIngediendDoor": (
            not _says_something(onderwerp.find("JZ:isIngediendDoor")),
            "De meldende instantie is niet genoemd. Ga uit van de zender van het bericht.",
        ),
    }
    return [
        Waarschuwing(pad=f"{onderwerp.pad}/{naam}", melding=melding)
        for naam, (afwijkend, melding) in afwijkingen.items()
        if afwijkend
    ]


def _says_something(groep: Veld | None) -> bool:
    return groep is not None and any(map(has_waarde, groep.walk()))
