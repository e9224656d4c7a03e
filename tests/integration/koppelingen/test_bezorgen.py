"""The outbox: what a stap announced goes out once, whole, and waits in order when it cannot."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pypdf
import pytest
from django.test import override_settings
from lxml import etree
from tests.integration.superuser import ask
from tests.integration.tegelijk import run_tegelijk
from tests.verhaal import VT_ORGANISATIE, begin_verhaal

from kring.dossier.actions.bezorging import EERSTE_WACHT, LANGSTE_WACHT, wachttijd
from kring.koppelingen import base, registry
from kring.koppelingen.bezorgen import bezorg
from kring.koppelingen.corv.lezen import BESCHRIJVINGEN, lees_bericht
from kring.koppelingen.corv.schemas import BESTAND
from kring.toegang import klok
from kring.toegang.kluis import sleutelbos


SCHEMAS = Path(
    os.environ.get("KRING_CORV_SCHEMAS") or Path(__file__).parents[4] / "shared/standaarden/corv/vt"
)
CANARIE = "Kanariepad"
ADRES = (
    (
        "feitelijk",
        {"straat": CANARIE, "huisnummer": "99", "postcode": "9999ZZ", "woonplaats": "Duinrand"},
    ),
)
NIET_BEHANDELD = {"waarom": "onjuist_geadresseerd", "reden": "Dit gezin woont in een andere regio."}


@pytest.fixture(autouse=True)
def mappen(tmp_path):
    """Deliver into a directory of this test, after what earlier tests left behind."""
    with override_settings(KRING_CORV_UIT=tmp_path / "oud", KRING_POST_UIT=tmp_path / "oud"):
        bezorg(klok.nu())
    uit = {"KRING_CORV_UIT": tmp_path / "corv", "KRING_POST_UIT": tmp_path / "post"}
    with override_settings(**uit):
        yield tmp_path


def rijen(verhaal, soort):
    vraag = (
        "SELECT id, pogingen, bezorgd_op IS NOT NULL, fout, niet_voor FROM dossier_berichtuit"
        " WHERE gezin_id = %s AND soort = %s ORDER BY id"
    )
    return ask(vraag, verhaal.gezin, soort)


def read_corv(map_):
    (pad,) = (map_ / "corv").iterdir()
    soorten = frozenset(BESCHRIJVINGEN)
    bericht = lees_bericht(pad.read_bytes(), vandaag=klok.nu().date(), soorten=soorten)
    return pad, bericht


def waarde(bericht, naam):
    return next((veld.waarde for veld in bericht.velden.walk() if veld.naam == naam), None)


def test_the_reporter_hears_what_became_of_the_report(mappen):
    verhaal = begin_verhaal("beoordeel_melding")
    assert bezorg(klok.nu()).bezorgd == 1
    ((id_, pogingen, is_bezorgd, fout, _),) = rijen(verhaal, "corv_terugkoppeling")
    assert (pogingen, is_bezorgd, fout) == (1, True, "")
    pad, bericht = read_corv(mappen)
    assert pad.name == f"{id_}.xml"
    assert bericht.stuurgegevens.referentienummer == str(id_)
    assert bericht.stuurgegevens.ontvanger.organisatie == "Politie Eenheid Voorbeeld"
    assert waarde(bericht, "JZ:identificatieVtMelding") == "VTM-2026-1"
    assert waarde(bericht, "ZKN:status") == "uitkomst veiligheidsbeoordeling"
    assert waarde(bericht, "ZKN:uitkomst") == "overdracht"
    assert waarde(bericht, "ZKN:oinNummer") == "9" * 20
    assert waarde(bericht, "ZKN:naam") == "Organisatie veilig_thuis"
    assert "Meral" not in pad.read_text()


@pytest.mark.parametrize(
    ("stap", "waarden", "status", "uitkomst", "zicht"),
    [
        (
            "neem_melding_niet_in_behandeling",
            NIET_BEHANDELD,
            "Melding onjuist geadresseerd",
            None,
            False,
        ),
        (
            "sluit_melding",
            None,
            "uitkomst veiligheidsbeoordeling",
            "geen vervolgstappen nodig",
            True,
        ),
    ],
)
def test_every_outcome_can_be_sent(mappen, stap, waarden, status, uitkomst, zicht):
    verhaal = begin_verhaal("ontvang_melding", dagen_geleden=2)
    verhaal.neem("meral", stap, waarden or gesloten(verhaal))
    bezorg(klok.nu())
    _, bericht = read_corv(mappen)
    assert (waarde(bericht, "ZKN:status"), waarde(bericht, "ZKN:uitkomst")) == (status, uitkomst)
    belegd = waarde(bericht, "JZ:verantwoordelijkVoorZichtOpDeVeiligheidBelegdBij")
    assert (any("BelegdBij" in veld.naam for veld in bericht.velden.walk()), belegd) == (
        zicht,
        None,
    )


def gesloten(verhaal):
    oordeel = {
        "acuut": "nee",
        "structureel": "nee",
        "krachten": "Veel.",
        "waarom": "Het is rustig.",
        "delen": "ja",
    }
    return {
        "vermoeden": "Er is geen redelijk vermoeden van geweld.",
        "oordelen": [
            {"lid": str(verhaal.sleutel(naam)), **oordeel} for naam in verhaal.scenario.leden
        ],
        "reden": "Wij spraken iedereen en er zijn nu geen zorgen over geweld.",
        "zicht": "De huisarts",
    }


def test_the_message_is_valid_by_the_official_schema(mappen):
    if not (SCHEMAS / BESTAND).exists():
        pytest.skip("de officiële schemaset vt ontbreekt; noem haar map in KRING_CORV_SCHEMAS")
    begin_verhaal("beoordeel_melding")
    bezorg(klok.nu())
    (pad,) = (mappen / "corv").iterdir()
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / BESTAND)))
    assert schema.validate(etree.parse(str(pad))), schema.error_log


def test_a_report_that_did_not_come_by_corv_is_not_answered_by_it(mappen):
    verhaal = begin_verhaal("beoordeel_melding", wijzig={"ontvang_melding": {"kanaal": "telefoon"}})
    assert rijen(verhaal, "corv_terugkoppeling") == []


CRASH = """
import os
from kring.koppelingen.bezorgen import bezorg
from kring.toegang import klok
from django.test import override_settings
connections["werker"].commit = lambda: os._exit(9)
with override_settings(KRING_CORV_UIT=__import__("pathlib").Path(%r)):
    bezorg(klok.nu())
