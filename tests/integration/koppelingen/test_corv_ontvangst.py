"""A CORV message becomes one report of one new gezin: whole, once, or not at all."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from tests.integration.koppelingen.berichten import make_bericht
from tests.integration.superuser import ask, count
from tests.integration.tegelijk import run_tegelijk
from tests.verhaal import ensure_veilig_thuis, make_medewerker

from kring.dossier.queries.melding import load_melding
from kring.gezinnen import actions as gezinnen
from kring.koppelingen.corv.fouten import BerichtGeweigerd
from kring.koppelingen.corv.ontvangst import ontvang
from kring.stelsel.beleid.regels import MOTOR
from kring.toegang import klok
from kring.toegang.deur import GeenToegang, binnen, open_dossier


BEOORDELAAR = {"partij": "veilig_thuis", "mandaten": ("veiligheidsbeoordeling",)}


@pytest.fixture(scope="module", autouse=True)
def veilig_thuis():
    ensure_veilig_thuis()


@pytest.fixture(scope="module")
def meral():
    return make_medewerker("Meral", **BEOORDELAAR)


def take(data, **later):
    return ontvang(data, op=klok.nu() + timedelta(**later))


def gezin_van(nummer):
    return ask("SELECT gezin_id FROM dossier_dossier WHERE nummer = %s", nummer)[0][0]


def read(nummer, actor):
    deur = open_dossier(actor=actor, gezin=gezin_van(nummer))
    with binnen(deur):
        return load_melding(deur, klok.nu().date())


def test_one_message_becomes_one_gezin_with_its_people(meral):
    nummer = take(make_bericht()).nummer
    pagina = read(nummer, meral)
    assert pagina.deel.naam == "Gezin van der Zandloper"
    assert pagina.deel.toestand == "K1"
    rollen = sorted((lid.rol, lid.voornaam, lid.huishouden) for lid in pagina.deel.leden.values())
    assert rollen == [
        ("grootouder", "", ""),
        ("kind", "Mees", "Huishouden 1"),
        ("ouder", "Iris", "Huishouden 2"),
    ]
    assert {str(houder[0].id) for houder in pagina.deel.houders.values()} == {veilig_thuis_id()}


def veilig_thuis_id():
    vraag = "SELECT id FROM toegang_actor WHERE soort = 'organisatie' AND partij = 'veilig_thuis'"
    return str(ask(f"{vraag} ORDER BY id")[0][0])


def test_a_birth_date_to_come_costs_no_report(meral):
    aangenomen = take(make_bericht("melding-gezin", (">20180622<", ">20980622<")))
    assert any("in de toekomst" in een.melding for een in aangenomen.waarschuwingen)
    leden = read(aangenomen.nummer, meral).deel.leden.values()
    assert "2098-06-22" in {lid.geboren for lid in leden}


def test_the_original_is_kept_byte_for_byte(meral):
    data = make_bericht()
    assert read(take(data).nummer, meral).origineel == data.decode()


def test_bsn_and_addresses_stand_with_the_person(meral):
    gezin = gezin_van(take(make_bericht()).nummer)
    bsn = ask(
        "SELECT count(bsn), count(bsn_kenmerk) FROM gezinnen_persoon WHERE gezin_id = %s", gezin
    )
    assert bsn == [(2, 2)]
    soorten = ask("SELECT soort FROM gezinnen_adres WHERE gezin_id = %s ORDER BY 1", gezin)
    assert soorten == [("feitelijk",), ("formeel",), ("formeel",)]


def test_a_message_with_much_unknown_is_taken_in(meral):
    pagina = read(take(make_bericht("melding-onvolledig")).nummer, meral)
    assert sorted(lid.naam for lid in pagina.deel.leden.values()) == [
        "Iemand zonder bekende naam",
        "Noor",
    ]
    assert any("Dit kan geen BSN zijn" in regel.tekst for regel in pagina.deel.regels)


def test_only_who_judges_reports_can_open_it():
    nummer = take(make_bericht()).nummer
    with pytest.raises(GeenToegang):
        open_dossier(actor=make_medewerker("Fatima"), gezin=gezin_van(nummer))


def test_repeated_delivery_gives_the_same_number():
    data = make_bericht()
    eerst, weer = take(data), take(data, days=2)
    assert (eerst.nieuw, weer.nieuw) == (True, False)
    assert weer.nummer == eerst.nummer


def test_same_number_other_content_is_refused():
    data = make_bericht()
    take(data)
    with pytest.raises(BerichtGeweigerd, match="eerder een ander bericht aangenomen"):
        take(data.replace(b"Iris", b"Irma"))


def test_a_refusal_of_the_motor_says_every_reason_and_keeps_nothing():
    lang = "x" * 400
    data = make_bericht("melding-gezin", ("DR-BVH-88001", lang))
    voor = count("dossier_dossier")
    with pytest.raises(BerichtGeweigerd, match=r"kenmerk: .*te lang: 400 tekens") as geweigerd:
        take(data)
    assert [fout.pad for fout in geweigerd.value.fouten] == ["kenmerk"]
    assert count("dossier_dossier") == voor


def test_a_message_of_ten_megabytes_is_refused_in_words():
    data = make_bericht("melding-gezin", ("Een bewoner belde", "x" * 10_000_000))
    with pytest.raises(BerichtGeweigerd, match="bytes groot; het mag 5000000 bytes groot zijn"):
        take(data)


def test_two_processes_that_deliver_the_same_message_at_once(tmp_path, monkeypatch):
    # A key store of their own with the same master key: other tests make families meanwhile.
    sleutels = tmp_path / "sleutels"
    sleutels.mkdir(mode=0o700)
    shutil.copy2(Path(settings.KRING_SLEUTELS) / "hoofdsleutel", sleutels)
    monkeypatch.setenv("KRING_SLEUTELS", str(sleutels))
    bestand = tmp_path / "bericht.xml"
    bestand.write_bytes(make_bericht())
    stuk = f"""
