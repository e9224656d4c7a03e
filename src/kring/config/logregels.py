"""Lines of the server's own log: where something went wrong, never what was in it."""

import logging
import traceback
from types import TracebackType


Foutinfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class ZonderInhoud(logging.Formatter):
    """A fault is shown as its type and the lines of code it passed through. Its message is left out,
    because messages quote values, and values here are about people."""

    def formatException(self, ei: Foutinfo) -> str:
        soort, _, spoor = ei
        naam = soort.__name__ if soort else "onbekende fout"
        regels = [
            f"  {plek.filename}:{plek.lineno} {plek.name}" for plek in traceback.extract_tb(spoor)
        ]
        return "\n".join([*regels, naam])
