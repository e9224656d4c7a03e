"""Where people live, as far as the reader may see; a sealed address is asked for one by one."""

from collections.abc import Mapping

from kring.gezinnen.models import Adres
from kring.toegang.deur import Deur
from kring.toegang.kluis import unlock
from kring.toegang.vragen import Gat, Vraag


def load_adressen(deur: Deur) -> dict[str, tuple[str, ...]]:
    """Person → addresses in words. Sealed ones are not among them, and nothing shows that they exist."""
    gevonden: dict[str, tuple[str, ...]] = {}
    for id_, persoon, inhoud in ADRESSEN.ask(deur.alias, gezin=deur.gezin):
        adres = adres_in_woorden(unlock(deur.gezin, f"adres/{id_}", inhoud))
        eerder = gevonden.get(str(persoon), ())
        # The formal and the actual address are mostly the same one.
        if adres not in eerder:
            gevonden[str(persoon)] = (*eerder, adres)
    return gevonden


ADRESSEN = Vraag(
    lambda: (
        Adres.objects.filter(gezin_id=Gat("gezin"))
        .order_by("soort", "id")
        .values_list("id", "persoon_id", "inhoud")
    )
)

# The parts of an address in the order in which people say them.
STRAAT = ("straat", "straatnaam", "huisnummer", "huisletter", "toevoeging")
PLAATS = ("postcode", "woonplaats", "plaats")


def adres_in_woorden(delen: Mapping[str, object]) -> str:
    """The known parts only: what is missing stays missing."""
    straat = " ".join(str(delen[naam]) for naam in STRAAT if delen.get(naam))
    plaats = " ".join(str(delen[naam]) for naam in PLAATS if delen.get(naam))
    verder = [str(deel) for naam, deel in delen.items() if deel and naam not in STRAAT + PLAATS]
    return ", ".join(filter(None, (straat, plaats, *verder)))
