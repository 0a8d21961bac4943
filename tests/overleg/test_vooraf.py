# SPDX-License-Identifier: EUPL-1.2
"""Before a meeting: what is asked of whom at which item, and the note that he leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .test_paginas import klein, komt, punt_van, tekst

Als = Callable[[str], Any]
__all__ = ["klein"]


def test_wat_er_gevraagd_wordt_en_een_notitie(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, nummer = klein
    rosa, tess, bram = (als_aan_tafel(x) for x in ("rosa", "tess", "bram"))
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres).split("/")[5]
    blad = tekst(rosa.get(adres))
    assert "Bereid u voor" in blad and nummer in blad and "Dit wacht op u:" in blad
    data = {"stap": f"vooraf:{punt}", f"notitie-{punt}": "De buur is\nverhuisd.", "versie": "0"}
    assert rosa.post(adres, data).status_code == 302
    assert "De buur is\nverhuisd." in tess.get(adres).content.decode()
    # two of one organisation at once: neither is lost
    botst = tess.post(adres, data | {f"notitie-{punt}": "Anders."})
    assert botst.status_code == 400 and "verhuisd" in tekst(botst) and "Anders." in botst.content.decode()
    assert "verhuisd" in rosa.get(adres).content.decode()
    # nobody without a seat
    assert als_aan_tafel("pim").post(adres, data).status_code == 404
    assert bram.post(adres, data | {"stap": "vooraf:" + "0" * 8}).status_code == 404
    # at the item, and gone once it is recorded
    komt(rosa, adres, tafel, ("mzwo", "meldpunt"))
    rosa.post(f"{adres}punt/{punt}/", {"stap": "open"})
    assert "Van tevoren opgeschreven" in tekst(rosa.get(f"{adres}punt/{punt}/"))
    assert "vooraf" not in str(rosa.get(f"{adres}punt/{punt}/concept/").json())
    rosa.post(f"{adres}punt/{punt}/", {"stap": "afronden", "f-oordeel": "gericht"})
    assert tafel.d.databank.beheer("select count(*) from overleg_concept") == [(0,)]
    assert "Bereid u voor" not in tekst(rosa.get(adres))


def test_een_ander_leest_alleen_wat_hij_mag(tafel: Any, als_aan_tafel: Als, klein: tuple[Any, str, str]) -> None:
    _, adres, _ = klein
    rosa = als_aan_tafel("rosa")
    rosa.post(adres, {"stap": "alles"})
    punt = punt_van(rosa, adres).split("/")[5]
    rosa.post(adres, {"stap": f"vooraf:{punt}", f"notitie-{punt}": "alleen van het meldpunt", "versie": "0"})
    for wie in ("bram", "loes", "harm"):
        c = als_aan_tafel(wie)
        antwoord = c.post(adres, {"stap": f"vooraf:{punt}", f"notitie-{punt}": f"van {wie}", "versie": "0"})
        assert antwoord.status_code in (302, 404)
        mag = tafel.d.ziet(wie, "overleg_concept", "organisatie")
        assert ("alleen van het meldpunt" in c.get(adres).content.decode()) == (tafel.d.organisaties["meldpunt"] in {o for (o,) in mag})
