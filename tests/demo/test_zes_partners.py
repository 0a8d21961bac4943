# SPDX-License-Identifier: EUPL-1.2
"""The dossier of the demo that six partners open: each reads something else, and the own column of *Delen* says just that."""

from __future__ import annotations

from typing import Any

from gemeenteproef import klant
from paginaproef import woorden

ZES = ("femke", "harm", "rosa", "timo", "yara", "bram")
REGULIER, ZORG = "De begeleider gaat elke avond langs", "slecht slapen meespeelt"
VERSLAG, ZORGVERSLAG = "Verslag van een overleg over de zaak", "Zorginhoudelijk verslag"


def test_six_partners_read_six_files(zes_partners: tuple[Any, str]) -> None:
    d, nummer = zes_partners
    bladen = {wie: woorden(klant(d, wie).get(f"/dossier/{nummer}/")) for wie in ZES}
    assert {w for w in ZES if REGULIER in bladen[w]} == {"femke", "harm", "timo", "yara", "bram"}
    assert {w for w in ZES if ZORG in bladen[w]} == {"femke", "timo", "yara"}
    assert all("Sam Weegbree" in blad for blad in bladen.values())  # who works on it knows about whom it is

    # one report, given to who was there: the own column does not say *nog niet* of what is read already
    for wie in ("femke", "harm", "yara", "bram"):
        delen = woorden(klant(d, wie).get(f"/dossier/{nummer}/delen/"))
        kort, o = d.databank.beheer("select kort, id from partijen_organisatie where id = %s", d.sessie(wie).organisatie)[0]
        assert f"{VERSLAG} {kort} Per feit" in delen, (wie, delen)
        assert (f"{ZORGVERSLAG} {kort} Per feit" in delen) == (ZORG in bladen[wie])
        uitleg = woorden(klant(d, wie).get(f"/dossier/{nummer}/delen/?partij={o}&soort=treiter_verslag"))
        assert "alleen wat apart met u is gedeeld" in uitleg and "WT-18.03" in uitleg

    start = woorden(klant(d, "femke").get("/personas/"))
    assert f"elk iets anders van dossier {nummer}" in start and all(w.capitalize() in start for w in ZES)
