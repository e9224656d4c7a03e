"""What must hold whatever the policy says: and what the law says about children, written by hand."""

import itertools
from calendar import isleap
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import settings
from tests.beleid.gericht import (
    ALS_KIND,
    ALS_OUDER,
    DAGEN,
    GEBEURTENIS,
    NOOD,
    geboortedagen,
    kindgeval,
)
from tests.beleid.oordeel import visible
from tests.beleid.vergelijken import generate
from tests.beleid.werelden import EEUWIG, make_wereld

from kring.stelsel.beleid.regels import PORTAAL, PROF


INHOUD = ("dossier_gebeurtenis", "dossier_uitspraak")
# What the policies themselves look at: own rows, which say nothing about the family.
EIGEN = ("gezinnen_deelnemer", "gezinnen_blok", "gezinnen_gezag", "toegang_toegang", "dossier_zegeltoegang")  # fmt: skip


@pytest.fixture(scope="module")
def werelden():
    """Generated worlds, the same for every law; many more of them at night."""
    return generate(max(200, settings.default.max_examples), zaad=1)


def rijen(wereld, plekken, *tabellen):
    """The rows themselves, of these tables or of all."""
    op = {(tabel, rij["rij"]): rij for tabel, alle in wereld.items() for rij in alle}
    return [op[plek] for plek in plekken if not tabellen or plek[0] in tabellen]


def loopt(rij, nu):
    return rij["van"] <= nu < rij["tot"]


def test_taking_away_a_grant_a_place_or_gezag_never_adds(werelden):
    for geval in werelden:
        for tabel in ("toegang_toegang", "dossier_zegeltoegang", "gezinnen_gezag"):
            alle = geval.wereld[tabel]
            minder = {**geval.wereld, tabel: alle[1:]}
            for vraag in geval.vragen:
                over = visible(geval.wereld, vraag) - {(tabel, rij["rij"]) for rij in alle[:1]}
                assert visible(minder, vraag) <= over


def test_a_blok_wins_from_everything(werelden):
    for geval in werelden:
        for vraag in geval.vragen:
            if vraag.deur != PORTAAL or vraag.gezin is None:
                continue
            blok = [
                {
                    "gezin_id": vraag.gezin,
                    "persoon_id": rij["persoon_id"],
                    "van": vraag.nu,
                    "tot": EEUWIG,
                    "rij": 900 + nr,
                }
                for nr, rij in enumerate(geval.wereld["gezinnen_deelnemer"])
                if rij["actor_id"] == vraag.ik
            ]
            dicht = {**geval.wereld, "gezinnen_blok": [*geval.wereld["gezinnen_blok"], *blok]}
            erna = visible(dicht, vraag)
            assert {plek for plek in erna if plek[1] < 900} <= visible(geval.wereld, vraag)
            zonder = [plek for plek in erna if plek[0] not in EIGEN]
            if blok:
                assert all(rij["gezin_id"] != vraag.gezin for rij in rijen(dicht, zonder))


def test_a_zegel_opens_for_its_list_only_and_never_in_an_emergency(werelden):
    for geval in werelden:
        lijst = {
            (rij["gebeurtenis_id"], rij["actor_id"]) for rij in geval.wereld["dossier_zegeltoegang"]
        }
        for vraag in geval.vragen:
            for rij in rijen(geval.wereld, visible(geval.wereld, vraag), *INHOUD):
                if not rij["verzegeld"] or vraag.deur not in (PROF, PORTAAL):
                    continue
                if vraag.deur == PORTAAL:
                    assert rij["auteur_id"] == vraag.ik
                else:
                    assert (rij.get("gebeurtenis_id", rij.get("id")), vraag.ik) in lijst
                    assert vraag.doel != NOOD


def test_a_professional_sees_nothing_of_a_family_without_a_grant_that_lives(werelden):
    for geval in werelden:
        for vraag in geval.vragen:
            if vraag.deur == PROF:
                mijn = {
                    rij["gezin_id"]
                    for rij in geval.wereld["toegang_toegang"]
                    if rij["actor_id"] == vraag.ik and loopt(rij, vraag.nu)
                }
                gezien = visible(geval.wereld, vraag)
                zonder = [plek for plek in gezien if plek[0] not in EIGEN]
                assert all(rij["gezin_id"] in mijn for rij in rijen(geval.wereld, zonder))
                if not vraag.lijst:
                    assert all(
                        rij["gezin_id"] == vraag.gezin for rij in rijen(geval.wereld, zonder)
                    )


def test_a_family_member_sees_own_lines_and_those_of_children_under_gezag(werelden):
    for geval in werelden:
        wereld = geval.wereld
        for vraag in geval.vragen:
            if vraag.deur != PORTAAL:
                continue
            ik = {
                rij["persoon_id"]
                for rij in wereld["gezinnen_deelnemer"]
                if rij["actor_id"] == vraag.ik
            }
            kinderen = {
                rij["kind_id"]
                for rij in wereld["gezinnen_gezag"]
                if rij["ouder_id"] in ik
                and rij["van"] <= vraag.vandaag
                and (rij["tot"] is None or vraag.vandaag < rij["tot"])
            }
            for rij in rijen(wereld, visible(wereld, vraag), *INHOUD):
                eigen = ik & {*rij["over"], *rij["voor"]}
                assert rij["auteur_id"] == vraag.ik or eigen or kinderen & set(rij["over"])
                assert rij["gezin_id"] == vraag.gezin


