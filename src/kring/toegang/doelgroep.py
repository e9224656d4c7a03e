"""For whom a page is: every route says so, and one that does not is refused to everybody."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest

from kring.toegang.models import Actorsoort


View = TypeVar("View", bound=Callable[..., object])
MEDEWERKER, GEZINSLID, IEDEREEN, ADAPTER = "medewerker", "gezinslid", "iedereen", "adapter"
SOORT = {MEDEWERKER: Actorsoort.MEDEWERKER, GEZINSLID: Actorsoort.GEZINSLID}


def _voor(doelgroep: str) -> Callable[[View], View]:
    def merk(view: View) -> View:
        view.doelgroep = doelgroep  # type: ignore[attr-defined]
        return view

    return merk


voor_medewerker = _voor(MEDEWERKER)
voor_gezinslid = _voor(GEZINSLID)
voor_iedereen = _voor(IEDEREEN)
# A connection that shows a secret of its own; checked by the view.
voor_adapter = _voor(ADAPTER)


def actor_van(request: HttpRequest) -> UUID:
    """Who is signed in, on a page that is not for everybody."""
    actor = request.user.pk
    assert isinstance(actor, UUID)  # noqa: S101  the middleware let nobody else through
    return actor


def doelgroep_van(view: Callable[..., object]) -> str:
    """For whom the view is, or nothing when it does not say."""
    return getattr(view, "doelgroep", "")
