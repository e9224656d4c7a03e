"""Run the fast checks side by side; a failed one says what is wrong and how to run it alone.

script/check                all of them
script/check mypy ruff      only these
"""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent


# `elsewhere` is what a check prints when it did not get an answer from another machine; that is said,
# and is no failure.
@dataclass(frozen=True)
class Check:
    name: str
    command: str
    seconds: int = 120
    elsewhere: str = ""


# The slowest come first: they decide how long the whole takes.
CHECKS = (
    Check("mypy", ".venv/bin/mypy"),
    Check(
        "migraties",
        ".venv/bin/python -m django makemigrations --check --settings kring.config.settings.test",
    ),
    Check("naslag", ".venv/bin/kring naslag --controleer"),
    Check("stelsels", ".venv/bin/kring stelsel check"),
    Check("imports", ".venv/bin/lint-imports"),
    Check(
        "lekken",
        ".venv/bin/pip-audit --vulnerability-service osv --timeout 5 --progress-spinner off --disable-pip"
        " --require-hashes --requirement requirements.txt --requirement requirements-dev.txt",
        seconds=30,
        elsewhere="requests.exceptions.",
    ),
    Check("sjablonen", ".venv/bin/djlint --lint src"),
    Check("ruff", ".venv/bin/ruff check"),
    Check("opmaak", ".venv/bin/ruff format --check"),
    Check("lengtes", ".venv/bin/python script/lengths.py src tests script"),
    Check("gegevens", ".venv/bin/python script/metadata.py"),
)


@dataclass(frozen=True)
class Outcome:
    check: Check
    verdict: str
    seconds: float
    said: str = ""


def run(check: Check) -> Outcome:
    start = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603  the commands are those of the table
            shlex.split(check.command),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=check.seconds,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        verdict, said = judge(check, done.returncode, done.stdout), done.stdout
    except subprocess.TimeoutExpired:
        verdict = "overgeslagen" if check.elsewhere else "fout"
        said = f"Geen antwoord binnen {check.seconds} seconden."
    return Outcome(check, verdict, time.monotonic() - start, said)


def judge(check: Check, status: int, said: str) -> str:
    if status == 0:
        return "goed"
    return "overgeslagen" if check.elsewhere and check.elsewhere in said else "fout"


def run_all(checks: list[Check]) -> Iterator[Outcome]:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for future in as_completed([pool.submit(run, check) for check in checks]):
            yield future.result()


def show(outcome: Outcome) -> None:
    check = outcome.check
    line = f"{outcome.verdict:12}  {check.name:10}  {outcome.seconds:5.1f} s  {check.command}"
    if outcome.verdict == "overgeslagen":
        line += "\n    De bron antwoordt niet; hier is niets mee gezegd."
    if outcome.verdict == "fout":
        line += f"\n{outcome.said.rstrip()}\n    Alleen deze: script/check {check.name}"
    print(line, flush=True)


def main(names: list[str]) -> int:
    known = {check.name for check in CHECKS}
    if unknown := set(names) - known:
        print(f"Onbekend: {', '.join(sorted(unknown))}. Kies uit: {', '.join(sorted(known))}.")
        return 2
    failed = 0
    for outcome in run_all([check for check in CHECKS if not names or check.name in names]):
        show(outcome)
        failed += outcome.verdict == "fout"
    print(f"{failed} van de controles niet goed." if failed else "Alle controles goed.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
