"""How many statements a page takes: few, and as many for a large file as for a small one."""

from collections.abc import Callable
from uuid import UUID

import pytest
from bench.klant import signed_in, with_token
from bench.meten import listen
from tests.verhaal import begin_verhaal


HOOGSTENS = 20
ZIN = {"tekst": "Het ging beter.", "bron": "Huisbezoek", "soort": "feit", "strekking": "kracht", "delen": "ja",
       "grond": "hulp"}  # fmt: skip


def count(vraag: Callable[[], object]) -> int:
    vraag()  # the first time loads what stays in memory
    with listen() as gehoord:
        vraag()
    return len(gehoord)


def grow(verhaal, stappen: int) -> None:
    """Much more of everything that the page shows."""
    zin = ZIN | {"over": [str(verhaal.sleutel("samira"))]}
    soorten = (
        ("schrijf_notitie", {"tekst": "Huisbezoek."}),
        ("geef_cijfer", {"cijfer": 6, "waarom": "Rustig."}),
        ("leg_uitspraken_vast", {"uitspraken": [zin, zin]}),
        ("maak_afspraak", {"wat": "Bellen", "wie": "wij", "naam": "Fatima", "voor": "2199-01-01", "veiligheid": "nee"}),
    )  # fmt: skip
    for nummer in range(stappen):
        verhaal.neem("fatima", *soorten[nummer % len(soorten)])


@pytest.fixture(scope="module")
def verhaal():
    return begin_verhaal("open_onderzoek", dagen_geleden=40)


Paden = dict[str, Callable[[UUID], str]]
PAGINAS: Paden = {
    "overzicht": lambda gezin: f"/gezin/{gezin}/",
    "onderzoek": lambda gezin: f"/gezin/{gezin}/onderzoek/",
    "plan": lambda gezin: f"/gezin/{gezin}/plan/",
}


@pytest.fixture(scope="module")
def aantallen(verhaal):
    """Page → statements: for a small file, and for the same file grown large."""
    scherm, systeem = signed_in(verhaal.actor("fatima")), with_token(verhaal.actor("fatima"))
    vragen = {
        naam: lambda pad=pad: scherm.get(pad(verhaal.gezin)) for naam, pad in PAGINAS.items()
    } | {
        "json": lambda: systeem.get(f"/api/v1/gezinnen/{verhaal.gezin}"),
        "werklijst": lambda: systeem.get("/api/v1/gezinnen"),
        "vandaag": lambda: scherm.get("/vandaag/"),
    }
    klein = {naam: count(vraag) for naam, vraag in vragen.items()}
    grow(verhaal, 60)
    return {naam: (klein[naam], count(vraag)) for naam, vraag in vragen.items()}


@pytest.mark.parametrize("naam", [*PAGINAS, "json", "werklijst", "vandaag"])
def test_a_page_takes_as_many_statements_for_a_large_file_as_for_a_small_one(aantallen, naam):
    klein, groot = aantallen[naam]
    assert klein == groot <= HOOGSTENS


def test_a_page_shows_every_line_of_a_large_file_that_it_has_room_for(verhaal, aantallen):
    assert aantallen  # the file grew large when these were counted
    inhoud = signed_in(verhaal.actor("fatima")).get(f"/gezin/{verhaal.gezin}/").inhoud.decode()
    assert inhoud.count("Het ging beter.") >= 30
