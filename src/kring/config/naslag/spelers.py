"""Who may act, and who may see."""

from collections.abc import Iterable, Mapping, Sequence

from kring.config.naslag.opmaak import (
    UIT_HET_MODEL,
    Gedeeld,
    blad,
    bronnen,
    code,
    codes,
    registers,
    samen,
    tabel,
    tekst,
)
from kring.stelsel.begrippen import Bevoegdheid, Functie, Mandaat, Partij, Stelsel, Toegangssoort


Stelsels = Sequence[Stelsel]
JA = "●"


def build_spelers(stelsels: Stelsels) -> Mapping[str, str]:
    """Path → text."""
    return {"bevoegdheden.md": _bevoegdheden(stelsels), "toegang.md": _toegang(stelsels)}


WIE_MAG = """Een medewerker handelt met de bevoegdheid van de eigen moederorganisatie, binnen het eigen mandaat,
met de registratie die de handeling vraagt, en zo nodig met een functie in het gezin. Een team geeft geen bevoegdheid."""


def _bevoegdheden(stelsels: Stelsels) -> str:
    bevoegdheden = samen(stelsels, "bevoegdheden")
    kolommen = [
        gedeeld.ding.id
        for gedeeld in samen(stelsels, "partijen")
        if any(gedeeld.ding.id in b.ding.partijen for b in bevoegdheden)
    ]
    kolommen = list(dict.fromkeys(kolommen))
    return blad(
        "Bevoegdheden",
        UIT_HET_MODEL,
        WIE_MAG,
        "## Partijen",
        tabel(
            ("Id", "Naam", "Moederorganisatie", "Taak", "Mag niet", "Bron"),
            [_partij(gedeeld) for gedeeld in samen(stelsels, "partijen")],
        ),
        "## Bevoegdheden per partij",
        tabel(("Bevoegdheid", *kolommen), [_kruisjes(b.ding, kolommen) for b in bevoegdheden]),
        "## Wat elke bevoegdheid is",
        tabel(
            ("Id", "Naam", "Uit de wet", "Registratie", "Bron"),
            [_bevoegdheid(gedeeld) for gedeeld in bevoegdheden],
        ),
        "## Mandaten",
        "Wat een moederorganisatie aan één medewerker toevertrouwt.",
        tabel(
            ("Id", "Naam", "Bevoegdheden", "Kan bij", "Bron"),
            [_mandaat(stelsels, gedeeld) for gedeeld in samen(stelsels, "mandaten")],
        ),
        "## Functies",
        "Wat iemand binnen één gezin is.",
        tabel(
            ("Id", "Naam", "Partijen", "Niveau", "Eén houder", "Altijd belegd in", "Niet samen met", "Waarom", "Bron"),
            [_functie(gedeeld) for gedeeld in samen(stelsels, "functies")],
        ),
        "## Ladder van het veiligheidsteam",
        tabel(("Id", "Niveau", "Naam", "Vraagt een van", "Bron"), _ladder(stelsels)),
    )  # fmt: skip


def _partij(gedeeld: Gedeeld) -> list[str]:
    partij: Partij = gedeeld.ding
    return [
        code(partij.id),
        f"{tekst(partij.naam)} {gedeeld.waar}".strip(),
        "ja" if partij.moederorganisatie else "",
        tekst(partij.taak),
        tekst(partij.mag_niet),
        bronnen(partij.bron),
    ]


def _kruisjes(bevoegdheid: Bevoegdheid, kolommen: Iterable[str]) -> list[str]:
    kruisjes = (JA if partij in bevoegdheid.partijen else "" for partij in kolommen)
    return [code(bevoegdheid.id), *kruisjes]


def _bevoegdheid(gedeeld: Gedeeld) -> list[str]:
    bevoegdheid: Bevoegdheid = gedeeld.ding
    return [
        code(bevoegdheid.id),
        f"{tekst(bevoegdheid.naam)} {gedeeld.waar}".strip(),
        "ja" if bevoegdheid.statutair else "",
        registers(bevoegdheid.registraties),
        bronnen(bevoegdheid.bron),
    ]


