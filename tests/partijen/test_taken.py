# SPDX-License-Identifier: EUPL-1.2
"""What logging in leaves behind goes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wijkregie.klok import met_klok
from wijkregie.partijen import pogingen
from wijkregie.partijen.taken import opruimen

TOEN = datetime(2026, 3, 2, 9)


def test_sessions_and_attempts_go_when_their_time_is_over(databank: Any) -> None:
    sql = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, 'x', %s)"
    with met_klok(TOEN):
        from wijkregie.klok import nu

        for sleutel, einde in (("voorbij", nu() - timedelta(seconds=1)), ("geldig", nu() + timedelta(seconds=1))):
            databank.beheer(sql, sleutel, einde)
        pogingen.tel("oud@helm.example", "192.0.2.1", nu() - pogingen.VENSTER)
        pogingen.tel("nieuw@helm.example", "192.0.2.2", nu() - pogingen.VENSTER + timedelta(seconds=1))
        opruimen(0)
    assert databank.beheer("SELECT session_key FROM django_session") == [("geldig",)]
    assert databank.beheer("SELECT count(*) FROM partijen_poging") == [(2,)]


def test_a_session_ends_when_the_clock_says_so(databank: Any) -> None:
    """Django stores the end of a session by the time of the machine; it must be the moment that the clearing compares with."""
    from django.contrib.sessions.backends.db import SessionStore

    s = SessionStore()
    s["x"] = 1
    s.save()
    opruimen(0)
    assert databank.beheer("SELECT count(*) FROM django_session") == [(1,)]
