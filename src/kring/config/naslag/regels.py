"""What must, may not or lapses: terms, safeguards, refusals, retention, documents, questions, words."""

from collections.abc import Iterator, Mapping, Sequence

from kring.config.naslag.opmaak import (
    UIT_HET_MODEL,
    Gedeeld,
    blad,
    bronnen,
    code,
    codes,
    lijst,
    samen,
    tabel,
    tekst,
)
from kring.stelsel.begrippen import Lezer, Stelsel, Termijn, Vertrouwen, Waarborg


Stelsels = Sequence[Stelsel]


def build_regels(stelsels: Stelsels) -> Mapping[str, str]:
    """Path → text."""
    return {
        "termijnen.md": _termijnen(stelsels),
        "waarborgen.md": _waarborgen(stelsels),
        "weigergronden.md": _weigergronden(stelsels),
        "bewaarregels.md": _bewaarregels(stelsels),
        "documenten.md": _documenten(stelsels),
        "open-vragen.md": _open_vragen(stelsels),
        "getallen.md": _getallen(stelsels),
        "woorden.md": _woorden(stelsels),
        "bronnen.md": _bronnen(stelsels),
    }


def _met_waar(woorden: str, gedeeld: Gedeeld) -> str:
    return f"{woorden} {gedeeld.waar}".strip()


TELLEN = """De dag waarop een termijn begint, telt zelf niet mee. “dag” is een kalenderdag. Bij `atw` past Kring de
Algemene termijnenwet toe: een einde op een zaterdag, zondag of feestdag schuift door naar de volgende werkdag."""


def _termijnen(stelsels: Stelsels) -> str:
    koppen = ("Id", "Wat", "Soort", "Lengte", "Vanaf", "atw", "Verlengen", "Bron")
    rijen = [_termijn(gedeeld) for gedeeld in samen(stelsels, "termijnen")]
    return blad("Termijnen", UIT_HET_MODEL, TELLEN, tabel(koppen, rijen))


def _termijn(gedeeld: Gedeeld) -> list[str]:
    termijn: Termijn = gedeeld.ding
    wat = " ".join(filter(None, (f"{tekst(termijn.wat)}.", tekst(termijn.opmerking))))
    return [
        code(termijn.id),
        _met_waar(wat, gedeeld),
        str(termijn.soort).replace("_", " "),
        tekst(termijn.termijn),
        tekst(termijn.start),
        "ja" if termijn.atw else "",
        tekst(termijn.verlenging),
        bronnen(termijn.bron),
    ]


GEVOLGEN = """“blokkeert”: de stap gaat niet door. “waarschuwt”, “termijn” en “kennisgeving”: de stap gaat door
als wie haar neemt opschrijft waarom, in minstens twintig tekens."""


def _waarborgen(stelsels: Stelsels) -> str:
    delen = [_waarborg(stelsels, gedeeld) for gedeeld in samen(stelsels, "waarborgen")]
    return blad("Waarborgen", UIT_HET_MODEL, GEVOLGEN, *delen)


def _waarborg(stelsels: Stelsels, gedeeld: Gedeeld) -> str:
    waarborg: Waarborg = gedeeld.ding
    regels = (
        gedeeld.waar,
        f"Gevolg: {waarborg.gevolg}.",
        *(
            f"Stappen in {code(stelsel.variant.id)}: {_stappen_met(stelsel, waarborg)}."
            for stelsel in stelsels
            if stelsel.variant.id in gedeeld.varianten
        ),
        f"Te herstellen met {code(waarborg.herstel)}." if waarborg.herstel else "",
        *_teksten(waarborg.niet_gehaald),
        *(
            f"{code(naam)}. {regel}"
            for naam, teksten in waarborg.redenen.items()
            for regel in _teksten(teksten)
        ),
        f"Toets: {code(waarborg.toets)}.",
        f"Bron: {bronnen(waarborg.bron)}.",
    )
    return f"## {waarborg.id} {tekst(waarborg.naam)}\n\n" + lijst(regels)


def _stappen_met(stelsel: Stelsel, waarborg: Waarborg) -> str:
    namen = [s.id for s in stelsel.stappen.values() if waarborg.bij & (s.soorten | {s.id})]
    return codes(namen) or "geen"


def _teksten(teksten: Mapping[Lezer, str]) -> Iterator[str]:
    """The words for each reader, in the order of the readers."""
    for lezer in sorted(Lezer, key=lambda lezer: lezer.van_gezin):
        if lezer in teksten:
            yield f"{str(lezer).capitalize()}: {tekst(teksten[lezer])}"


def _weigergronden(stelsels: Stelsels) -> str:
    delen = []
    for gedeeld in samen(stelsels, "weigergronden"):
        grond = gedeeld.ding
        regels = (gedeeld.waar, *_teksten(grond.niet_gehaald), f"Bron: {bronnen(grond.bron)}.")
        delen.append(f"## {grond.id}\n\n" + lijst(regels))
    wat = "Waarom een stap wordt geweigerd, los van een [waarborg](waarborgen.md)."
    return blad("Weigergronden", UIT_HET_MODEL, wat, *delen)


ANKERS = {
    "einde_betrokkenheid": "het sluiten van de zaak",
    "geboorte_jongste": "de geboorte van de jongste",
    "meerderjarigheid_jongste": "de 18e verjaardag van de jongste",
}


