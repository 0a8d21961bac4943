# SPDX-License-Identifier: EUPL-1.2
"""Two people in one meeting: the agenda, who is in the room, both write, a party votes by keyboard, a veto, and the minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from gemeenteproef import richt_gemeente_in
from tafelproef import DAG, PARTIJEN, Tafel

from .mens import WACHTWOORD, Mens

STOELEN = ("Meldpunt", "Buurtteam", "GGD", "Zilverwilg", "Politie", "De Eik", "Linde", "Haven", "Veerhuis")


@pytest.fixture
def duinveste(databank: Any, op_dag: Callable[[str], None]) -> Any:
    """Another municipality than that of the other journeys."""
    from django.contrib.auth.hashers import make_password

    op_dag(f"{DAG} 10:00")
    d = richt_gemeente_in(databank, PARTIJEN)
    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return d


@pytest.fixture
def groot(duinveste: Any) -> tuple[Tafel, str]:
    """A Groot Overleg today with a proposal for a decision, and a second case."""
    t = Tafel(duinveste)
    r = t.reeks("groot_overleg")
    b = t.plan(r, "groot_overleg")
    for _ in range(2):
        duinveste.leg_vast("rosa", t.zaak((r, "go_reeks")), "agendapunt_ingebracht", overlegvorm="groot_overleg")
    return t, f"/overleg/{t.nummer(r)}/{b}/"


def _rustig(m: Mens) -> Mens:
    """A meeting has many pages with a derivation each: on a busy machine they take their time."""
    m.p.set_default_timeout(30_000)
    return m


def _komt_binnen(m: Mens, *wie: str) -> None:
    for naam in wie:
        m.klik(f"Is er : {naam}")


def test_twee_mensen_in_een_groot_overleg(mens: Any, groot: tuple[Tafel, str]) -> None:
    _, adres = groot
    rosa = _rustig(mens("rosa")).log_in()
    rosa.menu("Overleggen").leest("1 overleg vandaag").klik("Groot Overleg Duinveste Zuid").leest("Hoort er nog op", "voorstel tot besluit")
    rosa.klik("Zet alles op de agenda").leest("2 punten op de agenda")
    _komt_binnen(rosa, *STOELEN)
    rosa.p.locator(".wr-aanwezig summary").click()
    rosa.p.get_by_label("Welke organisatie?").select_option(label="Bewonersloket")
    rosa.klik("Is er", n=-1)
    rosa.klik("WR-2026-0001").leest("Dit punt is nog dicht", "Eerst moet 1 deelnemer weg", "Bewonersloket")
    rosa.klik("Bewonersloket is weg, open punt 1").leest("Open in dit punt", "Punt 1 afronden")

    tess = _rustig(mens("tess", breed=320)).log_in().ga(f"/{rosa.adres}")
    tess.p.get_by_label("Wat is er verder besproken").fill("elf meldingen sinds december")
    rosa.p.get_by_text("Ook Tess Proef schrijft mee").wait_for()
    rosa.p.wait_for_function("() => document.querySelector('[name=f-uitkomst]').value.includes('elf meldingen')")

    # the vote by keyboard: a radio group a party
    for n in range(len(STOELEN)):
        rosa.p.locator(f".wr-stemmen >> nth=0 >> .wr-stem >> nth={n} >> input[value=voor]").focus()
        rosa.p.keyboard.press("Space")
    rosa.p.locator(".wr-zonder >> visible=true").first.wait_for()  # no vote counts yet
    for n in range(len(STOELEN)):
        rosa.p.locator(f".wr-stemmen >> nth=0 >> .wr-stem >> nth={n} >> .wr-mandaat input").focus()
        rosa.p.keyboard.press("Space")
    assert rosa.p.locator(".wr-zonder >> visible=true").count() == 0
    rosa.p.locator(f".wr-stemmen >> nth=0 >> .wr-stem >> nth={len(STOELEN) - 1} >> input[value=voor]").focus()
    rosa.p.locator("#uitslag").get_by_text("Einde Interventie. Geen partij was tegen.").wait_for()
    rosa.p.keyboard.press("ArrowRight")
    rosa.p.locator("#uitslag").get_by_text("Geen besluit: er is een veto.").wait_for()
    rosa.p.get_by_label("Grond van het veto").locator("visible=true").fill("nog niet alles is gedaan")
    rosa.p.get_by_text("Bewaard om").wait_for()
    rosa.keur().klik("Punt 1 afronden").leest("Vastgelegd: punt 1")
    tess.p.get_by_role("heading", name="Dit punt is afgerond").wait_for(timeout=20_000)
    tess.keur().leest("elf meldingen sinds december")
    rosa.ga(adres).klik("Overleg afsluiten").klik("Verslag").leest("Geen besluit: er is een veto.", "8 voor, 1 veto.", "nog niet alles is gedaan")
    rosa.klik("Verslag vaststellen").leest("Het verslag is vastgesteld")


def test_een_verloren_verbinding_verliest_niets(mens: Any, groot: tuple[Tafel, str]) -> None:
    _, adres = groot
    rosa = _rustig(mens("rosa")).log_in().ga(adres).klik("Zet alles op de agenda")
    _komt_binnen(rosa, "Meldpunt")
    rosa.klik("WR-2026-0001").klik("Open punt 1")
    rosa.p.route("**/concept/", lambda route: route.abort())
    rosa.p.get_by_label("Wat is er verder besproken").fill("dit mag niet weg")
    rosa.p.get_by_text("Geen verbinding. Uw tekst staat hier nog").wait_for()
    rosa.p.unroute("**/concept/")
    rosa.p.get_by_text("Bewaard om").wait_for(timeout=15_000)
    rosa.fouten.clear()  # the browser says that it had no connection
    rosa.p.goto(rosa.p.url)
    assert rosa.p.get_by_label("Wat is er verder besproken").input_value() == "dit mag niet weg"
