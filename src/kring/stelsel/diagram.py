"""A variant as a drawing: its toestanden and the stappen that move a case, as Mermaid text."""

from collections.abc import Iterator

from kring.stelsel.begrippen import AFGESLOTEN, OVERAL, Stap, Stelsel


# Where a stap can be taken that is not one toestand: a place of its own in the drawing.
PLAATSEN = {
    OVERAL: "Uit elke toestand van een lopende zaak",
    AFGESLOTEN: "Uit een gesloten zaak",
}
# Begin and end of a state diagram.
BUITEN = "[*]"
# What Mermaid would read as the end of a name or of a line.
TEKENS = str.maketrans({'"': "'", ";": ",", "#": "nr. ", "\n": " "})


def draw_stelsel(stelsel: Stelsel) -> str:
    """The state diagram of a variant, ready for anything that draws Mermaid."""
    return "\n".join(("stateDiagram-v2", *(f"    {regel}" for regel in _regels(stelsel))))


def _regels(stelsel: Stelsel) -> Iterator[str]:
    wegen = [(van, stap) for stap in stelsel.stappen.values() if stap.naar for van in _van(stap)]
    for id_, toestand in stelsel.toestanden.items():
        yield f'state "{id_} {_woorden(toestand.naam)}" as {id_}'
    for plaats, naam in PLAATSEN.items():
        if any(van == plaats for van, _ in wegen):
            yield f'state "{naam}" as {plaats}'
    for van, stap in wegen:
        yield f"{van} --> {stap.naar}: {_woorden(stap.naam)}"
    for id_, toestand in stelsel.toestanden.items():
        if toestand.eind:
            yield f"{id_} --> {BUITEN}"


def _van(stap: Stap) -> list[str]:
    return sorted(stap.van) or [BUITEN]


def _woorden(tekst: str) -> str:
    return " ".join(tekst.translate(TEKENS).split())
