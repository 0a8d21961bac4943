# SPDX-License-Identifier: EUPL-1.2
"""Where a server keeps its things, and as whom it runs. No existing folder ever gets other rights."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wijkregie.databank.fouten import DatabankFout
from wijkregie.databank.programma import leesbaar_voor_ieder

DIENST = "wijkregie"
MAP = "WIJKREGIE_MAP"  # another folder than the one of this copy
VAN_ROOT = Path("/var/lib/wijkregie")
POORT = 5432  # only part of the name of the socket: the server listens to no network
LANGST = 107 - len(f"/.s.PGSQL.{POORT}")


@dataclass(frozen=True, slots=True)
class Plek:
    """The folder of one server. It belongs to who started it; data, socket and log to the user that the server runs as."""

    map: Path
    dienst: pwd.struct_passwd | None  # None: the server runs as who starts it

    @property
    def data(self) -> Path:
        return self.map / "data"

    @property
    def log(self) -> Path:
        return self.map / "postgres.log"

    @property
    def socketmap(self) -> Path:
        """In the folder itself if the path is short enough for a socket, else in a private folder of the session or of the system's temp folder."""
        eigen = self.map / "s"
        if len(os.fsencode(eigen)) <= LANGST:
            return eigen
        merk = hashlib.sha256(os.fsencode(self.map)).hexdigest()[:12]
        looptijd = os.environ.get("XDG_RUNTIME_DIR", "")
        if looptijd and self.dienst is None and len(looptijd) < 60 and os.access(looptijd, os.W_OK):
            return Path(looptijd) / f"wijkregie-{merk}"
        return Path("/tmp") / f"wijkregie-{os.getuid()}-{merk}"

    @property
    def versie(self) -> int | None:
        """The major version of the data that lie here."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    def maak(self) -> None:
        """Make the folder, private, if it is not there."""
        if self.dienst is not None and self.map.is_relative_to(VAN_ROOT):
            _map_van_root(self.dienst)
        try:
            self.map.mkdir(mode=0o700, parents=True)
        except FileExistsError:  # it was there, or another process made it just now
            if not self.map.is_dir() or self.map.lstat().st_uid != os.geteuid():
                raise DatabankFout(f"{self.map} is van een andere gebruiker.", "Draai dit als die gebruiker, of noem een eigen map.") from None
        else:
            if self.dienst is not None:
                os.chown(self.map, 0, self.dienst.pw_gid)
                self.map.chmod(0o750)
        if self.dienst is not None and not self.map.is_relative_to(VAN_ROOT) and not leesbaar_voor_ieder(self.map.parent):
            raise DatabankFout(
                f"De gebruiker {DIENST} kan niet bij {self.map}, en als root draait de databank als die gebruiker.",
                f"Laat de map weg (dan wordt het {VAN_ROOT}), of kies een map waar ieder doorheen mag.",
            )

    def geef(self, pad: Path) -> None:
        """Hand a file or folder that we just made to the user that the server runs as."""
        if self.dienst is not None:
            os.chown(pad, self.dienst.pw_uid, self.dienst.pw_gid, follow_symlinks=False)

    def private_map(self, pad: Path) -> None:
        """Make a folder that only the server's user enters, or refuse one that is someone else's."""
        try:
            pad.mkdir(mode=0o700)
            self.geef(pad)
        except FileExistsError:
            s = pad.lstat()
            eigenaar = self.dienst.pw_uid if self.dienst else os.getuid()
            if not stat.S_ISDIR(s.st_mode) or s.st_uid != eigenaar or s.st_mode & 0o077:
                raise DatabankFout(f"{pad} is niet van de databank alleen.", "Haal deze map weg en probeer het opnieuw.") from None

    @contextmanager
    def grendel(self) -> Iterator[None]:
        """One process at a time starts or stops; the lock goes with the process, so a killed one leaves nothing behind."""
        fd = os.open(self.map / "slot", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)


def kies_plek(map_: Path | None = None) -> Plek:
    """The place for `map_`, or the one of this copy of the project."""
    dienst = dienstgebruiker() if os.geteuid() == 0 else None
    return Plek((map_ or _standaard()).absolute(), dienst)


def dienstgebruiker() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root; root runs it as a user that owns nothing else."""
    try:
        gebruiker = pwd.getpwnam(DIENST)
    except KeyError:
        maker = shutil.which("useradd")
        if maker is None:
            raise DatabankFout(f"De gebruiker {DIENST} bestaat niet.", f"Maak een systeemgebruiker {DIENST}, of draai dit niet als root.") from None
        opdracht = [maker, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", DIENST]
        klaar = subprocess.run(opdracht, capture_output=True, text=True)
        if klaar.returncode not in (0, 9):  # 9: another process made it meanwhile
            raise DatabankFout(f"De gebruiker {DIENST} kan niet worden gemaakt.", "Draai dit als gewone gebruiker.") from None
        gebruiker = pwd.getpwnam(DIENST)
    if gebruiker.pw_uid == 0:
        raise DatabankFout(f"De gebruiker {DIENST} is root.", "Geef deze gebruiker een eigen nummer.")
    return gebruiker


def wegwerpmap(voorvoegsel: str) -> Path:
    """A new folder for a server that will be thrown away, where the server's user can reach it."""
    if os.geteuid() == 0:
        _map_van_root(dienstgebruiker())
        m = Path(tempfile.mkdtemp(prefix=voorvoegsel, dir=VAN_ROOT))
        os.chown(m, 0, dienstgebruiker().pw_gid)
        m.chmod(0o750)
        return m
    return Path(tempfile.mkdtemp(prefix=voorvoegsel))


def _standaard() -> Path:
    if gekozen := os.environ.get(MAP):
        return Path(gekozen)
    project = Path(__file__).resolve().parents[2]
    is_project = (project / "pyproject.toml").exists()
    if os.geteuid() == 0:
        return VAN_ROOT / hashlib.sha256(os.fsencode(project)).hexdigest()[:12]
    if is_project and os.access(project, os.W_OK):
        return project / ".wijkregie"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "wijkregie"


def _map_van_root(dienst: pwd.struct_passwd) -> None:
    """Owned by root, so that the service user cannot replace its own programs; nobody else looks in."""
    if not VAN_ROOT.exists():
        VAN_ROOT.mkdir(mode=0o700)
        os.chown(VAN_ROOT, 0, dienst.pw_gid)
        VAN_ROOT.chmod(0o750)
    s = VAN_ROOT.lstat()
    if not stat.S_ISDIR(s.st_mode) or s.st_uid != 0 or s.st_mode & 0o027:
        raise DatabankFout(f"{VAN_ROOT} is niet van root, of anderen mogen erin.", "Zet deze map opzij en probeer het opnieuw.")
