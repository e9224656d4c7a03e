"""`kring toegang check`: each thing that somebody could change by hand is seen, and said with what to do.

Everything is changed in a transaction that is rolled back, so that no other test ever meets it.
"""

import pytest
from tests.databank import slot
from tests.deurwerk import andere_database, superuser

from kring.dossier.opslag import stelsel_van
from kring.toegang.bouw import build_toegang
from kring.toegang.controle import check, check_all


@pytest.fixture(scope="module", autouse=True)
def eigen_database():
    """A database of its own, built to the end: rights on a database are not copied with its template."""
    with andere_database("controle"):
        with slot():
            build_toegang([stelsel_van("rvt")])
        yield


@pytest.fixture
def knoei():
    """Change something as superuser, and give what the check says of it."""
    with superuser() as db, db.transaction(force_rollback=True), db.cursor() as cursor:

        def doe(*opdrachten):
            for opdracht in opdrachten:
                cursor.execute(opdracht)
            return check_all(cursor)

        yield doe


def test_a_built_database_is_as_it_should_be(knoei):
    assert check() == ()
    assert knoei() == ()


TABEL = [
    ("ALTER TABLE dossier_uitspraak DISABLE ROW LEVEL SECURITY", "dossier_uitspraak", "staat uit"),
    ("ALTER TABLE gezinnen_adresgeheim NO FORCE ROW LEVEL SECURITY", "gezinnen_adresgeheim", "niet voor de eigenaar"),
    ("CREATE TABLE kopie AS SELECT * FROM dossier_uitspraak", "kopie", "niet op de lijst"),
    ("CREATE SCHEMA elders CREATE TABLE kopie (a int)", "elders.kopie", "niet op de lijst"),
    ("CREATE UNLOGGED TABLE kopie (a int)", "kopie", "niet op de lijst"),
    ("ALTER TABLE dossier_concept RENAME TO weg", "dossier_concept", "bestaat niet"),
    ("ALTER TABLE gezinnen_blok RENAME TO weg", "gezinnen_blok", "bestaat niet"),
    ("CREATE VIEW kijk AS SELECT * FROM dossier_uitspraak", "kijk", "langs elk beleid"),
    ("CREATE VIEW kijk WITH (security_invoker = false) AS SELECT 1 AS a", "kijk", "langs elk beleid"),
    ("CREATE MATERIALIZED VIEW kijk AS SELECT * FROM dossier_uitspraak", "kijk", "materialized view"),
    ("CREATE RULE stil AS ON DELETE TO dossier_weigering DO INSTEAD NOTHING", "dossier_weigering", "rule stil"),
    ("ALTER TABLE gezinnen_gezag DROP CONSTRAINT gezinnen_gezag_kind_id_zelfde_gezin", "gezinnen_gezag", "ander gezin"),
    ("ALTER TABLE dossier_termijn ADD FOREIGN KEY (grond) REFERENCES dossier_gebeurtenis (id)", "dossier_termijn", "ander gezin"),
]  # fmt: skip


@pytest.mark.parametrize(("opdracht", "over", "wat"), TABEL)
def test_tables_outside_the_policies_are_reported(knoei, opdracht, over, wat):
    if "ADD FOREIGN KEY" in opdracht:
        gevonden = knoei("ALTER TABLE dossier_termijn ADD grond uuid", opdracht)
    else:
        gevonden = knoei(opdracht)
    assert any(een.over == over and wat in een.wat for een in gevonden), gevonden


def test_a_view_with_the_rights_of_the_reader_is_fine(knoei):
    assert knoei("CREATE VIEW kijk WITH (security_invoker) AS SELECT * FROM dossier_uitspraak",
                 "REVOKE ALL ON kijk FROM PUBLIC") == ()  # fmt: skip


