# SPDX-License-Identifier: EUPL-1.2
"""The page of a dossier through the eyes of several people."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from paginaproef import vragen, woorden


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", **velden)


def test_the_page_says_phase_regie_next_term_and_what_to_do(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"), melder="Testbuur", omschrijving="Muziek in de nacht")
    t = woorden(als("femke").get("/dossier/WR-2026-0001/"))
    assert "Actie 1: partners inlichten" in t and "sinds vrijdag 23 januari" in t
    assert "Regie Zorggroep Linde (fictief)" in t
    assert "di 27 januari" in t and "De melder benaderen over de klacht" in t
    assert "Wat is er gebeurd? Muziek in de nacht" in t
    assert "Daarmee begon actie 1: partners inlichten." in t
    assert "Vastgelegd door Femke Proef, Linde, vr 23 januari, 16.40 uur." in t
    assert "Wanneer naar actie 2?" in t
