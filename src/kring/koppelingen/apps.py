from django.apps import AppConfig


class KoppelingenConfig(AppConfig):
    name = "kring.koppelingen"
    label = "koppelingen"