ROL = [
    ("ALTER ROLE kring_prof SUPERUSER", "kring_prof", "SUPERUSER"),
    ("ALTER ROLE kring_motor BYPASSRLS", "kring_motor", "BYPASSRLS"),
    ("ALTER ROLE kring_portaal CREATEROLE", "kring_portaal", "CREATEROLE"),
    ("ALTER ROLE kring_werker CREATEDB", "kring_werker", "CREATEDB"),
    ("ALTER ROLE kring_inlog REPLICATION", "kring_inlog", "REPLICATION"),
    ("ALTER ROLE kring_deur LOGIN", "kring_deur", "aan te melden"),
    ("ALTER ROLE kring_eigenaar BYPASSRLS", "kring_eigenaar", "BYPASSRLS"),
    ("ALTER ROLE kring_inlog RENAME TO weg", "kring_inlog", "bestaat niet"),
    ("GRANT kring_deur TO kring_prof", "kring_prof", "hoort bij kring_deur"),
    ("GRANT kring_super TO kring_werker", "kring_werker", "hoort bij kring_super"),
    ("GRANT pg_read_all_data TO kring_portaal", "kring_portaal", "pg_read_all_data"),
    ("GRANT kring_deur TO kring_eigenaar WITH INHERIT TRUE", "kring_eigenaar", "hoort bij kring_deur"),
    ("GRANT kring_prof TO kring_eigenaar WITH SET TRUE", "kring_eigenaar", "hoort bij kring_prof"),
    ("ALTER TABLE dossier_uitspraak OWNER TO kring_prof", "kring_prof", "eigenaar van table dossier_uitspraak"),
    ("ALTER SCHEMA kring OWNER TO kring_deur", "kring_deur", "eigenaar van schema kring"),
    ("ALTER ROLE kring_prof SET statement_timeout = 0", "kring_prof", "andere instellingen"),
    ("ALTER ROLE kring_motor RESET statement_timeout", "kring_motor", "andere instellingen"),
    ("ALTER ROLE kring_prof SET search_path = elders", "kring_prof", "andere instellingen"),
]  # fmt: skip


@pytest.mark.parametrize(("opdracht", "over", "wat"), ROL)
def test_roles_above_the_policies_are_reported(knoei, opdracht, over, wat):
    gevonden = knoei(opdracht)
    assert any(een.over == over and wat in een.wat for een in gevonden), gevonden


BELEID = [
    ("ALTER POLICY prof_leest ON dossier_uitspraak USING (true)", "veranderd: USING"),
    ("ALTER POLICY motor_gezin ON dossier_uitspraak WITH CHECK (true)", "veranderd: WITH CHECK"),
    ("ALTER POLICY prof_leest ON dossier_uitspraak TO PUBLIC", "veranderd: rollen"),
    (
        "ALTER POLICY prof_leest ON dossier_uitspraak TO kring_prof, kring_werker",
        "veranderd: rollen",
    ),
    ("DROP POLICY portaal_leest ON dossier_uitspraak", "ontbreekt"),
    ("ALTER POLICY portaal_leest ON dossier_uitspraak RENAME TO anders", "ontbreekt"),
    ("CREATE POLICY extra ON dossier_uitspraak TO kring_prof USING (true)", "niet in de boom"),
    ("COMMENT ON POLICY prof_leest ON dossier_uitspraak IS 'sha256:00'", "vingerafdruk"),
    ("COMMENT ON POLICY prof_leest ON dossier_uitspraak IS NULL", "vingerafdruk"),
]


@pytest.mark.parametrize(("opdracht", "wat"), BELEID)
def test_policies_that_differ_from_the_tree_are_reported(knoei, opdracht, wat):
    gevonden = knoei(opdracht)
    assert any("op dossier_uitspraak" in een.over and wat in een.wat for een in gevonden), gevonden


def test_a_policy_changed_back_to_almost_the_same_is_reported(knoei):
    """One limb less, with the right comment still on it: only the server's own text tells."""
    (zonder_blok,) = knoei(
        "ALTER POLICY portaal_leest ON gezinnen_gezin USING (gezin_id = (SELECT kring.gezin())"
        " AND EXISTS (SELECT 1 FROM gezinnen_deelnemer d WHERE d.actor_id = (SELECT kring.ik())"
        " AND d.gezin_id = gezinnen_gezin.gezin_id))"
    )
    assert (zonder_blok.over, zonder_blok.doe) == (
        "portaal_leest op gezinnen_gezin",
        "Draai: kring migreer",
    )


def test_a_policy_turned_from_permissive_to_restrictive_is_reported(knoei):
    gevonden = knoei(
        "DROP POLICY prof_leest ON dossier_termijn",
        "CREATE POLICY prof_leest ON dossier_termijn AS RESTRICTIVE FOR SELECT TO kring_prof USING (true)",
    )
    assert any("soort" in een.wat for een in gevonden), gevonden


