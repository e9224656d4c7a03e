"""Short ways to make what the motor needs, for tests of single rules."""

from datetime import datetime

from kring.stelsel.begrippen import Keuze, Registratiesoort, Veld, Veldsoort
from kring.stelsel.kalender import AMSTERDAM
from kring.stelsel.motor import Genomen, take_stap
from kring.stelsel.scenario import LANG_GELEDEN
from kring.stelsel.zaak import (
    Actorsoort,
    Gebeurtenis,
    Handelend,
    Lid,
    Registratie,
    Stand,
    VerleendMandaat,
    Voorstel,
)


NU = datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM)


def actor(id_="fatima", partij="lokaal_team", *mandaten, skj=True, lid="", soort=None):
    """Somebody who acts, with everything in force since long."""
    soorten = {"gezin": Actorsoort.GEZINSLID, "systeem": Actorsoort.SYSTEEM}
    registratie = Registratie(soort=Registratiesoort.SKJ, van=LANG_GELEDEN)
    return Handelend(
        id=id_,
        soort=soort or soorten.get(partij, Actorsoort.MEDEWERKER),
        partij=partij,
        mandaten=tuple(VerleendMandaat(mandaat=m, van=LANG_GELEDEN) for m in mandaten),
        registraties=(registratie,) if skj else (),
        lid=lid,
    )


def gebeurd(feit, volgnummer=1, /, *, id_="", door="fatima", op=NU, lid="", **waarden):
    """A fact as it stands in a case, whatever stap recorded it."""
    return Gebeurtenis(
        id=id_ or f"g{volgnummer}",
        volgnummer=volgnummer,
        stap="stap",
        feit=feit,
        op=op,
        door=door,
        partij="lokaal_team",
        soort=Actorsoort.MEDEWERKER,
        geregistreerd=True,
        waarden=waarden,
        lid=lid,
    )


def stand(*gebeurtenissen, leden=(), toestand="T4", **anders):
    """A case in which these things happened, with these people in it."""
    mensen = {lid.id: lid for lid in leden}
    return Stand(toestand=toestand, gebeurtenissen=gebeurtenissen, leden=mensen, **anders)


def lid(id_, rol="kind", geboren=None):
    return Lid(id=id_, rol=rol, geboren=geboren)


def voorstel(stap, door=None, /, *, op=NU, id_="v1", medewerkers=(), afwegingen=None, **waarden):
    """The wish of somebody to take a stap with these values."""
    return Voorstel(
        id=id_,
        stap=stap,
        door=door or actor(),
        op=op,
        waarden=waarden,
        medewerkers={wie.id: wie for wie in medewerkers},
        afwegingen=afwegingen or {},
    )


def taken(stelsel, stand_, wens):
    """What came of a proposal that must be allowed."""
    uitkomst = take_stap(stelsel, stand_, wens)
    assert isinstance(uitkomst, Genomen), uitkomst
    return uitkomst


def veld(soort, **anders):
    """A field of a kind, with what that kind needs."""
    nodig = {
        Veldsoort.KEUZE: {"keuzes": (Keuze(id="ja", naam="Ja"), Keuze(id="nee", naam="Nee"))},
        Veldsoort.KEUZES: {"keuzes": (Keuze(id="ja", naam="Ja"), Keuze(id="nee", naam="Nee"))},
        Veldsoort.RIJEN: {"velden": (Veld(id="tekst", naam="Tekst", soort=Veldsoort.TEKST),)},
        Veldsoort.VERWIJZING: {"naar": frozenset({"doel"})},
    }
    return Veld(**{"id": "v", "naam": "Veld", "soort": soort, **nodig.get(soort, {}), **anders})
