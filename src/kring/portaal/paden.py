"""Addresses of the own pages; they name nobody, because an address stays behind in a browser."""

from django.urls import reverse


def naar_stap(stap: str) -> str:
    """The page where a family member takes a stap."""
    return reverse("mijn_stap", kwargs={"stap": stap})
