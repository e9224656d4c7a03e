"""What holds everywhere. No termijn and no policy stands here: those are the model's."""

from kring.config.databases import database_settings
from kring.config.omgeving import ja_nee, lijst, map_, oin, read_setting
from kring.config.plaatsen import projectmap, stelselmap, werkmap
from kring.toegang.rollen import WERKER
from kring.toegang.sleutels import Hoofdsleutel


KRING_STELSELS = stelselmap()
KRING_VARIANT = read_setting(
    "KRING_VARIANT", "Variant waarin nieuwe dossiers beginnen.", standaard="rvt", lees=str
)
KRING_SLEUTELS = read_setting(
    "KRING_SLEUTELS",
    "Map met de hoofdsleutel en de sleutel per gezin; hoort buiten de database en haar kopieën.",
    standaard=werkmap() / "sleutels",
    lees=map_,
    toon=".kring/sleutels",
)
KRING_GETUIGEN = read_setting(
    "KRING_GETUIGEN",
    "Map waarin elk zegel van het logboek wordt gepubliceerd voor getuigen buiten de organisatie.",
    standaard=werkmap() / "getuigen",
    lees=map_,
    toon=".kring/getuigen",
)
KRING_CORV_UIT = read_setting(
    "KRING_CORV_UIT",
    "Map waar de Digikoppeling-adapter uitgaande CORV-berichten ophaalt.",
    standaard=werkmap() / "corv-uit",
    lees=map_,
    toon=".kring/corv-uit",
)
KRING_POST_UIT = read_setting(
    "KRING_POST_UIT",
    "Map waar brieven als pdf klaarstaan om te printen en te versturen.",
    standaard=werkmap() / "post-uit",
    lees=map_,
    toon=".kring/post-uit",
)
KRING_CORV_SCHEMAS = read_setting(
    "KRING_CORV_SCHEMAS",
    "Map met de officiële xsd-bestanden; dan wordt daar ook tegen gecontroleerd.",
    standaard=None,
    lees=map_,
    toon="geen: alleen de eigen beschrijving",
)
KRING_CORV_GEHEIM = read_setting(
    "KRING_CORV_GEHEIM",
    "Geheim waarmee de adapter berichten aanlevert bij /koppelvlak/corv/.",
    standaard="",
    lees=str,
    toon="geen: de deur is dicht",
)
KRING_OIN = read_setting(
    "KRING_OIN",
    "Organisatie-identificatienummer van Veilig Thuis: twintig cijfers.",
    standaard="",
    lees=oin,
    toon="geen; in de demo een verzonnen nummer",
)
KRING_ECHTE_BSN = read_setting(
    "KRING_ECHTE_BSN",
    "Mogen burgerservicenummers van echte mensen binnenkomen: ja of nee.",
    standaard=False,
    lees=ja_nee,
    toon="nee",
)
KRING_WEG = read_setting(
    "KRING_WEG",
    "Onopvallende website waar 'Snel weg' eindigt.",
    standaard="https://www.buienradar.nl/",
    lees=str,
)
ALLOWED_HOSTS = read_setting(
    "KRING_HOSTS",
    "Namen waaronder de server bereikbaar is.",
    standaard=["127.0.0.1", "localhost"],
    lees=lijst,
    toon="127.0.0.1, localhost",
)

HOOFDSLEUTEL = Hoofdsleutel(KRING_SLEUTELS)
SECRET_KEY = HOOFDSLEUTEL.derive("django").hex()
DATABASES = database_settings(HOOFDSLEUTEL)
DATABASE_ROUTERS = ["kring.config.databases.Deurwachter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "kring.toegang",
    "kring.gezinnen",
    "kring.dossier",
    "kring.koppelingen",
    "kring.werkplek",
    "kring.portaal",
    "kring.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kring.config.middleware.AanmeldMiddleware",
    "kring.config.middleware.AntwoordMiddleware",
]
ROOT_URLCONF = "kring.config.urls"
WSGI_APPLICATION = "kring.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [projectmap() / "src" / "kring" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kring.config.context.paginakader",
            ],
            "builtins": ["kring.config.templatetags.kring_tags"],
        },
    }
]

AUTH_USER_MODEL = "toegang.Actor"
AUTHENTICATION_BACKENDS = ["kring.toegang.aanmelden.LinkBackend"]
LOGIN_URL = "aanmelden"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kring.config.fouten.csrf_fout"
# Absolute ends; the idle times are shorter and stand in kring.config.middleware.
SESSION_COOKIE_AGE = 12 * 3600

SECURE_CONTENT_TYPE_NOSNIFF = True
# Elsewhere hears nothing. "no-referrer" would go too far: a browser then also sends `Origin: null` with
# our own forms, and every one of them would be refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A text may be long (the model's cap is 100,000 characters); more than this is never a form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
# Made from its package by `kring statisch`, never committed.
LETTERMAP = werkmap() / "lettertype"
STATIC_URL = "static/"
STATIC_ROOT = werkmap() / "static"
STATICFILES_DIRS = [
    projectmap() / "src" / "kring" / "config" / "static",
    ("kring/lettertype", LETTERMAP),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Letters are set in a font that is made once, from the package it comes in.
KRING_LETTERTYPEN = werkmap() / "lettertypen"

# Jobs run as the worker: its role reads what goes out and the log, and opens no family.
PROCRASTINATE_DATABASE_ALIAS = WERKER
PROCRASTINATE_IMPORT_PATHS = ["kring.koppelingen.taken"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# Logs never hold content of a dossier: no request bodies, no parameters, no local variables.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "kort": {
            "()": "kring.config.logregels.ZonderInhoud",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"scherm": {"class": "logging.StreamHandler", "formatter": "kort"}},
    "root": {"handlers": ["scherm"], "level": "WARNING"},
}
