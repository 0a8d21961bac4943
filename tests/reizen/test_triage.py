# SPDX-License-Identifier: EUPL-1.2
"""Deciding on reports in the browser: from the list of tasks to a case with two reports, by mouse, on a phone, by keyboard, and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gemeenteproef import richt_gemeente_in

from .mens import WACHTWOORD, Mens

PARTIJEN = Path(__file__).parents[1] / "meldingen" / "triage_partijen.yaml"
Mensen = Callable[..., Mens]
GEZIN = "Elke avond rond elf uur bonkt hij op onze muur. Er liggen ook briefjes in de bus."


@pytest.fixture
def duinveste(databank: Any, op_dag: Any) -> Any:
    from django.contrib.auth.hashers import make_password

    op_dag("2026-01-14 10:00")
    d = richt_gemeente_in(databank, PARTIJEN)
    databank.beheer("update partijen_login set password = %s", make_password(WACHTWOORD))
    return d


@pytest.fixture
def twee(duinveste: Any) -> tuple[str, str]:
    """Two reports that are likely about the same; their numbers."""
    from tests.meldingen.triageproef import meld, nummer

    een = meld(
        duinveste,
        waar="Zeedistelstr. 12a",
        wie_doet_het="de man van nummer 3",
        omschrijving=GEZIN,
        gedrag=["pesten"],
        gericht_op="huishouden",
        vaker="ja",
    )
    ander = meld(
        duinveste, waar="Zeedistelstraat 12", wie_doet_het="die buurman op nr 3", omschrijving="Hij staat weer te bonken op de muur.", anoniem=True,
        gedrag=["pesten", "bedreiging"], op="2026-01-14 08:15",
    )  # fmt: skip
    return nummer(duinveste, een), nummer(duinveste, ander)


def vul_bij(m: Mens, bij: int, *, tekst: str) -> None:
    """The questions of a signal under one of the decisions."""
    blok = m.p.locator(f".wr-uitkomst--{bij}")
    m.vink(blok.locator("label").filter(has_text="Treiteren").first)
    m.schrijf(blok.get_by_label("Wat mogen de partners in het dossier lezen?"), tekst)


@pytest.mark.parametrize(("breed", "js"), [(1440, True), (320, True), (390, False)])
def test_a_case_begins_and_the_next_report_joins_it(mens: Mensen, twee: tuple[str, str], breed: int, js: bool) -> None:
    een, ander = twee
    rosa = mens("rosa", breed=breed, js=js).log_in()
    rosa.ga(f"/dossier/{een}/handeling/melding_getrieerd/")
    assert rosa.adres == f"meldingen/{een}/beslissen/"
    rosa.leest(
        "1 melding lijkt hierop", "waarschijnlijk", "hetzelfde huisnummer", "Dit weegt mee", "Het gebeurt steeds opnieuw", "ja, volgens de melder"
    )
    rosa.leest_niet("Proefduin", "06-00000000")
    assert rosa.p.locator(".wr-uitkomst:visible").count() == 0

    # what is left out is said on top, and what was typed stays
    rosa.antwoord("Wat gebeurt er met de melding?", "Er begint een zaak")
    assert rosa.p.locator(".wr-uitkomst:visible").count() == 1
    rosa.antwoord("Waarom?", "Steeds tegen hetzelfde gezin.")
    rosa.klik("Besluit vastleggen").leest("Wat mogen de partners in het dossier lezen?", "Vul dit in.")
    assert rosa.p.get_by_label("Waarom?").input_value() == "Steeds tegen hetzelfde gezin."

    vul_bij(rosa, 1, tekst="Gebonk op de muur, elke avond. Briefjes in de bus.")
    rosa.antwoord("Zijn er tekenen van treiteren?", "Ja")
    rosa.vink(rosa.p.locator(".wr-uitkomst--1 fieldset", has_text="Gaat het bericht alleen").locator("label").first)
    rosa.klik("Besluit vastleggen").leest(f"is begonnen met melding {een}")
    zaak = rosa.adres.split("/")[1]
    rosa.leest_niet("Zeedistel", "Proefduin")

    rosa.ga(f"/meldingen/{ander}/beslissen/").leest(zaak, f"door melding {een}")
    rosa.antwoord("Wat gebeurt er met de melding?", "Bij een zaak die er al is")
    rosa.vink(rosa.p.locator(".wr-uitkomst--0 label").filter(has_text=zaak).first)
    vul_bij(rosa, 0, tekst="Opnieuw gebonk, nu ook overdag.")
    rosa.antwoord("Zijn er tekenen van treiteren?", "Ja").antwoord("Waarom?", "Hetzelfde adres en dezelfde man.")
    rosa.klik("Besluit vastleggen").leest(f"Melding {ander} hoort nu bij dit dossier")
    assert rosa.adres == f"dossier/{zaak}/"

    # and taken back
    rosa.ga(f"/meldingen/{ander}/losmaken/").antwoord("Waarom hoort de melding er niet bij?", "Het is een ander huis.")
    rosa.klik("Melding losmaken").leest("staat los van dossier")


def test_by_keyboard_only(mens: Mensen, twee: tuple[str, str]) -> None:
    rosa = mens("rosa").log_in()
    rosa.ga(f"/meldingen/{twee[1]}/beslissen/").toets("Tab")
    assert rosa.focus == "Naar de inhoud"
    rosa.tab_naar("Bij een zaak die er al is")
    rosa.toets("ArrowDown", "ArrowDown")  # refer
    assert rosa.focus.startswith("Iemand anders pakt het op")
    rosa.tab_naar("Naar wie verwijst u?").toets("ArrowDown")
    rosa.tab_naar("Ja").toets("ArrowRight")
    rosa.tab_naar("Waarom?")
    rosa.p.keyboard.type("Zij maken ruzie over de schutting.")
    rosa.tab_naar("Besluit vastleggen").enter().leest("Vastgelegd wat er met melding")
