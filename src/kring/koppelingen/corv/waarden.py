"""Does a value keep within its limits? The rules are those of XML Schema 1.0."""

import re

from kring.koppelingen.corv.beschrijving import Grondvorm, Waardesoort


WITRUIMTE = " \t\r\n"

_VORMEN = {
    Grondvorm.DECIMAAL: re.compile(r"[+-]?(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))"),
    Grondvorm.GEHEEL: re.compile(r"[+-]?[0-9]+"),
    Grondvorm.POSITIEF: re.compile(r"\+?0*[1-9][0-9]*"),
    Grondvorm.WAAR_ONWAAR: re.compile("true|false|1|0"),
}
_UITLEG = {
    Grondvorm.DECIMAAL: "een getal",
    Grondvorm.GEHEEL: "een geheel getal",
    Grondvorm.POSITIEF: "een geheel getal van 1 of hoger",
    Grondvorm.WAAR_ONWAAR: "true of false",
}


def read_waar_onwaar(waarde: str) -> bool | None:
    """The meaning of an XML boolean; None when it is none."""
    return {"true": True, "1": True, "false": False, "0": False}.get(waarde.strip(WITRUIMTE))


def explain_misfit(*, waarde: str, soort: Waardesoort) -> str | None:
    """Why a value does not fit, in Dutch and without the value itself; None when it fits."""
    if soort.grondvorm is not Grondvorm.TEKST:
        return _explain_number(waarde.strip(WITRUIMTE), soort)
    if soort.codes and waarde not in soort.codes:
        return f"De waarde staat niet in de codelijst. Kies uit: {', '.join(soort.codes)}."
    return _explain_pattern(waarde, soort) or _explain_length(waarde, soort)


def _explain_length(waarde: str, soort: Waardesoort) -> str | None:
    lengte = len(waarde)
    if lengte < soort.kortst:
        return f"De waarde heeft {lengte} tekens en moet er minstens {soort.kortst} hebben. Vul de waarde aan."
    if soort.langst is not None and lengte > soort.langst:
        return f"De waarde heeft {lengte} tekens; er passen er {soort.langst}. Kort de waarde in."
    return None


def _explain_pattern(waarde: str, soort: Waardesoort) -> str | None:
    if soort.patroon and not re.fullmatch(soort.patroon, waarde):
        return f"De waarde moet bestaan uit {soort.uitleg}."
    return None


def _explain_number(waarde: str, soort: Waardesoort) -> str | None:
    gevonden = _VORMEN[soort.grondvorm].fullmatch(waarde)
    if not gevonden:
        return f"De waarde moet {_UITLEG[soort.grondvorm]} zijn."
    if soort.cijfers is not None and not _fits_digits(gevonden, soort.cijfers):
        return f"De waarde moet een getal van hoogstens {soort.cijfers} cijfers zijn, zonder cijfers achter de punt."
    # Compare the length first: reading a number of a million digits would take long.
    if soort.hoogste is not None:
        cijfers = waarde.lstrip("+0")
        if len(cijfers) > len(str(soort.hoogste)) or int(cijfers) > soort.hoogste:
            return f"Het getal mag niet hoger zijn dan {soort.hoogste}."
    return _explain_pattern(waarde, soort)


def _fits_digits(gevonden: re.Match[str], cijfers: int) -> bool:
    """Zeros in front and at the end behind the point do not count as digits."""
    achter_punt = (gevonden[2] or gevonden[3] or "").rstrip("0")
    return not achter_punt and len((gevonden[1] or "").lstrip("0")) <= cijfers
