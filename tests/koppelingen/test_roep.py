# SPDX-License-Identifier: EUPL-1.2
"""A call has an end, however slowly the other side talks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest
from django.core.mail import EmailMessage

from wijkregie.koppelingen.mailserver import Backend
from wijkregie.koppelingen.roep import Vraag, roep

Doe = Callable[[socket.socket, Event], None]


@contextmanager
def server(doe: Doe) -> Iterator[int]:
    """One connection at a time; what is said on it is up to `doe`."""
    klaar = Event()
    luister = socket.create_server(("127.0.0.1", 0))

    def draai() -> None:
        while not klaar.is_set():
            try:
                lijn, _ = luister.accept()
            except OSError:
                return
            with lijn, suppress(OSError):
                doe(lijn, klaar)

    t = Thread(target=draai, daemon=True)
    t.start()
    try:
        yield luister.getsockname()[1]
    finally:
        klaar.set()
        luister.close()


def druppel(lijn: socket.socket, klaar: Event) -> None:
    """A byte now and again, for ever: each read is well in time."""
    while not klaar.wait(0.05):
        lijn.sendall(b"x")


def kop_druppelt(lijn: socket.socket, klaar: Event) -> None:
    lijn.recv(65536)
    lijn.sendall(b"HTTP/1.1 200 OK\r\nX-Lang: ")
    druppel(lijn, klaar)


def inhoud_druppelt(lijn: socket.socket, klaar: Event) -> None:
    lijn.recv(65536)
    lijn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{}")
    druppel(lijn, klaar)


def zwijg(lijn: socket.socket, klaar: Event) -> None:
    klaar.wait(30)


@pytest.mark.parametrize(("doe", "soort"), [(kop_druppelt, "http"), (inhoud_druppelt, "http"), (zwijg, "http"), (druppel, "https"), (zwijg, "https")])
def test_who_drips_or_is_silent_holds_nobody(doe: Doe, soort: str) -> None:
    over = Event()
    fouten: list[BaseException] = []

    def probeer(poort: int) -> None:
        try:
            roep(Vraag(f"{soort}://127.0.0.1:{poort}/"), hoogstens=0.3, grootst=1000_000)
        except OSError as e:
            fouten.append(e)
        over.set()

    with server(doe) as poort:
        Thread(target=probeer, args=(poort,), daemon=True).start()
        assert over.wait(30), "it still waits"
    assert fouten


def test_a_good_answer_comes_whole_and_one_that_is_too_large_shows() -> None:
    def goed(lijn: socket.socket, _: Event) -> None:
        lijn.recv(65536)
        lijn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n0123456789")

    with server(goed) as poort:
        assert roep(Vraag(f"http://127.0.0.1:{poort}/"), hoogstens=30, grootst=100) == b"0123456789"
        assert roep(Vraag(f"http://127.0.0.1:{poort}/"), hoogstens=30, grootst=5) == b"012345"


def test_nonsense_and_a_redirect_are_errors() -> None:
    for antwoord in (b"onzin\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"):

        def doe(lijn: socket.socket, _: Event, antwoord: bytes = antwoord) -> None:
            lijn.recv(65536)
            lijn.sendall(antwoord)

        with server(doe) as poort, pytest.raises(OSError):
            roep(Vraag(f"http://127.0.0.1:{poort}/"), hoogstens=30, grootst=100)


@pytest.mark.parametrize("doe", [druppel, zwijg])
def test_a_mail_server_that_drips_holds_no_page(doe: Doe, monkeypatch: pytest.MonkeyPatch) -> None:
    over, fouten = Event(), list[BaseException]()
    monkeypatch.setattr(Backend, "hoogstens", 0.3)

    def probeer(poort: int) -> None:
        try:
            Backend(host="127.0.0.1", port=poort, use_ssl=True, timeout=10).send_messages([EmailMessage("x", "x", "wijk@x.example", ["y@x.example"])])
        except OSError as e:
            fouten.append(e)
        over.set()

    with server(doe) as poort:
        Thread(target=probeer, args=(poort,), daemon=True).start()
        assert over.wait(8), "it still waits"
    assert fouten
