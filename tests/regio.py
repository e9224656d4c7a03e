"""The fictitious region of the demo, built once into a template: for tests that need a whole region.

Run as a module it builds the region in the database of DATABASE_URL.
"""

import atexit
import hashlib
import os
import subprocess
import sys
from functools import cache

from tests.databank import WORTEL, cluster, make_database, slot, testmap, use_cluster


# What the region depends on, beside what every template depends on.
INVLOED = ("proefregio/**/*", "src/kring/dossier/**/*.py", "src/kring/gezinnen/*.py",
           "src/kring/koppelingen/**/*.py", "src/kring/stelsel/**/*.py", "src/kring/toegang/**/*",
           "src/kring/config/proefregio/*.py", "stelsels/**/*.yaml")  # fmt: skip


@cache
def set_up(naam: str) -> None:
    """Give this process a database with the region, and set Django up on it."""
    os.environ["KRING_MAP"] = str(testmap())
    os.environ["DJANGO_SETTINGS_MODULE"] = "kring.config.settings.test"
    use_cluster()
    server, eigen = cluster(), f"{naam}_{os.getpid()}"
    sjabloon = _sjabloon()
    with slot():
        os.environ["DATABASE_URL"] = server.create_database(name=eigen, template=sjabloon)
    atexit.register(server.drop_database, name=eigen)
    import django

    django.setup()


def _sjabloon() -> str:
    paden = sorted({pad for vorm in INVLOED for pad in WORTEL.glob(vorm) if pad.is_file()})
    inhoud = b"".join(pad.read_bytes() for pad in paden if pad.suffix != ".pyc")
    naam = f"regio_{hashlib.sha256(inhoud).hexdigest()[:16]}"
    klaar = testmap() / f"{naam}.klaar"
    if not klaar.exists():
        url = make_database(naam)
        subprocess.run(
            [sys.executable, "-m", "tests.regio"],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
            cwd=WORTEL,
        )
        klaar.touch()
    return naam


def _bouw() -> None:
    import django

    django.setup()
    from kring.config.proefregio import build_regio, load_regio
    from kring.koppelingen.corv.ontvangst import ontvang
    from kring.toegang import klok

    regio = load_regio(WORTEL / "proefregio")
    build_regio(regio, lambda bericht: ontvang(bericht, op=klok.nu()), lambda _tekst: None)


if __name__ == "__main__":
    _bouw()
