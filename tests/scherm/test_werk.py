# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk: what stands where, for whom, and that a longer list asks the database nothing more."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from paginaproef import vragen, woorden


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", **velden)


def test_the_acts_of_a_complaint_stand_in_this_week_with_one_button_each(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    t = woorden(als("femke").get("/werk/"))
    assert "De melder benaderen over de klacht" in t and "di 27 januari" in t
    assert "Gesprek met de melder vastleggen" in t
    assert "Zo snel mogelijk" in t
    assert "Van mij (" in t and "WR-2026-0001" in t
    assert "Te laat" not in t
