"""Which role may do what, written by hand; and every role tries everything else."""

from functools import cache
from uuid import uuid4

import pytest
from psycopg.errors import InsufficientPrivilege
from tests.deurwerk import (
    als,
    geef_toegang,
    insert,
    maak_gebeurtenis,
    maak_gezin,
    open_dossier,
    superuser,
    toon,
)

from kring.toegang.rollen import DEURROL, ROLNAAM


ROLLEN = ("inlog", "prof", "portaal", "motor", "werker", "deur")
# S reads, I inserts, U updates, D deletes; a small letter: some columns only; - nothing at all.
MATRIX = """
                              inlog  prof  portaal  motor  werker  deur
toegang_actor                 Su     S     S        S      S       s
toegang_mandaat               S      S     S        S      S       -
toegang_registratie           S      S     S        S      S       -
toegang_toegang               -      S     -        SIu    -       SI
toegang_logregel              -      S     S        -      S       sI
toegang_zegel                 -      -     -        -      SI      -
gezinnen_gezin                -      S     S        SIu    -       -
gezinnen_persoon              -      S     S        SIu    -       S
gezinnen_deelnemer            -      S     S        SID    -       S
gezinnen_huishouden           -      S     -        SI     -       -
gezinnen_lidmaatschap         -      S     -        SIu    -       -
gezinnen_gezag                -      S     S        SIu    -       -
gezinnen_blok                 -      S     S        SIu    -       S
gezinnen_adres                -      S     -        SID    -       -
gezinnen_adresgeheim          -      -     -        I      -       S
gezinnen_adrestoegang         -      -     -        I      -       S
dossier_dossier               -      S     s        SIu    -       S
dossier_gebeurtenis           -      s     s        SI     -       -
dossier_uitspraak             -      S     S        SI     -       -
dossier_zegeltoegang          -      S     -        SID    -       -
dossier_toewijzing            -      S     S        SIu    -       S
dossier_termijn               -      S     -        SIu    -       -
dossier_melding               -      S     -        SI     -       S
dossier_weigering             -      S     -        SI     -       -
dossier_berichtuit            -      -     -        SI     Su      -
dossier_concept               SIUD   -     -        -      -       -
dossier_consult               -      S     -        SIu    -       -
dossier_vernietiging          -      -     -        I      S       -
django_session                SIUD   -     -        -      -       -
django_content_type           -      -     -        -      -       -
django_migrations             -      -     -        -      -       -
auth_permission               -      -     -        -      -       -
auth_group                    -      -     -        -      -       -
auth_group_permissions        -      -     -        -      -       -
procrastinate_jobs            -      -     -        -      SIUD    -
procrastinate_events          -      -     -        -      SIUD    -
procrastinate_periodic_defers -      -     -        -      SIUD    -
procrastinate_workers         -      -     -        -      SIUD    -
kring.geheim                  -      -     -        -      -       S
kring.klok                    S      S     S        S      S       S
kring.functie_eis             -      -     -        -      -       S
"""
CELLEN = {
    (regel.split()[0], rol): cel
    for regel in MATRIX.strip().splitlines()[1:]
    for rol, cel in zip(ROLLEN, regel.split()[1:], strict=True)
}
TABELLEN = list(dict.fromkeys(tabel for tabel, _ in CELLEN))
RECHTEN = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}
# What may be done in some columns, by hand; the rest of the small letters is in the test below.
KOLOMMEN = {
    ("toegang_actor", "inlog", "UPDATE"): "last_login",
    ("toegang_actor", "deur", "SELECT"): "id soort actief",
    ("toegang_toegang", "motor", "UPDATE"): "tot",
    ("toegang_logregel", "deur", "SELECT"): "xmin",
    ("gezinnen_gezin", "motor", "UPDATE"): "naam gemeente",
    ("gezinnen_lidmaatschap", "motor", "UPDATE"): "tot",
    ("gezinnen_gezag", "motor", "UPDATE"): "tot",
    ("gezinnen_blok", "motor", "UPDATE"): "tot",
    ("dossier_toewijzing", "motor", "UPDATE"): "tot",
    ("dossier_termijn", "motor", "UPDATE"): "gestopt_op",
    ("dossier_consult", "motor", "UPDATE"): "beantwoorder_id antwoord beantwoord_op",
    ("dossier_berichtuit", "werker", "UPDATE"): "pogingen niet_voor bezorgd_op fout",
}
# And what may never be, whatever else changes.
NOOIT = {
    ("gezinnen_persoon", "motor", "UPDATE"): "id gezin_id",
    ("dossier_dossier", "motor", "UPDATE"): "gezin_id nummer variant versie begonnen_op",
    ("dossier_gebeurtenis", "prof", "SELECT"): "inhoud",
    ("dossier_gebeurtenis", "portaal", "SELECT"): "inhoud",
    (
        "dossier_dossier",
        "portaal",
        "SELECT",
    ): "acuut_gevaar cijfer vorig_cijfer eerste_termijn laatste_op te_vernietigen",
}


