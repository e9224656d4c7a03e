"""A generated world in the real tables, asked through the real functions with real tickets."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from kring.stelsel.beleid.regels import PORTAAL, PROF
from kring.toegang import deur as deuren
from tests.beleid.gericht import (
    ANDER_GEZIN,
    COLLEGA,
    GEZIN,
    KIND_ACTOR,
    NU,
    OUDER,
    P_ELDERS,
    PROFESSIONAL,
    VREEMDE,
    persoon,
)
from tests.beleid.oordeel import Plek
from tests.beleid.werelden import Geval, Tabelrij, Vraag, Wereld, make_wereld, tabellen_van
from tests.deurwerk import committed_xid, insert, ticket


# What tells one row from another, where that is not `id`.
KENMERK = {
    "gezinnen_gezin": "gezin_id",
    "dossier_dossier": "gezin_id",
    "toegang_logregel": "objecten",
}
SLEUTELS = 1 << 64
# Real time goes on while a test runs: what ends a second from now, ends ten minutes from now here.
ADEM = 600


def make_possible(geval: Geval) -> Geval:
    """The world as the constraints of the tables allow it: what contradicts them is left out."""
    wereld = {tabel: [dict(rij) for rij in rijen] for tabel, rijen in geval.wereld.items()}
    wereld["gezinnen_persoon"].append(persoon(P_ELDERS, date(1980, 1, 1), gezin=ANDER_GEZIN))
    van = {rij["id"]: rij["gezin_id"] for rij in wereld["gezinnen_persoon"]}
    bij = {rij["id"]: rij["gezin_id"] for rij in wereld["dossier_gebeurtenis"]}
    for tabel in ("gezinnen_deelnemer", "gezinnen_blok"):
        wereld[tabel] = [rij | {"gezin_id": van[rij["persoon_id"]]} for rij in wereld[tabel]]
    wereld["gezinnen_gezag"] = [
        rij | {"gezin_id": van[rij["kind_id"]]}
        for rij in wereld["gezinnen_gezag"]
        if van[rij["kind_id"]] == van[rij["ouder_id"]]
    ]
    for tabel in ("dossier_uitspraak", "dossier_zegeltoegang"):
        wereld[tabel] = [rij | {"gezin_id": bij[rij["gebeurtenis_id"]]} for rij in wereld[tabel]]
    for tabel, velden in ENIG.items():
        wereld[tabel] = list(
            {tuple(rij[veld] for veld in velden): rij for rij in wereld[tabel]}.values()
        )
    for tabel in ("toegang_toegang", "gezinnen_blok"):
        wereld[tabel] = [_loopt(rij) for rij in wereld[tabel] if rij["van"] <= rij["tot"]]
    return replace(geval, wereld=make_wereld(wereld))


ENIG = {
    "gezinnen_gezin": ("gezin_id",),
    "dossier_dossier": ("gezin_id",),
    "gezinnen_deelnemer": ("persoon_id",),
    "dossier_zegeltoegang": ("gebeurtenis_id", "actor_id"),
}


def _loopt(rij: Tabelrij) -> Tabelrij:
    return rij | {veld: NU + ADEM * (rij[veld] - NU) for veld in ("van", "tot")}


class EchteWereld:
    """One world, loaded; `nummer` keeps its keys apart from those of other worlds."""

    def __init__(self, db: psycopg.Connection, geval: Geval, nummer: int) -> None:
        self.db = db
        self._nummer, self._geval = nummer, geval
        self._plekken: dict[tuple[str, Any], Plek] = {}
        self._set_clock()
        self._load()

    def _set_clock(self) -> None:
        """The clock of this database stands where the world is."""
        vandaag = self._geval.vragen[0].vandaag
        moment = datetime(vandaag.year, vandaag.month, vandaag.day, 11, tzinfo=UTC)
        self._verschil = moment - NU
        self.db.execute("UPDATE kring.klok SET verschuiving = %s - clock_timestamp()", [moment])

    def _load(self) -> None:
        for actor in (PROFESSIONAL, COLLEGA, OUDER, KIND_ACTOR, VREEMDE):
            insert(self.db, "toegang_actor", id=self.eigen(actor), soort="medewerker", actief=True)
        for gezin in (GEZIN, ANDER_GEZIN):
            if not any(rij["gezin_id"] == gezin for rij in self._geval.wereld["gezinnen_gezin"]):
                insert(self.db, "gezinnen_gezin", gezin_id=self.eigen(gezin))
        for tabel in VOLGORDE:
            for rij in self._geval.wereld[tabel]:
                self._insert(tabel, rij)

    def _insert(self, tabel: str, rij: Tabelrij) -> None:
        waarden = {naam: self.eigen(waarde) for naam, waarde in rij.items() if naam != "rij"}
        if tabel in ("toegang_toegang", "gezinnen_blok"):
            waarden |= {veld: waarden[veld] + self._verschil for veld in ("van", "tot")}
        vulling = EXTRA[tabel](self, waarden) if tabel in EXTRA else {}
        gemaakt = insert(self.db, tabel, **waarden | vulling)
        self._plekken[tabel, gemaakt[KENMERK.get(tabel, "id")]] = (tabel, rij["rij"])

    def eigen(self, waarde: Any) -> Any:
        """A key of this world."""
        if isinstance(waarde, UUID):
            return UUID(int=waarde.int + (self._nummer + 1) * SLEUTELS)
        if isinstance(waarde, list):
            return [self.eigen(een) for een in waarde]
        return waarde

    def gebeurtenis(self, gezin: UUID) -> UUID:
        """Some gebeurtenis of this family, for a row that must point at one."""
        standaard = {
            "sleutel": str(uuid4()),
            "volgnummer": uuid4().int % 2**31,
            "auteur_id": uuid4(),
        }
        return insert(self.db, "dossier_gebeurtenis", gezin_id=gezin, **standaard)["id"]

    def visible(self, verbinding: psycopg.Connection, vraag: Vraag, tekst: str) -> set[Plek]:
        """What a ticket shows at its door, of the rows that the world had."""
        gezien = set()
        with verbinding.transaction():
            verbinding.execute("SELECT set_config('kring.ticket', %s, true)", [tekst])
            for tabel in tabellen_van(vraag.deur):
                wat, uit = sql.Identifier(KENMERK.get(tabel, "id")), sql.Identifier(tabel)
                antwoord = verbinding.execute(sql.SQL("SELECT {} FROM {}").format(wat, uit))
                gezien |= {
                    self._plekken.get((tabel, kenmerk), (tabel, -1)) for (kenmerk,) in antwoord
                }
        # Rows that were only made to point at, or written by opening: not part of the world.
        return {plek for plek in gezien if plek[1] != -1}

    def forged(self, vraag: Vraag) -> str:
        """A ticket for exactly this request, as if the door had given it."""
        soort = "lijst" if vraag.lijst else "portaal" if vraag.deur == PORTAAL else "dossier"
        return ticket(
            vraag.deur,
            soort=soort,
            gezin=self.eigen(vraag.gezin) or "",
            actor=self.eigen(vraag.ik) or "",
            doel=vraag.doel or "",
            xid=committed_xid(self.db),
        )

    def opened(self, vraag: Vraag) -> str | None:
        """The ticket that the door gives for this request; None when it refuses."""
        ik, gezin = self.eigen(vraag.ik), self.eigen(vraag.gezin)
        try:
            if vraag.lijst:
                return deuren.open_lijst(actor=ik).ticket
            if vraag.deur == PROF:
                return deuren.open_dossier(actor=ik, gezin=gezin, doel=vraag.doel or "").ticket
            return deuren.open_portaal(actor=ik, gezin=gezin).ticket
        except deuren.GeenToegang:
            return None


def may_open(wereld: Wereld, vraag: Vraag) -> bool:
    """Whether the door should open: a grant that lives, or a person without a blok."""
    if vraag.lijst:
        return True
    if vraag.deur == PROF:
        return any(
            (rij["actor_id"], rij["gezin_id"]) == (vraag.ik, vraag.gezin)
            and rij["doel"] == vraag.doel
            and rij["van"] <= NU < rij["tot"]
            for rij in wereld["toegang_toegang"]
        )
    mee = [rij for rij in wereld["gezinnen_deelnemer"] if rij["actor_id"] == vraag.ik]
    ik = {rij["persoon_id"] for rij in mee}
    blok = any(
        rij["persoon_id"] in ik and rij["gezin_id"] == vraag.gezin and rij["van"] <= NU < rij["tot"]
        for rij in wereld["gezinnen_blok"]
    )
    return any(rij["gezin_id"] == vraag.gezin for rij in mee) and not blok


def _persoon(_: EchteWereld, rij: Tabelrij) -> Tabelrij:
    return {"geboren": str(rij["geboren_vroegst"] or "")}


def _bij_gebeurtenis(wereld: EchteWereld, rij: Tabelrij) -> Tabelrij:
    return {"gebeurtenis_id": wereld.gebeurtenis(rij["gezin_id"]), "sleutel": uuid4().hex}


def _termijn(wereld: EchteWereld, rij: Tabelrij) -> Tabelrij:
    return {"gebeurtenis_id": wereld.gebeurtenis(rij["gezin_id"])}


def _melding(wereld: EchteWereld, rij: Tabelrij) -> Tabelrij:
    return {"gebeurtenis_id": wereld.gebeurtenis(rij["gezin_id"]), "sleutel": uuid4().bytes}


def _adres(wereld: EchteWereld, rij: Tabelrij) -> Tabelrij:
    return {"persoon_id": insert(wereld.db, "gezinnen_persoon", gezin_id=rij["gezin_id"])["id"]}


def _lid(wereld: EchteWereld, rij: Tabelrij) -> Tabelrij:
    huis = insert(wereld.db, "gezinnen_huishouden", gezin_id=rij["gezin_id"])["id"]
    return {**_adres(wereld, rij), "huishouden_id": huis}


# What the policies do not look at, and the constraints of a table ask for.
EXTRA: dict[str, Any] = {
    "gezinnen_persoon": _persoon,
    "gezinnen_adres": _adres,
    "gezinnen_lidmaatschap": _lid,
    "dossier_termijn": _termijn,
    "dossier_melding": _melding,
    "dossier_berichtuit": _bij_gebeurtenis,
    "dossier_dossier": lambda _w, _r: {"nummer": uuid4().hex},
    "dossier_gebeurtenis": lambda _w, _r: {
        "sleutel": uuid4().hex,
        "volgnummer": uuid4().int % 2**31,
    },
    "dossier_uitspraak": lambda _w, _r: {"plek": uuid4().hex, "soort": "feit"},
    "toegang_logregel": lambda _w, _r: {"objecten": uuid4().hex, "actor_id": uuid4()},
}
VOLGORDE = (
    "gezinnen_gezin",
    "gezinnen_persoon",
    "dossier_dossier",
    "dossier_gebeurtenis",
    "dossier_uitspraak",
    "dossier_zegeltoegang",
    "gezinnen_deelnemer",
    "gezinnen_gezag",
    "gezinnen_blok",
    "toegang_toegang",
    "gezinnen_huishouden",
    "gezinnen_lidmaatschap",
    "gezinnen_adres",
    "dossier_toewijzing",
    "dossier_termijn",
    "dossier_melding",
    "dossier_berichtuit",
    "dossier_weigering",
    "toegang_logregel",
)
