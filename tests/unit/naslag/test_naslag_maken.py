"""The writer of the reference, on the small model: what it says, and that it keeps its directory clean."""

import argparse

import pytest
from tests.fabriek_stelsel import REGELS, STAPPEN, load_klein

from kring.config.naslag import Techniek, build_naslag, find_differences, write_naslag
from kring.config.naslag.opmaak import tabel, tekst
from kring.config.omgeving import Variabele


OPENAPI = {
    "info": {"version": "1.2.3", "description": "Om te lezen."},
    "paths": {
        "/api/v1/gezin": {
            "get": {
                "summary": "Een gezin",
                "operationId": "gezin",
                "parameters": [{"name": "gezin", "in": "query", "schema": {"type": "string", "format": "uuid"}}],
                "responses": {
                    200: {"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Gezin"}}}},
                    404: {"description": "Er is niets"},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Gezin": {
                "required": ["naam"],
                "properties": {
                    "naam": {"type": "string"},
                    "leden": {"type": "array", "items": {"type": "string"}},
                    "tot": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                    "rest": {},
                },
            }
        }
    },
}  # fmt: skip


@pytest.fixture
def techniek():
    parser = argparse.ArgumentParser()
    verben = parser.add_subparsers()
    groep = verben.add_parser("doe", help="iets doen").add_subparsers()
    nu = groep.add_parser("nu", help="meteen <echt>")
    nu.add_argument("wat", help="waarmee")
    nu.add_argument("--hoe", choices=["snel", "traag"], required=True)
    nu.add_argument("--stil", action="store_true", help="zeg niets")
    return Techniek(
        variabelen=[Variabele("KRING_X", "Een map | of twee.", "geen")],
        opdrachten=verben,
        openapi=OPENAPI,
    )


@pytest.fixture
def maak(tmp_path, techniek):
    def build(*wijzigingen):
        return build_naslag([load_klein(tmp_path / "model", *wijzigingen)], techniek)

    return build


def test_a_stap_is_told_whole(maak):
    blad = maak()["klein/stappen.md"]
    begin = blad[blad.index("### Beginnen") : blad.index("### Sluiten")]
    assert [regel for regel in begin.splitlines() if regel.startswith("- ")] == [
        "- Van: begint een zaak.",
        "- Naar: A Begin.",
        "- Wie: Team; bevoegdheid `werken`.",
        "- Legt vast: Begonnen (feit; categorie `werk`; in het portaal van het gezin).",
        "- Velden: Leden, Wie (mag leeg), Tot (mag leeg).",
        "- Belegt: Gezicht bij wie de stap neemt.",
        "- Begint termijn: `week` (1 week); `dag` (tot de dag bij “Tot”).",
        "- Geeft toegang: `dossier` aan wie bij “Wie” staat, tot de dag bij “Tot”.",
        "- Bron: wet_a 11 (wet, L).",
    ]


def test_effects_at_others_and_under_a_condition_are_told(maak):
    blad = maak(
        (STAPPEN, "bij: door}", "bij: 'partij:team'}"),
        (STAPPEN, "aan: wie, tot: tot}", "aan: 'mandaat:werk', alleen_bij: tot=x}"),
        (STAPPEN, "[{termijn: week}", "[{termijn: week, vanaf: tot, alleen_bij: wie=a b}"),
    )["klein/stappen.md"]
    assert "- Belegt: Gezicht bij Team als geheel." in blad
    assert "`dossier` aan ieder met mandaat `werk`, alleen bij “Tot”: x." in blad
    assert "`week` (1 week vanaf “Tot”, alleen bij “Wie”: a of b)" in blad


def test_safeguard_of_a_stap_and_stappen_of_a_safeguard_name_each_other(maak):
    bladen = maak()
    assert "Waarborgen: W1 Geregistreerd (blokkeert)." in bladen["klein/stappen.md"]
    assert "Stappen in `klein`: `sluit`." in bladen["waarborgen.md"]


