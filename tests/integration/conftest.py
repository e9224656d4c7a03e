"""Integration tests run on a real database, with real roles and real commits.

Nothing is rolled back or emptied, because a ticket counts only when its log line is committed and the
log cannot be emptied. Every test makes its own people and families instead.
"""

import os

from tests.databank import set_up


set_up(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
