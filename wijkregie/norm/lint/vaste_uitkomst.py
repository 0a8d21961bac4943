# SPDX-License-Identifier: EUPL-1.2
"""Conditions that are always true or always false, as far as their own words tell."""

from __future__ import annotations

from collections.abc import Sequence

from wijkregie.norm.taal.rekenen import OPERATOREN
from wijkregie.norm.taal.tekens import Knoop
from wijkregie.norm.taal.wereld import Wereld


def vaste_uitkomst(k: Knoop, w: Wereld) -> bool | None:
    """What a condition always is, as far as its own words tell; None if that hangs on facts."""
    if k.soort == "vast":
        return k.arg[0] if isinstance(k.arg[0], bool) else None
    if k.soort in ("naam", "veld") and isinstance(k.arg[-1], Knoop):
        return vaste_uitkomst(k.arg[-1], w)  # a notion, with the tree of what it means
    if k.soort in ("en", "of"):
        delen = [vaste_uitkomst(x, w) for x in k.arg]
        beslist = k.soort == "of"
        if beslist in delen or _alle_waarden(k.arg, "=" if beslist else "!=", w):
            return beslist
        return (not beslist) if all(x is (not beslist) for x in delen) else None
    if k.soort == "niet":
        x = vaste_uitkomst(k.arg[0], w)
        return None if x is None else not x
    if k.soort == "als":
        c, a, b = (vaste_uitkomst(x, w) for x in k.arg)
        return a if c is True or a is b else b if c is False else None
    if k.soort == "in" and k.arg[1].soort == "lijst":
        return False if not k.arg[1].arg else True if _dekt(k.arg[0], {x.arg[0] for x in k.arg[1].arg if x.arg}, w) else None
    if k.soort == "kwantor" and k.arg[3].soort == "lijst" and k.arg[0] != "elk":
        return False if len(k.arg[3].arg) < k.arg[1] else None
    return _vergelijking(*k.arg) if k.soort == "vergelijk" else None


def _vergelijking(op: str, a: Knoop, b: Knoop) -> bool | None:
    if b.soort != "vast":
        return None
    n = b.arg[0]
    if a.soort == "vast" and type(a.arg[0]) is type(n):
        return bool(OPERATOREN[op](a.arg[0], n))
    if a.soort == "aantal" and isinstance(n, int) and not isinstance(n, bool):
        # a count is 0, 1, 2 and so on: both sides of every threshold are there, or one is not
        uitkomsten = {bool(OPERATOREN[op](x, n)) for x in (0, max(n, 0), max(n, 0) + 1)}
        return uitkomsten.pop() if len(uitkomsten) == 1 else None
    return None


def _alle_waarden(delen: Sequence[Knoop], op: str, w: Wereld) -> bool:
    """Do comparisons of one field with `op` name every value that it can have?"""
    genoemd: dict[str, tuple[Knoop, set[str]]] = {}
    for x in delen:
        if x.soort == "vergelijk" and x.arg[0] == op and x.arg[1].soort == "veld" and x.arg[2].soort in ("naam", "vast"):
            bron, naam = x.arg[1].arg
            if isinstance(bron, Knoop) and bron.soort == "naam":
                genoemd.setdefault(f"{bron.arg[0]}.{naam}", (x.arg[1], set()))[1].add(x.arg[2].arg[0])
    return any(_dekt(k, waarden, w) for k, waarden in genoemd.values())


def _dekt(k: Knoop, waarden: set[str], w: Wereld) -> bool:
    """Are these all the values of a field? Fields of one name count together: too few messages rather than a wrong one."""
    if k.soort != "veld" or not isinstance(k.arg[1], str):
        return False
    velden = [f.velden[k.arg[1]] for f in w.feiten.values() if k.arg[1] in f.velden]
    alle = {x for v in velden for x in v.waarden}
    return bool(alle) and all(v.soort == "keuze" for v in velden) and alle <= waarden


def lege_lijst(k: Knoop) -> bool:
    """`elk` over a list without members."""
    return k.soort == "kwantor" and k.arg[0] == "elk" and k.arg[3].soort == "lijst" and not k.arg[3].arg
