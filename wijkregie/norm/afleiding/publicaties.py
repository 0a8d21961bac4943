# SPDX-License-Identifier: EUPL-1.2
"""What a dossier publishes to the dossiers linked to it: each value with the day from which it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from wijkregie.norm.afleiding.leid_af import afleider, gepubliceerd
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.norm.feiten.feit import Feit


def publicaties(
    regelset: Regelset, feiten: list[Feit], op: date, bekend_op: date | None, om: Callable[[date], Omstandigheden]
) -> tuple[tuple[date, str, Any], ...]:
    """The published values up to a day, as (holds from, name, value): read on each day on which one can change, and nothing else is derived.

    Per thing: a map of thing to value.
    """
    dagen = sorted({f.op for f in feiten if f.op <= op})
    vorige: dict[str, Any] = {}
    uit: list[tuple[date, str, Any]] = []
    i = 0
    while i < len(dagen):
        dag = dagen[i]
        a = afleider(regelset, feiten, dag, bekend_op, om(dag))
        nu: dict[str, Any] = {}
        for naam, waarde, ding in gepubliceerd(a):
            nu[naam] = waarde if ding is None else {**nu.get(naam, {}), ding: waarde}
        uit += [(dag, n, w) for n, w in nu.items() if n not in vorige or vorige[n] != w]
        vorige = nu
        wissel = min((d for d in (a.sw, regelset.volgende(dag)) if d is not None), default=None)
        if wissel is not None and wissel <= op and wissel not in dagen:
            dagen.append(wissel)
            dagen.sort()
        i += 1
    return tuple(uit)
