"""Writes what follows from a stap: uitspraken, functies, terms, grants, the line on the work list.

All of it can be built again from the gebeurtenissen; nothing here decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from kring.dossier.models import (
    Dossier,
    Gebeurtenis as GebeurtenisRij,
    Termijn,
    Toewijzing,
    Uitspraak as UitspraakRij,
    ZegelToegang,
)
from kring.dossier.models.stand import TERMIJNEN
from kring.dossier.opslag import bewijs_as_json, plek_gebeurtenis, plek_toegang, plek_uitspraak
from kring.stelsel.begrippen import Stelsel, Termijnsoort, Toegangseffect
from kring.stelsel.bewaren import bewaardatum, vernietigingsbesluit
from kring.stelsel.continuiteit import assess_continuiteit
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.motor import Genomen
from kring.stelsel.uitspraken import uitspraken_van, zicht_van
from kring.stelsel.zaak import LopendeTermijn, Stand
from kring.toegang.kluis import lock, lock_tekst
from kring.toegang.models import EEUWIG, Actor, Toegang
from kring.toegang.queries import holders_of_mandaat


# Terms whose passing asks somebody to act; the others end a right or a measure by themselves.
VRAAGT_ACTIE = frozenset(
    {Termijnsoort.BESLISTERMIJN, Termijnsoort.AFGESPROKEN, Termijnsoort.PERIODIEK}
)
PARTIJ = "partij:"
MANDAAT = "mandaat:"


class FunctiehouderOnbekend(RuntimeError):
    """No organisation of this partij has an account; the message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Schrijver:
    """Where and for which gezin rows are written, all through the door of one transaction."""

    alias: str
    gezin: UUID
    stelsel: Stelsel
    sleutel: str

    def write_alles(self, voor: Stand, genomen: Genomen) -> None:
        """Everything that follows from the stap, in the order that the constraints need."""
        self._gebeurtenis(genomen)
        self._uitspraken(genomen)
        self._functies(genomen)
        self._termijnen(voor, genomen.stand)
        self._beeindig_toegang(genomen)
        for effect in genomen.toegang:
            self._geef_toegang(genomen, effect)

    def _gebeurtenis(self, genomen: Genomen) -> None:
        gebeurtenis = genomen.gebeurtenis
        zicht = zicht_van(self.stelsel, genomen.stand, gebeurtenis)
        inhoud = {"waarden": gebeurtenis.waarden, "afwegingen": gebeurtenis.afwegingen}
        GebeurtenisRij(
            id=UUID(gebeurtenis.id),
            gezin_id=self.gezin,
            categorie=self.stelsel.categorieen[zicht.categorie].bit,
            over=[UUID(lid) for lid in zicht.over],
            voor=[UUID(lid) for lid in zicht.voor],
            portaal=zicht.portaal,
            verzegeld=zicht.verzegeld,
            auteur_id=UUID(gebeurtenis.door),
            op=gebeurtenis.op,
            inhoud=lock(self.gezin, plek_gebeurtenis(gebeurtenis.id), inhoud),
            volgnummer=gebeurtenis.volgnummer,
            stap=gebeurtenis.stap,
            feit=gebeurtenis.feit,
            partij=gebeurtenis.partij,
            soort=gebeurtenis.soort,
            lid_id=UUID(gebeurtenis.lid) if gebeurtenis.lid else None,
            geregistreerd=gebeurtenis.geregistreerd,
            sleutel=self.sleutel,
            bewijs=bewijs_as_json(genomen.bewijs),
        ).save(using=self.alias, force_insert=True)

    def _uitspraken(self, genomen: Genomen) -> None:
        gebeurtenis = genomen.gebeurtenis
        rijen = []
        for uitspraak in uitspraken_van(self.stelsel, genomen.stand, gebeurtenis):
            zicht = uitspraak.zicht
            rijen.append(
                UitspraakRij(
                    id=uuid5(UUID(gebeurtenis.id), uitspraak.plek),
                    gezin_id=self.gezin,
                    categorie=self.stelsel.categorieen[zicht.categorie].bit,
                    over=[UUID(lid) for lid in zicht.over],
                    voor=[UUID(lid) for lid in zicht.voor],
                    portaal=zicht.portaal,
                    verzegeld=zicht.verzegeld,
                    auteur_id=UUID(gebeurtenis.door),
                    op=gebeurtenis.op,
                    inhoud=lock(
                        self.gezin, plek_uitspraak(gebeurtenis.id, uitspraak.plek), uitspraak.inhoud
                    ),
                    gebeurtenis_id=UUID(gebeurtenis.id),
                    plek=uitspraak.plek,
                    feit=uitspraak.feit,
                    soort=uitspraak.soort,
                    bij=uitspraak.bij,
                )
            )
        UitspraakRij.objects.using(self.alias).bulk_create(rijen)
        self._verzegel(genomen)

    def _verzegel(self, genomen: Genomen) -> None:
        """The list of a seal: who holds one of its functies now."""
        feit = self.stelsel.feitsoorten[genomen.gebeurtenis.feit]
        houders = {h.id for naam in feit.zicht.verzegeld_voor for h in genomen.stand.houders(naam)}
        self._open_zegel(UUID(genomen.gebeurtenis.id), map(UUID, houders))

    def _open_zegel(self, gebeurtenis: UUID, actoren: Iterable[UUID]) -> None:
        ZegelToegang.objects.using(self.alias).bulk_create(
            ZegelToegang(gezin_id=self.gezin, gebeurtenis_id=gebeurtenis, actor_id=actor)
            for actor in actoren
        )

    def _functies(self, genomen: Genomen) -> None:
        op = genomen.gebeurtenis.op
        weg = {
            *genomen.ontheffingen,
            *(f for f in genomen.beleggingen if self.stelsel.functies[f].enig),
        }
        over = {(f, h.id) for f in weg for h in genomen.stand.houders(f) if h.sinds < op}
        for rij in Toewijzing.objects.using(self.alias).filter(
            gezin_id=self.gezin, functie__in=weg, tot=EEUWIG
        ):
            if (rij.functie, str(rij.houder_id)) not in over:
                rij.tot = op
                rij.save(using=self.alias, force_update=True, update_fields=["tot"])
        for functie, wie in genomen.beleggingen.items():
            houder = self._houder(wie)
            Toewijzing(
                gezin_id=self.gezin,
                functie=functie,
                houder_id=houder,
                enig=self.stelsel.functies[functie].enig,
                voor_gezin=functie in VOOR_GEZIN,
                van=op,
                grond=UUID(genomen.gebeurtenis.id),
            ).save(using=self.alias, force_insert=True)
            self._volg_zegels(functie, houder)

    def _volg_zegels(self, functie: str, houder: UUID) -> None:
        """Who takes over a functie can read what was sealed for that functie before."""
        soorten = [
            f.id for f in self.stelsel.feitsoorten.values() if functie in f.zicht.verzegeld_voor
        ]
        if not soorten:
            return
        eerder = GebeurtenisRij.objects.using(self.alias).filter(
            gezin_id=self.gezin, feit__in=soorten, verzegeld=True
        )
        al = ZegelToegang.objects.using(self.alias).filter(gezin_id=self.gezin, actor_id=houder)
        bekend = set(al.values_list("gebeurtenis_id", flat=True))
        for gebeurtenis in set(eerder.values_list("id", flat=True)) - bekend:
            self._open_zegel(gebeurtenis, [houder])

    def _houder(self, wie: str) -> UUID:
        if not wie.startswith(PARTIJ):
            return UUID(wie)
        partij = wie.removeprefix(PARTIJ)
        actor = (
            Actor.objects.using(self.alias)
            .filter(soort="organisatie", partij=partij)
            .order_by("id")
            .first()
        )
        if actor is None:
            raise FunctiehouderOnbekend(
                f"Er is geen organisatie van soort {partij} bekend. Voeg die eerst toe aan de regio."
            )
        return actor.id

    def _termijnen(self, voor: Stand, na: Stand) -> None:
        """Terms that this stap stopped, and terms that it started."""
        eerder = {(t.gebeurtenis, t.termijn): t for t in voor.termijnen}
        Termijn.objects.using(self.alias).bulk_create(
            Termijn(
                gezin_id=self.gezin,
                termijn=termijn.termijn,
                gebeurtenis_id=UUID(termijn.gebeurtenis),
                start=termijn.start,
                einde=termijn.einde,
                einde_moment=termijn.einde_moment,
                gestopt_op=termijn.gestopt_op,
            )
            for termijn in na.termijnen
            if (termijn.gebeurtenis, termijn.termijn) not in eerder
        )
        for termijn in na.termijnen:
            sleutel = (termijn.gebeurtenis, termijn.termijn)
            if sleutel in eerder and eerder[sleutel].gestopt_op != termijn.gestopt_op:
                Termijn.objects.using(self.alias).filter(
                    gebeurtenis_id=UUID(termijn.gebeurtenis), termijn=termijn.termijn
                ).update(gestopt_op=termijn.gestopt_op)

    def _beeindig_toegang(self, genomen: Genomen) -> None:
        """End the grants that the stap ends: of who stops, or of everybody with such a grant."""
        if not genomen.beeindigt_toegang:
            return
        rijen = Toegang.objects.using(self.alias).filter(
            gezin_id=self.gezin, soort__in=genomen.beeindigt_toegang, tot__gt=genomen.gebeurtenis.op
        )
        if stopt := genomen.gebeurtenis.waarden.get("wie_stopt"):
            rijen = rijen.filter(actor_id=UUID(stopt))
        rijen.update(tot=genomen.gebeurtenis.op)

    def _geef_toegang(self, genomen: Genomen, effect: Toegangseffect) -> None:
        gebeurtenis = genomen.gebeurtenis
        soort = self.stelsel.toegangssoorten[effect.soort]
        scope = sum(1 << self.stelsel.categorieen[naam].bit for naam in soort.categorieen)
        tot = einde_toegang(gebeurtenis.waarden.get(effect.tot))
        if soort.hoogstens_uren is not None:
            tot = min(tot, gebeurtenis.op + timedelta(hours=soort.hoogstens_uren))
        reden = gebeurtenis.waarden.get("reden") if soort.reden_verplicht else None
        rijen = [
            Toegang(
                gezin_id=self.gezin,
                actor_id=actor,
                soort=soort.id,
                doel=soort.doel,
                scope=scope,
                van=gebeurtenis.op,
                tot=tot,
                grond=UUID(gebeurtenis.id),
                discreet=soort.discreet,
            )
            for actor in self._ontvangers(genomen, effect)
        ]
        for rij in rijen:
            # Content, like everything somebody typed: it goes when the key of the gezin goes.
            rij.reden = lock_tekst(self.gezin, plek_toegang(rij.id), reden) if reden else ""
        Toegang.objects.using(self.alias).bulk_create(rijen)

    def _ontvangers(self, genomen: Genomen, effect: Toegangseffect) -> tuple[UUID, ...]:
        gebeurtenis = genomen.gebeurtenis
        if effect.aan.startswith(MANDAAT):
            mandaat = effect.aan.removeprefix(MANDAAT)
            return holders_of_mandaat(mandaat, op=gebeurtenis.dag, alias=self.alias)
        wie = gebeurtenis.door if effect.aan == "door" else gebeurtenis.waarden.get(effect.aan)
        return (UUID(wie),) if wie else ()


