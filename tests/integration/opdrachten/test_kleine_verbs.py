"""What the verbs say around what they do; the doing itself is tested where it lives."""

import json
from uuid import uuid4

import pytest

from kring.config.opdracht import main


@pytest.mark.parametrize(
    ("gedaan", "zegt"),
    [(0, "Er was niets meer te vernietigen.\n"), (2, "2 dossiers opnieuw vernietigd.\n")],
)
def test_destroying_again_says_how_many(monkeypatch, capsys, gedaan, zegt):
    gezinnen = [uuid4() for _ in range(gedaan)]
    monkeypatch.setattr("kring.dossier.actions.redo_vernietigingen", lambda: iter(gezinnen))
    assert main(["vernietig", "--herhaal"]) == 0
    assert capsys.readouterr().out == zegt
    assert main(["vernietig", "--herhaal", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"opnieuw_vernietigd": list(map(str, gezinnen))}


def test_destroying_needs_to_be_said_aloud(capsys):
    with pytest.raises(SystemExit) as einde:
        main(["vernietig"])
    assert einde.value.code == 2
    assert capsys.readouterr().err.startswith("Hier ontbreekt nog: --herhaal.")


def test_message_for_which_nobody_is_there_is_told(monkeypatch, capsys, tmp_path):
    from kring.dossier.projectie import FunctiehouderOnbekend

    def receive(_data, *, op):
        assert op
        raise FunctiehouderOnbekend("Er is geen Veilig Thuis.")

    monkeypatch.setattr("kring.koppelingen.corv.ontvangst.ontvang", receive)
    bestand = tmp_path / "bericht.xml"
    bestand.write_bytes(b"<a/>")
    assert main(["corv", "ontvang", str(bestand)]) == 1
    assert capsys.readouterr() == ("", "Er is geen Veilig Thuis.\n")
