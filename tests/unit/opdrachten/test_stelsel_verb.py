"""`kring stelsel` as somebody types it: 0 with an answer, 1 with what to do, 2 for wrong usage."""

import json

import pytest
from tests.fabriek_stelsel import ESTAFETTE, REGELS, RVT, SPELERS, write_model

from kring.config.opdracht import main


@pytest.fixture
def kring(capsys):
    """Run the command; gives how it ended, and what it said on stdout and on stderr."""

    def run(*woorden):
        try:
            status = main(woorden)
        except SystemExit as einde:
            status = einde.code
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def klein(tmp_path, monkeypatch):
    """The small model, changed, as the one that the command works on."""

    def use(*wijzigingen):
        map_ = write_model(tmp_path, *wijzigingen)
        monkeypatch.setenv("KRING_STELSELS", str(map_))
        return map_

    return use


def place(map_, bestand, mark):
    """The file and the line where this stands, as a fault names them."""
    regels = (map_ / bestand).read_text(encoding="utf-8").splitlines()
    return f"stelsels/{bestand}:{next(n for n, regel in enumerate(regels, 1) if mark in regel)}"


def test_check_says_of_every_variant_that_it_is_good(kring):
    status, uit, fout = kring("stelsel", "check")
    assert (status, fout) == (0, "")
    assert [regel.split(": goed, ")[0] for regel in uit.splitlines()] == [ESTAFETTE, RVT]


def test_check_of_one_variant_by_its_short_form(kring):
    for naam in ("V2", "v2", "rvt"):
        assert kring("stelsel", "check", naam)[1].startswith("rvt: goed, ")


def test_check_tells_all_faults_at_once_and_ends_with_one(kring, klein):
    map_ = klein(
        (REGELS, "waarde: 3", "waarde: drie"), (SPELERS, "statutair: nee", "statutair: soms")
    )
    status, uit, _ = kring("stelsel", "check")
    assert status == 1
    assert uit.splitlines() == [
        f"{place(map_, REGELS, 'drie')}: waarde: 'drie' is geen geheel getal",
        f"{place(map_, SPELERS, 'soms')}: statutair: 'soms' is geen ja of nee",
        "Aantal fouten: 2. Verbeter ze op de genoemde plaatsen.",
    ]


def test_a_fault_in_what_variants_share_is_told_once(kring, klein):
    map_ = klein((REGELS, "waarde: 3", "waarde: drie"))
    tweede = map_ / "varianten/ander"
    tweede.mkdir()
    tekst = (map_ / "varianten/klein/variant.yaml").read_text(encoding="utf-8")
    (tweede / "variant.yaml").write_text(tekst.replace("V9", "V8"), encoding="utf-8")
    assert kring("stelsel", "check")[1].count("geen geheel getal") == 1


def test_an_item_without_a_source_is_a_fault(kring, klein):
    map_ = klein((REGELS, "betekenis: Drie., bron: [wet_a 8]", "betekenis: Drie."))
    status, uit, _ = kring("stelsel", "check")
    assert (status, uit.splitlines()[0]) == (
        1,
        f"{place(map_, REGELS, 'Drie.')}: Instelling mist bron",
    )


@pytest.mark.parametrize("verb", ["check", "lijst"])
def test_a_folder_without_a_model_is_told(kring, tmp_path, monkeypatch, verb):
    monkeypatch.setenv("KRING_STELSELS", str(tmp_path))
    status, uit, fout = kring("stelsel", verb)
    assert (status, uit) == (1, "")
    assert fout == (
        f"In {tmp_path} staat geen enkele variant. Wijs met KRING_STELSELS de map aan waar "
        "varianten/ in staat.\n"
    )


def test_list_gives_code_version_fingerprint_and_status(kring):
    _, uit, _ = kring("stelsel", "lijst")
    eerste, tweede = uit.splitlines()
    assert eerste.split()[:3] == ["V0", ESTAFETTE, "2020.1"]
    assert tweede.split()[:3] == ["V2", RVT, "2026.1"]


def test_short_form_and_id_show_the_same(kring):
    kort, lang = kring("stelsel", "toon", "V2"), kring("stelsel", "toon", RVT)
    assert kort == lang
    assert "Stappen die de zaak verplaatsen\n-----" in kort[1]


def test_drawing_is_mermaid_and_nothing_else(kring):
    status, uit, fout = kring("stelsel", "toon", "V2", "--mermaid")
    assert (status, fout) == (0, "")
    assert uit.startswith("stateDiagram-v2\n    state ")


def test_explanation_speaks_to_its_reader(kring):
    kind = kring("stelsel", "uitleg", "V2", "sluit_af", "--lezer", "kind")[1]
    ouder = kring("stelsel", "uitleg", "V2", "sluit_af")[1]
    assert kind != ouder
    assert all("\nRegels: " in uit for uit in (kind, ouder))


