from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "kring.werkplek"
    label = "werkplek"
