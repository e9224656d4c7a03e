"""The last chapters: a goal that has to be met, looking together, scaling down, and the end."""

from playwright.sync_api import Page, expect
from tests.functional.formulieren import reasons
from tests.functional.hoofdstukken_begin import ILSE, KARIM, NOTITIE, REGEL, SEM, YARA
from tests.functional.hoofdstukken_gezin import EIGEN, WEERWOORD
from tests.functional.hoofdstukken_onderzoek import CONCLUSIE, TEGENDEEL
from tests.functional.hoofdstukken_plan import DOEL
from tests.functional.reis import Reis


VOORNEMEN = "Karim haalt de kinderen alleen op als oma erbij is."
TEGENSPRAAK = "Stel dat de ruzie niet door Karim komt. Dan raakt de voorwaarde de verkeerde."
VOORWAARDE = "De kinderen gaan alleen mee als oma erbij is."
OP = "Plan"


def _brief(reis: Reis) -> dict[str, str]:
    return {
        "bij": VOORNEMEN,
        "wat": VOORWAARDE,
        "waarom": "Er was ruzie bij de deur.",
        "voor": reis.dag(34),
        "gevolg": "Als dit niet lukt, vragen wij de Raad om mee te kijken.",
        "wie_beslist": "Fatima beslist met u erbij.",
        "rechten": "U kunt klagen en iemand naast u vragen.",
        "vrijwillig": "De hulp blijft vrijwillig.",
    }


def voornemen(reis: Reis) -> None:
    """A goal does not become a condition by wanting it: contradiction and a full notice come first."""
    reis.klok(20, 9)
    reis.neem(
        "fatima",
        "neem_voorwaarde_voor",
        OP,
        bij=DOEL,
        wat=VOORNEMEN,
        waarom="Er was weer ruzie bij de deur en Sem durfde niet mee.",
        lichter="De afspraak met oma stond al in het plan, maar Karim kwam drie keer alleen.",
    )
    te_vroeg = reis.weiger("fatima", "kondig_voorwaarde_aan", OP, aan=[KARIM], **_brief(reis))
    assert te_vroeg == {"R09", "R25", "R34"}
    reis.neem(
        "fatima", "vraag_tegenspraak", OP, tegenspreker="Ria Bos", over=VOORNEMEN, tot=reis.dag(27)
    )
    reis.neem(
        "ria",
        "schrijf_tegenspraak",
        OP,
        bij=VOORNEMEN,
        tegendeel=TEGENSPRAAK,
        zwak="Niemand vroeg het Karim zelf.",
        oordeel="Akkoord",
    )
    reis.neem(
        "fatima",
        "beantwoord_tegenspraak",
        OP,
        bij=TEGENSPRAAK[:40],
        antwoord="Ik sprak Karim gisteren. Hij vindt het goed dat oma erbij is.",
        verandert="De voorwaarde geldt voor beide ouders.",
    )


def voorwaarde(reis: Reis) -> None:
    """The notice goes to both parents, is explained to each, and then the condition can be met."""
    gewoon = "Oma is er altijd bij als de kinderen naar papa gaan. Dit moet."
    reis.neem("fatima", "maak_gewone_versie", OP, van="De voorwaarde", tekst=gewoon)
    reis.neem("fatima", "kondig_voorwaarde_aan", OP, aan=[ILSE, KARIM], **_brief(reis))
    moeder = reis.mijn("ilse")
    moeder.goto("/mijn/staat/")
    expect(moeder.locator("main")).to_contain_text(VOORWAARDE)
    expect(moeder.locator("main")).to_contain_text("De hulp blijft vrijwillig.")
    gehaald = {"bij": VOORWAARDE, "waaruit": "Oma was er vier keer bij en er was geen ruzie."}
    halen = "stel_voorwaarde_gehaald_vast"
    assert reis.weiger("fatima", halen, OP, **gehaald) == {"M05"}
    for wie in (ILSE, KARIM):
        uitleg = {"hoe": "In een gesprek", "wanneer": reis.dag(20), "antwoord": "Ik snap het."}
        reis.neem("fatima", "leg_voorwaarde_uit", OP, bij=VOORWAARDE, aan=wie, **uitleg)
    reis.klok(33, 9)
    reis.neem("fatima", halen, OP, **gehaald)


