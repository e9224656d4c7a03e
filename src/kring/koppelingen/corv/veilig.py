"""From bytes to a parsed message, without trusting the sender.

Everything that could cost memory or time is bounded before the XML library sees the bytes, so that
no message is expensive to refuse.
"""

import re
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from kring.koppelingen.corv.fouten import refuse


# How large a message may be. A melding about a large family stays far below each of these. The
# omvang is in bytes.
@dataclass(frozen=True, slots=True, kw_only=True)
class Grenzen:
    omvang: int = 5_000_000
    elementen: int = 10_000
    attributen: int = 10_000
    attributen_per_element: int = 50
    diepte: int = 32
    # Reasons given in one refusal; the rest is counted.
    fouten: int = 200


STANDAARD_GRENZEN = Grenzen()

_BOM = b"\xef\xbb\xbf"
# It can only stand before the first element, after comments and processing instructions. The `++`
# and `*+` never look back, so that the search takes one pass.
_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\r\n]++|<!--.*?-->|<\?.*?\?>)*+<!(?!--)", re.DOTALL
)
_CODERING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']""")
# Every attribute has this, so there are at most as many attributes as matches.
_TOEKENNING = re.compile(rb"""=[ \t\r\n]*["']""")
# Each xsi:type is looked up among the namespaces declared above it; this bounds that work.
_NAMESPACES_MAAL_TYPES = 1_000_000


def parse_veilig(data: bytes, *, grenzen: Grenzen = STANDAARD_GRENZEN) -> etree._Element:
    """The root of the message, parsed without entities, files or network.

    Raises BerichtGeweigerd when the bytes are too many, not UTF-8, not well-formed, or carry a
    document type declaration or a processing instruction.
    """
    _check_omvang(data, grenzen)
    _check_codering(data)
    _check_doctype(data)
    wortel = _parse(data)
    _check_boom(wortel, grenzen)
    return wortel


def _check_omvang(data: bytes, grenzen: Grenzen) -> None:
    if len(data) > grenzen.omvang:
        raise refuse(
            f"Het bericht is {len(data)} bytes groot; het mag {grenzen.omvang} bytes groot zijn. "
            "Stuur een kleiner bericht."
        )
    # An element has one or two tags, each with one "<".
    if data.count(b"<") > 2 * grenzen.elementen:
        raise refuse(_too_many("elementen", grenzen.elementen))
    if next(islice(_TOEKENNING.finditer(data), grenzen.attributen, None), None):
        raise refuse(_too_many("attributen", grenzen.attributen))
    if data.count(b"xmlns") * data.count(b":type") > _NAMESPACES_MAAL_TYPES:
        raise refuse("Het bericht noemt te vaak een namespace en xsi:type. Haal xsi:type weg.")


def _too_many(wat: str, aantal: int) -> str:
    return (
        f"Het bericht heeft te veel {wat}; het mogen er {aantal} zijn. Stuur een kleiner bericht."
    )


def _check_codering(data: bytes) -> None:
    """Only UTF-8, so that what is checked here and what is parsed are the same characters."""
    genoemd = _CODERING.match(data.removeprefix(_BOM)[: data.find(b"?>")])
    if genoemd and genoemd[1].lower() not in (b"utf-8", b"utf8"):
        raise refuse("Het bericht noemt een andere tekencodering dan UTF-8. Stuur het in UTF-8.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fout:
        raise refuse(f"Byte {fout.start + 1} is geen UTF-8. Stuur het bericht in UTF-8.") from None


def _check_doctype(data: bytes) -> None:
    """Refuse a document type declaration unread: entities and outside files hide in it."""
    if _DOCTYPE.match(data):
        raise refuse(
            "Het bericht heeft een DOCTYPE. Dat is gevaarlijk en wordt niet gelezen. "
            "Stuur het bericht zonder DOCTYPE en zonder entiteiten."
        )


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        collect_ids=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fout:
        if getattr(fout, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise refuse(
                "Het bericht is veel te diep genest of bevat een veel te lange tekst. "
                "Stuur het bericht zoals de standaard het beschrijft."
            ) from None
        regel, kolom = fout.position
        raise refuse(
            f"Het bericht is geen welgevormde XML: het loopt vast op regel {regel}, teken {kolom}. "
            "Controleer de XML en stuur het bericht opnieuw."
        ) from None


def _check_boom(wortel: etree._Element, grenzen: Grenzen) -> None:
    if wortel.getroottree().docinfo.internalDTD is not None:
        raise refuse("Het bericht heeft een DOCTYPE. Stuur het bericht zonder DOCTYPE.")
    # SOAP, which carries these messages, forbids them: they tell software what to do with a file.
    if any(True for _ in wortel.iter(etree.ProcessingInstruction)) or _has_sibling(wortel):
        raise refuse("Het bericht bevat een verwerkingsinstructie (<?…?>). Haal die weg.")
    diepte = aantal = 0
    for gebeurtenis, element in etree.iterwalk(wortel, events=("start", "end")):
        if gebeurtenis == "end":
            diepte -= 1
            continue
        diepte, aantal = diepte + 1, aantal + 1
        if diepte > grenzen.diepte:
            raise refuse(
                f"De elementen zijn dieper genest dan {grenzen.diepte} lagen. "
                "Stuur het bericht zoals de standaard het beschrijft."
            )
        # Reading the attributes of one element takes the square of their number.
        if len(element.attrib) > grenzen.attributen_per_element:
            raise refuse(_too_many("attributen op één element", grenzen.attributen_per_element))
    if aantal > grenzen.elementen:
        raise refuse(_too_many("elementen", grenzen.elementen))


def _has_sibling(wortel: etree._Element) -> bool:
    """With comments left out, only a processing instruction can stand beside the root."""
    return wortel.getprevious() is not None or wortel.getnext() is not None
