"""The less common doors of professionals: a sealed address, a question without a name, break-glass."""

import pytest
from playwright.sync_api import expect
from tests.databank import WORTEL

from kring.config.proefregio import load_regio


@pytest.fixture(scope="module")
def nummers():
    """Family → its number, read past every policy."""
    from tests.integration.superuser import ask

    from kring.toegang.kluis import unlock

    regio = load_regio(WORTEL / "proefregio")
    assert regio.gezinnen
    rijen = ask(
        "SELECT d.gezin_id, d.nummer, g.naam FROM dossier_dossier d JOIN gezinnen_gezin g USING (gezin_id)"
    )
    return {unlock(gezin, f"gezin/{gezin}", bytes(naam)): nummer for gezin, nummer, naam in rijen}


def test_a_sealed_address_is_shown_after_asking_and_stands_in_the_log(als):
    pagina = als("fatima", javascript=False)
    pagina.click("text=Gezin Vos")
    assert "Schuilplaats" not in pagina.content()
    pagina.click("text=/Afgeschermd adres van .* vragen/ >> nth=0")
    adres = pagina.locator("#k-adres")
    assert adres.count() == 0
    pagina.click("text=Toon het adres")
    expect(adres).to_be_visible()
    assert pagina.locator(".kring-groot").inner_text().strip()
    pagina.goto(pagina.url.partition("/adres/")[0] + "/logboek/")
    expect(pagina.locator("table >> nth=1")).to_contain_text("adres")


def test_who_is_not_on_the_list_sees_no_link_and_no_address(als):
    pagina = als("lieke")
    pagina.click("text=Gezin Vos")
    assert pagina.locator("text=/Afgeschermd adres van .* vragen/").count() == 0


def test_a_question_without_a_name_gets_an_answer(als):
    fatima, meral = als("fatima", javascript=False), als("meral", javascript=False)
    fatima.click("nav >> text=Veiligheidsteam")
    fatima.click("text=Vragen zonder naam")
    fatima.click("text=Stel de vraag")
    expect(fatima.locator("[role=alert]")).to_contain_text("Schrijf op wat u wilt vragen")
    vraag = "Een kind van zes wil niet naar huis. Wat vraag ik eerst?"
    fatima.fill("#vraag", vraag)
    fatima.click("text=Stel de vraag")
    meral.click("nav >> text=Veiligheidsteam")
    meral.click("text=Vragen zonder naam")
    rij = meral.locator("li", has_text=vraag)
    rij.locator("textarea").fill("Vraag wat er thuis gebeurt als het donker is.")
    rij.locator("text=Antwoord geven").click()
    fatima.reload()
    expect(fatima.locator("li", has_text=vraag)).to_contain_text("als het donker is")
    expect(fatima.locator("li", has_text=vraag)).to_contain_text("Meral Aksoy")


@pytest.mark.parametrize("nummer", ["K-0000-0000", "onzin", "GESLOTEN"])
def test_break_glass_says_the_same_of_whatever_does_not_open(als, nummers, nummer):
    pagina = als("petra", javascript=False)
    pagina.click("nav >> text=Gezinnen")
    pagina.click("text=omdat het niet kan wachten")
    pagina.fill("#nummer", nummers["Gezin Jansen"] if nummer == "GESLOTEN" else nummer)
    pagina.fill("#reden", "Een buurman belt dat hij nu gegil hoort.")
    pagina.click("text=Open het gezin")
    expect(pagina.locator("[role=alert]")).to_contain_text("Met dit nummer is nu niets te openen")
    assert pagina.input_value("#reden") == "Een buurman belt dat hij nu gegil hoort."


def test_break_glass_opens_with_a_reason_and_the_family_reads_it(als, nummers):
    pagina = als("petra", javascript=False)
    pagina.goto("/nood/")
    pagina.click("text=Open het gezin")
    expect(pagina.locator("[role=alert]")).to_contain_text("Vul het nummer van het gezin in")
    pagina.fill("#nummer", nummers["Gezin Yildiz"])
    pagina.fill("#reden", "kort")
    pagina.click("text=Open het gezin")
    expect(pagina.locator("[role=alert]")).to_contain_text("Waarom kan het niet wachten")
    pagina.fill("#reden", "Een buurman belt dat hij nu gegil hoort bij het gezin.")
    pagina.click("text=Open het gezin")
    expect(pagina.locator("h1")).to_have_text("Gezin Yildiz")
    samira = als("samira", javascript=False)
    samira.click("text=Zien wie uw gegevens las")
    expect(samira.locator("main")).to_contain_text("omdat het niet kon wachten")
