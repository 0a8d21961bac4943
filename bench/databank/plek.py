# SPDX-License-Identifier: EUPL-1.2
"""Where a set of dossiers lies: a server of its own in a folder, the day on which the set is as it is, and processes that work on it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import psycopg

from wijkregie import databank
from wijkregie.databank.inrichting import richt_in
from wijkregie.klok import VARIABELE, vandaag

MERK: Final = "verzameling.json"
PROJECT: Final = Path(__file__).parents[2]
MAKERS: Final = (
    "wijkregie/norm/**/*.py", "wijkregie/protocollen/**/*.yaml", "wijkregie/*/migrations/*.py", "wijkregie/*/sql/*.sql", "wijkregie/delen/*.py",
    "wijkregie/dossier/betwist.py",
    *(f"wijkregie/dossier/{n}.py" for n in ("bijwerken", "dicht", "inhoud", "laden", "projecties", "toegang", "vastleggen", "verbindingen")),
    *(f"bench/{n}.py" for n in ("dossiers", "databank/maken", "databank/partijen", "databank/verzinnen")),
)  # fmt: skip
SNEL: Final = {"synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "8GB", "autovacuum": "off"}  # only while a set is made


@dataclass(frozen=True, slots=True)
class Verzameling:
    """A set that lies ready."""

    gemeente: int
    dossiers: int
    rijen: int
    dag: str  # ISO
    seconden: float  # that it took to make
    versie: str  # of what makes the rows

    def bewaar(self, map_: Path) -> None:
        (map_ / MERK).write_text(json.dumps(asdict(self)) + "\n", "utf-8")

    def op(self, map_: Path, dag: date) -> Verzameling:
        """After a night the set belongs to the next day."""
        nieuw = replace(self, dag=dag.isoformat())
        nieuw.bewaar(map_)
        return nieuw


def versie() -> str:
    """What decides how a set comes out: rules, tables, derivation and generator. A page may change without a new set."""
    h = sha256()
    for patroon in MAKERS:
        for pad in sorted(PROJECT.glob(patroon)):
            h.update(pad.read_bytes())
    return h.hexdigest()[:16]


def lees(map_: Path) -> Verzameling | None:
    """None: there is no whole set here."""
    try:
        return Verzameling(**json.loads((map_ / MERK).read_text("utf-8")))
    except FileNotFoundError:
        return None


def leeg(server: databank.Server) -> None:
    """An empty database, whatever a run that was cut off left behind."""
    with psycopg.connect(server.url(databank.BEHEER, "postgres"), autocommit=True) as c:
        c.execute("drop database if exists wijkregie with (force)")
    richt_in(server.url(databank.BEHEER, "postgres"), server.url(databank.BEHEER))


def zet_op(map_: Path, dag: str = "") -> None:
    """Django on the server in this folder, with a clock that starts at nine o'clock on the day of the set."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.databank.instellingen"
    os.environ[databank.MAP] = str(map_)
    os.environ[VARIABELE] = f"{dag or vandaag().isoformat()}T09:00"
    import django

    django.setup()
    from wijkregie.project.warm import warm_op

    warm_op()  # as the web server does


def beheer() -> psycopg.Connection[Any]:
    """A connection as superuser, past the policies."""
    return psycopg.connect(databank.server().url(databank.BEHEER), autocommit=True)


def geef_geheugen() -> None:
    """A third of the machine's memory for the server from its next start: with the default of 128 MB it would read from disk what any server in use
    has at hand."""
    groot = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 3 // 2**20
    with beheer() as c:
        c.execute(f"alter system set shared_buffers = '{groot}MB'")


def warm() -> None:
    """As a server that has been up for days: what fits in its memory is there."""
    with beheer() as c:
        c.execute("create extension if not exists pg_prewarm")
        c.execute(
            "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace"
            " and (relname like 'dossier\\_%' or relname like 'delen\\_%' or relname like 'partijen\\_%' or relname like 'privacy\\_%')"
        )


@contextmanager
def pool(werkers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes of their own, each with its own connections, on the same set at the same time of day."""
    plek = (Path(os.environ[databank.MAP]), os.environ[VARIABELE][:10])
    with ProcessPoolExecutor(werkers, get_context("spawn"), zet_op, plek) as p:
        yield p


@contextmanager
def snel(c: psycopg.Connection[Any]) -> Iterator[None]:
    """The server as it may be while a set is made: what is lost with the power is made again."""
    for naam, waarde in SNEL.items():
        c.execute(f"alter system set {naam} = '{waarde}'")
    c.execute("select pg_reload_conf()")
    yield
    for naam in SNEL:
        c.execute(f"alter system reset {naam}")
    c.execute("select pg_reload_conf()")
    c.execute("checkpoint")
