"""What a page says is for its reader: no holes, no codes, and a way back."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from tests.integration.superuser import count
from tests.schermen.hulp import nieuw_gezin, tekst

from kring.dossier.queries.gezin import Loopt
from kring.werkplek.beeld import show_termijn


@pytest.fixture
def yildiz(kaart):
    return kaart.gezin("Yildiz")


def test_the_logboek_has_the_tabs_of_the_family_and_a_way_back(als, yildiz):
    gevonden = als("fatima").get(f"/gezin/{yildiz}/logboek/").content.decode()
    for pad in ("", "onderzoek/", "plan/", "logboek/"):
        assert f'href="/gezin/{yildiz}/{pad}"' in gevonden
    assert f'› <a href="/gezin/{yildiz}/">Gezin Yildiz</a>' in gevonden


def test_older_lines_of_the_logboek_are_not_called_a_parent(als):
    petra = als("petra")
    gezin = nieuw_gezin(petra)
    for _ in range(51):
        petra.get(f"/gezin/{gezin}/logboek/")
    eerste, tweede = (
        tekst(petra.get(f"/gezin/{gezin}/logboek/", {"bladzijde": nummer})) for nummer in (1, 2)
    )
    assert "Eerdere regels" in eerste
    assert "Latere regels" in tweede
    assert "Ouder " not in eerste


LEEG = re.compile(r'<span class="kring-zacht">[^<]*:</span>\s*</p>|<dd>\s*</dd>')
LOS_TEKEN = re.compile(r": ,|; ,|, ,")


@pytest.mark.parametrize("wie", ["samira", "noor", "esmee", "dylan", "kim", "wendy", "tomek"])
def test_no_label_of_the_familys_pages_stands_without_a_value(als, wie):
    bezoeker = als(wie)
    bezoeker.post("/mijn/alleen/", {"alleen": "ja"})
    antwoord = bezoeker.get("/mijn/papier/")
    assert antwoord.status_code == 200
    assert not LEEG.findall(antwoord.content.decode())
    assert not LOS_TEKEN.findall(tekst(antwoord))


@pytest.mark.parametrize("wie", ["ria", "ali", "fatima"])
def test_no_label_of_inquiry_and_plan_stands_without_a_value(als, wie):
    bezoeker = als(wie)
    lijst = bezoeker.get("/gezinnen/").content.decode()
    paden = set(re.findall(r'href="(/gezin/[0-9a-f-]+/)"', lijst))
    assert paden
    for pad in (f"{gezin}{deel}/" for gezin in paden for deel in ("onderzoek", "plan")):
        antwoord = bezoeker.get(pad)
        assert not LEEG.findall(antwoord.content.decode())
        assert not LOS_TEKEN.findall(tekst(antwoord))


def test_a_tegenspreker_reads_what_it_is_about(als):
    ria = als("ria")
    lijst = ria.get("/gezinnen/").content.decode()
    paden = re.findall(r'href="(/gezin/[0-9a-f-]+/)"', lijst)
    gelezen = " ".join(tekst(ria.get(f"{pad}onderzoek/")) for pad in paden)
    assert re.search(r"Waarover \w[^(]+ \(\d+ \w+ 2026\)", gelezen)
    assert "Uit welke notitie" not in gelezen


def test_what_a_line_points_at_is_said_to_whoever_may_see_it(als, yildiz):
    papier = tekst(als("samira").get("/mijn/papier/"))
    assert re.search(r"Welke bijdrage: \w[^:]+ \(\d+ \w+ 2026\)", papier)
    assert re.search(r"Per doel: \w[^,]+ \(\d+ \w+ 2026\), Op weg", papier)
    plan = tekst(als("fatima").get(f"/gezin/{yildiz}/plan/"))
    assert re.search(r"Per doel \w[^,]+ \(\d+ \w+ 2026\), Op weg", plan)


def test_what_the_form_asks_of_a_professional_is_not_shown_to_the_family(als, yildiz):
    papier = tekst(als("samira").get("/mijn/papier/"))
    for label in ("Mag deze persoon dit", "Waarom u dit mag vastleggen", "Hoe u", "Soort: Feit"):
        assert label not in papier
    onderzoek = tekst(als("fatima").get(f"/gezin/{yildiz}/onderzoek/"))
    assert "Waarom u dit mag vastleggen" in onderzoek
    assert "Soort Feit" not in onderzoek


@pytest.mark.parametrize("pad", ["", "doe/geef_akkoord/", "doe/reageer_op_onderzoek/"])
def test_the_family_reads_names_of_texts_and_no_codes(als, pad):
    gelezen = tekst(als("samira").get(f"/mijn/{pad}"))
    assert "Welke regels?" in gelezen
    assert not re.findall(r"\bs\d regel|kring (?:domein|ontwerp|waarborg)|\[\w+\]", gelezen)


@pytest.mark.parametrize(
    ("einde", "woorden"),
    [
        (datetime(2027, 9, 4, 22, tzinfo=UTC), "zaterdag 4 september 2027"),
        (datetime(2026, 11, 27, 23, tzinfo=UTC), "vrijdag 27 november"),
    ],
)
def test_a_term_that_ends_in_another_year_is_said_with_that_year(einde, woorden):
    loopt = Loopt(
        wat="Proef",
        termijn="proef",
        einde=date(2027, 1, 1),
        einde_moment=einde,
        gebeurtenis=str(uuid4()),
    )
    assert show_termijn(loopt, datetime(2026, 11, 24, 12, tzinfo=UTC))["uiterlijk"] == woorden


def test_the_family_counts_visits_and_the_log_keeps_every_look(als, kaart, yildiz):
    log = {"gezin_id": yildiz, "actor_id": kaart.actor("fatima"), "handeling": "dossier_geopend"}
    voor = count("toegang_logregel", **log)
    fatima = als("fatima")
    for _ in range(40):
        fatima.get(f"/gezin/{yildiz}/stap/geef_cijfer/")
    assert count("toegang_logregel", **log) >= voor + 40
    keren = re.findall(
        r"Fatima Benali keek in de gegevens, (\d+) keer", tekst(als("samira").get("/mijn/wie/"))
    )
    assert all(int(keer) < 40 for keer in keren)


def test_it_is_said_high_on_the_page_whom_to_call_and_one_way_what_a_number_means(als):
    gelezen = tekst(als("samira").get("/mijn/"))
    assert "Is het nu niet veilig? Bel 112 ." in gelezen[:600]
    for antwoord in (
        als("samira").get("/mijn/"),
        als("samira").get("/mijn/doe/geef_eigen_cijfer/"),
    ):
        assert "0 is heel onveilig. 10 is veilig." in tekst(antwoord)
    assert "Vraag het aan Fatima" in gelezen


def test_the_page_of_a_family_says_a_thing_once_and_says_when_a_helper_stopped(als, kaart, yildiz):
    gelezen = tekst(als("fatima").get(f"/gezin/{yildiz}/"))
    assert "Gestopt op 26 oktober 2026, hielp vanaf 21 september 2026" in gelezen
    assert "0 is heel onveilig. 10 is veilig." in gelezen
    assert "(gestopt)" not in gelezen
    vos = tekst(als("fatima").get(f"/gezin/{kaart.gezin('Vos')}/"))
    assert vos.count("Adres afgeschermd voor Dylan") == 1


def test_an_unborn_child_is_called_so(als, kaart):
    gelezen = tekst(als("meral").get(f"/gezin/{kaart.gezin('Diallo')}/"))
    assert "Ongeboren kind (nog niet geboren)" in gelezen
    assert "Ongeboren kind , nog niet geboren" in gelezen
    assert "Iemand zonder bekende naam" not in gelezen


def test_what_was_recorded_is_confirmed_in_a_sentence(als, yildiz):
    gelezen = tekst(als("fatima").get(f"/gezin/{yildiz}/", {"gedaan": "schrijf_notitie"}))
    assert "Gelukt. “Notitie maken” staat nu in het dossier." in gelezen


def test_a_line_of_the_list_does_not_say_where_the_case_is_twice(als):
    petra = als("petra")
    nieuw_gezin(petra)
    for pad in ("/vandaag/", "/gezinnen/"):
        assert not re.search(r"(\b[A-Z][\w ]{4,}\b)\. \1 ·", tekst(petra.get(pad)))
