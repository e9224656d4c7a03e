from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "kring.toegang"
    label = "toegang"
