# SPDX-License-Identifier: EUPL-1.2
"""What must not reach a log or a page: the text of an error."""

from __future__ import annotations

import logging
import sys

import psycopg
import pytest
from django.db.utils import OperationalError
from django.test import RequestFactory

from wijkregie.project.logboek import Stil
from wijkregie.project.storing import storing


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
