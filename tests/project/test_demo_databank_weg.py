# SPDX-License-Identifier: EUPL-1.2
"""The launcher of the demo sees that its database was killed, starts it again, and what was recorded is there."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from wijkregie import databank as db
from wijkregie.opdrachten_web import OpdrachtFout, _Gaande


@pytest.fixture
def plaats() -> Iterator[Path]:
    m = db.wegwerpmap("wijkregie-los-")
    yield m
    s = db.server(m)
    s.stop()
    for weg in (s.plek.socketmap, m):
        shutil.rmtree(weg, ignore_errors=True)


SLAAP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def gaande(plaats: Path) -> Iterator[_Gaande]:
    with db.gebruik(plaats) as s:
        g = _Gaande(s, {"De webserver": SLAAP, "De werker": SLAAP}, dict(os.environ))
        g.begin()
        yield g
        for p in g.processen.values():
            p.kill()
            p.wait()
    assert not s.loopt()  # who leaves last stops the new one too


def postmaster(s: db.Server) -> int:
    return int((s.plek.data / "postmaster.pid").read_text().split()[0])


def dood(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}/cwd").exists():  # it outlives the signal by a moment
        pass


def test_a_database_that_was_killed_is_started_again_and_lost_nothing(gaande: _Gaande, capfd: pytest.CaptureFixture[str]) -> None:
    s = gaande.server
    with psycopg.connect(s.url(db.EIGENAAR)) as c:
        c.execute("create table t as select generate_series(1, 5000) n")
    eerste = postmaster(s)
    dood(eerste)
    gaande.kijk()
    assert postmaster(s) != eerste and "De databank was gestopt en is opnieuw gestart" in capfd.readouterr().out
    with psycopg.connect(s.url(db.EIGENAAR)) as c:
        assert c.execute("select count(*) from t").fetchone() == (5000,)
    tweede = postmaster(s)
    gaande.kijk()  # it runs: nothing to do
    assert postmaster(s) == tweede and capfd.readouterr().out == ""


def test_what_broke_on_it_is_started_again_and_only_then(gaande: _Gaande) -> None:
    werker = gaande.processen["De werker"]
    dood(postmaster(gaande.server))
    werker.kill()
    werker.wait()
    gaande.kijk()
    nieuw = gaande.processen["De werker"]
    assert nieuw is not werker and nieuw.poll() is None
    gaande.hersteld = None  # long ago
    nieuw.kill()
    nieuw.wait()
    with pytest.raises(OpdrachtFout, match="De werker is gestopt"):
        gaande.kijk()


def test_a_database_that_cannot_be_started_again_is_told(gaande: _Gaande, monkeypatch: pytest.MonkeyPatch) -> None:
    def kan_niet(*_: object, **__: object) -> None:
        raise db.DatabankFout("De schijf is vol.", "Maak ruimte.")

    with monkeypatch.context() as m, pytest.raises(db.DatabankFout, match="De schijf is vol"):
        m.setattr(db, "start", kan_niet)
        m.setattr(db.Server, "loopt", lambda _: False)
        gaande.kijk()
