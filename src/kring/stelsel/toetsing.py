"""May this person, acting for this moederorganisatie, take this stap now? All reasons why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kring.stelsel import weigergronden as grond
from kring.stelsel.begrippen import (
    AFGESLOTEN,
    OVERAL,
    Bevoegdheid,
    Gevolg,
    Grondslag,
    Lezer,
    Stap,
    Stelsel,
    Veldsoort,
    Waarborg,
    is_bij,
)
from kring.stelsel.fold import beleggingen
from kring.stelsel.kalender import dag_van, is_eerder
from kring.stelsel.velden import check_waarden
from kring.stelsel.waarborgen import TOETSEN, VOORAF, Bevinding
from kring.stelsel.zaak import Actorsoort, Gebeurtenis, Handelend, Stand, Voorstel


# A reason in writing that is shorter is no reason.
KORTSTE_AFWEGING = 20
# The field by which somebody speaks for a person of the gezin.
EIGEN = "van"


# One reason why a stap may not be taken. Not called bezwaar: that word belongs to the Awb.
@dataclass(frozen=True, slots=True, kw_only=True)
class Weigering:
    """`code` is a waarborg or a weigergrond; `betreft` the persons it is about; `veld` the field to
    mend; `herstel` the stap that mends it. A `zachte` refusal may be reasoned away in writing."""

    code: str
    grondslag: tuple[Grondslag, ...]
    betreft: tuple[str, ...] = ()
    reden: str = ""
    veld: str = ""
    melding: str = ""
    herstel: str = ""
    zacht: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What became of one waarborg: gehaald, or afgewogen in writing."""

    waarborg: str
    gehaald: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Oordeel:
    """The whole assessment: every reason to refuse, and every waarborg that was looked at."""

    weigeringen: tuple[Weigering, ...]
    uitkomsten: tuple[Uitkomst, ...]

    @property
    def mag(self) -> bool:
        """Whether the stap may be taken."""
        return not self.weigeringen


