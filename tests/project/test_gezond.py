# SPDX-License-Identifier: EUPL-1.2
"""The address for a load balancer: what it says when a part is missing, and all that it does without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from wijkregie.klok import nu
from wijkregie.project.gezond import PAD, STIL

ALLES = "web: goed\ndatabank: goed\nwerker: goed\n"


def vraag(**kop: str) -> tuple[int, str]:
    a = Client(headers=kop).get(PAD)
    assert not a.cookies and a["Cache-Control"] == "no-store"
    return a.status_code, a.content.decode()


def hartslag(databank: Any, geleden: timedelta) -> None:
    databank.beheer("delete from procrastinate_workers")
    databank.beheer("insert into procrastinate_workers (last_heartbeat) values (%s)", nu() - geleden)


def test_it_is_fit_when_a_worker_beats(databank: Any) -> None:
    hartslag(databank, timedelta(seconds=9))
    assert vraag() == (200, ALLES)


def test_without_a_worker_or_with_a_silent_one_it_is_not(databank: Any) -> None:
    assert vraag() == (503, ALLES.replace("werker: goed", "werker: niet goed"))
    hartslag(databank, STIL)
    assert vraag()[0] == 503


@pytest.fixture(params=["default", "kern"])
def deur_dicht(databank: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One of the two roles cannot get in."""
    hartslag(databank, timedelta(0))
    from django.db import connections

    deur = connections[request.param]
    deur.close()
    monkeypatch.setitem(deur.settings_dict, "HOST", "/nonexistent")
    yield
    deur.close()


def test_without_the_database_it_says_so_and_does_not_break(deur_dicht: None) -> None:
    assert vraag() == (503, "web: goed\ndatabank: niet goed\nwerker: niet goed\n")


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["wijkregie.example"])
def test_a_probe_needs_no_name_no_https_no_login(databank: Any) -> None:
    hartslag(databank, timedelta(0))
    assert vraag(host="10.0.0.7:8000") == (200, ALLES)
    assert Client().head(PAD).status_code == 200
    assert Client().get("/inloggen/", headers={"host": "10.0.0.7:8000"}).status_code >= 400  # other pages still want their own name
    assert [getattr(Client(), m)(PAD).status_code for m in ("post", "put", "delete")] == [405] * 3


def test_it_is_never_throttled_and_leaves_nothing_behind(databank: Any) -> None:
    hartslag(databank, timedelta(0))
    assert {vraag()[0] for _ in range(100)} == {200}
    assert databank.beheer("select (select count(*) from django_session) + (select count(*) from partijen_poging)") == [(0,)]
