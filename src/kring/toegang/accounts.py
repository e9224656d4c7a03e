"""The accounts under which Kring itself and its connections act. They are part of the product, so
`kring migreer` makes them: a connection never waits for somebody to set it up.
"""

from uuid import UUID, uuid5

from kring.toegang.actions import ensure_systeem


NAAMRUIMTE = UUID("9d0f2f0e-8d1c-5c55-9f4e-4b72696e6720")
CORV = uuid5(NAAMRUIMTE, "corv")
# For what follows from time alone, or from the law after a backup was put back.
KRING = uuid5(NAAMRUIMTE, "kring")
NAMEN = {CORV: "CORV", KRING: "Kring"}


def ensure_accounts() -> None:
    """Make the accounts that are not there yet; runs as the owner."""
    for sleutel, naam in NAMEN.items():
        ensure_systeem(id=sleutel, naam=naam)
