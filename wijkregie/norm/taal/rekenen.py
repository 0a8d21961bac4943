# SPDX-License-Identifier: EUPL-1.2
"""The closures behind operators: comparing, counting, reckoning with dates, and Kleene logic. Unknown stays unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from wijkregie.norm.feiten.beeld import Ctx
from wijkregie.norm.taal.bereik import Fn
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.norm.waarden import VRIJ, Aantal, vergelijk_aantal

OPERATOREN: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def KAAL(waarde: Any) -> Fn:  # noqa: N802 - reads as a constructor of constants
    """A constant."""

    def vast(c: Ctx) -> Any:
        return waarde

    vast.waarde = waarde  # type: ignore[attr-defined]  # so that operators can take the value itself
    return vast


def logica(soort: str, fns: list[Fn]) -> Fn:
    """`en`, `of`, `niet` by Kleene; see waarden.py for what a blank act adds."""
    if soort == "niet":
        (x,) = fns

        def niet(c: Ctx) -> Any:
            v = x(c)
            return (not v) if v is True or v is False else v

        return niet
    if soort == "en":

        def alle(c: Ctx) -> Any:
            uit: Any = True
            for fn in fns:
                v = fn(c)
                if v is False:
                    return False
                if v is not True:
                    uit = None if v is None or uit is None else VRIJ
            return uit

        return alle

    def enig(c: Ctx) -> Any:
        uit: Any = False
        for fn in fns:
            v = fn(c)
            if v is True:
                return True
            if v is not False:
                uit = VRIJ if v is VRIJ or uit is VRIJ else None
        return uit

    return enig


def vergelijking(op: str, fa: Fn, fb: Fn, orde: Mapping[str, int] | None) -> Fn:
    """Compare; phases by the order in which their track names them."""
    doe = OPERATOREN[op]
    constante = getattr(fb, "waarde", None)
    if orde is None and constante is not None and op in ("=", "!="):
        return _met_constante(op == "=", fa, constante)

    def vergelijk(c: Ctx) -> Any:
        a, b = fa(c), fb(c)
        if a is None or b is None:
            return None
        if a is VRIJ or b is VRIJ:
            return VRIJ
        if orde is not None:
            a, b = orde.get(a), orde.get(b)
            if a is None or b is None:
                return None
        elif a.__class__ is Aantal or b.__class__ is Aantal:
            return vergelijk_aantal(op, a, b)
        try:
            return doe(a, b)
        except TypeError:  # values of different kinds: not comparable, so unknown
            return None

    return vergelijk


def _met_constante(gelijk: bool, fa: Fn, constante: Any) -> Fn:
    """Is it this value? The commonest condition of all."""
    op = "=" if gelijk else "!="

    def is_(c: Ctx) -> Any:
        a = fa(c)
        if a is None or a is VRIJ:
            return a
        if a.__class__ is Aantal:
            return vergelijk_aantal(op, a, constante)
        return (a == constante) is gelijk

    return is_


def bekend_fn(fn: Fn) -> Fn:
    def bekend(c: Ctx) -> Any:
        c.vernietigd = False
        v = fn(c)
        if v is None and c.vernietigd:
            return None
        return VRIJ if v is VRIJ else v is not None and v != "" and v != ()

    return bekend


def in_fn(soort: str, fa: Fn, fb: Fn) -> Fn:
    """`x in lijst` and `lijst deel van lijst`; an unknown member leaves "not in" unknown."""

    def lid(a: Any, b: Any) -> Any:
        if a in b:
            return True
        return VRIJ if VRIJ in b else None if None in b else False

    def in_(c: Ctx) -> Any:
        a, b = fa(c), fb(c)
        if a is None or b is None:
            return None
        if a is VRIJ or b is VRIJ:
            return VRIJ
        if isinstance(b, str):
            b = (b,)
        if soort == "in":
            return lid(a, b)
        leden = (a,) if isinstance(a, str) else a
        uit: Any = True
        for x in leden:
            v = lid(x, b) if x is not None else None
            if v is False:
                return False
            if v is not True:
                uit = v
        return uit

    return in_


def terugval(fa: Fn, fb: Fn) -> Fn:
    def anders(c: Ctx) -> Any:
        c.vernietigd = False
        v = fa(c)
        return fb(c) if v is None and not c.vernietigd else v

    return anders


def optellen(op: str, fa: Fn, fb: Fn) -> Fn:
    """Numbers with numbers; a date plus or minus a term; a date minus a date in days."""

    def reken(c: Ctx) -> Any:
        a, b = fa(c), fb(c)
        if a is None or b is None:
            return None
        if a is VRIJ or b is VRIJ:
            return VRIJ
        try:
            return uitgerekend(op, a, b, c)
        except (ValueError, OverflowError):  # beyond the calendar: nothing is known there
            return None

    return reken


def uitgerekend(op: str, a: Any, b: Any, c: Ctx) -> Any:
    """One sum; kinds that do not go together are unknown."""
    if isinstance(a, date):
        if isinstance(b, Termijn):
            return (b if op == "+" else -b).na(a, c.b.kalender)[0]
        if isinstance(b, date) and op == "-":
            return (a - b).days
        return a + timedelta(days=b if op == "+" else -b) if isinstance(b, int) else None
    if isinstance(b, date) and isinstance(a, Termijn) and op == "+":
        return a.na(b, c.b.kalender)[0]
    if isinstance(a, Termijn) and isinstance(b, Termijn):
        return Termijn(a.delen + (b if op == "+" else -b).delen)
    if isinstance(a, Aantal) or isinstance(b, Aantal):
        return _interval(op, a, b)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return a + b if op == "+" else a - b if op == "-" else a * b
    return None


def _interval(op: str, a: Any, b: Any) -> Any:
    al, ah = (a.laag, a.hoog) if isinstance(a, Aantal) else (a, a)
    bl, bh = (b.laag, b.hoog) if isinstance(b, Aantal) else (b, b)
    if op == "+":
        return Aantal(al + bl, ah + bh)
    if op == "-":
        return Aantal(al - bh, ah - bl)
    return Aantal(al * bl, ah * bh)
