from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "kring.portaal"
    label = "portaal"
