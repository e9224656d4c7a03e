"""One family of the region, built by real actions on a real database: the whole region takes a minute."""

from dataclasses import replace

import pytest
from tests.databank import WORTEL
from tests.deurwerk import andere_database, superuser

from kring.config.proefregio import BouwFout, build_regio, load_regio


@pytest.fixture
def database():
    with andere_database("proefregio"), superuser() as verbinding:
        yield verbinding


@pytest.fixture
def klein():
    """The region with two families: one that began with a question, and one with a report."""
    regio = load_regio(WORTEL / "proefregio")
    gezinnen = tuple(gezin for gezin in regio.gezinnen if gezin.id in ("nowak", "van-leeuwen"))
    return replace(regio, gezinnen=gezinnen)


def test_families_people_and_clock_are_those_of_the_files(database, klein):
    berichten, gemeld = [], []
    build_regio(klein, berichten.append, gemeld.append)

    assert len(berichten) == 2
    assert gemeld[0].startswith("Proefregio bouwen: 0 van ")
    (gezinnen,) = database.execute("SELECT count(*) FROM gezinnen_gezin").fetchone()
    assert gezinnen == 2
    namen = {
        naam for (naam,) in database.execute("SELECT naam FROM toegang_actor WHERE naam <> ''")
    }
    assert {mens["naam"] for mens in klein.mensen.values()} <= namen
    (verschil,) = database.execute(
        "SELECT abs(extract(epoch FROM kring.nu() - %s::timestamptz))", [klein.nu]
    ).fetchone()
    assert verschil < 120


def test_accounts_of_family_members_open_their_own_pages(database, klein):
    build_regio(klein, lambda _bericht: None, lambda _tekst: None)
    rijen = database.execute("SELECT actor_id FROM gezinnen_deelnemer")
    assert {account for (account,) in rijen} == {
        persona.actor for persona in klein.personas if persona.naam == "Tomek"
    }


@pytest.mark.parametrize("geweigerd", [("moment",), None])
def test_a_stap_that_goes_another_way_than_its_file_says_stops_the_build(
    database, klein, geweigerd
):
    (zaak,) = (gezin for gezin in klein.gezinnen if gezin.id == "nowak")
    eerste, tweede, *rest = zaak.stappen
    anders = (
        replace(tweede, geweigerd=geweigerd)
        if geweigerd
        else replace(tweede, door=eerste.door, stap="sluit_af", waarden={}, geweigerd=None)
    )
    gezin = replace(zaak, stappen=(eerste, anders, *rest))
    with pytest.raises(BouwFout) as gevangen:
        build_regio(replace(klein, gezinnen=(gezin,)), lambda _b: None, lambda _t: None)
    assert gezin.bestand in str(gevangen.value)
    assert "Verwacht: " in str(gevangen.value)
