# SPDX-License-Identifier: EUPL-1.2
"""The first hours of a complaint on a phone, by keyboard only, and in a browser that runs no script."""

from __future__ import annotations

from typing import Any

import pytest

from .klacht import CORPORATIE, GESPROKEN, Mensen, begint_een_dossier, legt_klacht_vast


@pytest.mark.parametrize("breed", [390, 320])
def test_the_first_hours_on_a_phone(mens: Mensen, op_dag: Any, breed: int) -> None:
    """Every page that is opened is checked for sideways scrolling."""
    femke = mens("femke", breed=breed).log_in()
    begint_een_dossier(femke)
    legt_klacht_vast(femke, "Harde muziek in de nacht", "Mies Testbuur")
    op_dag("2026-01-26 10:00")
    femke.doet("De melder benaderen over de klacht", GESPROKEN)
    femke.doet("De woningcorporatie benaderen", CORPORATIE).leest("Op tijd: De woningcorporatie benaderen")
    femke.p.locator("a.wr-waarom").first.click()
    femke.p.get_by_role("dialog").wait_for()
    femke.keur()
    femke.toets("Escape")
    for adres in ("/zoeken/", "/afwezigheid/", "/wachtwoord/", "/dossiers/?welke=open", "/werk/?van=heel"):
        femke.ga(adres)


def test_by_keyboard_only(mens: Mensen, met_klacht: str) -> None:
    femke = mens("femke").log_in()
    femke.ga("/werk/").toets("Tab")
    assert femke.focus == "Naar de inhoud"

    # why, beside the page: focus goes in, stays in, and comes back
    femke.tab_naar("waarom? De melder benaderen over de klacht").toets("Enter")
    paneel = femke.p.get_by_role("dialog")
    paneel.wait_for()
    assert femke.focus == "Sluit"
    assert "2 werkdagen" in paneel.inner_text() and "weekend" in paneel.inner_text()
    for _ in range(12):
        femke.toets("Tab")
        assert femke.p.evaluate("() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null")
    femke.toets("Escape")
    paneel.wait_for(state="hidden")
    assert femke.focus.startswith("waarom? De melder benaderen over de klacht")

    # record an act; what was left out is said on top, and the link goes to it
    femke.tab_naar("Gesprek met de melder vastleggen").enter().leest("Waar gaat het over?")
    femke.tab_naar("Dag")
    femke.p.keyboard.press("Control+A")
    femke.p.keyboard.type("31-01-2026")
    femke.tab_naar("Gesprek met de melder vastleggen").enter().leest("niet goed", "ligt in de toekomst")
    assert femke.focus.startswith("Er gaa")
    femke.toets("Tab", "Enter")
    assert femke.focus.startswith("Dag")
    femke.p.keyboard.press("Control+A")
    femke.p.keyboard.type("23-01-2026")
    femke.tab_naar("Ja").toets("Space").tab_naar("Gesprek met de melder vastleggen").enter()
    femke.leest("Vastgelegd: melder gesproken", "Op tijd: De melder benaderen over de klacht")


def test_arrows_choose_among_answers(mens: Mensen, met_klacht: str) -> None:
    femke = mens("femke").log_in().ga(f"/dossier/{met_klacht}/handeling/klacht_beoordeeld/")
    femke.tab_naar("Bewust").toets("Space", "ArrowRight")
    assert femke.focus.startswith("Onbewust")
    assert femke.p.get_by_label("Onbewust").is_checked()


def test_without_script(mens: Mensen, duinveste: Any, met_klacht: str) -> None:
    femke = mens("femke", js=False).log_in()
    femke.leest("De melder benaderen over de klacht", "di 27 januari")

    # why is a page of its own
    femke.klik("waarom? De melder benaderen over de klacht").leest("Waarom dinsdag 27 januari?", "2 werkdagen", "weekend").menu("Mijn werk")

    # record, after a look at what follows
    femke.begin("De melder benaderen over de klacht").antwoord("Heeft u gezwegen over zorg", "Ja")
    femke.klik("Bekijk wat er volgt").leest("Klaar", "De melder benaderen over de klacht")
    femke.klik("Gesprek met de melder vastleggen").leest("Vastgelegd: melder gesproken")

    # put right, after a look at what changes
    femke.klik("Corrigeren : Overlastklacht ontvangen")
    femke.antwoord("Wat wilt u doen?", "Wijzigen").vul("Dag", "21-01-2026").antwoord("Waarom zet u dit recht?", "Verkeerd gelezen")
    femke.klik("Bekijk wat er verandert").leest("Dit verandert er", "wo 21 januari 2026", "Verkeerd gelezen")
    femke.klik("Correctie vastleggen").leest("Rectificatie op vr 23 januari", "Verkeerd gelezen")

    # search
    femke.zoekt("wilgenros").leest("1 dossier gevonden", "Daan Wilgenroos").klik("Daan Wilgenroos").leest("Actie 1")
