"""The policy is compared on a real database, with the real roles."""

import os

from tests.databank import set_up


set_up(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
