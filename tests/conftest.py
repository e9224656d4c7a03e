"""Guard rails for every test. What a kind of test may touch is set in the conftest of its folder."""

import os

import pytest
from hypothesis import HealthCheck, settings


# Few and fixed in CI, many at night: HYPOTHESIS_PROFILE=nacht.
settings.register_profile(
    "vast", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nacht", parent=settings.get_profile("vast"), derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "vast"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever started the run stops the server of the tests, after all workers are done."""
    if not hasattr(config, "workerinput"):
        from tests.databank import cluster, testmap  # noqa: PLC0415  only where it was used

        if (testmap() / "postgres").exists():
            cluster().stop()
