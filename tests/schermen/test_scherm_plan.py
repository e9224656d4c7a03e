"""What a family reads of its plan: what comes, what is late, and the plan where an answer is asked."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import lxml.html
import pytest
from tests.schermen.hulp import los, tekst

from kring.dossier.afspraken import doelen_van
from kring.toegang.actions import set_clock


OMGANG = "Eerste gesprek over de omgang met iemand erbij."
NUCHTER = "Mark ziet zijn kinderen als hij nuchter en uitgerust is."


def deel(antwoord, id_):
    """The words of one section of a page."""
    (gevonden,) = lxml.html.fromstring(antwoord.content).xpath(f'//*[@aria-labelledby="{id_}"]')
    return " ".join(gevonden.text_content().split())


def days_later(regio, dagen):
    set_clock(regio.nu + timedelta(days=dagen), echt=datetime.now(UTC))  # noqa: TID251


def test_what_is_past_its_day_is_said_plainly_and_before_what_comes(als):
    eerst = deel(als("samira").get("/mijn/"), "k-eerst")
    voorbij = f"{OMGANG} Dit was voor vrijdag 20 november. Die dag is voorbij. Het staat nog open."
    assert voorbij in eerst
    assert eerst.index(voorbij) < eerst.index("Dinsdag 24 november")
    assert "Praat met Fatima over wat er nu kan." in eerst
    for woord in ("te laat", "schuld", "had moeten"):
        assert woord not in eerst


def test_a_goal_past_its_day_is_said_as_well(als, regio):
    samira = als("samira")
    assert NUCHTER not in deel(samira.get("/mijn/"), "k-eerst")
    days_later(regio, 8)
    thuis = als("samira").get("/mijn/")
    assert f"{NUCHTER} Dit was voor maandag 30 november." in deel(thuis, "k-eerst")
    assert NUCHTER in deel(als("samira").get("/mijn/papier/"), "p-doel")


def test_the_discreet_home_says_only_which_day_is_past(als, regio):
    days_later(regio, 30)
    thuis = tekst(als("dylan").get("/mijn/"))
    assert "Vrijdag 11 december. Die dag is voorbij. Het staat nog open." in thuis
    assert "Esmee" not in thuis
    assert "veilig" not in thuis.lower()


@dataclass(frozen=True)
class Gezegd:
    feit: str
    sleutel: str
    inhoud: dict[str, Any] = field(default_factory=dict)


def evaluatie(*standen):
    doelen = [{"doel": doel, "stand": stand} for doel, stand in standen]
    return Gezegd("evaluatie", "e", {"doelen": doelen})


def test_the_newest_evaluation_says_how_a_goal_stands():
    doelen = [Gezegd("doel", naam, {"doel": naam, "voor": f"2026-11-{dag}"}) for naam, dag in (("a", 10), ("b", 20), ("c", 30))]  # fmt: skip
    regels = [evaluatie(("a", "gehaald")), evaluatie(("a", "niet"), ("b", "gehaald")), *doelen]
    gevonden = doelen_van(regels, date(2026, 11, 24))
    assert [(doel.wat, doel.gehaald, doel.te_laat) for doel in gevonden] == [
        ("c", False, False),
        ("a", True, False),
        ("b", True, False),
    ]
    assert [doel.te_laat for doel in doelen_van(doelen, date(2026, 11, 24))] == [True, True, False]
    assert not doelen_van(doelen, date(2026, 11, 10))[0].te_laat


@pytest.mark.parametrize("wie", ["samira", "noor"])
def test_whoever_is_asked_about_the_plan_reads_it_there(als, wie):
    bezoeker = als(wie)
    pad = "/mijn/doe/geef_akkoord/"
    for antwoord in (bezoeker.get(pad), bezoeker.post(pad, los(antwoord="", reden="Nog niet."))):
        plan = deel(antwoord, "k-plan")
        assert "Papa haalt jullie op bij oma." in plan
        assert "Noor en Daan slapen elke nacht rustig." in plan
        assert "Mark belt zijn broer" in plan


def test_another_form_does_not_show_the_plan(als):
    assert 'id="plan"' not in als("samira").get("/mijn/doe/geef_eigen_cijfer/").content.decode()


def test_who_stands_beside_somebody_is_named_as_it_was_told(als):
    naast = deel(als("samira").get("/mijn/rechten/"), "k-naast")
    assert "Jeugdstem" in naast
    assert "088 555 10 00. Op werkdagen." in naast
    tomek = als("tomek")
    tomek.post("/mijn/alleen/", {"alleen": "ja"})
    assert "Vraag ernaar. Ali weet wie het is." in deel(tomek.get("/mijn/rechten/"), "k-naast")
