"""kill -9 of writers and of the server while the product writes: 0 lost, 0 half, 0 double."""

import random
from pathlib import Path

import psycopg
import pytest
from tests.eigen_cluster import eigen_omgeving
from tests.integration.crash.harnas import Harnas, run


def test_a_short_run_loses_nothing():
    uitkomst = run(6)
    assert (uitkomst["verloren"], uitkomst["half"], uitkomst["dubbel"]) == ([], [], [])
    assert uitkomst["bevestigd"] > 20
    assert uitkomst["server_gedood"]
    assert uitkomst["schrijver_gedood"]


@pytest.fixture(scope="module")
def harnas(tmp_path_factory):
    """A region in which a little was written, and nothing was killed."""
    with eigen_omgeving(Path(tmp_path_factory.mktemp("crash"))) as omgeving:
        werk = Harnas(omgeving, random.Random(1))
        werk.begin()
        werk.stop()
        yield werk


def wreck(harnas, *opdrachten):
    """Change what is stored, past every guard, for the time of one look."""
    with psycopg.connect(harnas.omgeving.cluster.superuser_url(database="kring")) as db:
        db.execute("SET session_replication_role = replica")
        for opdracht in opdrachten:
            db.execute(opdracht)


EEN = "(SELECT id FROM dossier_gebeurtenis WHERE stap <> 'ontvang_melding' ORDER BY volgnummer DESC, id LIMIT 1)"


@pytest.mark.parametrize(
    ("soort", "kapot"),
    [
        ("verloren", [f"DELETE FROM dossier_uitspraak WHERE gebeurtenis_id = {EEN}",  # noqa: S608
                      f"DELETE FROM dossier_gebeurtenis WHERE id = {EEN}"]),  # noqa: S608
        ("half", [f"DELETE FROM dossier_uitspraak WHERE gebeurtenis_id = {EEN}"]),  # noqa: S608
        ("half", [f"DELETE FROM toegang_logregel WHERE objecten = {EEN}::text"]),  # noqa: S608
        ("half", ["UPDATE dossier_dossier SET volgnummer = volgnummer + 1"]),
        ("half", ["DELETE FROM dossier_termijn"]),
        ("half", ["DELETE FROM gezinnen_persoon WHERE rol = 'grootouder'"]),
    ],
    ids=["gebeurtenis", "uitspraak", "logregel", "stand", "termijn", "persoon"],
)  # fmt: skip
def test_the_harness_sees_what_is_missing(harnas, soort, kapot):
    assert harnas.check()[soort] == []
    harnas.omgeving.cluster.stop()
    kopie = harnas.omgeving.cluster.data.with_name("kopie")
    try:
        _copy(harnas.omgeving.cluster.data, kopie)
        harnas.omgeving.cluster.start()
        wreck(harnas, *kapot)
        assert harnas.check()[soort]
    finally:
        harnas.omgeving.cluster.stop()
        _copy(kopie, harnas.omgeving.cluster.data)
        harnas.omgeving.cluster.start()


def _copy(van, naar):
    import shutil

    shutil.rmtree(naar, ignore_errors=True)
    shutil.copytree(van, naar)
