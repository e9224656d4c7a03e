"""A word that nobody else uses is put in each kind of secret. Then everybody reads everything that can be
reached, and each word must show to exactly the people of its list: no more, and no fewer either.
"""

import io
import logging
import re
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

import pypdf
import pytest
from django.test import Client, override_settings
from tests.integration.superuser import ask
from tests.schermen.hulp import formulier, link_van, naar, tekst, vul

from kring.config.logregels import ZonderInhoud
from kring.config.plaatsen import projectmap
from kring.koppelingen.bezorgen import bezorg
from kring.koppelingen.corv.ontvangst import ontvang
from kring.toegang import klok as tijd
from kring.toegang.aanmelden import make_token


MEDEWERKERS = ("fatima", "henk", "meral", "jan", "joost", "petra", "ali", "ria", "gerard", "lieke", "roos", "wim", "ellen")  # fmt: skip
GEZINSLEDEN = ("samira", "noor", "dylan", "esmee", "tomek", "kim", "wendy", "jayden")
IEDEREEN = (*MEDEWERKERS, *GEZINSLEDEN, "niemand")

# Secret → its word, and who reads it on pages or through the API. By hand, from stelsels/gedeeld/toegang.yaml.
LIJST: dict[str, tuple[str, set[str]]] = {
    # The list of a sealed address: vast gezicht and vervanger. The one whose address it is sees none in the overview,
    # for somebody may look along.
    "address": ("Kruisbesweg", {"fatima", "henk"}),
    "words of a child": ("Kanarieveertje", {"fatima", "henk", "noor"}),
    # The reporter is for who judges reports: a family, and a vast gezicht, never learn who it was.
    "reporter in the message": ("Kanariemelder", {"meral", "jan"}),
    "reporter who phoned": ("Kanariebeller", {"meral", "jan"}),
    "note": ("Kanarienotitie", {"fatima", "henk"}),
    "statement not shared": ("Kanarievermoeden", {"fatima", "henk", "meral"}),
    "tegenspraak": ("Kanarietegendeel", {"ali", "petra", "ria"}),
    # Who looks at it afterwards, and the family.
    "reason of break-glass": ("Kanarienood", {"petra", "joost", "tomek"}),
    "safe contact": ("Kanariekanaal", {"esmee"}),
    "safe contact of a child": ("Kanariebericht", {"noor"}),
    "consult": ("Kanarievraag", {"fatima", "meral", "jan", "gerard", "lieke", "roos"}),
    # Names of families, by whom they belong to.
    "family on report": ("Bergsma", {"meral", "jan"}),
    "family of a boy": ("Nowak", {"ali", "petra", "fatima", "tomek"}),
}


def _meld(kaart, wie: str) -> Client:
    bezoeker = Client(raise_request_exception=False)
    if wie == "niemand":
        return bezoeker
    assert bezoeker.get(link_van(kaart.actor(wie))).status_code == 302
    if wie in GEZINSLEDEN:
        bezoeker.post("/mijn/alleen/", {"alleen": "ja"})
    return bezoeker


def zin(soort: str) -> str:
    """A sentence with the word of this secret, long enough for every field."""
    return f"Zij zei dat het over {LIJST[soort][0]} ging, en dat zij daar bang voor was."


