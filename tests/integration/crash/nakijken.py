"""After the crashes: is everything that was acknowledged there, once, and whole?

Reads past every policy as the superuser, and opens content with the keys: run with the address of the
superuser as DATABASE_URL. Prints what it found as JSON.

python -m tests.integration.crash.nakijken MAP
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import django


ALIAS = "beheer"


def main(map_: Path) -> None:
    """Compare what was acknowledged with what is stored."""
    django.setup()
    bevestigd = [regel.split() for pad in map_.glob("bevestigd-*") for regel in read(pad)]
    stappen = {delen[1] for delen in bevestigd if delen[0] == "stap"}
    meldingen = {delen[1]: delen[2] for delen in bevestigd if delen[0] == "melding"}
    sleutels, nummers = stored()
    verloren = sorted(stappen - sleutels.keys())
    verloren += [
        sleutel for sleutel, nummer in meldingen.items() if nummers.get(sleutel) != [nummer]
    ]
    dubbel = [sleutel for sleutel, aantal in sleutels.items() if aantal > 1]
    dubbel += [sleutel for sleutel, reeks in nummers.items() if len(reeks) > 1]
    geprobeerd = sum(len(read(pad)) for pad in map_.glob("geprobeerd-*"))
    uitkomst = {
        "geprobeerd": geprobeerd,
        "bevestigd": len({delen[1] for delen in bevestigd}),
        "al_gedaan": sum(delen[2] == "al" for delen in bevestigd),
        "verloren": verloren,
        "dubbel": dubbel,
        "half": list(halves()),
        "sleutels_zonder_gezin": orphans(),
    }
    sys.stdout.write(json.dumps(uitkomst))


def read(pad: Path) -> list[str]:
    """Whole lines only."""
    return [regel for regel in pad.read_text("ascii").splitlines() if regel.endswith(" .")]


def stored() -> tuple[Counter, dict[str, list[str]]]:
    """Keys of stappen with how often they are there, and the numbers of each report."""
    from kring.dossier.models import Dossier, Gebeurtenis
    from kring.dossier.opslag import read_gebeurtenissen

    sleutels = Counter(
        Gebeurtenis.objects.using(ALIAS).exclude(sleutel="begin").values_list("sleutel", flat=True)
    )
    nummers: dict[str, list[str]] = {}
    per_gezin = dict(Dossier.objects.using(ALIAS).values_list("gezin_id", "nummer"))
    for rij in Gebeurtenis.objects.using(ALIAS).filter(stap="ontvang_melding"):
        (melding,) = read_gebeurtenissen(rij.gezin_id, [rij])
        sleutel = (
            melding.waarden["gegevens_melder"].partition("referentienummer: crash ")[2].split()[0]
        )
        nummers.setdefault(sleutel, []).append(per_gezin[rij.gezin_id])
    return sleutels, nummers


def halves() -> Iterator[str]:
    """Every place where something that belongs together is not all there."""
    from kring.dossier.models import Dossier

    for dossier in Dossier.objects.using(ALIAS).order_by("gezin_id"):
        yield from Zaak(dossier).check()


class Zaak:
    """One case, folded again and laid beside what was stored."""

    def __init__(self, dossier) -> None:
        from kring.dossier.models import Gebeurtenis
        from kring.dossier.opslag import read_gebeurtenissen, stelsel_van

        self.dossier, self.gezin = dossier, dossier.gezin_id
        self.stelsel = stelsel_van(dossier.variant)
        rijen = Gebeurtenis.objects.using(ALIAS).filter(gezin_id=self.gezin).order_by("volgnummer")
        self.gebeurtenissen = read_gebeurtenissen(self.gezin, rijen)

    def check(self) -> Iterator[str]:
        """What is wrong with it, in words."""
        nummers = [g.volgnummer for g in self.gebeurtenissen]
        if nummers != list(range(1, len(nummers) + 1)):
            yield f"{self.gezin}: numbers {nummers}"
        yield from self._uitspraken()
        yield from self._logregels()
        yield from self._stand()
        yield from self._melding()

    def _uitspraken(self) -> Iterator[str]:
        from kring.dossier.models import Uitspraak
        from kring.dossier.opslag import plek_uitspraak
        from kring.stelsel.fold import fold
        from kring.stelsel.uitspraken import uitspraken_van
        from kring.stelsel.zaak import Stand
        from kring.toegang.kluis import unlock

        stand, verwacht = Stand(), {}
        for gebeurtenis in self.gebeurtenissen:
            stand = fold(self.stelsel, (gebeurtenis,), vanaf=stand)
            for uitspraak in uitspraken_van(self.stelsel, stand, gebeurtenis):
                verwacht[gebeurtenis.id, uitspraak.plek] = json.loads(json.dumps(uitspraak.inhoud))
        gevonden = {
            (str(rij.gebeurtenis_id), rij.plek): unlock(
                self.gezin, plek_uitspraak(rij.gebeurtenis_id, rij.plek), rij.inhoud
            )
            for rij in Uitspraak.objects.using(ALIAS).filter(gezin_id=self.gezin)
        }
        for plek in verwacht.keys() ^ gevonden.keys():
            yield f"{self.gezin}: uitspraak {plek}"
        for plek in verwacht.keys() & gevonden.keys():
            if verwacht[plek] != gevonden[plek]:
                yield f"{self.gezin}: uitspraak {plek} says something else"

    def _logregels(self) -> Iterator[str]:
        from kring.toegang.models import Logregel

        regels = Counter(
            Logregel.objects.using(ALIAS)
            .filter(gezin_id=self.gezin, toegestaan=True, handeling__in=self.stelsel.stappen)
            .values_list("objecten", flat=True)
        )
        for gebeurtenis in self.gebeurtenissen:
            if regels.pop(gebeurtenis.id, 0) != 1:
                yield f"{self.gezin}: log line of {gebeurtenis.id}"
        yield from (f"{self.gezin}: log line without gebeurtenis {id_}" for id_ in regels)

    def _stand(self) -> Iterator[str]:
        """The projections, against a fold from the beginning."""
        from kring.dossier.gevolgen import DOSSIERVELDEN
        from kring.dossier.models import Dossier, Termijn, Toewijzing
        from kring.dossier.projectie import update_dossier
        from kring.stelsel.fold import fold
        from kring.stelsel.motor import Genomen
        from kring.toegang.models import EEUWIG

        stand = fold(self.stelsel, self.gebeurtenissen)
        leeg = {"bewijs": None, "beleggingen": {}, "ontheffingen": frozenset(), "toegang": (), "beeindigt_toegang": frozenset()}  # fmt: skip
        genomen = Genomen(gebeurtenis=self.gebeurtenissen[-1], stand=stand, **leeg)
        opnieuw = Dossier(gezin_id=self.gezin)
        update_dossier(opnieuw, self.stelsel, genomen)
        for veld in DOSSIERVELDEN:
            if getattr(opnieuw, veld) != getattr(self.dossier, veld):
                yield f"{self.gezin}: {veld} of the case"
        rijen = Termijn.objects.using(ALIAS).filter(gezin_id=self.gezin)
        gevonden = {(str(r.gebeurtenis_id), r.termijn, r.einde, r.gestopt_op) for r in rijen}
        if gevonden != {(t.gebeurtenis, t.termijn, t.einde, t.gestopt_op) for t in stand.termijnen}:
            yield f"{self.gezin}: terms"
        houders = Toewijzing.objects.using(ALIAS).filter(gezin_id=self.gezin, tot=EEUWIG)
        if Counter(houders.values_list("functie", flat=True)) != Counter(
            functie for functie, wie in stand.functies.items() for _ in wie
        ):
            yield f"{self.gezin}: functies"

    def _melding(self) -> Iterator[str]:
        """A report: its original, its people, and where they live."""
        from kring.dossier.models import Melding
        from kring.gezinnen.models import Adres, Persoon
        from kring.toegang.kluis import sleutelbos

        if self.gebeurtenissen[0].stap != "ontvang_melding":
            return
        meldingen = list(Melding.objects.using(ALIAS).filter(gezin_id=self.gezin))
        if len(meldingen) != 1:
            yield f"{self.gezin}: {len(meldingen)} originals"
            return
        origineel = sleutelbos().decrypt(
            self.gezin, f"melding/{meldingen[0].id}", meldingen[0].origineel
        )
        if not origineel.endswith(b"</JZ:vtMeldingDi01>\n"):
            yield f"{self.gezin}: the original"
        for tabel, aantal in ((Persoon, 3), (Adres, 3)):
            if tabel.objects.using(ALIAS).filter(gezin_id=self.gezin).count() != aantal:
                yield f"{self.gezin}: {tabel.__name__}"


def orphans() -> int:
    """Keys whose gezin was never stored: harmless, and the price of never losing one."""
    from django.conf import settings

    from kring.gezinnen.models import Gezin
    from kring.toegang.kluis import REGIO

    # A file with a point in front was never a key: its writer was killed before it got its name.
    paden = (settings.KRING_SLEUTELS / "gezinnen").glob("*/[!.]*")
    bestanden = {UUID(pad.name) for pad in paden}
    return len(bestanden - set(Gezin.objects.using(ALIAS).values_list("pk", flat=True)) - {REGIO})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
