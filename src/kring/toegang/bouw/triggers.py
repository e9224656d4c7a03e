"""The triggers that keep what row policies cannot: append-only tables, and a holder for each functie."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """One CREATE TRIGGER, in the words by which the database itself tells of it."""

    naam: str
    tabel: str
    opdracht: str


# Written once; for whoever has the right by mistake, and for the owner's slip.
ALLEEN_AANVULLEN = (
    "toegang_logregel",
    "toegang_zegel",
    "dossier_gebeurtenis",
    "dossier_uitspraak",
    "dossier_melding",
)
EIST_FUNCTIES = ("dossier_dossier", "dossier_toewijzing")


def triggers() -> Iterator[Trigger]:
    """Every trigger of the product."""
    for tabel in ALLEEN_AANVULLEN:
        yield _trigger(
            "alleen_aanvullen", tabel, "BEFORE DELETE OR UPDATE", "ROW", "alleen_aanvullen"
        )
        yield _trigger("niet_leegmaken", tabel, "BEFORE TRUNCATE", "STATEMENT", "alleen_aanvullen")
    for tabel in EIST_FUNCTIES:
        yield Trigger(
            "eis_functies",
            tabel,
            f"CREATE CONSTRAINT TRIGGER eis_functies AFTER INSERT OR UPDATE ON public.{tabel}"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kring.eis_functies()",
        )


def _trigger(naam: str, tabel: str, wanneer: str, elk: str, functie: str) -> Trigger:
    opdracht = (
        f"CREATE TRIGGER {naam} {wanneer} ON public.{tabel}"
        f" FOR EACH {elk} EXECUTE FUNCTION kring.{functie}()"
    )
    return Trigger(naam, tabel, opdracht)
