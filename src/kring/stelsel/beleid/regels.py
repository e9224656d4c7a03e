"""The policy itself: which rows each door of the product shows. A grant opens, a zegel narrows, a
blok wins. Rights of children are computed from age, gezag and three recorded judgements.
Source: Jeugdwet 7.3.10 and 7.3.15, Wmo 5.3.2; the table by age is our reading and needs a jurist.
"""

from dataclasses import dataclass

from kring.stelsel.beleid.knopen import (
    Bevat,
    Bit,
    Er,
    Knoop,
    Kolom,
    Leeftijd,
    Leeg,
    Niet,
    Rij,
    Vast,
    Vergelijk,
    Verzoek,
    alle,
    een_van,
    gelijk,
)


PROF, PORTAAL, MOTOR = "prof", "portaal", "motor"
IK, GEZIN, DOEL, LIJST = Verzoek("ik"), Verzoek("gezin"), Verzoek("doel"), Verzoek("lijst")
VANDAAG, NU = Verzoek("vandaag"), Verzoek("nu")

# Places in the scope mask; the same numbers stand in stelsels/gedeeld/toegang.yaml.
BIT_GEZIN, BIT_PROCES, BIT_MELDER = Vast(0), Vast(9), Vast(11)
NOOD = Vast("nood")
# From these ages the child decides along, alone, and as an adult.
MEE, ALLEEN, VOLWASSEN = 12, 16, 18


@dataclass(frozen=True, slots=True)
class Regel:
    """One row policy: on this table, for this door, the rows for which the condition holds."""

    tabel: str
    deur: str
    voorwaarde: Knoop


def _loopt(alias: str) -> tuple[Knoop, Knoop]:
    """The half-open interval [van, tot) of moments holds now."""
    return (
        Vergelijk("<=", Kolom(alias, "van"), NU),
        Vergelijk(">", Kolom(alias, "tot"), NU),
    )


def _geldt(alias: str) -> tuple[Knoop, Knoop]:
    """The half-open interval [van, tot) of days holds today; an empty tot means no end."""
    return (
        Vergelijk("<=", Kolom(alias, "van"), VANDAAG),
        een_van(Leeg(Kolom(alias, "tot")), Vergelijk(">", Kolom(alias, "tot"), VANDAAG)),
    )


DIT_GEZIN = gelijk(Rij("gezin_id"), GEZIN)


def _toegang(categorie: Knoop) -> Er:
    """A live grant of the one who asks, for the purpose of the ticket, over this category."""
    return Er(
        (("toegang_toegang", "t"),),
        alle(
            gelijk(Kolom("t", "gezin_id"), Rij("gezin_id")),
            gelijk(Kolom("t", "actor_id"), IK),
            gelijk(Kolom("t", "doel"), DOEL),
            Bit(Kolom("t", "scope"), categorie),
            *_loopt("t"),
        ),
    )


def _zegel(sleutel: str) -> Knoop:
    """A zegel narrows: a place on its list is needed as well as a grant, never instead of one.
    Break-glass opens no zegel, also not for who stands on its list from before."""
    return een_van(
        Niet(Rij("verzegeld")),
        Er(
            (("dossier_zegeltoegang", "z"),),
            alle(
                gelijk(Kolom("z", "gebeurtenis_id"), Rij(sleutel)),
                gelijk(Kolom("z", "actor_id"), IK),
                Vergelijk("<>", DOEL, NOOD),
            ),
        ),
    )


def _prof_inhoud(sleutel: str) -> Knoop:
    return alle(DIT_GEZIN, _toegang(Rij("categorie")), _zegel(sleutel))


# A blok is the last conjunct everywhere: no grant, no gezag and no authorship outweighs it.
BLOK = Er(
    (("gezinnen_blok", "b"), ("gezinnen_deelnemer", "d")),
    alle(
        gelijk(Kolom("d", "actor_id"), IK),
        gelijk(Kolom("d", "persoon_id"), Kolom("b", "persoon_id")),
        gelijk(Kolom("b", "gezin_id"), Rij("gezin_id")),
        *_loopt("b"),
    ),
)


def _over_of_voor(alias: str) -> Knoop:
    return een_van(
        Bevat(Rij("over"), Kolom(alias, "id")),
        Bevat(Rij("voor"), Kolom(alias, "id")),
    )