FUNCTIE = [
    ("CREATE OR REPLACE FUNCTION kring.gezin() RETURNS uuid LANGUAGE sql STABLE RETURN NULL::uuid", "kring.gezin()", "veranderd"),
    ("ALTER FUNCTION kring.open_lijst(uuid, bigint, text) SECURITY INVOKER", "kring.open_lijst(uuid,bigint,text)", "veranderd"),
    ("ALTER FUNCTION kring.log(uuid, uuid, text, text, uuid, text, boolean, boolean) RESET search_path",
     "kring.log(uuid,uuid,text,text,uuid,text,boolean,boolean)", "zoekpad"),
    ("ALTER FUNCTION kring.wie_ziet() SET search_path = pg_temp, public", "kring.wie_ziet()", "veranderd"),
    ("ALTER FUNCTION kring.waarmerk(text) OWNER TO kring_eigenaar", "kring.waarmerk(text)", "van kring_eigenaar"),
    ("ALTER FUNCTION kring.nu() OWNER TO kring_prof", "kring.nu()", "van kring_prof"),
    ("DROP FUNCTION kring.wie_ziet()", "kring.wie_ziet()", "ontbreekt"),
    ("CREATE FUNCTION kring.wie_ziet(a int) RETURNS int LANGUAGE sql RETURN 1", "kring.wie_ziet(integer)", "hoort niet"),
    ("CREATE FUNCTION public.achterdeur() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1", "achterdeur()", "rechten van haar eigenaar"),
    ("ALTER TABLE toegang_logregel DISABLE TRIGGER alleen_aanvullen", "alleen_aanvullen op toegang_logregel", "staat uit"),
    ("ALTER TABLE toegang_zegel ENABLE REPLICA TRIGGER niet_leegmaken", "niet_leegmaken op toegang_zegel", "staat uit"),
    ("ALTER TABLE gezinnen_gezag DISABLE TRIGGER ALL", "op gezinnen_gezag", "staat uit"),
    ("DROP TRIGGER eis_functies ON dossier_toewijzing", "eis_functies op dossier_toewijzing", "ontbreekt"),
    ("CREATE OR REPLACE TRIGGER alleen_aanvullen BEFORE UPDATE ON dossier_melding EXECUTE FUNCTION kring.alleen_aanvullen()",
     "alleen_aanvullen op dossier_melding", "veranderd"),
    ("CREATE TRIGGER spion AFTER INSERT ON dossier_melding FOR EACH ROW EXECUTE FUNCTION kring.alleen_aanvullen()",
     "spion op dossier_melding", "hoort niet"),
]  # fmt: skip


@pytest.mark.parametrize(("opdracht", "over", "wat"), FUNCTIE)
def test_functions_and_triggers_that_changed_are_reported(knoei, opdracht, over, wat):
    gevonden = knoei(opdracht)
    assert any(over in een.over and wat in een.wat for een in gevonden), gevonden


