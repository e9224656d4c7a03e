"""Generated worlds: a few people of two families and everything that can be wrong between them.

The draws lean towards what belongs together, so that a fair part of the judgements is "yes"; a world in
which nobody may see anything proves little.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from kring.stelsel.beleid.regels import MOTOR, PORTAAL, PROF
from kring.stelsel.kalender import add_jaren
from tests.beleid.gericht import (
    ALLES,
    ANDER_GEZIN,
    CATEGORIE,
    COLLEGA,
    DAGEN,
    GEZIN,
    HULP,
    KIND_ACTOR,
    NOOD,
    NU,
    OUDER,
    P_BROER,
    P_ELDERS,
    P_KIND,
    P_OUDER,
    PROFESSIONAL,
    geboortedagen,
    sleutel,
)
from tests.beleid.werelden import Geval, Tabelrij, Vraag, Wereld, make_wereld


def vaak(gewoon: Any, anders: Any) -> st.SearchStrategy[Any]:
    """Mostly the one, sometimes one of the others."""
    return st.sampled_from([gewoon] * 6 + list(anders))


GEZINNEN = vaak(GEZIN, [ANDER_GEZIN])
PERSONEN = st.sampled_from([P_OUDER, P_KIND, P_BROER, P_ELDERS])
KINDEREN = vaak(P_KIND, [P_OUDER, P_BROER, P_ELDERS])
ACTOREN = st.sampled_from([PROFESSIONAL, COLLEGA, OUDER, KIND_ACTOR])
VLAG = st.booleans()
SCOPES = vaak(ALLES, [ALLES & ~1, 1, 1 << CATEGORIE, 1 | 1 << 9 | 1 << 11, ALLES & ~(1 << 9)])
MOMENT = [NU + timedelta(seconds=s) for s in (-3600, -1, 0, 1, 3600)]
GEBEURTENISSEN = tuple(sleutel(31 + nummer) for nummer in range(3))
VAN_GEZIN = ("gezinnen_gezin", "gezinnen_huishouden", "gezinnen_lidmaatschap", "gezinnen_adres",
             "dossier_dossier", "dossier_termijn", "dossier_melding", "dossier_berichtuit",
             "dossier_weigering")  # fmt: skip


def interval(momenten: list[Any], *, open_einde: bool = False) -> dict[str, st.SearchStrategy[Any]]:
    """From and until: mostly now, or on the edge of it."""
    eind = [*momenten, None] if open_einde else momenten
    return {"van": vaak(momenten[0], momenten), "tot": vaak(momenten[-1], eind)}


def rijen(trek: Any, hoogstens: int, minstens: int = 0, **kolommen: Any) -> list[Tabelrij]:
    """Some rows of these columns."""
    return trek(st.lists(st.fixed_dictionaries(kolommen), min_size=minstens, max_size=hoogstens))


@st.composite
def gevallen(trek: Any) -> Geval:
    """A world on one day, with requests at every door: mostly of somebody who belongs there."""
    vandaag = trek(st.sampled_from(DAGEN))
    dagen = [vandaag + timedelta(days=d) for d in (-9, -1, 0, 1, 9)]
    loopt = interval(MOMENT)
    inhoud = {
        **{tabel: [{"gezin_id": GEZIN}, {"gezin_id": trek(GEZINNEN)}] for tabel in VAN_GEZIN},
        "toegang_toegang": rijen(
            trek, 3, 1, gezin_id=GEZINNEN, actor_id=vaak(PROFESSIONAL, [COLLEGA, OUDER]),
            doel=vaak(HULP, [NOOD, "vt_taak"]), scope=SCOPES, **loopt,
        ),
        "dossier_zegeltoegang": rijen(
            trek, 3, gezin_id=GEZINNEN, actor_id=vaak(PROFESSIONAL, [COLLEGA]),
            gebeurtenis_id=st.sampled_from(GEBEURTENISSEN),
        ),
        "gezinnen_deelnemer": [
            {"gezin_id": trek(GEZINNEN), "actor_id": OUDER, "persoon_id": P_OUDER},
            {"gezin_id": trek(GEZINNEN), "actor_id": KIND_ACTOR, "persoon_id": trek(KINDEREN)},
        ],
        "gezinnen_persoon": [_persoon(trek, vandaag, id_) for id_ in (P_OUDER, P_KIND, P_BROER)],
        "gezinnen_gezag": rijen(
            trek, 2, 1, gezin_id=GEZINNEN, ouder_id=vaak(P_OUDER, [P_BROER]), kind_id=KINDEREN,
            **interval(dagen, open_einde=True),
        ),
        "gezinnen_blok": rijen(trek, 1, gezin_id=GEZINNEN, persoon_id=PERSONEN, **loopt),
        "dossier_toewijzing": rijen(trek, 2, 1, gezin_id=GEZINNEN, voor_gezin=VLAG),
        "toegang_logregel": rijen(trek, 2, 1, gezin_id=GEZINNEN, discreet=vaak(False, [True])),
        "dossier_gebeurtenis": [_regel(trek, id=id_) for id_ in GEBEURTENISSEN],
        "dossier_uitspraak": [_regel(trek, gebeurtenis_id=id_) for id_ in GEBEURTENISSEN],
    }  # fmt: skip
    wereld = make_wereld(inhoud)
    return Geval("gegenereerd", wereld, _vragen(trek, wereld, Vraag(PROF, vandaag=vandaag, nu=NU)))


def _persoon(trek: Any, vandaag: Any, id_: UUID) -> Tabelrij:
    volwassen = add_jaren(vandaag, -30)
    vroegst, laatst = trek(st.sampled_from([(volwassen, volwassen), *geboortedagen(vandaag)]))
    if id_ == P_OUDER and trek(VLAG):
        vroegst = laatst = volwassen
    oordeel = {naam: trek(VLAG) for naam in ("bezwaar", "deelt")}
    dagen = {"geboren_vroegst": vroegst, "geboren_laatst": laatst}
    return {
        "id": id_,
        "gezin_id": trek(GEZINNEN),
        "bekwaam": trek(vaak(True, [False])),
        **dagen,
        **oordeel,
    }


def _regel(trek: Any, **sleutels: UUID) -> Tabelrij:
    return sleutels | trek(
        st.fixed_dictionaries(
            {
                "gezin_id": GEZINNEN,
                "categorie": vaak(CATEGORIE, [0, 6]),
                "over": st.lists(vaak(P_KIND, [P_OUDER, P_ELDERS]), max_size=2),
                "voor": st.lists(PERSONEN, max_size=1),
                "portaal": vaak(True, [False]),
                "verzegeld": vaak(False, [True]),
                "auteur_id": vaak(PROFESSIONAL, [OUDER, KIND_ACTOR]),
            }
        )
    )


def _vragen(trek: Any, wereld: Wereld, gewoon: Vraag) -> tuple[Vraag, ...]:
    """At each door: somebody who has a grant or takes part, and somebody at random."""
    recht = trek(st.sampled_from(wereld["toegang_toegang"]))
    deelnemer = trek(st.sampled_from(wereld["gezinnen_deelnemer"]))
    zelf = {naam: recht[naam] for naam in ("gezin_id", "actor_id", "doel")}
    prof = replace(gewoon, ik=zelf["actor_id"], gezin=zelf["gezin_id"], doel=zelf["doel"])
    mee = {"ik": deelnemer["actor_id"], "gezin": deelnemer["gezin_id"], "doel": "eigen"}
    willekeurig = {
        "ik": trek(st.one_of(st.none(), ACTOREN)),
        "gezin": trek(st.one_of(st.none(), GEZINNEN)),
        "doel": trek(vaak(HULP, [NOOD, None])),
        "lijst": trek(VLAG),
    }
    return (
        prof,
        replace(prof, doel=trek(vaak(HULP, [NOOD]))),
        replace(prof, gezin=None, lijst=True),
        replace(gewoon, deur=PORTAAL, **mee),
        replace(gewoon, deur=PORTAAL, **mee | {"ik": trek(st.sampled_from([OUDER, KIND_ACTOR]))}),
        replace(gewoon, deur=MOTOR, gezin=zelf["gezin_id"], ik=zelf["actor_id"]),
        *(replace(gewoon, deur=deur, **willekeurig) for deur in (PROF, PORTAAL)),
    )
