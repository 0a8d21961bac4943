# SPDX-License-Identifier: EUPL-1.2
"""Early recognition in the browser: from the list of reports to the evidence, and that it is no case now; wide, on a phone, and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import richt_gemeente_in

from .mens import WACHTWOORD, Mens

PARTIJEN = Path(__file__).parents[1] / "meldingen" / "triage_partijen.yaml"
Mensen = Callable[..., Mens]
VERTELD = (
    ("2025-11-10", "Zeedistelstraat 12", "De buurman heeft ons bedreigd bij de deur.", "Karel van nummer 3"),
    ("2025-12-02", "zeedistelstr. 12a", "Hij scheldt ons uit op de trap en bonkt op onze muur.", "Karel van nummer 3"),
    ("2025-12-20", "Zeedistelstraat 12", "Die man heeft onze ruit ingegooid.", "de buurman op nr 3"),
    ("2026-01-05", "Zeedistelstraat", "Bewoner van Zeedistelstraat 12 vertelt dat Karel haar opwacht bij de winkel.", "Karel"),
    ("2025-12-01", "Duindoornhof 4", "Hij scheldt mij uit om de heg. Ik heb ook teruggescholden.", "buurman van nummer 6"),
    ("2025-12-28", "Duindoornhof 4", "Wij zijn over en weer bezig. Hij heeft mij bedreigd en onze heg vernield.", "buurman van nummer 6"),
    ("2025-12-29", "Helmgrasplein 8", "De lantaarn is stuk.", ""),
)


@pytest.fixture
def duinveste(databank: Any, op_dag: Any) -> Any:
    from django.contrib.auth.hashers import make_password

    op_dag("2026-01-14 10:00")
    d = richt_gemeente_in(databank, PARTIJEN)
    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return d


@pytest.fixture
def nummers(duinveste: Any) -> list[str]:
    from tests.meldingen.triageproef import meld, nummer

    return [
        nummer(duinveste, meld(duinveste, op=f"{dag} 09:30", waar=waar, omschrijving=wat, wie_doet_het=wie, gedrag=["pesten"] if wie else []))
        for dag, waar, wat, wie in VERTELD
    ]


@pytest.mark.parametrize(("breed", "js"), [(1440, True), (320, True), (390, False)])
def test_from_the_list_to_a_reason(mens: Mensen, nummers: list[str], breed: int, js: bool) -> None:
    rosa = mens("rosa", breed=breed, js=js).log_in()
    rosa.ga("/meldingen/").klik("Vroeg herkennen")
    rosa.leest(
        "2 situaties lijken op treiteren van één huishouden.",
        "Rond Zeedistelstraat 12",
        "Rond Duindoornhof 4",
        "beide kanten",
        "Wat deze lijst niet weet",
    )
    rosa.leest(*(f"Melding {n}" for n in nummers[:6]))
    rosa.leest_niet("Helmgras", "Proefduin")
    koppen = rosa.p.locator(".wr-vroeg h2").all_inner_texts()
    assert koppen[0] == "Rond Zeedistelstraat 12"  # one side above both

    rosa.klik("Nu geen zaak", n=1).leest(*(f"melding {n}" for n in nummers[4:6]))
    rosa.klik("Vastleggen").leest("Vul in waarom deze meldingen samen nu geen zaak zijn.")
    rosa.antwoord("Waarom zijn deze meldingen samen nu geen zaak?", "Ruzie van twee kanten over de heg.")
    rosa.klik("Vastleggen").leest("samen nu geen zaak", "1 situatie lijkt op treiteren").leest_niet("Rond Duindoornhof 4")
    rosa.klik("Zaak beginnen of erbij voegen").leest("Beslissen over de melding")
    assert rosa.fouten == []
