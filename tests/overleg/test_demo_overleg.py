# SPDX-License-Identifier: EUPL-1.2
"""The demo has a table to sit at: a Klein Overleg with cases due, a Groot Overleg with a proposal."""

from __future__ import annotations

from typing import Any


def test_de_demo_heeft_twee_overleggen(databank: Any, op_dag: Any) -> None:
    from django.db import transaction

    from wijkregie.demo import overleg
    from wijkregie.demo.dossier import Mensen
    from wijkregie.demo.verhaal import HIER
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.overleg import lezen
    from wijkregie.overleg.agenda import kandidaten
    from wijkregie.partijen.importeren import importeer
    from wijkregie.partijen.models import Gemeente

    op_dag("2026-04-08 10:00")
    afspraken._bits.clear()
    gemeente = importeer(HIER / "partijen.yaml").gemeente
    richt_in()
    m = Mensen(gemeente, Gemeente.objects.using("kern").get(id=gemeente).code)
    kalender = afspraken.regelset(m.code, (overleg.PROTOCOL,)).op(overleg.vandaag(), overleg.vandaag()).kalender
    assert kalender is not None
    overleg.speel(m, kalender)
    s = m.sessie(m.lid("tess"))
    with transaction.atomic(), m.als(s, "overleg"):
        aantal = {r.vorm.naam: [len(kandidaten(r, b)) for b in r.bijeenkomsten.values()] for r in lezen.reeksen(s)}
    assert aantal == {"klein_overleg": [3], "groot_overleg": [1]}
