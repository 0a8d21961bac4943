# SPDX-License-Identifier: EUPL-1.2
"""The command line of the running system: what it says when it cannot."""

from __future__ import annotations

import shutil
import socket
from typing import Any

import pytest

from wijkregie import databank as db
from wijkregie.opdrachten import main
from wijkregie.project import rolkeuring


def test_a_taken_port_says_so_and_names_another(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        poort = s.getsockname()[1]
        assert main(["demo", "--poort", str(poort)]) == 2
    fout = capfd.readouterr().err
    assert f"Poort {poort} is bezet" in fout and f"--poort {poort + 1}" in fout


def test_a_port_of_root_is_explained(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def mag_niet(*_: Any) -> None:
        raise PermissionError(13, "nee")

    monkeypatch.setattr(socket.socket, "bind", mag_niet)
    assert main(["demo", "--poort", "80"]) == 2
    assert "boven 1023" in capfd.readouterr().err


def test_the_database_can_be_started_looked_at_and_stopped(capfd: pytest.CaptureFixture[str]) -> None:
    m = db.wegwerpmap("wijkregie-los-")
    try:
        assert main(["databank", "status", "--map", str(m)]) == 1
        assert main(["databank", "start", "--map", str(m)]) == 0
        assert main(["databank", "status", "--map", str(m)]) == 0
        assert main(["databank", "stop", "--map", str(m)]) == 0
        assert "De databank is gestopt." in capfd.readouterr().out
    finally:
        db.server(m).stop()
        shutil.rmtree(m, ignore_errors=True)


def test_sql_for_production_names_every_role_and_no_password(capfd: pytest.CaptureFixture[str]) -> None:
    for versie, taal in (("15", "LC_CTYPE 'C.UTF-8'"), ("18", "BUILTIN_LOCALE")):
        assert main(["databank", "sql", "--versie", versie]) == 0
        uit = capfd.readouterr().out
        assert taal in uit and "PASSWORD" not in uit
        assert all(r in uit for r in ("wijk_eigenaar", "wijk_web", "wijk_kern", "wijk_reserve", "wijk_zoek", "wijk_vernietiger"))


def test_roles_that_may_too_much_are_refused(databank: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rolkeuring.bezwaren() == []
    assert not rolkeuring.niet_gemigreerd()
    monkeypatch.setitem(databank.web.settings_dict, "USER", db.RESERVE)
    databank.web.close()
    try:
        assert ["afscherming" in b for b in rolkeuring.bezwaren()] == [True]
        monkeypatch.setitem(databank.web.settings_dict, "USER", db.EIGENAAR)
        databank.web.close()
        assert ["bezit" in b for b in rolkeuring.bezwaren()] == [True]
    finally:
        databank.web.close()
