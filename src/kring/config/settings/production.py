"""Production: https only, no sign-in links. Sign-in by OIDC comes with the family's door."""

from kring.config.settings.base import *  # noqa: F403


DEBUG = False
KRING_AANMELDLINKS = False
KRING_ZAND = False
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
