"""Brings a migrated database to the state the code expects; every run ends the same, and whole."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from kring.stelsel.begrippen import Stelsel
from kring.stelsel.beleid.regels import GEZINSTABELLEN
from kring.toegang.bouw.rechten import (
    ALLEEN_DOOR_FUNCTIES,
    FUNCTIES,
    OVERIG,
    WIJZIGBAAR,
    Beleidsregel,
    rechten,
    verwachte_beleidsregels,
)
from kring.toegang.rollen import BEHEER, DEURROL, ROLLEN, ROLNAAM
from kring.toegang.sleutels import LENGTE


# The functions that belong to the owner of the doors: they see past a policy.
DEFINERS = (
    "ticketveld", "eis_code", "maak_ticket", "log", "open_dossier", "open_portaal", "mijn_gezinnen",
    "open_lijst", "begin_dossier", "log_handeling", "open_nood", "zoek_bekend", "bekende_melding", "open_bekend",
    "open_adres", "lees_adres", "wie_ziet", "eis_functies", "waarmerk",
)  # fmt: skip
BEVEILIGD = (*GEZINSTABELLEN, *ALLEEN_DOOR_FUNCTIES, *OVERIG)
BLOK = 64  # bytes of a block of sha256, for HMAC


def build_toegang(stelsels: Iterable[Stelsel]) -> None:
    """Create or renew roles, doors, triggers, policies and rights in one transaction.

    Runs as the owner, through the connection `beheer`. A failure leaves everything as it was.
    """
    with transaction.atomic(using=BEHEER):
        bouw = _Bouw()
        bouw.rollen()
        bouw.functies()
        bouw.geheim()
        bouw.eisen(stelsels)
        bouw.triggers()
        bouw.beleid(verwachte_beleidsregels())
        bouw.rechten()


class _Bouw:
    def __init__(self) -> None:
        self._cursor = connections[BEHEER].cursor()

    def _doe(self, opdracht: str, *namen: str, **delen: sql.Composable) -> None:
        """Run a statement with names as identifiers: {} in order, or by keyword."""
        tekst = sql.SQL(opdracht).format(*map(sql.Identifier, namen), **delen)
        self._cursor.execute(tekst.as_string(self._cursor.connection))

    def rollen(self) -> None:
        """Roles are of the whole cluster; another database may have made them already."""
        self._cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kring rollen'))")
        for naam in (DEURROL, *ROLNAAM.values()):
            self._cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [naam])
            if not self._cursor.fetchone():
                self._doe("CREATE ROLE {} NOINHERIT NOCREATEROLE NOCREATEDB", naam)
        self._doe("GRANT {} TO CURRENT_USER", DEURROL)
        self._cursor.execute("SELECT current_database()")
        database = self._cursor.fetchone()[0]
        for rol in ROLLEN:
            wachtwoord = sql.Literal(settings.HOOFDSLEUTEL.derive(f"rol:{rol.naam}").hex())
            self._doe("ALTER ROLE {} LOGIN PASSWORD {ww}", rol.naam, ww=wachtwoord)
            tijd = sql.Literal(f"{rol.hoogstens_ms}ms")
            self._doe("ALTER ROLE {} SET statement_timeout = {t}", rol.naam, t=tijd)
            self._doe("GRANT CONNECT ON DATABASE {} TO {}", database, rol.naam)

    def functies(self) -> None:
        self._cursor.execute(files(__package__).joinpath("functies.sql").read_text("utf-8"))
        self._doe("GRANT CREATE, USAGE ON SCHEMA kring TO {}", DEURROL)
        self._cursor.execute(
            "SELECT p.oid::regprocedure::text, p.proname FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'kring'"
        )
        for handtekening, naam in self._cursor.fetchall():
            functie = sql.SQL(handtekening)
            self._doe("REVOKE ALL ON FUNCTION {f} FROM PUBLIC", f=functie)
            if naam in DEFINERS:
                self._doe("ALTER FUNCTION {f} OWNER TO {}", DEURROL, f=functie)
        for handtekening, deuren in FUNCTIES.items():
            for deur in deuren:
                functie = sql.SQL(f"kring.{handtekening}")
                self._doe("GRANT EXECUTE ON FUNCTION {f} TO {}", ROLNAAM[deur], f=functie)
        for functie in ("nu()", "vandaag()", "gezin()", "ik()", "doel()", "lijst()"):
            self._doe("GRANT EXECUTE ON FUNCTION {f} TO {}", DEURROL, f=sql.SQL(f"kring.{functie}"))

    def geheim(self) -> None:
        """The signing key, derived from the master key: renewing it ends every open ticket."""
        sleutel = settings.HOOFDSLEUTEL.derive("deur")[:LENGTE].ljust(BLOK, b"\0")
        binnen = bytes(byte ^ 0x36 for byte in sleutel)
        buiten = bytes(byte ^ 0x5C for byte in sleutel)
        self._cursor.execute(
            "INSERT INTO kring.geheim (binnen, buiten) VALUES (%s, %s)"
            " ON CONFLICT (een) DO UPDATE SET binnen = excluded.binnen, buiten = excluded.buiten",
            [binnen, buiten],
        )
        for tabel in ("geheim", "klok", "functie_eis"):
            self._doe("REVOKE ALL ON kring.{} FROM PUBLIC", tabel)
            self._doe("GRANT SELECT ON kring.{} TO {}", tabel, DEURROL)
        for rol in ROLNAAM.values():
            self._doe("GRANT USAGE ON SCHEMA kring TO {}", rol)
            self._doe("GRANT SELECT ON kring.klok TO {}", rol)

    def eisen(self, stelsels: Iterable[Stelsel]) -> None:
        """Which functie needs a holder in which toestand; older versions stay for the cases in them."""
        for stelsel in stelsels:
            variant = stelsel.variant
            rijen = [
                (variant.id, variant.versie, toestand, functie.id)
                for functie in stelsel.functies.values()
                for toestand in functie.verplicht_in
            ]
            self._cursor.execute(
                "DELETE FROM kring.functie_eis WHERE variant = %s AND versie = %s",
                [variant.id, variant.versie],
            )
            self._cursor.executemany("INSERT INTO kring.functie_eis VALUES (%s, %s, %s, %s)", rijen)

    def triggers(self) -> None:
        for tabel in (
            "toegang_logregel",
            "dossier_gebeurtenis",
            "dossier_uitspraak",
            "dossier_melding",
        ):
            self._doe(
                "CREATE OR REPLACE TRIGGER alleen_aanvullen BEFORE UPDATE OR DELETE ON {}"
                " FOR EACH ROW EXECUTE FUNCTION kring.alleen_aanvullen()",
                tabel,
            )
            self._doe(
                "CREATE OR REPLACE TRIGGER niet_leegmaken BEFORE TRUNCATE ON {}"
                " FOR EACH STATEMENT EXECUTE FUNCTION kring.alleen_aanvullen()",
                tabel,
            )
        for tabel in ("dossier_dossier", "dossier_toewijzing"):
            # A constraint trigger cannot be replaced.
            self._doe("DROP TRIGGER IF EXISTS eis_functies ON {}", tabel)
            self._doe(
                "CREATE CONSTRAINT TRIGGER eis_functies AFTER INSERT OR UPDATE ON {}"
                " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kring.eis_functies()",
                tabel,
            )

    def beleid(self, regels: Iterable[Beleidsregel]) -> None:
        self._cursor.execute(
            "SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'"
        )
        for naam, tabel in self._cursor.fetchall():
            self._doe("DROP POLICY {} ON {}", naam, tabel)
        for tabel in BEVEILIGD:
            self._doe("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", tabel)
            self._doe("ALTER TABLE {} FORCE ROW LEVEL SECURITY", tabel)
        for regel in regels:
            using = f" USING ({regel.using})" if regel.using else ""
            check = f" WITH CHECK ({regel.check})" if regel.check else ""
            self._doe(
                f"CREATE POLICY {{}} ON {{}} FOR {regel.opdracht} TO {{}}{using}{check}",
                regel.naam,
                regel.tabel,
                regel.rol,
            )
            tekst = sql.Literal(vingerafdruk(regel))
            self._doe("COMMENT ON POLICY {} ON {} IS {t}", regel.naam, regel.tabel, t=tekst)

    def rechten(self) -> None:
        for rol in (DEURROL, *ROLNAAM.values()):
            self._doe("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}", rol)
            self._doe("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}", rol)
            self._doe("GRANT USAGE ON SCHEMA public TO {}", rol)
        for recht in rechten():
            kolommen = sql.SQL("")
            if recht.kolommen:
                namen = sql.SQL(", ").join(map(sql.Identifier, recht.kolommen))
                kolommen = sql.SQL("({})").format(namen)
            wat = sql.SQL(recht.recht)
            self._doe("GRANT {r} {k} ON {} TO {}", recht.tabel, recht.rol, r=wat, k=kolommen)
        self._wachtrij()

    def _wachtrij(self) -> None:
        """The queue of jobs is the worker's."""
        werker = ROLNAAM["werker"]
        self._cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate%%'"
        )
        for (tabel,) in self._cursor.fetchall():
            self._doe("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", tabel, werker)
        self._cursor.execute(
            "SELECT sequencename FROM pg_sequences WHERE sequencename LIKE 'procrastinate%%'"
        )
        for (reeks,) in self._cursor.fetchall():
            self._doe("GRANT USAGE ON SEQUENCE {} TO {}", reeks, werker)
        self._doe("GRANT USAGE ON SEQUENCE {} TO {}", "toegang_logregel_id_seq", DEURROL)


def vingerafdruk(regel: Beleidsregel) -> str:
    """What a policy in the database must carry to be the one that the tree gives now."""
    tekst = "\n".join((regel.opdracht, regel.using, regel.check))
    return "sha256:" + hashlib.sha256(tekst.encode()).hexdigest()


__all__ = ["BEVEILIGD", "WIJZIGBAAR", "build_toegang", "vingerafdruk"]