RECHT = [
    ("GRANT SELECT ON kring.geheim TO kring_prof", "kring_prof", "SELECT op kring.geheim is te veel"),
    ("GRANT SELECT ON dossier_melding TO PUBLIC", "iedereen", "SELECT op dossier_melding is te veel"),
    ("GRANT UPDATE (inhoud) ON dossier_uitspraak TO kring_motor", "kring_motor", "UPDATE (inhoud) op dossier_uitspraak is te veel"),
    ("GRANT SELECT (inhoud) ON dossier_gebeurtenis TO kring_portaal", "kring_portaal", "SELECT (inhoud) op dossier_gebeurtenis is te veel"),
    ("GRANT INSERT ON toegang_logregel TO kring_motor", "kring_motor", "INSERT op toegang_logregel is te veel"),
    ("GRANT DELETE, TRUNCATE ON dossier_gebeurtenis TO kring_motor", "kring_motor", "TRUNCATE op dossier_gebeurtenis is te veel"),
    ("GRANT REFERENCES ON gezinnen_persoon TO kring_inlog", "kring_inlog", "REFERENCES op gezinnen_persoon is te veel"),
    ("GRANT USAGE ON SEQUENCE toegang_logregel_id_seq TO kring_prof", "kring_prof", "USAGE op toegang_logregel_id_seq is te veel"),
    ("GRANT EXECUTE ON FUNCTION kring.waarmerk(text) TO kring_motor", "kring_motor", "EXECUTE op kring.waarmerk(text) is te veel"),
    ("GRANT EXECUTE ON FUNCTION kring.lees_adres() TO PUBLIC", "iedereen", "EXECUTE op kring.lees_adres() is te veel"),
    ("CREATE FUNCTION kring.los() RETURNS int LANGUAGE sql RETURN 1", "iedereen", "EXECUTE op kring.los() is te veel"),
    ("GRANT CREATE ON SCHEMA public TO PUBLIC", "iedereen", "CREATE op schema public is te veel"),
    ("GRANT CREATE ON SCHEMA kring TO kring_deur", "kring_deur", "CREATE op schema kring is te veel"),
    ("GRANT TEMPORARY ON DATABASE {db} TO kring_prof", "kring_prof", "TEMPORARY op database is te veel"),
    ("GRANT SELECT ON toegang_toegang TO kring_prof WITH GRANT OPTION", "kring_prof", "doorgegeven"),
    ("REVOKE SELECT ON dossier_uitspraak FROM kring_portaal", "kring_portaal", "SELECT op dossier_uitspraak ontbreekt"),
    ("REVOKE UPDATE (tot) ON toegang_toegang FROM kring_motor", "kring_motor", "UPDATE (tot) op toegang_toegang ontbreekt"),
    ("REVOKE EXECUTE ON FUNCTION kring.ik() FROM kring_deur", "kring_deur", "EXECUTE op kring.ik() ontbreekt"),
    ("REVOKE CONNECT ON DATABASE {db} FROM kring_werker", "kring_werker", "CONNECT op database ontbreekt"),
    ("CREATE ROLE nieuwsgierig", "", ""),
    ("ALTER DEFAULT PRIVILEGES FOR ROLE kring_eigenaar GRANT SELECT ON TABLES TO kring_prof", "kring_eigenaar", "vanzelf"),
]  # fmt: skip


@pytest.mark.parametrize(("opdracht", "over", "wat"), RECHT)
def test_rights_outside_the_matrix_are_reported(knoei, eigen_database, opdracht, over, wat):
    with superuser() as db:
        naam = db.info.dbname
    opdrachten = [opdracht.format(db=naam)]
    if "nieuwsgierig" in opdracht:
        over, wat = "nieuwsgierig", "SELECT op gezinnen_persoon is te veel"
        opdrachten.append("GRANT SELECT ON gezinnen_persoon TO nieuwsgierig")
    gevonden = knoei(*opdrachten)
    assert any(een.over == over and wat in een.wat for een in gevonden), gevonden


def test_the_clock_runs_otherwise_only_in_a_demo(knoei, settings):
    settings.KRING_ZAND = False
    assert knoei() == ()
    (klok,) = knoei("UPDATE kring.klok SET verschuiving = '3 days'")
    assert "3 days" in klok.wat
    settings.KRING_ZAND = True
    assert knoei() == ()


def test_checking_leaves_nothing_behind(knoei):
    vraag = "SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_proc UNION ALL SELECT count(*) FROM pg_policy"
    with superuser() as db:
        eerder = db.execute(vraag).fetchall()
        check()
        assert db.execute(vraag).fetchall() == eerder


HERSTELBAAR = [
    opdracht
    for opdracht, *_ in (*BELEID, *FUNCTIE, *RECHT)
    if "nieuwsgierig" not in opdracht and "DEFAULT PRIVILEGES" not in opdracht and "RENAME" not in opdracht
    and "achterdeur" not in opdracht and "spion" not in opdracht and "{db}" not in opdracht
    and "TRIGGER ALL" not in opdracht and "DROP POLICY" not in opdracht
]  # fmt: skip


def test_building_again_mends_what_it_says_it_mends():
    with superuser() as db:
        for opdracht in HERSTELBAAR:
            db.execute(opdracht)
        assert len(check()) >= 30
    with slot():
        build_toegang([stelsel_van("rvt")])
    assert check() == ()


def test_a_database_without_tables_is_told_and_not_stumbled_over(knoei):
    gevonden = knoei("DROP SCHEMA kring CASCADE", "DROP TABLE dossier_concept")
    assert {een.over for een in gevonden if "bestaat niet" in een.wat} == {
        "dossier_concept", "kring.geheim", "kring.klok", "kring.functie_eis",
    }  # fmt: skip
