"""Reading: the page of a family, the same as JSON, and the work list; each beside the bare database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bench.gezinnen import Bank
from bench.kaal import Database, Kaal, strip
from bench.klant import Klant, signed_in, with_token
from bench.meten import Serverprocessen, listen, measure
from bench.omgeving import say, superuser


@dataclass(frozen=True, slots=True)
class Vraag:
    """One kind of request: who asks, and where."""

    klant: Klant
    pad: Callable[[UUID], str]


def as_html(bank: Bank, **maat: int) -> dict[str, Any]:
    """Opening a family on the workplace."""
    return _open(
        bank, lambda werker: Vraag(signed_in(werker), lambda gezin: f"/gezin/{gezin}/"), **maat
    )


def as_json(bank: Bank, **maat: int) -> dict[str, Any]:
    """The same family through the API."""
    return _open(
        bank,
        lambda werker: Vraag(with_token(werker), lambda gezin: f"/api/v1/gezinnen/{gezin}"),
        **maat,
    )


def werklijst(bank: Bank, *, keren: int = 100, rondes: int = 5) -> dict[str, Any]:
    """The work list of somebody who sees only their own families."""
    vraag = Vraag(with_token(bank.werker), lambda _gezin: "/api/v1/gezinnen")
    uitkomst = _compare(bank, vraag, bank.lijst[:1], keren=keren, rondes=rondes)
    return {**uitkomst, "regels": len(bank.lijst)}


def _open(
    bank: Bank, maak: Callable[[UUID], Vraag], *, keren: int = 100, rondes: int = 5
) -> dict[str, Any]:
    """Many families in turn; and the number of statements in a small and in a large file."""
    uitkomst = _compare(bank, maak(bank.werker), bank.lijst, keren=keren, rondes=rondes)
    eigen = maak(bank.eerste_werker)
    telling = uitkomst["sql_per_dossier"]
    telling["klein"] = count(eigen, bank.klein)
    telling["groot"] = count(eigen, bank.groot)
    groot = measure(
        {"groot": lambda _n: eigen.klant.get(eigen.pad(bank.groot))},
        processen(bank),
        keren=max(1, keren // 4),
        rondes=rondes,
    )
    return {**uitkomst, "groot_dossier": groot["groot"].as_json()}


def count(vraag: Vraag, gezin: UUID) -> int:
    """How many statements one request takes, once everything is loaded."""
    vraag.klant.get(vraag.pad(gezin))
    with listen() as gehoord:
        vraag.klant.get(vraag.pad(gezin))
    return len(gehoord)


def _compare(
    bank: Bank, vraag: Vraag, gezinnen: tuple[UUID, ...], *, keren: int, rondes: int
) -> dict[str, Any]:
    say(f"Meten: {vraag.pad(gezinnen[0])}")
    opnamen, omvang = _record(vraag, gezinnen)
    with superuser(bank.omgeving) as verbinding:
        kaal = Database(verbinding)
        metingen = measure(
            {
                "kring": lambda n: vraag.klant.get(vraag.pad(gezinnen[n % len(gezinnen)])),
                "kaal": lambda n: kaal.run(opnamen[n % len(opnamen)]),
            },
            processen(bank),
            keren=keren,
            rondes=rondes,
        )
    aantallen = [count(vraag, gezin) for gezin in gezinnen[:20]]
    return {
        "kring": metingen["kring"].as_json(),
        "kaal": metingen["kaal"].as_json(),
        "cpu_verhouding": round(metingen["kring"].cpu_ms / metingen["kaal"].cpu_ms, 2),
        "sql_per_dossier": {"minst": min(aantallen), "meest": max(aantallen)},
        "bytes": omvang,
    }


def _record(vraag: Vraag, gezinnen: tuple[UUID, ...]) -> tuple[list[list[Kaal]], int]:
    """What the product asks for each of these families."""
    opnamen, omvang = [], 0
    for gezin in gezinnen:
        with listen() as gehoord:
            omvang = max(omvang, len(vraag.klant.get(vraag.pad(gezin)).inhoud))
        opnamen.append(strip(gehoord))
    return opnamen, omvang


def processen(bank: Bank) -> Serverprocessen:
    """The processes of the server that is measured."""
    pid = bank.omgeving.cluster.status().pid
    assert pid is not None, "the server runs"  # noqa: S101
    return Serverprocessen(pid)
