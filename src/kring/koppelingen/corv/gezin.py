"""Who in a VT-melding belongs to the gezin, how they are called and where they live.

Nothing is decided by a name: two persons are one only when they carry the same reliable BSN. Who
helps, reports or informs is no member of the gezin, whatever else is told about them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from kring.koppelingen.corv.codelijsten import FAMILY_LIFE, VERWANTSCHAP, Jeugdzorgrol
from kring.koppelingen.corv.gegevens import NIET_GEGEVEN, Afwezig, Bsn, Waarde
from kring.koppelingen.corv.melding import (
    AdresBinnenland,
    AdresBuitenland,
    Betrokkene,
    Naam,
    Persoon,
    PersoonVerwijzing,
    VtMelding,
)


# The jeugdzorgrollen of family members in our own words; what is not here is "iemand anders".
ROL_BIJ_CODE: Mapping[str, str] = {
    "111": "ouder", "112": "ouder", "113": "ouder", "114": "ouder",
    "115": "kind", "121": "kind", "122": "kind", "301": "kind",
    "125": "grootouder", "191": "voogd",
    "211": "pleegouder", "212": "stiefouder", "221": "stiefkind", "222": "pleegkind",
}  # fmt: skip
JEUGDIGE = "301"
# Who reports keeps the right not to be known to the family.
MELDT = frozenset({"391", "392"})
KINDEREN = frozenset({"kind", "stiefkind", "pleegkind"})
GESLACHT = {"M": "m", "V": "v", "O": "o"}
_PARTNER = re.compile(r"\b(?:ex-?)?(?:partner|echtgeno\w+|levensgezel\w*)\b", re.IGNORECASE)

GEEN_NAAM = "iemand zonder bekende naam"
GEZIN_ZONDER_NAAM = "Gezin zonder bekende naam"


# A member of the gezin, with everything that was told about this one person.
@dataclass(slots=True, kw_only=True)
class Gezinslid:
    lid: str
    rol: str
    betrokkenen: list[Betrokkene]
    huishouden: str = ""

    @property
    def persoon(self) -> Persoon | None:
        """As first told."""
        return as_persoon(self.betrokkenen[0])

    @property
    def naam(self) -> str:
        """The name in one line."""
        return full_name(self.persoon.naam) if self.persoon else GEEN_NAAM

    @property
    def bsn(self) -> str:
        """The BSN, when it can be one."""
        return reliable_bsn(self.persoon.bsn) if self.persoon else ""


# Everybody in the melding, by what they are to the gezin. `niemand` says that the melding named no
# member at all: then one person without a name stands for whom it is about.
@dataclass(frozen=True, slots=True, kw_only=True)
class Mensen:
    leden: tuple[Gezinslid, ...]
    professionals: tuple[Betrokkene, ...]
    melders: tuple[Betrokkene, ...]
    onbekend: tuple[Afwezig, ...] = ()
    niemand: bool = False
    _op_bsn: Mapping[str, Gezinslid] = field(default_factory=dict)

    def find(self, verwijzing: PersoonVerwijzing | Persoon | Afwezig) -> Gezinslid | None:
        """The member with the same reliable BSN; never by name."""
        if isinstance(verwijzing, Afwezig):
            return None
        return self._op_bsn.get(reliable_bsn(verwijzing.bsn))


def find_mensen(melding: VtMelding) -> Mensen:
    """Take the people of the melding apart."""
    situatie = melding.zorgelijke_situatie
    genoemd = () if isinstance(situatie, Afwezig) else situatie.betrokkenen
    betrokkenen = [wie for wie in genoemd if not isinstance(wie, Afwezig)]
    van_gezin = [wie for wie in betrokkenen if is_van_gezin(wie.rol)]
    leden, op_bsn = _merge(van_gezin)
    _find_huishoudens(leden)
    niemand = not leden
    if niemand:
        leden = [Gezinslid(lid=str(uuid4()), rol="ander", betrokkenen=[_NIEMAND])]
    anderen = [wie for wie in betrokkenen if not is_van_gezin(wie.rol)]
    return Mensen(
        leden=tuple(leden),
        professionals=tuple(wie for wie in anderen if not _meldt(wie.rol)),
        melders=tuple(wie for wie in anderen if _meldt(wie.rol)),
        onbekend=tuple(wie for wie in genoemd if isinstance(wie, Afwezig)),
        niemand=niemand,
        _op_bsn=op_bsn,
    )


def is_van_gezin(rol: Jeugdzorgrol | Afwezig) -> bool:
    """Family, who brings up, the jeugdige; and somebody of whom the sender gives no role."""
    if isinstance(rol, Afwezig):
        return True
    return rol.groep in (VERWANTSCHAP, FAMILY_LIFE) or rol.code == JEUGDIGE


def _meldt(rol: Jeugdzorgrol | Afwezig) -> bool:
    return not isinstance(rol, Afwezig) and rol.code in MELDT


_NIEMAND = Betrokkene(
    persoon=NIET_GEGEVEN,
    rol=NIET_GEGEVEN,
    aanvullende_informatie=NIET_GEGEVEN,
    overige_zorg_minderjarige=NIET_GEGEVEN,
)


def _merge(betrokkenen: Iterable[Betrokkene]) -> tuple[list[Gezinslid], dict[str, Gezinslid]]:
    """One member for each person; a second mention with the same reliable BSN adds to the first."""
    leden: list[Gezinslid] = []
    op_bsn: dict[str, Gezinslid] = {}
    for betrokkene in betrokkenen:
        persoon = as_persoon(betrokkene)
        bsn = reliable_bsn(persoon.bsn) if persoon else ""
        if bsn in op_bsn:
            op_bsn[bsn].betrokkenen.append(betrokkene)
            continue
        lid = Gezinslid(lid=str(uuid4()), rol=_rol(betrokkene), betrokkenen=[betrokkene])
        leden.append(lid)
        if bsn:
            op_bsn[bsn] = lid
    return leden, op_bsn


def _rol(betrokkene: Betrokkene) -> str:
    rol = betrokkene.rol
    if not isinstance(rol, Afwezig) and rol.code in ROL_BIJ_CODE:
        return ROL_BIJ_CODE[rol.code]
    persoon = as_persoon(betrokkene)
    relaties = [r for r in persoon.relaties if not isinstance(r, Afwezig)] if persoon else []
    if any(_PARTNER.search(given(relatie.omschrijving)) for relatie in relaties):
        return "partner"
    return "ander"


def as_persoon(betrokkene: Betrokkene) -> Persoon | None:
    """The person, when the sender may and can tell who it is."""
    return None if isinstance(betrokkene.persoon, Afwezig) else betrokkene.persoon


def given(waarde: Waarde) -> str:
    """The text, or nothing when none was given."""
    return "" if isinstance(waarde, Afwezig) else waarde.strip()


def reliable_bsn(bsn: Bsn | Afwezig) -> str:
    """The number, only when a person may be recognised by it."""
    return bsn.nummer if isinstance(bsn, Bsn) and bsn.betrouwbaar else ""


def full_name(naam: Naam) -> str:
    """The name in one line, as far as it was given."""
    delen = (given(naam.voornamen), given(naam.voorvoegsel), given(naam.geslachtsnaam))
    return " ".join(deel for deel in delen if deel) or GEEN_NAAM


def name_gezin(leden: Iterable[Gezinslid]) -> str:
    """How colleagues will call the gezin: after the children, else the mother, else anybody."""
    reeks = list(leden)
    moeders = [lid for lid in reeks if lid.rol == "ouder" and _is_vrouw(lid)]
    for groep in ([lid for lid in reeks if lid.rol in KINDEREN], moeders, reeks):
        namen = Counter(filter(None, map(_achternaam, groep)))
        if namen:
            return f"Gezin {namen.most_common(1)[0][0]}"
    return GEZIN_ZONDER_NAAM


def _is_vrouw(lid: Gezinslid) -> bool:
    return lid.persoon is not None and lid.persoon.geslacht == "V"


def _achternaam(lid: Gezinslid) -> str:
    naam = lid.persoon.naam if lid.persoon else None
    if naam is None or not given(naam.geslachtsnaam):
        return ""
    return f"{given(naam.voorvoegsel)} {given(naam.geslachtsnaam)}".strip()


def as_rij(lid: Gezinslid) -> dict[str, Any]:
    """The row of a member in the fact; what is not known is left out."""
    rij = {"lid": lid.lid, "rol": lid.rol, "huishouden": lid.huishouden}
    if persoon := lid.persoon:
        rij |= {
            "voornaam": given(persoon.naam.voornamen),
            "voorvoegsel": given(persoon.naam.voorvoegsel),
            "achternaam": given(persoon.naam.geslachtsnaam),
            "geslacht": GESLACHT.get(given(persoon.geslacht), ""),
            "geboren": "" if isinstance(persoon.geboren, Afwezig) else str(persoon.geboren),
        }
    return {naam: waarde for naam, waarde in rij.items() if waarde}


Adres = tuple[str, Mapping[str, str]]


def find_adressen(lid: Gezinslid) -> tuple[Adres, ...]:
    """The addresses of a member, by kind, each with only the parts that were given."""
    adressen: list[Adres] = []
    for persoon in filter(None, map(as_persoon, lid.betrokkenen)):
        adressen += [adres for adres in read_adressen(persoon) if adres not in adressen]
    return tuple(adressen)


def read_adressen(persoon: Persoon) -> Iterator[Adres]:
    """The addresses of a person, where somebody is before where somebody is registered."""
    a = persoon.adressen
    for soort, adres in (
        ("feitelijk", a.feitelijk_binnenland),
        ("feitelijk", a.feitelijk_buitenland),
        ("formeel", a.formeel_binnenland),
        ("formeel", a.formeel_buitenland),
    ):
        delen = {} if isinstance(adres, Afwezig) else _adresdelen(adres)
        if delen:
            yield soort, delen


def _adresdelen(adres: AdresBinnenland | AdresBuitenland) -> dict[str, str]:
    if isinstance(adres, AdresBuitenland):
        delen = {f"regel{nummer}": regel for nummer, regel in enumerate(adres.regels, 1)}
        delen["landcode"] = adres.landcode
    else:
        namen = ("straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats")
        delen = {naam: getattr(adres, naam) for naam in namen}
    return {naam: given(waarde) for naam, waarde in delen.items() if given(waarde)}


def _find_huishoudens(leden: Iterable[Gezinslid]) -> None:
    """People with the same address live together; without a whole address nobody is placed.

    Where somebody is goes before where somebody is registered. The name says nothing of the place:
    an address may have to be sealed later.
    """
    namen: dict[tuple[str, ...], str] = {}
    for lid in leden:
        adressen = find_adressen(lid)
        feitelijk = [delen for soort, delen in adressen if soort == "feitelijk"]
        waar = feitelijk or [delen for _, delen in adressen]
        plek = next(filter(None, map(_plek, waar)), None)
        if plek:
            lid.huishouden = namen.setdefault(plek, f"Huishouden {len(namen) + 1}")


def _plek(delen: Mapping[str, str]) -> tuple[str, ...]:
    """What makes an address the same address; empty when it points at no single door."""
    nummer = tuple(delen.get(naam, "") for naam in ("huisnummer", "huisletter", "toevoeging"))
    if delen.get("straat") and delen.get("huisnummer"):
        plek = (delen["straat"], *nummer, delen.get("woonplaats", ""))
    elif delen.get("postcode") and delen.get("huisnummer"):
        plek = (delen["postcode"], *nummer)
    elif delen.get("regel1"):
        plek = tuple(delen.get(naam, "") for naam in ("regel1", "regel2", "regel3", "landcode"))
    else:
        return ()
    return tuple("".join(deel.split()).casefold() for deel in plek)
