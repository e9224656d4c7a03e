"""The loader: a model with faults is refused as a whole, every fault with its file and line."""

import re
from dataclasses import MISSING, fields, is_dataclass

import pytest
import yaml
from tests.fabriek_stelsel import (
    BRONNEN,
    ESTAFETTE,
    KLEIN,
    REGELS,
    RVT,
    SPELERS,
    STAPPEN,
    STELSELS,
    UITLEG,
    VARIANT,
    faults,
    load_klein,
    stelsel_van,
    write_model,
)

from kring.stelsel.laden import ModelFouten, find_varianten, load_stelsel
from kring.stelsel.laden.samenstellen import VERZAMELINGEN


TERMIJN = "{wat: Een dag, soort: afgesproken, termijn: de dag, start: begin, bron: [wet_a 6]}"
BEWAARREGEL = "{soort: werk, anker: einde_betrokkenheid, jaren: 1, bron: [wet_a 8]}"
INSTELLING = "{waarde: 3, eenheid: stuks, betekenis: Drie., bron: [wet_a 8]}"

# What is wrong in the file itself or in one item: (file, old, new), a mark on the line, the message.
IN_EEN_DEEL = {
    "unknown field": ((REGELS, "betekenis: Drie.", "betekens: Drie."), "getal:",
        "het veld betekens bestaat hier niet; bedoelde u betekenis?"),
    "field like nothing": ((REGELS, INSTELLING, INSTELLING[:-1] + ", xyz: 1}"), "getal:",
        "het veld xyz bestaat hier niet; bekend zijn: "),
    "missing field": ((REGELS, ", eenheid: stuks", ""), "getal:", "Instelling mist eenheid"),
    "no source": ((REGELS, "vormen: [lastige], bron: [wet_a 8]", "bron: []"), "moeilijk_woord",
        "Woord heeft geen bron: noem minstens één vindplaats"),
    "list for a value": ((REGELS, "waarde: 3", "waarde: [3]"), "getal:", "waarde: hier hoort één waarde, geen lijst of tabel"),
    "nothing for a value": ((REGELS, "eenheid: stuks", 'eenheid: ""'), "getal:", "eenheid is leeg: vul het in of haal de regel weg"),
    "unknown choice": ((REGELS, "gevolg: blokkeert", "gevolg: bijt"), "gevolg: bijt",
        "gevolg: 'bijt' kan niet; kies uit blokkeert, waarschuwt, termijn, kennisgeving"),
    "no number": ((REGELS, "waarde: 3", "waarde: drie"), "getal:", "waarde: 'drie' is geen geheel getal"),
    "no yes or no": ((SPELERS, "statutair: nee", "statutair: true"), "statutair: true", "statutair: 'true' is geen ja of nee"),
    "no date": ((VARIANT, "2026-01-01", "2026-02-30"), "2026-02-30", "geldig_vanaf: '2026-02-30' is geen datum als 2026-01-31"),
    "value for a list": ((REGELS, "bij: [besluit]", "bij: besluit"), "bij: besluit", "bij: hier hoort een lijst"),
    "twice in a list": ((REGELS, "bij: [besluit]", "bij: [besluit, besluit]"), "bij: [besluit, besluit]", "bij: er staat iets dubbel in de lijst"),
    "value for a table": ((VARIANT, "parameters: {toets: Rijk}", "parameters: Rijk"), "parameters: Rijk", "parameters: hier hoort een tabel"),
    "wrong key of a table": ((REGELS, "{professional: Niet geregistreerd.}", "{buurman: Niet.}"), "buurman",
        "niet_gehaald: 'buurman' kan niet; kies uit ouder, kind, jongere, professional"),
    "wrong value in a table": ((REGELS, "{professional: Niet geregistreerd.}", "{professional: [Niet.]}"), "[Niet.]",
        "niet_gehaald.professional: hier hoort één waarde, geen lijst of tabel"),
    "value for an item": ((REGELS, INSTELLING, "3"), "getal: 3", "getal: hier hoort een tabel met velden"),
    "id given twice": ((REGELS, "{waarde: 3,", "{id: ander, waarde: 3,"), "getal:", "het veld id bestaat hier niet; bekend zijn: "),
    "refused at construction": ((REGELS, "niveau: 1", "niveau: 6"), "mee:", "niveau ligt tussen 0 en 5"),
    "unknown text": ((REGELS, "bron: [wet_a 6]}\n  dag", "bron: [wet_b 6]}\n  dag"), "wet_b", "bron: de tekst wet_b staat niet in bronnen/"),
    "no place in a text": ((REGELS, "bron: [wet_a 6]}\n  dag", "bron: [wet_a]}\n  dag"), "[wet_a]", "bron: noem ook de plaats, zoals 'wet_a 4.1.2'"),
    "the same key twice": ((SPELERS, "  gezin: {naam", "  team: {naam"), "  team: {naam: Gezin", "team staat er al op regel 2"),
    "a key that is no word": ((VARIANT, "parameters: {toets: Rijk}", "parameters: {[a]: Rijk}"), "[a]", "een sleutel is één woord"),
    "not a part of the model": ((REGELS, "instellingen:", "instelling:"), "instelling:", "instelling is geen deel van het model; bekend: "),
    "no names under a part": ((BRONNEN, "bronnen:", "woorden: [a]\nbronnen:"), "woorden:", "onder woorden hoort een tabel met namen"),
    "no table at the top": ((VARIANT, "gebruikt: [gedeeld]", "gebruikt: [gedeeld, weg]"), "code: V9", "deze map van het model bestaat niet"),
}  # fmt: skip