def afschalen(reis: Reis) -> None:
    """Less help comes after looking together, and when it is safe for everybody."""
    minder = {
        "reden": "Het is voor iedereen veilig genoeg.",
        "monitoring_tot": reis.dag(60),
        "signaal": "Sem wil niet mee of oma belt.",
        "terugkomen": "Bel Fatima of het lokaal team.",
    }
    assert reis.weiger("fatima", "schaal_af", OP, **minder) == {"M07", "M08"}
    reis.neem(
        "fatima",
        "evalueer",
        OP,
        met=[ILSE, KARIM, YARA],
        oordeel_gezin="Het is rustiger. Yara slaapt goed.",
        doelen=[
            {"doel": DOEL, "stand": "Gehaald", "toelichting": "Al weken geen ruzie bij de deur."}
        ],
        veranderd="Karim betaalt mee en belt van tevoren.",
        besluit="Afschalen",
        volgende=reis.dag(60),
    )
    reis.neem(
        "fatima",
        "beantwoord_veilig_genoeg",
        oordelen=[
            {"lid": wie, "antwoord": "Ja", "waarom": "Geen ruzie meer.", "gevraagd_aan": wie}
            for wie in (ILSE, KARIM, YARA, SEM)
        ],
    )
    reis.neem("fatima", "schaal_af", OP, **minder)


def _einde(reis: Reis) -> dict[str, object]:
    return {
        "reden": "De doelen zijn gehaald en het blijft goed gaan.",
        "eindgesprek": reis.dag(62),
        "met": [ILSE, KARIM],
        "oordeel_gezin": "We zijn blij dat het rustig is.",
        "overblijvend": "Geen.",
        "wie_volgt": "Niemand meer.",
        "terugkomen": "Bij het lokaal team.",
        "bewaarsoort": ["Jeugdhulp", "Veilig Thuis"],
    }


def sluiten(reis: Reis) -> None:
    """The file closes when somebody asked how it goes, until a day that is kept."""
    reis.klok(62, 9)
    assert reis.weiger("fatima", "sluit_af", OP, **_einde(reis)) == {"M09"}
    contact = {"met": [ILSE, KARIM], "wanneer": reis.dag(62), "hoe_gaat_het": "Het gaat goed."}
    reis.neem("fatima", "leg_monitorcontact_vast", OP, **contact)
    toezicht = {"toezichthouder": "Ellen van Dam", "tot": reis.dag(80)}
    reden = "De inspectie kijkt in vijf dossiers wie wat deed."
    reis.neem("fatima", "laat_toezicht_toe", reden=reden, **toezicht)
    reis.neem("fatima", "sluit_af", OP, **_einde(reis))
    pagina = reis.open("fatima")
    expect(pagina.locator("main")).to_contain_text("Afgesloten")
    expect(pagina.locator("main")).to_contain_text("Bewaard tot 25 januari 2047")
    moeder = reis.mijn("ilse")
    expect(moeder.locator("[aria-current=step]")).to_contain_text("Het is klaar")
    expect(moeder.locator("main")).to_contain_text("Wij bewaren wat er staat tot 25 januari 2047.")


def toezien(reis: Reis) -> None:
    """The inspector sees who did what when and what was refused, and not a word of the content."""
    pagina = reis.als("ellen")
    pagina.get_by_role("link", name=reis.nummer).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(f"Logboek {reis.nummer}")
    weigeringen = pagina.get_by_role("region", name="Tabel met geweigerde stappen")
    for code in ("R32:", "R09b:", "M06:", "D01:", "R25:", "M09:"):
        expect(weigeringen).to_contain_text(code)
    log = _heel_log(pagina)
    for wie in ("Fatima Benali", "Meral Aksoy", "Lieke Hartman", "Ria Bos", "Gezinslid"):
        assert wie in log
    geheim = (
        NOTITIE,
        REGEL,
        WEERWOORD,
        EIGEN,
        CONCLUSIE,
        TEGENDEEL,
        VOORWAARDE,
        "Haddou",
        ILSE,
        KARIM,
    )
    for pad in ("logboek/", "", "onderzoek/", "plan/"):
        pagina.goto(f"/gezin/{reis.gezin}/{pad}")
        for woorden in geheim:
            assert woorden not in pagina.content(), (pad, woorden)
    assert reasons(pagina) == set()


def _heel_log(pagina: Page) -> str:
    """The log from the newest page to the oldest."""
    delen = []
    ouder = pagina.get_by_role("link", name="Eerdere regels")
    while True:
        delen.append(pagina.get_by_role("region", name="Tabel met het logboek").inner_text())
        if not ouder.is_visible():
            return "".join(delen)
        ouder.click()
