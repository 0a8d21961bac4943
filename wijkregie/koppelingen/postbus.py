# SPDX-License-Identifier: EUPL-1.2
"""Mailboxes that bring reports: what is set, and a folder into which a gateway drops mail. That over IMAP is in imap.py.

`imaps://naam:wachtwoord@machine/INBOX?gemeente=amsterdam&gebied=duinwijk&naam=meldingen` or `file:///var/spool/wijkregie?gemeente=amsterdam`, with a
space between them.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from wijkregie.klok import ZONE

log = logging.getLogger("wijkregie.postbus")
GROOTST: Final = 36 * 1024 * 1024
"""Bytes of one mail: a file of 25 MB, as mail writes it."""
TOKEN: Final = ("token", "client", "scope")
"""Of a mail server that takes no password: where a token is given, to which client, for what. The password in the address is then the client's."""
VERWERKT, OVERGESLAGEN, NAKIJKEN = "Wijkregie verwerkt", "Wijkregie overgeslagen", "Wijkregie nakijken"


class Onbereikbaar(Exception):
    """The mailbox does not answer, or not as it should. Its text is the name of a fault, and holds no address or password."""


@dataclass(frozen=True, slots=True)
class Instelling:
    """A mailbox of a municipality; `gebied`: the code of the area that its reports are about, empty if nobody knows."""

    adres: SplitResult = field(repr=False)  # a password stands in it
    gemeente: str
    gebied: str
    naam: str


@dataclass(frozen=True, slots=True)
class Post:
    """A mail that waits. `merk`: how the mailbox calls it; `zeker`: the mail server itself wrote down when it was received."""

    merk: str
    grootte: int
    ontvangen: datetime | None
    zeker: bool = False


class Bron(Protocol):
    def wachtend(self, hoogstens: int) -> list[Post]: ...
    def haal(self, p: Post) -> bytes | None: ...
    def leg_weg(self, p: Post, map_: str) -> None: ...
    def in_map(self, map_: str) -> int: ...


def lees_postbussen(tekst: str) -> list[Instelling]:
    """The setting WIJKREGIE_POSTBUS. Raises ValueError, without repeating it: a password stands in it."""
    uit: list[Instelling] = []
    for i, adres in enumerate(tekst.split(), 1):
        u = urlsplit(adres)
        meer = {n: w[-1] for n, w in parse_qs(u.query).items()}
        if not ((u.scheme == "imaps" and u.hostname and u.username and u.password) or (u.scheme == "file" and u.path.startswith("/"))):
            raise ValueError(f"postbus {i} is geen imaps://naam:wachtwoord@machine/map en geen file:///map.")
        if set(meer) & {*TOKEN} and not (set(meer) >= {*TOKEN} and urlsplit(meer["token"]).scheme == "https" and u.scheme == "imaps"):
            raise ValueError(f"postbus {i} logt in met een token: noem token=https://..., client=... en scope=... alle drie.")
        if not meer.get("gemeente") or set(meer) - {"gemeente", "gebied", "naam", *TOKEN}:
            raise ValueError(f"postbus {i} noemt geen gemeente, of iets dat niet bestaat: schrijf ?gemeente=code&gebied=code&naam=naam.")
        uit.append(Instelling(u, meer["gemeente"], meer.get("gebied", ""), meer.get("naam", f"postbus {i}")))
    if len({(b.gemeente, b.naam) for b in uit}) < len(uit):
        raise ValueError("twee postbussen van een gemeente hebben dezelfde naam.")
    return uit


def open_bron(b: Instelling) -> AbstractContextManager[Bron]:
    """Raises Onbereikbaar, here or on entering."""
    if b.adres.scheme == "file":
        return nullcontext(Map(Path(unquote(b.adres.path))))
    from wijkregie.koppelingen.imap import verbind

    return verbind(b.adres)


class Map:
    """A folder of .eml files. Who drops one writes it under another name first and renames it: half a mail is no mail."""

    def __init__(self, pad: Path) -> None:
        if not pad.is_dir():
            raise Onbereikbaar("geen map")
        self.pad = pad

    def wachtend(self, hoogstens: int) -> list[Post]:
        gevonden = sorted(_bestanden(self.pad), key=lambda x: (x[1].st_mtime_ns, x[0].name))
        return [Post(p.name, s.st_size, datetime.fromtimestamp(s.st_mtime, ZONE)) for p, s in gevonden[:hoogstens]]

    def haal(self, p: Post) -> bytes | None:
        try:
            nummer = os.open(self.pad / p.merk, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            return None
        except PermissionError:
            log.error("mail in de map is niet te openen: geef de werker leesrecht")
            return None  # it stays where it is, and stops no other
        with os.fdopen(nummer, "rb") as f:
            return f.read(GROOTST + 1)

    def leg_weg(self, p: Post, map_: str) -> None:
        """Never over another that is called the same."""
        naar = self.pad / map_
        naar.mkdir(mode=0o700, exist_ok=True)
        stam, n = p.merk.removesuffix(".eml"), 0
        while True:
            doel = naar / f"{stam}{f'-{n}' if n else ''}.eml"
            try:
                os.close(os.open(doel, os.O_CREAT | os.O_EXCL, 0o600))  # the name is ours; not every disk has hard links
            except FileExistsError:
                n += 1
                continue
            os.replace(self.pad / p.merk, doel)
            return

    def in_map(self, map_: str) -> int:
        return sum(1 for _ in _bestanden(self.pad / map_)) if (self.pad / map_).is_dir() else 0


def _bestanden(pad: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Real files only: a link would lead elsewhere."""
    for p in pad.glob("*.eml"):
        s = p.lstat()
        if stat.S_ISREG(s.st_mode):
            yield p, s
