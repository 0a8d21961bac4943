# SPDX-License-Identifier: EUPL-1.2
"""A mailbox over IMAP and TLS. Reading changes nothing there; a mail is moved once it is a report, and nothing is deleted that was not copied."""

from __future__ import annotations

import imaplib
import json
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlencode

from wijkregie.koppelingen.postbus import GROOTST, TOKEN, Onbereikbaar, Post
from wijkregie.koppelingen.roep import Alarm, Vraag, roep

HOOGSTENS: Final = 240.0
"""Seconds for one visit, also at a server that drips."""
TOKEN_HOOGSTENS, TOKEN_GROOTST = 15.0, 64 * 1024
_REGEL: Final = re.compile(rb"\bUID (\d+)\b")
_GROOTTE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)\b")
_DATUM: Final = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_MAANDEN: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@contextmanager
def verbind(adres: SplitResult, *, hoogstens: float = HOOGSTENS, tls: ssl.SSLContext | None = None) -> Iterator[Imap]:
    """Raises Onbereikbaar, on entering and by what is asked of it."""
    with Alarm(hoogstens) as alarm:
        try:
            lijn = _Lijn(alarm, adres.hostname or "", adres.port or 993, tls or ssl.create_default_context())
            try:
                _log_in(lijn, adres)
                yield Imap(lijn, unquote(adres.path.strip("/")) or "INBOX")
            finally:
                with suppress(imaplib.IMAP4.error, OSError):
                    lijn.logout()
        except (imaplib.IMAP4.error, OSError) as e:  # what a server says may repeat what it was told
            raise Onbereikbaar(type(e).__name__) from None


def _log_in(lijn: imaplib.IMAP4, adres: SplitResult) -> None:
    """By password, or by a token where the server takes no password (XOAUTH2)."""
    wie, geheim = unquote(adres.username or ""), unquote(adres.password or "")
    token = {n: w[-1] for n, w in parse_qs(adres.query).items() if n in TOKEN}
    if not token:
        lijn.login(wie, geheim)
        return
    merk = f"user={wie}\1auth=Bearer {_token(token, geheim)}\1\1".encode()
    antwoorden = iter((merk,))
    lijn.authenticate("XOAUTH2", lambda _: next(antwoorden, b""))  # what a server says of a refusal is answered with nothing


def _token(t: dict[str, str], geheim: str) -> str:
    """A token of the client itself (OAuth 2.0 client credentials). Raises OSError."""
    vraag = {"grant_type": "client_credentials", "client_id": t["client"], "client_secret": geheim, "scope": t["scope"]}
    try:
        antwoord = json.loads(roep(Vraag(t["token"], urlencode(vraag).encode()), hoogstens=TOKEN_HOOGSTENS, grootst=TOKEN_GROOTST))
        token = antwoord["access_token"]
    except (ValueError, KeyError, TypeError) as e:
        raise OSError(type(e).__name__) from None
    if not isinstance(token, str) or not token.isascii() or any(c.isspace() or c == "\1" for c in token):
        raise OSError("token")
    return token


class _Lijn(imaplib.IMAP4_SSL):
    def __init__(self, alarm: Alarm, machine: str, poort: int, tls: ssl.SSLContext) -> None:
        self._alarm = alarm
        super().__init__(machine, poort, ssl_context=tls)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        tls: ssl.SSLContext = self.ssl_context
        return tls.wrap_socket(self._alarm.verbind((self.host, self.port)), server_hostname=self.host)


class Imap:
    def __init__(self, lijn: imaplib.IMAP4, map_: str) -> None:
        self._lijn = lijn
        self._eis(lijn.select(_naam(map_)))
        self._er: set[str] = set()
        self._voor = _voorvoegsel(lijn)

    def wachtend(self, hoogstens: int) -> list[Post]:
        (gevonden,) = self._eis(self._lijn.uid("SEARCH", "UNDELETED"))[:1] or [b""]
        uids = (gevonden or b"").split()[:hoogstens]
        if not uids:
            return []
        uit = []
        for stuk in self._eis(self._lijn.uid("FETCH", b",".join(uids).decode(), "(UID RFC822.SIZE INTERNALDATE)")):
            regel = stuk[0] if isinstance(stuk, tuple) else stuk
            if regel and (uid := _REGEL.search(regel)) and (n := _GROOTTE.search(regel)):
                uit.append(Post(uid[1].decode(), int(n[1]), _moment(regel), True))
        return sorted(uit, key=lambda p: int(p.merk))

    def haal(self, p: Post) -> bytes | None:
        """None: a person moved it meanwhile."""
        for stuk in self._eis(self._lijn.uid("FETCH", p.merk, f"(BODY.PEEK[]<0.{GROOTST + 1}>)")):
            if isinstance(stuk, tuple):
                return bytes(stuk[1])
        return None

    def leg_weg(self, p: Post, map_: str) -> None:
        naar = _naam(self._voor + map_)
        if map_ not in self._er:  # made when it is first needed; that it is there already is no fault
            self._lijn.create(naar)
            self._er.add(map_)
        if "MOVE" in self._lijn.capabilities:
            self._eis(self._lijn.uid("MOVE", p.merk, naar))
            return
        self._eis(self._lijn.uid("COPY", p.merk, naar))
        self._eis(self._lijn.uid("STORE", p.merk, "+FLAGS.SILENT", r"(\Deleted)"))
        if "UIDPLUS" in self._lijn.capabilities:  # without it, what others marked would go as well; ours is not asked for again
            self._eis(self._lijn.uid("EXPUNGE", p.merk))

    def in_map(self, map_: str) -> int:
        soort, data = self._lijn.status(_naam(self._voor + map_), "(MESSAGES)")
        gevonden = re.search(rb"MESSAGES (\d+)", b" ".join(x for x in data if isinstance(x, bytes))) if soort == "OK" else None
        return int(gevonden[1]) if gevonden else 0

    @staticmethod
    def _eis(antwoord: tuple[str, list[Any]]) -> list[Any]:
        if antwoord[0] != "OK":
            raise Onbereikbaar("weigert")
        return antwoord[1]


def _voorvoegsel(lijn: imaplib.IMAP4) -> str:
    """What the names of one's own folders begin with: some servers keep all of them in the first."""
    if "NAMESPACE" not in lijn.capabilities:
        return ""
    soort, data = lijn.namespace()
    gevonden = re.match(rb'\(\("([^"]*)"', data[0]) if soort == "OK" and data and isinstance(data[0], bytes) else None
    return gevonden[1].decode("ascii", "ignore") if gevonden else ""


def _naam(map_: str) -> str:
    return '"' + map_.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _moment(regel: bytes) -> datetime | None:
    """The moment at which the server received it, which no sender writes."""
    gevonden = _DATUM.search(regel)
    if not gevonden:
        return None
    try:
        dag, maand, rest = gevonden[1].decode("ascii").strip().split("-", 2)
        return datetime.strptime(f"{int(dag):02d}-{_MAANDEN.index(maand.lower()) + 1:02d}-{rest}", "%d-%m-%Y %H:%M:%S %z")
    except ValueError:
        return None
