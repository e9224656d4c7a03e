"""The plan: the family first, goals and agreements, rights, and whether each of them agrees."""

from playwright.sync_api import expect
from tests.functional.formulieren import choose, fill, reasons, send
from tests.functional.hoofdstukken_begin import ILSE, KARIM, SEM, YARA
from tests.functional.reis import Reis


OP = "Plan"
VASTSTELLEN = "stel_plan_vast"
DOEL = "De kinderen worden opgehaald zonder ruzie."
HULP = "Gesprekken voor Yara"


def _plan(reis: Reis) -> dict[str, str]:
    return {
        "samenvatting": "Hulp bij schulden en vaste afspraken over het ophalen.",
        "uitgevoerd_door": "Fatima en oma Truus",
        "als_het_misgaat": "Ilse belt oma en daarna Fatima.",
        "evaluatie": reis.dag(60),
    }


def nog_niet_klaar(reis: Reis) -> None:
    """Finalising too early: the page lists every safeguard that fails, and so does the refusal."""
    reis.klok(4, 9)
    nodig = {"R01", "R02", "R21", "R34", "M04", "M06"}
    pagina = reis.open("fatima", OP)
    assert reasons(pagina) == nodig
    assert reis.weiger("fatima", VASTSTELLEN, OP, **_plan(reis)) == nodig
    herstel = set(pagina.locator(".kring-open a").all_inner_texts())
    assert herstel == {
        "Familiegroepsplan aanbieden",
        "Vastleggen met wie het plan is besproken",
        "Rechten uitleggen",
        "Versie in gewone woorden maken",
        "Opschrijven wie het eens is met het plan",
        "Doel opnemen",
    }
    # The link leads to the form that mends it.
    choose(pagina, "Familiegroepsplan aanbieden")
    fill(pagina, {"aan": [ILSE, KARIM], "hoe": "Aan tafel uitgelegd dat zij eerst zelf mogen."})
    send(pagina)
    assert reasons(reis.open("fatima", OP)) == nodig - {"R01"}


def samen_maken(reis: Reis) -> None:
    """The family rather makes it together; goals and rights are for everybody to read."""
    reis.zeg("ilse", "antwoord_op_familiegroepsplan", antwoord="Liever niet")
    reis.neem(
        "fatima",
        "leg_antwoord_familiegroepsplan_vast",
        OP,
        van=KARIM,
        antwoord="Liever niet",
    )
    reis.neem(
        "fatima",
        "stel_doel",
        OP,
        doel=DOEL,
        wie=[ILSE, KARIM],
        meetbaar="Vier weken lang geen ruzie bij de deur.",
        fase="Directe veiligheid",
        voor=reis.dag(60),
    )
    reis.neem(
        "fatima",
        "leg_rechten_uit",
        OP,
        aan=[ILSE, KARIM, YARA],
        wie="Jeugdstem",
        wat="Die staat naast u en is gratis.",
        waar="088 555 10 00",
        wanneer="Op werkdagen",
        verder="U mag klagen en lezen wat er staat.",
    )


def bespreken(reis: Reis) -> None:
    """The plan is discussed, and each says for themselves whether they agree."""
    vonden = "Iedereen wil dat het ophalen rustig gaat."
    met = [ILSE, KARIM, YARA, SEM]
    bespreken = "bespreek_plan"
    reis.neem("fatima", bespreken, OP, met=met, wanneer=reis.dag(4), vonden=vonden)
    reis.zeg("ilse", "geef_akkoord", antwoord="Eens")
    reis.zeg("yara", "geef_akkoord", antwoord="Eens")
    opschrijven = "leg_akkoord_vast"
    reis.neem(
        "fatima", opschrijven, OP, van=KARIM, antwoord="Niet eens", reden="Ik wil ze vaker zien."
    )
    gewoon = "Oma is erbij als papa de kinderen ophaalt. Wij helpen u met de brieven van de bank."
    reis.neem("fatima", "maak_gewone_versie", OP, van="Het plan", tekst=gewoon)
    pagina = reis.open("fatima", OP)
    # Who does not agree stands there as such, and does not stand in the way.
    expect(pagina.locator("main")).to_contain_text("Ik wil ze vaker zien.")
    assert reasons(pagina) == set()
    reis.neem("fatima", VASTSTELLEN, OP, **_plan(reis))
    moeder = reis.mijn("ilse")
    expect(moeder.locator("[aria-current=step]")).to_contain_text("We doen wat in het plan staat")


def hulp(reis: Reis) -> None:
    """Help for Yara begins when she and both parents said yes, and not before."""
    start = {
        "voor": YARA,
        "hulp": HULP,
        "aanbieder": "Praktijk De Vuurtoren",
        "soort_aanbieder": "Jeugdhulpaanbieder",
        "vanaf": reis.dag(4),
    }
    assert reis.weiger("fatima", "start_hulp", OP, **start) == {"D01"}
    alert = reis.als("fatima").get_by_role("alert")
    expect(alert.get_by_role("link", name="Toestemming voor hulp opschrijven")).to_be_visible()
    for wie in ("ilse", "yara"):
        reis.zeg(wie, "geef_toestemming", voor=YARA, hulp=HULP, antwoord="Ja")
    assert reis.weiger("fatima", "start_hulp", OP, **start) == {"D01"}
    expect(reis.als("fatima").get_by_role("alert")).to_contain_text(KARIM)
    uitleg = {"antwoord": "Ja", "uitleg": "Samen met Karim gebeld met de praktijk."}
    toestemming = "leg_toestemming_vast"
    reis.neem("fatima", toestemming, OP, van=KARIM, voor=YARA, hulp=HULP, **uitleg)
    reis.neem("fatima", "start_hulp", OP, **start)