def rolnaam(rol):
    return DEURROL if rol == "deur" else ROLNAAM["default" if rol == "inlog" else rol]


def test_the_matrix_names_every_table():
    with superuser() as db:
        rijen = db.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'kring')"
        ).fetchall()
    assert {naam for (naam,) in rijen} == set(TABELLEN)


@pytest.mark.parametrize("rol", ROLLEN)
def test_each_role_has_exactly_the_rights_of_the_matrix(rol):
    heel = "SELECT has_table_privilege(%s, %s, %s)"
    deel = """SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = %s::regclass AND NOT a.attisdropped AND has_column_privilege(%s, a.attrelid, a.attnum, %s)"""
    with superuser() as db:
        for tabel in TABELLEN:
            cel = ""
            for letter, recht in RECHTEN.items():
                per_kolom = recht != "DELETE"
                kolommen = (
                    per_kolom and db.execute(deel, [tabel, rolnaam(rol), recht]).fetchone()[0]
                )
                if db.execute(heel, [rolnaam(rol), tabel, recht]).fetchone()[0]:
                    cel += letter
                elif kolommen:
                    cel += letter.lower()
                    verwacht = KOLOMMEN.get((tabel, rol, recht))
                    assert verwacht is None or set(verwacht.split()) == set(kolommen), (
                        tabel,
                        recht,
                    )
                    assert not set(NOOIT.get((tabel, rol, recht), "").split()) & set(kolommen)
            assert (tabel, cel or "-") == (tabel, CELLEN[tabel, rol])
            for recht in ("TRUNCATE", "REFERENCES", "TRIGGER"):
                assert db.execute(heel, [rolnaam(rol), tabel, recht]).fetchone() == (False,), (
                    tabel,
                    recht,
                )


def test_the_functions_of_each_role_are_those_of_the_list():
    lijst = {
        "inlog": "nu vandaag",
        "werker": "nu vandaag bewaartermijn_voorbij te_vernietigen",
        "prof": "nu vandaag ticketveld gezin ik doel lijst open_dossier open_lijst zoek_bekend open_adres lees_adres wie_ziet",
        "portaal": "nu vandaag ticketveld gezin ik doel lijst open_portaal mijn_gezinnen",
        "motor": "nu vandaag ticketveld gezin ik doel lijst open_dossier open_portaal open_lijst begin_dossier"
                 " log_handeling nog_open open_nood gezin_met_nummer bekende_melding open_bekend open_systeem",
    }  # fmt: skip
    vraag = """SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'kring' AND has_function_privilege(%s, p.oid, 'EXECUTE')"""
    with superuser() as db:
        for rol, namen in lijst.items():
            assert {naam for (naam,) in db.execute(vraag, [rolnaam(rol)])} == set(namen.split()), (
                rol
            )
        # And nobody else: a role without any grant can do nothing here.
        db.execute("CREATE ROLE buitenstaander")
        try:
            assert db.execute(vraag, ["buitenstaander"]).fetchall() == []
            wat = "SELECT has_database_privilege(%s, current_database(), 'CONNECT'), has_schema_privilege(%s, 'kring', 'USAGE')"
            assert db.execute(wat, ["buitenstaander"] * 2).fetchone()[1] is False
        finally:
            db.execute("DROP ROLE buitenstaander")


