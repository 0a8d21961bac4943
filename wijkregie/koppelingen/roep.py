# SPDX-License-Identifier: EUPL-1.2
"""A call to another system with an end: not only each read waits no longer than so, the whole of it does.

A timeout of a socket begins anew at each byte: who sends one a second would hold a thread for ever. So an alarm shuts the connection, whatever it
is doing by then: the handshake, the headers or the body.
"""

from __future__ import annotations

import http.client
import socket
import urllib.request
from threading import Lock, Timer
from time import monotonic
from typing import Any

Vraag = urllib.request.Request


class TeLaat(OSError):
    """It did not answer in time."""


def roep(vraag: Vraag, *, hoogstens: float, grootst: int) -> bytes:
    """The body of the answer, of at most `grootst` bytes and one more, by which the caller sees that it was too large.

    Redirects are not followed: urllib.error.HTTPError, as for every answer that is not good. What else goes wrong is an OSError or ValueError.
    """
    with Alarm(hoogstens) as alarm:
        try:
            with urllib.request.build_opener(_NietVolgen, _Http(alarm), _Https(alarm)).open(vraag, timeout=hoogstens) as antwoord:
                inhoud: bytes = antwoord.read(grootst + 1)
        except http.client.HTTPException as e:
            raise OSError(type(e).__name__) from None
    if alarm.ging_af:  # what came until then may look whole
        raise TeLaat
    return inhoud


class Alarm:
    """Shuts every connection that was made under it once the time is over."""

    def __init__(self, seconden: float) -> None:
        self.ging_af = False
        self._tot = monotonic() + seconden
        self._slot = Lock()
        self._lijnen: list[socket.socket] = []
        self._timer = Timer(seconden, self._af)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Alarm:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._slot:
            for lijn in self._lijnen:
                lijn.close()
            self._lijnen.clear()

    def verbind(self, adres: tuple[str, int], timeout: Any = None, bron: Any = None) -> socket.socket:
        """As socket.create_connection, within the time that is left for all addresses together."""
        fout: OSError = TeLaat()
        for *_, plek in socket.getaddrinfo(*adres, type=socket.SOCK_STREAM):
            nog = self._tot - monotonic()
            if nog <= 0:
                break
            try:
                lijn = socket.create_connection((str(plek[0]), int(plek[1])), nog, bron)
            except OSError as e:
                fout = e
                continue
            return self._bewaak(lijn)
        raise fout

    def verbind_lokaal(self, pad: str) -> socket.socket:
        """A socket of this machine, by its path."""
        lijn = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        lijn.settimeout(max(self._tot - monotonic(), 0.001))
        try:
            lijn.connect(pad)
        except OSError:
            lijn.close()
            raise
        return self._bewaak(lijn)

    def _bewaak(self, lijn: socket.socket) -> socket.socket:
        with self._slot:
            # a second handle on the same connection: TLS takes the first one over
            self._lijnen.append(lijn.dup())
        if self.ging_af:
            self._af()
        return lijn

    def _af(self) -> None:
        self.ging_af = True
        with self._slot:
            for lijn in self._lijnen:
                try:
                    lijn.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it was over already


class _NietVolgen(urllib.request.HTTPRedirectHandler):
    """We talk to the address that was set, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Http(urllib.request.HTTPHandler):
    def __init__(self, alarm: Alarm) -> None:
        super().__init__()
        self._alarm = alarm

    def http_open(self, req: Vraag) -> Any:
        return self.do_open(self._lijn, req)

    def _lijn(self, host: str, **meer: Any) -> http.client.HTTPConnection:
        return _onder(self._alarm, http.client.HTTPConnection(host, **meer))


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, alarm: Alarm) -> None:
        super().__init__()
        self._alarm = alarm

    def https_open(self, req: Vraag) -> Any:
        return self.do_open(self._lijn, req)

    def _lijn(self, host: str, **meer: Any) -> http.client.HTTPConnection:
        return _onder(self._alarm, http.client.HTTPSConnection(host, **meer))


def _onder(alarm: Alarm, lijn: http.client.HTTPConnection) -> http.client.HTTPConnection:
    lijn._create_connection = alarm.verbind  # type: ignore[attr-defined]  # where http.client itself takes it from
    return lijn
