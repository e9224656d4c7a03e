"""Destroyed is destroyed: in the database, in its files, and in a backup that was made before."""

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from tests.eigen_cluster import Omgeving, eigen_omgeving

from kring.config.postgres import Cluster
from kring.config.postgres.binaries import find_installation


# Each stands in one kind of place: a name, a text, an address, a sealed one, a child's words, a reason.
CANARIES = (
    "Kanarienaam", "Kanarietekst", "Kanariestraat", "Kanarieschuil", "Kanariewoorden", "Kanarienood",
    "Kanarieorigineel", "Kanarieafspraak",
)  # fmt: skip
MAAK = """
from datetime import UTC, datetime
from tests.verhaal import begin_verhaal, make_medewerker
from kring.dossier.actions import open_nood
from kring.toegang import actions, klok

beslisser = make_medewerker("Ayse", mandaten=("rechten",))
adressen = {naam: (("feitelijk", {"straat": straat, "huisnummer": "7", "woonplaats": "Duinrand"}),)
            for naam, straat in (("mark", "Kanariestraat"), ("samira", "Kanarieschuil"))}
verhaal = begin_verhaal("begin_kennismaken", dagen_geleden=150, adressen=adressen)
verhaal.tussendoor("fatima", "schrijf_notitie", {"tekst": "Kanarietekst over school."})
verhaal.tussendoor("fatima", "leg_gezinsleden_vast", {"bron": "Paspoort", "leden": [
    {"lid": str(verhaal.sleutel("mark")), "rol": "ouder", "voornaam": "Kanarienaam", "geboren": "1989-11-20"}]})
verhaal.tussendoor("fatima", "scherm_adres_af", {
    "van": [str(verhaal.sleutel("samira"))], "voor": [str(verhaal.sleutel("mark"))], "reden": "Veiligheid."})
verhaal.tussendoor("fatima", "maak_afspraak", {"wat": "Kanarieafspraak", "wie": "gezin", "naam": "Oma",
    "veiligheid": "nee"})
wijzig = {"leg_woorden_kind_vast": {"woorden": "Kanariewoorden die ik zei."}}
verhaal.loop("geef_eigen_cijfer", wijzig=wijzig)
henny = make_medewerker("Henny")
op = verhaal.scenario.stappen[verhaal.gedaan - 1].op
actions.set_clock(op, echt=datetime.now(UTC))
open_nood(gezin=verhaal.gezin, door=henny, op=op, reden="Kanarienood: er is nu gegil.", sleutel="nood")
actions.reset_clock()
verhaal.loop("sluit_af")
verhaal.neem("samira", "vraag_vernietiging", {"van": str(verhaal.sleutel("samira")), "wat": "Alles."})
print(verhaal.gezin, beslisser, verhaal.actor("fatima"), henny)
"""
BESLIS = """
from uuid import UUID, uuid4
from kring.dossier.actions import Opdracht, take_stap, vernietig
from kring.toegang import klok
gezin, door = UUID(%r), UUID(%r)
take_stap(Opdracht(gezin=gezin, stap="beslis_vernietiging", door=door, op=klok.nu(), sleutel=str(uuid4()),
    waarden={"besluit": "vernietigen", "reden": "De bewaartermijn is voorbij en niemand heeft er belang bij.",
             "bij": %r, "aangeboden": klok.nu().date().isoformat()}))
if %r:
    vernietig(gezin=gezin, op=klok.nu())
"""
# Everything that is locked, in every table, as the key store is now.
LEES = """
from uuid import UUID
import psycopg
from kring.toegang.kluis import sleutelbos
from kring.toegang.sleutels import SleutelVernietigd
gezin = UUID(%r)
leesbaar = gesloten = 0
with psycopg.connect(%r) as db:
    kolommen = db.execute(
        "SELECT table_name, column_name FROM information_schema.columns c WHERE data_type = 'bytea'"
        " AND table_schema = 'public' AND EXISTS (SELECT 1 FROM information_schema.columns g"
        " WHERE g.table_name = c.table_name AND g.column_name = 'gezin_id')"
        " AND column_name NOT IN ('bsn_kenmerk', 'sleutel', 'vingerafdruk')").fetchall()
    for tabel, kolom in kolommen:
        for (inhoud,) in db.execute(f"SELECT {kolom} FROM {tabel} WHERE gezin_id = %%s", [gezin]):
            if inhoud:
                try:
                    sleutelbos().decrypt(gezin, "", inhoud)
                except SleutelVernietigd:
                    gesloten += 1
                except Exception:
                    leesbaar += 1
print(leesbaar, gesloten)
"""
# What everybody who had something to do with it can read, or how it ends.
TOON = """
from uuid import UUID
from kring.dossier.queries import load_leden, load_regels, load_volle_stand, load_werklijst
from kring.dossier.queries.mensen import load_namen
from kring.dossier.opslag import stelsel_van
from kring.toegang import klok
from kring.toegang.deur import GeenToegang, binnen, open_dossier, open_lijst
from kring.toegang.sleutels import SleutelVernietigd
gezin = UUID(%r)
def lees(actor):
    deur = open_dossier(actor=actor, gezin=gezin)
    with binnen(deur):
        print(load_regels(deur, stelsel_van("rvt"), hoogstens=500))
        print(load_leden(deur, klok.nu().date()))
for actor in map(UUID, %r):
    for vraag in (lees, lambda actor: print(load_volle_stand(gezin=gezin, actor=actor))):
        try:
            vraag(actor)
        except (GeenToegang, SleutelVernietigd) as fout:
            print(type(fout).__name__)
    deur = open_lijst(actor=actor)
    with binnen(deur):
        print(load_werklijst(deur, klok.nu()), load_namen(deur, [gezin]))
"""


