# SPDX-License-Identifier: EUPL-1.2
"""One throwaway PostgreSQL per run of pytest, one database per worker, copied from a template that was migrated once. See tests/conftest.py."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg
import pytest

from wijkregie import databank as db

T = TypeVar("T")
TOETSMAP = "WIJKREGIE_TOETSMAP"
SJABLOON = "wijkregie_sjabloon"
VOORVOEGSEL = "wijkregie-toets-"

LEEG = """
DO $$ DECLARE t text; BEGIN
    PERFORM set_config('session_replication_role', 'replica', true), set_config('lock_timeout', '10s', true);
    FOR t IN SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (string_to_array('{vast}', ',')) LOOP
        EXECUTE 'DELETE FROM ' || t;
    END LOOP;
END $$
"""


Opname = dict[str, bytes]
"""Rows by table, as COPY writes them."""


class Databank:
    """The database of this worker."""

    def __init__(self, server: db.Server, naam: str, vast: list[str]) -> None:
        self.server, self.naam, self.vast = server, naam, frozenset(vast)
        self.opnames: dict[Any, tuple[Opname, Any]] = {}
        self._leeg = LEEG.replace("{vast}", ",".join(vast))
        self._beheer = psycopg.connect(server.url(db.BEHEER, naam), autocommit=True)

    def rauw(self, rol: str = db.WEB, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        """A connection without Django, as a role. Close it: `with databank.rauw("wijk_web") as c`."""
        return psycopg.connect(self.server.url(rol, self.naam), autocommit=autocommit)

    def beheer(self, sql: str, *waarden: Any) -> list[Any]:
        """Run something as superuser: past row level security, to look at what is really there."""
        c = self._beheer.execute(sql, waarden or None)  # type: ignore[call-overload]
        return c.fetchall() if c.description else []

    @property
    def web(self) -> Any:
        return _verbinding("default")

    @property
    def kern(self) -> Any:
        return _verbinding("kern")

    @property
    def eigenaar(self) -> Any:
        return _verbinding("eigenaar")

    def leeg(self) -> None:
        """Throw away all that a test committed, also where triggers forbid it. What migrations put in stays."""
        from django.contrib.contenttypes.models import ContentType
        from django.db import connections

        for c in connections.all(initialized_only=True):
            c.close()
        self._beheer.execute(self._leeg)
        ContentType.objects.clear_cache()

    def begin_met(self, wat: Any, maak: Callable[[], T]) -> T:
        """What `maak` puts in an empty database, and gives. The second time for the same `wat` the rows themselves are put back.

        So a municipality is read and checked once, not for each test. Sequences go on: what a test adds has a number that was never given.
        """
        if self.beheer("select 1 from partijen_gemeente limit 1"):
            return maak()
        if wat not in self.opnames:
            uit = maak()
            self.opnames[wat] = (self._neem_op(), uit)
            return uit
        rijen, uit = self.opnames[wat]
        with self._beheer.transaction(), self._beheer.cursor() as c:
            c.execute("set local session_replication_role = replica")
            for tabel, inhoud in rijen.items():
                with c.copy(f'COPY "{tabel}" FROM STDIN (FORMAT binary)') as kopie:
                    kopie.write(inhoud)
        return uit

    def _neem_op(self) -> Opname:
        uit: Opname = {}
        with self._beheer.cursor() as c:
            for (tabel,) in self.beheer("select tablename from pg_tables where schemaname = 'public' order by 1"):
                if tabel not in self.vast and self.beheer(f'select 1 from "{tabel}" limit 1'):
                    with c.copy(f'COPY "{tabel}" TO STDOUT (FORMAT binary)') as kopie:
                        uit[tabel] = b"".join(bytes(x) for x in kopie)
        return uit

    def sluit(self) -> None:
        self._beheer.close()


def _verbinding(alias: str) -> Any:
    from django.db import connections

    return connections[alias]


def kies_map() -> None:
    """Where the server of this run will be, if a test asks for it. The workers of xdist inherit it."""
    basis = Path("/var/lib/wijkregie") if os.geteuid() == 0 else Path(tempfile.gettempdir())
    os.environ[TOETSMAP] = str(basis / f"{VOORVOEGSEL}{os.getpid()}-{secrets.token_hex(3)}")


def ruim_op() -> None:
    """Stop and remove the server of this run, and those of runs that were killed."""
    eigen = Path(os.environ[TOETSMAP])
    if not eigen.parent.is_dir():
        return
    for m in eigen.parent.glob(f"{VOORVOEGSEL}*"):
        pid = m.name.removeprefix(VOORVOEGSEL).partition("-")[0]
        if m.exists() and m.stat().st_uid == os.geteuid() and (m == eigen or not Path("/proc", pid).exists()):
            s = db.server(m)
            s.stop()
            if s.plek.socketmap.parent != m:
                shutil.rmtree(s.plek.socketmap, ignore_errors=True)
            shutil.rmtree(m, ignore_errors=True)


@contextmanager
def _om_de_beurt(map_: Path) -> Iterator[None]:
    with (map_ / "sjabloonslot").open("w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        yield


def _sjabloon(server: db.Server) -> list[str]:
    """Migrate once per run. Gives the tables that migrations filled."""
    from django.core.management import call_command
    from django.db import connections

    klaar = server.plek.map / "sjabloon.json"
    with _om_de_beurt(server.plek.map):
        if not klaar.exists():
            with psycopg.connect(server.url(db.BEHEER, "postgres"), autocommit=True) as c:
                c.execute(f"DROP DATABASE IF EXISTS {SJABLOON}")
                db.maak_databank(c, SJABLOON, db.DATABANK)
            eigenaar = connections["eigenaar"]
            naam, eigenaar.settings_dict["NAME"] = eigenaar.settings_dict["NAME"], SJABLOON
            try:
                call_command("migrate", database="eigenaar", verbosity=0, interactive=False, skip_checks=True)
            finally:
                eigenaar.close()
                eigenaar.settings_dict["NAME"] = naam
            with psycopg.connect(server.url(db.BEHEER, SJABLOON)) as c:
                tabellen = [r[0] for r in c.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
                vast = [t for t in tabellen if c.execute(f'SELECT 1 FROM "{t}" LIMIT 1').fetchone()]
            klaar.write_text(json.dumps(vast))
        return list(json.loads(klaar.read_text()))


@pytest.fixture(scope="session")
def toetsserver() -> db.Server:
    """The throwaway server of this run."""
    return db.start(Path(os.environ[TOETSMAP]), duurzaam=False)


@pytest.fixture(scope="session")
def _databank(toetsserver: db.Server) -> Iterator[Databank]:
    from django.conf import settings

    vast = _sjabloon(toetsserver)
    naam = settings.DATABASES["default"]["NAME"]
    with _om_de_beurt(toetsserver.plek.map), psycopg.connect(toetsserver.url(db.BEHEER, "postgres"), autocommit=True) as c:
        db.maak_databank(c, naam, SJABLOON)
    d = Databank(toetsserver, naam, vast)
    yield d
    d.sluit()


@pytest.fixture
def databank(_databank: Databank) -> Iterator[Databank]:
    """An empty, migrated database; commits are real and are thrown away afterwards."""
    yield _databank
    _databank.leeg()