def line_of(mark, wijziging, wortel):
    """The number of the first line with the mark in the changed file."""
    tekst = (write_model(wortel, wijziging) / wijziging[0]).read_text(encoding="utf-8")
    return next(n for n, regel in enumerate(tekst.splitlines(), 1) if mark in regel)


@pytest.mark.parametrize(("wijziging", "mark", "melding"), IN_EEN_DEEL.values(), ids=IN_EEN_DEEL)
def test_fault_in_one_item_has_its_file_and_line(tmp_path, wijziging, mark, melding):
    bestand, regel = wijziging[0], line_of(mark, wijziging, tmp_path)
    if "deze map" in melding:
        bestand, regel = "weg", 1

    gevonden = faults(tmp_path, wijziging)

    assert any(fout.startswith(f"{bestand}:{regel}: {melding}") for fout in gevonden), gevonden


BRON = re.compile(r"\bbron: \[[^]]*\]")
BRONPLEKKEN = [(bestand, n) for bestand, tekst in KLEIN.items() for n, _ in enumerate(BRON.findall(tekst))]  # fmt: skip


@pytest.mark.parametrize(("bestand", "nummer"), BRONPLEKKEN)
def test_no_item_of_any_kind_goes_without_a_source(tmp_path, bestand, nummer):
    stelsels = write_model(tmp_path)
    pad = stelsels / bestand
    tekst = pad.read_text(encoding="utf-8")
    plek = list(BRON.finditer(tekst))[nummer]
    regel = tekst[: plek.start()].count("\n") + 1
    pad.write_text(f"{tekst[: plek.start()]}bron: []{tekst[plek.end() :]}", encoding="utf-8")

    with pytest.raises(ModelFouten) as gevangen:
        load_stelsel(stelsels, "klein")

    (fout,) = [fout for fout in gevangen.value.fouten if "heeft geen bron" in fout.melding]
    assert fout.plek.bestand == f"stelsels/{bestand}"
    assert fout.plek.regel <= regel