def test_hard_words_follow_the_explanation(kring, klein):
    klein(("gedeeld/uitleg.yaml", "begin: {ouder: &tekst {wat: Wat.,", "begin: {ouder: &tekst {wat: Een lastige keus.,"))  # fmt: skip
    assert "\nmoeilijk_woord: Lastig.\n" in kring("stelsel", "uitleg", "V9", "begin")[1]


@pytest.mark.parametrize(
    "woorden",
    [
        ("check",),
        ("lijst",),
        ("toon", "V2"),
        ("toon", "V2", "--mermaid"),
        ("uitleg", "V2", "sluit_af", "--lezer", "kind"),
        ("uitleg", "V2", "T3"),
    ],
    ids=" ".join,
)
def test_json_is_only_json(kring, woorden):
    status, uit, fout = kring("stelsel", *woorden, "--json")
    assert (status, fout) == (0, "")
    assert json.loads(uit)


def test_json_of_faults_holds_them_all(kring, klein):
    klein((REGELS, "waarde: 3", "waarde: drie"), (SPELERS, "statutair: nee", "statutair: soms"))
    status, uit, _ = kring("stelsel", "check", "--json")
    inhoud = json.loads(uit)
    assert (status, len(inhoud["fouten"]), inhoud["goed"]) == (1, 2, [])


@pytest.mark.parametrize("verb", [("toon",), ("check",), ("uitleg", "sluit_af")], ids=" ".join)
def test_unknown_variant_is_told_with_those_that_are_known(kring, verb):
    status, uit, fout = kring("stelsel", verb[0], "V7", *verb[1:])
    assert status == 1
    assert "de variant V7 bestaat niet; bekend zijn: estafette-2020 (V0), rvt (V2)" in uit + fout


def test_unknown_stap_is_told_with_what_comes_near(kring):
    status, uit, fout = kring("stelsel", "uitleg", "V2", "sluiten")
    assert (status, uit) == (1, "")
    assert fout.startswith("sluiten is geen stap of toestand van rvt. Bedoelde u sluit_")


GEBRUIK = {
    "no verb": ([], "Hier ontbreekt nog: VERB. Kies uit: demo, stelsel, "),
    "half a verb": (["stelsel"], "Hier ontbreekt nog: WAT. Kies uit: check, lijst, toon, uitleg."),
    "no variant": (["stelsel", "toon"], "Hier ontbreekt nog: variant."),
    "unknown verb": (["stelsels"], "VERB: stelsels bestaat niet. Kies uit: demo, stelsel, "),
    "unknown reader": (["stelsel", "uitleg", "V2", "T3", "--lezer", "oma"],
        "--lezer: oma bestaat niet. Kies uit: ouder, kind, jongere, professional."),
    "no number": (["audit", "bewijs", "acht"], "regel: acht is geen geheel getal."),
    "no port": (["demo", "--poort", "acht"], "--poort: acht kan niet. Kies een getal van 1024 "),
    "port that is not there": (["demo", "--poort", "70000"], "--poort: 70000 kan niet. Kies een "),
    "port of the system": (["demo", "--poort", "80"], "--poort: 80 kan niet. Kies een getal van "),
    "nothing behind it": (["demo", "--poort"], "--poort: hier hoort een waarde achter."),
    "something behind it": (["demo", "--opnieuw=ja"], "--opnieuw: hier hoort geen waarde achter."),
    "unknown option": (["stelsel", "lijst", "--js"], "Dit hoort hier niet: --js."),
    "something too many": (["toegang", "check", "foo"], "Dit hoort hier niet: foo.\nGebruik: kring toegang check "),
}  # fmt: skip


@pytest.mark.parametrize(("woorden", "zin"), GEBRUIK.values(), ids=GEBRUIK)
def test_wrong_usage_is_told_in_dutch_and_ends_with_two(kring, woorden, zin):
    status, uit, fout = kring(*woorden)
    assert (status, uit) == (2, "")
    assert fout.startswith(zin)
    assert "\nGebruik: kring" in fout
    assert fout.rstrip().endswith("--help")


def test_help_is_dutch(kring):
    status, uit, _ = kring("stelsel", "uitleg", "--help")
    assert status == 0
    assert uit.startswith("Gebruik: kring stelsel uitleg [-h]")
    assert not {"usage:", "options:", "positional", "show this"} & set(uit.split())


def test_message_that_we_do_not_know_stays_as_it_is(kring):
    from kring.config.opdrachten.gebruik import in_dutch

    assert in_dutch("something new") == "something new"
