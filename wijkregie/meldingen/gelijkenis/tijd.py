# SPDX-License-Identifier: EUPL-1.2
"""When things happen: the same day of the week and hour, short after each other, and ever more often. Time supports other evidence, it is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Final

from wijkregie.meldingen.gelijkenis.aanwijzing import TIJD, Aanwijzing

_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAG_MINUTEN: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: a day, and minutes since midnight if that was said."""

    dag: date
    minuut: int | None = None


def uren_ertussen(a: int, b: int) -> float:
    """Hours between two times of day, over midnight if that is shorter."""
    verschil = abs(a - b)
    return min(verschil, _DAG_MINUTEN - verschil) / 60


def vergelijk_tijd(a: Sequence[Moment], b: Sequence[Moment]) -> Aanwijzing | None:
    """The best that any two moments of both say."""
    if not a or not b:
        return None
    beste: tuple[float, str] = (0.0, "")
    for x in a:
        for y in b:
            s, delen = 0.0, []
            dagen = abs((x.dag - y.dag).days)
            if dagen <= 14:
                s += 0.3 if dagen <= 3 else 0.2
                delen.append("dezelfde dag" if dagen == 0 else f"{dagen} {'dag' if dagen == 1 else 'dagen'} na elkaar")
            if dagen and x.dag.weekday() == y.dag.weekday():
                s += 0.2
                delen.append(f"beide op {_DAGEN[x.dag.weekday()]}")
            if x.minuut is not None and y.minuut is not None and uren_ertussen(x.minuut, y.minuut) <= 1.5:
                s += 0.4
                delen.append("op ongeveer hetzelfde uur")
            beste = max(beste, (s, ", ".join(delen)))
    return Aanwijzing(TIJD, round(min(1.0, beste[0]), 3), beste[1]) if beste[0] else None


def tussenpozen(dagen: Iterable[date]) -> tuple[int, ...]:
    """Days between one time and the next."""
    rij = sorted(set(dagen))
    return tuple((b - a).days for a, b in pairwise(rij))


def versnelling(dagen: Iterable[date]) -> float:
    """How much shorter the gaps became: the median of the first half over that of the second. 1: as often as before; 0: too few to say."""
    pozen = tussenpozen(dagen)
    if len(pozen) < 3:
        return 0.0
    half = len(pozen) // 2
    return median(pozen[:half]) / max(1.0, median(pozen[-half:]))
