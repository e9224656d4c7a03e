"""The stand of a case follows from its gebeurtenissen, one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kring.stelsel.begrippen import Eenheid, Stap, Stelsel, Termijnstart, Veldsoort, is_bij
from kring.stelsel.deeldatum import Deeldatum
from kring.stelsel.kalender import AMSTERDAM, dag_van
from kring.stelsel.termijnen import einde_dag, einde_moment
from kring.stelsel.zaak import BIJ, Gebeurtenis, Gezag, Houder, Lid, LopendeTermijn, Stand


# The two kinds of fact that change who has gezag; every variant records them under these names.
GEZAG = "gezag_vastgelegd"
GEZAG_EINDE = "gezag_beeindigd"


class OnbekendeStap(LookupError):
    """A gebeurtenis names a stap that this model does not have: the wrong variant was loaded."""


def fold(
    stelsel: Stelsel, gebeurtenissen: Iterable[Gebeurtenis], *, vanaf: Stand | None = None
) -> Stand:
    """Where the case stands after these gebeurtenissen, in order of volgnummer.

    `vanaf` goes on from an earlier stand. Raises OnbekendeStap.
    """
    vouw = _Vouw(stelsel, vanaf or Stand())
    for gebeurtenis in gebeurtenissen:
        vouw.add(gebeurtenis)
    return vouw.stand()


class _Vouw:
    """A stand under construction: mutable here, so that a long case folds in one pass."""

    def __init__(self, stelsel: Stelsel, begin: Stand) -> None:
        self._stelsel = stelsel
        self._toestand = begin.toestand
        self._gebeurtenissen = list(begin.gebeurtenissen)
        self._leden = dict(begin.leden)
        self._gezag = list(begin.gezag)
        self._functies = dict(begin.functies)
        self._termijnen = list(begin.termijnen)

    def add(self, gebeurtenis: Gebeurtenis) -> None:
        stap = self._stelsel.stappen.get(gebeurtenis.stap)
        if stap is None:
            raise OnbekendeStap(f"{gebeurtenis.stap} bestaat niet in {self._stelsel.variant.id}")
        self._gebeurtenissen.append(gebeurtenis)
        self._toestand = stap.naar or self._toestand
        self._add_leden(gebeurtenis)
        self._add_gezag(gebeurtenis)
        self._add_functies(stap, gebeurtenis)
        self._add_termijnen(stap, gebeurtenis)

    def stand(self) -> Stand:
        return Stand(
            toestand=self._toestand,
            gebeurtenissen=tuple(self._gebeurtenissen),
            leden=self._leden,
            gezag=tuple(self._gezag),
            functies=self._functies,
            termijnen=tuple(self._termijnen),
        )

    def _add_leden(self, gebeurtenis: Gebeurtenis) -> None:
        """Persons who are new, or of whom more is known: what is left out stays as it was."""
        for veld in self._stelsel.feitsoorten[gebeurtenis.feit].velden:
            sleutel = next(
                (sub.id for sub in veld.velden if sub.soort is Veldsoort.NIEUW_LID), None
            )
            for rij in gebeurtenis.waarden.get(veld.id, ()) if sleutel else ():
                id_ = rij[sleutel]
                eerder = self._leden.get(id_, Lid(id=id_, rol=rij["rol"]))
                self._leden[id_] = replace(
                    eerder,
                    rol=rij["rol"],
                    geboren=Deeldatum.parse(rij["geboren"])
                    if rij.get("geboren")
                    else eerder.geboren,
                    huishouden=rij.get("huishouden") or eerder.huishouden,
                )

    def _add_gezag(self, gebeurtenis: Gebeurtenis) -> None:
        waarden = gebeurtenis.waarden
        if gebeurtenis.feit == GEZAG:
            van = date.fromisoformat(waarden["vanaf"])
            self._gezag += [
                Gezag(ouder=waarden["ouder"], kind=kind, van=van) for kind in waarden["kinderen"]
            ]
        elif gebeurtenis.feit == GEZAG_EINDE:
            tot = date.fromisoformat(waarden["per"])
            bedoeld = (waarden["ouder"], waarden["kind"], None)
            self._gezag = [
                replace(recht, tot=tot)
                if (recht.ouder, recht.kind, recht.tot) == bedoeld
                else recht
                for recht in self._gezag
            ]

    def _add_functies(self, stap: Stap, gebeurtenis: Gebeurtenis) -> None:
        for functie in stap.ontheft:
            # Where a field names who is relieved, only that person is.
            weg = gebeurtenis.waarden.get("wie_stopt")
            over = tuple(h for h in self._functies.get(functie, ()) if weg and h.id != weg)
            self._functies[functie] = over
        for functie, wie in beleggingen(stap, gebeurtenis).items():
            enig = self._stelsel.functies[functie].enig
            anderen = (
                () if enig else tuple(h for h in self._functies.get(functie, ()) if h.id != wie)
            )
            self._functies[functie] = (*anderen, Houder(id=wie, sinds=gebeurtenis.op))

    def _add_termijnen(self, stap: Stap, gebeurtenis: Gebeurtenis) -> None:
        if stap.stopt_termijn:
            self._termijnen = [
                replace(t, gestopt_op=gebeurtenis.op) if self._stopt(stap, t, gebeurtenis) else t
                for t in self._termijnen
            ]
        for start in stap.start_termijn:
            if is_bij(start.alleen_bij, gebeurtenis.waarden):
                self._termijnen += _gestart(self._stelsel, start, gebeurtenis)

    def _stopt(self, stap: Stap, termijn: LopendeTermijn, gebeurtenis: Gebeurtenis) -> bool:
        if termijn.gestopt_op is not None or termijn.termijn not in stap.stopt_termijn:
            return False
        # A fact that points at a fact which starts such terms stops that one only; one that points at
        # anything else stops them all.
        bij = str(gebeurtenis.waarden.get(BIJ, "")).partition("/")[0]
        return bij == termijn.gebeurtenis or not self._start(termijn.termijn, bij)

    def _start(self, termijn: str, sleutel: str) -> bool:
        """Whether this earlier gebeurtenis is of a kind that starts the term, even if it did not."""
        eerder = next((g for g in self._gebeurtenissen if g.id == sleutel), None)
        if eerder is None:
            return False
        return any(
            start.termijn == termijn for start in self._stelsel.stappen[eerder.stap].start_termijn
        )


def beleggingen(stap: Stap, gebeurtenis: Gebeurtenis) -> Mapping[str, str]:
    """Which functie goes to whom by this gebeurtenis; a field left empty gives nothing.

    A partij that holds a functie as a whole is written `partij:naam`.
    """
    gevonden = {}
    for belegging in stap.belegt:
        if belegging.bij == "door":
            gevonden[belegging.functie] = gebeurtenis.door
        elif belegging.bij.startswith("partij:"):
            gevonden[belegging.functie] = belegging.bij
        else:
            wie = gebeurtenis.waarden.get(belegging.bij)
            if isinstance(wie, str) and wie:
                gevonden[belegging.functie] = wie
    return gevonden


def _gestart(
    stelsel: Stelsel, start: Termijnstart, gebeurtenis: Gebeurtenis
) -> Iterator[LopendeTermijn]:
    """The term that begins here; none when the day it depends on was left open."""
    if start.tot:
        if laatste := gebeurtenis.waarden.get(start.tot):
            yield _tot(start.termijn, date.fromisoformat(laatste), gebeurtenis)
    elif begin := _begin(start.vanaf, gebeurtenis):
        yield _geteld(stelsel, start.termijn, begin, gebeurtenis)


def _tot(naam: str, laatste: date, gebeurtenis: Gebeurtenis) -> LopendeTermijn:
    return LopendeTermijn(
        termijn=naam,
        gebeurtenis=gebeurtenis.id,
        start=gebeurtenis.dag,
        einde=laatste,
        einde_moment=datetime.combine(laatste + timedelta(days=1), time.min, AMSTERDAM),
    )


def _geteld(
    stelsel: Stelsel, naam: str, begin: datetime, gebeurtenis: Gebeurtenis
) -> LopendeTermijn:
    termijn = stelsel.termijnen[naam]
    moment = einde_moment(termijn, begin)
    in_uren = termijn.eenheid is Eenheid.UUR
    return LopendeTermijn(
        termijn=naam,
        gebeurtenis=gebeurtenis.id,
        start=dag_van(begin),
        einde=dag_van(moment) if in_uren else einde_dag(termijn, dag_van(begin)),
        einde_moment=moment,
    )


def _begin(veld: str, gebeurtenis: Gebeurtenis) -> datetime | None:
    if veld == "op":
        return gebeurtenis.op
    waarde = gebeurtenis.waarden.get(veld)
    if not waarde:
        return None
    if "T" in waarde:
        return datetime.fromisoformat(waarde)
    return datetime.combine(date.fromisoformat(waarde), time.min, AMSTERDAM)
