"""The product as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings.production")
application = get_wsgi_application()
