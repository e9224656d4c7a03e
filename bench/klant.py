"""Somebody who asks for pages: the WSGI application called directly, as the web server calls it."""

import io
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID


FORMULIER = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What came back."""

    status: int
    koppen: tuple[tuple[str, str], ...]
    inhoud: bytes


@dataclass(slots=True)
class Klant:
    """A browser without a network: it keeps cookies and follows nothing."""

    koppen: dict[str, str] = field(default_factory=dict)
    koekjes: dict[str, str] = field(default_factory=dict)

    def get(self, pad: str) -> Antwoord:
        """Ask for a page. Raises AssertionError for anything but a page."""
        antwoord = self.call("GET", pad)
        assert antwoord.status == 200, f"{pad}: {antwoord.status}"  # noqa: S101
        return antwoord

    def post(self, pad: str, data: bytes, soort: str) -> Antwoord:
        """Send something."""
        return self.call("POST", pad, data, soort)

    def post_form(self, pad: str, velden: dict[str, str]) -> Antwoord:
        """Send a form with the token of the sign-in."""
        velden = velden | {"csrfmiddlewaretoken": self.koekjes["csrftoken"]}
        return self.post(pad, urlencode(velden).encode(), FORMULIER)

    def call(self, methode: str, pad: str, data: bytes = b"", soort: str = "") -> Antwoord:
        """One request through the whole stack."""
        from kring.config.wsgi import application

        begin: list[Any] = []
        delen = application(
            self._omgeving(methode, pad, data, soort), lambda *wat: begin.append(wat)
        )
        try:
            inhoud = b"".join(delen)
        finally:
            getattr(delen, "close", lambda: None)()
        regel, koppen = begin[0][:2]
        self._keep(koppen)
        return Antwoord(int(regel.split()[0]), tuple(koppen), inhoud)

    def _omgeving(self, methode: str, pad: str, data: bytes, soort: str) -> dict[str, Any]:
        pad, _, vraag = pad.partition("?")
        koekjes = "; ".join(f"{naam}={waarde}" for naam, waarde in self.koekjes.items())
        return {
            "REQUEST_METHOD": methode,
            "PATH_INFO": pad,
            "QUERY_STRING": vraag,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": soort,
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_COOKIE": koekjes,
            "wsgi.input": io.BytesIO(data),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **self.koppen,
        }

    def _keep(self, koppen: list[tuple[str, str]]) -> None:
        for naam, waarde in koppen:
            if naam.lower() == "set-cookie" and (koek := re.match(r"\s*([^=]+)=([^;]*)", waarde)):
                self.koekjes[koek[1]] = koek[2]


def signed_in(actor: UUID) -> Klant:
    """A browser in which this person signed in."""
    from kring.toegang.aanmelden import make_token

    klant = Klant()
    klant.call("GET", f"/aanmelden/{make_token(actor)}/")
    assert "sessionid" in klant.koekjes, "not signed in"  # noqa: S101
    return klant


def with_token(actor: UUID) -> Klant:
    """A system that asks on behalf of this person."""
    from kring.toegang.aanmelden import make_token

    return Klant(koppen={"HTTP_AUTHORIZATION": f"Bearer {make_token(actor)}"})
