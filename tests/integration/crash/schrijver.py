"""A process of the product that writes without end: stappen and meldingen, each under a key of its own.

It notes what it tries before it tries, and what was acknowledged after. Killed and started again, it
tries once more whatever it got no answer to, under the same key, as a browser or an adapter would.

python -m tests.integration.crash.schrijver NUMMER ZAAD MAP
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from uuid import UUID

import django


KLAAR = False


class Kladblok:
    """Two files of one writer: tried and acknowledged. A line is on disk before it counts."""

    def __init__(self, map_: Path, nummer: str) -> None:
        self._geprobeerd = (map_ / f"geprobeerd-{nummer}").open("a+", encoding="ascii")
        self._bevestigd = (map_ / f"bevestigd-{nummer}").open("a+", encoding="ascii")

    def onbeantwoord(self) -> list[list[str]]:
        """What was tried and never acknowledged."""
        bevestigd = {regel.split()[1] for regel in self._lees(self._bevestigd)}
        return [
            delen
            for delen in map(str.split, self._lees(self._geprobeerd))
            if delen[1] not in bevestigd
        ]

    @property
    def aantal(self) -> int:
        """How much was tried."""
        return len(self._lees(self._geprobeerd))

    def probeert(self, *delen: str) -> None:
        """Note what is tried now."""
        self._schrijf(self._geprobeerd, delen)

    def bevestigt(self, *delen: str) -> None:
        """Note what was acknowledged."""
        self._schrijf(self._bevestigd, delen)

    @staticmethod
    def _lees(bestand) -> list[str]:
        bestand.seek(0)
        # A writer that was killed may leave half a line, which says nothing.
        return [regel for regel in bestand.readlines() if regel.endswith(".\n")]

    @staticmethod
    def _schrijf(bestand, delen) -> None:
        bestand.write(" ".join((*delen, ".\n")))
        bestand.flush()
        os.fsync(bestand.fileno())


def main(nummer: str, zaad: str, map_: Path) -> None:
    """Write until SIGTERM."""
    signal.signal(signal.SIGTERM, stop)
    django.setup()
    regio = json.loads((map_ / "regio.json").read_text())
    blok = Kladblok(map_, nummer)
    toeval = random.Random(f"{zaad}/{nummer}/{blok.aantal}")
    for delen in blok.onbeantwoord():
        until_answered(blok, regio, delen)
    while not KLAAR:
        delen = choose(toeval, regio, f"{nummer}-{blok.aantal}")
        blok.probeert(*delen)
        until_answered(blok, regio, delen)


def stop(*args) -> None:
    global KLAAR
    KLAAR = True


def choose(toeval: random.Random, regio: dict, sleutel: str) -> list[str]:
    """What to do next: mostly a stap in one of a few cases, sometimes a report."""
    if toeval.random() < 0.2:
        return ["melding", sleutel, "-", "-"]
    return [
        "stap",
        sleutel,
        toeval.choice(regio["gezinnen"]),
        toeval.choice(("notitie", "afspraak", "cijfer")),
    ]


def until_answered(blok: Kladblok, regio: dict, delen: list[str]) -> None:
    """The same request under the same key until there is an answer."""
    from django.db import Error, connections

    soort, sleutel, gezin, wat = delen[:4]
    while True:
        try:
            if soort == "melding":
                blok.bevestigt(soort, sleutel, deliver(regio, sleutel))
            else:
                blok.bevestigt(soort, sleutel, take(regio, gezin, wat, sleutel))
            return
        except Error:
            # Lost its server, or the answer: nobody knows whether it was done.
            connections.close_all()
            if KLAAR:
                return
            time.sleep(0.05)


def take(regio: dict, gezin: str, wat: str, sleutel: str) -> str:
    """One stap; "al" when it was there already."""
    from kring.dossier.actions import Opdracht, take_stap
    from kring.toegang import klok

    stap, waarden = {
        "notitie": ("schrijf_notitie", {"tekst": f"notitie {sleutel}"}),
        "afspraak": (
            "maak_afspraak",
            {
                "wat": f"afspraak {sleutel}",
                "wie": "wij",
                "naam": "Joost",
                "voor": "2199-01-01",
                "veiligheid": "nee",
            },
        ),
        "cijfer": ("geef_cijfer", {"cijfer": 6, "waarom": f"cijfer {sleutel}"}),
    }[wat]
    opdracht = Opdracht(
        gezin=UUID(gezin),
        stap=stap,
        door=UUID(regio["joost"]),
        op=klok.nu(),
        waarden=waarden,
        sleutel=sleutel,
    )
    return "nieuw" if take_stap(opdracht) else "al"


def deliver(regio: dict, sleutel: str) -> str:
    """One CORV message; gives its registration number."""
    from kring.koppelingen.corv.ontvangst import ontvang
    from kring.toegang import klok

    bericht = (
        Path(regio["bericht"]).read_bytes().replace(b"DR-2026-00417", f"crash {sleutel}".encode())
    )
    return ontvang(bericht, op=klok.nu()).nummer


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
