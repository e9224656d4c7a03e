"""The first chapters: a report, a judgement per person, a vast gezicht, and is it safe enough now."""

import re
from uuid import UUID, uuid4

from django.test import override_settings
from playwright.sync_api import Page, expect
from tests.functional.formulieren import choose, expect_done, fill, refused, send
from tests.functional.reis import CORV, GEHEIM, MELDING, NUMMER, Reis


GEZIN = "Gezin Haddou"
ILSE, KARIM, YARA, SEM = "Ilse", "Karim", "Yara", "Sem"
NOTITIE = "Huisbezoek. Ilse slaapt slecht sinds maandag. Yara maakt haar huiswerk bij oma Truus."
REGEL = "Ilse slaapt slecht door de spanning."


def melden(reis: Reis) -> None:
    """The police sends an official message; the same message twice is one report."""
    reis.klok(0, 9, 5)
    deur = reis.als("meral").request
    bericht = MELDING.read_text(encoding="utf-8").replace(NUMMER, f"PD-{uuid4().hex}")
    kop = {"Content-Type": "application/xml", "Authorization": f"Bearer {GEHEIM}"}
    with override_settings(KRING_CORV_GEHEIM=GEHEIM):
        eerst = deur.post(CORV, data=bericht, headers=kop)
        weer = deur.post(CORV, data=bericht, headers=kop)
    assert (eerst.status, weer.status) == (201, 200), eerst.text()
    reis.nummer = eerst.json()["registratienummer"]
    assert weer.json()["registratienummer"] == reis.nummer


def beoordelen(reis: Reis) -> None:
    """Veilig Thuis finds the report on the board, reads it, and judges each person."""
    pagina = reis.als("meral")
    choose(pagina, "Veiligheidsteam")
    wacht = pagina.locator("section").filter(
        has=pagina.get_by_role("heading", name="Wacht op een oordeel")
    )
    wacht.get_by_role("link", name=GEZIN).click()
    reis.gezin = UUID(re.search(r"/gezin/([0-9a-f-]{36})/melding/", pagina.url)[1])
    _lees_melding(pagina)
    choose(pagina, "Melding beoordelen, het lokaal team gaat verder")
    _een_oordeel_ontbreekt(pagina)
    fill(pagina, {"oordelen": [_oordeel(SEM)]})
    send(pagina)
    expect_done(pagina)
    expect(pagina.get_by_text("Let op de veiligheid: Meral Aksoy")).to_be_visible()
    for wie in ("ilse", "yara"):
        reis.geef_account(wie, door="meral")


def _lees_melding(pagina: Page) -> None:
    expect(pagina.get_by_role("heading", level=1)).to_have_text(GEZIN)
    zegt = pagina.locator("section").filter(
        has=pagina.get_by_role("heading", name="Wat de melder zegt")
    )
    expect(zegt).to_contain_text("Zij had een rode plek in haar hals.")
    pagina.get_by_text("Het bericht, letter voor letter").click()
    expect(pagina.get_by_label("Het bericht", exact=True)).to_contain_text("vtMeldingDi01")
    expect(pagina.get_by_text("Niemand uit deze melding is zeker bekend.")).to_be_visible()
    leden = pagina.locator("section").filter(
        has=pagina.get_by_role("heading", name="Wie er in het gezin zijn")
    )
    for wie in (ILSE, KARIM, YARA, SEM):
        expect(leden).to_contain_text(wie)


def _oordeel(wie: str) -> dict[str, str]:
    return {
        "lid": wie,
        "acuut": "Nee",
        "structureel": "Niet duidelijk",
        "krachten": f"{wie} vertelt zelf wat er gebeurt.",
        "waarom": "Karim is nu bij zijn zus.",
        "delen": "Ja",
    }


def _een_oordeel_ontbreekt(pagina: Page) -> None:
    """Without an answer for everybody the report stays where it is, and what was answered stays too."""
    fill(
        pagina,
        {
            "vermoeden": "De agenten zagen letsel en de kinderen waren thuis.",
            "oordelen": [_oordeel(wie) for wie in (ILSE, KARIM, YARA)],
            "reden": "Het lokaal team kan met dit gezin verder. Ik let op tot zij elkaar kennen.",
            "ontvanger": "Joost de Boer",
            "zicht": "Meral Aksoy",
        },
    )
    send(pagina)
    assert refused(pagina) == {"M03"}
    expect(pagina.locator("[name=reden]")).to_have_value(re.compile("Het lokaal team kan"))


def toewijzen(reis: Reis) -> None:
    """The team lead finds the family, and chooses a vast gezicht and somebody who takes over."""
    reis.klok(0, 11)
    pagina = reis.als("joost")
    choose(pagina, "Gezinnen")
    choose(pagina, GEZIN)
    assert "rode plek in haar hals" not in pagina.content()
    reis.neem(
        "joost",
        "benoem_vast_gezicht",
        vast_gezicht="Fatima Benali",
        vervanger="Henk Visser",
        reden="Fatima heeft ruimte en kent de school van Yara.",
    )


