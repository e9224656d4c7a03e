"""Whose page it is: the family that somebody is in, and whether it is safe to show all of it now."""

from uuid import UUID

from django.http import HttpRequest

from kring.dossier.queries import Mijn, load_mijn
from kring.toegang import klok
from kring.toegang.deur import Deur, GeenToegang, mijn_gezinnen, open_portaal
from kring.toegang.doelgroep import actor_van


GEKOZEN, ALLEEN = "gezin", "alleen"


def gezinnen_van(request: HttpRequest) -> tuple[UUID, ...]:
    """The families this account is a person in."""
    return mijn_gezinnen(actor=actor_van(request))


def open_mijn(request: HttpRequest) -> Deur:
    """The door to the own family: the one that was chosen, or the only one. Raises GeenToegang."""
    gezinnen = gezinnen_van(request)
    if not gezinnen:
        raise GeenToegang
    # A choice from before, of a family that this person is in no longer, counts for nothing.
    gekozen = [gezin for gezin in gezinnen if str(gezin) == request.session.get(GEKOZEN)]
    return open_portaal(actor=actor_van(request), gezin=(*gekozen, *gezinnen)[0])


def is_rustig(request: HttpRequest, mijn: Mijn) -> bool:
    """Whether only appointments are shown: until a talk about safe contact took place, and unless this
    person said to be alone now."""
    return mijn.ik.rustig and not request.session.get(ALLEEN)


def load(deur: Deur) -> Mijn:
    """The own page behind this door."""
    return load_mijn(deur, klok.nu().date())
