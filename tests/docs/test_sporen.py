"""Nothing in the project tells on which machine, by whom or with what it was made.

Each pattern is written so that it does not find itself.
"""

import hashlib
import re

import pytest
from tests.docs.bladen import WORTEL, project_files


PATRONEN = {
    "a home directory": r"/(?:home|Users)/[a-z]\w*/",
    "a path of a machine": r"(?:^|[\s\"'`(=:])/(?:work|workspace|workspaces|mnt|media)/\w",
    "a path of root": r"/root/[\w.]",
    "a drive": r"\b[C-Z]:\\\\?(?:Users|work)\b",
    "a registry of packages": r"(?:pypi|python)[.]org/(?:simple|project|pypi)|pythonhosted[.]|\bpypi[.]org|registry[.]npmjs"
    r"|\bghcr[.]io|\bdocker[.]io|\bcrates[.]io|proxy[.]golang|index[-]url\s*=",
    "who wrote it": r"(?i)co[-]authored[-]by|signed[-]off[-]by",
    "what wrote it": r"(?i)\b(?:chat[g]pt|open[a]i|anthropi[c]|clau[d]e|gemin[i]|copilo[t]|language[ ]model|ll[m]s?)\b",
    "work that is not done": r"\b(?:TOD[O]|FIXM[E]|XX[X])\b",
    "a marker of a merge": r"^(?:<{7}|>{7}) ",
    "a key": r"-----BEGIN [A-Z ]*PRIVATE KE[Y]|\bAKI[A][0-9A-Z]{16}",
}
# Names of people in the texts that were read: two words in lower case, and of those the hash. The texts
# name them because of their work; the project needs no name of anybody.
NAMEN = {
    "4bee0f747c496f74",
    "9afc9e91583c04ae",
    "bf34ed444dc53bfa",
    "d87b53d7ec0b089b",
}
WOORDPAAR = re.compile(r"(?=\b([A-Z][a-zé]+ [A-Z][a-zé]+)\b)")
# A licence names what its makers wish.
ANDERS = {"LICENSE"}


def hashed(woorden):
    return hashlib.sha256(woorden.lower().encode()).hexdigest()[:16]


def traces(tekst, namen=NAMEN):
    """Every trace in a text: what it is, and the line it stands on."""
    for wat, patroon in PATRONEN.items():
        for gevonden in re.finditer(patroon, tekst, re.MULTILINE):
            yield f"{tekst[: gevonden.start()].count(chr(10)) + 1}: {wat}"
    for gevonden in WOORDPAAR.finditer(tekst):
        if hashed(gevonden[1]) in namen:
            yield f"{tekst[: gevonden.start()].count(chr(10)) + 1}: a name of a text that was read"


def texts():
    """Every file of the project that holds text, with its name; the pinned packages are only hashes."""
    for pad in project_files():
        if pad.name in ANDERS or pad.suffix == ".png":
            continue
        yield pad.relative_to(WORTEL).as_posix(), pad.read_text(encoding="utf-8", errors="replace")


def test_nothing_tells_where_or_by_whom_it_was_made():
    gevonden = [f"{naam}:{spoor}" for naam, tekst in texts() for spoor in traces(tekst)]
    assert gevonden == []


def test_names_of_files_tell_nothing_either():
    assert [naam for naam, _ in texts() if list(traces(naam))] == []


SPOREN = {
    "a home directory": "zie /" + "home/truus/kring",
    "a path of a machine": 'pad = "/' + 'work/main/docs"',
    "a path of root": "cd /" + "root/kring",
    "a drive": "C:" + "\\Users\\truus",
    "a registry of packages": "https://py" + "pi.org/project/django",
    "who wrote it": "Co-" + "authored-by: Truus",
    "what wrote it": "volgens Chat" + "GPT",
    "work that is not done": "# TO" + "DO: later",
    "a marker of a merge": "<" * 7 + " HEAD",
    "a key": "-----BEGIN PRIVATE" + " KEY-----",
}


@pytest.mark.parametrize("wat", PATRONEN)
def test_a_trace_is_noticed(wat):
    assert list(traces(f"een regel\n{SPOREN[wat]}\n")) == [f"2: {wat}"]


def test_a_name_of_a_text_that_was_read_is_noticed():
    namen = {hashed("Truus Jansma")}
    assert list(traces("Dank aan Mevrouw Truus Jansma", namen)) == [
        "1: a name of a text that was read"
    ]


@pytest.mark.parametrize(
    "tekst", ["/tmp/kring", "zie /werk/ in het pad", "docs/" + "work/main", "psycopg", "https://example.org"]  # noqa: S108
)  # fmt: skip
def test_an_ordinary_text_is_left_alone(tekst):
    assert list(traces(tekst)) == []
