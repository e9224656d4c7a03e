"""How long a closed file is kept: the longest rule wins, and what is unknown keeps it longer."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.fabriek_stelsel import RVT, stelsel_van
from tests.unit.stelsel.zaken import gebeurd, stand

from kring.stelsel.bewaren import bewaardatum, vernietigingsbesluit
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.fold import fold
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.zaak import Actorsoort, Gebeurtenis, Lid


STELSEL = stelsel_van(RVT)
MOEDER = Lid(id="moeder", rol="ouder", geboren=Deeldatum(1990, 5, 5))
KIND = Lid(id="kind", rol="kind", geboren=Deeldatum(2019, 6, 20))
ZONDER_DATUM = Lid(id="kleintje", rol="ongeboren_kind")


def closed(*leden, soorten, dag="2026-06-15"):
    """A file that closed on the day, with these people and these kinds in it."""
    op = datetime.fromisoformat(f"{dag}T12:00").replace(tzinfo=AMSTERDAM)
    einde = _einde(op, soorten)
    return stand(einde, leden=leden, toestand="T10")


def _einde(op, soorten, stap="sluit_af"):
    return Gebeurtenis(
        id="e", volgnummer=1, stap=stap, feit="afgesloten", op=op, door="fatima", partij="lokaal_team",
        soort=Actorsoort.MEDEWERKER, geregistreerd=True, waarden={"bewaarsoort": soorten} if soorten else {},
    )  # fmt: skip


GEVALLEN = {
    "help: twenty years": ([MOEDER, KIND], ["jeugdhulp"], "2046-06-15"),
    "the longest wins": ([MOEDER, KIND], ["jeugdhulp", "ots_voogdij"], "2067-06-20"),
    "youngest comes of age later than that": ([Lid(id="k", rol="kind", geboren=Deeldatum(2026, 1, 1))], ["veilig_thuis"], "2046-06-15"),
    "a month of birth counts to its end": ([Lid(id="k", rol="kind", geboren=Deeldatum(2019, 2))], ["ots_voogdij"], "2067-02-28"),
    "a year of birth counts to its end": ([Lid(id="k", rol="kind", geboren=Deeldatum(2019))], ["ots_voogdij"], "2067-12-31"),
    "a child without a date may be a newborn": ([MOEDER, ZONDER_DATUM], ["ots_voogdij"], "2074-06-15"),
    "an adult without a date may not": ([MOEDER, Lid(id="o", rol="grootouder")], ["ots_voogdij"], "2038-05-05"),
    "nobody known": ([], ["ots_voogdij"], "2074-06-15"),
    "ended gezag: for ever": ([MOEDER, KIND], ["jeugdhulp", "gezagsbeeindiging"], None),
    "a kind that no rule knows": ([MOEDER], ["onbekend"], None),
    "closed by Veilig Thuis without a choice": ([MOEDER, KIND], [], "2046-06-15"),
}  # fmt: skip


@pytest.mark.parametrize(("leden", "soorten", "dag"), GEVALLEN.values(), ids=GEVALLEN)
def test_last_day_of_keeping(leden, soorten, dag):
    verwacht = date.fromisoformat(dag) if dag else None

    assert bewaardatum(STELSEL, closed(*leden, soorten=soorten)) == verwacht


def test_rule_of_the_day_of_closing_counts():
    oud = closed(MOEDER, soorten=["jeugdhulp"], dag="2019-12-31")
    nieuw = closed(MOEDER, soorten=["jeugdhulp"], dag="2020-01-01")

    assert bewaardatum(STELSEL, oud) == date(2034, 12, 31)
    assert bewaardatum(STELSEL, nieuw) == date(2040, 1, 1)


def test_case_that_runs_has_no_last_day():
    assert bewaardatum(STELSEL, stand(gebeurd("notitie"))) is None
    assert bewaardatum(STELSEL, fold(STELSEL, ())) is None


def test_file_that_closed_twice_counts_from_the_last_time():
    eerste = _einde(datetime(2026, 1, 1, 12, tzinfo=AMSTERDAM), ["jeugdhulp"])
    tweede = _einde(datetime(2028, 1, 1, 12, tzinfo=AMSTERDAM), ["jeugdhulp"])
    klacht = _einde(datetime(2030, 1, 1, 12, tzinfo=AMSTERDAM), [], stap="dien_klacht_in")

    gesloten = stand(eerste, tweede, klacht, leden=[MOEDER], toestand="T10")

    assert bewaardatum(STELSEL, gesloten) == date(2048, 1, 1)


def _besluit(volgnummer, besluit="vernietigen"):
    feit = gebeurd("vernietiging_besloten", volgnummer, besluit=besluit)
    return replace(feit, stap="beslis_vernietiging")


def _sluiting(volgnummer):
    return replace(gebeurd("afgesloten", volgnummer), stap="sluit_af")


BESLUITEN = {
    "decided after closing": ([_sluiting(1), _besluit(2)], "T10", 2),
    "the last decision counts": ([_sluiting(1), _besluit(2), _besluit(3, "niet")], "T10", None),
    "another mind": ([_sluiting(1), _besluit(2, "niet"), _besluit(3)], "T10", 3),
    "nothing decided": ([_sluiting(1)], "T10", None),
    "opened again": ([_sluiting(1), _besluit(2)], "T0", None),
    "decided before it was opened and closed again": ([_sluiting(1), _besluit(2), _sluiting(3)], "T10", None),
}  # fmt: skip


@pytest.mark.parametrize(("feiten", "toestand", "welk"), BESLUITEN.values(), ids=BESLUITEN)
def test_a_decision_to_destroy_is_of_this_closing(feiten, toestand, welk):
    besluit = vernietigingsbesluit(STELSEL, stand(*feiten, toestand=toestand))
    assert (besluit and besluit.volgnummer) == welk
