"""Counting terms: days, working days, weeks, months, years and hours, by the Algemene termijnenwet."""

from datetime import UTC, date, datetime, time, timedelta

from kring.stelsel.begrippen import Eenheid, Termijn, Termijnsoort
from kring.stelsel.kalender import (
    AMSTERDAM,
    add_jaren,
    add_maanden,
    add_werkdagen,
    dag_van,
    is_werkdag,
)


# Longer terms, and terms in hours or years, are outside the act (art. 4 sub a).
ATW_HOOGSTENS = {Eenheid.DAG: 90, Eenheid.WEEK: 12, Eenheid.MAAND: 3}
# A legal term of at least three days holds at least two working days (art. 2).
ATW_KORTSTE = 3
ATW_WERKDAGEN = 2


def einde_dag(termijn: Termijn, start: date) -> date:
    """The last day of the term when it starts on `start`; that day itself does not count.

    A term that is counted back (`uiterlijk_vooraf`) gives the last day before `start` on which the
    act is still in time. Raises ValueError for a term in hours (use `einde_moment`) and for one
    whose last day is agreed. Source: Algemene termijnenwet art. 1, 2 and 4.
    """
    if termijn.eenheid is Eenheid.UUR or termijn.soort is Termijnsoort.AFGESPROKEN:
        raise ValueError(f"de termijn {termijn.id} telt niet in dagen")
    if termijn.soort is Termijnsoort.UITERLIJK_VOORAF:
        return _verschoven(start, -termijn.aantal, termijn.eenheid)
    einde = _verschoven(start, termijn.aantal, termijn.eenheid)
    return _volgens_atw(termijn, start, einde) if termijn.atw else einde


def einde_moment(termijn: Termijn, start: datetime) -> datetime:
    """The moment at which the term is over: hours run on through a change of the clock, days end
    at midnight in the Netherlands."""
    if termijn.eenheid is Eenheid.UUR:
        return (start.astimezone(UTC) + timedelta(hours=termijn.aantal)).astimezone(AMSTERDAM)
    dag = einde_dag(termijn, dag_van(start))
    return datetime.combine(dag + timedelta(days=1), time.min, AMSTERDAM)


def verlengd_tot(termijn: Termijn, einde: date) -> date:
    """The new last day after one extension. Raises ValueError when the term cannot be extended."""
    if termijn.verlenging_aantal is None or termijn.verlenging_eenheid is None:
        raise ValueError(f"de termijn {termijn.id} kan niet verlengd worden")
    nieuw = _verschoven(einde, termijn.verlenging_aantal, termijn.verlenging_eenheid)
    return _volgens_atw(termijn, einde, nieuw) if termijn.atw else nieuw


def _verschoven(dag: date, aantal: int, eenheid: Eenheid) -> date:
    if eenheid is Eenheid.WERKDAG:
        return add_werkdagen(dag, aantal)
    if eenheid is Eenheid.MAAND:
        return add_maanden(dag, aantal)
    if eenheid is Eenheid.JAAR:
        return add_jaren(dag, aantal)
    return dag + timedelta(days=aantal * (7 if eenheid is Eenheid.WEEK else 1))


def _volgens_atw(termijn: Termijn, start: date, einde: date) -> date:
    grens = ATW_HOOGSTENS.get(termijn.eenheid)
    if grens is None or termijn.aantal > grens:
        return einde
    lang_genoeg = termijn.eenheid is not Eenheid.DAG or termijn.aantal >= ATW_KORTSTE
    while lang_genoeg and _werkdagen_tussen(start, einde) < ATW_WERKDAGEN:
        einde += timedelta(days=1)
    while not is_werkdag(einde):
        einde += timedelta(days=1)
    return einde


def _werkdagen_tussen(start: date, einde: date) -> int:
    dagen = (einde - start).days
    return sum(is_werkdag(start + timedelta(days=n)) for n in range(1, dagen + 1))
