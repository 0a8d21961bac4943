# SPDX-License-Identifier: EUPL-1.2
"""Keys: those of the demo last, so that a restart logs nobody out and what it keeps can be read. Production brings its own."""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

LENGTE: Final = 32
"""Bytes of a master key."""


def nieuwe_hoofdsleutel() -> str:
    """A master key as the settings take it."""
    return b64encode(secrets.token_bytes(LENGTE)).decode()


def lees_hoofdsleutels(tekst: str) -> tuple[bytes, ...]:
    """Master keys from a setting, the current one first. Raises ValueError, without what it read."""
    try:
        sleutels = tuple(b64decode(x, validate=True) for x in tekst.split())
    except ValueError:
        raise ValueError("geen base64") from None
    if not sleutels or any(len(s) != LENGTE or len(set(s)) < 8 for s in sleutels) or len(set(sleutels)) < len(sleutels):
        raise ValueError("geen sleutels van 32 bytes")
    return sleutels


def eigen_hoofdsleutel(map_: Path) -> bytes:
    """The master key of the demo."""
    return sha256(b"hoofdsleutel" + eigen_geheim(map_, "hoofdsleutel").encode()).digest()


def eigen_geheim(map_: Path, naam: str = "geheim") -> str:
    """The key that lies beside the data of the demo, made once. Where nothing can be kept it lasts as long as the process."""
    pad = map_ / naam
    try:
        return pad.read_text()
    except OSError:
        geheim = secrets.token_urlsafe(64)
    try:
        fd = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:  # another process was first
        return pad.read_text()
    except OSError:
        return geheim
    with os.fdopen(fd, "w") as f:
        f.write(geheim)
    return geheim
