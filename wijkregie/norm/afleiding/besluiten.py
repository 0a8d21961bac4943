# SPDX-License-Identifier: EUPL-1.2
"""Decisions: an invalid one stays in the file and counts for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijkregie.norm.afleiding.regels import BesluitRegel
from wijkregie.norm.feiten.beeld import GEEN
from wijkregie.norm.feiten.feit import Feit

if TYPE_CHECKING:
    from wijkregie.norm.afleiding.leid_af import Afleider


@dataclass(slots=True)
class BesluitStand:
    """One decision: what it rests on, whether it is valid, whether it was adopted."""

    regel: BesluitRegel
    feit: Feit
    geldig: Any
    aangenomen: Any


def besluiten(a: Afleider) -> list[BesluitStand]:
    """Every decision in the dossier, read as of the day it was taken."""
    uit: list[BesluitStand] = []
    for r in a.regels.besluiten:
        for s in r.soorten:
            for f in a.b.per.get(s, GEEN):
                c = a.ctx(f.op)
                c.dit = f
                if r.als is not None and r.als.fn(c) is not True:
                    continue
                geldig = r.geldig.fn(c)
                uit.append(BesluitStand(r, f, geldig, r.aangenomen.fn(c) if geldig is True else None))
    return uit
