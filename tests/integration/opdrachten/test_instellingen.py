"""The settings as a fresh process reads them: production is closed, and nonsense is told in Dutch."""

import json
import subprocess
import sys

import pytest
from tests.databank import WORTEL
from tests.integration.opdrachten.conftest import make_omgeving


LEES = """
import importlib, json, sys
instellingen = importlib.import_module(sys.argv[1])
print(json.dumps({naam: repr(getattr(instellingen, naam)) for naam in dir(instellingen) if naam.isupper()}))
"""
# Django's own advice that is not followed, with the reason.
NIET_GEVOLGD = {
    "security.W021",  # being on the list of browsers is a choice of who owns the domain
    "staticfiles.W004",  # `kring statisch` makes that directory
}


def read(module, tmp_path, **omgeving):
    """The settings of a module, each as Python shows it."""
    klaar = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", LEES, f"kring.config.settings.{module}"],
        env=make_omgeving(KRING_MAP=tmp_path, **omgeving),
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    return {naam: eval(waarde) if waarde in ("True", "False", "''") else waarde  # noqa: S307
            for naam, waarde in json.loads(klaar.stdout).items()}  # fmt: skip


def test_production_has_no_sign_in_links_no_sand_and_only_https(tmp_path):
    productie = read("production", tmp_path)
    assert productie["KRING_AANMELDLINKS"] is False
    assert productie["KRING_ZAND"] is False
    assert productie["KRING_ECHTE_BSN"] is False
    assert productie["DEBUG"] is False
    for naam in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert productie[naam] is True
    assert productie["SESSION_COOKIE_NAME"] == "'__Host-sessie'"


def test_only_the_demo_and_the_tests_make_up_a_number_of_an_organisation(tmp_path):
    assert read("production", tmp_path)["KRING_OIN"] == ""
    for module in ("demo", "test"):
        assert read(module, tmp_path)["KRING_OIN"] == repr("9" * 20)
    eigen = "00000001234567890000"
    assert read("demo", tmp_path, KRING_OIN=eigen)["KRING_OIN"] == repr(eigen)


def test_production_passes_the_checks_of_django_for_deployment(tmp_path):
    code = """
import django
django.setup()
from django.core import checks
print(*sorted({fout.id for fout in checks.run_checks(include_deployment_checks=True)}))
"""
    klaar = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", code],
        env=make_omgeving(
            KRING_MAP=tmp_path, DJANGO_SETTINGS_MODULE="kring.config.settings.production"
        ),
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(klaar.stdout.split()) == NIET_GEVOLGD


def test_web_server_is_production_when_nobody_says_otherwise(tmp_path):
    code = "import kring.config.wsgi; from django.conf import settings; print(settings.SETTINGS_MODULE)"
    klaar = subprocess.run(  # noqa: S603  our own code
        [sys.executable, "-c", code],
        env=make_omgeving(KRING_MAP=tmp_path),
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert klaar.stdout.strip() == "kring.config.settings.production"


ONZIN = {
    "KRING_ECHTE_BSN": ("misschien", "ja of nee."),
    "KRING_OIN": ("12", "twintig cijfers."),
}


@pytest.mark.parametrize("naam", ONZIN)
def test_setting_that_makes_no_sense_is_told_with_what_it_should_be(kring, tmp_path, naam):
    waarde, hoort = ONZIN[naam]
    afloop = kring("toegang", "check", KRING_MAP=tmp_path, DATABASE_URL="postgresql://x@/x", **{naam: waarde})  # fmt: skip
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout.startswith(f"{naam}={waarde} kan niet: ")
    assert afloop.fout.endswith(f"{hoort} Pas de omgevingsvariabele aan.\n")


@pytest.mark.parametrize("naam", ["onzin", "kring.config.settings.prod", "kring.weg.productie"])
def test_settings_that_are_not_there_are_told_with_those_that_are(kring, tmp_path, naam):
    adres = "postgresql://x@/x"
    afloop = kring("migreer", KRING_MAP=tmp_path, DATABASE_URL=adres, DJANGO_SETTINGS_MODULE=naam)
    assert (afloop.status, afloop.uit) == (1, "")
    assert afloop.fout == (
        f"DJANGO_SETTINGS_MODULE={naam} kan niet: die instellingen zijn er niet. "
        "Kies uit: kring.config.settings.demo, kring.config.settings.production.\n"
    )


def test_library_that_is_missing_stays_a_fault_of_ours(monkeypatch):
    import django

    from kring.config.opdrachten.basis import product

    def lack():
        raise ModuleNotFoundError(name="lxml")

    monkeypatch.setattr(django, "setup", lack)
    with pytest.raises(ModuleNotFoundError), product():
        pass


def test_master_key_that_is_cut_short_is_told(kring, tmp_path):
    (tmp_path / "hoofdsleutel").write_bytes(b"kort")
    afloop = kring("toegang", "check", KRING_SLEUTELS=tmp_path, DATABASE_URL="postgresql://x@/x")
    assert (afloop.status, afloop.uit) == (1, "")
    assert "is geen hoofdsleutel van 32 bytes. Zet de goede terug uit de kluis." in afloop.fout


def test_reference_needs_no_database_and_leaves_nothing_behind(kring, tmp_path):
    afloop = kring("naslag", "--controleer", KRING_MAP=tmp_path, DATABASE_URL="postgresql://x@/x")
    assert (afloop.status, afloop.uit, afloop.fout) == (0, "De naslag klopt.\n", "")
    assert list(tmp_path.iterdir()) == []
