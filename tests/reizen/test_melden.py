# SPDX-License-Identifier: EUPL-1.2
"""A resident on a phone: from the first question to a message read with the code, with and without script; the desk answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import richt_gemeente_in

from .mens import WACHTWOORD, Mens

PARTIJEN = Path(__file__).parents[1] / "meldingen" / "partijen.yaml"
NEUTRAAL = "/patronen/"


@pytest.fixture
def stad(databank: Any, op_dag: Callable[[str], None]) -> Any:
    from django.contrib.auth.hashers import make_password

    op_dag("2026-01-23 16:40")
    d = richt_gemeente_in(databank, PARTIJEN)
    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return d


@pytest.fixture
def iemand(browser: Any, webserver: str, stad: Any) -> Iterator[Callable[..., Mens]]:
    """Somebody with a phone (320 px), or at a desk."""
    contexten: list[Any] = []
    mensen: list[Mens] = []

    def maak(wie: str = "bewoner", *, breed: int = 320, js: bool = True) -> Mens:
        c = browser.new_context(
            base_url=webserver, locale="nl-NL", timezone_id="Europe/Amsterdam", viewport={"width": breed, "height": 780}, java_script_enabled=js
        )
        c.set_default_timeout(10_000)
        contexten.append(c)
        mensen.append(Mens(c, wie, js))
        return mensen[-1]

    yield maak
    for c in contexten:
        c.close()
    assert not [m.fouten for m in mensen if m.fouten], [m.fouten for m in mensen]


def vult_in(b: Mens) -> Mens:
    """Every step, with one mistake on the way."""
    b.ga("/melden/").leest("Stap 1 van 4", "U krijgt een code")
    b.klik("Volgende").leest("Er gaat nog 1 ding niet goed", "Waar gebeurt het?")
    b.antwoord("Waar gebeurt het?", "Het portiek van de flat").antwoord("In welke buurt", "Duinwijk").antwoord("Is het vaker", "Ja")
    b.klik("Volgende").leest("Stap 2 van 4")
    b.antwoord("Waar heeft u last van?", "Iemand pest mij", "Iemand bedreigt mij").antwoord("Vertel kort", "Elke avond gebonk")
    b.klik("Volgende").leest("Stap 3 van 4")
    b.antwoord("Wilt u anoniem", "Nee").antwoord("Hoe heet u", "Anaïs Kwikstaart").antwoord("Op welk nummer", "via de huisarts")
    b.klik("Volgende").leest("Stap 4 van 4", "Elke avond gebonk", "Anaïs Kwikstaart", "Duinwijk")
    return b


def code_van(b: Mens) -> str:
    return str(b.p.locator(".wr-code__code").inner_text())


@pytest.mark.parametrize("js", [True, False], ids=["script", "zonder-script"])
def test_report_and_follow_on_a_phone(iemand: Any, stad: Any, js: bool) -> None:
    b = vult_in(iemand(js=js))
    b.klik("Wijzig: Wat gebeurt er").leest("Stap 2 van 4")
    b.klik("Volgende").leest("Stap 3 van 4").klik("Vorige stap").leest("Stap 2 van 4").klik("Volgende").klik("Volgende")
    b.klik("Melding versturen").leest("Uw melding is er", "Binnen 2 werkdagen")
    code = code_van(b)

    rosa = iemand("rosa@meldpunt.example", breed=1440).log_in()
    rosa.menu("Meldingen").leest("1 melder wacht op contact", "Het portiek van de flat")
    rosa.klik("Het portiek van de flat").leest("M-2026-0001")
    rosa.ga("/dossier/M-2026-0001/handeling/melder_beantwoord/")
    rosa.antwoord("Wat voor bericht", "Dat de melding er is").antwoord("Wat leest de melder", "Wij bellen u maandag").antwoord(
        "Gaat het bericht", "Ja"
    )
    rosa._naar(lambda: rosa.druk(rosa.p.locator("form.wr-handeling .utrecht-button--primary-action")))
    rosa.leest("Vastgelegd: ")

    later = iemand(js=js)
    later.ga("/melden/code/").vul("De code van uw melding", "23456-23456-23456").klik("Melding openen").leest("geen melding openen")
    later.vul("De code van uw melding", code.lower()).klik("Melding openen").leest("Wij bellen u maandag", "Elke avond gebonk").leest_niet(
        "Kwikstaart"
    )
    later.antwoord("Wat komt erbij?", "Vannacht weer").klik("Dit erbij vertellen").leest("Wij hebben wat u erbij vertelde", "Vannacht weer")
    later.klik("Code beëindigen").leest("Uw melding blijft", "nieuwe code").klik("Nee, terug naar mijn melding").leest("Vannacht weer")

    elders = iemand(js=js)
    elders.ga("/melden/code/").vul("De code van uw melding", code).klik("Melding openen").leest("Vannacht weer")
    rosa.ga("/meldingen/M-2026-0001/code/").antwoord("Waarom eindigt", "Iemand anders heeft de code").antwoord("Waaraan herkende", "Teruggebeld")
    rosa.antwoord("Krijgt de melder", "Ja").klik("Code beëindigen").leest("Er is een nieuwe code")
    nieuw = str(rosa.p.locator(".wr-meldcode").inner_text())
    later.ga("/melden/code/").leest_niet("Vannacht weer")
    elders.klik("Code beëindigen").leest_niet("Vannacht weer", "Wilt u de code")
    elders.fouten[:] = [f for f in elders.fouten if "status of 403" not in f]  # the console tells of the refusal
    later.vul("De code van uw melding", code).klik("Melding openen").leest("geen melding openen")
    later.vul("De code van uw melding", nieuw).klik("Melding openen").leest("Vannacht weer")
    later.klik("Sluiten").leest_niet("Vannacht weer")


@pytest.mark.parametrize("js", [True, False], ids=["script", "zonder-script"])
def test_when_it_is_busy_the_report_waits_and_nothing_is_lost(iemand: Any, stad: Any, js: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkregie.scherm import drukte

    d = drukte.Drempel(1, 1)
    monkeypatch.setattr(drukte, "drempel_van_proces", lambda: d)
    monkeypatch.setattr(drukte, "OPNIEUW", 1)
    b = vult_in(iemand(js=js))
    if js:
        b.p.locator("input[type=file]").set_input_files({"name": "verzonnen.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 verzonnen"})
    assert d.erin()
    b.knop("Melding versturen").click()
    if js:
        b.p.locator("[data-wacht]:visible").wait_for()
        b.leest("Stap 4 van 4", "We proberen het vanzelf opnieuw")
        assert b.p.locator("input[type=file]").evaluate("e => e.files.length") == 1
        d.eruit()
        b.p.locator(".wr-code__code").wait_for()
    else:
        b.p.get_by_role("heading", name="Het is nu druk").wait_for()
        b.keur().leest("Dubbel versturen kan niet")
        d.eruit()
        b.p.reload()
    b.keur().leest("Uw melding is er")
    b.fouten[:] = [f for f in b.fouten if "status of 503" not in f]  # the console tells of each refusal
    assert len(code_van(b)) == 17
    assert stad.databank.beheer("select count(*), (select count(*) from dossier_bestand) from dossier_dossier") == [(1, int(js))]


def test_in_english(iemand: Any, stad: Any) -> None:
    b = iemand()
    b.ga("/melden/").antwoord("Waar gebeurt het?", "The stairs").klik("English").leest("Step 1 of 4")
    assert b.p.locator("#v-f-waar").input_value() == "The stairs"
    b.antwoord("In which neighbourhood", "Duinwijk").klik("Next").antwoord("Tell briefly", "Knocking every night").klik("Next")
    b.antwoord("Do you want to stay anonymous", "Yes").klik("Next").klik("Send report").leest("We have your report", "You reported anonymously")
    assert len(code_van(b)) == 17


def test_a_draft_stays_on_the_device_only_after_a_tick(iemand: Any, stad: Any) -> None:
    b = iemand()
    b.ga("/melden/").antwoord("Waar gebeurt het?", "Het portiek")
    assert b.p.evaluate("() => localStorage.length") == 0
    b.klik("Volgende").leest("Stap 2 van 4")
    b.p.get_by_text("Bewaar mijn antwoorden").click()
    b.antwoord("Vertel kort", "Elke avond gebonk").leest("Bewaard op dit toestel om")
    b.ga("/melden/").leest("U was al begonnen")
    b.klik("Ga verder met uw antwoorden").leest("Stap 2 van 4")
    assert b.p.locator("#v-f-omschrijving").input_value() == "Elke avond gebonk"
    b.p.evaluate("""() => { const d = JSON.parse(localStorage.getItem("melding")); d.sinds -= 25 * 3600e3;
        localStorage.setItem("melding", JSON.stringify(d)) }""")
    b.ga("/melden/").leest_niet("U was al begonnen")
    assert b.p.evaluate("() => localStorage.length") == 0


def test_clear_everything_and_leave_quickly(iemand: Any, stad: Any, webserver: str) -> None:
    from django.test import override_settings

    b = iemand()
    b.ga("/melden/").p.get_by_text("Bewaar mijn antwoorden").click()
    b.antwoord("Waar gebeurt het?", "Het portiek").leest("Bewaard op dit toestel")
    b.klik("Wis alles")
    assert b.p.locator("#v-f-waar").input_value() == "" and b.p.evaluate("() => localStorage.length") == 0
    b.p.goto("/patronen/")
    b.ga("/melden/")
    with override_settings(MELDEN_WEG=f"{webserver}/inloggen/"):
        b.p.get_by_role("link", name="Snel weg").click()
        b.p.wait_for_url("**/inloggen/")
    b.p.go_back()
    b.p.wait_for_url("**/patronen/")  # the form is not in the history


def test_by_keyboard(iemand: Any, stad: Any) -> None:
    b = iemand(breed=1440)
    b.ga("/melden/").toets("Tab")
    assert b.focus == "Naar de inhoud"
    b.tab_naar("Waar gebeurt het?").p.keyboard.type("Het portiek")
    b.enter().leest("Stap 2 van 4")


def test_a_report_by_phone_at_the_desk(iemand: Any, stad: Any) -> None:
    bea = iemand("bea@gemeente.example", breed=1440).log_in()
    bea.menu("Meldingen").klik("Melding vastleggen").leest("Zeg dit eerst", "112")
    bea.antwoord("Waar kwam de melding", "Het informatienummer").antwoord("Wil de melder anoniem", "Nee").antwoord("Wat is er gebeurd?", "Geschreeuw")
    bea.antwoord("Waar gebeurt het?", "Vlierhof 3").antwoord("In welke wijk", "Duinwijk")
    bea.klik("Melding vastleggen").leest("De melding is vastgelegd", "maar één keer")
    bea.klik("Open melding M-2026-0001").leest("Geschreeuw")
