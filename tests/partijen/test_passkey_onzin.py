# SPDX-License-Identifier: EUPL-1.2
"""What is no answer of a device is refused, whatever it holds: it never ends in an error of ours."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import Any

import pytest
from fido2.webauthn import AttestedCredentialData

from wijkregie.klok import nu
from wijkregie.partijen import passkeys
from wijkregie.partijen.passkeys import Site


def b64(rauw: bytes) -> str:
    return base64.urlsafe_b64encode(rauw).rstrip(b"=").decode()


KLANT = b64(b'{"type": "webauthn.get", "challenge": "AA", "origin": "https://wijk.example"}')
KORT = [b"", b"\x00", b"\x00" * 32, b"\x00" * 36, b"\x00" * 36 + b"\xff", b"\x00" * 32 + b"\x41" + b"\x00" * 4, b"\x00" * 32 + b"\xc1" + b"\x00" * 30]
DIEP = [b"\x81" * 500, b"\x81" * 5000 + b"\x00", b"\xa1\x63fmt" + b"\x81" * 5000, b"\x1b", b"\xfb\x00", b"\x58\xff"]


@pytest.mark.parametrize("rauw", [*KORT, *DIEP, b"\x00" * 32 + b"\x81\x00\x00\x00\x00" + b"\x81" * 5000], ids=lambda r: r[-4:].hex() + str(len(r)))
def test_what_is_no_answer_is_refused(rauw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    sleutel = AttestedCredentialData.create(b"\x00" * 16, b"id", {1: 2, 3: -7, -1: 1, -2: b"\x00" * 32, -3: b"\x00" * 32})
    monkeypatch.setattr(passkeys, "_sleutels", lambda login: [(SimpleNamespace(teller=0), sleutel)])
    plek = Site("https://wijk.example", "wijk.example")
    stand: dict[str, Any] = {"challenge": "AA", "user_verification": "preferred"}
    antwoord: dict[str, Any] = {"id": b64(b"id"), "rawId": b64(b"id"), "type": "public-key", "clientExtensionResults": {}}
    bewijs = {"clientDataJSON": KLANT, "authenticatorData": b64(rauw), "signature": b64(rauw)}
    assert not plek.klopt(1, stand, {**antwoord, "response": bewijs}, nu())
    nieuw = {"clientDataJSON": b64(b'{"type": "webauthn.create", "challenge": "AA", "origin": "https://wijk.example"}')}
    assert not plek.voeg_toe(1, stand, {**antwoord, "response": {**nieuw, "attestationObject": b64(rauw)}}, "x", nu())
    binnenin = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59" + len(rauw).to_bytes(2, "big") + rauw
    assert not plek.voeg_toe(1, stand, {**antwoord, "response": {**nieuw, "attestationObject": b64(binnenin)}}, "x", nu())
