"""Guard rails for every test. What a kind of test may touch is set in the conftest of its folder."""

import os

from hypothesis import HealthCheck, settings


# Few and fixed in CI, many at night: HYPOTHESIS_PROFILE=nacht.
settings.register_profile(
    "vast", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "nacht", parent=settings.get_profile("vast"), derandomize=False, max_examples=5000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "vast"))
