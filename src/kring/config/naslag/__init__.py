"""The reference in docs/naslag, made of what runs: the model, the settings, the verbs and the API.

Nothing in it is written by hand, so it cannot say anything else than the product does. Everything here
is pure: who calls it brings the loaded model and the facts about settings, verbs and API.
"""

from collections.abc import Mapping, Sequence

from kring.config.naslag.bestanden import find_differences, write_naslag
from kring.config.naslag.inhoud import build_inhoud
from kring.config.naslag.regels import build_regels
from kring.config.naslag.spelers import build_spelers
from kring.config.naslag.techniek import Techniek, build_techniek
from kring.config.naslag.verloop import build_verloop
from kring.stelsel.begrippen import Stelsel


__all__ = ["Techniek", "build_naslag", "find_differences", "write_naslag"]


def build_naslag(stelsels: Sequence[Stelsel], techniek: Techniek) -> Mapping[str, str]:
    """Path under docs/naslag → text, for every page."""
    op_code = sorted(stelsels, key=lambda stelsel: stelsel.variant.code)
    bladen = {
        **build_verloop(op_code),
        **build_regels(op_code),
        **build_spelers(op_code),
        **build_techniek(techniek),
    }
    return {"README.md": build_inhoud(op_code), **bladen}