def _mandaat(stelsels: Stelsels, gedeeld: Gedeeld) -> list[str]:
    mandaat: Mandaat = gedeeld.ding
    stelsel = next(s for s in stelsels if s.variant.id in gedeeld.varianten)
    partijen = [stelsel.bevoegdheden[naam].partijen for naam in sorted(mandaat.bevoegdheden)]
    return [
        code(mandaat.id),
        f"{tekst(mandaat.naam)} {gedeeld.waar}".strip(),
        codes(mandaat.bevoegdheden),
        codes(frozenset.intersection(*partijen)),
        bronnen(mandaat.bron),
    ]


def _functie(gedeeld: Gedeeld) -> list[str]:
    functie: Functie = gedeeld.ding
    return [
        code(functie.id),
        f"{tekst(functie.naam)} {gedeeld.waar}".strip(),
        codes(functie.partijen),
        tekst(functie.niveau),
        "ja" if functie.enig else "",
        ", ".join(sorted(functie.verplicht_in)),
        codes(functie.niet_samen_met),
        tekst(functie.reden),
        bronnen(functie.bron),
    ]


def _ladder(stelsels: Stelsels) -> list[list[str]]:
    return [
        [
            code(gedeeld.ding.id),
            str(gedeeld.ding.niveau),
            f"{tekst(gedeeld.ding.naam)} {gedeeld.waar}".strip(),
            codes(gedeeld.ding.bevoegdheden),
            bronnen(gedeeld.ding.bron),
        ]
        for gedeeld in samen(stelsels, "ladder")
    ]


WIE_ZIET = """Toegang is zien; een [bevoegdheid](bevoegdheden.md) is mogen handelen. Het een geeft nooit het ander.
Een toegang is er voor één persoon, één gezin en één doel, over alleen deze categorieën."""


def _toegang(stelsels: Stelsels) -> str:
    soorten = samen(stelsels, "toegangssoorten")
    categorieen = sorted(samen(stelsels, "categorieen"), key=lambda gedeeld: gedeeld.ding.bit)
    kolommen = list(dict.fromkeys(gedeeld.ding.id for gedeeld in categorieen))
    return blad(
        "Toegang",
        UIT_HET_MODEL,
        WIE_ZIET,
        "## Soorten toegang per categorie",
        tabel(("Soort", *kolommen), [_categorieen(g.ding, kolommen) for g in soorten]),
        "## Wat elke soort is",
        tabel(
            ("Id", "Naam", "Doel", "Hoogstens", "Reden verplicht", "Bron"),
            [_soort(gedeeld) for gedeeld in soorten],
        ),
        "## Categorieën",
        tabel(
            ("Id", "Bit", "Wat erin staat", "Bron"),
            [
                [code(g.ding.id), str(g.ding.bit), f"{tekst(g.ding.naam)} {g.waar}".strip(), bronnen(g.ding.bron)]
                for g in categorieen
            ],
        ),
        "## Doelen",
        tabel(
            ("Id", "Naam", "Hoe het gezin het leest", "Bron"),
            [
                [code(g.ding.id), f"{tekst(g.ding.naam)} {g.waar}".strip(), tekst(g.ding.voor_gezin), bronnen(g.ding.bron)]
                for g in samen(stelsels, "doelen")
            ],
        ),
    )  # fmt: skip


def _categorieen(soort: Toegangssoort, kolommen: Iterable[str]) -> list[str]:
    kruisjes = (JA if categorie in soort.categorieen else "" for categorie in kolommen)
    return [code(soort.id), *kruisjes]


def _soort(gedeeld: Gedeeld) -> list[str]:
    soort: Toegangssoort = gedeeld.ding
    return [
        code(soort.id),
        f"{tekst(soort.naam)} {gedeeld.waar}".strip(),
        code(soort.doel),
        "tot de betrokkenheid eindigt"
        if soort.hoogstens_uren is None
        else _duur(soort.hoogstens_uren),
        "ja" if soort.reden_verplicht else "",
        bronnen(soort.bron),
    ]


def _duur(uren: int) -> str:
    return f"{uren // 24} dagen" if uren % 24 == 0 else f"{uren} uur"
