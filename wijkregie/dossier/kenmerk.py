# SPDX-License-Identifier: EUPL-1.2
"""The mark of a state that a form carries: which was the last fact when it was made. Sealed, so that the number itself stays in the core."""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings


@cache
def _zegel(geheim: str) -> AESSIV:
    return AESSIV(sha256(b"kenmerk|" + geheim.encode("utf-8")).digest())


def maak(dossier: UUID, nr: int) -> str:
    """The mark of a dossier at a number; the same state gives the same mark."""
    dicht = _zegel(settings.SECRET_KEY).encrypt(nr.to_bytes(8, "big"), [dossier.bytes])
    return base64.urlsafe_b64encode(dicht).decode("ascii")


def lees(tekst: str, dossier: UUID) -> int | None:
    """The number in a mark; None if it is forged, of another dossier, or broken."""
    try:
        return int.from_bytes(_zegel(settings.SECRET_KEY).decrypt(base64.urlsafe_b64decode(tekst.encode("ascii")), [dossier.bytes]), "big")
    except (InvalidTag, ValueError, TypeError):
        return None
