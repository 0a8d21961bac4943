# SPDX-License-Identifier: EUPL-1.2
"""A meeting of one case: planned from the dossier, held in parts, given to who sat there; the desk wide and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from tafelproef import Tafel

from .test_overleg import _rustig, duinveste

__all__ = ["duinveste"]


@pytest.fixture
def zaak(duinveste: Any) -> str:
    t = Tafel(duinveste)
    return t.nummer(t.lopende_zaak())


def test_een_evaluatie_van_begin_tot_verslag(mens: Any, zaak: str) -> None:
    kees = _rustig(mens("kees", breed=1280)).log_in().ga(f"/dossier/{zaak}/handeling/overleg_gepland/").leest("Kies eerst welk overleg het is")
    kees.antwoord("Welk overleg is het?", "Evaluatie van Restart").klik("Verder").leest("regulier deel en deel over de zorg", "GGD: Vangnet")
    kees.antwoord("Op welke dag?", "12-1-2026").antwoord("Hoe laat?", "10.30")
    kees.p.get_by_role("checkbox", name="De Eik: woningcorporatie").check()
    kees.klik("Overleg plannen").leest("Gepland: Evaluatie van Restart", "10.30 uur", "regulier deel", "deel over de zorg")
    adres = f"/{kees.adres}"
    for naam in ("Stadsdeel", "GGD", "Politie", "Linde", "De Eik"):
        kees.klik(f"Is er : {naam}")
    kees.klik(zaak).klik("Open punt 1").vul("Wat is er besproken?", "rustig in de straat").klik("Punt 1 afronden")
    kees.leest("Eerst moet 1 deelnemer weg", "De Eik").klik("De Eik is weg, open punt 2").leest("Deel over de zorg")

    smal = _rustig(mens("kees", breed=320)).log_in().ga(adres).klik(zaak, n=1)
    smal.vul("Wat is er over de zorg besproken?", "de behandeling slaat aan").p.get_by_text("Bewaard om").wait_for()
    smal.keur().klik("Punt 2 afronden").leest("Vastgelegd: punt 2")
    kees.ga(adres).klik("Overleg afsluiten").leest("De vaste deelnemers waren aanwezig. Schrijf waarom")
    kees.vul("Waarom sluit u het overleg af?", "Er is nog geen informatiemakelaar").klik("Overleg afsluiten").klik("Verslag")
    kees.leest("rustig in de straat", "de behandeling slaat aan").klik("Verslag vaststellen").leest("Het verslag is vastgesteld")
    # of a corporation only its contact person reads it
    harm = _rustig(mens("harm", breed=320)).log_in().menu("Overleggen").leest(f"Evaluatie van Restart {zaak}").ga(f"{adres}verslag/")
    harm.leest("niet aan u gegeven").leest_niet("rustig in de straat", "de behandeling slaat aan")
    bram = _rustig(mens("bram", breed=320)).log_in().ga(f"{adres}verslag/").leest("Vastgesteld op", "rustig in de straat")
    bram.leest_niet("de behandeling slaat aan")
