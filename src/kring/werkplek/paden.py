"""Addresses of pages, for whoever makes a list of links."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse


# Steps whose own page is a list of what still stands in the way.
EIGEN_BLADZIJDE = {"stel_onderzoek_vast": "onderzoek", "stel_plan_vast": "plan"}


def naar_stap(gezin: UUID) -> Callable[[str], str]:
    """Stap → the page where it is taken."""

    def pad(stap: str) -> str:
        return reverse("stap", kwargs={"gezin": gezin, "stap": stap})

    return pad
