# SPDX-License-Identifier: EUPL-1.2
"""A meeting of one case: planned from the case, held in the same room as a series, in parts that not everybody may hear."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from .test_paginas import Als, komt, tekst

KERN = [("treiterregisseur", "stadsdeel"), ("vangnet", "ggd"), ("politie", "politie"), ("woningcorporatie", "eik")]


@pytest.fixture
def zaak(tafel: Any) -> tuple[UUID, str]:
    z = tafel.lopende_zaak()
    return z, tafel.nummer(z)


def gepland(kees: Any, nummer: str, tafel: Any, vorm: str, wie: list[tuple[str, str]]) -> str:
    zetels = [f"{rol}-{tafel.d.organisaties[o]}" for rol, o in wie]
    velden = {"stap": "plan", "vorm": vorm, "op": "12-1-2026", "tijd": "10.30", "wie": zetels, "sleutel": str(uuid4())}
    a = kees.post(f"/dossier/{nummer}/overleg/", velden)
    assert a.status_code == 302, tekst(a)
    return str(a["Location"])


def punten(c: Any, adres: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="({adres}punt/[0-9a-f-]+/)"', c.get(adres).content.decode())))


def test_plannen_vanuit_de_zaak(tafel: Any, als_aan_tafel: Als, zaak: tuple[UUID, str]) -> None:
    _, nummer = zaak
    kees, hier = als_aan_tafel("kees"), f"/dossier/{nummer}/overleg/"
    a = kees.get(f"/dossier/{nummer}/handeling/overleg_gepland/")
    assert a.status_code == 302 and a["Location"] == hier
    assert "Welk overleg is het?" in tekst(kees.get(hier)) and "Klein Overleg" not in tekst(kees.get(hier))
    assert "Kies welk overleg het is." in tekst(kees.post(hier, {"vorm": "klein_overleg"}))
    twee = kees.post(hier, {"vorm": "kernteam"}).content.decode()
    aan = re.findall(r'name="wie" value="([^"]+)" checked|value="([^"]+)"[^>]*name="wie"[^>]*checked', twee)
    assert f"vangnet-{tafel.d.organisaties['ggd']}" in str(aan) and "Deze dag is voorbij" in tekst(
        kees.post(hier, {"vorm": "kernteam", "stap": "plan", "op": "1-1-2026"})
    )
    adres = gepland(kees, nummer, tafel, "kernteam", KERN)
    assert adres.startswith(f"/overleg/{nummer}/")
    agenda = tekst(kees.get(adres))
    assert f"Kernteamoverleg {nummer}" in agenda and "10.30 uur" in agenda and "1 punt op de agenda" in agenda and "voorzitter: u" in agenda
    ics = kees.get(f"{adres}overleg.ics").content.decode()
    assert "DTSTART:20260112T093000Z" in ics and f"Kernteamoverleg {nummer}" in ics
    bram = als_aan_tafel("bram")
    assert f"Kernteamoverleg {nummer}" in tekst(bram.get("/overleggen/")) and bram.get(hier).status_code == 404
    gelezen = (
        "select count(*) from privacy_lezing where organisatie = %s and %s = any(dossiers) and get_bit(categorieen[array_position(dossiers, %s)],"
        " (select bit from delen_categorie where naam = 'treiter_strategie' and gemeente = %s)) = 1"
    )
    z = zaak[0]
    assert tafel.d.databank.beheer(gelezen, tafel.d.organisaties["politie"], z, z, tafel.d.gemeente) == [(0,)]  # a list reads when it is, no more
    assert nummer not in tekst(als_aan_tafel("loes").get("/overleggen/"))  # no seat in this kind of meeting
    assert als_aan_tafel("pim").get(adres).status_code == 404


def test_een_kernteam_van_begin_tot_verslag(tafel: Any, als_aan_tafel: Als, zaak: tuple[UUID, str]) -> None:
    z, nummer = zaak
    kees = als_aan_tafel("kees")
    adres = gepland(kees, nummer, tafel, "kernteam", KERN)
    (punt,) = punten(kees, adres)
    komt(kees, adres, tafel, ("treiterregisseur", "stadsdeel"), ("politie", "politie"), ("beterburen", "loket"))
    assert "Eerst moet 1 deelnemer weg: Bewonersloket." in tekst(kees.get(punt))
    bram, harm = als_aan_tafel("bram"), als_aan_tafel("harm")
    kees.post(punt, {"stap": "open"})
    assert "Punt 1 afronden" in tekst(kees.get(punt))
    velden = {"f-uitkomst": "de buren zijn bang", "actie-0-wat": "langsgaan", "actie-0-wie": "politie", "blad": "1"}
    assert kees.post(punt, {"stap": "afronden", **velden}).status_code == 302
    assert "de buren zijn bang" in tekst(bram.get(punt))
    assert "de buren zijn bang" not in tekst(harm.get(punt)) + tekst(harm.get(f"{adres}verslag/"))  # asked, and did not come
    zonder = kees.post(adres, {"stap": "houden"})
    assert zonder.status_code == 400 and "Vangnet was aanwezig. Schrijf waarom u het overleg toch afsluit." in tekst(zonder)
    assert kees.post(adres, {"stap": "houden", "sluitreden": "Vangnet is ziek"}).status_code == 302
    assert "Het verslag is vastgesteld." in tekst(kees.post(f"{adres}verslag/", {"algemeen": "Volgende maand weer."}, follow=True))
    soorten = dict(tafel.d.databank.beheer("select soort, count(*) from dossier_feit where dossier = %s group by 1", z))
    assert (soorten["overleg_gehouden"], soorten["actie_afgesproken"], soorten["overlegverslag_vastgesteld"]) == (1, 1, 1)
    assert tafel.d.databank.beheer("select count(*) from overleg_concept") == [(0,)]


EVAL = [("treiterregisseur", "stadsdeel"), ("vangnet", "ggd"), ("politie", "politie"), ("zorgaanbieder", "linde"), ("woningcorporatie", "eik")]


def test_de_evaluatie_heeft_twee_delen_en_de_corporatie_hoort_er_een(tafel: Any, als_aan_tafel: Als, zaak: tuple[UUID, str]) -> None:
    z, nummer = zaak
    kees = als_aan_tafel("kees")
    adres = gepland(kees, nummer, tafel, "evaluatie", EVAL)
    gewoon, zorg = punten(kees, adres)
    agenda = tekst(kees.get(adres))
    assert "regulier deel" in agenda and "deel over de zorg" in agenda
    komt(kees, adres, tafel, *EVAL)
    kees.post(gewoon, {"stap": "open"})
    open_ = tekst(kees.get(gewoon))
    assert "Wat is er besproken?" in open_ and "over de zorg besproken" not in open_
    assert kees.post(gewoon, {"stap": "afronden", "f-regulier_verslag": "rustig in de straat", "blad": "1"}).status_code == 302
    assert "Eerst moet 1 deelnemer weg: De Eik." in tekst(kees.get(zorg))
    kees.post(zorg, {"stap": "open"})
    assert "Wat is er over de zorg besproken?" in tekst(kees.get(zorg))
    kees.post(f"{zorg}concept/", {"f-zorginhoudelijk_verslag": "de medicatie slaat aan", "versie-f-zorginhoudelijk_verslag": "0", "blad": "2"})
    b, g = tafel.d.databank.beheer, tafel.d.gemeente
    assert b("select k.naam from overleg_concept c join delen_categorie k on k.gemeente = c.gemeente and k.bit = c.categorie") == [("zorgverslag",)]
    # the corporation is at the door: it waits
    wacht = kees.post(f"{adres}aanwezig/", {"stap": f"komt:woningcorporatie-{tafel.d.organisaties['eik']}", "terug": zorg}, follow=True)
    assert "De Eik hoort niet bij het deel dat nu bezig is." in tekst(wacht) and "Punt 2 afronden" in tekst(wacht)
    klaar = kees.post(zorg, {"stap": "afronden", "f-zorginhoudelijk_verslag": "de medicatie slaat aan", "blad": "2"})
    assert klaar.status_code == 302, tekst(klaar)
    komt(kees, adres, tafel, ("woningcorporatie", "eik"))  # the care part is over: back at the table
    assert "De vaste deelnemers waren aanwezig. Schrijf waarom" in tekst(kees.post(adres, {"stap": "houden"}))  # nobody fills one of the seats here
    assert kees.post(adres, {"stap": "houden", "sluitreden": "Er is nog geen informatiemakelaar"}).status_code == 302
    klacht = b("select count(*) from dossier_schending where gemeente = %s and dossier = %s and norm && array['WT-18.02', 'WT-18.05']", g, z)
    assert klacht == [(0,)]
    assert "Het verslag is vastgesteld." in tekst(kees.post(f"{adres}verslag/", {"algemeen": ""}, follow=True))
    linde = tekst(als_aan_tafel("lies").get(f"{adres}verslag/"))
    assert "rustig in de straat" in linde and "de medicatie slaat aan" in linde
    harm = tekst(als_aan_tafel("harm").get(f"{adres}verslag/"))
    assert "de medicatie slaat aan" not in harm
    bram = tekst(als_aan_tafel("bram").get(f"{adres}verslag/"))
    assert "rustig in de straat" in bram and "de medicatie slaat aan" not in bram  # at the table, but care stays with who gives it (T-WT-13)
