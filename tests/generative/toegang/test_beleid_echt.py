"""Generated worlds in the real tables, through the real policies and functions, with real tickets."""

import pytest
from tests.beleid.echt import EchteWereld, make_possible, may_open
from tests.beleid.oordeel import visible
from tests.beleid.vergelijken import generate
from tests.beleid.werelden import DEUREN
from tests.deurwerk import als, andere_database, superuser

from kring.stelsel.beleid.regels import MOTOR


@pytest.fixture(scope="module")
def wereld():
    """A database of its own, with a connection as each role; loads a world in it."""
    with andere_database("echt"), superuser() as db:
        verbindingen = {deur: als(deur) for deur in DEUREN}
        yield lambda geval, nummer: (EchteWereld(db, geval, nummer), verbindingen)
        for verbinding in verbindingen.values():
            verbinding.close()


@pytest.mark.slow
def test_real_tickets_show_what_python_expects(wereld):
    telling = {"open": 0, "dicht": 0, "gezien": 0}
    for nummer, geval in enumerate(map(make_possible, generate(30, zaad=2))):
        echt, verbindingen = wereld(geval, nummer)
        for vraag in geval.vragen:
            hoort = visible(geval.wereld, vraag)
            verbinding = verbindingen[vraag.deur]
            assert echt.visible(verbinding, vraag, echt.forged(vraag)) == hoort, (nummer, vraag)
            telling["gezien"] += len(hoort)
            if vraag.deur == MOTOR or vraag.ik is None or (vraag.gezin is None and not vraag.lijst):
                continue
            kaartje = echt.opened(vraag)
            telling["open" if kaartje else "dicht"] += 1
            assert (kaartje is not None) is may_open(geval.wereld, vraag), (nummer, vraag)
            if kaartje and vraag.doel != "eigen" and not vraag.lijst:
                assert echt.visible(verbinding, vraag, kaartje) == hoort, (nummer, vraag)
    assert min(telling.values()) >= 20, telling
