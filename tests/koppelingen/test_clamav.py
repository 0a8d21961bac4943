# SPDX-License-Identifier: EUPL-1.2
"""The scanner says good, bad or nothing; nothing is never good."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.test import override_settings

from wijkregie.dossier.bestanden import BestandFout, BestandNuNiet, bijlage
from wijkregie.koppelingen import clamav

PDF = b"%PDF-1.4 verzonnen" + 200_000 * b"x"
SCANNER = {"BESTAND_SCANNER": "wijkregie.koppelingen.clamav.scan"}
Antwoord = Callable[[socket.socket, bytes], None]


def zeg(tekst: bytes) -> Antwoord:
    return lambda lijn, inhoud: lijn.sendall(tekst)


def druppel(lijn: socket.socket, inhoud: bytes) -> None:
    klok = Event()
    while not klok.wait(0.05):
        lijn.sendall(b"x")


@contextmanager
def clamd(antwoord: Antwoord, pad: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Reads what INSTREAM sends, and says what it is told to."""
    luister = socket.create_server(str(pad), family=socket.AF_UNIX) if pad else socket.create_server(("127.0.0.1", 0))
    gezien: list[bytes] = []

    def draai() -> None:
        while True:
            try:
                lijn, _ = luister.accept()
            except OSError:
                return
            with lijn, suppress(OSError), lijn.makefile("rb") as f:
                assert f.read(10) == b"zINSTREAM\0"
                inhoud = b""
                while n := int.from_bytes(f.read(4), "big"):
                    inhoud += f.read(n)
                gezien.append(inhoud)
                antwoord(lijn, inhoud)

    Thread(target=draai, daemon=True).start()
    try:
        yield str(pad) if pad else f"127.0.0.1:{luister.getsockname()[1]}", gezien
    finally:
        luister.close()


def test_what_is_good_is_kept_and_was_read_whole(tmp_path: Path) -> None:
    for pad in (None, tmp_path / "clamd.ctl"):
        with clamd(zeg(b"stream: OK\0"), pad) as (adres, gezien), override_settings(CLAMAV=adres, **SCANNER):
            assert bijlage("stuk.pdf", PDF).inhoud == PDF
            assert gezien == [PDF]


def test_what_is_bad_is_refused() -> None:
    with clamd(zeg(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")) as (adres, _), override_settings(CLAMAV=adres, **SCANNER):
        with pytest.raises(BestandFout, match="er zit een virus in") as e:
            bijlage("stuk.pdf", PDF)
        assert not isinstance(e.value, BestandNuNiet)


@pytest.mark.parametrize(
    "tekst", [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"stream: niet zeker ERROR\0", b"\xff\xfe\0", b"x" * 10_000]
)
def test_what_is_no_clear_answer_is_no_answer(tekst: bytes) -> None:
    with clamd(zeg(tekst)) as (adres, _), override_settings(CLAMAV=adres, **SCANNER), pytest.raises(BestandNuNiet):
        bijlage("stuk.pdf", PDF)


@pytest.mark.parametrize("adres", ["", "/nergens/clamd.ctl", "127.0.0.1:1", "niets", "[::1]:1"])
def test_a_scanner_that_is_not_there_keeps_nothing(adres: str) -> None:
    with override_settings(CLAMAV=adres, **SCANNER), pytest.raises(BestandNuNiet, match="kan nu niet op virussen"):
        bijlage("stuk.pdf", PDF)


def test_one_that_drips_ends(monkeypatch: Any) -> None:
    monkeypatch.setattr(clamav, "HOOGSTENS", 0.3)
    with clamd(druppel) as (adres, _), override_settings(CLAMAV=adres, **SCANNER), pytest.raises(BestandNuNiet):
        bijlage("stuk.pdf", PDF)


def test_what_we_made_ourselves_needs_no_scanner() -> None:
    with override_settings(CLAMAV="", **SCANNER):
        assert bijlage("brief.pdf", PDF, eigen=True).inhoud == PDF