def test_who_shows_no_ticket_sees_nothing(werelden):
    for geval in werelden:
        for vraag in geval.vragen:
            niemand = replace(vraag, ik=None, gezin=None, doel=None, lijst=False)
            assert visible(geval.wereld, niemand) == set()


# --- the law, by hand (Jeugdwet 7.3.10, 7.3.15; the reading of veiligheid §6.3) ------------------------------

# Per age: what the child sees, and what a parent with gezag sees, under each set of judgements.
OORDELEN = {
    "bekwaam":                  "J    J    J    J    -    -    -    -",
    "bezwaar":                  "-    -    J    J    -    -    J    J",
    "deelt":                    "-    J    -    J    -    J    -    J",
}  # fmt: skip
TABEL = {
    "onder 12":  {"kind":       "-    -    -    -    -    -    -    -",
                  "ouder":      "J    J    J    J    J    J    J    J"},
    "12 tot 16": {"kind":       "J    J    J    J    -    -    -    -",
                  "ouder":      "J    J    -    J    J    J    J    J"},
    "16 of 17":  {"kind":       "J    J    J    J    -    -    -    -",
                  "ouder":      "-    J    -    J    J    J    J    J"},
    "volwassen": {"kind":       "J    J    J    J    -    -    -    -",
                  "ouder":      "-    -    -    -    -    -    -    -"},
    # Of an age that is not known nothing opens.
    "onbekend":  {"kind":       "-    -    -    -    -    -    -    -",
                  "ouder":      "-    -    -    -    -    -    -    -"},
}  # fmt: skip


def ja(regel):
    """A line of the table as booleans."""
    return [teken == "J" for teken in regel.split()]


def oordelen():
    """Which columns the table has: bekwaam, bezwaar and deelt of each."""
    return enumerate(zip(*map(ja, OORDELEN.values()), strict=True))


def groep(geboren, vandaag):
    """The age group, counted in birthdays; whoever was born on 29 February has one on 28 February in
    a year without that day."""
    if geboren is None:
        return "onbekend"
    dag = (
        28 if (geboren.month, geboren.day) == (2, 29) and not isleap(vandaag.year) else geboren.day
    )
    jaren = vandaag.year - geboren.year - ((vandaag.month, vandaag.day) < (geboren.month, dag))
    return (
        "onder 12"
        if jaren < 12
        else "12 tot 16"
        if jaren < 16
        else "16 of 17"
        if jaren < 18
        else "volwassen"
    )


@pytest.mark.parametrize("vandaag", DAGEN, ids=str)
def test_the_table_of_the_law_by_age(vandaag):
    for (vroegst, laatst), (plek, oordeel) in itertools.product(
        list(geboortedagen(vandaag)), list(oordelen())
    ):
        geval = kindgeval(vandaag, (vroegst, laatst), *oordeel)
        # A child counts as old as it certainly is; for a parent it counts as old as it can be.
        for vraag, wie, geboren in ((ALS_KIND, "kind", laatst), (ALS_OUDER, "ouder", vroegst)):
            hoort = ja(TABEL[groep(geboren, vandaag)][wie])[plek]
            gezien = visible(geval.wereld, replace(vraag, vandaag=vandaag))
            ziet = any(tabel == "dossier_gebeurtenis" for tabel, _ in gezien)
            assert ziet is hoort, (geval.naam, wie)


LEEFTIJDEN = [
    # born, today, group: the edges that were argued about
    ("2012-02-29", "2030-02-28", "volwassen"),
    ("2012-02-29", "2030-02-27", "16 of 17"),
    ("2012-02-29", "2028-02-28", "12 tot 16"),
    ("2012-02-29", "2028-02-29", "16 of 17"),
    ("2012-03-01", "2030-02-28", "16 of 17"),
    ("2014-11-21", "2026-11-21", "12 tot 16"),
    ("2014-11-22", "2026-11-21", "onder 12"),
    ("2010-11-21", "2026-11-21", "16 of 17"),
    ("2008-11-21", "2026-11-21", "volwassen"),
]


@pytest.mark.parametrize(("geboren", "vandaag", "verwacht"), LEEFTIJDEN)
def test_birthdays_are_counted_as_the_law_counts_them(geboren, vandaag, verwacht):
    dag, nu = date.fromisoformat(geboren), date.fromisoformat(vandaag)
    assert groep(dag, nu) == verwacht
    for plek, oordeel in oordelen():
        geval = kindgeval(nu, (dag, dag), *oordeel)
        ziet = ("dossier_gebeurtenis", _nummer(geval)) in visible(
            geval.wereld, replace(ALS_OUDER, vandaag=nu)
        )
        assert ziet is ja(TABEL[verwacht]["ouder"])[plek]


def _nummer(geval):
    (rij,) = (rij for rij in geval.wereld["dossier_gebeurtenis"] if rij["id"] == GEBEURTENIS)
    return rij["rij"]


def test_an_empty_world_shows_nothing():
    assert visible(make_wereld({}), ALS_OUDER) == set()
