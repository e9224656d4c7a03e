"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def paginakader(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page: whether this installation holds fictitious people only."""
    return {"zand": settings.KRING_ZAND}