@pytest.fixture(scope="module")
def verborgen(kaart) -> dict[str, UUID]:
    """Every secret is written down, by who would write it, on the pages for it."""
    gezinnen = {naam: kaart.gezin(naam) for naam in ("Yildiz", "Vos", "Nowak", "Van Dijk")}
    doe = _schrijver(kaart, gezinnen)
    doe("noor", "/mijn/doe/schrijf_eigen_woorden/", woorden=zin("words of a child"))
    doe("fatima", ("Yildiz", "schrijf_notitie"), tekst=zin("note"), voor="dossier")
    doe("fatima", ("Yildiz", "leg_uitspraken_vast"), **_uitspraak(kaart, gezinnen["Yildiz"]))
    doe("fatima", ("Yildiz", "voer_veiligheidsgesprek"), met=kaart.persoon(gezinnen["Yildiz"], "Noor"), alleen="ja", overzicht="heel", kanaal=zin("safe contact of a child"))  # fmt: skip
    doe("fatima", ("Vos", "voer_veiligheidsgesprek"), met=kaart.persoon(gezinnen["Vos"], "Esmee"), alleen="ja", overzicht="rustig", kanaal=zin("safe contact"))  # fmt: skip
    ((conclusie,),) = ask("SELECT id FROM dossier_gebeurtenis WHERE gezin_id = %s AND stap = 'trek_conclusie' ORDER BY volgnummer DESC LIMIT 1", gezinnen["Van Dijk"])  # fmt: skip
    doe("ria", ("Van Dijk", "schrijf_tegenspraak"), bij=str(conclusie), tegendeel=zin("tegenspraak"), zwak="Niets.", oordeel="akkoord")  # fmt: skip
    ((nummer,),) = ask("SELECT nummer FROM dossier_dossier WHERE gezin_id = %s", gezinnen["Nowak"])
    doe("fatima", "/nood/", nummer=nummer, reden=zin("reason of break-glass"))
    doe("fatima", "/veiligheidsteam/vragen/", vraag=zin("consult"))
    doe("meral", "/nieuw/ontvang_melding/", **_telefoon())
    _politie()
    return gezinnen


def _schrijver(kaart, gezinnen):
    def doe(wie, pad, **waarden):
        pad = pad if isinstance(pad, str) else naar(gezinnen[pad[0]], pad[1])
        antwoord = vul(_meld(kaart, wie), pad, **waarden)
        assert antwoord.status_code == 302, tekst(antwoord)

    return doe


def _uitspraak(kaart, gezin):
    rij = {
        "soort": "vermoeden", "tekst": zin("statement not shared"), "bron": "Een buurvrouw",
        "over": [kaart.persoon(gezin, "Samira")], "strekking": "zorg", "delen": "nee", "grond": "hulp",
    }  # fmt: skip
    return {f"uitspraken__0__{naam}": waarde for naam, waarde in rij.items()}


def _telefoon():
    return {
        "_naam": "Gezin Beller", "kanaal": "telefoon", "soort_melder": "burger", "melder": LIJST["reporter who phoned"][0],
        "gegevens_melder": zin("reporter who phoned"), "leden__0__rol": "kind", "leden__0__voornaam": "Pip",
        "uitspraken__0__soort": "feit", "uitspraken__0__tekst": "Er was geschreeuw.", "uitspraken__0__bron": "Een buur",
    }  # fmt: skip


@pytest.fixture(scope="module")
def uitgegaan(kaart, verborgen, tmp_path_factory) -> dict[str, bytes]:
    """A report with its reporter comes in, is joined to the known family, and everything that is due goes out."""
    melding = _politie()
    meral = _meld(kaart, "meral")
    gelezen = {}
    gelezen["melding"] = meral.get(f"/gezin/{melding}/melding/").content
    pad = f"/gezin/{melding}/melding/voegen/{verborgen['Yildiz']}/"
    velden = formulier(meral.get(pad))
    for naam in [n for n in velden if n.endswith(".lid")]:
        rij = {
            "acuut": "nee",
            "structureel": "ja",
            "krachten": "Zij belde.",
            "waarom": "Het was weer.",
        }
        velden |= {f"{naam.removesuffix('.lid')}.{vraag}": waarde for vraag, waarde in rij.items()}
    assert meral.post(pad, velden | {"reden": "Kijk weer samen naar het plan."}).status_code == 302
    uit = tmp_path_factory.mktemp("uit")
    with override_settings(KRING_POST_UIT=uit / "post", KRING_CORV_UIT=uit / "corv"):
        assert bezorg(tijd.nu()).uitgesteld == 0
    return {
        str(bestand.relative_to(uit)): bestand.read_bytes() for bestand in sorted(uit.glob("*/*"))
    }


