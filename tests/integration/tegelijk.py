"""Runs the same piece of the product in several processes, in the same moment."""

import os
import subprocess
import sys


VOORAF = """
import sys, django
django.setup()
from django.db import connections
for alias in ("default", "motor", "werker"):
    connections[alias].ensure_connection()
print("klaar", flush=True)
sys.stdin.readline()
"""


def run_tegelijk(*stukken: str) -> list[str]:
    """Each piece of code in a process of its own, all let go at once; gives what each printed.

    A process that fails gives the last line of its error.
    """
    processen = [_start(stuk) for stuk in stukken]
    for proces in processen:
        assert proces.stdout.readline() == "klaar\n", proces.communicate()[1]
    for proces in processen:
        proces.stdin.write("\n")
        proces.stdin.flush()
    return [_uitkomst(proces) for proces in processen]


def _start(stuk: str) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603  code of the tests
        [sys.executable, "-c", VOORAF + stuk],
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _uitkomst(proces: subprocess.Popen) -> str:
    uit, fout = proces.communicate(timeout=60)
    return uit.strip() if proces.returncode == 0 else fout.strip().rpartition("\n")[2]
