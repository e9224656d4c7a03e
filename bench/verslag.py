"""What was measured, as a table for people and as a page of the docs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.latten import Oordeel


KOP = (
    "",
    "per seconde",
    "p50 ms",
    "p95 ms",
    "CPU ms",
    "toepassing",
    "database",
    "SQL",
    "kaal CPU ms",
    "kaal per s",
)
SOORTEN = (
    ("pagina", "gezin openen, pagina"),
    ("json", "gezin openen, JSON"),
    ("werklijst", "werklijst, JSON"),
)
OVER_HTTP = (
    ("pagina", "gezin openen, pagina"),
    ("json", "gezin openen, JSON"),
    ("werklijst", "werklijst, JSON"),
)
WEGEN = (("corv", "melding via CORV"), ("telefoon", "melding per telefoon"))
OORDEEL = {True: "gehaald", False: "niet gehaald", None: "niet gemeten"}


def table(kop: Sequence[str], rijen: Iterable[Sequence[str]], *, links: int = 1) -> str:
    """Columns of one width: the first ones to the left, the others to the right."""
    alles = [tuple(kop), *map(tuple, rijen)]
    breed = [max(len(rij[k]) for rij in alles) for k in range(len(kop))]
    regels = [
        "  ".join(
            cel.ljust(breed[k]) if k < links else cel.rjust(breed[k]) for k, cel in enumerate(rij)
        )
        for rij in alles
    ]
    return "\n".join(regel.rstrip() for regel in regels)


def markdown(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    """The same for the docs."""
    streep = ["---", *["---:"] * (len(kop) - 1)]
    return "\n".join(f"| {' | '.join(rij)} |" for rij in (kop, streep, *rijen))


def figures(uitkomst: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """One line for each kind of request that was measured."""
    rijen = [
        _rij(naam, uitkomst[deel], _sql(uitkomst[deel]["sql_per_dossier"]))
        for deel, naam in SOORTEN
        if deel in uitkomst
    ]
    for deel, naam in WEGEN:
        if gemeten := uitkomst.get("melding", {}).get(deel):
            rijen.append(_rij(naam, gemeten, str(gemeten["sql"])))
    return rijen


def _rij(naam: str, deel: Mapping[str, Any], sql: str) -> tuple[str, ...]:
    kring, kaal = deel["kring"], deel["kaal"]
    return (
        naam,
        number(kring["per_seconde"]),
        number(kring["p50_ms"]),
        number(kring["p95_ms"]),
        number(kring["cpu_ms"]),
        number(kring["cpu_toepassing_ms"]),
        number(kring["cpu_database_ms"]),
        sql,
        number(kaal["cpu_ms"]),
        number(kaal["per_seconde"]),
    )


def _sql(telling: Mapping[str, int]) -> str:
    minst, meest = min(telling.values()), max(telling.values())
    return str(minst) if minst == meest else f"{minst}–{meest}"


def number(waarde: float) -> str:
    """With a comma, as Dutch has it."""
    return f"{waarde:.1f}".replace(".", ",")


def verdicts(oordelen: Iterable[Oordeel]) -> list[tuple[str, ...]]:
    """One line for each bar."""
    return [
        (o.wat, o.lat + (" (streven)" if o.streven else ""), o.gemeten, OORDEEL[o.gehaald])
        for o in oordelen
    ]


def lacking(oordelen: Iterable[Oordeel]) -> list[str]:
    """What it would take to meet each bar that is not met."""
    return list(
        dict.fromkeys(f"{o.wat}: {o.nodig}" for o in oordelen if o.gehaald is False and o.nodig)
    )


def over_http(uitkomst: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """One line for each kind of request over the network."""
    return [
        (naam, *(number(uitkomst[deel][maat]) for maat in ("per_seconde", "p50_ms", "p95_ms")))
        for deel, naam in OVER_HTTP
    ]


LAT_KOP = ("", "lat", "gemeten", "")
HTTP_KOP = ("", "per seconde", "p50 ms", "p95 ms")


def print_all(uitkomst: Mapping[str, Any], oordelen: Sequence[Oordeel]) -> str:
    """Everything for the screen."""
    delen = [describe(uitkomst)]
    if rijen := figures(uitkomst):
        delen.append(table(KOP, rijen))
    if over := uitkomst.get("http"):
        delen.append(f"{describe_http(over)}\n{table(HTTP_KOP, over_http(over))}")
    delen.append(table(LAT_KOP, verdicts(oordelen), links=4))
    delen += lacking(oordelen)
    return "\n\n".join(delen) + "\n"


def describe(uitkomst: Mapping[str, Any]) -> str:
    """On what it was measured, and how the families were made."""
    machine, gezinnen = uitkomst["machine"], uitkomst.get("gezinnen")
    eerste = (
        f"{machine['kernen']} kernen ({machine['processor']}), Python {machine['python']}, "
        f"belasting {number(machine['belasting_vooraf'])} vooraf en {number(machine['belasting_achteraf'])} achteraf."
    )
    regels = [eerste]
    if machine["belasting_achteraf"] > machine["kernen"]:
        regels.append(
            "De machine deed tegelijk ander werk; de cijfers vallen daardoor waarschijnlijk hoger uit dan in rust."
        )
    if server := uitkomst.get("server"):
        regels.append(
            f"PostgreSQL {server['postgresql']}: fsync {server['fsync']}, synchronous_commit "
            f"{server['synchronous_commit']}, full_page_writes {server['full_page_writes']}."
        )
    if gezinnen:
        regels.append(
            f"{gezinnen['gezinnen']} gezinnen: {gezinnen['door_echte_handelingen']} stap voor stap door het "
            f"product zelf, {gezinnen['gekopieerd_met_eigen_sleutels']} daarvan gekopieerd met eigen sleutels "
            "en opnieuw versleuteld. Elk gezin is te openen."
        )
    if "aparte_loop" in uitkomst:
        regels.append(
            "De werklijst bij meer gezinnen is in een aparte loop gemeten, met een eigen begin."
        )
    return "\n".join(regels)


def describe_http(over: Mapping[str, Any]) -> str:
    """How the network was used."""
    return (
        f"Over HTTP: gunicorn met {over['werkers']} werkers van {over['draden']} draden, "
        f"{over['klanten']} klanten op dezelfde machine."
    )
