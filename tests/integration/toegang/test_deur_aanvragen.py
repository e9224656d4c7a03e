"""Attacks on asking: codes that are missing, wrong, old, of another question or of another door."""

import pytest
from psycopg import Error
from psycopg.errors import InsufficientPrivilege, InvalidAuthorizationSpecification
from tests.deurwerk import als, code, log_van, open_dossier, teken

from kring.toegang.rollen import ROLNAAM


OPEN = "SELECT kring.open_dossier(%s, %s, %s, %s, %s)"


def weigert(verbinding, opdracht, waarden):
    """The door does not answer at all."""
    with pytest.raises(InvalidAuthorizationSpecification, match="ongeldige aanvraag") as fout:
        verbinding.execute(opdracht, waarden)
    return str(fout.value)


def test_a_request_with_any_part_missing_is_refused(prof, zaak):
    """Unknown is not equal, and not allowed: NULL in SQL compares as neither."""
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a, "")
    heel = [zaak.actor, zaak.a, "", verloopt, merk]
    assert prof.execute(OPEN, heel).fetchone()[0] != ""
    for weg in ([4], [3, 4], [2, 3, 4], [0], [1], [2], [3], [0, 1, 2, 3, 4]):
        weigert(prof, OPEN, [None if plek in weg else waarde for plek, waarde in enumerate(heel)])


def test_a_missing_part_does_not_move_the_others_up(prof, zaak):
    """A code over fewer parts does not fit a question in which the parts have other places."""
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a)
    weigert(prof, OPEN, [zaak.actor, zaak.a, None, verloopt, merk])
    weigert(prof, OPEN, [zaak.actor, zaak.a, "", verloopt, merk])


@pytest.mark.parametrize("doel", ["hulp|x", "|", f"hulp|{10**10}"])
def test_a_separator_inside_a_part_is_refused(prof, zaak, doel):
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a, doel)
    weigert(prof, OPEN, [zaak.actor, zaak.a, doel, verloopt, merk])


def test_a_purpose_with_odd_signs_is_a_purpose_that_nobody_has(alles, prof, zaak):
    for doel in ("hulp' OR '1'='1", "hulp; DROP TABLE toegang_toegang", "%", "hulp\n"):
        assert open_dossier(prof, "prof", zaak.actor, zaak.a, doel) == ""
    assert [regel[3] for regel in log_van(alles, zaak.actor)] == [False] * 4


def test_a_code_is_for_one_question(prof, zaak):
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a, "")
    for actor, gezin, doel in (
        (zaak.actor, zaak.b, ""),
        (zaak.vreemde, zaak.a, ""),
        (zaak.actor, zaak.a, "hulp"),
        (zaak.a, zaak.actor, ""),
    ):
        weigert(prof, OPEN, [actor, gezin, doel, verloopt, merk])
    weigert(prof, "SELECT kring.open_lijst(%s, %s, %s)", [zaak.actor, verloopt, merk])


def test_a_code_is_for_one_door(zaak):
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a, "")
    with als("motor") as motor:
        weigert(motor, OPEN, [zaak.actor, zaak.a, "", verloopt, merk])


def test_a_code_is_for_a_short_time(prof, zaak):
    vraag = ("dossier", zaak.actor, zaak.a, "")
    for over in (-1, -86400, 301, 10**9):
        weigert(prof, OPEN, [*vraag[1:], *code("prof", *vraag, over=over)])
    verloopt, merk = code("prof", *vraag)
    for anders in (verloopt + 1, 2**63 - 1, -(2**63), 0):
        weigert(prof, OPEN, [*vraag[1:], anders, merk])


def test_codes_with_another_key_or_of_another_form_are_refused(prof, zaak):
    verloopt, merk = code("prof", "dossier", zaak.actor, zaak.a, "")
    kern = f"{ROLNAAM['prof']}|dossier|{zaak.actor}|{zaak.a}||{verloopt}"
    for vals in (
        "",
        merk.upper(),
        merk[:-1],
        merk + "0",
        teken(kern),
        teken(f"ticket|{kern}"),
        "0" * 64,
    ):
        weigert(prof, OPEN, [zaak.actor, zaak.a, "", verloopt, vals])


