"""The stylesheets say each thing once, know every class of the pages, and stay small."""

import gzip
import re

from tests.databank import WORTEL


CSS = sorted((WORTEL / "src/kring/config/static/kring").glob("*.css"))
SJABLONEN = sorted((WORTEL / "src/kring").glob("*/templates/**/*.html"))
# What a page of the staff loads: the whole of it, once, and then from the browser's memory.
HOOGSTENS_GZIP = 12_000
# Named for whoever brings a theme; this one needs no rule of its own.
ZONDER_REGEL = frozenset({"utrecht-form-field-error-message"})


def rules(tekst):
    """Every selector with its declarations, as written; what stands in a media query has its query."""
    tekst = re.sub(r"/\*.*?\*/", "", tekst, flags=re.DOTALL)
    buiten = re.sub(r"@media[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", tekst)
    for query in re.finditer(r"(@media[^{]+)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", tekst):
        yield from ((query[1].strip(), *regel) for regel in _plain(query[2]))
    yield from (("", *regel) for regel in _plain(buiten))


def _plain(tekst):
    for selector, inhoud in re.findall(r"([^{}]+)\{([^{}]*)\}", tekst):
        yield " ".join(selector.split()), " ".join(inhoud.split())


def known():
    """Classes that a rule knows."""
    return {
        klasse
        for pad in CSS
        for _, selector, _ in rules(pad.read_text(encoding="utf-8"))
        for klasse in re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    }


def used():
    """Classes that a template writes; one that ends in a variable is a beginning, with a star."""
    gevonden = set()
    for pad in SJABLONEN:
        tekst = pad.read_text(encoding="utf-8")
        for waarde in re.findall(r'class="((?:[^"{]|\{[{%].*?[}%]\})*)"', tekst):
            kaal = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "*", waarde))
            gevonden |= set(kaal.split())
        for waarde in re.findall(r"{% block (?:blad|soort) %}([^{]+){%", tekst):
            gevonden |= set(waarde.split())
    return gevonden


def test_every_class_of_a_page_has_a_rule_and_every_rule_a_page():
    gebruikt, bekend = used(), known()
    begin = {klasse.partition("*")[0] for klasse in gebruikt if "*" in klasse}
    zonder_regel = {k for k in gebruikt - bekend - ZONDER_REGEL if "*" not in k}
    zonder_bladzijde = {
        k for k in bekend - gebruikt if not any(deel and k.startswith(deel) for deel in begin)
    }
    assert (sorted(zonder_regel), sorted(zonder_bladzijde)) == ([], [])


def test_nothing_is_said_twice():
    gezien = [regel for pad in CSS for regel in rules(pad.read_text(encoding="utf-8"))]
    assert len(gezien) > 100
    assert sorted({regel for regel in gezien if gezien.count(regel) > 1}) == []


def test_the_stylesheets_are_whole_and_small():
    geheel = b"".join(pad.read_bytes() for pad in CSS)
    for pad in CSS:
        tekst = pad.read_text(encoding="utf-8")
        assert tekst.count("{") == tekst.count("}"), pad.name
    assert len(gzip.compress(geheel)) <= HOOGSTENS_GZIP
