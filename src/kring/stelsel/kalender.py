"""Days that count: Dutch working days, and the holidays of the Algemene termijnenwet."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN: Mapping[int, str] = dict(
    enumerate(
        (
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
            "september", "oktober", "november", "december",
        ),
        start=1,
    )
)  # fmt: skip
ZATERDAG = 5


def dag_van(moment: datetime) -> date:
    """The calendar day in the Netherlands at an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


def is_eerder(moment: datetime, ander: datetime) -> bool:
    """Whether the moment came before the other one, also in the hour that comes twice in October:
    two clock times in the same zone say nothing about that."""
    return moment.astimezone(UTC) < ander.astimezone(UTC)


def dag_in_woorden(dag: date) -> str:
    """The day as a letter writes it: dinsdag 24 november 2026."""
    return f"{WEEKDAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month]} {dag.year}"


def weekdag_in_woorden(dag: date, vandaag: date) -> str:
    """The day as a page says it: dinsdag 24 november; of another year than today's with that year."""
    jaar = "" if dag.year == vandaag.year else f" {dag.year}"
    return f"{WEEKDAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month]}{jaar}"


@lru_cache(maxsize=256)
def feestdagen(jaar: int) -> frozenset[date]:
    """The generally recognised holidays of a year, and Good Friday (Algemene termijnenwet art. 3)."""
    pasen = _pasen(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == ZATERDAG + 1:
        koningsdag -= timedelta(days=1)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - timedelta(days=2),
            pasen + timedelta(days=1),
            koningsdag,
            date(jaar, 5, 5),
            pasen + timedelta(days=39),
            pasen + timedelta(days=50),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_werkdag(dag: date) -> bool:
    """Neither Saturday, Sunday nor a recognised holiday."""
    return dag.weekday() < ZATERDAG and dag not in feestdagen(dag.year)


def add_werkdagen(dag: date, aantal: int) -> date:
    """The last of `aantal` working days after `dag`, or before it when counted back; the day itself
    does not count."""
    stap = timedelta(days=1 if aantal > 0 else -1)
    over = abs(aantal)
    while over:
        dag += stap
        over -= is_werkdag(dag)
    return dag


def add_maanden(dag: date, aantal: int) -> date:
    """The same day of the month `aantal` months on (or back); the last day where it does not exist."""
    maanden = dag.year * 12 + dag.month - 1 + aantal
    jaar, maand = divmod(maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


def add_jaren(dag: date, aantal: int) -> date:
    """The same day `aantal` years on; 29 February becomes 28 February, as the database counts it."""
    return add_maanden(dag, 12 * aantal)


def _pasen(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = jaar % 19, jaar // 100, jaar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    maand = (h - m + r + 90) // 25
    return date(jaar, maand, (h - m + r + maand + 19) % 32)
