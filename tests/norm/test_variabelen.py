# SPDX-License-Identifier: EUPL-1.2
"""A variable of a quantifier hides what else has its name, also on the shortest way to a field."""

from __future__ import annotations

from datetime import date

import pytest

from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import laad_teksten

FEITEN = """\
gemeente: stad
rollen: {beheerder: {soort: beheerder}}
dingen: {zaak: {}}
feiten:
  begin: {opent: zaak, door: beheerder, velden: {kleur: {soort: keuze, waarden: [rood, blauw]}}}
  actie: {over: zaak, door: beheerder}
"""
REGELS = """\
bron: r. 1
zorg_dat:
  p: {norm: N-1, wie: beheerder, zolang: 'enig VAR in begin: VAR.kleur = rood', houdt: bestaat actie}
"""


@pytest.mark.parametrize("naam", ["x", "f", "dit"])
def test_naam_van_een_variabele(naam: str) -> None:
    kop = "{protocol: proef, titel: Proef, gemeente: stad}\n"
    regels = REGELS.replace("VAR", naam)
    b = laad_teksten({"stad/feiten.yaml": FEITEN, "stad/proef/2026-01-01/protocol.yaml": kop, "stad/proef/2026-01-01/r.yaml": regels})
    feiten = [{"op": "2026-01-05", "feit": "begin", "opent": "z", "kleur": "rood"}]
    s = Scenario.uit_data({"scenario": "s", "protocollen": "stad/proef", "feiten": feiten}, b)
    assert [p["status"] for p in s.stand(date(2026, 1, 6))["plichten"]] == ["open"]
