# SPDX-License-Identifier: EUPL-1.2
"""A complaint from report to summons, by people who never saw this system: they press the buttons that *Mijn werk* offers them."""

from __future__ import annotations

from typing import Any

import pytest

from .klacht import (
    OORDEEL,
    TERUGGEKOPPELD,
    VERTELD,
    WAARSCHUWINGSBRIEF,
    WAARSCHUWINGSGESPREK,
    WEER,
    Mensen,
    begint_een_dossier,
    behandelt,
    legt_klacht_vast,
)
from .mens import Mens
from .toetsen import Toetsenmens


def stemt_af(femke: Mens) -> None:
    """What a letter needs first: reached from the dossier, where the letter says that it cannot be recorded yet."""
    femke.ga("/dossier/WR-2026-0001/").kies("Afspraken", "Afstemming vastleggen")
    femke.vult_in({"Met wie is de actie afgestemd?": ("Woningcorporatie", "Meldpunt"), "Met wie kon u niet afstemmen": "Er is geen behandelaar"})


def vraagt_advies(femke: Mens, actie: str) -> None:
    femke.ga("/dossier/WR-2026-0001/").kies("Rechter", "Juridisch advies vastleggen")
    femke.vult_in({"Over welke actie gaat het advies?": actie})


@pytest.mark.parametrize(("soort", "breed"), [(Mens, 320), (Toetsenmens, 1280)], ids=["telefoon", "toetsen"])
def test_from_the_first_complaint_to_the_summons(mens: Mensen, op_dag: Any, soort: type[Mens], breed: int) -> None:
    femke = mens("femke", soort=soort, breed=breed).log_in()
    begint_een_dossier(femke)

    # action 1
    legt_klacht_vast(femke, "Harde muziek in de nacht", "Mies Testbuur")
    femke.leest("Uw volgende taak: De melder benaderen over de klacht, uiterlijk di 27 januari", "Actie 1: partners inlichten")
    behandelt(femke, OORDEEL, spreek=lambda: op_dag("2026-01-26 10:00"), beoordeel=lambda: op_dag("2026-01-30 11:00"))

    # action 2: what the judgement brings
    femke.leest("Actie 2: gevolg van het oordeel", "sinds vrijdag 30 januari", "Wanneer naar actie 3?")
    op_dag("2026-02-02 09:30")
    femke.doet("Zeggen welk gedrag anders moet", {"Welke aanpassing": "Na 22 uur een koptelefoon", "Staat het in het begeleidingsplan?": "Ja"})
    femke.doet("De melder vertellen wat is afgesproken", VERTELD)
    femke.doet("Acties en afspraken schriftelijk", TERUGGEKOPPELD)
    op_dag("2026-03-12 09:00")
    femke.ga("/werk/").leest_bij("Bij de melder navragen", "rond ma 16 maart")

    # a second complaint: action 3
    op_dag("2026-03-17 09:00")
    legt_klacht_vast(femke, "Weer muziek na middernacht", "Bas Testbuur")
    behandelt(femke, WEER, mzwo=("meerdere buren hebben last", "overlast houdt aan"))
    femke.leest("Actie 3: waarschuwen")
    femke.doet("Een waarschuwingsgesprek", WAARSCHUWINGSGESPREK)
    stemt_af(femke)
    op_dag("2026-03-19 15:00")
    femke.doet("De waarschuwingsbrief aan de deelnemer geven", WAARSCHUWINGSBRIEF)
    femke.doet(
        "De contactpersoon en het MZWO een kopie", {"Wie krijgt de kopie?": ("Contactpersoon", "Meldpunt"), "Heeft u het deel over zorg": "Ja"}
    )

    # a third one: action 4, which asks advice and two people
    op_dag("2026-04-02 22:45")
    legt_klacht_vast(femke, "Muziek op Witte Donderdag", "Bas Testbuur")
    femke.leest_bij("De melder benaderen over de klacht", "wo 8 april")
    op_dag("2026-04-07 09:00")
    behandelt(femke, WEER, later=True)
    femke.leest("Actie 4: officieel waarschuwen")
    femke.ga("/werk/").begin("De deelnemer een officiële waarschuwingsbrief sturen")
    femke.leest("Dit wijkt af van de afspraak", "Dit staat nog niet vast: er is juridisch advies over actie 4")
    femke.klik("Terug zonder vast te leggen")
    vraagt_advies(femke, "actie 4")
    stemt_af(femke)
    op_dag("2026-04-10 10:00")
    femke.ga("/werk/").begin("De deelnemer een officiële waarschuwingsbrief sturen").leest_niet("er is juridisch advies over actie 4")
    brief = {"Is dit al gebeurd?": "Het gebeurt nu", "Welke afspraak uit het plan": "Na 22 uur een koptelefoon", "Staan alle nieuwe klachten": "Ja"}
    femke.vult_in(brief)
    joris = mens("joris", soort=soort, breed=breed).log_in().ga("/werk/?van=team")
    joris.begin("Als teammanager een gesprek met de deelnemer voeren").vult_in({})
    op_dag("2026-04-14 10:00")
    femke.doet("Met het MZWO bespreken en afspreken wie de regie heeft", {"Bij wie ligt de regie vanaf nu?": "Meldpunt"})
    femke.leest("MZWO")

    # a fourth: the summons, registered, and seen by the deelnemer
    op_dag("2026-05-11 09:00")
    legt_klacht_vast(femke, "Na een rustige maand weer muziek", "Mies Testbuur")
    behandelt(femke, WEER, later=True)
    femke.leest("Actie 5: sommeren")
    vraagt_advies(femke, "actie 5")
    stemt_af(femke)
    op_dag("2026-05-18 14:00")
    femke.ga("/werk/").begin("De deelnemer een aangetekende sommatiebrief sturen")
    femke.antwoord("Welke afspraak uit het plan", "Na 22 uur een koptelefoon").antwoord("Wat is het nummer", "zending 0042")
    femke.klik("Bekijk de brief").leest("Daan Wilgenroos", "Na 22 uur een koptelefoon")
    femke.leest(
        "In orde: Het bewijs van aangetekend verzenden zit erbij",
        "Nog niet: De brief zit in het elektronisch cliëntdossier (ECD)",
        "Betreft Sommatiebrief",
    )
    femke.klik("Terug naar het formulier").leest("Dit is uw concept")
    femke.vult_in({"Zit de brief in het elektronisch": "Ja", "Is dit al gebeurd?": "Het gebeurt nu"})
    femke.leest("Op tijd: De deelnemer een aangetekende sommatiebrief sturen")
    op_dag("2026-05-20 10:00")
    femke.doet("De sommatiebrief voor gezien tekenen", {"Tekende de deelnemer voor gezien": "Getekend"})
    femke.doet("De woningcorporatie een kopie van de sommatiebrief", {"Wie krijgt de kopie?": "Woningcorporatie", "Heeft u het deel over zorg": "Ja"})
    femke.ga("/dossier/WR-2026-0001/").leest("Actie 5: sommeren", "sinds maandag 11 mei", "Sommatiebrief verzonden", "zending 0042")
    assert not [t for t in femke.taken("Wat moet er gebeuren") if "ommatie" in t]