@dataclass
class Geval:
    """A closed file full of canaries, with its keys and its people."""

    omgeving: Omgeving
    gezin: str
    beslisser: str
    mensen: list[str]

    def sql(self, vraag: str) -> list[tuple]:
        """As the superuser."""
        with psycopg.connect(self.omgeving.cluster.superuser_url(database="kring")) as db:
            return db.execute(vraag).fetchall()

    def beslis(self, *, voer_uit: bool = True) -> None:
        """Take the decision, and carry it out."""
        feit = "vernietiging_gevraagd"
        ((bij,),) = self.sql(f"SELECT id FROM dossier_gebeurtenis WHERE feit = '{feit}'")  # noqa: S608
        self.omgeving.script(BESLIS % (self.gezin, self.beslisser, str(bij), voer_uit))

    def toon(self) -> str:
        """Everything that the product shows of it, to whom."""
        return self.omgeving.script(TOON % (self.gezin, self.mensen))

    def lees(self) -> tuple[int, int]:
        """How many locked values can still be opened, and how many not."""
        stuk = LEES % (self.gezin, self.omgeving.cluster.superuser_url(database="kring"))
        open_, dicht = self.omgeving.script(stuk).split()
        return int(open_), int(dicht)


@pytest.fixture(scope="module")
def kopie(tmp_path_factory):
    """A backup of the database and, apart, of the keys, of a case that is closed; and who is in it."""
    map_ = tmp_path_factory.mktemp("kopie")
    with eigen_omgeving(map_ / "bron") as omgeving:
        wie = omgeving.script(MAAK).split()
        opdracht = [find_installation() / "bin" / "pg_basebackup", "--pgdata", map_ / "data",
                    "--checkpoint=fast", "--dbname", omgeving.cluster.superuser_url()]  # fmt: skip
        subprocess.run(opdracht, check=True, capture_output=True)  # noqa: S603  our own binary
    return map_, wie


@pytest.fixture
def geval(kopie, tmp_path):
    map_, (gezin, *mensen) = kopie
    omgeving = restore(map_, tmp_path / "een", sleutels=map_ / "bron/.kring")
    with omgeving.cluster.running():
        yield Geval(omgeving, gezin, mensen[0], mensen)


def restore(kopie, naar, *, sleutels):
    """The backup as a server, with a key store as it is now."""
    shutil.copytree(sleutels, naar / ".kring")
    (naar / "postgres").mkdir(mode=0o700)
    for bestand in (kopie / "bron/postgres").glob("*.wachtwoord"):
        shutil.copy2(bestand, naar / "postgres")
    shutil.copytree(kopie / "data", naar / "postgres/data")
    return Omgeving(naar, Cluster(naar / "postgres"))


def find_canaries(map_):
    """Every canary that stands readable in a file below this directory."""
    gevonden = set()
    for pad in filter(Path.is_file, map_.rglob("*")):
        inhoud = pad.read_bytes()
        gevonden |= {naam for naam in CANARIES if naam.encode() in inhoud}
    return gevonden


def test_destroyed_here_and_in_a_backup_from_before(geval, kopie, tmp_path):
    voor = geval.toon()
    assert [naam for naam in ZICHTBAAR if naam not in voor] == []
    assert geval.lees()[1] == 0
    geval.beslis()
    assert geval.lees()[0] == 0
    assert "Kanarie" not in geval.toon()
    assert find_canaries(geval.omgeving.map) == set()
    oud = restore(kopie[0], tmp_path / "twee", sleutels=geval.omgeving.map / ".kring")
    with oud.cluster.running():
        terug = replace(geval, omgeving=oud)
        leesbaar, gesloten = terug.lees()
        assert (leesbaar, gesloten > 40) == (0, True)
        assert "Kanarie" not in terug.toon()
        assert "1 dossiers opnieuw vernietigd." in oud.run("-m", "kring", "vernietig", "--herhaal")
        assert_leeg(terug)
        assert "niets meer" in oud.run("-m", "kring", "vernietig", "--herhaal")
    assert find_canaries(tmp_path / "twee") == set()


