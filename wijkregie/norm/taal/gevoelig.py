# SPDX-License-Identifier: EUPL-1.2
"""For which facts a blank condition is sensitive: while none of them is there, its answer is the same in every dossier and on every day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wijkregie.norm.taal.bereik import BUITEN, DAG_VAN_DIT, TIJD, Uitdrukking
from wijkregie.norm.taal.tekens import Knoop

_VRAGEN: Final = frozenset({"bestaat", "geen", "eerste", "laatste", "aantal"})
_DOORZICHTIG: Final = frozenset({"vast", "lijst", "en", "of", "niet", "als", "vergelijk", "bekend", "in", "deel", "anders", "som", "maal", "veld"})
_LOKAAL: Final = frozenset({"ding", "f", "elk_een"})


def gevoelig(uitdrukkingen: Iterable[Uitdrukking | None]) -> frozenset[str] | None:
    """For several lines together; None: there are no such facts, for time, circumstances or another norm can change an answer too."""
    uit: set[str] = set()
    for u in uitdrukkingen:
        if u is not None:
            if DAG_VAN_DIT in u.merken:
                return None
            eigen = _knoop(u.knoop)
            if eigen is None:
                if any(m in (TIJD, BUITEN) or m.startswith(("#spoor", "#plicht", "#toets")) for m in u.merken):
                    return None
                eigen = u.leest
            uit |= eigen
    return frozenset(uit)


def _knoop(k: Knoop) -> frozenset[str] | None:
    """Of a tree of which the leaves are questions about facts: where no fact is asked about, no filter is read."""
    if k.soort in _VRAGEN:
        vraag = k.arg[0].vraag
        return None if vraag is None or vraag.volledig else frozenset(vraag.soorten)
    if k.soort == "naam":
        if len(k.arg) == 1:
            return None if k.arg[0] in _LOKAAL else frozenset()
        return _knoop(k.arg[1])  # a notion, with its tree
    if k.soort not in _DOORZICHTIG or (k.soort == "veld" and not isinstance(k.arg[0], Knoop)):
        return None
    uit: frozenset[str] = frozenset()
    for x in k.arg:
        if isinstance(x, Knoop):
            eigen = _knoop(x)
            if eigen is None:
                return None
            uit |= eigen
    return uit