def _bewaarregels(stelsels: Stelsels) -> str:
    rijen = [
        [
            code(gedeeld.ding.id),
            _met_waar(tekst(gedeeld.ding.soort).replace("_", " "), gedeeld),
            _hoe_lang(gedeeld.ding.jaren),
            ANKERS[gedeeld.ding.anker],
            bronnen(gedeeld.ding.bron),
        ]
        for gedeeld in samen(stelsels, "bewaarregels")
    ]
    wat = "De langste termijn van alle soorten in een dossier telt. Wat op de dag van sluiten niet gold, telt niet."
    koppen = ("Id", "Soort dossier", "Hoe lang", "Vanaf", "Bron")
    return blad("Bewaarregels", UIT_HET_MODEL, wat, tabel(koppen, rijen))


def _hoe_lang(jaren: int | None) -> str:
    if jaren is None:
        return "altijd"
    return f"{jaren} jaar" if jaren else "tot die dag"


def _documenten(stelsels: Stelsels) -> str:
    delen = []
    for gedeeld in samen(stelsels, "documenten"):
        stuk = gedeeld.ding
        velden = lijst(tekst(veld) for veld in stuk.velden)
        slot = _met_waar(f"{tekst(stuk.toelichting)} Bron: {bronnen(stuk.bron)}.".strip(), gedeeld)
        delen.append(f"## {tekst(stuk.naam)}\n\n{velden}\n\n{slot}")
    wat = "De stukken die het veld kent, met wat er minstens in staat."
    return blad("Documenten", UIT_HET_MODEL, wat, *delen)


def _open_vragen(stelsels: Stelsels) -> str:
    delen = []
    for gedeeld in samen(stelsels, "open_vragen"):
        vraag = gedeeld.ding
        regels = (
            gedeeld.waar,
            f"Waarom: {tekst(vraag.waarom)}",
            f"Zolang: {tekst(vraag.zolang)}",
            f"Kring weigert zolang: {codes(vraag.stappen)}." if vraag.stappen else "",
            f"Bron: {bronnen(vraag.bron)}.",
        )
        delen.append(f"## {tekst(vraag.vraag)}\n\n" + lijst(regels))
    wat = "Wat de wet of het programma openlaat. Kring raadt niet, en zegt wat het zolang doet."
    return blad("Open vragen", UIT_HET_MODEL, wat, *delen)


def _getallen(stelsels: Stelsels) -> str:
    rijen = [
        [
            code(gedeeld.ding.id),
            f"{gedeeld.ding.waarde} {tekst(gedeeld.ding.eenheid)}",
            _met_waar(tekst(gedeeld.ding.betekenis), gedeeld),
            bronnen(gedeeld.ding.bron),
        ]
        for gedeeld in samen(stelsels, "instellingen")
    ]
    wat = "Getallen die Kring koos; een jurist of een proef met gebruikers kan ze in het model veranderen."
    return blad("Getallen", UIT_HET_MODEL, wat, tabel(("Id", "Waarde", "Betekenis", "Bron"), rijen))


def _woorden(stelsels: Stelsels) -> str:
    rijen = [
        [
            tekst(gedeeld.ding.id),
            tekst(", ".join(sorted(gedeeld.ding.vormen))),
            _met_waar(tekst(gedeeld.ding.betekenis), gedeeld),
            bronnen(gedeeld.ding.bron),
        ]
        for gedeeld in samen(stelsels, "woorden")
    ]
    wat = "Moeilijke woorden, met de uitleg die een gezin leest waar het woord staat."
    return blad("Woorden", UIT_HET_MODEL, wat, tabel(("Woord", "Ook", "Uitleg", "Bron"), rijen))


VERTROUWEN = {
    Vertrouwen.GELEZEN_2017: "wettekst, helemaal gelezen in de tekst van 10 mei 2017",
    Vertrouwen.GELEZEN_2026: "aangehaald gezien uit de tekst die op 1 januari 2026 gold",
    Vertrouwen.WEBPAGINA: "openbare webpagina, alleen het begin gelezen",
    Vertrouwen.BRONTEKST: "een van de vijf teksten van het programma, helemaal gelezen",
    Vertrouwen.ACHTERGROND: "achtergrondkennis, niet nagegaan",
    Vertrouwen.EIGEN: "eigen lezing of keuze van Kring",
}


def _bronnen(stelsels: Stelsels) -> str:
    rijen = []
    for gedeeld in samen(stelsels, "bronnen"):
        bron = gedeeld.ding
        gelezen = f"{bron.gelezen_op}, {bron.vertrouwen}"
        gelezen += f", tekst van {bron.tekst_van}" if bron.tekst_van else ""
        wat = " ".join(filter(None, (f"{tekst(bron.titel)}.", tekst(bron.opmerking))))
        stand = str(bron.status).replace("_", " ")
        rijen.append([code(bron.id), wat, stand, gelezen, tekst(bron.vindplaats)])
    letters = lijst(f"{letter}: {woorden}" for letter, woorden in VERTROUWEN.items())
    koppen = ("Id", "Tekst", "Status", "Gelezen", "Vindplaats")
    wat = "Achter elke vindplaats staat de status van de tekst en hoe goed hij is gelezen:"
    return blad("Bronnen", UIT_HET_MODEL, wat, letters, tabel(koppen, rijen))