# What somebody could read before; the others were sealed, or for nobody on this list.
ZICHTBAAR = ("Kanarienaam", "Kanarietekst", "Kanariewoorden", "Kanarienood", "Kanarieafspraak")


def test_a_backup_with_its_keys_is_whole(geval):
    """The canaries would be found: nothing above passes because nothing was there."""
    assert geval.lees()[0] > 40
    bestanden = [
        pad for pad in (geval.omgeving.map / ".kring/sleutels/gezinnen").rglob("*") if pad.is_file()
    ]
    assert len(bestanden) == 2


def assert_leeg(geval):
    """Nobody can be found in what is left, and the ledger says so."""
    waar = f"WHERE gezin_id = '{geval.gezin}'"
    over = "naam <> '' OR geboren <> '' OR geslacht <> '' OR bsn_kenmerk IS NOT NULL"
    assert geval.sql(f"SELECT count(*) FROM gezinnen_persoon {waar} AND ({over})") == [(0,)]  # noqa: S608
    for tabel in ("gezinnen_adres", "gezinnen_deelnemer", "dossier_zegeltoegang"):
        assert geval.sql(f"SELECT count(*) FROM {tabel} {waar}") == [(0,)]  # noqa: S608
    assert geval.sql(f"SELECT count(*) FROM toegang_toegang {waar} AND tot > now()") == [(0,)]  # noqa: S608
    assert geval.sql(f"SELECT vernietigd_op IS NOT NULL FROM dossier_dossier {waar}") == [(True,)]  # noqa: S608
    assert geval.sql(f"SELECT count(*) FROM dossier_vernietiging {waar}") == [(1,)]  # noqa: S608
    assert geval.toon().count("GeenToegang") == 2 * len(geval.mensen)


def test_the_log_stays_whole(geval):
    vraag = "SELECT id, op, actor_id, handeling, doel, objecten FROM toegang_logregel ORDER BY id"
    voor = geval.sql(vraag)
    geval.beslis()
    na = geval.sql(vraag)
    assert na[: len(voor)] == voor
    assert "vernietigd" in [regel[3] for regel in na[len(voor) :]]


CRASH = """
import os
from uuid import UUID
from kring.dossier.actions import vernietig, vernietigen
from kring.toegang import klok
from kring.toegang.kluis import sleutelbos
bos = sleutelbos()
{hier} = lambda *a: os._exit(9)
vernietig(gezin=UUID({gezin!r}), op=klok.nu())
"""


@pytest.mark.parametrize("hier", ["bos.bury", "bos.destroy", "vernietigen._destroy_key"])
def test_broken_off_anywhere_it_can_be_finished(geval, hier):
    geval.beslis(voer_uit=False)
    stuk = CRASH.format(hier=hier, gezin=geval.gezin, door=geval.beslisser)
    with pytest.raises(AssertionError):
        geval.omgeving.script(stuk)
    if hier == "bos.bury":
        # It had not begun for the database: all is there, and the same request again does it.
        assert "Kanarietekst" in geval.toon()
        geval.omgeving.script(stuk.replace(f"{hier} = lambda *a: os._exit(9)", ""))
    geval.omgeving.run("-m", "kring", "vernietig", "--herhaal")
    assert_leeg(geval)
    assert geval.lees()[0] == 0


def test_without_a_decision_nothing_is_destroyed(geval):
    stuk = """
from uuid import UUID
from kring.dossier.actions import NietBesloten, vernietig
from kring.toegang import klok
try:
    vernietig(gezin=UUID(%r), op=klok.nu())
except NietBesloten as fout:
    print(fout)
"""
    assert "Neem eerst dat besluit" in geval.omgeving.script(stuk % geval.gezin)
    assert geval.lees()[1] == 0


MISLUKT = """
from kring.dossier.actions import vernietig_besloten, vernietigen
from kring.toegang import klok
def stuk(**_):
    raise RuntimeError("geen schijf")
vernietigen.vernietig = stuk
try:
    print(list(vernietig_besloten(klok.nu())))
except ExceptionGroup as fouten:
    print(fouten.exceptions)
"""


def test_the_worker_carries_out_what_was_decided_and_tries_again(geval):
    geval.beslis(voer_uit=False)
    assert "Kanarietekst" in geval.toon()
    assert "RuntimeError('geen schijf')" in geval.omgeving.script(MISLUKT)
    assert geval.lees()[1] == 0
    assert "1 dossiers vernietigd zoals besloten" in geval.omgeving.run("-m", "kring", "werk", "--eenmaal")  # fmt: skip
    assert_leeg(geval)
    assert geval.lees()[0] == 0
    assert "0 dossiers vernietigd" in geval.omgeving.run("-m", "kring", "werk", "--eenmaal")
