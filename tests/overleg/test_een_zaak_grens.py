# SPDX-License-Identifier: EUPL-1.2
"""Meetings of one case: minutes reach the organisation that sat there, and a plan that is sent twice is one."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from .test_een_zaak import EVAL, gepland, punten
from .test_paginas import Als, komt


def test_minutes_go_to_the_organisation_that_sat_there(tafel: Any, als_aan_tafel: Als) -> None:
    z: UUID = tafel.lopende_zaak()
    nummer = tafel.nummer(z)
    kees = als_aan_tafel("kees")
    adres = gepland(kees, nummer, tafel, "evaluatie", EVAL)
    gewoon, zorg = punten(kees, adres)
    komt(kees, adres, tafel, *[x for x in EVAL if x[1] != "eik"])
    for punt, veld in ((gewoon, "f-regulier_verslag"), (zorg, "f-zorginhoudelijk_verslag")):
        kees.post(punt, {"stap": "open"})
        assert kees.post(punt, {"stap": "afronden", veld: "de medicatie slaat aan", "blad": "1"}).status_code == 302
    assert kees.post(adres, {"stap": "houden", "sluitreden": "x is ziek"}).status_code == 302
    kees.post(f"{adres}verslag/", {"algemeen": ""}, follow=True)
    b = tafel.d.databank.beheer
    vraag = (
        "select distinct s.organisatie from delen_toegang_feit t join partijen_sleutel s on s.id = t.sleutel join dossier_feit f on f.id = t.feit"
        " where t.dossier = %s and f.soort = 'overlegverslag_vastgesteld'"
    )
    lezen = {o for (o,) in b(vraag, z)}
    naam = {v: k for k, v in tafel.d.organisaties.items()}
    assert "linde" in {naam[o] for o in lezen}
    assert not {naam[o] for o in lezen} & {"haven", "veerhuis"}, {naam[o] for o in lezen}


def test_a_plan_that_is_sent_again_with_another_day_says_so(tafel: Any, als_aan_tafel: Als) -> None:
    z: UUID = tafel.lopende_zaak()
    kees, hier = als_aan_tafel("kees"), f"/dossier/{tafel.nummer(z)}/overleg/"
    velden = {"stap": "plan", "vorm": "kernteam", "op": "12-1-2026", "wie": [f"politie-{tafel.d.organisaties['politie']}"], "sleutel": str(uuid4())}
    assert kees.post(hier, velden).status_code == 302
    assert kees.post(hier, velden).status_code == 302
    assert kees.post(hier, {**velden, "op": "13-1-2026"}).status_code < 500


def test_who_may_not_know_who_takes_part_plans_nothing(tafel: Any) -> None:
    """The form names them."""
    from dataclasses import replace

    from wijkregie.dossier import lezen_kop
    from wijkregie.overleg import plannen

    z: UUID = tafel.lopende_zaak()
    with tafel.d.ogen("kees", ("treiteraanpak",)):
        s = tafel.d.sessie("kees")
        d = lezen_kop.dossier(s, tafel.nummer(z))
        assert d is not None and plannen.soorten(s, d) and not plannen.soorten(s, replace(d, bestaat=0))
