"""The handleiding speaks of words that are on the screen and of people who live in the region."""

import ast
import re

import pytest
import yaml
from tests.docs.bladen import DOCS, WORTEL, bold, read


HANDLEIDING = DOCS / "handleiding.md"
# Tags, comments and places to fill in end a text in a template.
GEEN_TEKST = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
# The one bold word that explains what bold means.
UITLEG = "Vet"
# A first name and a name; a family (Van Dijk) and a word at the begin of a sentence are no first name.
NAAM = re.compile(r"\b(?!Van |Voor |Veilig )[A-Z][a-zé]+ (?:(?:de|van|der) )*[A-Z][a-zé]+\b")
GEZIN = re.compile(r"\bgezin ((?:de |Van )?[A-Z][a-zé]+)")


def on_screen():
    """Every text that a screen can show: of templates, of the code, and of the model."""
    for pad in (WORTEL / "src").rglob("*.html"):
        yield from (" ".join(deel.split()) for deel in GEEN_TEKST.split(read(pad)))
    for pad in (WORTEL / "src").rglob("*.py"):
        for knoop in ast.walk(ast.parse(read(pad))):
            if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str):
                yield " ".join(knoop.value.split())
    for map_ in ("stelsels", "proefregio"):
        for pad in (WORTEL / map_).rglob("*.yaml"):
            yield from scalars(yaml.compose(read(pad), Loader=yaml.CSafeLoader))


def scalars(knoop):
    """Every value in a YAML file."""
    if isinstance(knoop, yaml.MappingNode):
        for _, waarde in knoop.value:
            yield from scalars(waarde)
    elif isinstance(knoop, yaml.SequenceNode):
        for waarde in knoop.value:
            yield from scalars(waarde)
    elif knoop is not None:
        yield " ".join(knoop.value.split())


def unknown(tekst, bekend):
    """Bold words that no screen shows."""
    gezien = {deel.rstrip(" (") for deel in bekend}
    return [woorden for woorden in bold(tekst) if woorden not in gezien and woorden != UITLEG]


@pytest.fixture(scope="module")
def bekend():
    return set(on_screen())


def test_every_bold_text_is_on_a_screen(bekend):
    assert unknown(read(HANDLEIDING), bekend) == []


@pytest.mark.parametrize("woorden", ["Knop die er niet is", "notitie maken", "Wat kan ik"])
def test_a_bold_text_that_no_screen_shows_is_noticed(bekend, woorden):
    assert unknown(f"Kies **{woorden}**.", bekend) == [woorden]


def strangers(tekst, regio):
    """People and families in a text who do not live in the region."""
    gezinnen = {gezin.regio["naam"].removeprefix("Gezin ") for gezin in regio.gezinnen}
    mensen = {mens["naam"] for mens in regio.mensen.values()} | {
        f"{naam.capitalize()} {gezin.regio['naam'].removeprefix('Gezin ')}"
        for gezin in regio.gezinnen
        for naam in gezin.mensen
    }
    meldingen = "".join(read(pad) for pad in regio.meldingen)
    nieuw = {naam for naam in GEZIN.findall(tekst) if naam.split()[-1] in meldingen}
    return sorted(set(NAAM.findall(tekst)) - mensen) + sorted(
        set(GEZIN.findall(tekst)) - gezinnen - nieuw
    )


def test_everybody_lives_in_the_region(regio):
    tekst = read(HANDLEIDING)
    assert len(set(NAAM.findall(tekst))) > 5
    assert len(set(GEZIN.findall(tekst))) > 5
    assert strangers(tekst, regio) == []


def test_a_stranger_is_noticed(regio):
    tekst = "Fatima Benali opent het gezin Yildiz, en Truus Jansma het gezin Jansma."
    assert strangers(tekst, regio) == ["Truus Jansma", "Jansma"]


def test_every_persona_is_in_the_handleiding(regio):
    tekst = read(HANDLEIDING)
    assert [p.naam for p in regio.personas if p.naam.split()[0] not in tekst] == []


def test_region_and_day_are_those_of_the_demo(regio):
    tekst = " ".join(read(HANDLEIDING).split())
    assert f"de regio heet {regio.naam.removeprefix('Regio ')}" in tekst
    assert f"dinsdag {regio.nu.day} november {regio.nu.year}" in tekst
    assert (regio.nu.weekday(), regio.nu.month) == (1, 11)
