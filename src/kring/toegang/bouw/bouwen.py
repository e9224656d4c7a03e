"""Brings a migrated database to the state the code expects; every run ends the same, and whole."""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from kring.stelsel.begrippen import Stelsel
from kring.toegang.bouw.rechten import (
    BEVEILIGD,
    FUNCTIES,
    WACHTRIJ,
    Beleidsregel,
    Recht,
    eigenaar_van,
    rechten,
    uitvoerrechten,
    verwachte_beleidsregels,
)
from kring.toegang.bouw.triggers import triggers
from kring.toegang.rollen import BEHEER, DEURROL, ROLLEN, ROLNAAM, WERKER
from kring.toegang.sleutels import LENGTE


BLOK = 64  # bytes of a block of sha256, for HMAC
PRODUCTROLLEN = (DEURROL, *ROLNAAM.values())


def build_toegang(stelsels: Iterable[Stelsel]) -> None:
    """Create or renew roles, doors, triggers, policies and rights in one transaction.

    Runs as the owner, through the connection `beheer`. A failure leaves everything as it was.
    """
    with transaction.atomic(using=BEHEER):
        bouw = _Bouw()
        bouw.rollen()
        bouw.opruimen()
        bouw.functies()
        bouw.geheim()
        bouw.eisen(stelsels)
        bouw.triggers()
        bouw.beleid(verwachte_beleidsregels())
        bouw.rechten(rechten())
        bouw.afsluiten()


def functietekst() -> str:
    """The functions of the doors, as SQL."""
    return files(__package__).joinpath("functies.sql").read_text("utf-8")


