# SPDX-License-Identifier: EUPL-1.2
"""One's own calendar and mail, and what somebody prepares for a meeting: on a screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tafelproef import Tafel

from .test_overleg import _rustig, duinveste

__all__ = ["duinveste"]


@pytest.fixture
def klein(duinveste: Any) -> tuple[Tafel, str]:
    t = Tafel(duinveste)
    r = t.reeks("klein_overleg")
    b = t.plan(r, "klein_overleg", "2026-01-13")
    t.zaak((r, "ko_reeks"))
    return t, f"/overleg/{t.nummer(r)}/{b}/"


@pytest.mark.parametrize("breed", [1280, 320])
def test_voorbereiden_en_een_agendalink(mens: Callable[..., Any], klein: tuple[Tafel, str], breed: int) -> None:
    _, adres = klein
    rosa = _rustig(mens("rosa", breed=breed)).log_in().ga(adres)
    rosa.klik("Zet alles op de agenda").leest("Bereid u voor", "Dit wacht op u", "Zet in uw agenda")
    rosa.p.get_by_text("Notitie voor het overleg").click()
    rosa.p.get_by_label("Uw notitie voor dit punt").fill("De buur is verhuisd.")
    rosa.klik("Notitie bewaren").leest("Uw notitie is bewaard", "Bewaard om 10.00 uur door Rosa Proef")
    rosa.ga("/agenda/").leest("Er staan nooit namen in", "rosa@meldpunt.example")
    rosa.p.locator("input[name=overleg][value=ja]").check()
    rosa.klik("Bewaren").leest("U krijgt deze mail voortaan")
    rosa.klik("Maak een agendalink").leest("U ziet hem alleen nu", "/wijkregie.ics")
    rosa.klik("Stop de agendalink").leest("Uw agendalink werkt niet meer")
