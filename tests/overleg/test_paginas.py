# SPDX-License-Identifier: EUPL-1.2
"""The pages of a meeting: list, agenda, presence, an item from shut to recorded, the minutes of each partner."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Als = Callable[[str], Any]


def tekst(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", antwoord.content.decode()))


@pytest.fixture
def klein(tafel: Any) -> tuple[Any, str, str]:
    r = tafel.reeks("klein_overleg")
    b = tafel.plan(r, "klein_overleg")
    zaak = tafel.zaak((r, "ko_reeks"))
    return zaak, f"/overleg/{tafel.nummer(r)}/{b}/", tafel.nummer(zaak)


def komt(c: Any, adres: str, tafel: Any, *wie: tuple[str, str], terug: str = "") -> None:
    for rol, o in wie:
        c.post(f"{adres}aanwezig/", {"stap": f"komt:{rol}-{tafel.d.organisaties[o]}", "terug": terug or adres})


def punt_van(c: Any, adres: str) -> str:
    return re.search(rf'href="({adres}punt/[0-9a-f-]+/)"', c.get(adres).content.decode())[1]  # type: ignore[index]


def test_van_lijst_tot_verslag(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    zaak, adres, nummer = klein
    rosa = als_aan_tafel("rosa")
    lijst = rosa.get("/overleggen/")
    assert "1 overleg vandaag." in tekst(lijst) and adres in lijst.content.decode() and "Klein Overleg Duinveste Zuid" in tekst(lijst)
    agenda = tekst(rosa.get(adres))
    assert nummer in agenda and "Hoort er nog op" in agenda and "voorzitter: u" in agenda
    assert rosa.post(adres, {"stap": "alles"}).status_code == 302
    punt = punt_van(rosa, adres)
    assert "Dit punt is nog dicht" in tekst(rosa.get(punt)) and "Leg eerst vast wie er is" in tekst(rosa.get(punt))
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("politie", "politie"), ("ggd", "ggd"))
    assert "Iedereen die er is, mag bij dit punt zijn." in tekst(rosa.get(punt))
    rosa.post(punt, {"stap": "open"})
    open_ = tekst(rosa.get(punt))
    assert "Open in dit punt" in open_ and "Punt 1 afronden" in open_
    # the right of the Klein Overleg ends with the day, and minutes are read on another
    assert "Iedereen die nu aanwezig is, mag dit vandaag lezen. Vanaf morgen ziet elke partij" in open_
    velden = {"f-oordeel": "gericht op een buur", "actie-0-wat": "de buur spreken", "actie-0-wie": "ggd", "actie-0-op": "20-1-2026"}
    klaar = rosa.post(punt, {"stap": "afronden", **velden})
    assert klaar.status_code == 302, tekst(klaar)
    assert "Dit punt is afgerond" in tekst(rosa.get(punt)) and "gericht op een buur" in tekst(rosa.get(punt))
    soorten = dict(tafel.d.databank.beheer("select soort, count(*) from dossier_feit where dossier = %s group by 1", zaak))
    assert (soorten["zaak_besproken"], soorten["actie_afgesproken"], soorten["aangekomen"]) == (1, 1, 3)
    assert tafel.d.databank.beheer("select count(*) from overleg_concept") == [(0,)]
    rosa.post(adres, {"stap": "houden"})
    verslag = tekst(rosa.get(f"{adres}verslag/"))
    assert "gericht op een buur" in verslag and "de buur spreken" in verslag and "Nog niet vastgesteld." in verslag
    rosa.post(f"{adres}verslag/", {"algemeen": "De volgende keer om negen uur."})
    bram = tekst(als_aan_tafel("bram").get(f"{adres}verslag/"))
    assert "De volgende keer om negen uur." in bram and "gericht op een buur" in bram
    # the corporation was not there, and the guest knows of no series
    harm = tekst(als_aan_tafel("harm").get(f"{adres}verslag/"))
    assert "gericht op een buur" not in harm and nummer not in harm
    assert als_aan_tafel("pim").get(f"{adres}verslag/").status_code == 404


def test_wie_weg_moet_houdt_het_punt_dicht(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    zaak, adres, _ = klein
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("beterburen", "loket"))
    dicht = tekst(rosa.get(punt))
    assert "Eerst moet 1 deelnemer weg: Bewonersloket." in dicht and "Bewonersloket is weg, open punt 1" in dicht
    assert rosa.get(f"{punt}concept/").json() == {"dicht": True}
    assert rosa.post(punt, {"stap": "afronden", "f-oordeel": "x"}).status_code == 302
    assert tafel.d.databank.beheer("select count(*) from dossier_feit where dossier = %s and soort = 'zaak_besproken'", zaak) == [(0,)]
    rosa.post(punt, {"stap": "open"})
    assert "Punt 1 afronden" in tekst(rosa.get(punt))
    # somebody comes in: shut again, at once
    komt(rosa, adres, tafel, ("beterburen", "loket"), terug=punt)
    assert "Eerst moet 1 deelnemer weg" in tekst(rosa.get(punt))
    bij_punt = tafel.d.databank.beheer("select count(*) from dossier_feit where dossier = %s and soort in ('aangekomen', 'vertrokken')", zaak)
    assert bij_punt == [(1,)]  # the guest was never at the item


def test_een_partner_leest_mee_en_kan_niets_vastleggen(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, _ = klein
    rosa, bram = als_aan_tafel("rosa"), als_aan_tafel("bram")
    rosa.post(adres, {"stap": "alles"})
    assert "Hoort er nog op" not in tekst(bram.get(adres)) and "Zet alles" not in tekst(bram.get(adres))
    assert bram.post(adres, {"stap": "alles"}).status_code == 404
    assert bram.post(f"{adres}aanwezig/", {"stap": f"komt:politie-{tafel.d.organisaties['politie']}"}).status_code == 404
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("politie", "politie"))
    rosa.post(punt, {"stap": "open"})
    antwoord = bram.get(punt)
    assert antwoord.status_code == 200 and "afronden" not in tekst(antwoord) and "Open in dit punt" in tekst(antwoord)
    assert als_aan_tafel("harm").get(punt).status_code in (200, 404)


def test_twee_schrijvers_en_een_verloren_verbinding(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, _ = klein
    rosa, tess = als_aan_tafel("rosa"), als_aan_tafel("tess")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"))
    rosa.post(punt, {"stap": "open"})
    een = rosa.post(f"{punt}concept/", {"f-oordeel": "gericht", "versie-f-oordeel": "0"}).json()
    assert een["anders"] == [] and een["zin"] == "Bewaard om 10.00 uur." and een["velden"]["f-oordeel"]["versie"] == 1
    twee = tess.post(
        f"{punt}concept/", {"f-oordeel": "niet gericht", "versie-f-oordeel": "0", "f-strategie": "praten", "versie-f-strategie": "0"}
    ).json()
    assert [a["tekst"] for a in twee["anders"]] == ["gericht"] and "Ook Rosa Proef schrijft mee." in twee["zin"]
    # without script: both texts on one page, nothing recorded
    botst = tess.post(punt, {"stap": "afronden", "f-oordeel": "niet gericht", "versie-f-oordeel": "0"})
    assert botst.status_code == 409 and "gericht" in tekst(botst) and "Rosa Proef schreef hier net iets anders" in tekst(botst)
    # the page is opened again after a lost connection: the server's draft is there
    assert "praten" in rosa.get(punt).content.decode() and "gericht" in rosa.get(punt).content.decode()


def test_stemmen_in_het_groot_overleg(tafel: Any, als_aan_tafel: Als) -> None:
    from .test_zaal import STEMMERS

    r = tafel.reeks("groot_overleg")
    b = tafel.plan(r, "groot_overleg")
    zaak = tafel.zaak((r, "go_reeks"))
    adres = f"/overleg/{tafel.nummer(r)}/{b}/"
    rosa = als_aan_tafel("rosa")
    assert "Er is geen dossier met dit nummer" in tekst(rosa.post(adres, {"stap": "toevoegen", "zaak": "WR-2026-9999"}))
    rosa.post(adres, {"stap": "toevoegen", "zaak": tafel.nummer(zaak).lower()})
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, *STEMMERS)
    rosa.post(punt, {"stap": "open"})
    orgs = [tafel.d.organisaties[o] for _, o in STEMMERS]
    data = {f"stem-{o}-einde_interventie": "voor" for o in orgs} | {f"mandaat-{o}": "ja" for o in orgs} | {"blad": "1"}
    geen = rosa.post(punt, {"stap": "afronden", **data, f"mandaat-{orgs[4]}": ""})
    assert geen.status_code == 400 and "De stem van Politie telt niet: zonder mandaat is het geen stem." in tekst(geen)
    assert "8 voor." in tekst(geen) and "van een vaste partij is er geen stem" in tekst(geen)
    assert "Einde Interventie. Geen partij was tegen." in tekst(rosa.post(punt, {"stap": "bekijk", **data}))
    veto = data | {f"stem-{orgs[3]}-einde_interventie": "veto"}
    zonder = rosa.post(punt, {"stap": "afronden", **veto})
    assert zonder.status_code == 400 and "Schrijf de grond van het veto op." in tekst(zonder)
    veto |= {f"zorgreden-{orgs[3]}-einde_interventie": "de behandeling begint net"}
    assert rosa.post(punt, {"stap": "afronden", **veto}).status_code == 302
    verslag = tekst(rosa.get(f"{adres}verslag/"))
    assert "Geen besluit: er is een veto." in verslag and "8 voor, 1 veto." in verslag and "de behandeling begint net" not in verslag


def test_plannen_van_een_volgend_overleg(tafel: Any, als_aan_tafel: Als) -> None:
    r = tafel.reeks("klein_overleg")
    rosa = als_aan_tafel("rosa")
    nummer = tafel.nummer(r)
    assert "Deze dag is voorbij." in tekst(rosa.post("/overleggen/", {"reeks": nummer, f"op-{nummer}": "1-1-2026"}))
    antwoord = rosa.post("/overleggen/", {"reeks": nummer, f"op-{nummer}": "2-2-2026"})
    assert antwoord.status_code == 302 and antwoord["Location"].startswith(f"/overleg/{nummer}/")
    assert "ma 2 februari" in tekst(rosa.get("/overleggen/"))
    assert als_aan_tafel("bram").post("/overleggen/", {"reeks": nummer, f"op-{nummer}": "3-2-2026"}).status_code in (302, 400)
