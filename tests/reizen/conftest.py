# SPDX-License-Identifier: EUPL-1.2
"""The people of a fictional municipality, each with a browser of their own on the same live server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from .mens import WACHTWOORD, Mens


@pytest.fixture
def duinveste(duinveste: Any, databank: Any) -> Any:
    from django.contrib.auth.hashers import make_password

    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return duinveste


@pytest.fixture
def mens(_iemand: Callable[..., Mens], duinveste: Any) -> Callable[..., Mens]:
    """`mens("femke", breed=390)`: somebody, not logged in yet."""

    def maak(wie: str, **meer: Any) -> Mens:
        naam = duinveste.databank.beheer("select gebruikersnaam from partijen_login where id = %s", duinveste.leden[wie][1])[0][0]
        return _iemand(naam, **meer)

    return maak


@pytest.fixture
def persona(_iemand: Callable[..., Mens], zes_partners: tuple[Any, str]) -> Callable[..., Mens]:
    """`persona("timo")`: somebody of the demo, logged in with one click, in its dossier of six partners."""

    def maak(wie: str, **meer: Any) -> Mens:
        m = _iemand(f"{wie}@demo", **meer).ga("/personas/")
        return m.klik(wie.capitalize(), binnen=".wr-personen").ga(f"/dossier/{zes_partners[1]}/")

    return maak


@pytest.fixture
def _iemand(browser: Any, webserver: str) -> Iterator[Callable[..., Mens]]:
    """A browser for somebody. Errors in its console, as a breach of the CSP, fail the test."""
    contexten: list[Any] = []
    mensen: list[Mens] = []

    def maak(wie: str, *, breed: int = 1440, js: bool = True, soort: type[Mens] = Mens) -> Mens:
        maat = {"width": breed, "height": 900 if breed > 600 else 780}
        c = browser.new_context(base_url=webserver, locale="nl-NL", timezone_id="Europe/Amsterdam", viewport=maat, java_script_enabled=js)
        c.set_default_timeout(10_000)
        contexten.append(c)
        mensen.append(soort(c, wie, js))
        return mensen[-1]

    yield maak
    for c in contexten:
        c.close()
    assert not [m.fouten for m in mensen if m.fouten], [m.fouten for m in mensen]


@pytest.fixture
def met_klacht(duinveste: Any) -> str:
    """A case with a first complaint; its number."""
    zaak = duinveste.begin("femke")
    duinveste.persoon("femke", zaak)
    duinveste.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Harde muziek", melder="Mies Testbuur")
    return str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", zaak)[0][0])
