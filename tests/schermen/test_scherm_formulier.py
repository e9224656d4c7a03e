"""What a form offers, keeps and refuses: what is done is not offered again, and all reasons stand together."""

from tests.schermen.hulp import formulier, in_dienst, naar, tekst, vul


AFSPRAAK = {"wie": "wij", "naam": "Ali", "veiligheid": "nee"}


def test_an_agreement_that_is_finished_is_not_offered_and_not_taken_again(als, kaart):
    gezin, ali = in_dienst(als, kaart), als("ali")
    pad = naar(gezin, "rond_afspraak_af")
    for wat in ("Ali belt maandag.", "Ali regelt een jas."):
        assert vul(ali, naar(gezin, "maak_afspraak"), wat=wat, **AFSPRAAK).status_code == 302
    sleutels = {naam: sleutel for sleutel, naam in keuzes(ali.get(pad))}
    eerste = next(sleutel for naam, sleutel in sleutels.items() if "belt maandag" in naam)
    assert len(sleutels) == 2
    assert vul(ali, pad, bij=eerste).status_code == 302
    for stap in ("rond_afspraak_af", "laat_afspraak_vervallen"):
        ((_, over),) = keuzes(ali.get(naar(gezin, stap)))
        assert "een jas" in over
    weer = vul(ali, pad, bij=eerste)
    assert weer.status_code == 422
    assert "dit is al afgerond; kies iets dat nog open is" in tekst(weer)


def keuzes(antwoord):
    """What the list `bij` offers: key and name."""
    import lxml.html

    opties = lxml.html.fromstring(antwoord.content).xpath("//select[@name='bij']/option")
    return [(o.get("value"), o.text_content()) for o in opties if o.get("value")]


def test_all_that_stands_in_the_way_is_told_also_when_nothing_was_filled_in(als, kaart):
    pad = naar(kaart.gezin("Yildiz"), "schaal_af")
    fatima = als("fatima")
    vooraf = tekst(fatima.get(pad))
    assert "M08" in vooraf
    geweigerd = fatima.post(pad, formulier(fatima.get(pad)))
    assert geweigerd.status_code == 422
    assert "vul dit in" in tekst(geweigerd)
    assert "M08" in tekst(geweigerd)


def test_one_row_more_leaves_what_stands_in_the_way_where_it_was(als, kaart):
    pad = naar(kaart.gezin("Yildiz"), "evalueer")
    fatima = als("fatima")
    velden = formulier(fatima.get(pad))
    meer = fatima.post(pad, velden | {"_meer": "doelen"})
    kop = "Dit staat nog in de weg"
    assert (kop in tekst(meer)) == (kop in tekst(fatima.get(pad)))


def test_access_until_a_day_too_far_away_is_refused_with_the_last_one(als, kaart):
    gezin = in_dienst(als, kaart)
    toezicht = {"toezichthouder": str(kaart.actor("ellen")), "reden": "Onderzoek naar hulp hier."}
    antwoord = vul(als("ali"), naar(gezin, "laat_toezicht_toe"), tot="1-1-2099", **toezicht)
    assert antwoord.status_code == 422
    assert "dit mag hoogstens 30 dagen duren; kies uiterlijk" in tekst(antwoord)


def test_an_optional_choice_can_be_taken_back(als, kaart):
    pad = naar(in_dienst(als, kaart), "geef_cijfer")
    pagina = als("ali").get(pad).content.decode()
    assert 'name="van" value="" checked>Dit is mijn eigen cijfer' in pagina


def test_a_note_is_taken_apart_with_a_row_for_each_sentence(als, kaart):
    gezin, ali = in_dienst(als, kaart), als("ali")
    notitie = "Mw. Proef belde om 10.30 uur. Zij maakt zich zorgen. Finn eet goed."
    naar_label = vul(ali, naar(gezin, "schrijf_notitie"), tekst=notitie, label="ja")
    assert naar_label.status_code == 302
    velden = formulier(ali.get(naar_label.headers["Location"]))
    zinnen = [velden[f"uitspraken.{nummer}.tekst"] for nummer in range(3)]
    assert zinnen == [["Mw. Proef belde om 10.30 uur."], ["Zij maakt zich zorgen."], ["Finn eet goed."]]  # fmt: skip
    assert "uitspraken.3.tekst" not in velden
    label = {
        "soort": "feit", "bron": "Mw. Proef", "strekking": "zorg", "delen": "ja", "grond": "hulp",
        "over": kaart.persoon(gezin, "Iris"),
    }  # fmt: skip
    velden |= {f"uitspraken.1.{naam}": waarde for naam, waarde in label.items()}
    leeg = {"uitspraken.0.tekst": "", "uitspraken.2.tekst": ""}
    antwoord = ali.post(naar_label.headers["Location"], velden | leeg)
    assert antwoord.status_code == 302, tekst(antwoord)