"""


def test_a_crash_between_delivering_and_marking_sends_nothing_twice(mappen):
    verhaal = begin_verhaal("beoordeel_melding")
    run_tegelijk(CRASH % str(mappen / "corv"))
    (pad,) = (mappen / "corv").iterdir()
    eerst = (pad.name, pad.read_bytes(), pad.stat().st_ino)
    assert rijen(verhaal, "corv_terugkoppeling")[0][2] is False
    bezorg(klok.nu())
    (weer,) = (mappen / "corv").iterdir()
    assert (weer.name, weer.read_bytes(), weer.stat().st_ino) == eerst
    assert rijen(verhaal, "corv_terugkoppeling")[0][2] is True


def test_a_failure_waits_longer_each_time_and_says_why_without_content(mappen):
    verhaal = begin_verhaal("beoordeel_melding")
    (mappen / "corv").write_text("geen map")
    nu = klok.nu()
    for poging in (1, 2, 3):
        bezorg(nu)
        _, pogingen, is_bezorgd, fout, niet_voor = rijen(verhaal, "corv_terugkoppeling")[0]
        assert (pogingen, is_bezorgd) == (poging, False)
        assert "is niet te beschrijven" in fout
        assert niet_voor == nu + EERSTE_WACHT * 2 ** (poging - 1)
        bezorg(niet_voor - timedelta(seconds=1))
        assert rijen(verhaal, "corv_terugkoppeling")[0][1] == poging
        nu = niet_voor
    (mappen / "corv").unlink()
    bezorg(nu)
    assert rijen(verhaal, "corv_terugkoppeling")[0][1:4] == (4, True, "")


def test_waiting_never_takes_more_than_half_a_day():
    assert [wachttijd(n) for n in (0, 3)] == [EERSTE_WACHT, EERSTE_WACHT * 8]
    assert wachttijd(10_000) == LANGSTE_WACHT


def test_one_bad_message_does_not_hold_up_the_others(mappen, monkeypatch):
    slecht, goed = begin_verhaal("beoordeel_melding"), begin_verhaal("beoordeel_melding")
    echt = registry.BEZORGERS["corv_terugkoppeling"]
    ((bericht, *_),) = rijen(slecht, "corv_terugkoppeling")

    def fail_for_one(te_bezorgen):
        if te_bezorgen.id == bericht:
            raise ValueError("Samira Yildiz woont op een geheime plek")
        echt(te_bezorgen)

    monkeypatch.setattr(registry, "BEZORGERS", {"corv_terugkoppeling": fail_for_one})
    uitkomst = bezorg(klok.nu())
    assert (uitkomst.bezorgd, uitkomst.uitgesteld) == (1, 1)
    assert rijen(slecht, "corv_terugkoppeling")[0][3] == "onverwachte fout: ValueError"
    assert rijen(goed, "corv_terugkoppeling")[0][2] is True


def test_a_message_of_a_destroyed_family_stays_behind(mappen):
    verhaal = begin_verhaal("beoordeel_melding")
    sleutelbos().destroy(verhaal.gezin)
    bezorg(klok.nu())
    achtergebleven = rijen(verhaal, "corv_terugkoppeling")
    assert achtergebleven[0][3] == "de inhoud is vernietigd"
    bezorg(klok.nu() + timedelta(days=900))
    assert rijen(verhaal, "corv_terugkoppeling") == achtergebleven


def test_two_workers_share_the_work(mappen):
    verhalen = [begin_verhaal("beoordeel_melding") for _ in range(3)]
    stuk = """
