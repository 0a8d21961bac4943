# SPDX-License-Identifier: EUPL-1.2
"""A package lies encrypted under a key of its own: it follows from a master key, that is not in the database, and a salt that goes with it."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wijkregie.dossier.versleuteling import GeenHoofdsleutel, OnleesbaarFout, hoofdsleutels

_NONCE: Final = 12
nieuw_zout = partial(secrets.token_bytes, 32)


def nieuwste() -> str:
    """The mark of the master key that packages are made under now."""
    return next(iter(hoofdsleutels()))


def sluit(merk: str, zout: bytes, wat: str, inhoud: bytes) -> bytes:
    """`wat`: what it is, so that one cannot be put in another's place."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_sleutel(merk, zout)).encrypt(nonce, inhoud, wat.encode())


def open_(merk: str, zout: bytes, wat: str, dicht: bytes) -> bytes:
    """Raises OnleesbaarFout for anything that was changed, or is something else; GeenHoofdsleutel where that key is not in the settings."""
    try:
        return AESGCM(_sleutel(merk, zout)).decrypt(dicht[:_NONCE], dicht[_NONCE:], wat.encode())
    except (InvalidTag, ValueError):
        raise OnleesbaarFout from None


def _sleutel(merk: str, zout: bytes) -> bytes:
    """`merk`: of which master key."""
    hoofd = hoofdsleutels().get(merk)
    if hoofd is None:
        raise GeenHoofdsleutel(f"hoofdsleutel {merk} staat niet in de instellingen")
    return HKDF(hashes.SHA256(), 32, zout, b"wijkregie inzagepakket").derive(hoofd)