# About me or for me, and I am at least 12 and able to weigh my interests.
EIGEN = Er(
    (("gezinnen_deelnemer", "d"), ("gezinnen_persoon", "p")),
    alle(
        gelijk(Kolom("d", "actor_id"), IK),
        gelijk(Kolom("p", "id"), Kolom("d", "persoon_id")),
        gelijk(Kolom("p", "gezin_id"), Rij("gezin_id")),
        _over_of_voor("p"),
        Leeftijd(Kolom("p", "geboren_laatst"), MEE),
        Kolom("p", "bekwaam"),
    ),
)

# About a child over whom I have gezag today. What is unknown about an age never opens anything:
# "under" is counted from the earliest birth date that is possible.
VIA_GEZAG = Er(
    (("gezinnen_deelnemer", "d"), ("gezinnen_gezag", "g"), ("gezinnen_persoon", "k")),
    alle(
        gelijk(Kolom("d", "actor_id"), IK),
        gelijk(Kolom("g", "ouder_id"), Kolom("d", "persoon_id")),
        gelijk(Kolom("g", "gezin_id"), Rij("gezin_id")),
        gelijk(Kolom("k", "id"), Kolom("g", "kind_id")),
        gelijk(Kolom("k", "gezin_id"), Rij("gezin_id")),
        Bevat(Rij("over"), Kolom("k", "id")),
        *_geldt("g"),
        Niet(Leeftijd(Kolom("k", "geboren_vroegst"), VOLWASSEN)),
        een_van(
            Niet(Leeftijd(Kolom("k", "geboren_vroegst"), MEE)),
            Niet(Kolom("k", "bekwaam")),
            alle(
                Niet(Leeftijd(Kolom("k", "geboren_vroegst"), ALLEEN)),
                Niet(Kolom("k", "bezwaar")),
            ),
            Kolom("k", "deelt"),
        ),
    ),
)

PORTAAL_INHOUD = alle(
    DIT_GEZIN,
    een_van(
        gelijk(Rij("auteur_id"), IK),
        alle(Rij("portaal"), Niet(Rij("verzegeld")), een_van(EIGEN, VIA_GEZAG)),
    ),
    Niet(BLOK),
)

DEELNEMER = Er(
    (("gezinnen_deelnemer", "d"),),
    alle(
        gelijk(Kolom("d", "actor_id"), IK),
        gelijk(Kolom("d", "gezin_id"), Rij("gezin_id")),
    ),
)

PORTAAL_PERSOON = alle(
    DIT_GEZIN,
    een_van(
        Er(
            (("gezinnen_deelnemer", "d"),),
            alle(gelijk(Kolom("d", "actor_id"), IK), gelijk(Kolom("d", "persoon_id"), Rij("id"))),
        ),
        Er(
            (("gezinnen_deelnemer", "d"), ("gezinnen_gezag", "g")),
            alle(
                gelijk(Kolom("d", "actor_id"), IK),
                gelijk(Kolom("g", "ouder_id"), Kolom("d", "persoon_id")),
                gelijk(Kolom("g", "kind_id"), Rij("id")),
                gelijk(Kolom("g", "gezin_id"), Rij("gezin_id")),
                *_geldt("g"),
            ),
        ),
    ),
    Niet(BLOK),
)

# The work list shows no content: any live grant, whatever its purpose, puts the family on it.
OP_DE_LIJST = alle(
    een_van(DIT_GEZIN, LIJST),
    Er(
        (("toegang_toegang", "t"),),
        alle(
            gelijk(Kolom("t", "gezin_id"), Rij("gezin_id")),
            gelijk(Kolom("t", "actor_id"), IK),
            *_loopt("t"),
        ),
    ),
)


# How a family is called: on its own page, and on the work list of whoever may see who is in it.
NAAM = een_van(
    alle(DIT_GEZIN, _toegang(BIT_GEZIN)),
    alle(
        LIJST,
        Er(
            (("toegang_toegang", "t"),),
            alle(
                gelijk(Kolom("t", "gezin_id"), Rij("gezin_id")),
                gelijk(Kolom("t", "actor_id"), IK),
                Bit(Kolom("t", "scope"), BIT_GEZIN),
                *_loopt("t"),
            ),
        ),
    ),
)