# What does not hang together: changes, and the messages, each with the file it is told at.
TUSSEN_DELEN = {
    "source in the long form": ([(REGELS, "bron: [wet_a 6]}\n  dag", "bron: [{tekst: wet_b, artikel: 1, status: wet, vertrouwen: L}]}\n  dag")],
        [f"{REGELS}: week: de tekst wet_b staat niet in bronnen/"]),
    "partij": ([(SPELERS, "naam: Gezicht, partijen: [team]", "naam: Gezicht, partijen: [ploeg]")],
        [f"{SPELERS}: gezicht noemt ploeg, maar dat staat niet bij partijen"]),
    "toestand of a stap": ([(STAPPEN, "van: [A]", "van: [A, B]")], [f"{STAPPEN}: sluit noemt B, maar dat staat niet bij toestanden"]),
    "unknown fact": ([(STAPPEN, "legt_vast: gesloten", "legt_vast: dicht")], [f"{STAPPEN}: sluit noemt dicht, maar dat staat niet bij feitsoorten"]),
    "verwijzing to nothing": ([(STAPPEN, "naar: [begonnen]", "naar: [weg, uitspraak]")], [f"{STAPPEN}: gesloten.bij wijst naar weg; dat feit is er niet"]),
    "rows that are not there": ([(STAPPEN, "uitspraak: mening", "uitspraak: rij")], [f"{STAPPEN}: gesloten: uitspraak per rij vraagt een veld van soort rijen"]),
    "functie for nobody": ([(STAPPEN, "bij: door}", "bij: tot}")], [f"{STAPPEN}: begin: belegt gezicht bij tot; dat is geen medewerker in begonnen"]),
    "grant for nobody": ([(STAPPEN, "aan: wie, tot: tot", "aan: tot, tot: wie")],
        [f"{STAPPEN}: begin: geeft toegang aan tot; dat is geen medewerker in begonnen en geen mandaat",
         f"{STAPPEN}: begin: toegang tot wie; dat is geen dag in begonnen"]),
    "grant for just anyone": ([(STAPPEN, "soort: medewerker, partijen: [team]", "soort: medewerker")],
        [f"{STAPPEN}: begin: geeft toegang dossier aan wie bij wie staat; zeg daar met partijen voor wie dat kan zijn"]),
    "medewerker of nobody": ([(STAPPEN, "partijen: [team], verplicht", "partijen: [ploeg], verplicht")],
        [f"{STAPPEN}: begonnen noemt ploeg, maar dat staat niet bij partijen"]),
    "term from no day": ([(STAPPEN, "[{termijn: week}", "[{termijn: week, vanaf: wie}")], [f"{STAPPEN}: begin: termijn week: wie is geen dag in dit feit"]),
    "agreed term without its day": ([(STAPPEN, "{termijn: dag, tot: tot}", "{termijn: dag}")],
        [f"{STAPPEN}: begin: termijn dag: tot hoort bij een afgesproken dag, en alleen daar"]),
    "mandate over two parties": ([(SPELERS, "naam: Beslissen, partijen: [team]", "naam: Beslissen, partijen: [gezin]")],
        [f"{SPELERS}: werk: geen enkele partij heeft al deze bevoegdheden; splits het mandaat"]),
    "mandate of nothing known": ([(SPELERS, "bevoegdheden: [werken, beslissen]", "bevoegdheden: [niets]")],
        [f"{SPELERS}: werk noemt niets, maar dat staat niet bij bevoegdheden", f"{SPELERS}: werk: geen enkele partij heeft"]),
    "unknown predicate": ([(REGELS, "toets: geregistreerd_besluit", "toets: gevoel")], [f"{REGELS}: W1: de toets gevoel bestaat niet"]),
    "mended by nothing": ([(REGELS, "herstel: sluit", "herstel: bid")], [f"{REGELS}: W1 noemt bid, maar dat staat niet bij stappen"]),
    "hangs on nothing": ([(REGELS, "bij: [besluit]", "bij: [feest]")], [f"{REGELS}: W1 hangt aan feest; geen enkele stap heeft dat"]),
    "no words for a refusal": ([(REGELS, "  moment: {bron: [wet_a 1], niet_gehaald: {professional: Nee., ouder: Helaas.}}\n", "")],
        [f"{VARIANT}: de weigergrond moment ontbreekt in het model"]),
    "explains nothing": ([(UITLEG, "uitleg_stappen:\n", "uitleg_stappen:\n  weg: {ouder: {wat: a, waarom: b, doen: c}}\n")],
        [f"{UITLEG}: er is uitleg bij weg, maar dat staat niet bij stappen"]),
    "not explained to all": ([(UITLEG, "{ouder: &einde", "{ouder: {wat: a, waarom: b, doen: c}}\n  Y: {ouder: &einde")],
        [f"{SPELERS}: Z heeft geen uitleg voor kind, jongere, professional", f"{UITLEG}: er is uitleg bij Y"]),
    "begins in the middle": ([(SPELERS, "wie: team, begin: ja", "wie: team")], [f"{STAPPEN}: begin begint een zaak in A; dat is geen begin"]),
    "begin without a stap": ([(SPELERS, "wie: team, eind: ja", "wie: team, eind: ja, begin: ja")], [f"{SPELERS}: Z is een begin, maar geen stap begint daar"]),
    "no begin at all": ([(STAPPEN, "    naar: A\n", "    van: [overal]\n    naar: A\n")],
        [f"{VARIANT}: geen enkele stap begint een zaak", f"{SPELERS}: A is een begin, maar geen stap begint daar",
         f"{SPELERS}: A is vanuit geen enkel begin te bereiken", f"{SPELERS}: Z is vanuit geen enkel begin te bereiken"]),
    "dead end": ([(STAPPEN, "    naar: Z\n", "")],
        [f"{SPELERS}: A heeft geen uitgang: geen stap leidt eruit", f"{SPELERS}: Z is vanuit geen enkel begin te bereiken"]),
    "begins in a toestand that is not there": ([(STAPPEN, "    naar: A\n", "    naar: Q\n")], [f"{STAPPEN}: begin noemt Q, maar dat staat niet bij toestanden"]),
    "takes a term that is not there": ([(STAPPEN, "[{termijn: week}", "[{termijn: eeuw}")], [f"{STAPPEN}: begin noemt eeuw, maar dat staat niet bij termijnen"]),
}  # fmt: skip


