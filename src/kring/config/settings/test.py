"""The tests: like the demo, without compressed files."""

from kring.config.settings.base import *  # noqa: F403


DEBUG = False
KRING_AANMELDLINKS = True
KRING_ZAND = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
