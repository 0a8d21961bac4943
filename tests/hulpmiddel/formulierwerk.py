# SPDX-License-Identifier: EUPL-1.2
"""Filling in forms as a browser does: hidden fields come along, the steps of a new dossier follow each other."""

from __future__ import annotations

import html as htmlmodule
import re
from typing import Any

ADRES = "/dossiers/nieuw/"
WIE = {"f-voornaam": "Daan", "f-achternaam": "Wilgenroos", "f-geboortedatum": "3-4-1990"}
WAAR = {"f-straat": "Lisdoddestraat", "f-huisnummer": "14", "f-toevoeging": "2", "f-plaats": "Duinveste"}


def velden(html: str) -> dict[str, list[str]]:
    """The hidden fields of a page."""
    uit: dict[str, list[str]] = {}
    for naam, waarde in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
        if naam != "csrfmiddlewaretoken":
            uit.setdefault(naam, []).append(htmlmodule.unescape(waarde))
    return uit


def stappen(c: Any, duinveste: Any, *antwoorden: dict[str, Any]) -> Any:
    """Walk through the steps; gives the last answer."""
    a = c.get(ADRES)
    for x in antwoorden:
        html = a.content.decode()
        a = c.post(ADRES, velden(html) | x)
    return a


def laatste(duinveste: Any) -> list[dict[str, Any]]:
    """Good answers for every step."""
    wijk = str(duinveste.gebied("duinwijk"))
    eik = str(duinveste.organisaties["eik"])
    return [
        WIE,
        WAAR | {"wijk": wijk},
        {"protocol": ["overlastprotocol"], "rol-woningcorporatie": eik, "eerst": "klacht.ontvangen"},
        {"op": "22-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "Muziek"},
    ]
