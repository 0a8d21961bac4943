# SPDX-License-Identifier: EUPL-1.2
"""A passkey in a real browser, with the authenticator that Chromium plays: added, used, not accepted twice, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from wijkregie.dossier.inrichten import richt_in
from wijkregie.partijen import tweede
from wijkregie.partijen.importeren import importeer

BERT, GOED = "bert@helm.example", "een lang proefwachtwoord"


@pytest.fixture
def bert(databank: Any, duinveste: Path, nummer: Any) -> Iterator[int]:
    from django.contrib.auth.hashers import make_password

    importeer(duinveste)
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with override_settings(TWEEDE_FACTOR=True):
        yield nummer("login", gebruikersnaam=BERT)


def apparaat(pagina: Any) -> tuple[Any, str]:
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    opties = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})["authenticatorId"]


def wachtwoord(pagina: Any) -> None:
    pagina.goto("/inloggen/")
    pagina.get_by_label("Uw mailadres").fill(BERT)
    pagina.get_by_label("Uw wachtwoord").fill(GOED)
    pagina.keyboard.press("Enter")


def test_a_passkey_is_added_and_lets_in(pagina: Any, bert: int) -> None:
    cdp, nummer = apparaat(pagina)
    wachtwoord(pagina)
    pagina.wait_for_url("**/beveiliging/toevoegen/")
    pagina.get_by_label("Hoe noemt u deze passkey?").fill("laptop")
    knop = pagina.get_by_role("button", name="Passkey toevoegen")
    knop.focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_role("heading", name="Bewaar uw herstelcodes").wait_for()
    pagina.get_by_role("link", name="Ik heb ze bewaard").click()
    pagina.wait_for_url("**/werk/")
    assert [(m.soort, m.naam) for m in tweede.middelen(bert)] == [("passkey", "laptop")]
    pagina.context.clear_cookies()

    wachtwoord(pagina)
    pagina.wait_for_url("**/inloggen/bewijs/")
    pagina.get_by_role("button", name="Gebruik uw passkey").focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/werk/")
    assert tweede.middelen(bert)[0].gebruikt is not None
    pagina.context.clear_cookies()

    # a copy of the key, whose counter stayed behind, is refused
    sleutel = cdp.send("WebAuthn.getCredentials", {"authenticatorId": nummer})["credentials"][0]
    cdp.send("WebAuthn.removeCredential", {"authenticatorId": nummer, "credentialId": sleutel["credentialId"]})
    cdp.send("WebAuthn.addCredential", {"authenticatorId": nummer, "credential": {**sleutel, "signCount": 0}})
    wachtwoord(pagina)
    pagina.wait_for_url("**/inloggen/bewijs/")
    pagina.get_by_role("button", name="Gebruik uw passkey").click()
    pagina.get_by_text("Uw passkey werd niet herkend").first.wait_for()
    pagina.fouten[:] = [f for f in pagina.fouten if "400" not in f]  # that answer, as Chromium logs it
