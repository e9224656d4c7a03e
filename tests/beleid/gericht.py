"""Directed worlds: one for each distinction that the law or a limb of the policy makes.

They come from a world in which everything is allowed, in which one thing at a time is different; and
from the ages of the law. They alone must show every mistake, without luck.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from kring.stelsel.beleid.regels import MOTOR, PORTAAL, PROF
from kring.stelsel.kalender import add_jaren
from tests.beleid.werelden import EEUWIG, Geval, Tabelrij, Vraag, make_wereld


def sleutel(nummer: int) -> UUID:
    """A key that reads well."""
    return UUID(int=nummer)


GEZIN, ANDER_GEZIN = sleutel(1), sleutel(2)
PROFESSIONAL, COLLEGA, OUDER, KIND_ACTOR, VREEMDE = map(sleutel, range(11, 16))
# Persons: the parent, the child, another child, somebody of the other family.
P_OUDER, P_KIND, P_BROER, P_ELDERS = map(sleutel, range(21, 25))
GEBEURTENIS, VERZEGELD, ANDERE_GEBEURTENIS = map(sleutel, range(31, 34))
VANDAAG = date(2026, 11, 21)
NU = datetime(2026, 11, 21, 11, tzinfo=UTC)
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)
EERDER, LATER = NU - timedelta(hours=1), NU + timedelta(hours=1)
ALLES = 4095
HULP, NOOD = "hulp", "nood"
CATEGORIE = 1
DAGEN = (VANDAAG, date(2028, 2, 29), date(2030, 2, 28), date(2030, 3, 1))

LEZER = Vraag(PROF, ik=PROFESSIONAL, gezin=GEZIN, doel=HULP)
IN_NOOD = replace(LEZER, doel=NOOD)
OP_LIJST = Vraag(PROF, ik=PROFESSIONAL, lijst=True, doel="werk")
ALS_OUDER = Vraag(PORTAAL, ik=OUDER, gezin=GEZIN, doel="eigen")
ALS_KIND = replace(ALS_OUDER, ik=KIND_ACTOR)
MOTORVRAAG = Vraag(MOTOR, ik=PROFESSIONAL, gezin=GEZIN, doel=HULP)
VRAGEN = (LEZER, IN_NOOD, OP_LIJST, ALS_OUDER, ALS_KIND, MOTORVRAAG)


def persoon(id_: UUID, geboren: date, *, gezin: UUID = GEZIN, **oordeel: bool) -> Tabelrij:
    """Somebody with a birth date that is wholly known."""
    rechten = {"bekwaam": True, "bezwaar": False, "deelt": False} | oordeel
    dagen = {"geboren_vroegst": geboren, "geboren_laatst": geboren}
    return {"id": id_, "gezin_id": gezin, **dagen, **rechten}


def regel(**waarden: Any) -> Tabelrij:
    """A gebeurtenis or uitspraak of the family, for everybody whom it is about."""
    standaard = {
        "gezin_id": GEZIN, "categorie": CATEGORIE, "over": [], "voor": [], "portaal": True,
        "verzegeld": False, "auteur_id": PROFESSIONAL,
    }  # fmt: skip
    return standaard | waarden


def _regels(soort: str) -> list[Tabelrij]:
    """One record for every way by which somebody can come to see it."""
    rijen = [
        {"over": [P_KIND]},
        {"over": [P_OUDER]},
        {"voor": [P_OUDER]},
        {"voor": [P_KIND]},
        {"over": [P_KIND], "verzegeld": True, "portaal": True},
        {"over": [P_KIND], "portaal": False},
        {"auteur_id": OUDER, "portaal": False, "verzegeld": True},
        {"auteur_id": KIND_ACTOR, "portaal": False, "verzegeld": True, "categorie": 6},
    ]
    if soort == "dossier_uitspraak":
        return [
            regel(**rij, gebeurtenis_id=VERZEGELD if rij.get("verzegeld") else GEBEURTENIS)
            for rij in rijen
        ]
    ids = [GEBEURTENIS, *(sleutel(40 + nummer) for nummer in range(3)), VERZEGELD,
           *(sleutel(50 + nummer) for nummer in range(3))]  # fmt: skip
    return [regel(**rij, id=id_) for rij, id_ in zip(rijen, ids, strict=True)]


def basis() -> dict[str, list[Tabelrij]]:
    """The world in which everything is allowed that can be."""
    van_gezin = ("gezinnen_gezin", "gezinnen_huishouden", "gezinnen_lidmaatschap", "gezinnen_adres",
                 "dossier_dossier", "dossier_termijn", "dossier_melding", "dossier_berichtuit",
                 "dossier_weigering")  # fmt: skip
    loopt = {"van": EERDER, "tot": LATER}
    return {
        **{tabel: [{"gezin_id": GEZIN}] for tabel in van_gezin},
        "toegang_toegang": [
            {"gezin_id": GEZIN, "actor_id": PROFESSIONAL, "doel": HULP, "scope": ALLES, **loopt}
        ],
        "dossier_zegeltoegang": [
            {"gezin_id": GEZIN, "gebeurtenis_id": VERZEGELD, "actor_id": PROFESSIONAL}
        ],
        "gezinnen_deelnemer": [
            {"gezin_id": GEZIN, "actor_id": OUDER, "persoon_id": P_OUDER},
            {"gezin_id": GEZIN, "actor_id": KIND_ACTOR, "persoon_id": P_KIND},
        ],
        "gezinnen_persoon": [
            persoon(P_OUDER, date(1990, 1, 1)),
            persoon(P_KIND, add_jaren(VANDAAG, -14)),
            persoon(P_BROER, add_jaren(VANDAAG, -9)),
        ],
        "gezinnen_gezag": [
            {"gezin_id": GEZIN, "ouder_id": P_OUDER, "kind_id": P_KIND, "van": GISTEREN, "tot": MORGEN}
        ],
        # Of somebody else, and of another family: they take nothing away.
        "gezinnen_blok": [
            {"gezin_id": GEZIN, "persoon_id": P_BROER, **loopt},
            {"gezin_id": ANDER_GEZIN, "persoon_id": P_OUDER, **loopt},
            {"gezin_id": GEZIN, "persoon_id": P_OUDER, "van": LATER, "tot": EEUWIG},
        ],
        "dossier_toewijzing": [{"gezin_id": GEZIN, "voor_gezin": True}],
        "toegang_logregel": [{"gezin_id": GEZIN, "discreet": False}],
        "dossier_gebeurtenis": _regels("dossier_gebeurtenis"),
        "dossier_uitspraak": _regels("dossier_uitspraak"),
    }  # fmt: skip


MOMENTEN = [NU + timedelta(seconds=s) for s in (-1, 0, 1)] + [EERDER, LATER]
SLEUTELS = {
    "gezin_id": (GEZIN, ANDER_GEZIN),
    "actor_id": (PROFESSIONAL, OUDER, KIND_ACTOR, VREEMDE),
    "auteur_id": (PROFESSIONAL, OUDER, KIND_ACTOR, VREEMDE),
    "persoon_id": (P_OUDER, P_KIND, P_BROER, P_ELDERS),
    "ouder_id": (P_OUDER, P_KIND, P_BROER, P_ELDERS),
    "kind_id": (P_OUDER, P_KIND, P_BROER, P_ELDERS),
    "id": (P_OUDER, P_KIND, P_ELDERS, VERZEGELD, ANDERE_GEBEURTENIS),
    "gebeurtenis_id": (GEBEURTENIS, VERZEGELD, ANDERE_GEBEURTENIS),
    "over": ([], [P_KIND], [P_OUDER], [P_ELDERS, P_KIND], [P_ELDERS]),
    "voor": ([], [P_KIND], [P_OUDER], [P_ELDERS, P_OUDER], [P_ELDERS]),
    "doel": (HULP, NOOD, "anders"),
    "categorie": (0, CATEGORIE, CATEGORIE + 1, 11),
    # Everything, everything but one place, and one place only.
    "scope": (ALLES, *(ALLES & ~(1 << bit) for bit in (0, 1, 9, 11)), *(1 << bit for bit in (0, 1, 2, 9, 10, 11))),
    "geboren_vroegst": (None, *(add_jaren(VANDAAG, -j) + timedelta(days=d) for j in (12, 16, 18) for d in (0, 1))),
    "geboren_laatst": (None, *(add_jaren(VANDAAG, -j) + timedelta(days=d) for j in (12,) for d in (0, 1))),
}  # fmt: skip


def _anders(kolom: str, waarde: Any) -> Iterator[Any]:
    """The other values that a column can have, each on its edge."""
    if isinstance(waarde, bool):
        yield not waarde
    elif isinstance(waarde, datetime):
        yield from MOMENTEN
    elif kolom in ("van", "tot"):
        yield from (VANDAAG + timedelta(days=d) for d in (-1, 0, 1))
        if kolom == "tot":
            yield None
    else:
        yield from SLEUTELS[kolom]


def _een_ding_anders() -> Iterator[Geval]:
    """The base with one row left out, or with one value changed."""
    heel = basis()
    for tabel, rijen in heel.items():
        for plek, rij in enumerate(rijen):
            voor, na = rijen[:plek], rijen[plek + 1 :]
            yield _geval(f"zonder {tabel} {plek}", heel, tabel, "", [*voor, *na])
            for kolom, waarde in rij.items():
                for ander in _anders(kolom, waarde):
                    nieuw = [*voor, rij | {kolom: ander}, *na]
                    yield _geval(f"{tabel} {plek} {kolom}={ander}", heel, tabel, kolom, nieuw)


def _geval(
    naam: str, heel: dict[str, list[Tabelrij]], tabel: str, kolom: str, rijen: list[Tabelrij]
) -> Geval:
    geval = Geval(naam, make_wereld({**heel, tabel: rijen}), VRAGEN, anders=(tabel, kolom))
    return replace(geval, vragen=tuple(v for v in VRAGEN if geval.tabellen(v.deur)))


def _vragen_anders() -> Iterator[Vraag]:
    """Each request with one fact changed or not known."""
    for vraag in VRAGEN:
        yield vraag
        yield from (replace(vraag, ik=ander) for ander in (None, COLLEGA, VREEMDE))
        yield from (replace(vraag, gezin=ander) for ander in (None, ANDER_GEZIN))
        yield from (replace(vraag, doel=ander) for ander in (None, "anders"))
        yield replace(vraag, lijst=not vraag.lijst)
        for verschil in (-3601, -3600, 3600, 3601):
            yield replace(vraag, nu=NU + timedelta(seconds=verschil))
        yield from (replace(vraag, vandaag=VANDAAG + timedelta(days=d)) for d in (-2, -1, 1, 2))


def geboortedagen(vandaag: date) -> Iterator[tuple[date | None, date | None]]:
    """First and last possible day of birth: one day either side of each age of the law, leap days,
    and dates of which the day, the month or everything is unknown."""
    for jaren, dag in itertools.product((12, 16, 18), (-1, 0, 1)):
        geboren = add_jaren(vandaag, -jaren) + timedelta(days=dag)
        yield geboren, geboren
    for geboren in (date(2012, 2, 29), date(2014, 2, 28), date(2014, 3, 1), date(2010, 2, 28)):
        yield geboren, geboren
    for jaren in (12, 16, 18):
        jaar = vandaag.year - jaren
        yield date(jaar, 1, 1), date(jaar, 12, 31)
        yield date(jaar, vandaag.month, 1), add_jaren(date(vandaag.year, vandaag.month, 28), -jaren)
        grens = add_jaren(vandaag, -jaren)
        yield grens, grens + timedelta(days=30)
        yield grens - timedelta(days=30), grens
        yield grens - timedelta(days=30), grens + timedelta(days=1)
    yield None, None


def _wetten() -> Iterator[Geval]:
    """Each age of the law × bekwaam × bezwaar × deelt × day, for the child and for a parent."""
    for vandaag in DAGEN:
        for geboren, *oordeel in itertools.product(
            list(geboortedagen(vandaag)), *[(True, False)] * 3
        ):
            yield kindgeval(vandaag, geboren, *oordeel)


def kindgeval(
    vandaag: date, geboren: tuple[date | None, date | None], bekwaam: bool, bezwaar: bool, deelt: bool
) -> Geval:  # fmt: skip
    """One child, one parent with gezag that never ends, a record about the child and one for it."""
    kind = {
        "id": P_KIND, "gezin_id": GEZIN, "bekwaam": bekwaam, "bezwaar": bezwaar, "deelt": deelt,
        "geboren_vroegst": geboren[0], "geboren_laatst": geboren[1],
    }  # fmt: skip
    gezag = {"gezin_id": GEZIN, "ouder_id": P_OUDER, "kind_id": P_KIND, "van": vandaag, "tot": None}
    wereld = make_wereld(
        {
            "gezinnen_deelnemer": basis()["gezinnen_deelnemer"],
            "gezinnen_persoon": [persoon(P_OUDER, date(1985, 1, 1)), kind],
            "gezinnen_gezag": [gezag],
            "dossier_gebeurtenis": [regel(id=GEBEURTENIS, over=[P_KIND])],
            "dossier_uitspraak": [regel(over=[P_KIND]), regel(voor=[P_KIND])],
        }
    )
    vragen = tuple(replace(vraag, vandaag=vandaag) for vraag in (ALS_OUDER, ALS_KIND))
    naam = f"{vandaag}: {geboren} bekwaam={bekwaam} bezwaar={bezwaar} deelt={deelt}"
    return Geval(naam, wereld, vragen)


def _blokken() -> Iterator[Geval]:
    """A blok of everybody's person, begun, ended, of another family: on top of every right."""
    heel = basis()
    for wie, gezin in itertools.product((P_OUDER, P_KIND, P_BROER), (GEZIN, ANDER_GEZIN)):
        for van, tot in ((EERDER, LATER), (NU, EEUWIG), (EERDER, NU), (LATER, EEUWIG)):
            blok = {"gezin_id": gezin, "persoon_id": wie, "van": van, "tot": tot}
            yield _geval(
                f"blok {wie.int} {gezin.int} {van} {tot}", heel, "gezinnen_blok", "", [blok]
            )


def directed() -> Iterator[Geval]:
    """All directed worlds."""
    yield Geval("basis", make_wereld(basis()), tuple(_vragen_anders()))
    yield Geval("leeg", make_wereld({}), VRAGEN)
    yield from _een_ding_anders()
    yield from _blokken()
    yield from _wetten()
