# SPDX-License-Identifier: EUPL-1.2
"""What is typed in a meeting is not lost, is read by who sat there, and does not outlive its case."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .test_paginas import Als, klein, komt, punt_van, tekst

__all__ = ["klein"]

ZORG = "de behandeling begint net"


@pytest.fixture
def geopend(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> tuple[Any, str]:
    """An item of a Klein Overleg that is open."""
    _, adres, _ = klein
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("politie", "politie"), ("ggd", "ggd"))
    rosa.post(punt, {"stap": "open"})
    return rosa, punt


def concepten(tafel: Any) -> Any:
    return tafel.d.databank.beheer("select veld from overleg_concept order by 1")


def feiten(tafel: Any, zaak: Any, soort: str) -> int:
    return int(tafel.d.databank.beheer("select count(*) from dossier_feit where dossier = %s and soort = %s", zaak, soort)[0][0])


def test_wie_er_niet_bij_was_leest_de_notities_niet(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    (zaak, adres, _), (rosa, punt) = klein, geopend
    assert rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht op een buur"}).status_code == 302
    tafel.d.leg_vast("kees", zaak, "treiteronderzoek_gestart")  # from now on a corporation may hear of it in a meeting
    bram, harm = als_aan_tafel("bram"), als_aan_tafel("harm")
    assert "gericht op een buur" in tekst(bram.get(punt)) and "gericht op een buur" in tekst(bram.get(f"{adres}verslag/"))
    for plek in (adres, f"{adres}verslag/", punt):
        assert "gericht op een buur" not in tekst(harm.get(plek)), plek
    assert harm.get(adres).status_code == 200 and harm.get(punt).status_code == 404


def test_een_actie_van_een_ander_gaat_mee(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    (zaak, _, _), (rosa, punt) = klein, geopend
    actie = {"actie-2-wat": "de huisarts bellen", "actie-2-wie": "ggd"}
    als_aan_tafel("tess").post(punt, {"stap": "bewaar", **actie})
    eerst = rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht"})  # her page has no third row
    assert eerst.status_code == 409 and "Tess Proef schreef er een actie bij" in tekst(eerst) and "de huisarts bellen" in eerst.content.decode()
    assert rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht", **actie}).status_code == 302
    assert feiten(tafel, zaak, "actie_afgesproken") == 1


def test_wat_u_typt_terwijl_het_punt_dichtgaat_blijft(tafel: Any, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    (_, adres, _), (rosa, punt) = klein, geopend
    komt(rosa, adres, tafel, ("beterburen", "loket"), ("buurtteam", "buurtteam"), terug=punt)
    antwoord = rosa.post(f"{punt}concept/", {"f-oordeel": "gericht op een buur"}).json()
    assert antwoord == {"dicht": True, "bewaard": True}  # and it shows nothing
    rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht op een buur", "f-strategie": "praten", "blad": "1"})
    dicht = tekst(rosa.get(punt))
    assert "gericht op een buur" not in dicht
    assert "Eerst moeten 2 deelnemers weg" in dicht and "zijn weg, open punt 1" in dicht
    rosa.post(punt, {"stap": "open"})
    assert "gericht op een buur" in rosa.get(punt).content.decode() and "praten" in rosa.get(punt).content.decode()
    rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht op een buur"})
    assert rosa.post(f"{punt}concept/", {"f-oordeel": "te laat"}).json() == {"dicht": True, "bewaard": False}


def test_een_overleg_sluit_niet_met_een_open_punt(tafel: Any, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    (_, adres, _), (rosa, punt) = klein, geopend
    sluit = rosa.post(adres, {"stap": "houden"})
    assert sluit.status_code == 400 and "Punt 1 is nog open." in tekst(sluit)
    rosa.post(punt, {"stap": "afronden", "f-oordeel": "gericht"})
    assert rosa.post(adres, {"stap": "houden"}).status_code == 302


def test_wie_weggaat_is_ook_bij_het_open_punt_weg(tafel: Any, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    (zaak, adres, _), (rosa, _) = klein, geopend
    ggd = f"ggd-{tafel.d.organisaties['ggd']}"
    rosa.post(f"{adres}aanwezig/", {"stap": f"gaat:{ggd}", "terug": adres})
    assert feiten(tafel, zaak, "vertrokken") == 1
    rosa.post(f"{adres}aanwezig/", {"stap": f"komt:{ggd}", "terug": adres})
    assert feiten(tafel, zaak, "aangekomen") == 4


def test_regisseur_en_meldpunt_zien_elkaars_tekst(als_aan_tafel: Als, geopend: tuple[Any, str]) -> None:
    rosa, punt = geopend
    rosa.post(f"{punt}concept/", {"f-oordeel": "gericht", "versie-f-oordeel": "0"})
    kees = als_aan_tafel("kees")
    assert kees.get(f"{punt}concept/").json()["velden"]["f-oordeel"]["tekst"] == "gericht"
    assert kees.post(punt, {"stap": "afronden", "f-oordeel": "", "versie-f-oordeel": "0"}).status_code == 409


def test_na_het_afronden_blijft_geen_concept_over(tafel: Any, als_aan_tafel: Als) -> None:
    r = tafel.reeks("groot_overleg")
    adres = f"/overleg/{tafel.nummer(r)}/{tafel.plan(r, 'groot_overleg')}/"
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "toevoegen", "zaak": tafel.nummer(tafel.zaak((r, "go_reeks")))})
    punt = punt_van(rosa, adres)
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("ggz", "ggz"))
    rosa.post(punt, {"stap": "open"})
    veld = f"zorgreden-{tafel.d.organisaties['ggz']}-einde_interventie"
    als_aan_tafel("kees").post(f"{punt}concept/", {veld: ZORG})
    assert veld not in rosa.get(f"{punt}concept/").json()["velden"]
    assert rosa.post(punt, {"stap": "afronden", "f-uitkomst": "volgende keer verder"}).status_code == 302
    assert concepten(tafel) == []


def test_een_vernietigde_zaak_laat_geen_concept_achter(tafel: Any, klein: tuple[Any, str, str], geopend: tuple[Any, str]) -> None:
    from wijkregie.privacy import vernietigen

    (zaak, _, _), (rosa, punt) = klein, geopend
    rosa.post(f"{punt}concept/", {"f-oordeel": "gericht"})
    assert concepten(tafel) == [("f-oordeel",)]
    b, g = tafel.d.databank.beheer, tafel.d.gemeente
    b("update dossier_dossier set gesloten_op = '2026-01-12' where id = %s", zaak)
    b("insert into privacy_vernietiglijst (gemeente, dossier, gesloten_op, termijn, vanaf, voorgesteld)"
      " values (%s, %s, '2026-01-12', 'na_1_jaar', '2026-01-12', '2026-01-12 08:00+01')", g, zaak)  # fmt: skip
    for login, wat in ((1, "vernietigen"), (2, "akkoord")):
        b("insert into privacy_vernietigbesluit (gemeente, dossier, wat, voor, login, organisatie, moment) values (%s, %s, %s,"
          " (select max(id) from privacy_vernietigbesluit where %s = 'akkoord'), %s, 1, '2026-01-12 09:00+01')",
          g, zaak, wat, wat, login)  # fmt: skip
    assert vernietigen.vernietig_goedgekeurd(g, "amsterdam") == (1, [])
    assert concepten(tafel) == []


def test_wat_van_deze_agenda_ging_hoort_op_de_volgende(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, nummer = klein
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres).rstrip("/").rpartition("/")[2]
    reeks = tafel.d.databank.beheer("select id from dossier_dossier where soort = 'reeks'")[0][0]
    volgende = f"/overleg/{tafel.nummer(reeks)}/{tafel.plan(reeks, 'klein_overleg', '2026-01-20')}/"
    assert nummer not in tekst(rosa.get(volgende))  # it stands on the first
    rosa.post(adres, {"stap": f"af:{punt}", f"reden-{punt}": "nog niet rijp"})
    assert nummer in tekst(rosa.get(volgende)) and nummer not in tekst(rosa.get(adres))


def test_twee_schermen_van_een_login_verliezen_niets(als_aan_tafel: Als, geopend: tuple[Any, str]) -> None:
    rosa, punt = geopend
    laptop, telefoon = {"blad": "11"}, {"blad": "22"}
    rosa.post(f"{punt}concept/", {"f-oordeel": "gericht", "versie-f-oordeel": "0", **laptop})
    botst = rosa.post(f"{punt}concept/", {"f-oordeel": "niet gericht", "versie-f-oordeel": "0", **telefoon}).json()
    assert [(a["tekst"], a["wie"]) for a in botst["anders"]] == [("gericht", "U schreef hier op een ander scherm")]
    zelf = rosa.post(f"{punt}concept/", {"f-oordeel": "gericht op een buur", "versie-f-oordeel": "0", **laptop}).json()
    assert zelf["anders"] == [] and zelf["velden"]["f-oordeel"]["blad"] == "11"  # what a page sent twice is no collision with itself
    pagina = rosa.post(punt, {"stap": "afronden", "f-oordeel": "niet gericht", "versie-f-oordeel": "1", **telefoon})
    assert pagina.status_code == 409 and "U schreef hier op een ander scherm net iets anders" in tekst(pagina)
    bladen = [re.search(r'name="blad" value="([^"]+)"', rosa.get(punt).content.decode())[1] for _ in range(2)]  # type: ignore[index]
    assert bladen[0] != bladen[1]


def test_het_leeslog_zegt_dat_iets_aan_tafel_is_gelezen(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    zaak, adres, _ = klein
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres)
    tafel.d.leg_vast("rosa", zaak, "zaak_besproken", overlegvorm="klein_overleg", oordeel="ernstig")
    tafel.d.leg_vast("kees", zaak, "treiteronderzoek_gestart")  # from now on a corporation may hear of it in a meeting, and nowhere else
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"), ("woningcorporatie", "eik"))
    rosa.post(punt, {"stap": "open"})
    assert als_aan_tafel("harm").get(punt).status_code == 200
    vraag = (
        "select distinct weg from privacy_lezing where organisatie = %s and deur = 'overleg'"
        " and get_bit(categorieen[array_position(dossiers, %s)],"
        " (select bit from delen_categorie where naam = 'treiter_strategie' and gemeente = %s)) = 1"
    )
    gelezen = {o: tafel.d.databank.beheer(vraag, tafel.d.organisaties[o], zaak, tafel.d.gemeente) for o in ("eik", "meldpunt")}
    assert gelezen == {"eik": [("overleg",)], "meldpunt": [("inzage",)]}
