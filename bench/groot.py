"""Many more families: does the work list of one professional stay as fast?

The families beyond the first are rows only (their words do not open), because nobody on this list sees
them: a gezin, its case, five grants and ten uitspraken each, made in bulk.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import lezen
from bench.gezinnen import Bank
from bench.omgeving import say, superuser


MATEN = (100_000, 200_000)
VULLING = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def werklijst(bank: Bank, maten: Iterable[int] = MATEN) -> dict[str, Any]:
    """The work list at each of these numbers of families, beside the same at the beginning."""
    begin = lezen.werklijst(bank)
    uitkomst = {}
    eerder = bank.gezinnen
    for maat in maten:
        say(f"Vullen tot {maat} gezinnen")
        _fill(bank, eerder, maat)
        eerder = maat
        gemeten = lezen.werklijst(bank)
        uitkomst[str(maat)] = {
            "werklijst": gemeten,
            "tegen_begin": round(gemeten["kring"]["cpu_ms"] / begin["kring"]["cpu_ms"], 2),
        }
    return uitkomst


def _fill(bank: Bank, eerder: int, maat: int) -> None:
    with superuser(bank.omgeving) as db:
        db.execute("SET session_replication_role = replica")
        db.execute("CREATE TEMP TABLE nieuw (gezin uuid DEFAULT gen_random_uuid(), n int)")
        db.execute("INSERT INTO nieuw (n) SELECT generate_series(%s::int, %s)", [eerder + 1, maat])
        db.execute(VULLING)
        db.execute("VACUUM ANALYZE")
        db.execute("CHECKPOINT")
