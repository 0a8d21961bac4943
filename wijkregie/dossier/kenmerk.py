# SPDX-License-Identifier: EUPL-1.2
"""The mark of a state that a form carries: which was the last fact when it was made. Sealed, so that the number itself stays in the core;
with chance in it, so that two looks at a form do not tell whether something hidden was recorded in between."""

from __future__ import annotations

import base64
import os
from functools import cache
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_MUNT: Final = 12


@cache
def _zegel(geheim: str) -> AESGCM:
    return AESGCM(sha256(b"kenmerk|" + geheim.encode("utf-8")).digest())


def maak(dossier: UUID, nr: int) -> str:
    """The mark of a dossier at a number; each time another one."""
    munt = os.urandom(_MUNT)
    return base64.urlsafe_b64encode(munt + _zegel(settings.SECRET_KEY).encrypt(munt, nr.to_bytes(8, "big"), dossier.bytes)).decode("ascii")


def lees(tekst: str, dossier: UUID) -> int | None:
    """The number in a mark; None if it is forged, of another dossier, or broken."""
    try:
        ruw = base64.urlsafe_b64decode(tekst.encode("ascii"))
        return int.from_bytes(_zegel(settings.SECRET_KEY).decrypt(ruw[:_MUNT], ruw[_MUNT:], dossier.bytes), "big")
    except (InvalidTag, ValueError, TypeError):
        return None
