"""The tests: like the demo, without compressed files."""

from kring.config.omgeving import FICTIEVE_OIN
from kring.config.settings import base
from kring.config.settings.base import *  # noqa: F403


DEBUG = False
KRING_AANMELDLINKS = True
KRING_OIN = base.KRING_OIN or FICTIEVE_OIN
KRING_ZAND = True
# What the client of the tests calls itself.
ALLOWED_HOSTS = [*base.ALLOWED_HOSTS, "testserver"]
STATIC_ROOT = None  # type: ignore[assignment]  # files come from where they stand
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
