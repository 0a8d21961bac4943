# SPDX-License-Identifier: EUPL-1.2
"""Who got an action can read what it is, on every page where the duty stands; the action of another is not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from .test_paginas import tekst

EIGEN, ANDER = "Het trappenhuis verlichten", "Vaker langslopen"


@pytest.fixture
def zaak(tafel: Any) -> UUID:
    d: UUID = tafel.zaak((tafel.reeks("klein_overleg"), "ko_reeks"))
    tafel.d.leg_vast("rosa", d, "zaak_besproken", op="2026-01-12", overlegvorm="klein_overleg", strategie="Samen optrekken")
    for wie, wat in (("woningcorporatie", EIGEN), ("politie", ANDER)):
        tafel.d.leg_vast("rosa", d, "actie_afgesproken", op="2026-01-12", opent=uuid4(), actiehouder=wie, actie_tekst=wat, klaar_op="2026-01-20")
    return d


def test_the_owner_reads_its_own_action(zaak: UUID, tafel: Any, als_aan_tafel: Callable[[str], Any]) -> None:
    harm, nummer = als_aan_tafel("harm"), tafel.nummer(zaak)
    werk = harm.get("/werk/?van=organisatie").content.decode()
    waarom = re.search(rf'href="(/dossier/{nummer}/waarom/plicht/[^"]+)"', werk)
    doen = re.search(rf'href="(/dossier/{nummer}/handeling/actie_afgerond/[^"]+)"', werk)
    assert waarom and doen and "wordt niet met u gedeeld" not in werk and "nog niet voor u open" not in werk
    for adres in (waarom[1], doen[1].replace("&amp;", "&"), f"/dossier/{nummer}/"):
        blad = tekst(harm.get(adres))
        assert EIGEN in blad, adres
        assert ANDER not in blad and "Samen optrekken" not in blad, adres
    assert "iets dat u niet kunt zien" not in tekst(harm.get(waarom[1]))


def test_after_the_case_is_closed_it_is_gone(zaak: UUID, tafel: Any, als_aan_tafel: Callable[[str], Any]) -> None:
    def ziet() -> bool:
        return EIGEN in als_aan_tafel("harm").get(f"/dossier/{tafel.nummer(zaak)}/").content.decode()

    assert ziet()
    tafel.d.leg_vast("kees", zaak, "treiterzaak_gesloten", op="2026-01-12", motivering="Het is rustig")
    assert not ziet()
