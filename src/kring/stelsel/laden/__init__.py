"""From YAML to the typed model: every fault at once, each with its file and line."""

from kring.stelsel.laden.fouten import ModelFout, ModelFouten
from kring.stelsel.laden.samenstellen import find_varianten, load_stelsel


__all__ = ["ModelFout", "ModelFouten", "find_varianten", "load_stelsel"]
