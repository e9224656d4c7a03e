"""Browser tests: the whole product on the fictitious region, met as a person meets it.

The server runs in this process, on a port of its own; nothing else is reached over the network.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.browser import BREED
from tests.databank import WORTEL
from tests.regio import set_up


# Playwright keeps an event loop in this thread; the database is reached from the server's threads.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
set_up("kring_browser")
# Milliseconds, for a page that comes on a machine that is busy with other things.
GEDULD = 20_000
expect.set_options(timeout=GEDULD)


DRADEN = 4


class _Server(WSGIServer):
    """Threads that stay, each with its connections to the database, as in the server that people use.

    More than one, because a browser also opens connections on which it says nothing yet.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._draden = ThreadPoolExecutor(DRADEN)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._draden.submit(self._answer, request, client_address)

    def _answer(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        finally:
            self.shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        allemaal = threading.Barrier(DRADEN)
        for _ in range(DRADEN):
            self._draden.submit(self._leave, allemaal)
        self._draden.shutdown()

    @staticmethod
    def _leave(allemaal: threading.Barrier) -> None:
        from django.db import connections

        # Whoever waits here takes no second turn, so that every thread closes what it opened.
        allemaal.wait()
        connections.close_all()


class _Stil(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing: the tests say what went wrong."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journey takes longest, so it begins first."""
    items.sort(key=lambda item: "test_reis" not in item.nodeid)


@pytest.fixture(scope="session")
def adres() -> Iterator[str]:
    """Where the product runs."""
    from django.conf import settings

    from kring.config.lettertype import build_lettertype

    build_lettertype(settings.LETTERMAP)
    # What stands ready to be served is counted when the application begins.
    from kring.config.wsgi import application

    server = make_server("127.0.0.1", 0, application, _Server, _Stil)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as spelen:
        pad = os.environ.get("KRING_CHROMIUM") or None
        yield spelen.chromium.launch(executable_path=pad, args=["--no-sandbox"])


@pytest.fixture(scope="session")
def regio():
    from kring.config.proefregio import load_regio

    return load_regio(WORTEL / "proefregio")


Aanmelden = Callable[..., Page]


@pytest.fixture
def als(adres: str, browser: Browser, regio) -> Iterator[Aanmelden]:
    """Sign in as one of the personas, or with an account: als("fatima"), als("samira", javascript=False).

    At the end no page may have complained, and nothing that a page needs may have failed.
    """
    from kring.toegang.aanmelden import make_token

    open_: list[BrowserContext] = []
    klachten: list[str] = []
    personas = {persona.naam.split()[0].lower(): persona.actor for persona in regio.personas}

    def aanmelden(
        wie: str | UUID, *, maat: dict[str, int] | None = None, javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport=maat or BREED, java_script_enabled=javascript, base_url=adres, locale="nl-NL"
        )
        open_.append(context)
        pagina = context.new_page()
        listen(pagina, klachten)
        pagina.set_default_timeout(GEDULD)
        pagina.goto(f"/aanmelden/{make_token(personas.get(wie, wie))}/")
        return pagina

    yield aanmelden
    for context in open_:
        context.close()
    assert not klachten


def listen(pagina: Page, klachten: list[str]) -> None:
    """Keep what goes wrong on this page: errors of the console, files that are not there, our own faults.

    The browser also writes every answer of 400 and up to the console; those are looked at as answers.
    """
    pagina.on(
        "console",
        lambda bericht: (
            klachten.append(f"console: {bericht.text}")
            if bericht.type in ("error", "warning") and GELADEN not in bericht.text
            else None
        ),
    )
    pagina.on("pageerror", lambda fout: klachten.append(f"script: {fout}"))
    pagina.on(
        "requestfailed",
        lambda verzoek: (
            klachten.append(f"niet gelukt: {verzoek.url} {verzoek.failure}")
            if verzoek.failure != AFGEBROKEN
            else None
        ),
    )
    pagina.on(
        "response",
        lambda antwoord: (
            klachten.append(f"{antwoord.status}: {antwoord.url}")
            if antwoord.status >= (500 if antwoord.request.is_navigation_request() else 400)
            else None
        ),
    )


GELADEN = "Failed to load resource"
# Somebody who clicks on before a picture came: the browser stops asking for it.
AFGEBROKEN = "net::ERR_ABORTED"
