"""How often the database and Python judge the same row alike, and whether every mistake would be seen.

python -m bench.beleid [N]      at least N judgements; prints JSON
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


WORTEL = Path(__file__).resolve().parents[1]


def run(n: int = 100_000) -> dict[str, Any]:
    """Compare at least `n` judgements in generated worlds, and all directed ones; in a process of its
    own, because it brings its own database."""
    klaar = subprocess.run(  # noqa: S603  ourselves
        [sys.executable, "-m", "bench.beleid", str(n)],
        cwd=WORTEL,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return json.loads(klaar.stdout)


def measure(n: int) -> dict[str, Any]:
    """The same in this process."""
    from tests.databank import set_up

    set_up("bench_beleid")
    # After set-up: what follows needs the settings.
    from tests.beleid.database import proefdatabase
    from tests.beleid.gericht import directed
    from tests.beleid.vergelijken import compare, share_allowed
    from tests.beleid.werelden import DEUREN

    begin = time.monotonic()
    with proefdatabase() as proef:
        gericht = list(directed())
        fouten = list(proef.disagreements(gericht))
        in_gerichte = proef.telling["beslissingen"]
        fouten += compare(proef, minstens=n)
        uitkomst = {
            "beslissingen": proef.telling["beslissingen"],
            "werelden": proef.telling["werelden"],
            "toegestaan": round(share_allowed(proef), 3),
            "toegestaan_per_deur": {deur: round(share_allowed(proef, deur), 3) for deur in DEUREN},
            "gerichte_werelden": len(gericht),
            "beslissingen_in_gerichte_werelden": in_gerichte,
            "verschillen": len(fouten),
            "voorbeelden": fouten[:5],
        }
    return {**uitkomst, **_mutants(gericht), "seconden": round(time.monotonic() - begin, 1)}


def _mutants(gericht: list[Any]) -> dict[str, Any]:
    from tests.beleid.oordeel import decisions, survivors
    from tests.beleid.werelden import REGELS

    from kring.stelsel.beleid.mutanten import mutanten

    alle = decisions(gericht)
    aantal = {plek: len(list(mutanten(beleid))) for plek, beleid in REGELS.items()}
    over = {plek: len(list(survivors(REGELS[plek], alle[plek]))) for plek in REGELS}
    return {
        "mutanten": sum(aantal.values()),
        "mutanten_gezien": sum(aantal.values()) - sum(over.values()),
        "mutanten_over": {" ".join(plek): rest for plek, rest in over.items() if rest},
    }


if __name__ == "__main__":
    getal = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    sys.stdout.write(json.dumps(measure(getal), indent=2) + "\n")
