"""The circle of people of a page: who carries the family, and who helps for how long."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kring.dossier.netwerk import Helper, Netwerk, Ring, Staat, draw_netwerk
from kring.dossier.queries import Gezinspagina


# What a contribution is → how near it stands to the family, and the few words that fit beside a dot.
RINGEN = {
    "netwerk": ("eigen kring", Ring.EIGEN),
    "school": ("school", Ring.EIGEN),
    "lokaal_team": ("lokaal team", Ring.TEAM),
    "zorg": ("zorg", Ring.TEAM),
    "veiligheidsteam": ("kijkt mee", Ring.VERDER),
    "specialist": ("specialist", Ring.VERDER),
}
FUNCTIES = {
    "vast_gezicht": ("vast gezicht", Ring.TEAM),
    "vervanger": ("vervanger", Ring.TEAM),
    "rvt_lid": ("kijkt mee", Ring.VERDER),
}
WOORDEN = {Staat.KOMT: "komt nog", Staat.VOORBIJ: "dag voorbij"}


def show_netwerk(
    pagina: Gezinspagina,
    helpers: Iterable[Mapping[str, Any]],
    namen: Mapping[str, str],
    vandaag: date,
) -> Netwerk | None:
    """The drawing; None when there is nobody around this family, as far as the reader may see."""
    mensen = [
        Helper(namen[houder.id], rol, ring)
        for functie, (rol, ring) in FUNCTIES.items()
        for houder in pagina.houders.get(functie, ())
        if namen.get(houder.id)
    ]
    for helper in helpers:
        inhoud = helper["regel"].inhoud
        if not helper["gestopt_op"]:
            staat = _staat(inhoud, vandaag)
            rol, ring = RINGEN[inhoud["soort"]]
            mensen.append(Helper(inhoud["wie"], WOORDEN.get(staat, rol), ring, staat))
    return draw_netwerk(mensen) if mensen else None


def _staat(inhoud: Mapping[str, Any], vandaag: date) -> Staat:
    """Whether a contribution runs, has to begin, or is past its last day and was not ended."""
    if inhoud["vanaf"] > vandaag.isoformat():
        return Staat.KOMT
    return Staat.VOORBIJ if inhoud["tot"] < vandaag.isoformat() else Staat.LOOPT