@pytest.mark.parametrize(("wijzigingen", "meldingen"), TUSSEN_DELEN.values(), ids=TUSSEN_DELEN)
def test_hole_in_the_model_is_told_at_the_item(tmp_path, wijzigingen, meldingen):
    gevonden = [_zonder_regel(fout) for fout in faults(tmp_path, *wijzigingen)]

    for melding in meldingen:
        assert any(fout.startswith(melding) for fout in gevonden), gevonden


def _zonder_regel(fout):
    plek, melding = fout.split(": ", 1)
    return f"{plek.rpartition(':')[0]}: {melding}"


def test_all_faults_come_at_once_in_order_of_file_and_line(tmp_path):
    gevonden = faults(
        tmp_path,
        (SPELERS, "statutair: nee", "statutair: soms"),
        (REGELS, "waarde: 3", "waarde: drie"),
        (REGELS, "gevolg: blokkeert", "gevolg: bijt"),
        (VARIANT, "status: uitvoerbaar", "status: misschien"),
    )

    assert [fout.split(": ")[0].rpartition(":")[0] for fout in gevonden] == [
        REGELS, REGELS, SPELERS, VARIANT,
    ]  # fmt: skip
    regels = [int(fout.split(": ")[0].rpartition(":")[2]) for fout in gevonden[:2]]
    assert regels == sorted(regels)


def test_same_item_in_two_files_names_the_first_place(tmp_path):
    dubbel = "woorden:\n\n  moeilijk_woord: {betekenis: Anders., bron: [wet_a 8]}\n"

    (fout,) = faults(tmp_path, zdubbel=dubbel)

    assert fout.startswith("gedeeld/zdubbel.yaml:3: moeilijk_woord staat al in stelsels/gedeeld/")


BESTANDEN = {
    "bad YAML": ("a: b: c", "gedeeld/stuk.yaml:1: dit is geen geldige YAML: "),
    "bad YAML further on": ("a: 1\nb: [\nc: }", "gedeeld/stuk.yaml:3: dit is geen geldige YAML: "),
    "empty": ("# niets\n", "gedeeld/stuk.yaml:1: het bestand is leeg; vul het of haal het weg"),
    "a list at the top": ("- a\n", "gedeeld/stuk.yaml:1: bovenaan hoort een tabel, zoals 'stappen:'"),
}  # fmt: skip


@pytest.mark.parametrize(("tekst", "melding"), BESTANDEN.values(), ids=BESTANDEN)
def test_file_that_cannot_be_read_is_a_fault_like_any_other(tmp_path, tekst, melding):
    (fout,) = faults(tmp_path, stuk=tekst)

    assert fout.startswith(melding)


def test_file_that_is_no_utf8_is_a_fault(tmp_path):
    stelsels = write_model(tmp_path)
    (stelsels / "gedeeld/latin.yaml").write_bytes(b"woorden: {caf\xe9: 1}")

    with pytest.raises(ModelFouten, match="geen UTF-8"):
        load_stelsel(stelsels, "klein")


def test_yaml_fault_without_a_place_is_told_at_the_top(tmp_path, monkeypatch):
    def compose(*args, **kwargs):
        raise yaml.MarkedYAMLError(problem="iets")

    monkeypatch.setattr(yaml, "compose", compose)
    with pytest.raises(ModelFouten, match=r"variant\.yaml:1: dit is geen geldige YAML: iets"):
        load_stelsel(write_model(tmp_path), "klein")