from kring.koppelingen.bezorgen import bezorg
from kring.toegang import klok
from django.test import override_settings
with override_settings(KRING_CORV_UIT=__import__("pathlib").Path(%r)):
    print(bezorg(klok.nu()).bezorgd)
"""
    uit = run_tegelijk(*[stuk % str(mappen / "corv")] * 3)
    assert sum(map(int, uit)) == 3
    assert len(list((mappen / "corv").iterdir())) == 3
    assert [rijen(verhaal, "corv_terugkoppeling")[0][1] for verhaal in verhalen] == [1, 1, 1]


def test_a_letter_goes_to_each_addressee_apart(mappen):
    verhaal = begin_verhaal("kondig_voorwaarde_aan")
    bezorg(klok.nu())
    brieven = sorted((mappen / "post").iterdir())
    assert len(brieven) == len(rijen(verhaal, "brief")) == 2
    teksten = [tekst_van(pad) for pad in brieven]
    assert sorted("Samira" in tekst for tekst in teksten) == [False, True]
    assert sorted("Mark" in tekst for tekst in teksten) == [False, True]
    for pad in brieven:
        assert pad.name.startswith("brief-")
        assert not any(naam in pad.name.lower() for naam in ("yildiz", "samira", "mark", "kring"))


def test_a_letter_has_the_address_of_its_addressee_and_of_nobody_else(mappen):
    verhaal = begin_verhaal("kondig_voorwaarde_aan", adressen={"samira": ADRES})
    bezorg(klok.nu())
    teksten = [tekst_van(pad) for pad in (mappen / "post").iterdir()]
    assert [(CANARIE in tekst) == ("Samira" in tekst) for tekst in teksten] == [True, True]
    assert len(rijen(verhaal, "brief")) == 2


def scherm_af(verhaal):
    lid, ander = str(verhaal.sleutel("samira")), str(verhaal.sleutel("mark"))
    waarden = {"van": [lid], "voor": [ander], "reden": "Mark mag niet weten waar zij woont."}
    verhaal.tussendoor("fatima", "scherm_adres_af", waarden)


def test_a_sealed_address_stands_in_no_letter(mappen):
    verhaal = begin_verhaal("beantwoord_tegenspraak", adressen={"samira": ADRES})
    scherm_af(verhaal)
    verhaal.loop("kondig_voorwaarde_aan")
    bezorg(klok.nu())
    assert find_canary(mappen) == []


def test_an_address_that_is_sealed_before_delivery_stands_in_no_letter(mappen):
    verhaal = begin_verhaal("kondig_voorwaarde_aan", adressen={"samira": ADRES})
    scherm_af(verhaal)
    bezorg(klok.nu())
    assert len(rijen(verhaal, "brief")) == 2
    assert find_canary(mappen) == []


def find_canary(map_):
    """Where the address turns up in everything that went out: text, metadata, file names."""
    gevonden = [str(pad) for pad in map_.rglob("*") if CANARIE.lower() in pad.name.lower()]
    for pad in filter(Path.is_file, map_.rglob("*")):
        inhoud = pad.read_bytes()
        if pad.suffix == ".pdf":
            inhoud += (tekst_van(pad) + str(pypdf.PdfReader(pad).metadata)).encode()
        if CANARIE.encode() in inhoud or b"9999ZZ" in inhoud:
            gevonden.append(str(pad))
    return gevonden


def tekst_van(pad):
    return "\n".join(pagina.extract_text() for pagina in pypdf.PdfReader(pad).pages)


def test_write_once_refuses_another_file_under_the_same_name(tmp_path):
    base.write_once(tmp_path, "a.xml", b"een")
    base.write_once(tmp_path, "a.xml", b"een")
    with pytest.raises(base.BezorgFout, match="ander bestand"):
        base.write_once(tmp_path, "a.xml", b"twee")
    assert [pad.name for pad in tmp_path.iterdir() if pad.is_file()] == ["a.xml"]


def test_veilig_thuis_is_named_by_its_account():
    assert isinstance(VT_ORGANISATIE, UUID)