def test_stappen_from_anywhere_have_a_heading_of_their_own(maak):
    bladen = maak((STAPPEN, "van: [A]", "van: [A, overal]"))
    assert "elke toestand van een lopende zaak" in bladen["klein/stappen.md"]
    assert "Uit elke toestand van een lopende zaak\n  → Z" in bladen["klein/toestanden.md"]


def test_page_of_toestanden_holds_the_drawing(maak):
    assert "```mermaid\nstateDiagram-v2\n" in maak()["klein/toestanden.md"]


def test_open_question_that_stops_a_stap_says_so(maak):
    bladen = maak((REGELS, "zolang: Wachten.,", "zolang: Wachten., stappen: [sluit],"))
    assert "Kring weigert zolang: `sluit`." in bladen["open-vragen.md"]
    assert "Open vraag: `vraag`." in bladen["klein/stappen.md"]


@pytest.mark.parametrize(
    ("jaren", "woorden"), [("jaren: 2", "2 jaar"), ("jaren: 0", "tot die dag")]
)
def test_retention_is_told_in_words(maak, jaren, woorden):
    assert f"| {woorden} |" in maak((REGELS, "jaren: 1", jaren))["bewaarregels.md"]


def test_retention_without_an_end_is_for_ever(maak):
    assert "| altijd |" in maak((REGELS, ", jaren: 1", ""))["bewaarregels.md"]


def test_what_two_variants_have_differently_is_told_apart(tmp_path, techniek):
    een = load_klein(tmp_path / "een")
    ander = load_klein(
        tmp_path / "ander", (REGELS, "waarde: 3", "waarde: 4"),
        ("varianten/klein/variant.yaml", "code: V9", "code: V8"),
    )  # fmt: skip
    blad = build_naslag([een, ander], techniek)["getallen.md"]
    assert "| `getal` | 3 stuks | Drie. Alleen in `klein`. |" in blad
    assert "| `getal` | 4 stuks |" in blad


def test_a_verb_is_told_as_it_is_typed(maak):
    assert maak()["opdrachten.md"].endswith(
        "## kring doe nu\n\nmeteen &lt;echt&gt;\n\n```text\nkring doe nu WAT --hoe snel|traag "
        "[--stil]\n```\n\n- `wat`: waarmee\n- `--stil`: zeg niets\n"
    )


def test_setting_stands_in_the_table_with_its_signs_safe(maak):
    assert "| `KRING_X` | Een map \\| of twee. | geen |" in maak()["instellingen.md"]


def test_api_tells_questions_answers_and_fields(maak):
    blad = maak()["api.md"]
    for deel in (
        "Versie 1.2.3. Om te lezen.",
        "| `gezin` | query | string uuid |",
        "- 200: `Gezin`\n- 404: Er is niets",
        "| `naam` | string | ja |",
        "| `leden` | lijst van string |  |",
        "| `tot` | string date of null |  |",
        "| `rest` | object |  |",
    ):
        assert deel in blad


def test_first_page_leads_to_every_other_page(maak):
    bladen = maak()
    for naam in set(bladen) - {"README.md"}:
        assert f"]({naam})" in bladen["README.md"]


def test_writing_makes_the_directory_hold_these_pages_and_no_other(tmp_path):
    bladen = {"a.md": "Aan\n", "deel/b.md": "Bee\n"}
    (tmp_path / "oud.md").write_text("Weg ermee\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("Anders\n", encoding="utf-8")
    assert list(find_differences(tmp_path, bladen)) == ["a.md", "deel/b.md", "oud.md"]
    assert write_naslag(tmp_path, bladen) == ["a.md", "deel/b.md", "oud.md"]
    assert not (tmp_path / "oud.md").exists()
    assert (tmp_path / "deel/b.md").read_text(encoding="utf-8") == "Bee\n"
    assert write_naslag(tmp_path, bladen) == []


def test_words_of_the_model_cannot_become_markup():
    assert tekst("a <b> | *c*\n d") == "a &lt;b&gt; \\| \\*c\\* d"


def test_table_without_rows_is_nothing():
    assert tabel(("A", "B"), []) == ""
