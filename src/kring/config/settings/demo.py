"""The demo on one's own machine: fictitious people, sign-in by link, plain http on loopback."""

from kring.config.settings.base import *  # noqa: F403


DEBUG = False
KRING_AANMELDLINKS = True
KRING_ZAND = True  # fictitious data only; the pages say so
