"""The family's own pages speak plain Dutch: the sentences of the templates, and the words of the forms."""

import re

import pytest
from tests.databank import WORTEL
from tests.fabriek_stelsel import STELSELS
from wordfreq import zipf_frequency

from kring.stelsel.begrippen import Doelgroep, Veldsoort
from kring.stelsel.laden import find_varianten, load_stelsel
from kring.stelsel.leesbaarheid import check_b1


SJABLONEN = sorted((WORTEL / "src/kring/portaal/templates/portaal").glob("*.html"))
# What a page also shows to a family: signing in, and what went wrong.
GEDEELD = [
    WORTEL / f"src/kring/config/templates/kring/{naam}.html" for naam in ("aanmelden", "fout")
]
# A name, a day or somebody's own words stands where a variable is.
INGEVULD = "Fatima"
BLOK = r"</?(?:p|h\d|li|ul|ol|section|div|summary|details|button|legend|dt|dd|title|form|a class=.utrecht)[^>]*>"


def sentences(pad):
    """The text of a template: each block a sentence or more, both branches of a choice apart."""
    tekst = pad.read_text(encoding="utf-8")
    tekst = re.sub(
        r"{%\s*comment.*?endcomment\s*%}|<pre.*?</pre>|<svg.*?</svg>", "", tekst, flags=re.DOTALL
    )
    tekst = re.sub(
        r"{%\s*(?:if|elif|else|endif|for|empty|endfor|block|endblock)[^%]*%}", "\n\n", tekst
    )
    tekst = re.sub(r"{%.*?%}", "", tekst, flags=re.DOTALL)
    tekst = re.sub(r"{{.*?}}", INGEVULD, tekst)
    tekst = re.sub(BLOK, "\n\n", tekst)
    tekst = re.sub(r"<[^>]+>", "", tekst)
    stukken = (re.sub(r"\s+", " ", stuk).strip() for stuk in re.split(r"\n\s*\n", tekst))
    return [stuk for stuk in stukken if len(re.findall(r"\w{2,}", stuk)) > 1]


def frequency(word):
    return zipf_frequency(word, "nl")


@pytest.fixture(scope="module")
def woorden():
    return load_stelsel(STELSELS, "rvt").woorden


@pytest.mark.parametrize("pad", [*SJABLONEN, *GEDEELD], ids=lambda pad: pad.stem)
def test_every_sentence_of_a_page_passes_the_b1_gate(pad, woorden):
    fouten = [
        f"{stuk}: {fout}"
        for stuk in sentences(pad)
        for fout in check_b1(stuk, frequentie=frequency, woorden=woorden)
    ]
    assert not fouten, "\n".join(fouten)


def test_the_gate_reads_the_pages():
    stukken = [stuk for pad in SJABLONEN for stuk in sentences(pad)]
    assert len(stukken) > 60
    assert (
        "Een feit is zeker. Een vermoeden is nog niet zeker. Een mening is wat iemand vindt."
        in stukken
    )


def asked(stelsel):
    """Everything that a form asks of a family member: the name of the stap, and each question."""
    for stap in stelsel.stappen.values():
        if "gezin" in stelsel.bevoegdheden[stap.bevoegdheid].partijen:
            yield stap.id, stap.naam
            for veld in stelsel.feitsoorten[stap.legt_vast].velden:
                if veld.zelf and veld.id != "van":
                    keuzes = [keuze.naam for keuze in veld.keuzes if keuze.id not in veld.niet_zelf]
                    for tekst in filter(None, (veld.naam, veld.hulp, *keuzes)):
                        yield f"{stap.id}.{veld.id}", tekst


@pytest.mark.parametrize("variant", sorted(find_varianten(STELSELS)))
def test_every_question_to_a_family_member_passes_the_b1_gate(variant, woorden):
    stelsel = load_stelsel(STELSELS, variant)
    fouten = [
        f"{plek}: {tekst}: {fout}"
        for plek, tekst in asked(stelsel)
        for fout in check_b1(tekst, frequentie=frequency, woorden=woorden)
    ]
    assert not fouten, "\n".join(fouten)


def shown(stelsel):
    """Every label beside a value that a family member reads."""
    for feit in stelsel.feitsoorten.values():
        if feit.zicht.portaal is not Doelgroep.NIEMAND:
            for veld in feit.velden:
                for deel in (veld, *veld.velden):
                    if not (deel.intern or deel.soort in (Veldsoort.NIEUW_LID, Veldsoort.RIJEN)):
                        yield f"{feit.id}.{deel.id}", deel.voor_gezin or deel.naam


AANSPREKEN = re.compile(r"\b(?:u|uw|je|jij|jou|jouw)\b", re.IGNORECASE)


@pytest.mark.parametrize("variant", sorted(find_varianten(STELSELS)))
def test_a_label_that_a_family_member_reads_does_not_speak_to_a_professional(variant):
    stelsel = load_stelsel(STELSELS, variant)
    fout = [f"{plek}: {naam}" for plek, naam in shown(stelsel) if AANSPREKEN.search(naam)]
    assert not fout, "\n".join(fout)


@pytest.mark.parametrize("variant", sorted(find_varianten(STELSELS)))
def test_every_label_of_the_familys_own_passes_the_b1_gate(variant, woorden):
    fouten = [
        f"{feit.id}.{deel.id}: {deel.voor_gezin}: {fout}"
        for feit in load_stelsel(STELSELS, variant).feitsoorten.values()
        for veld in feit.velden
        for deel in (veld, *veld.velden)
        if deel.voor_gezin
        for fout in check_b1(deel.voor_gezin, frequentie=frequency, woorden=woorden)
    ]
    assert not fouten, "\n".join(fouten)


@pytest.mark.parametrize("variant", sorted(find_varianten(STELSELS)))
def test_a_question_is_for_a_parent_and_for_a_child(variant):
    """One form serves both, so it says neither u nor je."""
    fout = [
        f"{plek}: {tekst}"
        for plek, tekst in asked(load_stelsel(STELSELS, variant))
        if AANSPREKEN.search(tekst)
    ]
    assert not fout, "\n".join(fout)
