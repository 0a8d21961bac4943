# SPDX-License-Identifier: EUPL-1.2
"""What must not reach a log or a page: the text of an error."""

from __future__ import annotations

import inspect
import logging
import sys

import psycopg
import pytest
from django.db.utils import OperationalError
from django.test import Client, RequestFactory, override_settings

from wijkregie import opdrachten_web
from wijkregie.project import tussenlaag
from wijkregie.project.logboek import Stil
from wijkregie.project.storing import storing


@pytest.fixture
def client() -> Client:
    return Client()


def test_an_exception_is_logged_without_its_text() -> None:
    try:
        try:
            raise KeyError("Mevrouw Verzonnen")
        except KeyError as e:
            raise ValueError("Dorpsstraat") from e
    except ValueError:
        regel = logging.LogRecord("x", logging.ERROR, __file__, 1, "het ging mis", None, sys.exc_info())
    tekst = Stil("%(message)s").format(regel)
    assert "builtins.ValueError" in tekst and "builtins.KeyError" in tekst and "test_logboek.py" in tekst
    assert "Verzonnen" not in tekst and "Dorpsstraat" not in tekst


@pytest.mark.parametrize(
    ("pad", "host", "regel"),
    [
        ("/Wilgenroos%0aERROR%20vals/", "testserver", "404 GET een adres dat niet bestaat"),
        ("/patronen/wilgenroos/", "testserver", "404 GET patronen/{naam}/"),
        ("/uitloggen/", "testserver", "405 GET uitloggen/"),
        ("/werk/", "wilgenroos.example", "geweigerd"),
    ],
)
def test_a_refused_request_is_logged_without_what_was_typed(client: Client, pad: str, host: str, regel: str) -> None:
    """An address may hold a name, and a line end that would forge a line."""
    regels: list[str] = []
    vanger = logging.Handler()
    vanger.setFormatter(Stil("%(message)s"))
    vanger.emit = lambda r: regels.append(vanger.format(r))  # type: ignore[method-assign]
    logging.getLogger("django").addHandler(vanger)
    try:
        client.get(pad, HTTP_HOST=host)
    finally:
        logging.getLogger("django").removeHandler(vanger)
    assert regels and regels[0].splitlines()[0] == regel
    assert "ilgenroos" not in "".join(regels) and "vals" not in "".join(regels)


@pytest.mark.parametrize(
    ("oorzaak", "status"),
    [(psycopg.OperationalError("weg"), 503), (psycopg.errors.DiskFull("vol"), 503), (psycopg.errors.QueryCanceled("lang"), 500), (None, 500)],
)
def test_a_broken_database_has_its_own_page(oorzaak: Exception | None, status: int) -> None:
    try:
        if oorzaak is None:
            raise ValueError("iets")
        raise OperationalError("iets") from oorzaak
    except Exception:
        antwoord = storing(RequestFactory().get("/"))
    assert antwoord.status_code == status
    assert ("schijf" in antwoord.content.decode()) == isinstance(oorzaak, psycopg.errors.DiskFull)


def test_the_log_of_requests_holds_pages_and_no_paths(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The link of an invitation is a key, and anything may be typed behind the slash."""
    regels: list[str] = []
    monkeypatch.setattr(tussenlaag.log, "info", lambda tekst, *waarden: regels.append(tekst % waarden))
    with override_settings(VERZOEKEN_OPSCHRIJVEN=True):
        for pad in ("/patronen/geheim-teken/", "/Wilgenroos/", "/statisch/wilgenroos.css", "/inloggen/?next=/wilgenroos/"):
            Client().get(pad)
    assert [r.rsplit(" ", 2)[0] for r in regels] == [
        "404 GET patronen/{naam}/", "404 GET een adres dat niet bestaat", "404 GET statisch/", "302 GET inloggen/"
    ]  # fmt: skip
    assert not Client().get("/gezond/").wsgi_request.resolver_match and len(regels) == 4, "only when it was asked for"


def test_the_web_server_writes_no_paths_itself() -> None:
    assert "log_access=False" in inspect.getsource(opdrachten_web.dien)