def assess_stap(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> Oordeel:
    """Give every reason to refuse, each with its grondslag; none means the stap may be taken.

    Raises KeyError when the variant does not have the stap.
    Source: the authority rule of Stcrt 2024, 37825 and Jeugdwet 3.2, and the waarborgen of the model.
    """
    zaak = _Zaak(stelsel, stand, voorstel, stelsel.stappen[voorstel.stap])
    weigeringen = [weigering for regel in REGELS for weigering in regel(zaak)]
    uitkomsten = []
    # Predicates may rely on values of the right kind, so they wait until the fields fit; what looks at
    # the case alone is told at once.
    if any(weigering.code == grond.VELD for weigering in weigeringen):
        weigeringen += _waarborgen_vooraf(stelsel, stand, voorstel)
    else:
        for waarborg in waarborgen_bij(stelsel, zaak.stap, voorstel):
            bevindingen = TOETSEN[waarborg.toets](stelsel, stand, voorstel)
            uitkomsten.append(Uitkomst(waarborg=waarborg.id, gehaald=not bevindingen))
            weigeringen += _weigeringen(waarborg, bevindingen, voorstel)
    return Oordeel(weigeringen=tuple(weigeringen), uitkomsten=tuple(uitkomsten))


def assess_vooraf(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Weigering, ...]:
    """What already stands in the way of a stap, whatever values will be filled in: who, when, and
    every waarborg that looks at the case alone."""
    bevoegdheid = assess_bevoegdheid(stelsel, stand, voorstel)
    return (*bevoegdheid, *_waarborgen_vooraf(stelsel, stand, voorstel))


def _waarborgen_vooraf(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> Iterator[Weigering]:
    for waarborg in waarborgen_bij(stelsel, stelsel.stappen[voorstel.stap], voorstel):
        if waarborg.toets in VOORAF:
            bevindingen = TOETSEN[waarborg.toets](stelsel, stand, voorstel)
            yield from _weigeringen(waarborg, bevindingen, voorstel)


def assess_bevoegdheid(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> tuple[Weigering, ...]:
    """Only the question who may and when: for a menu of steps, before any value is filled in."""
    zaak = _Zaak(stelsel, stand, voorstel, stelsel.stappen[voorstel.stap])
    return tuple(weigering for regel in WIE_EN_WANNEER for weigering in regel(zaak))


def waarborgen_bij(stelsel: Stelsel, stap: Stap, voorstel: Voorstel) -> Iterator[Waarborg]:
    """The waarborgen that hang on this stap and are in force on the day of the act."""
    haken = stap.soorten | {stap.id}
    for waarborg in stelsel.waarborgen.values():
        if waarborg.bij & haken and any(g.geldt_op(voorstel.dag) for g in waarborg.bron):
            yield waarborg


@dataclass(frozen=True, slots=True)
class _Zaak:
    stelsel: Stelsel
    stand: Stand
    voorstel: Voorstel
    stap: Stap

    @property
    def bevoegdheid(self) -> Bevoegdheid:
        return self.stelsel.bevoegdheden[self.stap.bevoegdheid]

    def weigering(
        self,
        code: str,
        *bron: Grondslag,
        betreft: Iterable[str] = (),
        veld: str = "",
        melding: str = "",
    ) -> Weigering:
        grondslag = bron or self.stelsel.weigergronden[code].bron
        return Weigering(
            code=code, grondslag=grondslag, betreft=tuple(betreft), veld=veld, melding=melding
        )


def _toestand(zaak: _Zaak) -> Iterator[Weigering]:
    nu, van = zaak.stand.toestand, zaak.stap.van
    if not nu or not van:
        kan = not nu and not van
    elif zaak.stelsel.toestanden[nu].eind:
        kan = bool({nu, AFGESLOTEN} & van)
    else:
        kan = bool({nu, OVERAL} & van)
    if not kan:
        yield zaak.weigering(grond.TOESTAND, *zaak.stap.bron)


def _bevoegd(zaak: _Zaak) -> Iterator[Weigering]:
    if zaak.voorstel.door.partij not in zaak.bevoegdheid.partijen:
        yield zaak.weigering(grond.BEVOEGDHEID, *zaak.bevoegdheid.bron)
    elif not has_mandaat(zaak.stelsel, zaak.voorstel.door, zaak.voorstel, {zaak.stap.bevoegdheid}):
        yield zaak.weigering(grond.MANDAAT, *zaak.bevoegdheid.bron)


def has_mandaat(
    stelsel: Stelsel, wie: Handelend, voorstel: Voorstel, bevoegdheden: Iterable[str]
) -> bool:
    """Whether a live mandate of this person covers one of the powers; family and system need none."""
    if wie.soort is not Actorsoort.MEDEWERKER:
        return True
    gedekt = {
        bevoegdheid
        for verleend in wie.mandaten
        if verleend.geldt_op(voorstel.dag)
        for bevoegdheid in stelsel.mandaten[verleend.mandaat].bevoegdheden
    }
    return bool(gedekt & set(bevoegdheden))


def _geregistreerd(zaak: _Zaak) -> Iterator[Weigering]:
    nodig = zaak.bevoegdheid.registraties
    door = zaak.voorstel.door
    if nodig and not any(
        r.soort in nodig and r.geldt_op(zaak.voorstel.dag) for r in door.registraties
    ):
        yield zaak.weigering(grond.REGISTRATIE)


def _toegang(zaak: _Zaak) -> Iterator[Weigering]:
    """With a power that everybody has, nobody writes what the own grant in this case does not open: who
    may not read the plan does not change it. Another power says itself what may be done with it."""
    opent = zaak.voorstel.door.opent
    feit = zaak.stelsel.feitsoorten[zaak.stap.legt_vast]
    if zaak.bevoegdheid.binnen_toegang and opent is not None and feit.zicht.categorie not in opent:
        yield zaak.weigering(grond.TOEGANG)


def _functie(zaak: _Zaak) -> Iterator[Weigering]:
    if zaak.stap.functies and zaak.voorstel.door.soort is Actorsoort.MEDEWERKER:
        heeft = zaak.stand.functies_van(zaak.voorstel.door.id)
        if not heeft & zaak.stap.functies:
            yield zaak.weigering(grond.FUNCTIE)


def _eigen_stem(zaak: _Zaak) -> Iterator[Weigering]:
    """A family member speaks for the own person only."""
    door = zaak.voorstel.door
    if door.soort is Actorsoort.GEZINSLID:
        # Left empty means: for myself.
        namens = zaak.voorstel.waarden.get(EIGEN) or door.lid
        if namens != door.lid:
            yield zaak.weigering(grond.EIGEN_STEM, betreft=(str(namens),))


def _velden(zaak: _Zaak) -> Iterator[Weigering]:
    feit = zaak.stelsel.feitsoorten[zaak.stap.legt_vast]
    voorstel = zaak.voorstel
    van_systeem = voorstel.door.soort is Actorsoort.SYSTEEM
    for fout in check_waarden(
        feit, voorstel.waarden, zaak.stand, voorstel.dag, bericht=van_systeem
    ):
        yield zaak.weigering(grond.VELD, veld=fout.veld, melding=fout.melding)


def _toegangsduur(zaak: _Zaak) -> Iterator[Weigering]:
    """Whoever asks for access until a day that is too far away hears which day is the last one."""
    voorstel = zaak.voorstel
    for effect in zaak.stap.toegang:
        uren = zaak.stelsel.toegangssoorten[effect.soort].hoogstens_uren
        if uren is None or not effect.tot or not is_bij(effect.alleen_bij, voorstel.waarden):
            continue
        laatste = dag_van(voorstel.op + timedelta(hours=uren))
        if _is_later(voorstel.waarden.get(effect.tot), laatste):
            duur = f"dit mag hoogstens {uren // 24} dagen duren"
            melding = f"{duur}; kies uiterlijk {laatste.day}-{laatste.month}-{laatste.year}"
            yield zaak.weigering(grond.VELD, veld=effect.tot, melding=melding)


def _is_later(waarde: object, dag: date) -> bool:
    # What is no day at all is told by the check of the fields.
    try:
        return date.fromisoformat(str(waarde)) > dag
    except ValueError:
        return False


def _medewerkers(zaak: _Zaak) -> Iterator[Weigering]:
    """Whoever a value names works somewhere, or has a functie here: a colleague who was consulted, an
    inspector who may look. Who receives a functie is looked at more closely."""
    door, bekend = zaak.voorstel.door, zaak.voorstel.medewerkers
    krijgt_functie = {belegging.bij for belegging in zaak.stap.belegt}
    for veld in zaak.stelsel.feitsoorten[zaak.stap.legt_vast].velden:
        wie = zaak.voorstel.waarden.get(veld.id)
        genoemd = veld.soort is Veldsoort.MEDEWERKER and veld.id not in krijgt_functie
        if not genoemd or not isinstance(wie, str) or not wie:
            continue
        if (wie not in bekend and wie != door.id and not zaak.stand.functies_van(wie)) or (
            veld.partijen and _partij_van(wie, zaak) not in veld.partijen
        ):
            yield zaak.weigering(grond.VELD, veld=veld.id, melding=UIT_DE_LIJST)


UIT_DE_LIJST = "kies iemand uit de lijst"


def _partij_van(wie: str, zaak: _Zaak) -> str:
    """For whom a professional works; nothing for one whom the motor was not told about."""
    iemand = zaak.voorstel.door if wie == zaak.voorstel.door.id else None
    iemand = iemand or zaak.voorstel.medewerkers.get(wie)
    return iemand.partij if iemand else ""


def _moment(zaak: _Zaak) -> Iterator[Weigering]:
    gebeurd = zaak.stand.gebeurtenissen
    if gebeurd and is_eerder(zaak.voorstel.op, gebeurd[-1].op):
        yield zaak.weigering(grond.MOMENT)


def _open_vraag(zaak: _Zaak) -> Iterator[Weigering]:
    for vraag in zaak.stelsel.open_vragen.values():
        if zaak.stap.id in vraag.stappen:
            yield zaak.weigering(grond.OPEN_VRAAG, *vraag.bron, melding=vraag.vraag)


def _functiehouder(zaak: _Zaak) -> Iterator[Weigering]:
    """Who receives a functie works for a partij that may hold it, and holds nothing that clashes."""
    nieuw = beleggingen(zaak.stap, as_gebeurtenis(zaak.stelsel, zaak.stand, zaak.voorstel))
    for naam, wie in nieuw.items():
        functie = zaak.stelsel.functies[naam]
        if wie.startswith("partij:"):
            continue
        houder = (
            zaak.voorstel.door
            if wie == zaak.voorstel.door.id
            else zaak.voorstel.medewerkers.get(wie)
        )
        if houder is None or houder.partij not in functie.partijen:
            yield zaak.weigering(grond.FUNCTIEHOUDER, *functie.bron, melding=functie.naam)
        if _straks(zaak, wie, nieuw) & functie.niet_samen_met:
            yield zaak.weigering(grond.FUNCTIE_BOTST, *functie.bron, melding=functie.naam)


def _straks(zaak: _Zaak, wie: str, nieuw: Mapping[str, str]) -> frozenset[str]:
    """The functies that this person would hold after the stap."""
    weg = zaak.stap.ontheft | {naam for naam in nieuw if zaak.stelsel.functies[naam].enig}
    erbij = {naam for naam, krijgt in nieuw.items() if krijgt == wie}
    return frozenset((zaak.stand.functies_van(wie) - weg) | erbij)


def _ladder(zaak: _Zaak) -> Iterator[Weigering]:
    """Levels 4 and 5 rest on a power of the joining person's own moederorganisatie.

    Asking for such a level joins nobody, so that anyone may ask.
    """
    waarden = zaak.voorstel.waarden
    wie, niveau = waarden.get("medewerker"), waarden.get("niveau")
    trede = next((t for t in zaak.stelsel.ladder.values() if t.id == niveau), None)
    if not isinstance(wie, str) or trede is None or not trede.bevoegdheden:
        return
    medewerker = zaak.voorstel.medewerkers.get(wie)
    if medewerker is None or not _has_power(zaak, medewerker, trede.bevoegdheden):
        yield zaak.weigering(grond.LADDER, *trede.bron, melding=trede.naam)


def _has_power(zaak: _Zaak, wie: Handelend, bevoegdheden: frozenset[str]) -> bool:
    eigen = {b for b in bevoegdheden if wie.partij in zaak.stelsel.bevoegdheden[b].partijen}
    return has_mandaat(zaak.stelsel, wie, zaak.voorstel, eigen)


Regel = Callable[[_Zaak], Iterator[Weigering]]
WIE_EN_WANNEER: tuple[Regel, ...] = (
    _toestand,
    _bevoegd,
    _geregistreerd,
    _toegang,
    _functie,
    _open_vraag,
)
REGELS: tuple[Regel, ...] = (
    *WIE_EN_WANNEER,
    _eigen_stem,
    _moment,
    _functiehouder,
    _ladder,
    _velden,
    _toegangsduur,
    _medewerkers,
)


def _weigeringen(
    waarborg: Waarborg, bevindingen: tuple[Bevinding, ...], voorstel: Voorstel
) -> Iterator[Weigering]:
    zacht = waarborg.gevolg is not Gevolg.BLOKKEERT
    if zacht and len(voorstel.afwegingen.get(waarborg.id, "").strip()) >= KORTSTE_AFWEGING:
        return
    for bevinding in bevindingen:
        yield Weigering(
            code=waarborg.id,
            grondslag=waarborg.bron,
            betreft=bevinding.betreft,
            reden=bevinding.reden,
            herstel=waarborg.herstel,
            zacht=zacht,
        )


def as_gebeurtenis(stelsel: Stelsel, stand: Stand, voorstel: Voorstel) -> Gebeurtenis:
    """The gebeurtenis that this proposal becomes when it is allowed."""
    door = voorstel.door
    return Gebeurtenis(
        id=voorstel.id,
        volgnummer=stand.volgnummer + 1,
        stap=voorstel.stap,
        feit=stelsel.stappen[voorstel.stap].legt_vast,
        op=voorstel.op,
        door=door.id,
        partij=door.partij,
        soort=door.soort,
        geregistreerd=door.geregistreerd_op(voorstel.dag),
        waarden=voorstel.waarden,
        lid=door.lid,
        afwegingen=voorstel.afwegingen,
    )


def uitleg_bij(stelsel: Stelsel, weigering: Weigering, lezer: Lezer) -> str:
    """The refusal in words for this reader, from the model."""
    if weigering.code in stelsel.waarborgen:
        return stelsel.waarborgen[weigering.code].tekst(lezer, weigering.reden)
    return stelsel.weigergronden[weigering.code].tekst(lezer)
