"""Persons, households, gezag, and addresses; names and addresses are encrypted per gezin."""
