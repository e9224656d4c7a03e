"""A genogram from data: who is who in a family, laid out by rows. Pure: people in, a drawing out."""

from kring.dossier.genogram.familie import (
    Afkomst,
    Band,
    Bandsoort,
    Familie,
    Kind,
    Mens,
    Paar,
    Paarsoort,
)
from kring.dossier.genogram.feiten import Vastgelegd, make_familie
from kring.dossier.genogram.teken import Genogram, draw_genogram


__all__ = [
    "Afkomst",
    "Band",
    "Bandsoort",
    "Familie",
    "Genogram",
    "Kind",
    "Mens",
    "Paar",
    "Paarsoort",
    "Vastgelegd",
    "draw_genogram",
    "make_familie",
]
