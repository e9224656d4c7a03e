"""Which role may do what on which table: the whole matrix, and the policies that go with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kring.stelsel.beleid import BELEID, as_sql
from kring.stelsel.beleid.regels import GEZINSTABELLEN, MOTOR, PORTAAL, PROF
from kring.toegang.rollen import DEURROL, INLOG, ROLNAAM, WERKER


@dataclass(frozen=True, slots=True)
class Beleidsregel:
    """One CREATE POLICY."""

    naam: str
    tabel: str
    rol: str
    opdracht: str
    using: str
    check: str


@dataclass(frozen=True, slots=True)
class Recht:
    """One GRANT on a table; `kolommen` narrows an UPDATE."""

    tabel: str
    rol: str
    recht: str
    kolommen: tuple[str, ...] = ()


# Tables that carry a family but have no policy for any door: only definer functions reach them.
ALLEEN_DOOR_FUNCTIES = ("gezinnen_adresgeheim", "gezinnen_adrestoegang")
# Tables with row security whose rows are not of one family.
OVERIG = ("toegang_logregel", "dossier_consult", "dossier_vernietiging")
# The short list: tables without row security, and why that is right.
BEKNOPT: Mapping[str, str] = {
    "toegang_actor": "accounts: colleagues see each other, family accounts carry no name",
    "toegang_mandaat": "mandates of professionals: needed at every act, no family in it",
    "toegang_registratie": "registrations of professionals: public register data",
    "toegang_zegel": "seals over the log: hashes, meant to be published",
    "dossier_concept": "drafts: encrypted per gezin, reached by the signing-in door only",
    "django_session": "sessions: the signing-in door only",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "auth_permission": "empty of people: Django's own list",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "procrastinate_jobs": "jobs carry keys, never content; the worker only",
    "procrastinate_events": "as the jobs",
    "procrastinate_periodic_defers": "as the jobs",
    "procrastinate_workers": "names of running workers",
}

# Where the motor changes a row that it wrote before: projections, ends of intervals. Never content.
WIJZIGBAAR: Mapping[str, tuple[str, ...]] = {
    "toegang_toegang": ("tot",),
    "gezinnen_gezin": ("naam",),
    "gezinnen_persoon": (
        "naam", "geslacht", "rol", "geboren", "geboren_vroegst", "geboren_laatst", "bsn",
        "bsn_kenmerk", "bekwaam", "bezwaar", "deelt", "rustig",
    ),
    "gezinnen_lidmaatschap": ("tot",),
    "gezinnen_gezag": ("tot",),
    "gezinnen_blok": ("tot",),
    "dossier_dossier": (
        "toestand", "volgnummer", "naam", "gesloten_op", "bewaren_tot", "vernietigd_op",
        "acuut_gevaar", "laatste_op", "eerste_termijn", "eerste_termijn_op", "cijfer", "vorig_cijfer",
    ),
    "dossier_toewijzing": ("tot",),
    "dossier_termijn": ("gestopt_op",),
}  # fmt: skip
# What a destroyed file leaves is emptied, row by row, by the motor as well.
VERWIJDERBAAR = ("gezinnen_adres", "gezinnen_deelnemer", "dossier_zegeltoegang")

# What the definer functions need, as the role that owns them.
DEUR_LEEST = (
    "toegang_toegang", "gezinnen_deelnemer", "gezinnen_blok", "gezinnen_persoon", "dossier_dossier",
    "dossier_melding", "dossier_toewijzing", "gezinnen_adresgeheim", "gezinnen_adrestoegang",
)  # fmt: skip
DEUR_SCHRIJFT = ("toegang_logregel", "toegang_toegang")

FUNCTIES: Mapping[str, tuple[str, ...]] = {
    "nu()": (PROF, PORTAAL, MOTOR, WERKER, INLOG),
    "vandaag()": (PROF, PORTAAL, MOTOR, WERKER, INLOG),
    "ticketveld(int)": (PROF, PORTAAL, MOTOR),
    "gezin()": (PROF, PORTAAL, MOTOR),
    "ik()": (PROF, PORTAAL, MOTOR),
    "doel()": (PROF, PORTAAL, MOTOR),
    "lijst()": (PROF, PORTAAL, MOTOR),
    "open_dossier(uuid,uuid,text,bigint,text)": (PROF, MOTOR),
    "open_portaal(uuid,uuid,bigint,text)": (PORTAAL, MOTOR),
    "mijn_gezinnen(uuid,bigint,text)": (PORTAAL,),
    "open_lijst(uuid,bigint,text)": (PROF, MOTOR),
    "begin_dossier(uuid,uuid,bigint,text)": (MOTOR,),
    "log_handeling(text,text,boolean)": (MOTOR,),
    "open_nood(uuid,uuid,uuid,int,int,text,bigint,text)": (MOTOR,),
    "zoek_bekend()": (PROF,),
    "bekende_melding(bytea)": (MOTOR,),
    "open_bekend(uuid,uuid,uuid,bigint,text)": (MOTOR,),
    "open_adres(uuid,uuid,uuid,bigint,text)": (PROF,),
    "lees_adres()": (PROF,),
    "wie_ziet()": (PROF,),
}


def verwachte_beleidsregels() -> tuple[Beleidsregel, ...]:
    """Every row policy that the database must have, and no other."""
    return (*_uit_de_boom(), *_deur(), *_werker(), *_zonder_gezin())


def _uit_de_boom() -> Iterator[Beleidsregel]:
    for regel in BELEID:
        sql = as_sql(regel.voorwaarde, regel.tabel)
        rol = ROLNAAM[regel.deur]
        if regel.deur == MOTOR:
            # The motor reads and writes the one family of its ticket.
            yield Beleidsregel(f"{regel.deur}_gezin", regel.tabel, rol, "ALL", sql, sql)
        else:
            yield Beleidsregel(f"{regel.deur}_leest", regel.tabel, rol, "SELECT", sql, "")


def _deur() -> Iterator[Beleidsregel]:
    for tabel in DEUR_LEEST:
        yield Beleidsregel("deur_leest", tabel, DEURROL, "SELECT", "true", "")
    for tabel in DEUR_SCHRIJFT:
        yield Beleidsregel("deur_schrijft", tabel, DEURROL, "INSERT", "", "true")


def _werker() -> Iterator[Beleidsregel]:
    """The worker delivers what was announced; content stays encrypted until it renders it."""
    rol = ROLNAAM[WERKER]
    yield Beleidsregel("werker_bezorgt", "dossier_berichtuit", rol, "SELECT", "true", "")
    yield Beleidsregel("werker_leest", "toegang_logregel", rol, "SELECT", "true", "")
    yield Beleidsregel("werker_wijzigt", "dossier_berichtuit", rol, "UPDATE", "true", "true")


def _zonder_gezin() -> Iterator[Beleidsregel]:
    mijn = "(vrager_id = (SELECT kring.ik()))"
    lijst = "((SELECT kring.lijst()))"
    yield Beleidsregel("prof_leest", "dossier_consult", ROLNAAM[PROF], "SELECT", lijst, "")
    yield Beleidsregel("motor_leest", "dossier_consult", ROLNAAM[MOTOR], "SELECT", lijst, "")
    yield Beleidsregel("motor_vraagt", "dossier_consult", ROLNAAM[MOTOR], "INSERT", "", mijn)
    yield Beleidsregel("motor_antwoordt", "dossier_consult", ROLNAAM[MOTOR], "UPDATE", lijst, lijst)
    dit = "(gezin_id = (SELECT kring.gezin()))"
    yield Beleidsregel("motor_schrijft", "dossier_vernietiging", ROLNAAM[MOTOR], "INSERT", "", dit)


def rechten() -> Iterator[Recht]:
    """Every GRANT on a table. What is not here, nobody may."""
    for regel in BELEID:
        if regel.deur != MOTOR:
            yield Recht(regel.tabel, ROLNAAM[regel.deur], "SELECT")
    for tabel in GEZINSTABELLEN:
        yield Recht(tabel, ROLNAAM[MOTOR], "SELECT")
        yield Recht(tabel, ROLNAAM[MOTOR], "INSERT")
    for tabel, kolommen in WIJZIGBAAR.items():
        yield Recht(tabel, ROLNAAM[MOTOR], "UPDATE", kolommen)
    for tabel in VERWIJDERBAAR:
        yield Recht(tabel, ROLNAAM[MOTOR], "DELETE")
    yield from _rechten_zonder_gezin()
    for tabel in DEUR_LEEST:
        yield Recht(tabel, DEURROL, "SELECT")
    for tabel in DEUR_SCHRIJFT:
        yield Recht(tabel, DEURROL, "INSERT")


def _rechten_zonder_gezin() -> Iterator[Recht]:
    motor, inlog, werker = ROLNAAM[MOTOR], ROLNAAM[INLOG], ROLNAAM[WERKER]
    for tabel in ("toegang_actor", "toegang_mandaat", "toegang_registratie"):
        for rol in (ROLNAAM[PROF], ROLNAAM[PORTAAL], motor, inlog, werker):
            yield Recht(tabel, rol, "SELECT")
    yield Recht("toegang_actor", inlog, "UPDATE", ("last_login",))
    for tabel in ("django_session", "dossier_concept"):
        for recht in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            yield Recht(tabel, inlog, recht)
    # A sealed address is written by the motor and read by nobody.
    for tabel in ALLEEN_DOOR_FUNCTIES:
        yield Recht(tabel, motor, "INSERT")
    yield Recht("dossier_consult", ROLNAAM[PROF], "SELECT")
    yield Recht("dossier_consult", motor, "SELECT")
    yield Recht("dossier_consult", motor, "INSERT")
    yield Recht(
        "dossier_consult", motor, "UPDATE", ("beantwoorder_id", "antwoord", "beantwoord_op")
    )
    yield Recht("dossier_vernietiging", motor, "INSERT")
    yield Recht("toegang_logregel", werker, "SELECT")
    yield Recht("toegang_zegel", werker, "SELECT")
    yield Recht("toegang_zegel", werker, "INSERT")
    yield Recht("dossier_berichtuit", werker, "SELECT")
    yield Recht(
        "dossier_berichtuit", werker, "UPDATE", ("pogingen", "niet_voor", "bezorgd_op", "fout")
    )
