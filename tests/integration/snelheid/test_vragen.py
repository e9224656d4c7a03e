"""Questions that are made into SQL once give what the ORM gives, and say so when they cannot."""

from datetime import UTC, datetime

import pytest
from tests.verhaal import begin_verhaal

from kring.dossier.models import Gebeurtenis
from kring.dossier.opslag import stelsel_van
from kring.dossier.queries.gezin import PLAN, VEILIG, WETEN
from kring.dossier.queries.regels import load_groepen, load_regels
from kring.stelsel.beleid.regels import MOTOR
from kring.toegang.deur import binnen, open_dossier
from kring.toegang.vragen import EenVan, Gat, Vraag


STAPPEN = Vraag(
    lambda: (
        Gebeurtenis.objects.filter(EenVan("stap", Gat("stappen")), gezin_id=Gat("gezin"))
        .order_by("volgnummer")
        .values_list("id", "op", "over", "inhoud")
    )
)


@pytest.fixture(scope="module")
def verhaal():
    return begin_verhaal("stel_onderzoek_vast", dagen_geleden=40)


@pytest.fixture
def deur(verhaal):
    with binnen(
        open_dossier(actor=verhaal.actor("fatima"), gezin=verhaal.gezin, alias=MOTOR)
    ) as deur:
        yield deur


@pytest.mark.parametrize("stappen", [["leg_visie_vast"], ["leg_visie_vast", "geef_visie"], []])
def test_the_rows_are_those_of_the_orm(deur, stappen):
    gezien = STAPPEN.ask(deur.alias, gezin=deur.gezin, stappen=stappen)
    rijen = Gebeurtenis.objects.using(deur.alias).filter(gezin_id=deur.gezin, stap__in=stappen)
    verwacht = rijen.order_by("volgnummer").values_list("id", "op", "over", "inhoud")
    assert [(id_, op, over, bytes(inhoud)) for id_, op, over, inhoud in gezien] == [
        (id_, op, over, bytes(inhoud)) for id_, op, over, inhoud in verwacht
    ]


def test_a_moment_keeps_its_zone(deur):
    rijen = STAPPEN.ask(deur.alias, gezin=deur.gezin, stappen=["leg_visie_vast"])
    assert all(op.utcoffset() == datetime.now(UTC).utcoffset() for _, op, *_ in rijen)  # noqa: TID251


def test_a_value_that_is_missing_is_told(deur):
    with pytest.raises(KeyError, match="stappen"):
        STAPPEN.ask(deur.alias, gezin=deur.gezin)


def test_a_column_that_the_orm_translates_is_refused(deur):
    vraag = Vraag(lambda: Gebeurtenis.objects.filter(gezin_id=Gat("gezin")).values_list("bewijs"))
    with pytest.raises(AssertionError):
        vraag.ask(deur.alias, gezin=deur.gezin)


@pytest.mark.parametrize("hoogstens", [1, 3, 120])
def test_several_groups_at_once_are_each_group_apart(deur, hoogstens):
    stelsel = stelsel_van("rvt")
    groepen = (WETEN, VEILIG, PLAN)
    samen = load_groepen(deur, stelsel, groepen, hoogstens=hoogstens)
    apart = tuple(load_regels(deur, stelsel, groep, hoogstens=hoogstens) for groep in groepen)
    assert samen == apart
    assert any(samen)