# Functies whose holder the family sees.
VOOR_GEZIN = frozenset(
    {"vast_gezicht", "vervanger", "rvt_lid", "uitvoerder_maatregel", "ontvanger"}
)


def einde_toegang(dag: str | None) -> datetime:
    """A grant until a day ends when that day is over."""
    if not dag:
        return EEUWIG
    return datetime.combine(date.fromisoformat(dag), time.max, AMSTERDAM)


def update_dossier(dossier: Dossier, stelsel: Stelsel, genomen: Genomen) -> None:
    """The line on the work list, from the new stand."""
    stand, gebeurtenis = genomen.stand, genomen.gebeurtenis
    dossier.toestand = stand.toestand
    dossier.volgnummer = stand.volgnummer
    dossier.laatste_op = gebeurtenis.op
    dicht = stelsel.toestanden[stand.toestand].eind
    dossier.gesloten_op = (dossier.gesloten_op or gebeurtenis.op) if dicht else None
    dossier.bewaren_tot = bewaardatum(stelsel, stand)
    dossier.te_vernietigen = vernietigingsbesluit(stelsel, stand) is not None
    dossier.acuut_gevaar = _acuut_gevaar(stand)
    open_ = open_termijnen(stelsel, stand)
    dossier.eerste_termijn = open_[0].termijn if open_ else ""
    dossier.eerste_termijn_op = open_[0].einde_moment if open_ else None
    dossier.termijnen = [t.termijn for t in open_[:TERMIJNEN]]
    dossier.termijnen_op = [t.einde_moment for t in open_[:TERMIJNEN]]
    geteld = assess_continuiteit(stelsel, stand.gebeurtenissen)
    dossier.gezichten = len(geteld.gezichten)
    dossier.overdrachten = len(geteld.overdrachten)
    dossier.hertellingen = len(geteld.hertellingen)
    dossier.cijfer, dossier.vorig_cijfer = zorgelijkste_cijfer(stand)


