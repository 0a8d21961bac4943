# SPDX-License-Identifier: EUPL-1.2
"""The scanner: a file goes to clamd piece by piece (INSTREAM), over a socket of this machine or of another one, and its answer decides.

Whatever is not a clear answer is no answer: then the file is not kept, and the form says that it can be sent again.
"""

from __future__ import annotations

import socket
from typing import Final

from django.conf import settings

from wijkregie.koppelingen.roep import Alarm, TeLaat

HOOGSTENS: Final = 30.0
"""Seconds for one file, however slowly the other side talks."""
_STUK: Final = 64 * 1024
_ANTWOORD: Final = 4096


class GeenAntwoord(OSError):
    """The scanner said nothing that we understand."""


def scan(inhoud: bytes, mediatype: str) -> str | None:
    """What is wrong with a file, None if nothing is. For the setting BESTAND_SCANNER. Raises OSError, ValueError: then nobody knows."""
    antwoord = _vraag(settings.CLAMAV, inhoud)
    if antwoord == "stream: OK":
        return None
    if antwoord.startswith("stream: ") and antwoord.endswith(" FOUND"):
        return "er zit een virus in"  # its name helps nobody but who made it
    raise GeenAntwoord


def _vraag(adres: str, inhoud: bytes, hoogstens: float | None = None) -> str:
    with Alarm(hoogstens or HOOGSTENS) as alarm:
        lijn = _lijn(adres, alarm)
        with lijn:
            lijn.sendall(b"zINSTREAM\0")
            for i in range(0, len(inhoud), _STUK):
                stuk = inhoud[i : i + _STUK]
                lijn.sendall(len(stuk).to_bytes(4, "big") + stuk)
            lijn.sendall(bytes(4))
            antwoord = b""
            while not antwoord.endswith(b"\0") and len(antwoord) < _ANTWOORD and (meer := lijn.recv(_ANTWOORD)):
                antwoord += meer
    if alarm.ging_af:
        raise TeLaat
    if not antwoord.endswith(b"\0"):
        raise GeenAntwoord
    return antwoord[:-1].decode("utf-8", "replace").strip()


def _lijn(adres: str, alarm: Alarm) -> socket.socket:
    """`/run/clamav/clamd.ctl`, or `machine:3310`. That talk is readable on the way: only within one's own machine or net."""
    if adres.startswith("/"):
        return alarm.verbind_lokaal(adres)
    machine, _, poort = adres.rpartition(":")
    if not machine or not poort.isdigit():
        raise ValueError("WIJKREGIE_CLAMAV is geen pad en geen machine:poort")
    return alarm.verbind((machine.strip("[]"), int(poort)))
