# SPDX-License-Identifier: EUPL-1.2
"""A blank act happens on the day asked, so what is compared with its day can change by itself: on which day first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.bereik import Fn
from wijkregie.norm.waarden import VRIJ

HOOGSTENS: Final = 1 << 15  # days ahead: some ninety years


def met_wissel(fn: Fn, ligging: Fn) -> Fn:
    """`fn`, which of a blank act also tells the first later day on which `ligging` is another.

    `ligging` says how the values lie to each other (before, at, after). It only rises or only falls as the act comes later.
    """

    def lees(c: Ctx) -> Any:
        if c.dit is VRIJ and c.blanco is None:
            c.wissel(_eerste_andere(c, ligging))
        return fn(c)

    return lees


def verhouding(fa: Fn, fb: Fn) -> Fn:
    """Of two values: -1, 0 or 1; None if that cannot be said."""

    def ligging(c: Ctx) -> Any:
        a, b = fa(c), fb(c)
        try:
            return None if a is None or b is None else (a > b) - (a < b)
        except TypeError:
            return None

    return ligging


def plek(fw: Fn, fa: Fn, fb: Fn) -> Fn:
    """Of a value and a range: -1, 0 (in it) or 1."""

    def ligging(c: Ctx) -> Any:
        w, a, b = fw(c), fa(c), fb(c)
        try:
            return None if None in (w, a, b) else (w > b) - (w < a)
        except TypeError:
            return None

    return ligging


def _eerste_andere(c: Ctx, ligging: Fn) -> date | None:
    """Ever further ahead until it is another, then halve back. Reads as if the act came later, and leaves no trace of that."""
    memo, sw, vernietigd = c.memo, c.sw, c.vernietigd

    def op(dagen: int) -> Any:
        c.blanco, c.memo = c.dag + timedelta(days=dagen), {}
        return ligging(c)

    try:
        return _zoek(c.dag, op)
    finally:
        c.blanco, c.memo, c.sw, c.vernietigd = None, memo, sw, vernietigd


def _zoek(dag: date, op: Callable[[int], Any]) -> date | None:
    nu = op(0)
    if nu is None:
        return None
    gelijk, stap = 0, 1
    while (anders := op(stap)) == nu:
        gelijk, stap = stap, 2 * stap
        if stap > HOOGSTENS:
            return None
    while stap - gelijk > 1:
        midden = (gelijk + stap) // 2
        if op(midden) == nu:
            gelijk = midden
        else:
            stap = midden
    return None if anders is None else dag + timedelta(days=stap)
