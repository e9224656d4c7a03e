"""Reads a case, after the database has filtered: what a door does not open is not there to read."""

from kring.dossier.queries.adressen import adres_in_woorden, load_adressen
from kring.dossier.queries.delen import Deelpagina, Logboek, load_deel, load_logboek
from kring.dossier.queries.gezin import (
    Gezinskern,
    Gezinspagina,
    load_gezinskern,
    load_gezinspagina,
)
from kring.dossier.queries.lijsten import Lijstregel, load_werklijst
from kring.dossier.queries.melding import Bekend, Meldingpagina, load_melding
from kring.dossier.queries.mensen import Lid, load_leden
from kring.dossier.queries.motor import load_oordeel, load_volle_stand
from kring.dossier.queries.portaal import Gelezen, Mijn, load_gelezen, load_mijn
from kring.dossier.queries.regels import Regel, can_read, load_regels


__all__ = [
    "Bekend",
    "Deelpagina",
    "Gelezen",
    "Gezinskern",
    "Gezinspagina",
    "Lid",
    "Lijstregel",
    "Logboek",
    "Meldingpagina",
    "Mijn",
    "Regel",
    "adres_in_woorden",
    "can_read",
    "load_adressen",
    "load_deel",
    "load_gelezen",
    "load_gezinskern",
    "load_gezinspagina",
    "load_leden",
    "load_logboek",
    "load_melding",
    "load_mijn",
    "load_oordeel",
    "load_regels",
    "load_volle_stand",
    "load_werklijst",
]