def _politie() -> UUID:
    data = (projectmap() / "proefregio" / "meldingen" / "2026-11-23-yildiz.xml").read_bytes()
    uniek = uuid4().hex[:8].encode()
    for nummer in (b"PD-BERICHT-2026-1123-23", b"PD-2026-1123-023"):
        data = data.replace(nummer, nummer[:12] + uniek)
    assert b"Wijkagent S. Verzonnen" in data
    data = data.replace(b"Wijkagent S. Verzonnen", LIJST["reporter in the message"][0].encode())
    nummer = ontvang(data, op=tijd.nu()).nummer
    return ask("SELECT gezin_id FROM dossier_dossier WHERE nummer = %s", nummer)[0][0]


BEGIN = {True: ("/vandaag/", "/gezinnen/", "/veiligheidsteam/"), False: ("/mijn/", "/")}
# These sign out.
NIET = ("/afmelden/", "/weg/", "/static/")
# Forms of steps are read in the families that hold a secret; they are the same in every other one.
FORMULIER = re.compile(r"/gezin/([^/]+)/stap/")


def loop(
    bezoeker: Client, begin: tuple[str, ...], gezinnen: Mapping[str, UUID]
) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, with everything of its answer: status line, headers and body."""
    wachten, geweest = list(begin), set(begin)
    met_formulieren = set(map(str, gezinnen.values()))
    while wachten:
        pad = wachten.pop()
        antwoord = bezoeker.get(pad)
        assert antwoord.status_code in (200, 302, 404, 405), pad
        yield pad, _alles(antwoord)
        if "/adres/" in pad and antwoord.status_code == 200:
            yield pad, _alles(bezoeker.post(pad))
        for link in [
            *re.findall(r'href="(/[^"#]*)', antwoord.content.decode()),
            antwoord.headers.get("Location", ""),
        ]:
            link = link.replace("&amp;", "&")
            vorm = FORMULIER.match(link)
            if not link.startswith("/") or link.startswith(NIET) or link in geweest:
                continue
            if vorm is None or vorm[1] in met_formulieren:
                geweest.add(link)
                wachten.append(link)


def _alles(antwoord) -> str:
    koppen = "\n".join(f"{naam}: {waarde}" for naam, waarde in antwoord.headers.items())
    return f"{antwoord.status_code}\n{koppen}\n{antwoord.cookies.output()}\n{antwoord.content.decode()}"


def _via_api(kaart, wie: str) -> Iterator[tuple[str, str]]:
    """Everything that this person's systems can ask for."""
    systeem = Client(headers={"Authorization": f"Bearer {make_token(kaart.actor(wie))}"})
    lijst = systeem.get("/api/v1/gezinnen")
    yield "/api/v1/gezinnen", _alles(lijst)
    yield "/api/v1/openapi.json", _alles(systeem.get("/api/v1/openapi.json"))
    for gezin in lijst.json().get("gezinnen", ()):
        pad = f"/api/v1/gezinnen/{gezin['id']}"
        yield pad, _alles(systeem.get(pad))


@pytest.mark.parametrize("wie", IEDEREEN)
def test_each_secret_shows_to_the_people_of_its_list_and_to_nobody_else(
    kaart, verborgen, uitgegaan, wie
):
    bladzijden = list(loop(_meld(kaart, wie), BEGIN[wie in MEDEWERKERS], verborgen))
    if wie != "niemand":
        bladzijden += _via_api(kaart, wie)
        assert len(bladzijden) > 7
    gezien = {
        soort: [pad for pad, inhoud in bladzijden if woord in inhoud]
        for soort, (woord, _) in LIJST.items()
    }
    assert {
        soort: paden[:3] for soort, paden in gezien.items() if paden and wie not in LIJST[soort][1]
    } == {}
    assert [soort for soort, (_, mag) in LIJST.items() if wie in mag and not gezien[soort]] == []


