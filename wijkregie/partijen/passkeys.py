# SPDX-License-Identifier: EUPL-1.2
"""Passkeys (WebAuthn) as a second factor: a device that proves itself to this address and to no other."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from fido2.server import Fido2Server
from fido2.webauthn import AttestedCredentialData, AuthenticationResponse, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity
from fido2.webauthn import ResidentKeyRequirement as Bewaard
from fido2.webauthn import UserVerificationRequirement as Controle

from wijkregie.partijen import tweede
from wijkregie.partijen.tweede import Middel

_FOUTEN: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, RecursionError)
"""What reading something that is no answer of a device ends in."""


class Site:
    """The address that passkeys are bound to: that on which this page was opened (its host is one of ALLOWED_HOSTS)."""

    def __init__(self, oorsprong: str, host: str) -> None:
        rp = PublicKeyCredentialRpEntity(id=host, name="Wijkregie")
        self._server = Fido2Server(rp, verify_origin=lambda o: o == oorsprong)

    def begin_toevoegen(self, login: int, naam: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """(for the browser, for the session)"""
        wie = PublicKeyCredentialUserEntity(id=str(login).encode(), name=naam, display_name=naam)
        opties, stand = self._server.register_begin(
            wie, [c for _, c in _sleutels(login)], resident_key_requirement=Bewaard.DISCOURAGED, user_verification=Controle.PREFERRED
        )
        return dict(opties), stand

    def voeg_toe(self, login: int, stand: dict[str, Any], antwoord: dict[str, Any], naam: str, moment: datetime) -> bool:
        try:
            gegevens = self._server.register_complete(stand, antwoord)
        except _FOUTEN:
            return False
        if gegevens.credential_data is None:
            return False
        tweede.voeg_toe(login, tweede.PASSKEY, naam, bytes(gegevens.credential_data), gegevens.counter, moment)
        return True

    def begin_bewijs(self, login: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """None: this login has no passkey."""
        sleutels = [c for _, c in _sleutels(login)]
        if not sleutels:
            return None
        opties, stand = self._server.authenticate_begin(sleutels, user_verification=Controle.PREFERRED)
        return dict(opties), stand

    def klopt(self, login: int, stand: dict[str, Any], antwoord: dict[str, Any], moment: datetime) -> bool:
        """A counter that does not go up is that of a copy, unless the device does not count at all."""
        sleutels = _sleutels(login)
        try:
            gebruikt = self._server.authenticate_complete(stand, [c for _, c in sleutels], antwoord)
            teller = AuthenticationResponse.from_dict(antwoord).response.authenticator_data.counter
        except _FOUTEN:
            return False
        middel: Middel = next(m for m, c in sleutels if c.credential_id == gebruikt.credential_id)
        return tweede.neem(login, middel, teller, moment, gelijk=teller == middel.teller == 0)


def _sleutels(login: int) -> list[tuple[Middel, AttestedCredentialData]]:
    return [(m, AttestedCredentialData(m.inhoud)) for m in tweede.middelen(login) if m.soort == tweede.PASSKEY]


def nummer(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None