def kennismaken(reis: Reis) -> None:
    """Nobody begins before the family knows who comes."""
    reis.klok(0, 13)
    begin = {"wanneer": reis.dag(0), "met": [ILSE, YARA, SEM]}
    assert reis.weiger("fatima", "begin_kennismaken", **begin) == {"M01"}
    pagina = reis.als("fatima")
    pagina.locator(".kring-open").get_by_role(
        "link", name="Vertellen wie het vast gezicht is"
    ).click()
    fill(
        pagina,
        {
            "aan": [ILSE, KARIM, YARA],
            "hoe": "In een gesprek",
            "wat": "Ik ben Fatima en ik blijf bij u. Henk neemt waar als ik er niet ben.",
        },
    )
    send(pagina)
    expect_done(pagina)
    reis.neem("fatima", "begin_kennismaken", **begin)
    expect(pagina.get_by_text("Vast gezicht: u")).to_be_visible()
    reis.neem(
        "fatima",
        "voer_veiligheidsgesprek",
        met=ILSE,
        alleen="Ja",
        overzicht="Alleen afspraken",
        kanaal="Bellen tussen negen en twaalf. Niet appen.",
    )
    for ouder in (ILSE, KARIM):
        gezag = {"ouder": ouder, "kinderen": [YARA, SEM], "vanaf": "2020-03-03"}
        reis.neem("fatima", "leg_gezag_vast", hoe="Gezagsregister", **gezag)


def opschrijven(reis: Reis) -> None:
    """A note first, and then each sentence with its kind and its source."""
    pagina = reis.open("fatima")
    choose(pagina, "Notitie maken")
    fill(pagina, {"tekst": NOTITIE, "voor": "Onderzoek"})
    send(pagina, "Vastleggen en zinnen labelen")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uitspraken vastleggen")
    expect(pagina.get_by_role("complementary", name="Wat er staat")).to_contain_text(NOTITIE)
    tweede = pagina.locator("form [name='uitspraken.1.tekst']")
    expect(tweede).to_have_value("Ilse slaapt slecht sinds maandag.")
    soort = {"strekking": "Zorg", "delen": "Ja", "grond": "Nodig voor goede hulp"}
    regels = [
        {"soort": "Vermoeden", "tekst": REGEL, "bron": "Fatima", "over": [ILSE], **soort},
        {"soort": "Feit", "tekst": "Yara maakt haar huiswerk bij oma.", "bron": "Huisbezoek", "over": [YARA], **soort, "strekking": "Gaat goed"},
        {"tekst": ""},
    ]  # fmt: skip
    fill(pagina, {"uitspraken": regels})
    send(pagina)
    expect_done(pagina)
    weten = pagina.locator("section").filter(
        has=pagina.get_by_role("heading", name="Wat weten we?")
    )
    expect(weten).to_contain_text(REGEL)


def veiligteam(reis: Reis) -> None:
    """The vast gezicht asks the safety team; nobody joins further than their own power reaches."""
    vraag = "Kijken jullie mee of de afspraken genoeg zijn?"
    reis.neem("fatima", "vraag_rvt", vraag=vraag, niveau="Meekijken")
    reis.klok(1, 9)
    pagina = reis.als("lieke")
    choose(pagina, "Veiligheidsteam")
    vragen = pagina.locator("section").filter(
        has=pagina.get_by_role("heading", name="Vragen van lokale teams")
    )
    # Not even the name: what the question is about is for whoever joins.
    vragen.get_by_role("link", name=reis.nummer).click()
    assert REGEL not in pagina.content()
    mee = {"medewerker": "Lieke Hartman", "vraag": "Meekijken met Ilse.", "tot": reis.dag(60)}
    te_ver = "Onderzoek of voorwaarden op grond van de wet"
    assert reis.weiger("lieke", "zet_rvt_in", niveau=te_ver, **mee) == {"ladder"}
    expect(pagina.get_by_role("alert")).to_contain_text("Kies een lager niveau")
    fill(pagina, {"niveau": "Meekijken"})
    send(pagina)
    expect_done(pagina)
    expect(pagina.get_by_text("Veiligheidsteam doet mee: Lieke Hartman")).to_be_visible()


def veilig_genoeg(reis: Reis) -> None:
    """Is it safe enough now: a number is no answer; the question is asked for each person."""
    reis.neem("fatima", "geef_cijfer", cijfer=5, waarom="Karim slaapt bij zijn zus.")
    reis.neem(
        "fatima",
        "maak_afspraak",
        wat="Oma Truus haalt de kinderen op dinsdag van school.",
        wie="Het gezin",
        naam="Oma Truus",
        voor=reis.dag(8),
        veiligheid="Ja",
        signaal="Oma belt als zij ruzie hoort.",
    )
    uitzoeken = {"vraag": "Waardoor lopen ruzies uit de hand?"}
    assert reis.weiger("fatima", "open_onderzoek", **uitzoeken) == {"R32"}
    reis.neem(
        "fatima",
        "beantwoord_veilig_genoeg",
        oordelen=[
            {"lid": wie, "antwoord": "Ja, met de afspraken", "waarom": "Karim komt niet thuis.", "gevraagd_aan": wie}
            for wie in (ILSE, KARIM, YARA, SEM)
        ],
    )  # fmt: skip
    reis.neem(
        "meral",
        "informeer_betrokkene",
        aan=[ILSE, KARIM],
        hoe="Aan de telefoon",
        procedure="Het lokaal team gaat met u verder.",
        gegevens="De politie gaf ons namen en wat de agenten zagen.",
        inzage="U mag lezen wat er over u staat.",
        klacht="U kunt klagen bij Veilig Thuis. Dat is gratis.",
    )
