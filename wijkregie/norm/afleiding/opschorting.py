# SPDX-License-Identifier: EUPL-1.2
"""When the terms of a duty stand still."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wijkregie.norm.afleiding.aanleidingen import DAG
from wijkregie.norm.afleiding.regels import OpschortRegel, PlichtRegel
from wijkregie.norm.feiten.beeld import GEEN
from wijkregie.norm.feiten.feit import Feit

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider


def perioden(a: Afleider, regel: OpschortRegel, ding: str | None, dag: date) -> tuple[list[tuple[date, date]], date | None]:
    """Closed suspensions (first and last suspended day), and the start of one that still runs."""
    b = a.b
    begin = [f for s in regel.van.soorten for f in b.per.get(s, GEEN) if f.op <= dag and _raakt(a, f, ding)]
    if not begin:
        return [], None
    einde = [f for s in regel.tot.soorten for f in b.per.get(s, GEEN) if f.op <= dag and _raakt(a, f, ding)]
    c = a.ctx(dag)
    stappen = sorted([(f.volgorde(), f, True) for f in begin] + [(f.volgorde(), f, False) for f in einde], key=lambda s: s[0])
    dicht: list[tuple[date, date]] = []
    open_: date | None = None
    for _, f, start in stappen:
        if start:
            c.dag = f.op
            c.f = f
            if (regel.als is None or regel.als.fn(c) is True) and (not regel.van.waar or regel.van.toets(c, f) is True):
                open_ = f.op if open_ is None else open_
        elif open_ is not None:
            c.dag = f.op
            if regel.tot.waar and regel.tot.toets(c, f) is False:  # what may have ended gives no more respite
                continue
            if f.op > open_:
                dicht.append((open_, f.op - DAG))
            open_ = None
    return dicht, open_


def _raakt(a: Afleider, f: Feit, ding: str | None) -> bool:
    """A suspension about other things of the same kind does not stop this duty."""
    if ding is None or ding in f.over:
        return True
    dingen = a.b.dingen
    soort = dingen[ding].soort if ding in dingen else None
    return not any(d in dingen and dingen[d].soort == soort for d in f.over)


def opgeschort(a: Afleider, p: PlichtRegel, ding: str | None, dag: date) -> tuple[list[tuple[date, date]], date | None]:
    """All suspensions that stop this duty."""
    dicht: list[tuple[date, date]] = []
    open_: date | None = None
    for o in p.stuit:
        d, s = perioden(a, o, ding, dag)
        dicht += d
        if s is not None:
            open_ = s if open_ is None else min(open_, s)
    return dicht, open_
