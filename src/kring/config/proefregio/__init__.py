"""A fictitious region: people in `proefregio/regio.yaml`, families as worked cases, built by real actions."""

from kring.config.proefregio.bouwen import BouwFout, build_regio
from kring.config.proefregio.regio import Persona, Regio, load_regio


__all__ = ["BouwFout", "Persona", "Regio", "build_regio", "load_regio"]