@cache
def kolom_van(tabel):
    """Some column of a table: the first."""
    vraag = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0
        AND NOT attisdropped AND attidentity = '' ORDER BY attnum LIMIT 1"""
    with superuser() as db:
        return db.execute(vraag, [tabel]).fetchone()[0]


POGINGEN = {
    "S": "SELECT count(*) FROM {tabel}",
    "I": "INSERT INTO {tabel} OVERRIDING SYSTEM VALUE SELECT * FROM {tabel} WHERE false",
    "U": "UPDATE {tabel} SET {kolom} = {kolom}",
    "D": "DELETE FROM {tabel}",
    "T": "TRUNCATE {tabel}",
}


@pytest.mark.parametrize("rol", [rol for rol in ROLLEN if rol != "deur"])
def test_each_role_is_refused_whatever_the_matrix_does_not_give(rol):
    with als("default" if rol == "inlog" else rol) as verbinding:
        for tabel in TABELLEN:
            for letter, opdracht in POGINGEN.items():
                if letter in CELLEN[tabel, rol] or letter.lower() in CELLEN[tabel, rol]:
                    continue
                with pytest.raises(InsufficientPrivilege):
                    verbinding.execute(opdracht.format(tabel=tabel, kolom=kolom_van(tabel)))


# --- append-only, for everybody ------------------------------------------------------------------------------

AANVULLEN = (
    "toegang_logregel",
    "toegang_zegel",
    "dossier_gebeurtenis",
    "dossier_uitspraak",
    "dossier_melding",
)
VERANDER = (
    "UPDATE {tabel} SET {kolom} = {kolom}",
    "DELETE FROM {tabel}",
    "TRUNCATE {tabel} CASCADE",
)


@pytest.mark.parametrize("tabel", AANVULLEN)
@pytest.mark.parametrize("deur", [*ROLNAAM, "beheer"])
def test_what_is_written_once_is_never_changed_by_any_role_or_the_owner(deur, tabel):
    with als(deur) as verbinding:
        for opdracht in VERANDER:
            with pytest.raises(InsufficientPrivilege):
                _probeer(verbinding, opdracht.format(tabel=tabel, kolom=kolom_van(tabel)))


def _probeer(verbinding, opdracht):
    """The owner sees no rows to change under forced row security; that is a refusal as well."""
    if verbinding.execute(opdracht).rowcount == 0:
        raise InsufficientPrivilege


@pytest.mark.parametrize("tabel", AANVULLEN)
def test_the_trigger_stops_also_who_passes_every_policy(alles, zaak, tabel):
    gebeurtenis = maak_gebeurtenis(alles, zaak.a, volgnummer=5)
    with als("prof") as prof:
        open_dossier(prof, "prof", zaak.actor, zaak.a)
    insert(alles, "dossier_uitspraak", gezin_id=zaak.a, gebeurtenis_id=gebeurtenis, soort="feit")
    insert(
        alles, "dossier_melding", gezin_id=zaak.a, gebeurtenis_id=gebeurtenis, sleutel=uuid4().bytes
    )
    insert(alles, "toegang_zegel", nr=uuid4().int % 2**40)
    for opdracht in VERANDER:
        with pytest.raises(InsufficientPrivilege, match="alleen-aanvullen"):
            alles.execute(opdracht.format(tabel=tabel, kolom=kolom_van(tabel)))


def test_nobody_writes_the_log_directly():
    rij = """INSERT INTO toegang_logregel (op, actor_id, handeling, doel, objecten, toegestaan, discreet)
        VALUES (now(), gen_random_uuid(), 'x', 'x', '', true, false)"""
    for deur in (*ROLNAAM, "beheer"):
        with als(deur) as verbinding, pytest.raises(InsufficientPrivilege):
            verbinding.execute(rij)


def test_the_owner_sees_no_family_and_passes_no_policy_of_the_doors():
    """The owner manages the roles of the product, and is a member of none of them."""
    with superuser() as db:
        maak_gezin(db)
        assert db.execute("SELECT count(*) FROM dossier_gebeurtenis").fetchone()[0] > 0
    with als("beheer") as eigenaar:
        for tabel in (
            tabel
            for tabel in TABELLEN
            if tabel.startswith(("gezinnen", "dossier_ge", "dossier_ui"))
        ):
            assert eigenaar.execute(f"SELECT count(*) FROM {tabel}").fetchone() == (0,), tabel  # noqa: S608
        with pytest.raises(InsufficientPrivilege):
            eigenaar.execute(
                "SELECT kring.log(gen_random_uuid(), NULL, 'x', 'x', NULL, 'x', true, false)"
            )


def test_a_reader_sees_own_grants_and_places_only(alles, prof, zaak):
    geef_toegang(alles, zaak.vreemde, zaak.a)
    kaartje = open_dossier(prof, "prof", zaak.actor, zaak.a)
    with prof.transaction():
        toon(prof, kaartje)
        assert prof.execute("SELECT DISTINCT actor_id FROM toegang_toegang").fetchall() == [
            (zaak.actor,)
        ]
