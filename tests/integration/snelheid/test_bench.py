"""The benchmark itself, on a tiny region: that it runs and says what it measured. Never how fast."""

import json
import os
import subprocess
import sys

import pytest
from tests.databank import WORTEL


# It runs once, for all of these.
pytestmark = pytest.mark.xdist_group("bench")
DELEN = ("pagina", "json", "werklijst", "melding", "http")
KLEIN = ("--gezinnen", "6", "--echt", "3", "--keren", "3", "--rondes", "1")


@pytest.fixture(scope="module")
def gedraaid(tmp_path_factory):
    """What the benchmark printed, and the figures it wrote."""
    pad = tmp_path_factory.mktemp("bench") / "cijfers.json"
    klaar = subprocess.run(  # noqa: S603  ourselves
        [sys.executable, "-m", "bench", *DELEN, *KLEIN, "--json", str(pad)],
        cwd=WORTEL,
        env={naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("KRING_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr
    return klaar.stdout, json.loads(pad.read_text())


def test_every_part_is_measured_beside_the_bare_database(gedraaid):
    _, cijfers = gedraaid
    delen = [cijfers[deel] for deel in ("pagina", "json", "werklijst")]
    for deel in (*delen, *cijfers["melding"].values()):
        for kant in ("kring", "kaal"):
            assert deel[kant]["aantal"] >= 1
            assert deel[kant]["per_seconde"] > 0
            assert deel[kant]["p50_ms"] <= deel[kant]["p95_ms"]


def test_the_server_was_durable(gedraaid):
    _, cijfers = gedraaid
    duurzaam = ("fsync", "synchronous_commit", "full_page_writes")
    assert {cijfers["server"][naam] for naam in duurzaam} == {"on"}


def test_the_families_are_told_apart_by_how_they_were_made(gedraaid):
    _, cijfers = gedraaid
    gezinnen = cijfers["gezinnen"]
    assert (gezinnen["gezinnen"], gezinnen["door_echte_handelingen"]) == (6, 3)
    assert gezinnen["gekopieerd_met_eigen_sleutels"] == 3
    # Each family of the caseload was opened, and an unreadable one would have stopped the run.
    assert gezinnen["op_de_lijst"] == 6


def test_a_report_is_all_its_rows(gedraaid):
    _, cijfers = gedraaid
    for weg in cijfers["melding"].values():
        rijen = weg["rijen"]
        assert rijen["dossier_melding"] == rijen["dossier_gebeurtenis"] == 1
        assert rijen["toegang_logregel"] == 1
        assert rijen["dossier_uitspraak"] >= 1


def test_every_bar_is_shown_with_its_verdict(gedraaid):
    tekst, cijfers = gedraaid
    for lat in cijfers["latten"]:
        assert lat["wat"] in tekst
        assert lat["lat"] in tekst
    assert {lat["gehaald"] for lat in cijfers["latten"] if "Open Zaak" in lat["wat"]} == {None}


def test_an_unknown_part_is_refused():
    klaar = subprocess.run(
        [sys.executable, "-m", "bench", "onzin"], cwd=WORTEL, capture_output=True, check=False
    )
    assert klaar.returncode == 2
