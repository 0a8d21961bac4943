# SPDX-License-Identifier: EUPL-1.2
"""Start and stop a PostgreSQL of our own: peer authentication, one private socket, no network, and unharmed by kill -9."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import psycopg

from wijkregie.databank import inrichting
from wijkregie.databank.fouten import DatabankFout, uit_os, uit_uitvoer
from wijkregie.databank.plek import POORT, VAN_ROOT, Plek, kies_plek
from wijkregie.databank.programma import Programma, kies

GEDULD = 120.0  # seconds: recovery after a crash may read much log


@dataclass(slots=True)
class Server:
    """A server at a place, running or not."""

    plek: Plek
    gestart: bool = False  # by this very call, so that whoever started it stops it

    def url(self, rol: str = inrichting.WEB, databank: str = inrichting.DATABANK) -> str:
        return f"postgresql://{rol}@/{databank}?host={quote(str(self.plek.socketmap), safe='')}&port={POORT}"

    def django(self, rol: str = inrichting.WEB, databank: str = inrichting.DATABANK) -> dict[str, Any]:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": databank, "USER": rol, "HOST": str(self.plek.socketmap), "PORT": str(POORT)}

    def loopt(self) -> bool:
        return _postmaster(self.plek.data) is not None

    def stop(self) -> None:
        """What `pg_ctl stop -m fast` does, without needing the programs that started it."""
        if not self.plek.map.is_dir():
            return
        try:
            with self.plek.grendel():
                pid = _postmaster(self.plek.data)
                if pid is not None:
                    os.kill(pid, signal.SIGINT)
                    _wacht(lambda: _postmaster(self.plek.data) is None, "De databank stopt niet.")
        except OSError as e:
            raise uit_os(e) from e
        self.gestart = False

    def __enter__(self) -> Server:
        return self

    def __exit__(self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None) -> None:
        if self.gestart:
            self.stop()


def server(map_: Path | None = None) -> Server:
    """The server of a place, without starting it."""
    return Server(kies_plek(map_))


def start(map: Path | None = None, *, systeembinaries: bool = True, duurzaam: bool = True) -> Server:
    """Start, or join the one that runs. `duurzaam=False` is for tests: fast, and lost with the power."""
    try:
        plek = kies_plek(map)
        plek.maak()
        with plek.grendel():
            s = Server(plek)
            if not _klaar(s):
                _ruim_op(plek)
                programma = kies(versie=plek.versie, systeembinaries=systeembinaries, kopieen=VAN_ROOT if plek.dienst else None)
                if plek.versie is None:
                    _maak_data(plek, programma, duurzaam)
                _stel_in(plek, duurzaam)
                _begin(plek, programma)
                s.gestart = True
            _richt_in(s)
            return s
    except OSError as e:
        raise uit_os(e) from e


@contextmanager
def gebruik(map: Path | None = None) -> Iterator[Server]:
    """Start or join for as long as the block lasts. The last one to leave stops the server; a killed user counts for nothing."""
    try:
        plek = kies_plek(map)
        plek.maak()
        fd = os.open(plek.map / "gebruik", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as e:
        raise uit_os(e) from e
    try:
        fcntl.flock(fd, fcntl.LOCK_SH)
        s = start(map)
        try:
            yield s
        finally:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # another one still works with it
            else:
                s.stop()
    finally:
        os.close(fd)


# parts of starting


def _maak_data(plek: Plek, programma: Programma, duurzaam: bool) -> None:
    """Beside its place first: a first start that is cut off leaves no half cluster."""
    nieuw = plek.map / "data.nieuw"
    shutil.rmtree(nieuw, ignore_errors=True)
    plek.private_map(nieuw)
    taal = ["--locale-provider=builtin", "--locale=C.UTF-8"] if programma.versie >= 17 else ["--locale=C", "--lc-ctype=C.UTF-8"]
    vast = [programma.pad("initdb"), "-D", str(nieuw), "-U", inrichting.BEHEER, "--auth=reject", "--auth-local=peer", "-E", "UTF8", "-k"]
    snel = [] if duurzaam else ["-N"]
    try:
        code, tekst = _draai(plek, [*vast, *taal, *snel])
        if code and "locale" in tekst:  # an old system without C.UTF-8
            shutil.rmtree(nieuw)
            plek.private_map(nieuw)
            code, tekst = _draai(plek, [*vast, "--locale=C", *snel])
        if code:
            raise uit_uitvoer("De databank aanmaken", tekst)
        with (nieuw / "postgresql.conf").open("a") as f:
            f.write("\ninclude 'wijkregie.conf'\n")
    except BaseException:
        shutil.rmtree(nieuw, ignore_errors=True)
        raise
    nieuw.rename(plek.data)


def _stel_in(plek: Plek, duurzaam: bool) -> None:
    """Settings and the list of who may be whom, anew at each start. The log tells nothing of what a statement held."""
    plek.private_map(plek.socketmap)
    instellingen: dict[str, str] = {
        "listen_addresses": "",
        "port": str(POORT),
        "unix_socket_directories": str(plek.socketmap),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length_on_error": "0",
        "log_statement": "none",
        "shared_buffers": "256MB",
    }
    if not duurzaam:
        instellingen |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB", "max_connections": "200"}
    _schrijf(plek, "wijkregie.conf", "".join(f"{k} = '{_citaat(v)}'\n" for k, v in instellingen.items()))
    _schrijf(plek, "pg_hba.conf", "local all all peer map=wijk\n")
    wie = {pwd.getpwuid(os.geteuid()).pw_name} | ({"root", plek.dienst.pw_name} if plek.dienst else set())
    rollen = (inrichting.BEHEER, *inrichting.ROLLEN)
    _schrijf(plek, "pg_ident.conf", "".join(f'wijk "{w}" {r}\n' for w in sorted(wie) for r in rollen))


def _begin(plek: Plek, programma: Programma) -> None:
    fd = os.open(plek.log, os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    os.close(fd)
    plek.geef(plek.log)
    code, tekst = _draai(plek, [programma.pad("pg_ctl"), "-D", str(plek.data), "-l", str(plek.log), "-w", "-s", "-t", str(int(GEDULD)), "start"])
    if code:
        with plek.log.open("rb") as f:
            f.seek(max(0, plek.log.stat().st_size - 2000))
            raise uit_uitvoer("De databank starten", tekst + f.read().decode("utf-8", "replace"))


def _richt_in(s: Server) -> None:
    merk = s.plek.map / "ingericht"
    if merk.exists() and merk.read_text() == str(inrichting.INRICHTING):
        return
    try:
        inrichting.richt_in(s.url(inrichting.BEHEER, "postgres"), s.url(inrichting.BEHEER))
    except psycopg.errors.DiskFull as e:
        raise uit_uitvoer("De databank inrichten", "no space left") from e
    except psycopg.Error as e:
        raise uit_uitvoer("De databank inrichten", str(e)) from e
    merk.write_text(str(inrichting.INRICHTING))


def _draai(plek: Plek, opdracht: list[str]) -> tuple[int, str]:
    """Run a program of PostgreSQL as the server's user. Its output goes to a file: the server inherits it, and a pipe would never close."""
    wie: dict[str, Any] = {}
    if plek.dienst is not None:
        wie = {"user": plek.dienst.pw_uid, "group": plek.dienst.pw_gid, "extra_groups": []}
    omgeving = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    with tempfile.TemporaryFile() as uitvoer:
        vast: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": uitvoer, "stderr": subprocess.STDOUT, "cwd": "/", "umask": 0o077}
        klaar = subprocess.run(opdracht, env=omgeving, timeout=GEDULD + 30, **vast, **wie)
        uitvoer.seek(0)
        return klaar.returncode, uitvoer.read().decode("utf-8", "replace")