def _van_mij(kolom: str) -> Knoop:
    return gelijk(Rij(kolom), IK)


def _mijn_persoon(kolom: str) -> Knoop:
    return Er(
        (("gezinnen_deelnemer", "d"),),
        alle(gelijk(Kolom("d", "actor_id"), IK), gelijk(Kolom("d", "persoon_id"), Rij(kolom))),
    )


def _prof(tabel: str, bit: Knoop) -> Regel:
    return Regel(tabel, PROF, alle(DIT_GEZIN, _toegang(bit)))


# Tables that carry a family, in the order of the packages. The motor sees one family: the one of
# its ticket, and writes nowhere else.
GEZINSTABELLEN = (
    "toegang_toegang",
    "gezinnen_gezin",
    "gezinnen_persoon",
    "gezinnen_deelnemer",
    "gezinnen_huishouden",
    "gezinnen_lidmaatschap",
    "gezinnen_gezag",
    "gezinnen_blok",
    "gezinnen_adres",
    "dossier_dossier",
    "dossier_gebeurtenis",
    "dossier_uitspraak",
    "dossier_zegeltoegang",
    "dossier_toewijzing",
    "dossier_termijn",
    "dossier_melding",
    "dossier_berichtuit",
    "dossier_weigering",
)

BELEID: tuple[Regel, ...] = (
    *(Regel(tabel, MOTOR, DIT_GEZIN) for tabel in GEZINSTABELLEN),
    # What the policies themselves look at: own rows only.
    Regel("toegang_toegang", PROF, _van_mij("actor_id")),
    Regel("dossier_zegeltoegang", PROF, _van_mij("actor_id")),
    Regel("gezinnen_deelnemer", PORTAAL, _van_mij("actor_id")),
    Regel("gezinnen_gezag", PORTAAL, alle(DIT_GEZIN, _mijn_persoon("ouder_id"))),
    Regel("gezinnen_blok", PORTAAL, _mijn_persoon("persoon_id")),
    # Professionals, each through a grant over the category.
    Regel("gezinnen_gezin", PROF, NAAM),
    _prof("gezinnen_persoon", BIT_GEZIN),
    _prof("gezinnen_deelnemer", BIT_GEZIN),
    _prof("gezinnen_huishouden", BIT_GEZIN),
    _prof("gezinnen_lidmaatschap", BIT_GEZIN),
    _prof("gezinnen_gezag", BIT_GEZIN),
    _prof("gezinnen_blok", BIT_GEZIN),
    _prof("gezinnen_adres", BIT_GEZIN),
    _prof("dossier_toewijzing", BIT_PROCES),
    _prof("dossier_termijn", BIT_PROCES),
    _prof("dossier_weigering", BIT_PROCES),
    _prof("dossier_melding", BIT_MELDER),
    Regel("dossier_dossier", PROF, OP_DE_LIJST),
    Regel("dossier_gebeurtenis", PROF, _prof_inhoud("id")),
    Regel("dossier_uitspraak", PROF, _prof_inhoud("gebeurtenis_id")),
    # The log: colleagues see who looked; the family too, except what would undo a protection.
    _prof("toegang_logregel", BIT_PROCES),
    Regel(
        "toegang_logregel", PORTAAL, alle(DIT_GEZIN, DEELNEMER, Niet(Rij("discreet")), Niet(BLOK))
    ),
    # The family.
    Regel("gezinnen_gezin", PORTAAL, alle(DIT_GEZIN, DEELNEMER, Niet(BLOK))),
    Regel("gezinnen_persoon", PORTAAL, PORTAAL_PERSOON),
    Regel("dossier_dossier", PORTAAL, alle(DIT_GEZIN, DEELNEMER, Niet(BLOK))),
    Regel("dossier_toewijzing", PORTAAL, alle(DIT_GEZIN, Rij("voor_gezin"), DEELNEMER, Niet(BLOK))),
    Regel("dossier_gebeurtenis", PORTAAL, PORTAAL_INHOUD),
    Regel("dossier_uitspraak", PORTAAL, PORTAAL_INHOUD),
)
