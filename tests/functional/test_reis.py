"""THE JOURNEY: one family from the report of the police to a closed file, through the screens."""

from datetime import UTC, datetime

import pytest
from tests.functional import (
    hoofdstukken_begin as begin,
    hoofdstukken_gezin as gezin,
    hoofdstukken_onderzoek as onderzoek,
    hoofdstukken_plan as plan,
    hoofdstukken_slot as slot,
)
from tests.functional.reis import Reis


@pytest.fixture
def reis(als, regio):
    from kring.toegang import actions, klok

    was = klok.verschuiving()
    yield Reis(als, regio)
    echt = datetime.now(UTC)  # noqa: TID251  the shift is counted from the real time
    actions.set_clock(echt + was, echt=echt)


def test_a_family_from_report_to_closed_file(reis):
    begin.melden(reis)
    begin.beoordelen(reis)
    begin.toewijzen(reis)
    begin.kennismaken(reis)
    begin.opschrijven(reis)
    begin.veiligteam(reis)
    begin.veilig_genoeg(reis)
    gezin.eerste_keer(reis)
    gezin.klopt_niet(reis)
    gezin.cijfer(reis)
    gezin.kind(reis)
    onderzoek.openen(reis)
    onderzoek.bronnen_en_visies(reis)
    onderzoek.wegen(reis)
    onderzoek.nog_niet_klaar(reis)
    onderzoek.delen(reis)
    onderzoek.tegenspreken(reis)
    onderzoek.antwoorden(reis)
    gezin.antwoord(reis)
    gezin.wie_las(reis)
    plan.nog_niet_klaar(reis)
    plan.samen_maken(reis)
    plan.bespreken(reis)
    plan.hulp(reis)
    slot.voornemen(reis)
    slot.voorwaarde(reis)
    slot.afschalen(reis)
    slot.sluiten(reis)
    slot.toezien(reis)
