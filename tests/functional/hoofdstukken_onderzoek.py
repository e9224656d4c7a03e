"""The inquiry: sources, views, a weighing, a conclusion, and somebody who contradicts it."""

from playwright.sync_api import expect
from tests.functional.formulieren import reasons
from tests.functional.hoofdstukken_begin import ILSE, KARIM, SEM, YARA
from tests.functional.reis import Reis


CONCLUSIE = "De ruzies gaan over geld."
TEGENDEEL = (
    "Stel dat het geld niet de oorzaak is, maar dat Karim wil bepalen. Dan helpt schuldhulp niet."
)
SLOT = {"samenvatting": "Ruzies over geld maken het onveilig voor de kinderen."}
VASTSTELLEN = "stel_onderzoek_vast"
OP = "Onderzoek"


def openen(reis: Reis) -> None:
    """The inquiry begins empty, and says at once what it still asks for."""
    reis.klok(2, 9)
    reis.neem("fatima", "open_onderzoek", vraag="Waardoor lopen ruzies uit de hand?")
    pagina = reis.open("fatima", OP)
    assert (
        {"R06", "R07", "R08", "R09b", "R34", "M14"}
        >= reasons(pagina)
        >= {"R07", "R08", "R09b", "M14"}
    )


def bronnen_en_visies(reis: Reis) -> None:
    """With whom was spoken, and how each of them sees it."""
    reis.neem(
        "fatima",
        "voeg_bron_toe",
        OP,
        naam="Meester Bas",
        functie="Leerkracht van Sem",
        wanneer=reis.dag(2),
        inhoud="Sem is stil op maandag.",
        geaccordeerd="Akkoord",
    )
    reis.neem(
        "fatima",
        "leg_visie_vast",
        OP,
        van=KARIM,
        woorden="Ik kan de brieven niet aan.",
    )
    reis.zeg("ilse", "geef_visie", woorden="Ik wil rust en duidelijke afspraken.")
    reis.zeg("yara", "geef_visie", woorden="Ik wil dat het stil is in de avond.")


def wegen(reis: Reis) -> None:
    """What protects and what works against it, what can be done, and the conclusion."""
    werkt = {"over": [ILSE, KARIM], "gewicht": "Zwaar", "grond": "Brieven van de bank"}
    helpt = {"over": [YARA, SEM], "gewicht": "Zwaar", "grond": "Gesprek met oma"}
    factor, optie = "benoem_factor", "weeg_optie"
    reis.neem("fatima", factor, OP, soort="Dit werkt tegen", tekst="Er zijn schulden.", **werkt)
    reis.neem("fatima", factor, OP, soort="Dit beschermt", tekst="Oma woont om de hoek.", **helpt)
    hulp = {
        "optie": "Hulp bij schulden",
        "voor": "Het pakt de oorzaak aan.",
        "tegen": "Het duurt even.",
    }
    alleen = {
        "optie": "Alleen afspraken",
        "voor": "Het is snel.",
        "tegen": "De ruzie over geld blijft.",
    }
    reis.neem("fatima", optie, OP, gekozen="Gekozen", **hulp)
    reis.neem("fatima", optie, OP, gekozen="Niet gekozen", **alleen)
    reis.neem(
        "fatima",
        "trek_conclusie",
        OP,
        conclusie=CONCLUSIE,
        hulp="Hulp bij schulden en iemand voor Yara.",
        grond="De brieven van de bank en wat Ilse en Yara vertellen.",
    )


def nog_niet_klaar(reis: Reis) -> None:
    """Closing too early gives all reasons at once, each with the way to mend it; none is hidden in the page."""
    pagina = reis.open("fatima", OP)
    open_ = reasons(pagina)
    assert open_ == {"R07", "R09b", "R34"}
    assert reis.weiger("fatima", VASTSTELLEN, OP, **SLOT) == open_
    herstel = pagina.locator(".kring-open a")
    assert sorted(herstel.all_inner_texts()) == [
        "Reactie op het onderzoek opschrijven",
        "Tegenspraak vragen",
        "Versie in gewone woorden maken",
    ]


def delen(reis: Reis) -> None:
    """The family reads the outcome, and says what it thinks of it."""
    reis.neem(
        "fatima",
        "deel_onderzoek",
        OP,
        aan=[ILSE, KARIM, YARA, SEM],
        hoe="In een gesprek",
        tekst="Jullie maken ruzie over geld. Daar zoeken we hulp bij.",
    )
    reis.zeg("ilse", "reageer_op_onderzoek", eens="Eens", woorden="Ik wil graag hulp bij het geld.")
    reis.zeg("yara", "reageer_op_onderzoek", eens="Eens", woorden="Ja.")
    woorden = {"eens": "Voor een deel", "woorden": "De schuld ligt niet alleen bij mij."}
    reis.neem("fatima", "leg_reactie_vast", OP, van=KARIM, **woorden)


def tegenspreken(reis: Reis) -> None:
    """Somebody else contradicts; who wrote the conclusion answers. Both stay."""
    vraag = {"tegenspreker": "Ria Bos", "over": CONCLUSIE, "tot": reis.dag(9)}
    reis.neem("fatima", "vraag_tegenspraak", OP, **vraag)
    reis.klok(3, 9)
    pagina = reis.als("ria")
    pagina.get_by_role("link", name="Gezin Haddou").click()
    reis.neem(
        "ria",
        "schrijf_tegenspraak",
        OP,
        bij=CONCLUSIE,
        tegendeel=TEGENDEEL,
        zwak="Dat de ruzie over geld gaat, zegt vooral Karim.",
        oordeel="Er is nog iets nodig",
    )
    assert reis.weiger("fatima", VASTSTELLEN, OP, **SLOT) == {"R09b", "R34"}
    expect(reis.als("fatima").get_by_role("alert")).to_contain_text(
        "De tegenspraak is nog niet beantwoord."
    )


def antwoorden(reis: Reis) -> None:
    """The answer, a version in plain words, and then the inquiry is closed."""
    pagina = reis.open("fatima", OP)
    expect(pagina.locator("main")).to_contain_text(TEGENDEEL)
    reis.neem(
        "fatima",
        "beantwoord_tegenspraak",
        OP,
        bij=TEGENDEEL[:40],
        antwoord="Ik sprak Ilse alleen. Zij noemt zelf de schulden als eerste.",
        verandert="De vraag komt terug als we samen kijken.",
    )
    gewoon = "U maakt vaak ruzie over geld. Dat is naar voor de kinderen. Daar zoeken we hulp bij."
    reis.neem("fatima", "maak_gewone_versie", OP, van="Het onderzoek", tekst=gewoon)
    expect(
        reis.open("fatima", OP).get_by_text("Alles is er. U kunt dit vaststellen.")
    ).to_be_visible()
    reis.neem("fatima", VASTSTELLEN, OP, **SLOT)
    expect(reis.open("fatima").get_by_text("Plan maken", exact=True).first).to_be_visible()
