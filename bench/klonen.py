"""Copies families: every key new, every word locked again under the key of its new family."""

import base64
import json
import random
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from bench.omgeving import say
from kring.stelsel.beleid.regels import GEZINSTABELLEN
from kring.toegang.kluis import sleutelbos


TABELLEN = (*GEZINSTABELLEN, "toegang_logregel", "gezinnen_adresgeheim", "gezinnen_adrestoegang")
NAAMRUIMTE = UUID("0f6f1d35-5f3f-5c27-9d9f-4b72696e6720")
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Rij = Mapping[str, Any]
# Where each locked column is bound to; as the product says it.
PLEKKEN: Mapping[tuple[str, str], Callable[[Rij], str]] = {
    ("gezinnen_gezin", "naam"): lambda r: f"gezin/{r['gezin_id']}",
    ("gezinnen_persoon", "naam"): lambda r: f"persoon/{r['id']}",
    ("gezinnen_persoon", "bsn"): lambda r: f"bsn/{r['id']}",
    ("gezinnen_huishouden", "naam"): lambda r: f"huishouden/{r['id']}",
    ("gezinnen_adres", "inhoud"): lambda r: f"adres/{r['id']}",
    ("gezinnen_adresgeheim", "inhoud"): lambda r: f"adres/{r['id']}",
    ("dossier_gebeurtenis", "inhoud"): lambda r: f"gebeurtenis/{r['id']}",
    ("dossier_uitspraak", "inhoud"): lambda r: f"uitspraak/{r['gebeurtenis_id']}/{r['plek']}",
    ("dossier_melding", "origineel"): lambda r: f"melding/{r['id']}",
    ("dossier_berichtuit", "inhoud"): lambda r: f"bericht/{r['id']}",
}
REDEN = ("toegang_toegang", "reden")
# What is unique in the whole region, or found by a hash that a copy must not share.
EENMALIG = {"nummer", "sleutel", "vingerafdruk", "bsn_kenmerk"}


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A family as it is stored, with its words unlocked; and the accounts of its members."""

    gezin: UUID
    leden: list[UUID]
    rijen: dict[str, list[dict[str, Any]]]


class Kloner:
    """Fills a database past every policy; `blijven` are accounts that all families share."""

    def __init__(self, db: psycopg.Connection, *, blijven: set[UUID]) -> None:
        self._db = db
        self._blijven = blijven
        self._kolommen = {tabel: self._columns(tabel) for tabel in TABELLEN}
        self._medewerkers = self._keys("SELECT id FROM toegang_actor WHERE soort = 'medewerker'")
        self._toeval = random.Random(20261124)  # noqa: S311  keys of copies, no secrets
        self.rijen = 0

    def _columns(self, tabel: str) -> list[str]:
        rijen = self._db.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = %s AND column_default IS NULL AND is_identity = 'NO'"
            " ORDER BY ordinal_position",
            [tabel],
        )
        return [naam for (naam,) in rijen]

    def _keys(self, vraag: str) -> set[UUID]:
        return {sleutel for (sleutel,) in self._db.execute(vraag)}

    def account(self, actor: UUID, groep: int) -> UUID:
        """Who does the work of this professional in another caseload; the first keeps its own."""
        return uuid5(NAAMRUIMTE, f"{groep}/{actor}") if groep else actor

    def read(self, gezin: UUID, leden: list[UUID]) -> Sjabloon:
        """A family to copy."""
        rijen = {}
        for tabel, kolommen in self._kolommen.items():
            gevonden = self._db.execute(
                sql.SQL("SELECT {} FROM {} WHERE gezin_id = %s").format(
                    sql.SQL(", ").join(map(sql.Identifier, kolommen)), sql.Identifier(tabel)
                ),
                [gezin],
            )
            rijen[tabel] = [
                _unlocked(tabel, gezin, dict(zip(kolommen, r, strict=True))) for r in gevonden
            ]
        return Sjabloon(gezin, leden, rijen)

    def fill(self, sjablonen: list[Sjabloon], nummers: range, *, groep: int) -> None:
        """Make copies number so and so; every `groep` of them has professionals of its own."""
        self._db.execute("SET session_replication_role = replica")
        for begin in range(nummers.start - nummers.start % groep, nummers.stop, groep):
            deel = range(max(begin, nummers.start), min(begin + groep, nummers.stop))
            mensen = self._professionals(begin // groep)
            with self._db.transaction():
                self._fill_group([(sjablonen[n % len(sjablonen)], mensen) for n in deel])
            say(f"Gezinnen maken: {deel.stop} van {nummers.stop}")
        self._db.execute("SET session_replication_role = origin")
        self._db.execute("VACUUM ANALYZE")
        self._db.execute("CHECKPOINT")

    def _professionals(self, groep: int) -> dict[UUID, UUID]:
        """Account → account in this caseload, made when it is not there yet."""
        eigen = {
            actor: self.account(actor, groep) for actor in self._medewerkers - self._blijven
        } if groep else {actor: actor for actor in self._medewerkers}  # fmt: skip
        for oud, nieuw in eigen.items():
            if oud != nieuw:
                self._copy_account(oud, nieuw)
        return eigen | {actor: actor for actor in self._blijven}

    def _copy_account(self, oud: UUID, nieuw: UUID) -> None:
        for tabel, sleutel in (("toegang_actor", "id"), ("toegang_mandaat", "actor_id"), ("toegang_registratie", "actor_id")):  # fmt: skip
            rest = [naam for naam in self._columns(tabel) if naam != sleutel]
            namen = sql.SQL(", ").join(map(sql.Identifier, rest))
            self._db.execute(
                sql.SQL("INSERT INTO {t} ({s}, {n}) SELECT %s, {n} FROM {t} WHERE {s} = %s").format(
                    t=sql.Identifier(tabel), s=sql.Identifier(sleutel), n=namen
                ),
                [nieuw, oud],
            )

    def _fill_group(self, kopieen: Iterable[tuple[Sjabloon, dict[UUID, UUID]]]) -> None:
        alles: dict[str, list[list[Any]]] = {tabel: [] for tabel in TABELLEN}
        leden: list[UUID] = []
        for sjabloon, mensen in kopieen:
            kopie = _Kopie(self._toeval, dict(mensen))
            leden += [kopie.key(lid) for lid in sjabloon.leden]
            sleutelbos().create(kopie.key(sjabloon.gezin))
            for tabel, rijen in sjabloon.rijen.items():
                alles[tabel] += [kopie.row(tabel, sjabloon.gezin, rij) for rij in rijen]
        with self._db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO toegang_actor (id, soort, naam, partij, organisatie, team, beroep,"
                " telefoon, actief) VALUES (%s, 'gezinslid', '', 'gezin', '', '', '', '', true)",
                [(lid,) for lid in leden],
            )
            for tabel, rijen in alles.items():
                self._copy(cursor, tabel, rijen)

    def _copy(self, cursor: psycopg.Cursor, tabel: str, rijen: list[list[Any]]) -> None:
        namen = sql.SQL(", ").join(map(sql.Identifier, self._kolommen[tabel]))
        opdracht = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(tabel), namen)
        with cursor.copy(opdracht) as stroom:
            for rij in rijen:
                stroom.write_row(rij)
        self.rijen += len(rijen)


def _unlocked(tabel: str, gezin: UUID, rij: dict[str, Any]) -> dict[str, Any]:
    """The row with its locked columns as text."""
    for kolom, waarde in rij.items():
        if (plek := PLEKKEN.get((tabel, kolom))) and waarde:
            rij[kolom] = sleutelbos().decrypt(gezin, plek(rij), waarde).decode()
        elif (tabel, kolom) == REDEN and waarde:
            open_ = sleutelbos().decrypt(gezin, f"toegang/{rij['id']}", base64.b64decode(waarde))
            rij[kolom] = open_.decode()
        elif isinstance(waarde, dict):
            rij[kolom] = json.dumps(waarde)
    return rij


class _Kopie:
    """One copy: remembers which key became which."""

    def __init__(self, toeval: random.Random, bekend: dict[UUID, UUID]) -> None:
        self._toeval = toeval
        self._sleutels = bekend
        self._teksten = {str(oud): str(nieuw) for oud, nieuw in bekend.items()}

    def key(self, oud: UUID) -> UUID:
        """The new key of what had this one."""
        if oud not in self._sleutels:
            nieuw = UUID(int=self._toeval.getrandbits(128), version=4)
            self._sleutels[oud], self._teksten[str(oud)] = nieuw, str(nieuw)
        return self._sleutels[oud]

    def text(self, oud: str) -> str:
        """The same words with the new keys in them."""
        return UUIDS.sub(lambda m: self._teksten.get(m[0]) or str(self.key(UUID(m[0]))), oud)

    def row(self, tabel: str, gezin: UUID, rij: Rij) -> list[Any]:
        """The row for COPY, in the order of its columns."""
        nieuw = {kolom: self._waarde(tabel, kolom, waarde) for kolom, waarde in rij.items()}
        for kolom in nieuw:
            if (plek := PLEKKEN.get((tabel, kolom))) and nieuw[kolom]:
                woorden = nieuw[kolom].encode()
                nieuw[kolom] = sleutelbos().encrypt(self.key(gezin), plek(nieuw), woorden)
            elif (tabel, kolom) == REDEN and nieuw[kolom]:
                dicht = sleutelbos().encrypt(
                    self.key(gezin), f"toegang/{nieuw['id']}", nieuw[kolom].encode()
                )
                nieuw[kolom] = base64.b64encode(dicht).decode()
            elif kolom == "bewijs":
                nieuw[kolom] = Jsonb(json.loads(nieuw[kolom]))
        return list(nieuw.values())

    def _waarde(self, tabel: str, kolom: str, waarde: Any) -> Any:
        if (
            tabel in ("dossier_dossier", "dossier_melding", "gezinnen_persoon")
            and kolom in EENMALIG
        ):
            return _fresh(waarde)
        if isinstance(waarde, UUID):
            return self.key(waarde)
        if isinstance(waarde, str):
            return self.text(waarde)
        if isinstance(waarde, list):
            return [self.key(deel) if isinstance(deel, UUID) else deel for deel in waarde]
        return waarde


def _fresh(waarde: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(waarde, str):
        teken = secrets.token_hex(4).upper()
        return f"K-{teken[:4]}-{teken[4:]}"
    return secrets.token_bytes(len(waarde)) if waarde is not None else None
