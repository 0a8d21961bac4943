# SPDX-License-Identifier: EUPL-1.2
"""The form of consent offers every purpose, party and category that a rule on that ground may give; nobody chooses what means nothing."""

from __future__ import annotations

from wijkregie.norm.protocol.lader import EIGEN_MAP, laad_map


def test_consent_can_be_limited_to_all_that_rules_give_on_it_and_to_nothing_else() -> None:
    bib = laad_map(EIGEN_MAP)
    regels = [(v, r) for v in bib.alles() for r in v.delen if r.omvang is not None]
    assert regels
    w = regels[0][0].wereld
    soort = w.voc.systeemfeit("toestemming.gegeven")
    assert soort is not None
    velden = w.feiten[soort].velden
    assert set(velden["doeleinden"].waarden) == {d for _, r in regels for d in r.doelen}
    assert set(velden["gegevens"].waarden) == {c for _, r in regels for c in r.categorieen}
    bereikt = {x for a in velden["aan"].waarden for x in w.rollen_onder(a)}
    assert {x for _, r in regels for x in r.rollen} <= bereikt


def test_a_withdrawal_is_whole_and_asks_nothing_that_no_rule_reads() -> None:
    """Who still agrees to a part gives a new consent for that part."""
    w = laad_map(EIGEN_MAP).alles()[0].wereld
    soort = w.voc.systeemfeit("toestemming.ingetrokken")
    assert soort is not None and not w.feiten[soort].velden