def test_unknown_variant_names_those_that_are_known(tmp_path):
    stelsels = write_model(tmp_path)

    with pytest.raises(ModelFouten, match="de variant groot bestaat niet; bekend zijn: klein"):
        load_stelsel(stelsels, "groot")
    with pytest.raises(ModelFouten, match="bekend zijn: geen"):
        load_stelsel(tmp_path / "leeg", "klein")


@pytest.mark.parametrize(
    "wijziging",
    [
        (VARIANT, "code: V9\n", ""),
        (VARIANT, "code: V9", "code: [V9]"),
        (VARIANT, "gebruikt: [gedeeld]", "gebruikt: gedeeld"),
        (VARIANT, "gebruikt: [gedeeld]", "gebruikt: [gedeeld, [x]]"),
    ],
)
def test_variant_file_with_odd_parts_gives_faults_and_no_crash(tmp_path, wijziging):
    assert faults(tmp_path, wijziging)


def test_variant_file_that_is_a_list_is_no_variant(tmp_path):
    stelsels = write_model(tmp_path)
    (stelsels / VARIANT).write_text("- a\n", encoding="utf-8")

    with pytest.raises(ModelFouten, match="bestaat niet"):
        load_stelsel(stelsels, "klein")


def test_safeguard_that_a_variant_calls_asleep_may_hang_on_nothing(tmp_path):
    slaapt = (VARIANT, "{toets: Rijk}", "{zonder_stap: W1}")

    assert not faults(tmp_path, slaapt, (REGELS, "bij: [besluit]", "bij: [feest]"))


def test_short_forms_give_the_same_model_as_the_long_ones(tmp_path):
    stelsel = load_klein(tmp_path / "kort")
    velden = stelsel.feitsoorten["begonnen"].velden

    assert [veld.id for veld in velden] == ["leden", "wie", "tot"]
    assert stelsel.termijnen["week"].bron[0].artikel == "6"
    assert stelsel.instelling("getal") == 3
    with pytest.raises(KeyError):
        stelsel.instelling("niets")


def test_choices_are_written_as_key_and_name(tmp_path):
    keuze = (STAPPEN, "reden: {naam: Reden, soort: tekst}", "reden: {naam: Reden, soort: keuze, keuzes: {ja: Ja, nee: Nee}}")  # fmt: skip

    (_, reden) = load_klein(tmp_path, keuze).feitsoorten["gesloten"].velden

    assert [(k.id, k.naam) for k in reden.keuzes] == [("ja", "Ja"), ("nee", "Nee")]


def test_fingerprint_follows_the_content_and_not_the_files(tmp_path):
    gewoon = load_klein(tmp_path / "a").vingerafdruk
    verplaatst = load_klein(
        tmp_path / "b",
        (REGELS, f"instellingen:\n  getal: {INSTELLING}\n", ""),
        verplaatst=f"# Elders\ninstellingen:\n  getal: {INSTELLING}\n",
    ).vingerafdruk
    anders = load_klein(tmp_path / "c", (REGELS, "waarde: 3", "waarde: 4")).vingerafdruk

    assert gewoon == verplaatst
    assert gewoon != anders


def test_worked_cases_are_no_part_of_the_model(tmp_path):
    stelsels = write_model(tmp_path)
    geval = stelsels / "varianten/klein/scenarios/geval.yaml"
    geval.parent.mkdir()
    geval.write_text("titel: Geen deel van het model\n", encoding="utf-8")

    assert load_stelsel(stelsels, "klein").variant.id == "klein"


def test_model_cannot_be_changed_once_it_is_loaded(tmp_path):
    stelsel = load_klein(tmp_path)

    with pytest.raises(TypeError):
        stelsel.stappen["nieuw"] = stelsel.stappen["begin"]
    with pytest.raises(AttributeError):
        stelsel.variant.naam = "Anders"


def test_every_variant_of_the_repository_loads_by_id_and_by_code():
    assert {RVT, ESTAFETTE} <= set(find_varianten(STELSELS))
    for code, id_ in (("V2", RVT), ("V0", ESTAFETTE)):
        assert load_stelsel(STELSELS, code).vingerafdruk == stelsel_van(id_).vingerafdruk


def test_every_kind_of_item_asks_for_a_source_but_the_texts_themselves():
    zonder = {
        naam
        for naam, soort in VERZAMELINGEN.items()
        if not is_dataclass(soort)
        or not any(veld.name == "bron" and veld.default is MISSING for veld in fields(soort))
    }

    assert zonder == {"bronnen", "uitleg_stappen", "uitleg_toestanden"}
