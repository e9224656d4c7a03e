"""The bars beside the figures, and whether each is met. What was not measured is said too."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any


Uitkomst = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oordeel:
    """One bar with what was measured; `gehaald` is None where it was not measured."""

    wat: str
    lat: str
    gemeten: str
    gehaald: bool | None
    streven: bool = False
    # What it would take, where it is not met.
    nodig: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def judge(uitkomst: Uitkomst) -> list[Oordeel]:
    """Every bar about which this run says something."""
    return [
        oordeel
        for deel, beoordeel in OORDELEN.items()
        if deel in uitkomst
        for oordeel in beoordeel(uitkomst[deel])
    ]


def _pagina(deel: Uitkomst) -> Iterator[Oordeel]:
    telling = deel["sql_per_dossier"]
    aantallen = sorted(set(telling.values()))
    yield Oordeel(
        wat="gezin openen als pagina: SQL-opdrachten",
        lat="hoogstens 20, gelijk bij elke omvang",
        gemeten=f"{'–'.join(map(str, aantallen))} (klein {telling['klein']}, groot {telling['groot']})",
        gehaald=len(aantallen) == 1 and aantallen[0] <= 20,
    )
    yield _cpu("gezin openen als pagina: CPU", deel, 20)
    yield _zaak("gezin openen als pagina, naast Open Zaak", "minstens 3 keer zo snel")


def _json(deel: Uitkomst) -> Iterator[Oordeel]:
    yield _cpu("gezin openen als JSON: CPU", deel, 5, streven=True, nodig=NODIG["json"])
    yield _zaak("gezin openen als JSON, naast Open Zaak", "minstens 12 keer zo snel")


def _werklijst(deel: Uitkomst) -> Iterator[Oordeel]:
    wat = f"werklijst van {deel['regels']} regels als JSON: CPU"
    yield _cpu(wat, deel, 7, streven=True, nodig=NODIG["werklijst"])
    yield _zaak("werklijst, naast Open Zaak", "minstens 30 keer zo snel")


def _melding(deel: Uitkomst) -> Iterator[Oordeel]:
    for naam, weg in (("corv", "bericht via CORV"), ("telefoon", "formulier na een telefoontje")):
        if naam in deel:
            aandeel = deel[naam]["deel_van_kaal"]
            yield Oordeel(
                wat=f"melding registreren, {weg}",
                lat="minstens 50 % van de kale database",
                gemeten=f"{aandeel:.0%}",
                gehaald=aandeel >= 0.5,
                nodig=NODIG["melding"],
            )
    yield _zaak("melding registreren, naast Open Zaak", "minstens 10 keer zo snel")


def _groot(deel: Uitkomst) -> Iterator[Oordeel]:
    verhoudingen = {maat: stand["tegen_begin"] for maat, stand in deel.items()}
    yield Oordeel(
        wat="werklijst bij meer gezinnen: CPU tegenover het begin",
        lat="hoogstens 1,3 keer",
        gemeten=", ".join(f"{_getal(v)} keer bij {maat}" for maat, v in verhoudingen.items()),
        gehaald=all(v <= 1.3 for v in verhoudingen.values()),
    )


def _beleid(deel: Uitkomst) -> Iterator[Oordeel]:
    yield Oordeel(
        wat="beleid: Python naast de database",
        lat="0 verschillen in minstens 100.000 beslissingen",
        gemeten=f"{deel['verschillen']} in {deel['beslissingen']}",
        gehaald=deel["verschillen"] == 0 and deel["beslissingen"] >= 100_000,
    )
    yield Oordeel(
        wat="beleid: kleine fouten die gezien worden",
        lat="alle",
        gemeten=f"{deel['mutanten_gezien']} van {deel['mutanten']}",
        gehaald=deel["mutanten_gezien"] == deel["mutanten"],
    )


def _crash(deel: Uitkomst) -> Iterator[Oordeel]:
    fout = [deel[naam] for naam in ("verloren", "half", "dubbel")]
    yield Oordeel(
        wat=f"kill -9 tijdens schrijven, {deel['kills']} keer",
        lat="0 verloren, 0 half, 0 dubbel",
        gemeten="{} verloren, {} half, {} dubbel".format(*fout) + f" van {deel['bevestigd']}",
        gehaald=not any(fout),
    )


NODIG: Mapping[str, str] = {
    "pagina": "Het meeste is het vullen van de bladzijde in Python. Minder losse waarden per regel, of delen "
    "van de bladzijde die al klaarstaan, scheelt het meest.",
    "json": "Elke opdracht controleert het kaartje en het beleid opnieuw, en voor elke opening wordt een logregel "
    "vastgelegd. Verder omlaag kan met minder opdrachten (personen, woonplek en gezag in één vraag) en met "
    "opdrachten die samen op weg gaan.",
    "werklijst": "Elke naam wordt apart ontsleuteld, na een blik of de sleutel er nog is. Verder omlaag kan door "
    "minder namen op een lijst, of door de lijst per bladzijde te geven.",
    "melding": "Het bericht lezen en toetsen, versleutelen en de rijen klaarmaken gebeurt in Python en kost meer "
    "dan de rijen zelf. De helft halen vraagt een snellere toets van het bericht (ongeveer een kwart van het "
    "werk) en het schrijven van alle rijen met één functie in de database.",
}


def _cpu(
    wat: str, deel: Uitkomst, lat: float, *, streven: bool = False, nodig: str = NODIG["pagina"]
) -> Oordeel:
    cpu = deel["kring"]["cpu_ms"]
    return Oordeel(
        wat=wat,
        lat=f"hoogstens {lat} ms",
        gemeten=f"{_getal(cpu)} ms",
        gehaald=cpu <= lat,
        streven=streven,
        nodig=nodig,
    )


def _zaak(wat: str, lat: str) -> Oordeel:
    return Oordeel(wat=wat, lat=lat, gemeten="niet gemeten", gehaald=None)


def _getal(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")


OORDELEN: Mapping[str, Callable[[Uitkomst], Iterator[Oordeel]]] = {
    "pagina": _pagina,
    "json": _json,
    "werklijst": _werklijst,
    "melding": _melding,
    "groot": _groot,
    "beleid": _beleid,
    "crash": _crash,
}
