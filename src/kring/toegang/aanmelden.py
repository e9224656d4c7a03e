"""Signing in by link: for the demo and tests. Production signs in elsewhere and has these closed."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from kring.toegang.models import Actor
from kring.toegang.queries import ACTORVELDEN
from kring.toegang.rollen import INLOG
from kring.toegang.vragen import Gat, Vraag


ZOUT = "kring.aanmelden"
GELDIG = timedelta(days=30)


def make_token(actor: UUID) -> str:
    """The part of a sign-in link that says for whom it is; opaque and signed."""
    return signing.dumps(str(actor), salt=ZOUT, compress=True)


class LinkBackend:
    """Recognises somebody by a sign-in link, where the setting allows links at all."""

    def authenticate(self, request: HttpRequest | None, token: str = "") -> Actor | None:
        """The active account of the link; nothing when the link is old, broken or not allowed."""
        if not settings.KRING_AANMELDLINKS:
            return None
        try:
            actor = signing.loads(token, salt=ZOUT, max_age=GELDIG)
        except signing.BadSignature:
            return None
        return self.get_user(actor)

    def get_user(self, user_id: str) -> Actor | None:
        """The active account with this key."""
        rijen = AANGEMELD.ask(INLOG, wie=UUID(str(user_id)))
        return Actor.from_db(INLOG, ACTORVELDEN, rijen[0]) if rijen else None


AANGEMELD = Vraag(
    lambda: Actor.objects.filter(
        pk=Gat("wie"), actief=True, soort__in=("medewerker", "gezinslid")
    ).values_list(*ACTORVELDEN)
)
