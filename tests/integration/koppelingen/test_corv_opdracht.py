"""`kring corv ontvang`: a registration number, or every reason why not."""

import json
import re

import pytest
from tests.integration.koppelingen.berichten import MAP, make_bericht
from tests.verhaal import ensure_veilig_thuis

from kring.config.opdracht import main


@pytest.fixture(scope="module", autouse=True)
def veilig_thuis():
    ensure_veilig_thuis()


@pytest.fixture
def ontvang(tmp_path, capsys):
    def run(data, *opties):
        bestand = tmp_path / "bericht.xml"
        bestand.write_bytes(data)
        status = main(["corv", "ontvang", str(bestand), *opties])
        return status, *capsys.readouterr()

    return run


def test_says_in_one_sentence_which_number_it_got(ontvang):
    status, uit, fout = ontvang(make_bericht())
    assert (status, fout) == (0, "")
    assert re.fullmatch(r"Ontvangen: K-[A-Z0-9]{4}-[A-Z0-9]{4}, nieuw\.\n", uit)


def test_again_says_the_same_number_and_that_it_was_here(ontvang):
    data = make_bericht()
    nummer = ontvang(data)[1].split(",")[0]
    status, uit, fout = ontvang(data)
    assert (status, fout) == (0, "")
    assert uit == f"{nummer}, was er al. Er is niets dubbel opgeslagen.\n"


def test_warnings_go_beside_the_number(ontvang):
    status, uit, fout = ontvang(make_bericht("melding-onvolledig"))
    assert (status, len(uit.splitlines())) == (0, 1)
    assert "Let op: " in fout
    assert "Deze datum bestaat niet" in fout


def test_json_is_only_json(ontvang):
    status, uit, _ = ontvang(make_bericht("melding-onvolledig"), "--json")
    inhoud = json.loads(uit)
    assert (status, inhoud["nieuw"]) == (0, True)
    assert {"plek", "melding"} == inhoud["waarschuwingen"][0].keys()


def test_every_reason_and_exit_status_one(ontvang):
    status, uit, fout = ontvang((MAP / "ongeldig-velden.xml").read_bytes())
    assert status == 1
    assert len(uit.splitlines()) > 3
    assert "er is niets opgeslagen" in fout


def test_reasons_as_json(ontvang):
    status, uit, _ = ontvang((MAP / "ongeldig-velden.xml").read_bytes(), "--json")
    assert status == 1
    assert all(reden["melding"] for reden in json.loads(uit)["redenen"])


@pytest.mark.parametrize(
    ("data", "reden"),
    [
        (b"", "geen welgevormde XML"),
        (b"%PDF-1.7\n1 0 obj", "geen welgevormde XML"),
        (bytes(range(256)) * 40, "geen UTF-8"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "geen bekend bericht"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DOCTYPE"),
        (b"<a>" + b"x" * 10_000_000 + b"</a>", "5000000 bytes"),
    ],
    ids=["empty", "pdf", "random", "svg", "xxe", "ten megabytes"],
)
def test_what_is_no_message_is_refused_in_words(ontvang, data, reden):
    status, uit, fout = ontvang(data)
    assert (status, reden in uit) == (1, True)
    assert "bericht.xml is niet aangenomen" in fout


def test_a_file_that_cannot_be_read(tmp_path, capsys):
    assert main(["corv", "ontvang", str(tmp_path / "er is niets")]) == 1
    assert "er is niets is niet te lezen: het bestaat niet. Geef" in capsys.readouterr().err
    assert main(["corv", "ontvang", str(tmp_path)]) == 1
    assert "is niet te lezen: het is een map. Geef een bestand met" in capsys.readouterr().err


def test_wrong_usage_is_two():
    with pytest.raises(SystemExit) as einde:
        main(["corv", "ontvang"])
    assert einde.value.code == 2
