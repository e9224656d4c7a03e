"""How a command ends when somebody stops it, or stops listening to it."""

import signal
import subprocess
import sys

from tests.databank import WORTEL
from tests.integration.opdrachten.conftest import make_omgeving


def start(*opdracht):
    return subprocess.Popen(  # noqa: S603  verbs of the tests
        [sys.executable, *opdracht],
        env=make_omgeving(),
        cwd=WORTEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_who_does_not_listen_any_more_gets_no_stack_trace():
    proces = start("-m", "kring", "stelsel", "toon", "V2", "--json")
    proces.stdout.close()
    assert proces.stderr.read() == ""
    proces.stderr.close()
    proces.stdin.close()
    assert proces.wait(timeout=60) == 1


WACHT = """
import sys
from kring.config import opdracht
from kring.config.opdrachten import stelsel

def wait(_gekozen):
    print("wacht", flush=True)
    sys.stdin.read()
    return 0

stelsel._lijst = wait
sys.exit(opdracht.main(["stelsel", "lijst"]))
"""


def test_ctrl_c_ends_a_verb_with_one_word():
    proces = start("-c", WACHT)
    assert proces.stdout.readline() == "wacht\n"
    proces.send_signal(signal.SIGINT)
    _, fout = proces.communicate(timeout=60)
    assert (proces.returncode, fout) == (130, "Gestopt.\n")
