# SPDX-License-Identifier: EUPL-1.2
"""Killed, crashed, full: what was answered is there, what was not is there whole or not at all, and the proof holds.

On a server of its own that writes through to disk.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from wijkregie import databank as db
from wijkregie.databank.plek import VAN_ROOT, wegwerpmap

SCHRIJVER = Path(__file__).resolve().parents[1] / "hulpmiddel" / "schrijver.py"
NAAM = "wijkregie_uitval"
VOL = "wijkregie-vol-"


@dataclass
class Proefstuk:
    """A server with some cases, and processes that record in them."""

    server: db.Server
    dossiers: list[str] = field(default_factory=list)
    beantwoord: set[str] = field(default_factory=set)
    fouten: set[str] = field(default_factory=set)

    @property
    def omgeving(self) -> dict[str, str]:
        return {**os.environ, "WIJKREGIE_TOETSMAP": str(self.server.plek.map), "PYTEST_XDIST_WORKER": NAAM.removeprefix("wijkregie_")}

    def start(self) -> subprocess.Popen[str]:
        p = subprocess.Popen([sys.executable, str(SCHRIJVER), "schrijf", *self.dossiers], env=self.omgeving, stdout=subprocess.PIPE, text=True)
        assert p.stdout is not None
        self._lees(p.stdout.readline())  # it is at work
        return p

    def wacht_op(self, p: subprocess.Popen[str], soort: str) -> None:
        """Until it tells of one; it tells of something all the time."""
        assert p.stdout is not None
        tot = time.monotonic() + 60
        while time.monotonic() < tot:
            regel = p.stdout.readline()
            self._lees(regel)
            if regel.startswith(soort):
                return
        raise AssertionError(f"in een minuut geen {soort}: {self.fouten}")

    def dood(self, p: subprocess.Popen[str]) -> None:
        """kill -9, and take down what it had answered until then."""
        p.kill()
        assert p.stdout is not None
        for regel in p.stdout.read().splitlines(keepends=True):
            self._lees(regel)
        p.wait()

    def _lees(self, regel: str) -> None:
        if not regel.endswith("\n"):
            return  # killed within the line: nobody read that answer
        soort, *rest = regel.split()
        (self.beantwoord if soort == "ok" else self.fouten).update(rest)

    def controleer(self) -> None:
        """Nothing that was answered is gone, nothing is half done, and every chain and derived row is proven."""
        with psycopg.connect(self.server.url(db.BEHEER, NAAM)) as c:
            er = {str(r[0]) for r in c.execute("select id from dossier_feit")}
            assert self.beantwoord <= er
            half = "select count(*) from dossier_opdracht o, unnest(o.feiten) x where not exists (select 1 from dossier_feit f where f.id = x)"
            assert c.execute(half).fetchone() == (0,)
            assert c.execute("select count(*) from dossier_feit where id not in (select unnest(feiten) from dossier_opdracht)").fetchone() == (0,)
        opdracht = [sys.executable, "-m", "wijkregie.opdrachten", "controleer", "--processen", "1"]
        klaar = subprocess.run(
            opdracht, env={**self.omgeving, "DJANGO_SETTINGS_MODULE": "wijkregie.project.toets"}, capture_output=True, text=True, check=False
        )
        assert klaar.returncode == 0, klaar.stdout[-3000:] + klaar.stderr[-3000:]


def maak(map_: Path) -> Proefstuk:
    p = Proefstuk(db.start(map_))
    with psycopg.connect(p.server.url(db.BEHEER, "postgres"), autocommit=True) as c:
        db.maak_databank(c, NAAM, db.DATABANK)
    klaar = subprocess.run([sys.executable, str(SCHRIJVER), "richt_in"], env=p.omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    p.dossiers = klaar.stdout.split()
    return p


@pytest.fixture(scope="module")
def proefstuk() -> Iterator[Proefstuk]:
    map_ = wegwerpmap(f"wijkregie-toets-{os.getpid()}-uitval-")
    p = maak(map_)
    yield p
    p.server.stop()
    shutil.rmtree(map_, ignore_errors=True)


def test_processes_that_are_killed_lose_nothing_that_they_answered(proefstuk: Proefstuk) -> None:
    toeval = random.Random(3)
    for _ in range(2):
        lopend = [proefstuk.start() for _ in range(2)]
        for p in lopend:
            time.sleep(toeval.uniform(0.05, 0.6))
            proefstuk.dood(p)
    assert len(proefstuk.beantwoord) > 10
    proefstuk.controleer()


def test_a_server_that_is_killed_comes_back_with_all_that_was_answered(proefstuk: Proefstuk) -> None:
    lopend = [proefstuk.start() for _ in range(2)]
    for _ in range(2):
        time.sleep(random.Random(7).uniform(0.3, 0.8))
        pid = int((proefstuk.server.plek.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, 9)
        proefstuk.server = db.start(proefstuk.server.plek.map)
    voor = len(proefstuk.beantwoord)
    for p in lopend:  # the same processes go on by themselves
        proefstuk.wacht_op(p, "fout")
        proefstuk.wacht_op(p, "ok")
        proefstuk.dood(p)
    assert len(proefstuk.beantwoord) > voor
    assert proefstuk.fouten
    proefstuk.controleer()


@pytest.fixture
def klein() -> Iterator[Path]:
    """A folder on a disk of its own that is soon full; only root can make that."""
    for oud in VAN_ROOT.glob(f"{VOL}*") if os.geteuid() == 0 else ():  # of a run that was killed
        if not Path("/proc", oud.name.removeprefix(VOL).partition("-")[0]).exists():
            _weg(oud)
    map_ = wegwerpmap(f"{VOL}{os.getpid()}-")
    aan = ["mount", "-t", "tmpfs", "-o", "size=220m", "none", str(map_)]
    if os.geteuid() != 0 or subprocess.run(aan, capture_output=True, check=False).returncode != 0:
        shutil.rmtree(map_, ignore_errors=True)
        pytest.skip("geen eigen schijf te maken: alleen root mag aankoppelen")
    shutil.chown(map_, 0, "wijkregie")
    map_.chmod(0o750)
    yield map_
    _weg(map_)


def _weg(map_: Path) -> None:
    db.server(map_).stop()
    subprocess.run(["umount", "-l", str(map_)], check=False, capture_output=True)
    shutil.rmtree(map_, ignore_errors=True)


def test_a_full_disk_says_so_and_loses_nothing(klein: Path) -> None:
    p = maak(klein)
    schrijver = p.start()
    vuller = klein / "vuller"
    with pytest.raises(OSError), vuller.open("wb") as f:
        while True:
            f.write(b"\0" * 65536)
            f.flush()
    p.wacht_op(schrijver, "fout")
    p.dood(schrijver)
    assert p.fouten & {"DiskFull", "OperationalError", "AdminShutdown"}, p.fouten
    voor: set[Any] = set(p.beantwoord)
    vuller.unlink()
    p.server = db.start(klein)
    schrijver = p.start()
    p.wacht_op(schrijver, "ok")
    p.dood(schrijver)
    assert p.beantwoord > voor
    p.controleer()
