"""Which role may do what: the whole matrix of tables and functions, and the policies that go with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kring.stelsel.beleid import BELEID, as_sql
from kring.stelsel.beleid.regels import DIT_GEZIN, GEZINSTABELLEN, MOTOR, PORTAAL, PROF
from kring.toegang.rollen import DEURROL, INLOG, ROLLEN, ROLNAAM, WERKER


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
    """One GRANT on a table; `kolommen` narrows it."""

    tabel: str
    rol: str
    recht: str
    kolommen: tuple[str, ...] = ()


# Tables that carry a family but have no policy for reading: only definer functions reach them.
ALLEEN_DOOR_FUNCTIES = ("gezinnen_adresgeheim", "gezinnen_adrestoegang")
# Tables with row security whose rows are not of one family.
OVERIG = ("toegang_logregel", "dossier_consult", "dossier_vernietiging")
BEVEILIGD = (*GEZINSTABELLEN, *ALLEEN_DOOR_FUNCTIES, *OVERIG)
# The queue of jobs, made by its own library, which names all of its parts like this.
WACHTRIJ = "procrastinate"
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
    "kring.geheim": "the signing key of the doors: one row, for the owner of the doors only",
    "kring.klok": "how far the clock of a demo is shifted: one row",
    "kring.functie_eis": "from the model: which functie needs a holder in which toestand",
}

# Where the motor changes a row that it wrote before: projections, ends of intervals. Never content.
WIJZIGBAAR: Mapping[str, tuple[str, ...]] = {
    "toegang_toegang": ("tot",),
    "gezinnen_gezin": ("naam", "gemeente"),
    "gezinnen_persoon": (
        "naam", "geslacht", "rol", "geboren", "geboren_vroegst", "geboren_laatst", "bsn",
        "bsn_kenmerk", "bekwaam", "bezwaar", "deelt", "rustig",
    ),
    "gezinnen_lidmaatschap": ("tot",),
    "gezinnen_gezag": ("tot",),
    "gezinnen_blok": ("tot",),
    "dossier_dossier": (
        "toestand", "volgnummer", "gesloten_op", "bewaren_tot", "te_vernietigen", "vernietigd_op",
        "acuut_gevaar", "laatste_op", "eerste_termijn", "eerste_termijn_op", "termijnen", "termijnen_op",
        "cijfer", "vorig_cijfer",
        "gezichten", "overdrachten", "hertellingen",
    ),
    "dossier_toewijzing": ("tot",),
    "dossier_termijn": ("gestopt_op",),
}  # fmt: skip
# What a destroyed file leaves is emptied, row by row, by the motor as well.
VERWIJDERBAAR = ("gezinnen_adres", "gezinnen_deelnemer", "dossier_zegeltoegang")
# What readers get of a table where that is not all: the values of a gebeurtenis are the motor's.
LEESBAAR: Mapping[str, tuple[str, ...]] = {
    "dossier_gebeurtenis": (
        "id", "gezin_id", "categorie", "over", "voor", "portaal", "verzegeld", "auteur_id", "op",
        "volgnummer", "stap", "feit", "partij", "soort", "lid_id", "geregistreerd", "sleutel", "bewijs",
    ),
}  # fmt: skip

# What a family member gets of a table where the rest is for professionals: how a list is ordered, and
# numbers of which some were given by somebody else.
LEESBAAR_IN_PORTAAL: Mapping[str, tuple[str, ...]] = {
    **LEESBAAR,
    "dossier_dossier": (
        "gezin_id", "nummer", "variant", "toestand", "volgnummer", "gesloten_op", "bewaren_tot",
        "vernietigd_op",
    ),
}  # fmt: skip

# What the definer functions need, as the role that owns them; with columns where that is not all.
DEUR_LEEST = (
    "toegang_toegang", "gezinnen_deelnemer", "gezinnen_blok", "gezinnen_persoon", "dossier_dossier",
    "dossier_melding", "dossier_toewijzing", "gezinnen_adresgeheim", "gezinnen_adrestoegang",
)  # fmt: skip
DEUR_KOLOMMEN: Mapping[str, tuple[str, ...]] = {
    "toegang_actor": ("id", "soort", "actief"),
}
DEUR_SCHRIJFT = ("toegang_logregel", "toegang_toegang")

_LEZERS = (PROF, PORTAAL, MOTOR)
# Every function in the schema of the doors, and which doors may call it. None: only other functions.
FUNCTIES: Mapping[str, tuple[str, ...]] = {
    "nu()": (*_LEZERS, WERKER, INLOG),
    "vandaag()": (*_LEZERS, WERKER, INLOG),
    "ticketveld(integer)": _LEZERS,
    "gezin()": _LEZERS,
    "ik()": _LEZERS,
    "doel()": _LEZERS,
    "lijst()": _LEZERS,
    "open_dossier(uuid,uuid,text,bigint,text)": (PROF, MOTOR),
    "open_portaal(uuid,uuid,bigint,text)": (PORTAAL, MOTOR),
    "mijn_gezinnen(uuid,bigint,text)": (PORTAAL,),
    "open_lijst(uuid,bigint,text)": (PROF, MOTOR),
    "begin_dossier(uuid,uuid,bigint,text)": (MOTOR,),
    "log_handeling(text,text,boolean)": (MOTOR,),
    "nog_open(boolean)": (MOTOR,),
    "open_nood(uuid,uuid,uuid,integer,integer,text,bigint,text)": (MOTOR,),
    "zoek_bekend()": (PROF,),
    "bekende_melding(bytea)": (MOTOR,),
    "gezin_met_nummer(text)": (MOTOR,),
    "open_bekend(uuid,uuid,uuid,bigint,text)": (MOTOR,),
    "open_adres(uuid,uuid,uuid,bigint,text)": (PROF,),
    "lees_adres()": (PROF,),
    "wie_ziet()": (PROF,),
    "open_systeem(uuid,uuid,text,bigint,text)": (MOTOR,),
    "bewaartermijn_voorbij()": (WERKER,),
    "te_vernietigen()": (WERKER,),
    "waarmerk(text)": (),
    "klopt(text,text)": (),
    "ticketbericht(text)": (),
    "eis_code(bigint,text,text[])": (),
    "maak_ticket(text,uuid,uuid,text,xid8)": (),
    "log(uuid,uuid,text,text,uuid,text,boolean,boolean)": (),
    "is_actief(uuid,text)": (),
    "beoordeelt(uuid,uuid)": (),
    "dezelfden(uuid)": (),
    "mag_adres(uuid,uuid,uuid)": (),
    "eis_functies()": (),
    "alleen_aanvullen()": (),
}
# The facts about a request and the guard of the log run with the rights of whoever asks; all the
# others see past a policy, and belong to the owner of the doors, who may call these as well.
FEITEN = ("nu()", "vandaag()", "gezin()", "ik()", "doel()", "lijst()")
VAN_EIGENAAR = (*FEITEN, "alleen_aanvullen()")


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
    # A line of the log is read back as it is written, for the transaction that wrote it; no other.
    mijn = "(xid = pg_current_xact_id())"
    yield Beleidsregel("deur_leest", "toegang_logregel", DEURROL, "SELECT", mijn, "")


def _werker() -> Iterator[Beleidsregel]:
    """The worker delivers what was announced; content stays encrypted until it renders it."""
    rol = ROLNAAM[WERKER]
    yield Beleidsregel("werker_bezorgt", "dossier_berichtuit", rol, "SELECT", "true", "")
    yield Beleidsregel("werker_leest", "toegang_logregel", rol, "SELECT", "true", "")
    yield Beleidsregel("werker_wijzigt", "dossier_berichtuit", rol, "UPDATE", "true", "true")
    # The ledger of what was destroyed: keys and days, to carry it out again after a restore.
    yield Beleidsregel("werker_leest", "dossier_vernietiging", rol, "SELECT", "true", "")


def _zonder_gezin() -> Iterator[Beleidsregel]:
    mijn = "(vrager_id = (SELECT kring.ik()))"
    lijst = "((SELECT kring.lijst()))"
    motor = ROLNAAM[MOTOR]
    yield Beleidsregel("prof_leest", "dossier_consult", ROLNAAM[PROF], "SELECT", lijst, "")
    yield Beleidsregel("motor_leest", "dossier_consult", motor, "SELECT", lijst, "")
    yield Beleidsregel("motor_vraagt", "dossier_consult", motor, "INSERT", "", mijn)
    yield Beleidsregel("motor_antwoordt", "dossier_consult", motor, "UPDATE", lijst, lijst)
    # What the motor writes in the one family of its ticket, and does not read.
    for tabel in ("dossier_vernietiging", *ALLEEN_DOOR_FUNCTIES):
        dit = as_sql(DIT_GEZIN, tabel)
        yield Beleidsregel("motor_schrijft", tabel, motor, "INSERT", "", dit)


def rechten() -> Iterator[Recht]:
    """Every GRANT on a table. What is not here, nobody may."""
    for regel in BELEID:
        if regel.deur != MOTOR:
            leesbaar = LEESBAAR_IN_PORTAAL if regel.deur == PORTAAL else LEESBAAR
            kolommen = leesbaar.get(regel.tabel, ())
            yield Recht(regel.tabel, ROLNAAM[regel.deur], "SELECT", kolommen)
    for tabel in GEZINSTABELLEN:
        yield Recht(tabel, ROLNAAM[MOTOR], "SELECT")
        yield Recht(tabel, ROLNAAM[MOTOR], "INSERT")
    for tabel, kolommen in WIJZIGBAAR.items():
        yield Recht(tabel, ROLNAAM[MOTOR], "UPDATE", kolommen)
    for tabel in VERWIJDERBAAR:
        yield Recht(tabel, ROLNAAM[MOTOR], "DELETE")
    yield from _rechten_zonder_gezin()
    yield from _rechten_van_functies()
    yield from _rechten_wachtrij()


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
    yield Recht("dossier_vernietiging", werker, "SELECT")
    yield Recht("toegang_logregel", werker, "SELECT")
    yield Recht("toegang_zegel", werker, "SELECT")
    yield Recht("toegang_zegel", werker, "INSERT")
    yield Recht("dossier_berichtuit", werker, "SELECT")
    yield Recht(
        "dossier_berichtuit", werker, "UPDATE", ("pogingen", "niet_voor", "bezorgd_op", "fout")
    )


def _rechten_van_functies() -> Iterator[Recht]:
    """What functions need of tables: those of the doors, and the clock that every door reads."""
    for tabel in dict.fromkeys((*DEUR_LEEST, *DEUR_KOLOMMEN)):
        yield Recht(tabel, DEURROL, "SELECT", DEUR_KOLOMMEN.get(tabel, ()))
    # Given back by the line that was just written: which transaction wrote it.
    yield Recht("toegang_logregel", DEURROL, "SELECT", ("xmin",))
    for tabel in DEUR_SCHRIJFT:
        yield Recht(tabel, DEURROL, "INSERT")
    for tabel in ("kring.geheim", "kring.klok", "kring.functie_eis"):
        yield Recht(tabel, DEURROL, "SELECT")
    for rol in ROLLEN:
        yield Recht("kring.klok", rol.naam, "SELECT")


def _rechten_wachtrij() -> Iterator[Recht]:
    for tabel in BEKNOPT:
        if tabel.startswith(WACHTRIJ):
            for recht in ("SELECT", "INSERT", "UPDATE", "DELETE"):
                yield Recht(tabel, ROLNAAM[WERKER], recht)


def eigenaar_van(handtekening: str, *, eigenaar: str) -> str:
    """To whom a function of the doors belongs; `eigenaar` is the owner of the database."""
    return eigenaar if handtekening in VAN_EIGENAAR else DEURROL


def uitvoerrechten() -> Iterator[tuple[str, str]]:
    """Every function of the doors with each role that may call it, beside its owner."""
    for handtekening, deuren in FUNCTIES.items():
        for deur in deuren:
            yield handtekening, ROLNAAM[deur]
    for handtekening in FEITEN:
        yield handtekening, DEURROL