from pathlib import Path
from kring.koppelingen.corv.ontvangst import ontvang
from kring.toegang import klok
uit = ontvang(Path({str(bestand)!r}).read_bytes(), op=klok.nu())
print(uit.nummer, uit.nieuw)
"""
    uitkomsten = [uit.split() for uit in run_tegelijk(*[stuk] * 4)]
    assert len({nummer for nummer, _ in uitkomsten}) == 1
    assert sorted(nieuw for _, nieuw in uitkomsten) == ["False", "False", "False", "True"]
    assert len(sleutelbestanden(sleutels)) == 1


def sleutelbestanden(waar):
    return {pad.name for pad in (Path(waar) / "gezinnen").rglob("*") if pad.is_file()}


def test_intake_interrupted_half_way_leaves_no_gezin_and_no_key(monkeypatch):
    stond_er = []

    def interrupt(deur, *args):
        sleutel = deur.gezin.hex
        stond_er.append((sleutel, sleutel in sleutelbestanden(settings.KRING_SLEUTELS)))
        raise KeyboardInterrupt

    tabellen = ("gezinnen_gezin", "dossier_dossier", "dossier_melding", "toegang_logregel")
    voor = [count(tabel) for tabel in tabellen]
    monkeypatch.setattr(gezinnen, "add_adressen", interrupt)
    with pytest.raises(KeyboardInterrupt):
        take(make_bericht())
    assert [count(tabel) for tabel in tabellen] == voor
    # Only this one is looked for: other tests make families with keys meanwhile.
    ((sleutel, was_er),) = stond_er
    assert was_er
    assert sleutel not in sleutelbestanden(settings.KRING_SLEUTELS)


def test_a_lost_answer_to_the_commit_loses_nothing(monkeypatch, meral):
    """The transaction stands, only the news of it got lost: the key must stand as well."""
    verbinding = connections[MOTOR]
    commit = verbinding.commit

    def commit_and_fall_silent():
        commit()
        raise OperationalError("server closed the connection unexpectedly")

    data = make_bericht()
    monkeypatch.setattr(verbinding, "commit", commit_and_fall_silent)
    with pytest.raises(OperationalError):
        take(data)
    monkeypatch.undo()
    weer = take(data)
    assert not weer.nieuw
    assert read(weer.nummer, meral).origineel == data.decode()