def test_an_attack_leaves_no_ticket_no_log_line_and_nothing_of_its_content(alles, prof, zaak):
    tekst = weigert(prof, OPEN, [zaak.actor, zaak.a, "GEHEIM-DOEL", 1, "00"])
    assert str(zaak.a) not in tekst
    assert "GEHEIM-DOEL" not in tekst
    assert log_van(alles, zaak.actor) == []


VRAGEN = {
    "open_portaal": ("portaal", ("portaal", "motor"), 2),
    "mijn_gezinnen": ("mijn", ("portaal",), 1),
    "open_lijst": ("lijst", ("prof", "motor"), 1),
    "begin_dossier": ("nieuw", ("motor",), 2),
    "open_bekend": ("bekend", ("motor",), 3),
    "open_adres": ("adres", ("prof",), 3),
}


@pytest.mark.parametrize(("functie", "woord", "deur", "aantal"), [
    (functie, woord, deur, aantal) for functie, (woord, deuren, aantal) in VRAGEN.items() for deur in deuren
])  # fmt: skip
def test_every_door_asks_for_its_own_code(zaak, functie, woord, deur, aantal):
    delen = [zaak.actor, zaak.a, zaak.b][:aantal]
    velden = ", ".join(["%s"] * (aantal + 2))
    opdracht = f"SELECT kring.{functie}({velden})"
    with als(deur) as verbinding:
        weigert(verbinding, opdracht, [*delen, None, None])
        weigert(verbinding, opdracht, [*delen, *code(deur, "dossier", *delen)])
        for plek in range(aantal):
            anders = [*delen[:plek], zaak.vreemde, *delen[plek + 1 :]]
            weigert(verbinding, opdracht, [*anders, *code(deur, woord, *delen)])
            leeg = [*delen[:plek], None, *delen[plek + 1 :]]
            weigert(verbinding, opdracht, [*leeg, *code(deur, woord, *delen)])


INNERLIJK = [
    "SELECT kring.waarmerk('ticket|kring_prof|dossier')",
    "SELECT kring.klopt('a', 'b')",
    "SELECT kring.ticketbericht('a')",
    "SELECT kring.eis_code(1, 'a', 'b')",
    "SELECT kring.maak_ticket('dossier', gen_random_uuid(), gen_random_uuid(), 'hulp', '1'::xid8)",
    "SELECT kring.log(gen_random_uuid(), NULL, 'x', 'x', NULL, 'x', true, false)",
    "SELECT kring.is_actief(gen_random_uuid(), '')",
    "SELECT kring.beoordeelt(gen_random_uuid(), gen_random_uuid())",
    "SELECT * FROM kring.dezelfden(gen_random_uuid())",
    "SELECT kring.mag_adres(gen_random_uuid(), gen_random_uuid(), gen_random_uuid())",
    "SELECT * FROM kring.geheim",
    "UPDATE kring.klok SET verschuiving = '1 day'",
    "SELECT * FROM kring.functie_eis",
    "CREATE FUNCTION kring.mijn() RETURNS int LANGUAGE sql RETURN 1",
    "CREATE TABLE public.mijn (a int)",
]


@pytest.mark.parametrize("opdracht", INNERLIJK)
@pytest.mark.parametrize("deur", [*ROLNAAM])
def test_no_role_reaches_what_is_behind_the_doors(deur, opdracht):
    with als(deur) as verbinding, pytest.raises(InsufficientPrivilege):
        verbinding.execute(opdracht)


@pytest.mark.parametrize("deur", [*ROLNAAM])
@pytest.mark.parametrize("rol", ["kring_deur", "kring_eigenaar", "kring_super", *ROLNAAM.values()])
def test_no_role_becomes_another(deur, rol):
    if ROLNAAM[deur] == rol:
        return
    with als(deur) as verbinding:
        for opdracht in (
            f"SET ROLE {rol}",
            f"SET SESSION AUTHORIZATION {rol}",
            f"GRANT {rol} TO {ROLNAAM[deur]}",
        ):
            with pytest.raises(Error) as fout:
                verbinding.execute(opdracht)
            assert fout.value.sqlstate in ("42501", "0LP01", "0A000"), opdracht
