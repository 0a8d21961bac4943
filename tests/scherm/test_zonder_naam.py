# SPDX-License-Identifier: EUPL-1.2
"""A dossier of which the reader may not know whom it is about: it is called by its number everywhere, and the page says why."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import woorden

PAD = "/dossier/WR-2026-0001/"
ZIN = "De naam is niet bekend of wordt niet met u gedeeld."


@pytest.fixture
def zaak(duinveste: Any) -> UUID:
    """A case about a person, without the consent of the deelnemer; the desk has work in it."""
    d: UUID = duinveste.begin("femke", toestemming=False)
    duinveste.persoon("femke", d)
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")
    return d


def test_who_may_know_the_name_reads_it(zaak: UUID, als: Any) -> None:
    t = woorden(als("femke").get(PAD))
    assert "Daan Wilgenroos" in t and ZIN not in t


@pytest.mark.parametrize("wie", ["rosa", "harm"])
def test_who_may_not_reads_the_number_and_a_sentence(zaak: UUID, duinveste: Any, als: Any, wie: str) -> None:
    assert duinveste.ziet(wie, "dossier_dossier", "nummer", "id = %s", zaak) == [("WR-2026-0001",)]
    c = als(wie)
    html = c.get(PAD).content.decode()
    assert re.search(r"<h1[^>]*><bdi>Dossier WR-2026-0001</bdi></h1>", html)
    assert ZIN in woorden(c.get(PAD))
    for adres in (PAD, "/dossiers/?welke=open", "/werk/?van=team", "/werk/?van=heel", f"{PAD}bekend-op/?dag=2026-01-23"):
        html = c.get(adres).content.decode()
        assert "Wilgenroos" not in html, adres
        assert not re.search(r"<(h1|h2|h3|a)\b[^>]*>\s*(<bdi></bdi>)?\s*</\1>", html), adres
    assert "Dossier WR-2026-0001" in woorden(c.get("/dossiers/?welke=open"))
    assert "Wilgenroos" not in c.post("/zoeken/", {"q": "Wilgenroos"}).content.decode().replace('value="Wilgenroos"', "")
    assert c.post("/zoeken/", {"q": "WR-2026-0001"}).status_code == 302


def test_a_caseload_calls_it_by_its_number(zaak: UUID, als: Any) -> None:
    c = als("rosa")
    assert c.post(f"{PAD}behandelaar/", {"doe": "neem", "nu": ""}).status_code == 302
    t = woorden(c.get("/overdracht/"))
    assert "Wilgenroos" not in t and ("Dossier WR-2026-0001" in t or "geen collega" in t)


def test_a_case_about_nobody_yet_has_a_heading_too(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    t = woorden(als("femke").get(PAD))
    assert "Dossier WR-2026-0001" in t and ZIN in t