class _Bouw:
    def __init__(self) -> None:
        self._cursor = connections[BEHEER].cursor()
        self._database, self._eigenaar = self._rijen("SELECT current_database(), current_user")[0]

    def _doe(self, opdracht: str, *namen: str, **delen: sql.Composable) -> None:
        """Run a statement with names as identifiers: {} in order, or by keyword."""
        tekst = sql.SQL(opdracht).format(*map(_naam, namen), **delen)
        self._cursor.execute(tekst.as_string(self._cursor.connection))

    def _rijen(self, vraag: str, *waarden: Any) -> list[tuple]:
        self._cursor.execute(vraag, waarden)
        return self._cursor.fetchall()

    def rollen(self) -> None:
        """Roles are of the whole cluster; another database may have made them already."""
        self._cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kring rollen'))")
        for naam in PRODUCTROLLEN:
            if not self._rijen("SELECT 1 FROM pg_roles WHERE rolname = %s", naam):
                self._doe("CREATE ROLE {} NOINHERIT NOCREATEROLE NOCREATEDB", naam)
            if self._rijen(
                "SELECT 1 FROM pg_roles WHERE rolname = %s AND (rolcreaterole OR rolcreatedb)", naam
            ):
                self._doe("ALTER ROLE {} NOCREATEROLE NOCREATEDB", naam)
        # For the time of building: whoever belongs to a role passes its policies.
        self._doe("GRANT {} TO CURRENT_USER", DEURROL)
        for rol in ROLLEN:
            self._doe("ALTER ROLE {} LOGIN PASSWORD {ww}", rol.naam, ww=self._wachtwoord(rol.naam))
            self._doe("ALTER ROLE {} RESET ALL", rol.naam)
            tijd = sql.Literal(f"{rol.hoogstens_ms}ms")
            self._doe("ALTER ROLE {} SET statement_timeout = {t}", rol.naam, t=tijd)

    def _wachtwoord(self, rol: str) -> sql.Literal:
        """The verifier only, so that no log or statistic of the server can hold the password."""
        wachtwoord = settings.HOOFDSLEUTEL.derive(f"rol:{rol}").hex().encode()
        verbinding = connections[BEHEER].connection.pgconn
        verifier = verbinding.encrypt_password(wachtwoord, rol.encode(), b"scram-sha-256")
        return sql.Literal(verifier.decode())

    def opruimen(self) -> None:
        """Remove what an earlier version, or somebody by hand, put in the place of what follows."""
        for naam, tabel in self._rijen(
            "SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'"
        ):
            self._doe("DROP POLICY {} ON {}", naam, tabel)
        for naam, tabel in self._rijen(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = 'kring' AND NOT t.tgisinternal"
        ):
            self._doe("DROP TRIGGER {} ON {}", naam, tabel)
        if oude := self._functies():
            self._doe("DROP FUNCTION {f}", f=sql.SQL(", ".join(oude)))

    def _functies(self) -> list[str]:
        rijen = self._rijen(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'kring'"
        )
        return [handtekening for (handtekening,) in rijen]

    def functies(self) -> None:
        self._cursor.execute(functietekst())
        self._doe("GRANT CREATE ON SCHEMA kring TO {}", DEURROL)
        for handtekening in FUNCTIES:
            functie = sql.SQL(f"kring.{handtekening}")
            self._doe("REVOKE ALL ON FUNCTION {f} FROM PUBLIC", f=functie)
            eigenaar = eigenaar_van(handtekening, eigenaar=self._eigenaar)
            self._doe("ALTER FUNCTION {f} OWNER TO {}", eigenaar, f=functie)
        for handtekening, rol in uitvoerrechten():
            functie = sql.SQL(f"kring.{handtekening}")
            self._doe("GRANT EXECUTE ON FUNCTION {f} TO {}", rol, f=functie)
        self._doe("REVOKE CREATE ON SCHEMA kring FROM {}", DEURROL)

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
        for trigger in triggers():
            self._cursor.execute(trigger.opdracht)

    def beleid(self, regels: Iterable[Beleidsregel]) -> None:
        for tabel in BEVEILIGD:
            self._doe("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", tabel)
            self._doe("ALTER TABLE {} FORCE ROW LEVEL SECURITY", tabel)
        for regel in regels:
            self._cursor.execute(maak_beleid(regel))
            tekst = sql.Literal(vingerafdruk(regel))
            self._doe("COMMENT ON POLICY {} ON {} IS {t}", regel.naam, regel.tabel, t=tekst)

    def rechten(self, alle: Iterable[Recht]) -> None:
        """Take everything back from everybody but the owner, then give what the matrix says."""
        for wie in ("PUBLIC", *PRODUCTROLLEN):
            van = sql.SQL(wie) if wie == "PUBLIC" else sql.Identifier(wie)
            for schema in ("public", "kring"):
                for soort in ("TABLES", "SEQUENCES"):
                    self._doe(f"REVOKE ALL ON ALL {soort} IN SCHEMA {schema} FROM {{w}}", w=van)
                self._doe(f"REVOKE ALL ON SCHEMA {schema} FROM {{w}}", w=van)
            self._doe("REVOKE ALL ON DATABASE {} FROM {w}", self._database, w=van)
        for rol in ROLLEN:
            self._doe("GRANT CONNECT ON DATABASE {} TO {}", self._database, rol.naam)
        for rolnaam in PRODUCTROLLEN:
            self._doe("GRANT USAGE ON SCHEMA public, kring TO {}", rolnaam)
        for recht in alle:
            kolommen: sql.Composable = sql.SQL("")
            if recht.kolommen:
                namen = sql.SQL(", ").join(map(sql.Identifier, recht.kolommen))
                kolommen = sql.SQL("({})").format(namen)
            wat = sql.SQL(recht.recht)
            self._doe("GRANT {r} {k} ON {} TO {}", recht.tabel, recht.rol, r=wat, k=kolommen)
        self._wachtrij()

    def _wachtrij(self) -> None:
        """The queue of jobs is the worker's: its numbering and its functions too."""
        werker = ROLNAAM[WERKER]
        for (reeks,) in self._rijen(
            "SELECT sequencename FROM pg_sequences WHERE starts_with(sequencename, %s)", WACHTRIJ
        ):
            self._doe("GRANT USAGE ON SEQUENCE {} TO {}", reeks, werker)
        for (functie,) in self._rijen(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = 'public'::regnamespace AND starts_with(p.proname, %s)",
            WACHTRIJ,
        ):
            tekst = sql.SQL(functie)
            self._doe("REVOKE ALL ON FUNCTION {f} FROM PUBLIC", f=tekst)
            self._doe("GRANT EXECUTE ON FUNCTION {f} TO {}", werker, f=tekst)

    def afsluiten(self) -> None:
        """Nobody belongs to a role of the product, the owner included: a member would pass its policies."""
        for rol, lid in self._rijen(
            "SELECT r.rolname, l.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
            " JOIN pg_roles l ON l.oid = m.member WHERE l.rolname = ANY(%s) OR r.rolname = %s"
            " GROUP BY 1, 2",
            list(PRODUCTROLLEN),
            DEURROL,
        ):
            self._doe("REVOKE {} FROM {}", rol, lid)


def maak_beleid(regel: Beleidsregel, *, naam: str = "", tabel: sql.Composable | None = None) -> str:
    """CREATE POLICY for a rule; by another name or on another table to compare with."""
    using = f" USING ({regel.using})" if regel.using else ""
    check = f" WITH CHECK ({regel.check})" if regel.check else ""
    opdracht = sql.SQL(f"CREATE POLICY {{}} ON {{}} FOR {regel.opdracht} TO {{}}").format(
        sql.Identifier(naam or regel.naam), tabel or _naam(regel.tabel), sql.Identifier(regel.rol)
    )
    return opdracht.as_string() + using + check


def vingerafdruk(regel: Beleidsregel) -> str:
    """What a policy in the database must carry to be the one that the tree gives now."""
    tekst = "\n".join((regel.opdracht, regel.using, regel.check))
    return "sha256:" + hashlib.sha256(tekst.encode()).hexdigest()


def _naam(naam: str) -> sql.Identifier:
    """A name, with its schema when it has one."""
    return sql.Identifier(*naam.split("."))
