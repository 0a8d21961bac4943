# SPDX-License-Identifier: EUPL-1.2
"""What costs most when somebody sits down behind an open screen wants proof of a moment ago, everywhere by the same decorator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from wijkregie.klok import nu
from wijkregie.scherm.paginas.aanmelden import BEWEZEN

PAKKET = "/privacy/V-2026-0001/pakket"
VRAGEN = [
    ("get", "/dossier/WR-2026-0001/noodtoegang/", ""),
    ("post", "/dossier/WR-2026-0001/noodtoegang/", ""),
    ("get", "/noodtoegang/", ""),
    ("post", "/noodtoegang/", ""),
    ("get", "/vernietigen/WR-2026-0001/", ""),
    ("post", "/vernietigen/WR-2026-0001/", ""),
    ("post", f"{PAKKET}/", "/privacy/V-2026-0001/"),
    ("get", f"{PAKKET}/P-1/pdf/", "/privacy/V-2026-0001/"),
    ("post", f"{PAKKET}/P-1/gegeven/", "/privacy/V-2026-0001/"),
    ("post", "/belang/opheffen/", "/belang/"),
    ("get", "/beheer/nieuw/", ""),
    ("post", "/beheer/doe/", "/beheer/"),
    ("post", "/beheer/besluit/", "/beheer/"),
    ("post", "/beveiliging/sessies/", "/beveiliging/"),
]


def bewezen(client: Any, geleden: timedelta) -> None:
    s = client.session
    s[BEWEZEN] = (nu() - geleden).isoformat()
    s.save()


@pytest.mark.parametrize(("methode", "adres", "terug"), VRAGEN)
def test_what_costs_most_wants_fresh_proof(als: Callable[[str], Any], methode: str, adres: str, terug: str) -> None:
    client = als("femke")
    with override_settings(TWEEDE_FACTOR=True):
        bewezen(client, timedelta(minutes=11))
        naar = client.generic(methode.upper(), adres)
        assert naar.status_code == 302 and naar["Location"] == f"/inloggen/bewijs/?next={(terug or adres).replace('/', '%2F')}"
        bewezen(client, timedelta(minutes=9))
        assert not client.generic(methode.upper(), adres).headers.get("Location", "").startswith("/inloggen/bewijs/")


@pytest.mark.parametrize(("methode", "adres", "terug"), VRAGEN)
def test_a_persona_of_the_demo_has_nothing_to_prove_it_with_and_is_not_asked(als: Callable[[str], Any], methode: str, adres: str, terug: str) -> None:
    client = als("femke")
    bewezen(client, timedelta(hours=1))
    assert not client.generic(methode.upper(), adres).headers.get("Location", "").startswith("/inloggen/bewijs/")