def _schrijf(plek: Plek, naam: str, tekst: str) -> None:
    """Whole or not at all."""
    doel = plek.data / naam
    nieuw = plek.data / f"{naam}.nieuw"
    nieuw.unlink(missing_ok=True)
    fd = os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "w") as f:
        f.write(tekst)
    plek.geef(nieuw)
    nieuw.rename(doel)


def _citaat(waarde: str) -> str:
    return waarde.replace("\\", "\\\\").replace("'", "''")


# what runs


def _postmaster(data: Path) -> int | None:
    """The process of the server on these data. A number that another process got meanwhile is not it: that one works in another folder."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
    return pid if pid in _processen(data, [pid]) else None


def _processen(data: Path, pids: list[int] | None = None) -> list[int]:
    """Processes at work in the data folder. Each process of PostgreSQL is."""
    gevonden = []
    for pid in pids if pids is not None else [int(n) for n in os.listdir("/proc") if n.isdigit()]:
        try:
            if os.readlink(f"/proc/{pid}/cwd") == str(data.resolve()):
                gevonden.append(pid)
        except OSError:
            continue
    return gevonden


def _klaar(s: Server) -> bool:
    """Whether a server runs and answers. One that starts, stops or was just killed is waited for: its process outlives the signal by a moment."""
    data = s.plek.data
    tot = time.monotonic() + GEDULD
    while _postmaster(data) is not None:
        try:
            regels = (data / "postmaster.pid").read_text().splitlines()
            if len(regels) > 7 and regels[7].strip() == "ready":
                with psycopg.connect(s.url(inrichting.BEHEER, "postgres"), connect_timeout=10):
                    return True
        except (FileNotFoundError, psycopg.OperationalError):
            pass
        if time.monotonic() > tot:
            raise DatabankFout("De databank is al een tijd bezig met starten of stoppen.", "Wacht even en probeer het opnieuw.")
        time.sleep(0.05)
    return False


def _ruim_op(plek: Plek) -> None:
    """After kill -9: let the orphans of the old server go, then forget its lock files. A zombie that nobody buries would keep them valid."""
    if not plek.data.exists():
        return
    _wacht(lambda: not _processen(plek.data), "Van een vorige keer draait nog een deel van de databank.", 20)
    for resten in (plek.data / "postmaster.pid", *(plek.socketmap / f".s.PGSQL.{POORT}{x}" for x in ("", ".lock"))):
        resten.unlink(missing_ok=True)


def _wacht(klaar: Any, melding: str, seconden: float = 60) -> None:
    tot = time.monotonic() + seconden
    while not klaar():
        if time.monotonic() > tot:
            raise DatabankFout(melding, "Wacht even en probeer het opnieuw; blijft het zo, start dan de machine opnieuw.")
        time.sleep(0.02)
