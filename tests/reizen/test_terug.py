# SPDX-License-Identifier: EUPL-1.2
"""Back in the browser after recording: the same form is spent, and nothing is recorded twice without being asked for."""

from __future__ import annotations

from typing import Any

import pytest

from .klacht import Mensen

OPNIEUW = "/dossier/WR-2026-0001/handeling/huisbezoek_gelukt/"


@pytest.mark.parametrize("js", [True, False])
def test_back_and_the_button_again_records_nothing_twice(mens: Mensen, met_klacht: str, duinveste: Any, js: bool) -> None:
    femke = mens("femke", js=js).log_in()
    femke.ga(OPNIEUW).klik("Huisbezoek vastleggen").leest("Vastgelegd: ")

    def hoe_vaak() -> int:
        return int(duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'huisbezoek_gelukt'")[0][0])

    assert hoe_vaak() == 1
    femke.p.go_back()
    femke.p.get_by_text("Dit is al vastgelegd").first.wait_for()
    femke.leest("Dit is al vastgelegd", "Huisbezoek gelukt").keur()
    assert hoe_vaak() == 1
    femke.klik("Nog een vastleggen").klik("Huisbezoek vastleggen").leest("Vastgelegd: ")
    assert hoe_vaak() == 2


def test_a_refused_form_keeps_its_key_too(mens: Mensen, met_klacht: str, duinveste: Any) -> None:
    femke = mens("femke").log_in().ga(OPNIEUW).vul("Dag", "31-12-2026").klik("Huisbezoek vastleggen").leest("ligt in de toekomst")
    femke.vul("Dag", "23-01-2026").klik("Huisbezoek vastleggen").leest("Vastgelegd: ")
    for _ in range(2):  # the refused form, and the one before it
        femke.p.go_back()
        femke.p.get_by_text("Dit is al vastgelegd").first.wait_for()
