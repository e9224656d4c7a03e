"""Delivers letters: a PDF for each addressee, in a directory that is printed and sent by people."""

from datetime import date

from django.conf import settings

from kring.koppelingen.base import BezorgFout, TeBezorgen, write_once
from kring.koppelingen.berichten.brieven import OnbekendSjabloon, render_brief


# Enough of the key to keep letters of one day apart.
KENMERK = 12


def bezorg_brief(bericht: TeBezorgen) -> None:
    """Write the letter into the directory of the post room. Raises BezorgFout."""
    inhoud = bericht.inhoud
    try:
        pdf = render_brief(inhoud["sjabloon"], inhoud)
    except OnbekendSjabloon as fout:
        raise BezorgFout(f"er is geen sjabloon voor deze brief: {inhoud['sjabloon']}") from fout
    write_once(settings.KRING_POST_UIT, name_brief(bericht), pdf)


def name_brief(bericht: TeBezorgen) -> str:
    """A name that says nothing about whom or what the letter is about."""
    dag = date.fromisoformat(bericht.inhoud["dag"])
    return f"brief-{dag:%d-%m}-{bericht.id.hex[:KENMERK]}.pdf"
