"""The demo on one's own machine: fictitious people, sign-in by link, plain http on loopback."""

from kring.config.omgeving import FICTIEVE_OIN
from kring.config.settings import base
from kring.config.settings.base import *  # noqa: F403


DEBUG = False
KRING_AANMELDLINKS = True
KRING_OIN = base.KRING_OIN or FICTIEVE_OIN
KRING_ZAND = True  # fictitious data only; the pages say so