def open_termijnen(stelsel: Stelsel, stand: Stand) -> list[LopendeTermijn]:
    """The running terms that ask for an act, the soonest first."""
    open_ = [
        t
        for t in stand.termijnen
        if t.gestopt_op is None and stelsel.termijnen[t.termijn].soort in VRAAGT_ACTIE
    ]
    return sorted(open_, key=lambda t: t.einde_moment)


def zorgelijkste_cijfer(stand: Stand) -> tuple[int | None, int | None]:
    """The last number of whoever's number fell, or else gave the lowest, with the one before it of the
    same giver. Somebody of the family counts as much as a professional: an alarm is an alarm."""
    per_gever: dict[str, list[int]] = {}
    for feit in stand.feiten("veiligheidscijfer"):
        gever = feit.waarden.get("van") or feit.lid or feit.door
        per_gever.setdefault(str(gever), []).append(feit.waarden["cijfer"])
    if not per_gever:
        return None, None
    laatste = [(reeks[-1], reeks[-2] if len(reeks) > 1 else None) for reeks in per_gever.values()]
    return min(laatste, key=lambda paar: (paar[1] is None or paar[1] <= paar[0], paar[0]))


def _acuut_gevaar(stand: Stand) -> bool:
    """A person recorded acute danger, and nobody has judged the safety since."""
    gevaar = stand.laatste("acuut_gevaar")
    daarna = stand.feiten("melding_beoordeeld", "veilig_genoeg", "melding_gesloten", "hermelding")
    return gevaar is not None and not any(f.volgnummer > gevaar.volgnummer for f in daarna)