@pytest.mark.parametrize("wie", ["dylan", "esmee"])
def test_the_quiet_pages_say_nothing_of_what_it_is_about(kaart, verborgen, wie):
    bezoeker = _meld(kaart, wie)
    bezoeker.post("/mijn/alleen/", {"alleen": "nee"})
    bladzijden = list(loop(bezoeker, BEGIN[False], {}))
    for woord in (
        "geweld",
        "Veilig Thuis",
        "veiligheidscijfer",
        "Gezin Vos",
        "klopt niet",
        "Liv",
        "Jip",
    ):
        assert [pad for pad, inhoud in bladzijden if woord in inhoud] == []


def test_letters_and_answers_carry_none_of_it_and_do_carry_what_they_should(uitgegaan):
    brieven = {naam: _pdf(data) for naam, data in uitgegaan.items() if naam.startswith("post")}
    antwoorden = {
        naam: data.decode() for naam, data in uitgegaan.items() if naam.startswith("corv")
    }
    assert any("Henk kan ook in de avond." in brief for brief in brieven.values())
    assert any("Politie Eenheid Duinstreek" in antwoord for antwoord in antwoorden.values())
    assert any("overdracht" in antwoord for antwoord in antwoorden.values())
    for naam, inhoud in {**brieven, **antwoorden}.items():
        gevonden = [soort for soort, (woord, _) in LIJST.items() if woord in inhoud + naam]
        assert gevonden == [], naam
        assert re.fullmatch(
            r"(post/brief-\d\d-\d\d-[0-9a-f]{12}\.pdf|corv/[0-9a-f-]{36}\.xml)", naam
        )


def _pdf(data: bytes) -> str:
    lezer = pypdf.PdfReader(io.BytesIO(data))
    tekst_van = " ".join(pagina.extract_text() for pagina in lezer.pages)
    return " ".join(f"{tekst_van} {lezer.metadata}".split())


def test_an_answer_names_no_person_who_is_not_of_the_sender(uitgegaan):
    for naam, data in uitgegaan.items():
        if naam.startswith("corv"):
            for persoon in ("Samira", "Noor", "Mark", "Fatima", "Meral", "Helmgrasstraat"):
                assert persoon not in data.decode(), naam


def test_the_log_of_the_server_holds_none_of_it(kaart, verborgen, caplog):
    caplog.set_level(logging.DEBUG)
    fatima, samira = _meld(kaart, "fatima"), _meld(kaart, "samira")
    yildiz = verborgen["Yildiz"]
    for pad in ("", "onderzoek/", "logboek/", "stap/leg_uitspraken_vast/", "stap/bestaat-niet/"):
        fatima.get(f"/gezin/{yildiz}/{pad}")
    for pad in ("", "staat/", "papier/", "doe/zeg_klopt_niet/", "doe/geef_cijfer/"):
        samira.get(f"/mijn/{pad}")
    kwaad = f"{zin('note')} {LIJST['tegenspraak'][0]}"
    for stap in ("schrijf_notitie", "geef_cijfer"):
        fatima.post(
            naar(verborgen["Yildiz"], stap),
            {"tekst": kwaad + "\0", "waarom": kwaad, "cijfer": kwaad},
        )
    fatima.get("/gezinnen/", {"zoek": LIJST["note"][0]})
    regels = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records
    )
    assert "Unprocessable" in regels
    assert [
        soort for soort, (woord, _) in LIJST.items() if woord in regels and soort != "note"
    ] == []
    assert LIJST["note"][0] not in regels


def test_a_fault_of_our_own_leaves_lines_of_code_and_no_words(
    kaart, verborgen, monkeypatch, capsys
):
    def stuk(*_args, **_kwargs):
        raise RuntimeError(zin("note"))

    (scherm,) = (h for h in logging.getLogger().handlers if isinstance(h.formatter, ZonderInhoud))
    monkeypatch.setattr(scherm, "stream", stroom := io.StringIO())
    monkeypatch.setattr("kring.werkplek.views.lijsten.load_werklijst", stuk)
    antwoord = _meld(kaart, "fatima").get("/vandaag/")
    assert antwoord.status_code == 500
    regels = stroom.getvalue()
    assert "lijsten.py" in regels
    assert "RuntimeError" in regels
    assert LIJST["note"][0] not in regels + tekst(antwoord)
