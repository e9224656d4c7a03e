"""Builds what migrations cannot: roles, doors, policies and rights, from the policy tree and the model."""

from kring.toegang.bouw.bouwen import build_toegang
from kring.toegang.bouw.rechten import BEKNOPT, verwachte_beleidsregels


__all__ = ["BEKNOPT", "build_toegang", "verwachte_beleidsregels"]
