"""Registering a report, durably: as a CORV message, and as a form after a telephone call."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4, uuid5

from tests.databank import WORTEL

from bench.gezinnen import REGIO, Bank
from bench.kaal import Database, strip
from bench.klant import Antwoord, Klant, signed_in
from bench.lezen import processen
from bench.meten import WARM, listen, measure
from bench.omgeving import say, superuser


BERICHT = WORTEL / "tests/unit/corv/berichten/melding-gezin.xml"
KENMERK = b"DR-2026-00417"
FORMULIER = {
    "_naam": "Gezin Smit",
    "_gemeente": "Voorbeeldstad",
    "kanaal": "telefoon",
    "soort_melder": "professional",
    "melder": "Basisschool De Linde",
    "leden.0.rol": "ouder",
    "leden.0.voornaam": "Anna",
    "leden.0.achternaam": "Smit",
    "leden.0.geboren": "1990-04",
    "leden.1.rol": "kind",
    "leden.1.voornaam": "Bram",
    "leden.1.achternaam": "Smit",
    "leden.1.geboren": "2018-02-03",
    "uitspraken.0.soort": "feit",
    "uitspraken.0.tekst": "Bram kwam drie keer zonder jas en eten op school.",
    "uitspraken.0.bron": "De leerkracht",
}


def by_both(bank: Bank, *, keren: int, rondes: int) -> dict[str, Any]:
    """Both ways; each report is many rows, so there are fewer of them."""
    keren = max(1, keren // 3)
    return {
        "corv": by_corv(bank, keren=keren, rondes=rondes),
        "telefoon": by_telephone(bank, keren=keren, rondes=rondes),
    }


def by_corv(bank: Bank, *, keren: int, rondes: int) -> dict[str, Any]:
    """The door of the Digikoppeling adapter: one message, one registered report."""
    from django.conf import settings

    klant = Klant(koppen={"HTTP_AUTHORIZATION": f"Bearer {settings.KRING_CORV_GEHEIM}"})
    bericht = BERICHT.read_bytes()

    def lever() -> Antwoord:
        kenmerk = f"bench {uuid4().hex[:20]}".encode()
        return klant.post("/koppelvlak/corv/", bericht.replace(KENMERK, kenmerk), "application/xml")

    return _compare(bank, lever, 201, keren=keren, rondes=rondes)


def by_telephone(bank: Bank, *, keren: int, rondes: int) -> dict[str, Any]:
    """The form of Veilig Thuis, sent."""
    klant = signed_in(uuid5(REGIO, "meral"))
    pad = "/nieuw/ontvang_melding/"
    klant.get(pad)

    def verstuur() -> Antwoord:
        return klant.post_form(pad, {**FORMULIER, "_sleutel": str(uuid4())})

    return _compare(bank, verstuur, 302, keren=keren, rondes=rondes)


def _compare(
    bank: Bank, registreer: Callable[[], Antwoord], goed: int, *, keren: int, rondes: int
) -> dict[str, Any]:
    def register(_nummer: int) -> None:
        antwoord = registreer()
        assert antwoord.status == goed, antwoord.inhoud[:2000]  # noqa: S101

    say("Meten: een melding registreren")
    for nummer in range(3):
        register(nummer)
    with listen() as gehoord:
        register(0)
    opname = strip(gehoord)
    with superuser(bank.omgeving) as verbinding:
        kaal = Database(verbinding)
        bekend = kaal.known()
        # Made beforehand: finding new keys is no work of the database.
        klaar = [kaal.again(opname, bekend) for _ in range(WARM + keren * rondes)]
        metingen = measure(
            {"kring": register, "kaal": lambda n: kaal.run(klaar[n])},
            processen(bank),
            keren=keren,
            rondes=rondes,
        )
        rijen = _rows(verbinding)
    kring, zonder = metingen["kring"], metingen["kaal"]
    return {
        "kring": kring.as_json(),
        "kaal": zonder.as_json(),
        "deel_van_kaal": round(kring.per_seconde / zonder.per_seconde, 3),
        "cpu_verhouding": round(kring.cpu_ms / zonder.cpu_ms, 2),
        "sql": len(gehoord),
        "rijen": rijen,
    }


def _rows(verbinding: Any) -> dict[str, int]:
    """How many rows the newest report is, in each table."""
    from bench.klonen import TABELLEN

    gezin: UUID = verbinding.execute(
        "SELECT gezin_id FROM dossier_dossier ORDER BY begonnen_op DESC LIMIT 1"
    ).fetchone()[0]
    telling = {
        tabel: verbinding.execute(
            f"SELECT count(*) FROM {tabel} WHERE gezin_id = %s",  # noqa: S608  our own names
            [gezin],
        ).fetchone()[0]
        for tabel in TABELLEN
    }
    return {tabel: aantal for tabel, aantal in telling.items() if aantal}
