# SPDX-License-Identifier: EUPL-1.2
"""A package lies encrypted, under a key of its own that follows from the secret of the server and a salt; without the salt nobody opens it."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12


def nieuw_zout() -> bytes:
    return secrets.token_bytes(32)


def sluit(zout: bytes, merk: str, inhoud: bytes) -> bytes:
    """`merk`: what it is, so that one cannot be put in another's place."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_sleutel(zout)).encrypt(nonce, inhoud, merk.encode())


def open_(zout: bytes, merk: str, dicht: bytes) -> bytes:
    """Raises cryptography.exceptions.InvalidTag for anything that was changed, or is something else."""
    return AESGCM(_sleutel(zout)).decrypt(dicht[:_NONCE], dicht[_NONCE:], merk.encode())


def _sleutel(zout: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, zout, b"wijkregie inzagepakket").derive(settings.SECRET_KEY.encode())
