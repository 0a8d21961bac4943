# SPDX-License-Identifier: EUPL-1.2
"""The list of dossiers, page after page."""

from __future__ import annotations

import re
from typing import Any

import pytest


def _nummers(tekst: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="/dossier/(WR-\d+-\d+)/"', tekst)))


def test_every_dossier_stands_on_one_page_the_newest_first(duinveste: Any, als: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkregie.scherm.paginas import dossiers

    monkeypatch.setattr(dossiers, "PER_BLAD", 2)
    for _ in range(5):
        duinveste.begin("femke")
    alle = [r[0] for r in duinveste.databank.beheer("select nummer from dossier_dossier where soort = 'zaak' order by volgorde desc")]
    c, adres, gezien = als("femke"), "/dossiers/?welke=open", []
    for _ in range(9):
        tekst = c.get(adres).content.decode()
        gezien += _nummers(tekst)
        verder = re.search(r'href="(/dossiers/\?welke=open&amp;na=[^"]+)"', tekst)
        if verder is None:
            break
        adres = verder[1].replace("&amp;", "&")
    assert gezien == alle
    assert "Naar het begin" in tekst


@pytest.mark.parametrize("na", ["WR-0000-0000", "x", "%00", "WR-2026-99999999999999999999", "²", "WR-2026-999999999999"])
def test_a_place_that_is_none_shows_a_page(duinveste: Any, als: Any, na: str) -> None:
    duinveste.begin("femke")
    assert als("femke").get(f"/dossiers/?welke=open&na={na}").status_code == 200
