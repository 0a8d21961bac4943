# SPDX-License-Identifier: EUPL-1.2
"""What must not lie readable in the database: encrypted with a key from the settings, bound to what it belongs to."""

from __future__ import annotations

import os
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE: Final = 12


class Onleesbaar(Exception):
    """None of the keys opens this: a key is missing, or the row was moved or changed."""


def sluit(inhoud: bytes, bij: str) -> bytes:
    """Encrypt with the first key. `bij` names the row it belongs to: elsewhere it does not open."""
    nonce = os.urandom(_NONCE)
    return nonce + _slot(settings.SLEUTELS_INLOG[0]).encrypt(nonce, inhoud, bij.encode())


def open_(dicht: bytes, bij: str) -> bytes:
    """Raises Onleesbaar. Keys after the first are former ones."""
    dicht = bytes(dicht)
    for sleutel in settings.SLEUTELS_INLOG:
        try:
            return _slot(sleutel).decrypt(dicht[:_NONCE], dicht[_NONCE:], bij.encode())
        except (InvalidTag, ValueError):
            continue
    raise Onleesbaar("Geen sleutel past: staat de vorige nog in WIJKREGIE_SLEUTEL_INLOG?")


def is_nieuwste(dicht: bytes, bij: str) -> bool:
    """Does the first key open this?"""
    dicht = bytes(dicht)
    try:
        _slot(settings.SLEUTELS_INLOG[0]).decrypt(dicht[:_NONCE], dicht[_NONCE:], bij.encode())
    except (InvalidTag, ValueError):
        return False
    return True


@cache
def _slot(sleutel: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"wijkregie inlog").derive(sleutel.encode()))
