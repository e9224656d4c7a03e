from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "kring.gezinnen"
    label = "gezinnen"
