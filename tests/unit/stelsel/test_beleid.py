"""The nodes of the access policy: the same meaning in SQL and in Python, and every small mistake."""

from datetime import date

import pytest

from kring.stelsel.beleid import BELEID, as_sql
from kring.stelsel.beleid.knopen import (
    Bevat,
    Bit,
    En,
    Er,
    Kolom,
    Leeftijd,
    Leeg,
    Niet,
    Of,
    Rij,
    Vast,
    Vergelijk,
    Verzoek,
    alle,
    een_van,
    gelijk,
)
from kring.stelsel.beleid.lezen import may_read
from kring.stelsel.beleid.mutanten import mutanten


VANDAAG = date(2026, 6, 1)
RIJ = {"a": 1, "b": 2, "leeg": None, "lijst": [1, 2], "masker": 0b101, "dag": date(2014, 6, 1)}
VRAAG = {"ik": 1, "vandaag": VANDAAG}
WERELD = {"t": [{"x": 1}, {"x": 3}], "u": [{"y": 3}]}
A, B, LEEG = Rij("a"), Rij("b"), Rij("leeg")

BETEKENT = [
    # Condition, SQL, what it shows.
    (gelijk(A, Verzoek("ik")), "(tabel.a = (SELECT kring.ik()))", True),
    (gelijk(A, B), "(tabel.a = tabel.b)", False),
    (Vergelijk("<>", A, B), "(tabel.a <> tabel.b)", True),
    (Vergelijk("<", A, B), "(tabel.a < tabel.b)", True), (Vergelijk("<=", B, A), "(tabel.b <= tabel.a)", False),
    (Vergelijk(">", A, B), "(tabel.a > tabel.b)", False), (Vergelijk(">=", B, A), "(tabel.b >= tabel.a)", True),
    # What is unknown opens nothing, also not when it is turned round.
    (gelijk(A, LEEG), "(tabel.a = tabel.leeg)", False), (Niet(gelijk(A, LEEG)), "(NOT (tabel.a = tabel.leeg))", False),
    (Leeg(LEEG), "(tabel.leeg IS NULL)", True), (Niet(Leeg(A)), "(NOT (tabel.a IS NULL))", True),
    (Bit(Rij("masker"), Vast(2)), "(((tabel.masker >> 2) & 1) = 1)", True), (Bit(Rij("masker"), Vast(1)), "(((tabel.masker >> 1) & 1) = 1)", False),
    (Bevat(Rij("lijst"), B), "(tabel.b = ANY (tabel.lijst))", True), (Bevat(Rij("lijst"), Vast(9)), "(9 = ANY (tabel.lijst))", False),
    (Bevat(LEEG, A), "(tabel.a = ANY (tabel.leeg))", False),
    (gelijk(Vast("o'nood"), Vast("o'nood")), "('o''nood' = 'o''nood')", True),
    (Leeftijd(Rij("dag"), 12), "((tabel.dag + interval '12 years') <= (SELECT kring.vandaag()))", True),
    (Leeftijd(Rij("dag"), 13), "((tabel.dag + interval '13 years') <= (SELECT kring.vandaag()))", False),
    (alle(Leeg(LEEG), gelijk(A, A)), "((tabel.leeg IS NULL) AND (tabel.a = tabel.a))", True),
    (alle(gelijk(A, LEEG), gelijk(A, A)), "((tabel.a = tabel.leeg) AND (tabel.a = tabel.a))", False),
    (een_van(gelijk(A, LEEG), gelijk(A, A)), "((tabel.a = tabel.leeg) OR (tabel.a = tabel.a))", True),
    (een_van(gelijk(A, LEEG), gelijk(A, B)), "((tabel.a = tabel.leeg) OR (tabel.a = tabel.b))", False),
    (Er((("t", "s"),), gelijk(Kolom("s", "x"), A)), "EXISTS (SELECT 1 FROM t s WHERE (s.x = tabel.a))", True),
    (Er((("t", "s"), ("u", "v")), gelijk(Kolom("s", "x"), Kolom("v", "y"))), "EXISTS (SELECT 1 FROM t s, u v WHERE (s.x = v.y))", True),
    (Er((("u", "v"),), gelijk(Kolom("v", "y"), A)), "EXISTS (SELECT 1 FROM u v WHERE (v.y = tabel.a))", False),
]  # fmt: skip


@pytest.mark.parametrize(("knoop", "sql", "toont"), BETEKENT)
def test_condition_means_the_same_in_both_readings(knoop, sql, toont):
    assert as_sql(knoop, "tabel") == sql
    assert may_read(knoop, RIJ, VRAAG, WERELD) is toont


@pytest.mark.parametrize("lees", [lambda: as_sql("x", "t"), lambda: may_read("x", RIJ, VRAAG, WERELD)])  # fmt: skip
def test_what_is_no_condition_cannot_be_read(lees):
    with pytest.raises(TypeError):
        lees()


def test_another_schema_is_named_everywhere():
    assert as_sql(Verzoek("ik"), "t", schema="proef") == "(SELECT proef.ik())"


FOUTEN = [
    (gelijk(A, B), {Vergelijk("<>", A, B)}),
    (gelijk(A, Vast(1)), {Vergelijk("<>", A, Vast(1)), gelijk(A, Vast(2))}),
    (gelijk(Vast("x"), B), {Vergelijk("<>", Vast("x"), B), gelijk(Vast("xx"), B)}),
    (Niet(Leeg(A)), {Leeg(A), Niet(Niet(Leeg(A)))}),
    (Er((("t", "s"),), Leeg(A)), {Niet(Er((("t", "s"),), Leeg(A))), Er((("t", "s"),), Niet(Leeg(A)))}),
    (Leeftijd(A, 12), {Leeftijd(A, 11), Leeftijd(A, 13)}),
    (Bit(A, Vast(3)), {Niet(Bit(A, Vast(3))), Bit(A, Vast(4))}),
    (Bevat(A, B), {Niet(Bevat(A, B))}), (A, {Niet(A)}), (Kolom("s", "x"), {Niet(Kolom("s", "x"))}), (Verzoek("ik"), {Niet(Verzoek("ik"))}),
    (Vast(1), set()),
    (En((A,)), {En((Niet(A),)), Of((A,))}),
    (Of((A, B)), {Of((B,)), Of((A,)), Of((Niet(A), B)), Of((A, Niet(B))), En((A, B))}),
]  # fmt: skip


@pytest.mark.parametrize(("knoop", "fouten"), FOUTEN)
def test_every_small_mistake_is_made_once(knoop, fouten):
    gemaakt = list(mutanten(knoop))

    assert set(gemaakt) == fouten
    assert len(gemaakt) == len(fouten)


def test_every_rule_of_the_policy_can_be_written_and_be_wrong():
    for regel in BELEID:
        sql = as_sql(regel.voorwaarde, regel.tabel)
        assert sql.count("(") == sql.count(")")
        assert list(mutanten(regel.voorwaarde))
