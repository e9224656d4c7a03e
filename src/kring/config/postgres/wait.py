"""Waiting always ends."""

import time
from collections.abc import Callable


PAUSE = 0.01


def wait_for(*, condition: Callable[[], bool], seconds: float) -> bool:
    """Ask until the condition holds; False when it did not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(PAUSE)
    return True
